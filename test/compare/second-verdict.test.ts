import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openSecondVerdict } from '../../src/compare/second-verdict.ts';
import { NO_CUTS } from '../../src/condition/condition.ts';
import { laySideBySide } from '../../src/criteria/changes/side-by-side.ts';
import { CATEGORY_NAMES, type CategoryName } from '../../src/criteria/criteria.ts';
import { createFacts, type Facts } from '../../src/fields/facts.ts';
import { createClassifier } from '../../src/verdict/classify.ts';
import type { Verdict } from '../../src/verdict/verdict.ts';
import { compileText } from '../criteria/compile-text.ts';
import { BASE, fillBoth } from './base-criteria.ts';

// Lays the older criteria beside the newer ones; `expectSame` judges a customer by both ways, and says what was found.
async function layBeside(older: string, newer: string) {
  const { before, after, slots } = laySideBySide(await compileText(older), await compileText(newer));
  const [plain, first] = [before, after].map((one) => createClassifier(one, 20_000, NO_CUTS));
  const judge = openSecondVerdict(after, before, 20_000)!;
  const fill = (values: Readonly<Record<string, number>>): Facts =>
    fillBoth({ before, after, slots }, values);
  const expectSame = (revenue: number, prior_revenue: number, previous: CategoryName | null): string => {
    const facts = fill({ revenue, prior_revenue });
    const found = told(judge(facts, previous, first!.judge(facts, previous)));
    expect(found).toEqual(told(plain!.judge(fill({ revenue, prior_revenue }), previous)));
    return String(found);
  };
  return { before, after, slots, judge, expectSame };
}

// Every customer near the lines of the criteria, with any category before.
const AMOUNTS = [Number.NaN, -10, 0, 1, 2_999_999, 3_000_000, 3_300_001, 4_000_000, 5_000_000, 6_000_000];

const LOWER = ['large, revenue: { at_least: 5m }', 'large, revenue: { at_least: 4m }'] as const;

it.each<[string, string, string]>([
  ['nothing', '', ''],
  ['a line', ...LOWER],
  ['a line of the first category', 'at_most: 0', 'at_most: 1'],
  ['what a score is made of', 'scale: [0, 5m]', 'scale: [0, 6m]'],
  ['a derived value of others', 'change / prior_revenue', 'change / revenue'],
  ['what all others are made of', 'revenue - prior_revenue', 'prior_revenue - revenue'],
  ['how a field is read', 'prior_revenue: { type: money }', 'prior_revenue: { type: money, missing: 0 }'],
  ['an id', 'id: good', 'id: better'],
  [
    'the lower line',
    'stays_while: { revenue: { at_least: 3m } }',
    'stays_while: { revenue: { at_least: 4m } }',
  ],
  ['that there is a lower line', '\n    stays_while: { revenue: { at_least: 3m } }', ''],
  ['the order of the categories', '[lost, key, target, normal]', '[target, key, lost, normal]'],
  ['where a test stands', 'target: { when: { growth:', 'target: { when: { value: { at_least: 70 }, growth:'],
])('where %s changes, the older verdicts are those that the older criteria give', async (_, from, to) => {
  for (const [first, second] of [
    [BASE, BASE.replace(from, to)],
    [BASE.replace(from, to), BASE],
  ] as const) {
    const { expectSame } = await layBeside(first, second);
    const met = new Set<string>();
    for (const revenue of AMOUNTS)
      for (const prior of AMOUNTS)
        for (const previous of [null, ...CATEGORY_NAMES]) met.add(expectSame(revenue, prior, previous));
    expect(met.size).toBeGreaterThan(5);
  }
});

function told(verdict: Verdict): unknown[] {
  return verdict.kind === 'decided'
    ? [verdict.category, verdict.by, verdict.criterion?.id]
    : verdict.lacks.map(({ name }) => name);
}

it('computes nothing that means the same, and asks for no criterion that did not hold', async () => {
  const { after, slots, judge } = await layBeside(BASE, BASE.replace(...LOWER));
  const facts = createFacts(slots);
  const normal: Verdict = { kind: 'decided', category: 'normal', criterion: null, by: 'otherwise' };
  // Of these facts "good" and "lost" would hold.
  facts.numbers[after.facts.get('value')!.slot] = 90;
  facts.numbers[after.facts.get('revenue')!.slot] = -1;
  expect(told(judge(facts, null, normal))).toEqual(['normal', 'otherwise', undefined]);
  facts.numbers[after.facts.get('revenue')!.slot] = 5_000_000;
  expect(told(judge(facts, null, normal))).toEqual(['key', 'when', 'large']);
  const own = facts.numbers.filter((_, slot) => slot >= after.slots);
  expect(own.every(Number.isNaN)).toBe(true);
});

it('judges any customer as the older criteria do', async () => {
  const amount = fc.oneof(fc.integer({ min: -10, max: 6_000_000 }), fc.constant(Number.NaN));
  const { expectSame } = await layBeside(BASE, BASE.replace('scale: [0, 5m]', 'scale: [0, 6m]'));
  fc.assert(
    fc.property(
      amount,
      amount,
      fc.constantFrom(null, ...CATEGORY_NAMES),
      (...customer) => void expectSame(...customer),
    ),
  );
});

it('leaves criteria that rank customers, and those of units, to themselves', async () => {
  const ranked = BASE.replace('value: { at_least: 70 }', 'value: { top: 20 }');
  const { before, after } = laySideBySide(await compileText(BASE), await compileText(ranked));
  expect(openSecondVerdict(after, before, 20_000)).toBeNull();
  expect(openSecondVerdict(before, after, 20_000)).toBeNull();
  const company = BASE.replace('fields:', 'fields:\n  business_unit: { type: choice, values: [a, b] }');
  const unit = BASE.replace(/fields:.*?derived:/s, 'derived:');
  const other = laySideBySide(
    await compileText(BASE),
    await compileText(`${company}units: { by: business_unit, criteria: { a: a.yaml } }\n`, unit),
  );
  expect(other.after.units).not.toBeNull();
  expect(openSecondVerdict(other.after, other.before, 20_000)).toBeNull();
});

const MANY = 1000;

it('finds each of a thousand criteria', async () => {
  const many = Array.from({ length: MANY }, (_, at) => `{ id: c${at}, change: ${at} }`).join(', ');
  const long = BASE.replace('{ id: large', `${many}, { id: large`);
  const { after, slots, judge } = await layBeside(long, long.replace(...LOWER));
  const key = after.categories.find(({ name }) => name === 'key')!;
  const criteria = key.when.kind === 'criteria' ? key.when.criteria : [];
  const facts = createFacts(slots);
  for (const [at, criterion] of criteria.slice(0, MANY).entries()) {
    facts.numbers[after.facts.get('revenue')!.slot] = 1;
    facts.numbers[after.facts.get('change')!.slot] = at;
    const first: Verdict = { kind: 'decided', category: 'key', criterion, by: 'when' };
    expect(told(judge(facts, null, first))).toEqual(['key', 'when', `c${at}`]);
  }
});
