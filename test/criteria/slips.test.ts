import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readCriteriaSource } from '../../src/criteria/read-criteria.ts';
import type { Diagnostic } from '../../src/text/diagnostic.ts';
import { positionAt, type Source } from '../../src/text/source.ts';
import { expectChinese } from '../chinese.ts';

const README = readFileSync(new URL('../../criteria/README.md', import.meta.url), 'utf8');
const BASE = /```yaml\n(# base.yaml\n[^`]*)```/.exec(README)![1]!;
const open = async (name: string): Promise<Source> => ({ name, text: BASE });

async function mistakesIn(text: string): Promise<readonly Diagnostic[]> {
  const { diagnostics } = await readCriteriaSource({ name: 'own.yaml', text }, open);
  diagnostics.forEach(expectChinese);
  return diagnostics.filter(({ severity }) => severity === 'error');
}

// Puts in each line what its help says, as somebody would who pastes it.
function follow(text: string, found: readonly Diagnostic[]): string {
  const lines = text.split('\n');
  for (const { help, at } of found) {
    const [, line] = /^write the line as (.*)$/.exec(help?.en ?? '') ?? [];
    expect(line, `a line in "${help?.en ?? ''}"`).toBeDefined();
    expect(at).toMatchObject({ kind: 'span', source: { name: 'own.yaml' } });
    if (at.kind === 'span') lines[positionAt(at.source, at.start).line - 1] = line!;
  }
  return lines.join('\n');
}

const [, section] = README.split('## As people type it\n');
const ROWS = [...section!.split(/^## /m)[0]!.matchAll(/^\| `(.+?)`\s+\| `(.+?)`\s+\|$/gm)];

it.each(ROWS.map(([, typed, meant]) => [typed!, meant!]))(
  'shows how %s should stand',
  async (typed, meant) => {
    const text = `extends: base.yaml\n${typed}\n`;
    const found = await mistakesIn(text);
    expect(found).toHaveLength(1);
    const mended = follow(text, found);
    expect(mended).toBe(`extends: base.yaml\n${meant}\n`);
    expect(await mistakesIn(mended)).toEqual([]);
  },
);

const key = (test: string): string => `categories:\n  key:\n    when:\n      ${test}\n`;

it.each([
  ['a comparison in a block', key('revenue: > 5m'), key('revenue: { more_than: 5m }')],
  ['a comparison in quotes', key('revenue: ">= 5m"'), key('revenue: { at_least: 5m }')],
  ['a comparison in words', key('revenue: at least 5m'), key('revenue: { at_least: 5m }')],
  ['a comparison by one sign', key('revenue: ≥ 5m'), key('revenue: { at_least: 5m }')],
  ['full-width signs', key('revenue: ＞＝5m'), key('revenue: { at_least: 5m }')],
  [
    'a range with commas',
    key('revenue: { between: [1,000, 9,000] }'),
    key('revenue: { between: [1000, 9000] }'),
  ],
  ['no colon', key('revenue: { at_least 5m }'), key('revenue: { at_least: 5m }')],
  ['no colon behind a key', key('revenue { at_least: 5m }'), key('revenue: { at_least: 5m }')],
  [
    'no colon at the end of a line',
    'fields:\n  turnover\n    type: money\n',
    'fields:\n  turnover:\n    type: money\n',
  ],
  [
    'a blank too many before a key',
    'fields:\n  turnover:\n    type: money\n     missing: 0\n    min: 0\n',
    'fields:\n  turnover:\n    type: money\n    missing: 0\n    min: 0\n',
  ],
  [
    'a blank too few before a key',
    'fields:\n  turnover:\n    type: money\n   missing: 0\n',
    'fields:\n  turnover:\n    type: money\n    missing: 0\n',
  ],
  ['no blank behind a colon', key('revenue:{ at_least: 5m }'), key('revenue: { at_least: 5m }')],
  ['two slips in a line', key('revenue： { at_least：5,000,000 }'), key('revenue: { at_least: 5000000 }')],
  ['an open bracket above', key('revenue: { at_least: 5m').replace('5m', '5m\n      margin: 5%'), null],
  [
    'no-break spaces',
    'fields:\n\u00a0\u00a0revenue:\n\u00a0\u00a0\u00a0\u00a0min: 0\n',
    'fields:\n  revenue:\n    min: 0\n',
  ],
  ['tabs', 'fields:\n\trevenue:\n\t\tmin: 0\n', 'fields:\n  revenue:\n    min: 0\n'],
  ['a tab among four spaces', 'fields:\n    revenue:\n\t\tmin: 0\n    margin: { min: 0% }\n', null],
  [
    'a no-break space behind a colon',
    'fields:\n  revenue:\u00a0{ min: 0 }\n',
    'fields:\n  revenue: { min: 0 }\n',
  ],
  ['a colon in a text', 'reason: Margin: raised\n', 'reason: "Margin: raised"\n'],
  [
    'a header with a colon',
    'fields:\n  revenue:\n    columns:\n      - Sales: EU\n',
    'fields:\n  revenue:\n    columns:\n      - "Sales: EU"\n',
  ],
  [
    'a star at the beginning',
    'input: { leave_out: [{ customer_id: [*Total, Sum*] }] }\n',
    'input: { leave_out: [{ customer_id: ["*Total", Sum*] }] }\n',
  ],
])('ends %s by the line that it shows', async (_, typed, meant) => {
  const text = `extends: base.yaml\n${typed}`;
  const mended = follow(text, await mistakesIn(text));
  if (meant !== null) expect(mended).toBe(`extends: base.yaml\n${meant}`);
  expect(mended).not.toBe(text);
  expect(await mistakesIn(mended)).toEqual([]);
});

it('says what else is wrong beside a slip, where it stands', async () => {
  const text = `extends: base.yaml\n${key('revenue: { at_least: 5,5m }')}drift: { max_gon: 5% }\nreason: a: b\n`;
  const found = await mistakesIn(text);
  const places = found.map(({ code, at }) =>
    at.kind === 'span'
      ? `${code} ${positionAt(at.source, at.start).line}:${positionAt(at.source, at.start).column}`
      : '',
  );
  expect(places.sort()).toEqual(['mistyped-line 5:29', 'mistyped-line 7:9', 'unknown-key 6:10']);
});

it('leaves what is no slip to the message that it has', async () => {
  const codes = async (text: string): Promise<string[]> =>
    (await mistakesIn(`extends: base.yaml\n${text}\n`)).map(({ code }) => code);
  expect(await codes('categories: { key: { when: { revenue: { at_leest: 5m } } } }')).toEqual([
    'unknown-operator',
  ]);
  expect(await codes('name: &a Key')).toEqual(['yaml-anchor']);
  expect(await codes('name: !!str Key')).toEqual(['yaml-tag']);
  expect(await codes('scores: { size: [{ fact: revenu, weight: 1, scale: [20,100] }] }')).toEqual([
    'unknown-fact',
  ]);
});

it('reads yes and no in any case and in Chinese', async () => {
  for (const word of ['yes', 'Yes', 'TRUE', 'true', 'Y', '是']) {
    const text = `extends: base.yaml\nfields: { revenue: { optional: ${word} } }\n`;
    const { value } = await readCriteriaSource({ name: 'own.yaml', text }, open);
    expect(value!.fields.find(({ name }) => name === 'revenue')!.optional).toBe(true);
  }
});

it('shows them in every file of the criteria', async () => {
  const files: Record<string, string> = {
    'base.yaml': `${BASE}units: { by: business_unit, criteria: { North: north.yaml } }\nreason: a: b\n`,
    'north.yaml': `${key('revenue: { at_least: 7,5m }')}`,
  };
  const text = 'extends: base.yaml\nname: x: y\n';
  const { diagnostics } = await readCriteriaSource({ name: 'own.yaml', text }, async (name) => ({
    name,
    text: files[name]!,
  }));
  const places = diagnostics.map(({ code, at }) =>
    at.kind === 'span' ? `${code} ${at.source.name}:${positionAt(at.source, at.start).line}` : code,
  );
  expect(places.sort()).toEqual([
    `mistyped-line base.yaml:${files['base.yaml']!.split('\n').length - 1}`,
    'mistyped-line north.yaml:4',
    'mistyped-line own.yaml:2',
  ]);
});

it.each([
  ['a bracket too many', key('revenue: { at_least: 5m }}')],
  ['a dash for a map', 'derived:\n  - a: revenue\n  b: revenue\n  c: revenue\n'],
  ['a quote that is not closed', 'owner: "Sales\nname: x\nversion: "1"\n'],
])('says %s once', async (_, text) => {
  expect((await mistakesIn(`extends: base.yaml\n${text}`)).map(({ code }) => code)).toEqual(['yaml-syntax']);
});

it('says of two parts that are no YAML what is wrong in each', async () => {
  const text = 'derived:\n  - a: revenue\n  b: revenue\nscores:\n  - s: []\n  t: []\n';
  const found = await mistakesIn(`extends: base.yaml\n${text}`);
  expect(found.map(({ code }) => code)).toEqual(['yaml-syntax', 'yaml-syntax']);
});
