import { compileCondition, groupOf, type TestContext } from '../condition/compile.ts';
import type { Cohort, Condition, Leaf, Outcome, Quantity, RankPlacement } from '../condition/condition.ts';
import { boundsIn, isLeaf } from '../condition/leaves.ts';
import { edgesOf } from '../condition/rank-edges.ts';
import { amountOrNull, type ExactNumber, exactNumber, exactValue } from '../fields/exact-number.ts';
import { compareFact, type Facts, factText } from '../fields/facts.ts';
import { distanceRatio, distanceTo, rankedValue } from '../fields/rounded.ts';

/** A condition with what it came to on one customer: the tree of the criteria, evaluated node by node. */
export type ConditionTrace = GroupTrace | TestTrace;

/** `all`, `any` or `not`. */
export interface GroupTrace {
  readonly kind: 'group';
  readonly condition: Exclude<Condition, Leaf>;
  readonly outcome: Outcome;
  readonly parts: readonly ConditionTrace[];
}

/** A condition on one fact; no distance where nothing is measured, no rank where nobody is ranked. */
export interface TestTrace {
  readonly kind: 'test';
  readonly condition: Leaf;
  readonly outcome: Outcome;
  /** The value of the fact, in its unit; a text, or a number with all its digits; null is missing. */
  readonly value: number | string | null;
  /** From the value to the bound that decides. */
  readonly distance: Distance | null;
  readonly rank: RankTrace | null;
}

/** From a fact to a number. */
interface Distance {
  /** Positive when the fact must rise to reach the number; zero only on the number itself. */
  readonly absolute: number;
  /** Against the size of the fact; null where that is zero. */
  readonly ratio: number | null;
}

/** Where a relative test draws its line. */
export interface RankTrace {
  readonly cohort: Cohort;
  readonly group: string;
  /** Ascending; null when the group has none. */
  readonly cuts: readonly number[] | null;
  readonly place: RankPlacement | null;
}

/** Compiles the tracing of a condition. */
export function compileTrace(condition: Condition, context: TestContext): (facts: Facts) => ConditionTrace {
  if (isLeaf(condition)) return compileTestTrace(condition, context);
  const traces = conditionsIn(condition).map((part) => compileTrace(part, context));
  return (facts) => {
    const parts = traces.map((trace) => trace(facts));
    // The parts are known: they need not be tested once more for each group that holds them.
    return { kind: 'group', condition, outcome: groupOutcome(condition.kind, parts), parts };
  };
}

/** The conditions that a list of conditions is made of. */
export function conditionsIn(condition: GroupTrace['condition']): readonly Condition[] {
  return condition.kind === 'not' ? [condition.of] : condition.of;
}

/** Compiles the tracing of a test of one fact. */
function compileTestTrace(condition: Leaf, context: TestContext): (facts: Facts) => TestTrace {
  const test = compileCondition(condition, context);
  const figuresOf = compileTestFigures(condition, context);
  const { slot } = condition.fact;
  return (facts) => {
    const { value, bound, isOnBound, rank } = figuresOf(facts);
    const distance =
      bound === null
        ? null
        : isOnBound
          ? { absolute: 0, ratio: bound === 0 ? null : 0 }
          : { absolute: distanceTo(facts, slot, bound), ratio: distanceRatio(facts, slot, bound) };
    return { kind: 'test', condition, outcome: test(facts), value, distance, rank };
  };
}

/** What a test of one fact decides by. */
interface TestFigures extends Pick<TestTrace, 'value' | 'rank'> {
  /** The bound that decides; null where nothing is measured. */
  readonly bound: number | null;
  readonly isOnBound: boolean;
}

/** Compiles the finding of what a test of one fact decides by. */
export function compileTestFigures(condition: Leaf, context: TestContext): (facts: Facts) => TestFigures {
  const bounds = boundsIn(condition);
  return (facts) => {
    const rank = condition.kind === 'rank' ? rankOf(condition.cohort, facts, context) : null;
    const met = onBound(condition, bounds, facts);
    if (met !== null) return { value: met, bound: Number(met), isOnBound: true, rank };
    const value = valueIn(condition, bounds, facts);
    const isMeasured = condition.fact.type.kind === 'number' && value !== null;
    const bound = isMeasured ? boundOf(condition, Number(value), rank, context.asOf) : null;
    return { value, bound, isOnBound: rank !== null && bound !== null && Number(value) === bound, rank };
  };
}

/** What a list of conditions comes to when its parts come to this. */
export function groupOutcome(
  kind: GroupTrace['condition']['kind'],
  parts: readonly { readonly outcome: Outcome }[],
): Outcome {
  const decides: Outcome = kind === 'any' ? 'true' : 'false';
  let isMissing = false;
  for (let at = 0; at < parts.length; at += 1) {
    const { outcome } = parts[at]!;
    if (outcome === 'missing') isMissing = true;
    else if (kind === 'not') return outcome === 'true' ? 'false' : 'true';
    else if (outcome === decides) return outcome;
  }
  return isMissing ? 'missing' : decides === 'true' ? 'false' : 'true';
}

// A value that is exactly on its bound is shown as the bound is written.
function onBound({ fact: { slot } }: Leaf, bounds: readonly Quantity[], facts: Facts): ExactNumber | null {
  for (const bound of bounds) if (compareFact(facts, slot, bound) === 0) return exactNumber(bound.decimal);
  return null;
}

function valueIn(condition: Leaf, bounds: readonly Quantity[], facts: Facts): number | string | null {
  const { slot, type } = condition.fact;
  if (type.kind === 'text') return factText(facts, slot);
  const shown = condition.kind === 'rank' ? rankedValue(facts, slot) : exactValue(facts, slot);
  // What is not on its bound is not shown there either.
  for (const bound of bounds) if (bound.value === shown) return amountOrNull(facts.numbers[slot]!);
  return amountOrNull(shown);
}

function rankOf(index: number, facts: Facts, { cohorts, cuts }: TestContext): RankTrace | null {
  const cohort = cohorts[index]!;
  const group = groupOf(cohort, facts);
  if (group === null) return null;
  const value = rankedValue(facts, cohort.fact.slot);
  const place = Number.isNaN(value) ? null : cuts.place(index, group, value);
  return { cohort, group, cuts: cuts.find(index, group), place };
}

// The bound that decides: of two, the nearer one.
function boundOf(condition: Leaf, value: number, rank: RankTrace | null, asOf: number): number | null {
  switch (condition.kind) {
    case 'compare':
      return condition.bound.value;
    case 'between': {
      const [low, high] = [condition.low.value, condition.high.value];
      return Math.abs(value - low) <= Math.abs(value - high) ? low : high;
    }
    case 'age':
      return asOf - condition.days.value;
    case 'rank': {
      const { low, high } = edgesOf(condition.test, rank?.cuts ?? []);
      const edges = [low, high].filter((edge) => edge !== null);
      return edges.sort((one, other) => Math.abs(one - value) - Math.abs(other - value))[0] ?? null;
    }
    case 'member':
    case 'present':
      return null;
  }
}
