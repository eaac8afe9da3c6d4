import type { CompareCondition, Condition, Leaf, Outcome, Quantity, RankCondition } from './condition.ts';
import { isLeaf } from './leaves.ts';
import { AGE_SIDE, COMPARISONS, MEMBERSHIPS } from './operators.ts';

/** Which outcomes a condition may have while one field varies. */
export interface Possible {
  readonly true: boolean;
  readonly false: boolean;
  readonly missing: boolean;
}

/** What is known of a number: its range, and whether it may be missing. */
export interface Range {
  readonly low: number;
  readonly high: number;
  readonly missing: boolean;
}

/** What is known of the customers in question; `asOf` is a day counted from 1970-01-01. */
export interface PossibleContext {
  readonly asOf: number;
  /** What a condition may come to where that is known without its range; null for the others. */
  known(condition: Leaf): Possible | null;
  range(slot: number): Range;
  /** What a relative test may come to. */
  rank(condition: RankCondition): Possible;
}

/** The same, with the outcome of a test whose fact is one and the same all the while; null where it is not. */
export interface SettlingContext extends PossibleContext {
  settled(condition: Leaf): Outcome | null;
}

/** Every outcome that a condition may have; never too few, sometimes too many. */
export function possibleOutcomes(condition: Condition, context: PossibleContext): Possible {
  if (isLeaf(condition)) return context.known(condition) ?? leafOutcomes(condition, context);
  switch (condition.kind) {
    case 'all':
      return combined(condition.of, both, isOnlyFalse, context);
    case 'any':
      return combined(condition.of, either, isOnlyTrue, context);
    case 'not':
      return notOf(possibleOutcomes(condition.of, context));
  }
}

// Once a part decides, the others change nothing.
function combined(
  of: readonly Condition[],
  combine: (one: Possible, other: Possible) => Possible,
  decides: (part: Possible) => boolean,
  context: PossibleContext,
): Possible {
  let found: Possible | null = null;
  for (const part of of) {
    const may = possibleOutcomes(part, context);
    found = found === null ? may : combine(found, may);
    if (decides(found)) return found;
  }
  return found!;
}

// Two parts of which each must hold.
function both(one: Possible, other: Possible): Possible {
  return {
    true: one.true && other.true,
    false: one.false || other.false,
    missing: (one.missing && (other.true || other.missing)) || (one.true && other.missing),
  };
}

// Two parts of which one must hold.
function either(one: Possible, other: Possible): Possible {
  return {
    true: one.true || other.true,
    false: one.false && other.false,
    missing: (one.missing && (other.false || other.missing)) || (one.false && other.missing),
  };
}

function notOf(part: Possible): Possible {
  return { true: part.false, false: part.true, missing: part.missing };
}

/** A condition whose outcomes are asked for again and again: those that are known already, or what finds them. */
export type OpenOutcomes = Possible | (() => Possible);

/** Settles what is known, without the ranges, of conditions one of which must hold; the ranges may then change from question to question. */
export function openAny(of: readonly Condition[], context: SettlingContext): OpenOutcomes {
  return openParts(of, either, isOnlyTrue, context);
}

// The same of one condition.
function openOutcomes(condition: Condition, context: SettlingContext): OpenOutcomes {
  if (isLeaf(condition)) return context.known(condition) ?? (() => settledOutcomes(condition, context));
  switch (condition.kind) {
    case 'all':
      return openParts(condition.of, both, isOnlyFalse, context);
    case 'any':
      return openAny(condition.of, context);
    case 'not': {
      const of = openOutcomes(condition.of, context);
      return typeof of === 'function' ? () => notOf(of()) : notOf(of);
    }
  }
}

function openParts(
  of: readonly Condition[],
  combine: (one: Possible, other: Possible) => Possible,
  decides: (part: Possible) => boolean,
  context: SettlingContext,
): OpenOutcomes {
  const open: (() => Possible)[] = [];
  let known: Possible | null = null;
  for (const part of of) {
    const may = openOutcomes(part, context);
    if (typeof may === 'function') open.push(may);
    else known = known === null ? may : combine(known, may);
    if (known !== null && decides(known)) return known;
  }
  if (open.length === 0) return known!;
  return () => {
    let found = known;
    for (const part of open) {
      found = found === null ? part() : combine(found, part());
      if (decides(found)) return found;
    }
    return found!;
  };
}

// A range leaves open on which side of a bound a value is that lies on it.
function settledOutcomes(condition: Leaf, context: SettlingContext): Possible {
  const may = leafOutcomes(condition, context);
  if (isOnlyTrue(may) || isOnlyFalse(may)) return may;
  const outcome = context.settled(condition);
  return outcome === null ? may : onlyOutcome(outcome);
}

function isOnlyTrue(part: Possible): boolean {
  return part.true && !part.false && !part.missing;
}

function isOnlyFalse(part: Possible): boolean {
  return part.false && !part.true && !part.missing;
}

/** One outcome, and no other. */
export function onlyOutcome(outcome: Outcome): Possible {
  return { true: outcome === 'true', false: outcome === 'false', missing: outcome === 'missing' };
}

/** What a condition on a number may come to by its range alone. */
export function leafOutcomes(condition: Leaf, context: PossibleContext): Possible {
  if (condition.kind === 'rank') return context.rank(condition);
  const range = context.range(condition.fact.slot);
  switch (condition.kind) {
    case 'compare':
      return comparisons(condition, range);
    case 'between': {
      const [low, high] = [condition.low, condition.high];
      const canHold = range.high >= lowOf(low) && range.low <= highOf(high);
      return onScale(range, canHold, range.low <= highOf(low) || range.high >= lowOf(high));
    }
    case 'member': {
      const hit = condition.values.some(
        (value) => typeof value !== 'string' && range.low <= highOf(value) && range.high >= lowOf(value),
      );
      return MEMBERSHIPS[condition.operator].expected ? onScale(range, hit, true) : onScale(range, true, hit);
    }
    case 'present': {
      const there = range.low <= range.high;
      return condition.expected
        ? { true: there, false: range.missing, missing: false }
        : { true: range.missing, false: there, missing: false };
    }
    case 'age': {
      const older = context.asOf - range.low >= condition.days.value;
      const younger = context.asOf - range.high <= condition.days.value;
      return AGE_SIDE[condition.operator] === 'above'
        ? onScale(range, older, younger)
        : onScale(range, younger, older);
    }
  }
}

function comparisons({ operator, bound }: CompareCondition, range: Range): Possible {
  const [low, high] = [lowOf(bound), highOf(bound)];
  const { side, withBound } = COMPARISONS[operator];
  const isAbove = side === 'above';
  if (isAbove && withBound) return onScale(range, range.high >= low, range.low < high);
  if (isAbove) return onScale(range, range.high > low, range.low <= high);
  if (withBound) return onScale(range, range.low <= high, range.high > low);
  return onScale(range, range.low < high, range.high >= low);
}

function onScale({ low, high, missing }: Range, canHold: boolean, canFail: boolean): Possible {
  const there = low <= high;
  return { true: there && canHold, false: there && canFail, missing };
}

// A bound is a decimal; its double may lie on either side of it.
function lowOf({ value }: Quantity): number {
  return value - Math.abs(value) * 1e-12;
}

function highOf({ value }: Quantity): number {
  return value + Math.abs(value) * 1e-12;
}
