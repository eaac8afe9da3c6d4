import { exactOf } from '../fields/exact.ts';
import {
  type Bound,
  boundOf,
  compareFact,
  errorOfBound,
  type Facts,
  factText,
  ROUNDING,
} from '../fields/facts.ts';
import { rankedValue } from '../fields/rounded.ts';
import type {
  AgeCondition,
  BetweenCondition,
  Cohort,
  CompareCondition,
  Condition,
  Cuts,
  MemberCondition,
  Outcome,
  PresentCondition,
  RankCondition,
} from './condition.ts';
import { flatten } from './leaves.ts';
import { AGE_SIDE, COMPARISONS, MEMBERSHIPS } from './operators.ts';
import { binsIn, firstAbove, isOnSide } from './rank-edges.ts';

/** A compiled condition: a customer's facts in, the outcome out. */
export type Test = (facts: Facts) => Outcome;

/** What a condition needs beside the customer. `asOf` is a day counted from 1970-01-01. */
export interface TestContext {
  readonly asOf: number;
  readonly cohorts: readonly Cohort[];
  readonly cuts: Cuts;
}

/** Turns a condition into a closure, once; the row loop then looks nothing up by name. */
export function compileCondition(condition: Condition, context: TestContext): Test {
  switch (condition.kind) {
    case 'all':
      return compileAll(condition.of, context);
    case 'any':
      return compileAny(condition.of.map((part) => compileCondition(part, context)));
    case 'not':
      return compileNot(compileCondition(condition.of, context));
    case 'compare':
      return compileCompare(condition);
    case 'between':
      return compileBetween(condition);
    case 'member':
      return compileMember(condition);
    case 'present':
      return compilePresent(condition);
    case 'age':
      return compileAge(condition, context.asOf);
    case 'rank':
      return compileRank(condition, context);
  }
}

// Numbers are compared first: they decide most often, and those that are clear of their bound cost no call.
function compileAll(parts: readonly Condition[], context: TestContext): Test {
  const lines: Line[] = [];
  const tests: Test[] = [];
  for (const part of parts.flatMap((part) => flatten(part, 'all'))) {
    const line = lineOf(part, context);
    if (line === null) tests.push(compileCondition(part, context));
    else lines.push(line);
  }
  return (facts) => {
    let outcome: Outcome = 'true';
    const { numbers, errors } = facts;
    for (const { slot, value, slack, holdsAbove, test } of lines) {
      const difference = numbers[slot]! - value;
      if (Math.abs(difference) > errors[slot]! + slack) {
        if (difference > 0 !== holdsAbove) return 'false';
        continue;
      }
      const part = test(facts);
      if (part === 'false') return 'false';
      if (part === 'missing') outcome = 'missing';
    }
    for (const test of tests) {
      const part = test(facts);
      if (part === 'false') return 'false';
      if (part === 'missing') outcome = 'missing';
    }
    return outcome;
  };
}

// A number that a fact is compared with: further than `slack` and the error of the fact from `value` the side decides,
// nearer, or where the fact is missing, the test.
interface Line {
  readonly slot: number;
  readonly value: number;
  readonly slack: number;
  readonly holdsAbove: boolean;
  readonly test: Test;
}

// Null where a condition compares no number with one other.
function lineOf(condition: Condition, { asOf }: TestContext): Line | null {
  if (condition.kind !== 'compare' && condition.kind !== 'age') return null;
  const isAge = condition.kind === 'age';
  const bound = isAge ? dayOfAge(condition, asOf) : condition.bound;
  return {
    slot: condition.fact.slot,
    value: bound.value,
    slack: errorOfBound(bound),
    // An older day is a smaller number.
    holdsAbove: isAge ? AGE_SIDE[condition.operator] === 'below' : isAboveBound(condition),
    test: isAge ? compileAge(condition, asOf) : compileCompare(condition),
  };
}

function compileAny(tests: readonly Test[]): Test {
  return (facts) => {
    let outcome: Outcome = 'false';
    for (const test of tests) {
      const part = test(facts);
      if (part === 'true') return 'true';
      if (part === 'missing') outcome = 'missing';
    }
    return outcome;
  };
}

function compileNot(test: Test): Test {
  return (facts) => {
    const outcome = test(facts);
    return outcome === 'missing' ? outcome : outcome === 'true' ? 'false' : 'true';
  };
}

function isAboveBound({ operator }: CompareCondition): boolean {
  return COMPARISONS[operator].side === 'above';
}

function compileCompare(condition: CompareCondition): Test {
  const { fact, bound } = condition;
  const { slot } = fact;
  const { above, below, equal } = compareOutcomes(condition);
  return (facts) => {
    const order = compareFact(facts, slot, bound);
    if (order > 0) return above;
    if (order < 0) return below;
    return order === 0 ? equal : 'missing';
  };
}

/** What a comparison comes to above its bound, below it and on it; a bound that is met counts for the side that it is on. */
export function compareOutcomes(condition: CompareCondition): Record<'above' | 'below' | 'equal', Outcome> {
  const isAbove = isAboveBound(condition);
  return {
    above: isAbove ? 'true' : 'false',
    below: isAbove ? 'false' : 'true',
    equal: COMPARISONS[condition.operator].withBound ? 'true' : 'false',
  };
}

