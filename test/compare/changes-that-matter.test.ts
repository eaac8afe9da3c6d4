import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openChangesThatMatter } from '../../src/compare/changes-that-matter.ts';
import { createCutStore, createEvaluate } from '../../src/compare/evaluate.ts';
import type { Change } from '../../src/criteria/changes/change.ts';
import { laySideBySide } from '../../src/criteria/changes/side-by-side.ts';
import { CATEGORY_NAMES } from '../../src/criteria/criteria.ts';
import { standingOf } from '../../src/verdict/verdict.ts';
import { compileText } from '../criteria/compile-text.ts';
import { BASE, fillBoth } from './base-criteria.ts';

// Each on a line of its own, so that any of them can be made with any others.
const EDITS: readonly (readonly [string, string])[] = [
  ['at_most: 0', 'at_most: 1'],
  ['{ id: large, revenue: { at_least: 5m } }', '{ id: large, revenue: { at_least: 4m } }'],
  ['value: { at_least: 70 } }', 'value: { at_least: 60 }, revenue: { at_least: 1 } }'],
  ['{ id: good,', '{ id: new, revenue: { between: [1, 3m] } }, { id: good,'],
  ['stays_while: { revenue: { at_least: 3m } }', 'stays_while: { growth: { at_least: 3% } }'],
  ['growth: { more_than: 10% }', 'any: [{ growth: { more_than: 20% } }, { revenue: { at_least: 2m } }]'],
  ['scale: [0, 5m]', 'scale: [0, 6m]'],
  ['change / prior_revenue', 'change / revenue'],
  ['prior_revenue: { type: money }', 'prior_revenue: { type: money, missing: 0 }'],
  ['[lost, key, target, normal]', '[target, key, lost, normal]'],
];

async function open(edits: readonly (readonly [string, string])[], isReversed: boolean) {
  const edited = edits.reduce((text, [from, to]) => text.replace(from, to), BASE);
  const [older, newer] = isReversed ? [edited, BASE] : [BASE, edited];
  const sides = laySideBySide(await compileText(older), await compileText(newer));
  const evaluate = createEvaluate(createCutStore());
  return { sides, evaluate, thatMatter: openChangesThatMatter(sides, sides.changes, evaluate) };
}

it('leaves out no change that moves a customer, alone or with others', async () => {
  const amount = fc.constantFrom(NaN, -10, 0, 1, 5, 1_900_000, 2_900_000, 3_000_000, 4_000_000, 5_000_000);
  let left = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.subarray([...EDITS], { minLength: 2, maxLength: 5 }),
      fc.boolean(),
      fc.array(fc.tuple(amount, amount, fc.constantFrom(null, ...CATEGORY_NAMES)), { minLength: 20 }),
      async (edits, isReversed, customers) => {
        const { sides, evaluate, thatMatter } = await open(edits, isReversed);
        for (const [revenue, prior_revenue, previous] of customers) {
          const values = { revenue, prior_revenue };
          const able = thatMatter(fillBoth(sides, values), 20_000, 'after');
          left += sides.changes.length - able.length;
          const standing = (chosen: readonly Change[]): string => {
            const criteria = sides.apply(chosen)!;
            return standingOf(
              evaluate.verdict(fillBoth(sides, values), criteria, 20_000, 'after', previous)!,
            );
          };
          for (const chosen of subsets(sides.changes))
            expect(standing(chosen.filter((change) => able.includes(change)))).toBe(standing(chosen));
        }
      },
    ),
    { numRuns: 40 },
  );
  expect(left).toBeGreaterThan(100);
});

function subsets<T>(all: readonly T[]): T[][] {
  return Array.from({ length: 2 ** all.length }, (_, chosen) => all.filter((_, at) => (chosen >> at) & 1));
}

it('leaves out each change whose test comes to the same', async () => {
  const { sides, thatMatter } = await open(EDITS.slice(0, 4), false);
  const pathsOf = (revenue: number, prior_revenue: number): string[] =>
    thatMatter(fillBoth(sides, { revenue, prior_revenue }), 20_000, 'after').map(({ path }) =>
      path.join(' '),
    );
  expect(pathsOf(9_000_000, 9_000_000)).toEqual([]);
  expect(pathsOf(1, 1)).toEqual(['lost lost-1 revenue at_most', 'key new']);
  expect(pathsOf(4_500_000, 5_000_000)).toEqual(['key large revenue at_least']);
});

it('leaves out nothing where customers are ranked, or units have criteria of their own', async () => {
  const ranked = await open([['revenue: { at_most: 0 }', 'revenue: { top: 20 }'], EDITS[1]!], false);
  const facts = fillBoth(ranked.sides, { revenue: 9_000_000, prior_revenue: 9_000_000 });
  expect(ranked.thatMatter(facts, 20_000, 'after')).toHaveLength(2);
  const company = BASE.replace('fields:', 'fields:\n  business_unit: { type: choice, values: [a, b] }');
  const unit = BASE.replace(/fields:.*?derived:/s, 'derived:');
  const compile = (text: string) =>
    compileText(`${text}units: { by: business_unit, criteria: { a: a.yaml } }\n`, unit);
  const sides = laySideBySide(await compile(company), await compile(company.replace(...EDITS[0]!)));
  expect(sides.changes.map(sides.openReplaced())).toEqual(sides.changes.map(() => null));
});
