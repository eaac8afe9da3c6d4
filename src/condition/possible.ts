import type { CompareCondition, Condition, Leaf, Outcome, Quantity } from './condition.ts';
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
  rank(condition: Extract<Condition, { kind: 'rank' }>): Possible;
}

/** Every outcome that a condition may have; never too few, sometimes too many. */
export function possibleOutcomes(condition: Condition, context: PossibleContext): Possible {
  if (isLeaf(condition)) return context.known(condition) ?? leafOutcomes(condition, context);
  switch (condition.kind) {
    case 'all': {
      const parts = condition.of.map((part) => possibleOutcomes(part, context));
      const notFalse = parts.every((part) => part.true || part.missing);
      return {
        true: parts.every((part) => part.true),
        false: parts.some((part) => part.false),
        missing: notFalse && parts.some((part) => part.missing),
      };
    }
    case 'any': {
      const parts = condition.of.map((part) => possibleOutcomes(part, context));
      const notTrue = parts.every((part) => part.false || part.missing);
      return {
        true: parts.some((part) => part.true),
        false: parts.every((part) => part.false),
        missing: notTrue && parts.some((part) => part.missing),
      };
    }
    case 'not': {
      const of = possibleOutcomes(condition.of, context);
      return { true: of.false, false: of.true, missing: of.missing };
    }
  }
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
