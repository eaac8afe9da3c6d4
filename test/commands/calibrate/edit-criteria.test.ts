import { describe, expect, it } from 'vitest';
import { editCriteria } from '../../../src/commands/calibrate/edit-criteria.ts';

const FILE = `# Company criteria
name: Company   # as the board calls it
version: "2026.1"
reason: >
  Margin floor raised
  with the 2026 strategy
owner: 'Sales'

categories:
  key:
    when:
      any:
        - { id: a, revenue: { at_least: 5m }, margin: { between: [10%, "20%"] } }   # the large ones
        - id: b
          revenue:
            # the line
            top: 20
            per: unit
          score: { quantile: { of: 5, at_least: 4 } }
  normal: { when: otherwise }
`;

/** The lines that differ, as [old, new]. */
function changed(before: string, after: string): string[][] {
  const [old, own] = [before.split(/\r?\n/), after.split(/\r?\n/)];
  expect(own.length).toBe(old.length);
  return old.flatMap((line, index) => (line === own[index] ? [] : [[line, own[index]!]]));
}

function edit(text: string, ...edits: Parameters<typeof editCriteria>[1]) {
  return editCriteria({ name: 'x.yaml', text }, edits, []);
}

function head(text: string, ...heads: Parameters<typeof editCriteria>[2]): string {
  return editCriteria({ name: 'x.yaml', text }, [], heads)!;
}

describe('an amount', () => {
  it.each([
    ['at_least: 5m', 'bound', '6.2m', 'at_least: 5m }', 'at_least: 6.2m }'],
    ['between', 'low', '12%', '[10%, "20%"]', '[12%, "20%"]'],
    ['between', 'high', '25%', '[10%, "20%"]', '[10%, "25%"]'],
    ['top: 20', 'top', '15', 'top: 20', 'top: 15'],
    ['quantile', 'at_least', '5', 'at_least: 4', 'at_least: 5'],
  ] as const)('of %s (%s) becomes %s', (at, part, text, from, to) => {
    for (const file of [FILE, FILE.replaceAll('\n', '\r\n'), `\ufeff${FILE}`]) {
      const after = edit(file, { start: file.indexOf(at), part, text })!;
      expect(after).toBe(file.replace(from, to));
      expect(changed(file, after)).toHaveLength(1);
    }
  });

  it('is changed beside another on the same line', () => {
    const one = { start: FILE.indexOf('at_least: 5m'), part: 'bound', text: '6m' } as const;
    const other = { start: FILE.indexOf('between'), part: 'low', text: '12%' } as const;
    expect(changed(FILE, edit(FILE, other, one)!)).toEqual([
      [
        expect.stringContaining('5m }, margin: { between: [10%, "20%"]'),
        expect.stringContaining('6m }, margin: { between: [12%, "20%"]'),
      ],
    ]);
  });

  it.each([
    ['nothing there', 3, 'bound'],
    ['a test without that part', FILE.indexOf('at_least: 5m'), 'low'],
  ] as const)('is refused at %s', (_, start, part) => {
    expect(edit(FILE, { start, part, text: '1' })).toBeNull();
  });
});

describe('version and reason', () => {
  it.each([
    ['in double quotes', 'version: "1"', 'version: "2"'],
    ['in single quotes', "version: '1'", "version: '2'"],
    ['without quotes', 'version: 1', 'version: 2'],
  ])('keeps the version %s', (_, old, expected) => {
    expect(head(`${old} # note\nname: x\n`, { key: 'version', text: '2' })).toBe(
      `${expected} # note\nname: x\n`,
    );
  });

  it('puts a version into quotes that would be another number without', () => {
    expect(head('version: 1.9\n', { key: 'version', text: '1.10' })).toBe('version: "1.10"\n');
  });

  it.each([
    'plain',
    'with: colon # and hash',
    '"quoted" and \\ back',
    "it's",
    '- list',
    '中文原因：利润',
    'tab\there',
    'yes',
  ])('writes the reason %j so that YAML reads it back', (reason) => {
    const after = head(FILE, { key: 'reason', text: reason });
    expect(after).toContain(`reason: ${JSON.stringify(reason)}\nowner: 'Sales'\n`);
    expect(after.replace(/reason: .*\n/, '')).toBe(FILE.replace(/reason: >\n.*\n.*\n/, ''));
  });

  it.each([
    [
      'behind the version',
      'name: x # n\nversion: "1"\nfields: {}\n',
      'name: x # n\nversion: "1"\nreason: "why"\nfields: {}\n',
    ],
    ['behind the name', 'name: x # n\r\nfields: {}\r\n', 'name: x # n\r\nreason: "why"\r\nfields: {}\r\n'],
    ['before all else', '# top\nfields: {}\n', '# top\nreason: "why"\nfields: {}\n'],
    ['at the end', 'fields: {}\nname: x', 'fields: {}\nname: x\nreason: "why"'],
    ['inside brackets', '{ fields: {} }\n', '{ reason: "why", fields: {} }\n'],
    ['where the key was empty', 'name: x\nfields: {}\n', 'name: x\nreason: "why"\nfields: {}\n'],
  ])('adds it %s', (_, before, after) => {
    expect(head(before, { key: 'reason', text: 'why' })).toBe(after);
  });

  it('adds both in order', () => {
    const both = [
      { key: 'version', text: '1' },
      { key: 'reason', text: 'why' },
    ] as const;
    expect(head('name: x\nfields: {}\n', ...both)).toBe('name: x\nversion: "1"\nreason: "why"\nfields: {}\n');
  });

  it('fills a key without value', () => {
    expect(head('name: x\nreason:\nfields: {}\n', { key: 'reason', text: 'why' })).toBe(
      'name: x\nreason: "why"\nfields: {}\n',
    );
  });
});
