import { compileCondition, groupOf, type TestContext } from '../condition/compile.ts';
import type { CompareCondition, Condition, Cuts } from '../condition/condition.ts';
import type { Fact } from '../condition/fact.ts';
import { flatten } from '../condition/leaves.ts';
import { AGE_SIDE, COMPARISONS } from '../condition/operators.ts';
import { edgesOf } from '../condition/rank-edges.ts';
import { type CategoryName, type Criteria, keyCategory } from '../criteria/criteria.ts';
import type { Facts } from '../fields/facts.ts';

/**
 * How far a customer is on the right side of a condition, roughly: 0.05 is five percent of an amount, five
 * points of a percent or of a score, a twentieth of a year. Negative when it does not hold, minus infinity when no number would
 * change that. It only ranks who is worth a closer look; it decides nothing. Whoever asks cares for no difference below
 * `floor`: what comes out there may be any margin below it.
 */
export type Margin = (facts: Facts, floor: number) => number;

/** The margin of the best criterion of key; who was key before may also stay by its lower line. */
export function compileKeyMargin(
  criteria: Criteria,
  asOf: number,
  cuts: Cuts,
): (facts: Facts, previous: CategoryName | null, floor: number) => number {
  const key = keyCategory(criteria);
  if (key === undefined || key.when.kind === 'otherwise') return () => Number.NEGATIVE_INFINITY;
  const context = { asOf, cohorts: criteria.cohorts, cuts };
  const enters = largestOf(key.when.criteria.map(({ condition }) => compileMargin(condition, context)));
  if (key.staysWhile === null) return (facts, _, floor) => enters(facts, floor);
  const either = largestOf([enters, compileMargin(key.staysWhile, context)]);
  return (facts, previous, floor) => (previous === 'key' ? either : enters)(facts, floor);
}

function compileMargin(condition: Condition, context: TestContext): Margin {
  switch (condition.kind) {
    case 'all':
      return leastOf(flatten(condition, 'all'), context);
    case 'any':
      return largestOf(condition.of.map((part) => compileMargin(part, context)));
    case 'not': {
      const part = compileMargin(condition.of, context);
      return (facts) => -part(facts, Number.NEGATIVE_INFINITY);
    }
    case 'compare': {
      const gap = gapTo(condition.fact, condition.bound.value);
      const direction = directionOf(condition);
      return (facts) => known(direction * gap(facts));
    }
    case 'between': {
      const [low, high] = [condition.low, condition.high].map((bound) => gapTo(condition.fact, bound.value));
      return (facts) => known(Math.min(low!(facts), -high!(facts)));
    }
    case 'age': {
      const gap = gapTo(condition.fact, context.asOf - condition.days.value);
      const sign = AGE_SIDE[condition.operator] === 'below' ? 1 : -1;
      return (facts) => known(sign * gap(facts));
    }
    case 'rank': {
      const cohort = context.cohorts[condition.cohort]!;
      return (facts) => {
        const group = groupOf(cohort, facts);
        const cuts = group === null ? null : context.cuts.find(condition.cohort, group);
        if (cuts === null) return Number.NEGATIVE_INFINITY;
        const { low, high } = edgesOf(condition.test, cuts);
        const over = low === null ? Number.POSITIVE_INFINITY : gapTo(condition.fact, low)(facts);
        const under = high === null ? Number.POSITIVE_INFINITY : -gapTo(condition.fact, high)(facts);
        return known(Math.min(over, under));
      };
    }
    case 'member':
    case 'present': {
      const test = compileCondition(condition, context);
      return (facts) => (test(facts) === 'true' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY);
    }
  }
}

function directionOf({ operator }: CompareCondition): 1 | -1 {
  return COMPARISONS[operator].side === 'above' ? 1 : -1;
}

function gapTo(fact: Fact, bound: number): (facts: Facts) => number {
  const { slot } = fact;
  const size = sizeOf(fact, bound);
  return (facts) => {
    const value = facts.numbers[slot]!;
    return (value - bound) / (size > 0 ? size : Math.abs(value) || 1);
  };
}

// What a gap is measured by; 0 for the value itself.
function sizeOf({ type }: Fact, bound: number): number {
  switch (type.kind === 'number' ? type.unit : 'number') {
    case 'ratio':
    case 'flag':
      return 1;
    case 'points':
      return 100;
    case 'days':
    case 'day':
      return 365;
    case 'money':
    case 'number':
      return Math.abs(bound);
  }
}

function known(gap: number): number {
  return Number.isNaN(gap) ? Number.NEGATIVE_INFINITY : gap;
}

// Comparisons come first: they cost the least.
function leastOf(parts: readonly Condition[], context: TestContext): Margin {
  const lines: { readonly slot: number; readonly bound: number; readonly scale: number }[] = [];
  const margins: Margin[] = [];
  for (const part of parts) {
    const size = part.kind === 'compare' ? sizeOf(part.fact, part.bound.value) : 0;
    if (part.kind !== 'compare' || size === 0) margins.push(compileMargin(part, context));
    else lines.push({ slot: part.fact.slot, bound: part.bound.value, scale: directionOf(part) * size });
  }
  return (facts, floor) => {
    const { numbers } = facts;
    let least = Number.POSITIVE_INFINITY;
    for (const { slot, bound, scale } of lines) {
      const gap = known((numbers[slot]! - bound) / scale);
      if (gap < least) least = gap;
      // Nothing after it can make up for this.
      if (least < floor || least === Number.NEGATIVE_INFINITY) return least;
    }
    for (const margin of margins) {
      const found = margin(facts, floor);
      if (found < least) least = found;
      if (least < floor || least === Number.NEGATIVE_INFINITY) return least;
    }
    return least;
  };
}

function largestOf(margins: readonly Margin[]): Margin {
  return (facts, floor) => {
    let largest = Number.NEGATIVE_INFINITY;
    for (const margin of margins) {
      const found = margin(facts, Math.max(floor, largest));
      if (found > largest) largest = found;
    }
    return largest;
  };
}
