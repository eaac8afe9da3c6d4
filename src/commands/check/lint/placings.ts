import { compileCondition, type Test } from '../../../condition/compile.ts';
import {
  type Cohort,
  type Condition,
  type Cuts,
  type Leaf,
  NO_CUTS,
  type RankTest,
} from '../../../condition/condition.ts';
import { type Goal, reaches, type Term } from '../../../condition/domain.ts';
import { leavesOf } from '../../../condition/leaves.ts';
import { type Possible, possibleOutcomes } from '../../../condition/possible.ts';
import { binsIn, isOnSide } from '../../../condition/rank-edges.ts';
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
 * Every way for some relative tests to come out with which a goal may still be reached, from the top parts down or from the
 * bottom parts up. The other customers are not known, so any place counts as possible, even where two tests of one fact
 * depend on each other: never too few combinations, sometimes too many. Null stands for those that nobody looks at.
 */
export function* placings(
  criteria: Criteria,
  cohorts: readonly number[],
  goal: Goal,
  from: 'top' | 'bottom',
): Generator<Places | null> {
  if (cohorts.length === 0) {
    yield UNPLACED;
    return;
  }
  const chosen = new Map<number, Part>();
  const isRefuted = openRefuting(goal, chosen);
  const choices = cohorts.map((index) => {
    const parts = partsOf(criteria.cohorts[index]!);
    return { index, parts: from === 'top' ? parts.reverse() : parts };
  });
  narrow(choices, chosen, isRefuted);
  let steps = 0;
  function* choose(at: number): Generator<Places | null> {
    const choice = choices[at];
    if (choice === undefined) {
      yield placesOf(criteria, cohorts, chosen);
      return;
    }
    for (const part of choice.parts) {
      steps += 1;
      if (steps > MOST_STEPS) yield null;
      chosen.set(choice.index, part);
      if (!isRefuted(choice.index)) yield* choose(at + 1);
    }
    if (choice.parts.length > 1) chosen.delete(choice.index);
  }
  let count = 0;
  for (const places of choose(0)) {
    count += 1;
    yield count > MOST ? null : places;
    if (count > MOST || places === null) return;
  }
}

// Enough for six relative tests with two sides each, or three quintiles, where each of them may come out either way.
const MOST = 128;
const MOST_STEPS = 10_000;

/** A part of a cohort, from 1, with cut points that put any customer into it. */
interface Part {
  readonly part: number;
  readonly of: number;
  readonly points: readonly number[];
}

/** The parts of a cohort that are left to choose from. */
interface PartChoice {
  readonly index: number;
  parts: readonly Part[];
}

// The mean parts customers in three: below it, on it, above it.
function partsOf(cohort: Cohort): Part[] {
  const of = cohort.cut.kind === 'quantiles' ? cohort.cut.of : cohort.cut.kind === 'mean' ? 3 : 2;
  return Array.from({ length: of }, (_, index) => {
    const part = index + 1;
    return { part, of, points: pointsFor(cohort, part, of) };
  });
}

// Cut points that put any customer into a part. NaN for the mean: what is compared with it is on it.
function pointsFor({ cut }: Cohort, part: number, of: number): readonly number[] {
  if (cut.kind === 'mean') return [[Infinity, Number.NaN, -Infinity][part - 1]!];
  return Array.from({ length: of - 1 }, (_, point) => (point < part - 1 ? -Infinity : Infinity));
}

// Leaves out the parts with which the goal cannot be reached, and chooses those that are left alone.
function narrow(
  choices: readonly PartChoice[],
  chosen: Map<number, Part>,
  isRefuted: (cohort: number) => boolean,
): void {
  const isPossible = (index: number, part: Part): boolean => {
    chosen.set(index, part);
    return !isRefuted(index);
  };
  let open = choices;
  let before: number;
  do {
    before = open.length;
    for (const choice of open) {
      choice.parts = choice.parts.filter((part) => isPossible(choice.index, part));
      chosen.delete(choice.index);
      if (choice.parts.length === 1) chosen.set(choice.index, choice.parts[0]!);
    }
    open = open.filter(({ parts }) => parts.length > 1);
  } while (open.length < before);
}

// Whether a condition that hangs on a cohort cannot come to what is asked, with the parts that are chosen and all else open.
function openRefuting(goal: Goal, chosen: ReadonlyMap<number, Part>): (cohort: number) => boolean {
  const terms = new Map<number, Set<Term>>();
  for (const term of goal)
    for (const leaf of leavesOf(term.condition))
      if (leaf.kind === 'rank') terms.set(leaf.cohort, (terms.get(leaf.cohort) ?? new Set()).add(term));
  const known = (leaf: Leaf): Possible => {
    const part = leaf.kind === 'rank' ? chosen.get(leaf.cohort) : undefined;
    if (leaf.kind !== 'rank' || part === undefined) return ANY;
    const holds = isPlaced(leaf.test, part.points);
    return { true: holds, false: !holds, missing: true };
  };
  const context = { asOf: 0, known, range: () => EVERYTHING, rank: () => ANY };
  return (cohort) =>
    [...(terms.get(cohort) ?? [])].some(
      ({ condition, allowed }) => !reaches.some(possibleOutcomes(condition, context), allowed),
    );
}

const ANY: Possible = { true: true, false: true, missing: true };
const EVERYTHING = { low: -Infinity, high: Infinity, missing: true };

/** Whether a relative test holds for a customer, of whom the cut points put any into one part. */
export function isPlaced(test: RankTest, points: readonly number[]): boolean {
  const below = points.filter((point) => point === -Infinity).length;
  switch (test.kind) {
    case 'top':
      return below === 1;
    case 'quantile': {
      const { from, to } = binsIn(test, points.length + 1);
      return below + 1 >= from && below + 1 <= to;
    }
    case 'mean':
      return points.length > 0 && isOnSide(test.side, 0, points[0]!);
  }
}

function placesOf(criteria: Criteria, cohorts: readonly number[], chosen: ReadonlyMap<number, Part>): Places {
  const parts = new Map(chosen);
  const places = cohorts.map((index) => {
    const { part, of } = parts.get(index)!;
    return { cohort: criteria.cohorts[index]!, part, of };
  });
  return { cuts: { find: (cohort) => parts.get(cohort)?.points ?? null, place: () => null }, places };
}
