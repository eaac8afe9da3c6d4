import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openGuesses } from '../../../src/commands/check/lint/guess.ts';
import { compileJudgement } from '../../../src/commands/check/lint/judgement.ts';
import { lintCriteria } from '../../../src/commands/check/lint/lint.ts';
import type { LintFinding } from '../../../src/commands/check/lint/lint-rule.ts';
import { needsOf } from '../../../src/commands/check/lint/needs.ts';
import { compilePlaces, UNPLACED } from '../../../src/commands/check/lint/placings.ts';
import { openSearch } from '../../../src/commands/check/lint/search.ts';
import { boundsOf } from '../../../src/condition/bounds.ts';
import { cutField } from '../../../src/condition/cells.ts';
import { compileCondition } from '../../../src/condition/compile.ts';
import { NO_CUTS } from '../../../src/condition/condition.ts';
import { boxAround, FALSE, fillCell, openSpaces, TRUE } from '../../../src/condition/domain.ts';
import { leavesOf } from '../../../src/condition/leaves.ts';
import { type Criteria, criteriaOf } from '../../../src/criteria/criteria.ts';
import { createFacts, type Facts, fillNumber } from '../../../src/fields/facts.ts';
import { factTypeOf } from '../../../src/fields/value.ts';
import { createClassifier } from '../../../src/verdict/classify.ts';
import { compileText } from '../../criteria/compile-text.ts';

const AS_OF = 20_634; // 2026-06-30
const FIELDS = `fields:
  customer_id: { type: id }
  a: { type: number, min: 0, max: 10 }
  b: { type: money, missing: 0 }
  c: { type: choice, values: [x, y, z] }
  f: { type: flag }
  d: { type: date }
`;

const bound = fc.integer({ min: -2, max: 12 });
const leaf = fc.oneof(
  fc
    .tuple(fc.constantFrom('a', 'b'), fc.constantFrom('at_least', 'more_than', 'at_most', 'less_than'), bound)
    .map(([fact, operator, value]) => `{ ${fact}: { ${operator}: ${value} } }`),
  fc
    .tuple(bound, fc.integer({ min: 0, max: 5 }))
    .map(([low, width]) => `{ a: { between: [${low}, ${low + width}] } }`),
  fc.constantFrom('{ c: x }', '{ c: { in: [x, y] } }', '{ c: { is_not: y } }', '{ c: { present: yes } }'),
  fc.constantFrom('{ f: yes }', '{ f: no }', '{ a: { present: no } }'),
  fc.constantFrom('{ d: { older_than: 90 } }', '{ d: { within: 30 days } }', '{ d: { since: 2026-01-01 } }'),
);
const condition: fc.Arbitrary<string> = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc
      .tuple(fc.constantFrom('all', 'any'), fc.array(tie('node'), { minLength: 1, maxLength: 3 }))
      .map(([kind, parts]) => `{ ${kind}: [${parts.join(', ')}] }`),
    tie('node').map((part) => `{ not: ${part} }`),
  ),
})).node;
const category = fc
  .array(condition, { minLength: 1, maxLength: 3 })
  .map((parts) => `{ any: [${parts.join(', ')}] }`);
const criteria = fc
  .tuple(category, category, fc.option(category, { nil: 'otherwise' }))
  .map(
    ([lost, key, normal]) =>
      `${FIELDS}priority: [lost, key, normal]\ncategories:\n  lost: { when: ${lost} }\n  key: { when: ${key} }\n  normal: { when: ${normal} }\n`,
  );

const some = <T>(values: readonly T[], pick: number): T => values[pick % values.length]!;
const VALUES = {
  a: [null, ...Array.from({ length: 21 }, (_, half) => half / 2)],
  b: Array.from({ length: 33 }, (_, half) => half / 2 - 3),
  c: [null, 'x', 'y', 'z'],
  f: [null, 0, 1],
  d: [null, ...[0, 29, 30, 31, 89, 90, 91, 180, 181, 400].map((days) => AS_OF - days), AS_OF + 5],
};

// A customer of small values on and between the bounds, always the same for the same seed.
function fillRandom(facts: Facts, { fields }: Criteria, next: () => number): void {
  for (const { name, slot } of fields) {
    const value = name in VALUES ? some<string | number | null>(VALUES[name as 'a'], next()) : 'id';
    if (value === null) fillCell(facts, slot, { kind: 'missing' });
    else if (typeof value === 'string') fillCell(facts, slot, { kind: 'text', text: value });
    else fillCell(facts, slot, { kind: 'point', low: value, high: value, sample: String(value) });
  }
}

function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 8;
  };
}

function codesOf(findings: readonly LintFinding[], code: string): LintFinding[] {
  return findings.filter(({ diagnostic }) => diagnostic.code === code);
}

it('tries nobody between yes and no', async () => {
  const own = await compileText(`${FIELDS}priority: [lost, key, normal]
categories:
  lost: { when: { f: yes } }
  key: { when: { any: [{ not: { f: no } }, { a: { at_least: 1 } }] } }
  normal: { when: otherwise }
`);
  const found = lintCriteria(own, AS_OF).map(({ diagnostic }) => diagnostic.message.en);
  expect(found).toContain(
    'criterion "key-1" never decides: wherever it holds, lost applies first or cannot be ruled out',
  );
});

