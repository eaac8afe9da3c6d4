import { expect, test } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { formatDiagnostics, formatSummaryLine, formatUserError } from '../../src/output/diagnostics.ts';
import { styleFor } from '../../src/output/style.ts';
import type { Diagnostic, Severity } from '../../src/text/diagnostic.ts';
import type { Span } from '../../src/text/source.ts';
import { verbatim } from '../../src/text/wording.ts';

const style = styleFor(false);
const show = (...diagnostics: Diagnostic[]) => formatDiagnostics(diagnostics, { style, language: 'en' });

test('a span shows its line with carets and the help', () => {
  const at = spanOf('name: x\n  when: { revenu: 5m }\n', 'revenu');
  expect(
    show({
      code: 'unknown-fact',
      severity: 'error',
      message: verbatim('unknown fact "revenu"'),
      help: verbatim('did you mean "revenue"?'),
      at,
    }),
  ).toBe(
    [
      'criteria.yaml:2:11: error: unknown fact "revenu" [unknown-fact]',
      '  2 |   when: { revenu: 5m }',
      '    |           ^~~~~~',
      '  help: did you mean "revenue"?',
      '',
    ].join('\n'),
  );
});

test.each([
  ['Chinese takes two cells', '客户编号: bad\n', 'bad', '客户编号: bad', '          ^~~'],
  ['Chinese is underlined whole', 'a: 客户\r\n', '客户', 'a: 客户', '   ^~~~'],
  ['tabs stay tabs', 'a:\t客\tbad', 'bad', 'a:\t客\tbad', '  \t  \t^~~'],
  ['of several lines the first', 'a: b\nc: d', 'b\nc', 'a: b', '   ^'],
  ['control codes are shown', '\u001b[31mx: bad', 'bad', '␛[31mx: bad', '        ^~~'],
  ['surrogate pairs count once', '👍: bad', 'bad', '👍: bad', '    ^~~'],
])('%s', (_, text, marked, line, carets) => {
  const lines = show(warningAt(spanOf(text, marked))).split('\n');
  expect(lines.slice(1)).toEqual([`  1 | ${line}`, `    | ${carets}`, '']);
});

test('an empty span, also at the very end, has one caret', () => {
  const source = { name: 'c.yaml', text: 'a: [' };
  expect(show(warningAt({ kind: 'span', source, start: 4, end: 4 }))).toBe(
    'c.yaml:1:5: warning: odd [yaml-syntax]\n  1 | a: [\n    |     ^\n',
  );
});

test('a long line is cut to what stands around the carets', () => {
  const text = `${'x'.repeat(1000)}bad${'客'.repeat(1000)}`;
  const [, line, carets] = show(warningAt(spanOf(text, 'bad'))).split('\n');
  expect(line).toBe(`  1 | …${'x'.repeat(33)}bad${'客'.repeat(17)}…`);
  expect(carets).toBe(`    | ${' '.repeat(34)}^~~`);
  const [, whole] = show(warningAt(spanOf('y'.repeat(2000), 'y'.repeat(2000)))).split('\n');
  expect(whole).toBe(`  1 | ${'y'.repeat(35)}…`);
});

test('of a line of megabytes only what stands around the carets is read', () => {
  const text = `${'\u202e'.repeat(1_000_000)}${'x'.repeat(500)}bad${'y'.repeat(500)}${'\u202e'.repeat(1_000_000)}`;
  const [place, line, carets] = show(warningAt(spanOf(text, 'bad'))).split('\n');
  expect(place).toMatch(/^criteria\.yaml:1:1000501: /);
  expect(line).toBe(`  1 | …${'x'.repeat(33)}bad${'y'.repeat(34)}…`);
  expect(carets).toBe(`    | ${' '.repeat(34)}^~~`);
});

test('what is quoted is cut, in the message as in the help', () => {
  const long = 'x'.repeat(3_000_000);
  const shown = show({
    ...cell('error', 1, `found "${long}", once`),
    help: verbatim(`did you mean "${long}"?`),
  });
  const quoted = `"${'x'.repeat(199)}…"`;
  expect(shown).toBe(`a.csv:1: error: found ${quoted}, once [bad-cell]\n  help: did you mean ${quoted}?\n`);
});

test('cells name file and line, files only themselves; data cannot break out', () => {
  expect(
    show(cell('error', 7, 'field "margin": expected percent, found "20\u001b[2J\n%"'), {
      code: 'empty-file',
      severity: 'error',
      message: verbatim('empty'),
      at: { kind: 'file', file: 'b\u001b.csv' },
    }),
  ).toBe(
    [
      'a.csv:7: error: field "margin": expected percent, found "20␛[2J⏎%" [bad-cell]',
      'b␛.csv: error: empty [empty-file]',
      '',
    ].join('\n'),
  );
});

