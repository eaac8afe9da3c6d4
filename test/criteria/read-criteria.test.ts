import { expect, it } from 'vitest';
import { readCriteriaSource } from '../../src/criteria/read-criteria.ts';
import { positionAt, type Source } from '../../src/text/source.ts';

const HEAD = `fields:
  customer_id: { type: id }
  revenue: { type: money }
  prior: { type: money }
  margin: { type: percent }
  seen: { type: date }
  status: { type: choice, values: [active, closed] }
`;
const TAIL = `
categories:
  key: { when: { revenue: { at_least: 5m } } }
  normal: { when: otherwise }
`;

async function codesOf(text: string, files: Record<string, string> = {}): Promise<string[]> {
  const open = async (name: string): Promise<Source | null> =>
    files[name] === undefined ? null : { name, text: files[name] };
  const { diagnostics } = await readCriteriaSource({ name: 'main.yaml', text }, open);
  return diagnostics.map(({ code, at }) => {
    const where = at.kind === 'span' ? positionAt(at.source, at.start) : { line: 0, column: 0 };
    return `${code} ${where.line}:${where.column}`;
  });
}

const key = (when: string): string =>
  `${HEAD}categories:\n  key:\n    when: ${when}\n  normal: { when: otherwise }\n`;

it('reads a small file without complaint', async () => {
  expect(await codesOf(HEAD + TAIL)).toEqual([]);
});

it.each([
  ['a misspelt fact', '{ revenu: { at_least: 5m } }', ['unknown-fact 10:13']],
  ['a misspelt operator', '{ revenue: { at_leest: 5m } }', ['unknown-operator 10:24']],
  ['a percent against money', '{ revenue: { at_least: 15% } }', ['wrong-unit 10:34']],
  ['reversed bounds', '{ margin: { between: [20%, 10%] } }', ['reversed-bounds 10:32']],
  ['bounds nobody meets', '{ revenue: { at_least: 5m, at_most: 4m } }', ['reversed-bounds 10:24']],
  ['an undeclared value', '{ status: activ }', ['unknown-value 10:21']],
  ['an order of texts', '{ status: { at_least: 5 } }', ['wrong-type 10:23']],
  ['an operator without a fact', '{ at_least: 5 }', ['reserved-name 10:13']],
  ['a day that is none', '{ seen: { since: 2026-02-30 } }', ['bad-date 10:28']],
  ['a duration in months', '{ seen: { older_than: 3 months } }', ['bad-amount 10:33']],
  ['per without a rank', '{ revenue: { at_least: 5m, per: status } }', ['wrong-type 10:43']],
  ['a bin too high', '{ revenue: { quantile: { of: 5, at_least: 6 } } }', ['reversed-bounds 10:34']],
  ['a plain number for a percent', '{ margin: { at_least: 15 } }', ['ratio-without-percent 10:33']],
])('reports %s where it stands', async (_, when, codes) => {
  expect(await codesOf(key(when))).toEqual(codes);
});

it.each([
  ['1.15', 'write 1.15% or 115%'],
  ['5k', 'write 5000% or 500000%'],
])('says of the ratio %s what percent it is', async (amount, help) => {
  const source = { name: 'main.yaml', text: key(`{ margin: { at_least: ${amount} } }`) };
  const { diagnostics } = await readCriteriaSource(source, async () => null);
  expect(diagnostics.map((one) => one.help?.en)).toEqual([help]);
});

it.each([
  ['a cycle', 'derived: { a: b + 1, b: a + 1 }', ['cycle 8:12', 'unknown-fact 8:25']],
  ['an unknown function', 'derived: { a: sum(revenue) }', ['unknown-function 8:15']],
  ['money plus a percent', 'derived: { a: revenue + margin }', ['wrong-unit 8:15']],
  ['a broken formula', 'derived: { a: "revenue +" }', ['bad-formula 8:25']],
  ['a weight of zero', 'scores: { s: [{ fact: revenue, weight: 0, scale: [0, 5m] }] }', ['bad-weight 8:40']],
  [
    'falling bands',
    'scores: { s: [{ fact: margin, weight: 1, bands: { 20%: 0, 10%: 50 } }] }',
    ['bad-bands 8:59'],
  ],
  [
    'points of a missing value above 100',
    'scores: { s: [{ fact: revenue, weight: 1, scale: [0, 5m], missing: 101 }] }',
    ['bad-bands 8:68'],
  ],
  [
    'an order of what is no quantile',
    'scores: { s: [{ fact: revenue, weight: 1, scale: [0, 5m], order: low }] }',
    ['wrong-type 8:66'],
  ],
  ['an unknown key', 'prioriti: [key]', ['unknown-key 8:1']],
  ['a full-width colon', 'name：x', ['full-width-colon 8:5']],
  ['an anchor', 'name: &a x', ['yaml-anchor 8:10']],
  ['a tag', 'name: !!str x', ['yaml-tag 8:13']],
  [
    'lines within lines',
    Array.from({ length: 4000 }, (_, n) => `${' '.repeat(n)}a:`).join('\n'),
    ['yaml-syntax 4007:4000'],
  ],
  ['lists within lists', `name: ${'\n  '}${'- '.repeat(10_000)}a`, ['yaml-syntax 9:20003']],
  ['a key twice', 'name: a\nname: b', ['duplicate-key 9:1']],
  ['a category twice in priority', 'priority: [key, normal, key]', ['misplaced-otherwise']],
])('reports %s', async (_, line, codes) => {
  const found = await codesOf(`${HEAD}${line}\n${TAIL}`);
  if (codes[0] === 'misplaced-otherwise') expect(found[0]).toMatch(/^bad-priority/);
  else expect(found).toEqual(codes);
});

