import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { lintCriteria } from '../../src/commands/check/lint/lint.ts';
import { cutField } from '../../src/condition/cells.ts';
import { compileCondition } from '../../src/condition/compile.ts';
import { type Condition, NO_CUTS, type Outcome } from '../../src/condition/condition.ts';
import { leavesOf } from '../../src/condition/leaves.ts';
import { analyseRules } from '../../src/condition/rule-table.ts';
import { findChanges } from '../../src/criteria/changes/find-changes.ts';
import type { Criteria } from '../../src/criteria/criteria.ts';
import { readCriteriaSource } from '../../src/criteria/read-criteria.ts';
import { createFacts } from '../../src/fields/facts.ts';
import { printChange } from '../../src/say/criteria-change.ts';
import { positionAt } from '../../src/text/source.ts';
import { compileText } from '../criteria/compile-text.ts';

const criteriaOf = (...conditions: readonly string[]): string => `fields:
  customer_id: { type: id }
  name: { type: text }
  region: { type: choice, values: { EU-North: [nordics], EU-South: , US: } }
  revenue: { type: money }
categories:
  key: { when: { any: [${conditions.map((when) => `{ ${when} }`).join(', ')}] } }
  normal: { when: otherwise }
`;

const read = async (text: string) => readCriteriaSource({ name: 'c.yaml', text }, async () => null);

const load = (...conditions: readonly string[]): Promise<Criteria> => compileText(criteriaOf(...conditions));

function conditionsOf({ categories }: Criteria): Condition[] {
  const { when } = categories.find(({ name }) => name === 'key')!;
  return when.kind === 'criteria' ? when.criteria.map(({ condition }) => condition) : [];
}

const CONTEXT = { asOf: 0, cohorts: [], cuts: NO_CUTS };

function outcomeOf(condition: Condition, criteria: Criteria, field: string, text: string | null): Outcome {
  const facts = createFacts(criteria.slots);
  facts.texts[criteria.facts.get(field)!.slot] = text;
  return compileCondition(condition, CONTEXT)(facts);
}

it.each<readonly [when: string, field: string, outcomes: Readonly<Record<string, Outcome>>]>([
  [
    'customer_id: { starts_with: EU- }',
    'customer_id',
    { 'EU-1': 'true', 'EU-': 'true', EU: 'false', 'eu-1': 'false' },
  ],
  [
    'customer_id: { starts_with: [0012, UK] }',
    'customer_id',
    { '00123': 'true', UK: 'true', '0011': 'false', '12': 'false' },
  ],
  ['name: { starts_with: "EU " }', 'name', { 'EU North': 'true', EUROPE: 'false', EU: 'false' }],
  ['name: { starts_with: e }', 'name', { e1: 'true', é: 'false' }],
  ['name: { starts_with: "e\u0301" }', 'name', { école: 'true', ecole: 'false' }],
  ['not: { name: { starts_with: 华 } }', 'name', { 华东公司: 'false', 东华: 'true' }],
  ['region: { starts_with: EU }', 'region', { 'EU-North': 'true', 'EU-South': 'true', US: 'false' }],
])('%s', async (when, field, outcomes) => {
  const criteria = await load(when);
  const [condition] = conditionsOf(criteria);
  for (const [text, outcome] of Object.entries(outcomes))
    expect([text, outcomeOf(condition!, criteria, field, text)]).toEqual([text, outcome]);
  expect(outcomeOf(condition!, criteria, field, null)).toBe('missing');
});

it.each([
  ['name: { starts_with: ▸"" }', 'wrong-shape'],
  ['name: { starts_with: [A, ▸" "] }', 'wrong-shape'],
  ['region: { starts_with: ▸EV }', 'unknown-value'],
  ['region: { starts_with: ▸nord }', 'unknown-value'],
  ['name: { starts_with: ▸[] }', 'empty-list'],
  ['revenue: { ▸starts_with: 5 }', 'wrong-type'],
])('refuses %s', async (marked, code) => {
  const [before, after] = criteriaOf(marked).split('▸');
  const { value, diagnostics } = await read(before! + after!);
  expect(value).toBeNull();
  expect(diagnostics.map((one) => one.code)).toEqual([code]);
  const { at } = diagnostics[0]!;
  expect('start' in at! && positionAt(at.source, at.start)).toEqual(
    positionAt({ name: 'c.yaml', text: before! }, before!.length),
  );
});

it('tells where rules overlap, what they leave open, and which never decide', async () => {
  const criteria = await load(
    'name: { starts_with: [EU-, US-] }',
    'name: { starts_with: EU-N }',
    'name: { is: EU-1 }',
    'name: { starts_with: UK }',
  );
  const rules = conditionsOf(criteria).map((condition, index) => ({ name: String(index), condition }));
  const { space, gaps, overlaps, masked } = analyseRules(rules, criteria.fields, 0);
  const textsIn = (boxes: typeof gaps): string[] =>
    boxes.flatMap(({ from, to }) =>
      space.variables[0]!.cells.slice(from[0]!, to[0]! + 1).map((cell) =>
        cell.kind === 'text' ? cell.text : cell.kind,
      ),
    );
  expect(textsIn(gaps)).toEqual(['other']);
  expect(overlaps.map(({ first, second, boxes }) => [first, second, textsIn(boxes)])).toEqual([
    ['0', '1', ['EU-N1']],
    ['0', '2', ['EU-1']],
  ]);
  expect(masked).toEqual(['1', '2']);
});

