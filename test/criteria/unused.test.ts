import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readCriteriaSource } from '../../src/criteria/read-criteria.ts';
import { findUnused } from '../../src/criteria/unused.ts';
import { positionAt, type Source } from '../../src/text/source.ts';

async function unusedIn(text: string, files: Record<string, string> = {}): Promise<string[]> {
  const open = async (name: string): Promise<Source | null> =>
    files[name] === undefined ? null : { name, text: files[name] };
  const source = { name: 'main.yaml', text };
  const { value, diagnostics } = await readCriteriaSource(source, open);
  expect(diagnostics).toEqual([]);
  return findUnused(value!, source).map(({ at, message, code, severity }) => {
    expect([code, severity]).toEqual(['unused-name', 'warning']);
    const { line, column } = at.kind === 'span' ? positionAt(at.source, at.start) : { line: 0, column: 0 };
    return `${line}:${column} ${message.en}`;
  });
}

// Revenue is used; what `line` adds is looked at. The part after "+" is written into the criterion of key.
const withLine = (line: string, also = ''): string => `fields:
  customer_id: { type: id }
  size: { type: money }
  joined: { type: date, optional: true }
  grade: { type: choice, values: [a, b], optional: true }
  region: { type: choice, values: [north, south], optional: true }
${line}
categories:
  key: { when: { size: { at_least: 5 }, joined: { present: yes }, grade: a, region: north${also} } }
  normal: { when: otherwise }
`;

it.each([
  ['a field', '  extra: { type: number }', '', ['7:3 nothing uses the field "extra"']],
  ['a derived value', 'derived: { twice: size * 2 }', '', ['7:12 nothing uses the derived value "twice"']],
  [
    'a score',
    'scores: { s: [{ fact: size, weight: 1, scale: [0, 5] }] }',
    '',
    ['7:11 nothing uses the score "s"'],
  ],
  [
    'what only an unused value uses',
    '  extra: { type: money }\nderived: { twice: extra * 2 }',
    '',
    [
      '7:3 the field "extra" is used only by "twice", which nothing uses',
      '8:12 nothing uses the derived value "twice"',
    ],
  ],
  [
    'a value used through a score',
    '  extra: { type: money }\nderived: { twice: extra * 2 }\nscores: { s: [{ fact: twice, weight: 1, scale: [0, 5] }] }',
    ', s: { more_than: 1 }',
    [],
  ],
  [
    'a field that groups a rank',
    '  group: { type: choice, values: [x] }',
    ', size: { top: 5, per: group }',
    null,
  ],
  [
    'a field of a check',
    '  extra: { type: number }\nchecks: [{ id: c, for: key, expect: { extra: { at_least: 1 } } }]',
    '',
    [],
  ],
  ['the manager', '  owner: { type: choice, values: [x] }\nduties: { manager: owner }', '', []],
  ['text, which people read', '  remark: { type: text }', '', []],
  [
    'a field that reports read',
    '  potential: { type: money }\n  lost_reason: { type: choice, values: [price] }',
    '',
    [],
  ],
  [
    'a case, which decides nothing',
    '  extra: { type: number }\ncases: [{ name: n, customer: { extra: 1 }, expect: normal }]',
    '',
    ['7:3 nothing uses the field "extra"'],
  ],
])('tells %s', async (_, line, also, expected) => {
  const text = withLine(line, expected === null ? '' : also);
  const grouped = text.replace('size: { at_least: 5 }', 'size: { top: 5, per: group }');
  expect(await unusedIn(expected === null ? grouped : text)).toEqual(expected ?? []);
});

it('counts what a unit uses as used', async () => {
  const text = withLine(
    '  extra: { type: number }\n  unit: { type: text }\nunits: { by: unit, criteria: { A: a.yaml } }',
  );
  const unit = 'categories: { key: { when: { extra: { at_least: 1 } } } }\n';
  expect(await unusedIn(text, { 'a.yaml': unit })).toEqual([]);
});

it('leaves what another file declares to that file', async () => {
  const over = 'extends: base.yaml\ncategories: { key: { when: { size: { at_least: 1 } } } }\n';
  expect(await unusedIn(over, { 'base.yaml': withLine('  extra: { type: number }') })).toEqual([]);
});

it.each(['default.yaml', 'relative.yaml', 'with-units.yaml'])(
  'finds nothing in the shipped %s',
  async (name) => {
    const read = (file: string): Source => ({
      name: file,
      text: readFileSync(new URL(`../../criteria/${file}`, import.meta.url), 'utf8'),
    });
    const { value } = await readCriteriaSource(read(name), async (reference) => read(reference));
    expect(findUnused(value!, read(name))).toEqual([]);
  },
);
