import { compileCondition, type Test } from '../../../condition/compile.ts';
import { type Cohort, type Condition, type Cuts, NO_CUTS } from '../../../condition/condition.ts';
import type { Criteria } from '../../../criteria/criteria.ts';
import { compileComputing } from '../../../facts/compute.ts';
import { compileRanges, type OpenRanges } from '../../../facts/interval-facts.ts';
import type { Facts } from '../../../fields/facts.ts';
import { type Classifier, createClassifier } from '../../../verdict/classify.ts';

/** Where a relative test places a customer: of how many parts, and in which, from 1. */
export interface RankPlace {
  readonly cohort: Cohort;
  readonly part: number;
  readonly of: number;
}

/** One way for the relative tests to come out, with cut points that make it so for any customer. */
export interface Places {
  readonly cuts: Cuts;
  readonly places: readonly RankPlace[];
}

/** No relative tests. */
export const UNPLACED: Places = { cuts: NO_CUTS, places: [] };

/** Criteria compiled for customers and for boxes of them, with relative tests that come out in one given way. */
export interface CompiledPlaces extends Places {
  readonly asOf: number;
  readonly classifier: () => Classifier;
  /** Fills the derived values and scores. */
  readonly compute: (facts: Facts) => void;
  /** The test of a condition, compiled once for all goals. */
  readonly testOf: (condition: Condition) => Test;
  readonly openRanges: OpenRanges;
}

/** Compiles criteria; the classifier and each test only when they are first asked for. */
export function compilePlaces(criteria: Criteria, asOf: number, places: Places): CompiledPlaces {
  const { cuts } = places;
  const context = { asOf, cohorts: criteria.cohorts, cuts };
  let classifier: Classifier | null = null;
  const tests = new Map<Condition, Test>();
  return {
    ...places,
    asOf,
    openRanges: compileRanges(criteria, asOf, cuts),
    compute: compileComputing(criteria, asOf, cuts).compute,
    testOf(condition) {
      const test = tests.get(condition) ?? compileCondition(condition, context);
      tests.set(condition, test);
      return test;
    },
    classifier() {
      classifier ??= createClassifier(criteria, asOf, cuts);
      return classifier;
    },
  };
}

/**
 * Every way for some relative tests to come out. The other customers are not known, so any place counts as possible, even
 * where two tests of one fact depend on each other: never too few combinations, sometimes too many.
 */
export function* placings(criteria: Criteria, cohorts: readonly number[]): Generator<Places> {
  if (cohorts.length === 0) {
    yield UNPLACED;
    return;
  }
  let parts: readonly number[][] = [[]];
  for (const index of cohorts) {
    const of = countParts(criteria.cohorts[index]!);
    parts = parts.flatMap((found) => Array.from({ length: of }, (_, part) => [...found, of - part]));
    if (parts.length > MOST) parts = parts.slice(0, MOST);
  }
  for (const own of parts) {
    const places = own.map((part, place) => {
      const cohort = criteria.cohorts[cohorts[place]!]!;
      return { cohort, part, of: countParts(cohort) };
    });
    const points = new Map(
      places.map(({ cohort, part, of }, place) => [cohorts[place]!, pointsFor(cohort, part, of)]),
    );
    yield { cuts: { find: (cohort) => points.get(cohort) ?? null, place: () => null }, places };
  }
}

// Enough for six relative tests with two sides each, or three quintiles; who writes more gets some of the combinations.
const MOST = 128;

// The mean parts customers in three: below it, on it, above it.
function countParts({ cut }: Cohort): number {
  return cut.kind === 'quantiles' ? cut.of : cut.kind === 'mean' ? 3 : 2;
}

// Cut points that put any customer into a part. NaN for the mean: what is compared with it is on it.
function pointsFor({ cut }: Cohort, part: number, of: number): readonly number[] {
  if (cut.kind === 'mean') return [[Infinity, Number.NaN, -Infinity][part - 1]!];
  return Array.from({ length: of - 1 }, (_, point) => (point < part - 1 ? -Infinity : Infinity));
}