it('has a text for everything that conditions on beginnings and whole texts tell apart', async () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '1', '2', 'other'), minLength: 1, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom('is', 'starts_with'), text), { minLength: 1, maxLength: 6 }),
      text,
      async (tests, customer) => {
        const criteria = await load(...tests.map(([operator, value]) => `name: { ${operator}: "${value}" }`));
        const leaves = conditionsOf(criteria).flatMap((condition) => [...leavesOf(condition)]);
        const outcomes = (name: string): string =>
          leaves.map((leaf) => outcomeOf(leaf, criteria, 'name', name)).join();
        const { cells } = cutField(criteria.fields.find(({ name }) => name === 'name')!, leaves, 0);
        const texts = cells.flatMap((cell) => (cell.kind === 'text' ? [cell.text] : []));
        expect(new Set(texts).size).toBe(texts.length);
        expect(texts.map(outcomes)).toContain(outcomes(customer));
      },
    ),
  );
});

// Held against each other one by one, these beginnings would take minutes.
it('tells tens of thousands of beginnings apart', async () => {
  const names = Array.from({ length: 40_000 }, (_, at) => `name${String(at).padStart(6, '0')}`);
  const criteria = await load(`name: { starts_with: [${names.join(', ')}] }`);
  const [condition] = conditionsOf(criteria);
  const field = criteria.fields.find(({ name }) => name === 'name')!;
  const { cells } = cutField(field, [...leavesOf(condition!)], 0);
  const texts = cells.flatMap((cell) => (cell.kind === 'text' ? [cell.text] : []));
  expect(texts).toEqual([...names.map((name) => `${name}1`), 'other']);
  const test = compileCondition(condition!, CONTEXT);
  const facts = createFacts(criteria.slots);
  const held = texts.filter((text) => {
    facts.texts[field.slot] = text;
    return test(facts) === 'true';
  });
  expect(held).toEqual(texts.slice(0, -1));
});

it('looks for beginnings among tens of thousands of declared values', async () => {
  const names = Array.from({ length: 40_000 }, (_, at) => `n${String(at).padStart(6, '0')}`);
  const beginning = vi.spyOn(String.prototype, 'startsWith');
  const criteria = criteriaOf(`region: { starts_with: [${names.join(', ')}] }`);
  const { value, diagnostics } = await read(
    criteria.replace(/values: {.*} }/, `values: [${names.join('x, ')}x] }`),
  );
  const asked = beginning.mock.calls.length;
  beginning.mockRestore();
  expect([value === null, diagnostics]).toEqual([false, []]);
  expect(asked).toBeLessThan(10 * names.length);
});

it('finds a free text where every digit is taken', async () => {
  const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => `A${digit}`);
  const criteria = await load(`name: { starts_with: [A, ${digits.join(', ')}] }`);
  const leaves = conditionsOf(criteria).flatMap((condition) => [...leavesOf(condition)]);
  const { cells } = cutField(criteria.fields.find(({ name }) => name === 'name')!, leaves, 0);
  expect(cells[0]).toEqual({ kind: 'text', text: 'AA' });
});

it.each([
  ['key: { when: { name: { starts_with: A }, not: { name: { starts_with: A } } } }', 'contradiction'],
  ['key: { when: { name: { starts_with: B, is: Adams } } }', 'contradiction'],
  ['key: { when: { name: { starts_with: A, is: Adams } } }', null],
  [
    'key: { when: { any: [{ name: { starts_with: A } }, { name: { starts_with: AB } }] } }',
    'masked-criterion',
  ],
  ['key: { when: { any: [{ name: { starts_with: AB } }, { name: { starts_with: A } }] } }', null],
])('check says of %s: %s', async (category, code) => {
  const text = criteriaOf().replace(/^ {2}key: .*$/m, `  ${category}`);
  const { value, diagnostics } = await read(text);
  expect(diagnostics).toEqual([]);
  const found = lintCriteria(value!, 0).map(({ diagnostic }) => diagnostic.code);
  if (code === null) expect(found).not.toContain('masked-criterion');
  else expect(found).toContain(code);
  expect(found.includes('contradiction')).toBe(code === 'contradiction');
});

it.each([
  ['name: { starts_with: A }', 'name: { starts_with: B }', ['key › a › name starts_with: A → B']],
  ['name: { starts_with: [A, B] }', 'name: { starts_with: [A] }', ['key › a › name starts_with: A, B → A']],
  ['name: { is: A }', 'name: { starts_with: A }', ['key › a: name is A → name starts with A']],
  ['name: { starts_with: [A, B] }', 'name: { starts_with: [B, A] }', []],
])('says what has changed from %s to %s', async (from, to, said) => {
  const changes = findChanges(await load(`id: a, ${from}`), await load(`id: a, ${to}`));
  expect(changes.map((change) => printChange(change, 'en'))).toEqual(said);
});