test('sorted by file and place, each once', () => {
  const shown = show(cell('error', 30, 'x'), cell('warning', 4, 'y'), cell('error', 30, 'x'), {
    ...cell('error', 1, 'z'),
    at: { kind: 'file', file: 'a.csv' },
  });
  expect(shown.split('\n').map((line) => line.split(' ')[0])).toEqual([
    'a.csv:',
    'a.csv:4:',
    'a.csv:30:',
    '',
  ]);
});

test('beyond the limit they are counted, and errors are shown first', () => {
  const many = [
    ...Array.from({ length: 30 }, (_, index) => cell('warning', index + 1, 'y')),
    ...Array.from({ length: 21 }, (_, index) => cell('error', index + 100, 'x')),
  ];
  const lines = show(...many)
    .trimEnd()
    .split('\n');
  expect(lines).toHaveLength(21);
  expect(lines[0]).toBe('a.csv:100: error: x [bad-cell]');
  expect(lines[20]).toBe('… and 1 more error, 30 more warnings');
  expect(formatDiagnostics(many.slice(0, 3), { style, language: 'en', limit: 2 })).toMatch(
    /\n… and 1 more warning\n$/,
  );
});

test.each([
  [[], ''],
  [[cell('error', 1, 'x')], '1 error'],
  [
    [cell('error', 1, 'x'), cell('error', 1, 'x'), cell('error', 2, 'x'), cell('warning', 2, 'x')],
    '2 errors, 1 warning',
  ],
  [[cell('warning', 1, 'x'), cell('warning', 2, 'x')], '2 warnings'],
])('the summary of %j is %j', (diagnostics, summary) => {
  expect(formatSummaryLine(diagnostics, 'en')).toBe(summary);
});

test('nothing is said about nothing', () => {
  expect(show()).toBe('');
});

function cell(severity: Severity, line: number, text: string): Diagnostic {
  const message = verbatim(text);
  return { code: 'bad-cell', severity, message, at: { kind: 'cell', file: 'a.csv', line, column: 'margin' } };
}

function warningAt(at: Span): Diagnostic {
  return { code: 'yaml-syntax', severity: 'warning', message: verbatim('odd'), at };
}

function spanOf(text: string, marked: string): Span {
  const start = text.indexOf(marked);
  return { kind: 'span', source: { name: 'criteria.yaml', text }, start, end: start + marked.length };
}

test('a diagnostic is said in Chinese, with its labels', () => {
  const at = spanOf('name: x\n  when: { revenu: 5m }\n', 'revenu');
  const diagnostic: Diagnostic = {
    code: 'unknown-fact',
    severity: 'error',
    message: { en: 'unknown fact "revenu"', zh: '没有“revenu”这个字段' },
    help: { en: 'did you mean "revenue"?', zh: '是不是“revenue”？' },
    notes: [{ en: 'once', zh: '出现一次' }],
    at,
  };
  const many = [diagnostic, cell('warning', 1, '甲'), cell('warning', 2, '乙')];
  expect(formatDiagnostics(many, { style, language: 'zh', limit: 1, more: 2 })).toBe(
    [
      'criteria.yaml:2:11: 错误：没有“revenu”这个字段 [unknown-fact]',
      '  2 |   when: { revenu: 5m }',
      '    |           ^~~~~~',
      '  说明：出现一次',
      '  建议：是不是“revenue”？',
      '…… 另有 2 个错误，2 条警告',
      '',
    ].join('\n'),
  );
  expect(formatSummaryLine(many, 'zh')).toBe('1 个错误，2 条警告');
});

test('a command that cannot be carried out is said in the language of the run', () => {
  const error = new UserError({ en: 'no file', zh: '没有文件' }, { en: 'name one', zh: '请指定一个' });
  expect(formatUserError(error, style, 'en')).toBe('error: no file\n  help: name one\n');
  expect(formatUserError(error, style, 'zh')).toBe('错误：没有文件\n  建议：请指定一个\n');
  expect(error.message).toBe('no file');
});

test('only what is said of a command that cannot be carried out is cleaned, not its colours', () => {
  const error = new UserError(verbatim('no "\u001b[2J"'), verbatim('name one'));
  expect(formatUserError(error, styleFor(true), 'en')).toBe(
    '\u001b[31merror:\u001b[39m no "␛[2J"\n  \u001b[32mhelp:\u001b[39m name one\n',
  );
});
