import { compileCondition, groupOf } from '../condition/compile.ts';
import type { Cuts, Leaf, RankCondition } from '../condition/condition.ts';
import type { MeanSide } from '../condition/operators.ts';
import {
  type OpenOutcomes,
  onlyOutcome,
  openAny,
  type Possible,
  type SettlingContext,
} from '../condition/possible.ts';
import { binsIn } from '../condition/rank-edges.ts';
import type { Category, CategoryName, Criteria } from '../criteria/criteria.ts';
import { type Interval, isNever, rankedInterval } from '../facts/interval.ts';
import { compileRanges, type FactRanges } from '../facts/interval-facts.ts';
import type { Facts } from '../fields/facts.ts';
import { oncePer } from '../once-per.ts';

/** Whether a customer whose facts lie within ranges can be a key account, and whether it can be anything else. */
export interface PossibleKey {
  readonly key: boolean;
  readonly other: boolean;
}

/**
 * Opens the judgement of ranges of facts, of which the one that varies may then change from question to question;
 * `previous` is the category in the book. `sample` computes the facts of any customer within the ranges.
 */
export type JudgeRanges = (
  ranges: FactRanges,
  previous: CategoryName | null,
) => (sample: () => Facts) => PossibleKey;

/** Compiles the criteria to judge whole ranges at once; cut points stay as they are. */
export function compileJudge(criteria: Criteria, asOf: number, cuts: Cuts): JudgeRanges {
  const openRanges = compileRanges(criteria, asOf, cuts);
  const context = { asOf, cohorts: criteria.cohorts, cuts };
  const testOf = oncePer((condition: Leaf) => compileCondition(condition, context));
  return (ranges, previous) => {
    const compute = openRanges(ranges);
    let sampleNow: () => Facts;
    const context: SettlingContext = {
      asOf,
      known: (condition) =>
        ranges.varies[condition.fact.slot] ? null : onlyOutcome(testOf(condition)(ranges.facts)),
      range: (slot) => ranges.numbers[slot]!,
      rank: (condition) => possibleRank(condition, criteria, ranges, cuts),
      settled: (condition) =>
        ranges.numbers[condition.fact.slot]!.steady ? testOf(condition)(sampleNow()) : null,
    };
    const categories = criteria.categories.map((category) => ({
      name: category.name,
      applies: openCategory(category, previous, context),
    }));
    return (sample) => {
      sampleNow = sample;
      compute();
      let key = false;
      let other = false;
      for (const { name, applies } of categories) {
        const may = typeof applies === 'function' ? applies() : applies;
        if (may.true && name === 'key') key = true;
        if ((may.true && name !== 'key') || may.missing) other = true;
        if (!may.false) return { key, other };
      }
      return { key, other: true };
    };
  };
}

function openCategory(
  { name, when, staysWhile }: Category,
  previous: CategoryName | null,
  context: SettlingContext,
): OpenOutcomes {
  if (when.kind === 'otherwise') return onlyOutcome('true');
  const of = when.criteria.map(({ condition }) => condition);
  if (staysWhile !== null && previous === name) of.push(staysWhile);
  return openAny(of, context);
}

// A value that may lie on a cut point counts both ways.
function possibleRank(
  { cohort: index, test }: RankCondition,
  criteria: Criteria,
  ranges: FactRanges,
  cuts: Cuts,
): Possible {
  const cohort = criteria.cohorts[index]!;
  const value = rankedInterval(ranges.numbers[cohort.fact.slot]!);
  const group = groupOf(cohort, ranges.facts);
  const points = group === null ? null : cuts.find(index, group);
  if (points === null || isNever(value)) return { true: false, false: false, missing: true };
  if (test.kind === 'top') {
    const point = points[0];
    if (point === undefined) return { true: false, false: true, missing: value.missing };
    return { true: value.high >= point, false: value.low <= point, missing: value.missing };
  }
  if (test.kind === 'mean') return possibleSide(test.side, points[0]!, value);
  const least = points.filter((point) => point < value.low).length + 1;
  const most = points.filter((point) => point <= value.high).length + 1;
  const { from, to } = binsIn(test, points.length + 1);
  return {
    true: most >= from && least <= to,
    false: least < from || most > to,
    missing: value.missing,
  };
}

// With NaN for the mean, every value counts as the mean itself.
function possibleSide(side: MeanSide, mean: number, value: Interval): Possible {
  const above = value.high > mean;
  const below = value.low < mean;
  const on = Number.isNaN(mean) || (value.low <= mean && value.high >= mean);
  const { missing } = value;
  switch (side) {
    case 'above':
      return { true: above, false: on || below, missing };
    case 'at_least':
      return { true: on || above, false: below, missing };
    case 'at_most':
      return { true: on || below, false: above, missing };
    case 'below':
      return { true: below, false: on || above, missing };
  }
}