function compileBetween({ fact: { slot }, low, high }: BetweenCondition): Test {
  return (facts) => {
    const above = compareFact(facts, slot, low);
    if (Number.isNaN(above)) return 'missing';
    return above >= 0 && compareFact(facts, slot, high) <= 0 ? 'true' : 'false';
  };
}

function compileMember({ fact, operator, values }: MemberCondition): Test {
  const { finds, expected } = MEMBERSHIPS[operator];
  const found: Outcome = expected ? 'true' : 'false';
  const other: Outcome = expected ? 'false' : 'true';
  const { slot } = fact;
  if (fact.type.kind === 'text') {
    const own = values.filter((value) => typeof value === 'string');
    const whole = new Set(own);
    // Of thousands of beginnings few differ in length.
    const lengths = [...new Set(own.map((beginning) => beginning.length))];
    const isFound = (text: string): boolean =>
      finds === 'whole' ? whole.has(text) : lengths.some((length) => whole.has(text.slice(0, length)));
    const [only] = own;
    if (finds === 'whole' && own.length === 1)
      return (facts) => {
        const text = factText(facts, slot);
        return text === null ? 'missing' : text === only ? found : other;
      };
    return (facts) => {
      const text = factText(facts, slot);
      return text === null ? 'missing' : isFound(text) ? found : other;
    };
  }
  const quantities = values
    .filter((value) => typeof value !== 'string')
    .sort((one, next) => one.value - next.value);
  const sorted = Float64Array.from(quantities, (quantity) => quantity.value);
  return (facts) => {
    const value = facts.numbers[slot]!;
    const error = facts.errors[slot]!;
    if (Number.isNaN(value)) return 'missing';
    // Of thousands of amounts few are so near to the value that it may be one of them.
    const near = error + 4 * ROUNDING * (Math.abs(value) + error);
    const [low, high] = Number.isFinite(near) ? [value - near, value + near] : [-Infinity, Infinity];
    for (let at = firstAbove(sorted, high) - 1; at >= 0 && sorted[at]! >= low; at -= 1)
      if (compareFact(facts, slot, quantities[at]!) === 0) return found;
    return other;
  };
}

function compilePresent({ fact, expected }: PresentCondition): Test {
  const { slot } = fact;
  const there: Outcome = expected ? 'true' : 'false';
  const absent: Outcome = expected ? 'false' : 'true';
  if (fact.type.kind === 'text') return (facts) => (factText(facts, slot) === null ? absent : there);
  return (facts) => (Number.isNaN(facts.numbers[slot]!) ? absent : there);
}

// A day that was calculated may be no whole number: it is compared as exactly as an amount.
function compileAge(condition: AgeCondition, asOf: number): Test {
  const { slot } = condition.fact;
  const isAbove = AGE_SIDE[condition.operator] === 'above';
  const older: Outcome = isAbove ? 'true' : 'false';
  const younger: Outcome = isAbove ? 'false' : 'true';
  const line = dayOfAge(condition, asOf);
  return (facts) => {
    const order = compareFact(facts, slot, line);
    return Number.isNaN(order) ? 'missing' : order < 0 ? older : younger;
  };
}

function dayOfAge({ days }: AgeCondition, asOf: number): Bound {
  return boundOf(asOf - days.value, String(exactOf(String(asOf)).sub(exactOf(days.decimal))));
}

function compileRank(condition: RankCondition, { cohorts, cuts }: TestContext): Test {
  const { cohort: index, test } = condition;
  const cohort = cohorts[index]!;
  return (facts) => {
    if (Number.isNaN(facts.numbers[cohort.fact.slot]!)) return 'missing';
    const group = groupOf(cohort, facts);
    if (group === null) return 'missing';
    const points = cuts.find(index, group);
    if (points === null) return 'missing';
    switch (test.kind) {
      case 'top':
        // No cut point: the group's sum is not above zero, so no customer makes a share of it.
        return points.length > 0 && rankedValue(facts, cohort.fact.slot) >= points[0]! ? 'true' : 'false';
      case 'quantile': {
        const bin = binOf(facts, cohort, points);
        const { from, to } = binsIn(test, points.length + 1);
        return bin >= from && bin <= to ? 'true' : 'false';
      }
      case 'mean':
        return isOnSide(test.side, rankedValue(facts, cohort.fact.slot), points[0]!) ? 'true' : 'false';
    }
  };
}

/** The group a customer is ranked in; null when the partition fact is missing. */
export function groupOf(cohort: Cohort, facts: Facts): string | null {
  return cohort.per === null ? '' : factText(facts, cohort.per.slot);
}

/**
 * The bin of a customer, from 1: one more than the cut points it lies beyond. Type 7 bins are open below, so
 * equal values share the lower bin; rfm's include their lower bound.
 */
export function binOf(facts: Facts, cohort: Cohort, points: readonly number[]): number {
  const includesBound = cohort.cut.kind === 'quantiles' && cohort.cut.method === 'rfm';
  const value = rankedValue(facts, cohort.fact.slot);
  let bin = 1;
  for (const point of points) {
    if (includesBound ? value >= point : value > point) bin += 1;
    else break;
  }
  return bin;
}