it.each([
  ['optional: true', 'wrong-type 2:38'],
  ['missing: none', 'wrong-type 2:37'],
])('warns of an id that is %s, which does nothing', async (key, code) => {
  expect(await codesOf(HEAD.replace('type: id', `type: id, ${key}`) + TAIL)).toEqual([code]);
});

it.each([
  ['revenue: { type: money', 'century: 2000'],
  ['margin: { type: percent', 'scale: thousand'],
  ['seen: { type: date', 'decimal: ","'],
  ['status: { type: choice', 'max: 5'],
])('warns of a key that says nothing of %s }: %s', async (field, key) => {
  const line = HEAD.split('\n').findIndex((one) => one.trimStart().startsWith(field)) + 1;
  const text = HEAD.replace(field, `${field}, ${key}`) + TAIL;
  expect(await codesOf(text)).toEqual([`wrong-type ${line}:${field.length + 5}`]);
});

it('warns of a spelling that two values of a choice have', async () => {
  const read = (values: string) => codesOf(HEAD.replace('[active, closed]', values) + TAIL);
  expect(await read('{ active: [on, open], closed: [off] }')).toEqual([]);
  // What differs in case is told apart where it is written so.
  expect(await read('{ active: [on], closed: [On] }')).toEqual([]);
  expect(await read('{ active: [on, closed], closed: [off, on] }')).toEqual([
    'duplicate-name 7:67',
    'duplicate-name 7:67',
  ]);
});

it('takes an id that says that it is not optional', async () => {
  expect(await codesOf(HEAD.replace('type: id', 'type: id, optional: false') + TAIL)).toEqual([]);
});

it('refuses a second document', async () => {
  expect((await codesOf(`${HEAD}${TAIL}---\nname: b\n`))[0]).toMatch(/^yaml-documents/);
});

it('lays a file over what it extends, and reports a circle of files', async () => {
  expect(await codesOf('extends: base.yaml\nname: over\n', { 'base.yaml': HEAD + TAIL })).toEqual([]);
  expect(await codesOf('extends: main.yaml\n', { 'main.yaml': 'extends: main.yaml\n' })).toEqual([
    'cycle 1:10',
  ]);
  expect(await codesOf('extends: gone.yaml\n')).toEqual(['missing-file 1:10']);
});

it('tells of business units that nobody can be in, by a number or a value that is not declared', async () => {
  const read = (units: string) => codesOf(`${HEAD}units: ${units}\n${TAIL}`, { 'unit.yaml': 'name: Unit\n' });
  expect(await read('{ by: status, criteria: { active: unit.yaml } }')).toEqual([]);
  expect(await read('{ by: status, criteria: { activ: unit.yaml } }')).toEqual(['unknown-value 8:34']);
  expect(await read('{ by: status, criteria: {}, titles: { gone: Gone } }')).toEqual(['unknown-value 8:46']);
  expect(await read('{ by: revenue, criteria: { 10: unit.yaml } }')).toEqual(['wrong-type 8:14']);
});

it('keeps what columns mean out of business unit files', async () => {
  const text = `${HEAD}units: { by: status, criteria: { active: unit.yaml } }\n${TAIL}`;
  expect(await codesOf(text, { 'unit.yaml': 'fields: { x: { type: text } }\n' })).toEqual([
    'unit-fields 1:1',
  ]);
});

// Each of thousands of mistakes would be compared with all of thousands of names.
it.each([
  ['a value', 'status: { in: [v10001, v1] }', ''],
  ['the beginning of a value', 'status: { starts_with: [w, v1] }', ''],
  ['a value with points', 's: { at_least: 50 }', '{ fact: status, weight: 1, points: { v10001: 5 } }'],
])('suggests none of thousands of names: %s', async (_, when, factor) => {
  const read = async (size: number): Promise<readonly (string | undefined)[]> => {
    const values = Array.from({ length: size }, (_, at) => `v${at}`).join(', ');
    const scores = factor === '' ? '' : `scores:\n  s: [${factor}]\n`;
    const text = `fields:\n  customer_id: { type: id }\n  status: { type: choice, values: [${values}] }\n${scores}categories:\n  key: { when: { ${when} } }\n  normal: { when: otherwise }\n`;
    const { diagnostics } = await readCriteriaSource({ name: 'main.yaml', text }, async () => null);
    return diagnostics.map(({ help }) => help?.en);
  };
  expect(await read(1001)).toEqual([undefined]);
  expect(await read(1000)).toEqual([expect.stringMatching(/^(?:did you mean|known here)/)]);
});

it.each([
  [
    'a rule that leaves out',
    (fields: string) => `input: { leave_out: [{ f10001: blank }] }\nfields: { ${fields} }\n`,
  ],
  [
    'lines',
    (fields: string) =>
      `tables: { orders: { customer: C, fields: { ${fields} } } }\nfields: { f0: { type: id }, n: { from: orders, distinct: f10001 } }\n`,
  ],
])('suggests none of thousands of fields in %s', async (_, write) => {
  const read = async (size: number): Promise<readonly (string | undefined)[]> => {
    const more = Array.from({ length: size }, (_, at) => `f${at + 1}: { type: text, optional: true }`);
    const text = `${write(['f0: { type: id }', ...more].join(', '))}categories: { normal: { when: otherwise } }\n`;
    const { diagnostics } = await readCriteriaSource({ name: 'main.yaml', text }, async () => null);
    return diagnostics.map(({ help }) => help?.en);
  };
  const nearest = expect.stringMatching(/^did you mean/);
  expect(await read(1100)).not.toEqual([nearest]);
  expect(await read(900)).toEqual([nearest]);
});