it('never contradicts what 100,000 random customers do, and confirms each witness', async () => {
  const counted: Record<string, number> = {};
  let customers = 0;
  await fc.assert(
    fc.asyncProperty(criteria, fc.integer(), async (text, seed) => {
      const own = await compileText(text);
      const findings = lintCriteria(own, AS_OF);
      for (const { diagnostic } of findings) counted[diagnostic.code] = (counted[diagnostic.code] ?? 0) + 1;
      for (const { witness, diagnostic } of findings) {
        if (diagnostic.code === 'gap') expect(witness!.verdict).toEqual({ kind: 'undetermined', lacks: [] });
        if (diagnostic.code === 'overlap') expect(witness).not.toBeNull();
      }
      const classifier = createClassifier(own, AS_OF, NO_CUTS);
      const context = { asOf: AS_OF, cohorts: [], cuts: NO_CUTS };
      const tests = own.categories.map((one) =>
        criteriaOf(one).map((criterion) => ({
          criterion,
          test: compileCondition(criterion.condition, context),
        })),
      );
      const starts = (code: string) =>
        new Set(codesOf(findings, code).map(({ diagnostic }) => (diagnostic.at as { start: number }).start));
      const never = new Set([...starts('unreachable-criterion'), ...starts('masked-criterion')]);
      const dead = starts('unreachable-category');
      const impossible = starts('contradiction');
      const hasGap = codesOf(findings, 'gap').length > 0;
      const overlapping = codesOf(findings, 'overlap').map(({ diagnostic }) => diagnostic.message.en);
      const facts = createFacts(own.slots);
      const next = generator(seed);
      for (let count = 0; count < 500; count += 1) {
        customers += 1;
        fillRandom(facts, own, next);
        const verdict = classifier.classify(facts, null);
        if (verdict.kind === 'undetermined' && verdict.lacks.length === 0) expect(hasGap).toBe(true);
        if (verdict.kind === 'decided' && verdict.criterion !== null) {
          expect(never.has(verdict.criterion.span.start)).toBe(false);
          expect(impossible.has(verdict.criterion.condition.span.start)).toBe(false);
        }
        if (verdict.kind === 'decided') {
          const { span } = own.categories.find(({ name }) => name === verdict.category)!;
          expect(dead.has(span.start)).toBe(false);
        }
        const applies = tests.map((list) => list.some(({ test }) => test(facts) === 'true'));
        for (const [later, one] of own.categories.entries())
          for (const [earlier, other] of own.categories.slice(0, later).entries()) {
            if (!applies[later] || !applies[earlier]) continue;
            const told = `customers of ${one.name} may also be ${other.name}; "priority" makes them ${other.name}`;
            expect(overlapping).toContain(told);
          }
      }
    }),
    { numRuns: 220 },
  );
  expect(customers).toBeGreaterThan(100_000);
  for (const code of ['gap', 'overlap', 'contradiction', 'masked-criterion', 'unreachable-category'])
    expect(counted[code] ?? 0).toBeGreaterThan(3);
});

it('sees through derived values and scores', async () => {
  const own = await compileText(`fields:
  customer_id: { type: id }
  revenue: { type: money, min: 0 }
  prior_revenue: { type: money, min: 0 }
derived:
  growth: (revenue - prior_revenue) / prior_revenue
scores:
  s: [{ fact: growth, weight: 1, scale: [0%, 20%] }, { fact: revenue, weight: 1, bands: { 0: 0, 1m: 50 } }]
priority: [lost, key, target, normal]
categories:
  lost: { when: { s: { less_than: 0 } } }
  key: { when: { any: [{ s: { at_least: 80 } }, { s: { at_least: 70 } }] } }
  target: { when: { growth: { at_least: 15% }, revenue: { at_least: 1m } } }
  normal: { when: otherwise }
`);
  const found = lintCriteria(own, AS_OF).map(({ diagnostic, witness }) => [
    diagnostic.code,
    (diagnostic.at as { source: { text: string }; start: number }).source.text
      .slice(0, (diagnostic.at as { start: number }).start)
      .split('\n').length,
    witness?.verdict.kind ?? null,
  ]);
  expect(found).toEqual([
    ['overlap', 13, 'decided'],
    ['score-out-of-reach', 11, null],
    ['score-out-of-reach', 12, null],
  ]);
});

it('settles what fields settle before it looks through derived values', async () => {
  const own = await compileText(`fields:
  customer_id: { type: id }
  day: { type: date }
  score: { type: number, min: 0, max: 1 }
derived: { idle: days_since(day) }
priority: [lost, key, normal]
categories:
  lost: { when: { any: [{ idle: { more_than: 90 days } }, { day: { present: no } }] } }
  key: { when: { score: { more_than: 0.1 } } }
  normal: { when: { any: [{ score: { at_most: 0.1 } }, { id: blank, score: { present: no } }] } }
`);
  const found = lintCriteria(own, AS_OF).map(({ diagnostic }) => [diagnostic.code, diagnostic.message.en]);
  expect(found.filter(([code]) => code === 'gap')).toEqual([]);
  expect(found.filter(([code]) => code === 'unreachable-criterion')).toEqual([
    [
      'unreachable-criterion',
      'criterion "blank" never decides: wherever it holds, lost or key applies first or cannot be ruled out',
    ],
  ]);
});

it.each([
  ['top: 20', '{ revenue: { top: 20 } }', '{ revenue: { top: 20 }, status: b }', ['masked-criterion']],
  [
    'quintiles',
    '{ revenue: { quantile: { of: 5, at_least: 4 } } }',
    '{ revenue: { quantile: { of: 5, at_least: 5 } } }',
    ['masked-criterion'],
  ],
  [
    'other quintiles',
    '{ revenue: { quantile: { of: 5, at_least: 4 } } }',
    '{ revenue: { quantile: { of: 5, at_most: 2 } } }',
    [],
  ],
  [
    'the same parts from the other end',
    '{ revenue: { quantile: { of: 5, at_least: 4 } } }',
    '{ revenue: { quantile: { of: 5, at_most: 2, order: low } } }',
    ['masked-criterion'],
  ],
  [
    'the mean',
    '{ revenue: { at_least_mean: yes } }',
    '{ revenue: { above_mean: yes } }',
    ['masked-criterion'],
  ],
  ['on the mean', '{ revenue: { above_mean: yes } }', '{ revenue: { at_least_mean: yes } }', []],
  [
    'both sides of the mean',
    '{ all: [{ revenue: { above_mean: yes } }, { revenue: { below_mean: yes } }] }',
    '{ all: [{ revenue: { at_least_mean: yes } }, { revenue: { above_mean: no } }] }',
    ['contradiction'],
  ],
])('reads relative tests: %s', async (_, one, other, codes) => {
  const own = await compileText(`fields:
  customer_id: { type: id }
  revenue: { type: money, min: 0 }
  status: { type: choice, values: [a, b] }
categories:
  key: { when: { any: [${one}, ${other}] } }
  normal: { when: otherwise }
`);
  const found = lintCriteria(own, AS_OF).map(({ diagnostic }) => diagnostic.code);
  expect(found.filter((code) => code !== 'no-growth')).toEqual(codes);
});

it('guesses only customers that may be, and reach the goal', async () => {
  let guessed = 0;
  await fc.assert(
    fc.asyncProperty(criteria, async (text) => {
      const own = await compileText(text);
      const guess = openGuesses(own, compilePlaces(own, AS_OF, UNPLACED));
      for (const { condition } of own.categories.flatMap(criteriaOf)) {
        const goal = [{ condition, allowed: TRUE }];
        const found = guess(goal, needsOf(own, [condition]).fields, boundsOf(condition));
        if (found === null) continue;
        guessed += 1;
        const facts = createFacts(own.slots);
        for (const { field, value } of found().values) {
          expect(ALLOWED[field.name as 'a'](value!)).toBe(true);
          const { kind } = factTypeOf(field.type);
          if (kind === 'text') fillCell(facts, field.slot, { kind, text: value! });
          else fillNumber(facts, field.slot, value!);
        }
        expect(compileCondition(condition, { asOf: AS_OF, cohorts: [], cuts: NO_CUTS })(facts)).toBe('true');
      }
    }),
  );
  expect(guessed).toBeGreaterThan(100);
});

const ALLOWED = {
  a: (value: string) => Number(value) >= 0 && Number(value) <= 10,
  b: (value: string) => Number.isFinite(Number(value)),
  c: (value: string) => ['x', 'y', 'z'].includes(value),
  f: (value: string) => ['0', '1'].includes(value),
  d: (value: string) => /^\d+$/.test(value),
};

it('does not lay out each test of a derived value in each of its cells', async () => {
  const criteria = await compileText(`fields:
  customer_id: { type: id }
  revenue: { type: money }
  prior: { type: money }
derived:
  growth: (revenue - prior) / prior
categories:
  key: { when: { any: [${Array.from({ length: 8000 }, (_, at) => `{ growth: { at_least: ${at + 1} } }`).join(', ')}] } }
  normal: { when: otherwise }
`);
  const goal = criteriaOf(criteria.categories[0]!).map(({ condition }) => ({ condition, allowed: FALSE }));
  const conditions = goal.map(({ condition }) => condition);
  const leaves = conditions.flatMap(leavesOf);
  const variables = needsOf(criteria, conditions).fields.map((field) => cutField(field, leaves, AS_OF));
  const space = openSpaces(criteria.slots, AS_OF)(variables);
  const places = compilePlaces(criteria, AS_OF, UNPLACED);
  const judgement = compileJudgement(space, criteria, places);
  const search = openSearch(goal, space, judgement, criteria, places);
  expect(search.canAgree(boxAround(goal, space)!)).toBe(true);
});
