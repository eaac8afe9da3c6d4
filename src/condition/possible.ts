import type { Condition, Quantity } from './condition.ts';

/** Which outcomes a condition may have while one field varies. */
export interface Possible {
  readonly true: boolean;
  readonly false: boolean;
  readonly missing: boolean;
}

/** What is known of a fact: a range of numbers, and whether it may be missing; or a text that is fixed. */
export interface Range {
  readonly low: number;
  readonly high: number;
  readonly missing: boolean;
}

export interface PossibleContext {
  readonly asOf: number;
  range(slot: number): Range;
  text(slot: number): string | null;
  /** What a relative test may come to. */
  rank(condition: Extract<Condition, { kind: 'rank' }>): Possible;
}

/** Every outcome that a condition may have; never too few, sometimes too many. */
export function possibleOutcomes(condition: Condition, context: PossibleContext): Possible {
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
    case 'compare': {
      const range = context.range(condition.fact.slot);
      switch (condition.operator) {
        case 'at_least':
        case 'more_than':
        case 'since':
          return onScale(range, range.high >= lowOf(condition.bound), range.low <= highOf(condition.bound));
        case 'at_most':
        case 'less_than':
        case 'before':
          return onScale(range, range.low <= highOf(condition.bound), range.high >= lowOf(condition.bound));
      }
    }
    case 'between': {
      const range = context.range(condition.fact.slot);
      const [low, high] = [condition.low, condition.high];
      const canHold = range.high >= lowOf(low) && range.low <= highOf(high);
      return onScale(range, canHold, range.low <= highOf(low) || range.high >= lowOf(high));
    }
    case 'member': {
      if (condition.fact.type.kind === 'text') {
        const text = context.text(condition.fact.slot);
        if (text === null) return ONLY_MISSING;
        const found = condition.values.includes(text) !== condition.negated;
        return { true: found, false: !found, missing: false };
      }
      const range = context.range(condition.fact.slot);
      const hit = condition.values.some(
        (value) => typeof value !== 'string' && range.low <= highOf(value) && range.high >= lowOf(value),
      );
      return condition.negated ? onScale(range, true, hit) : onScale(range, hit, true);
    }
    case 'present': {
      if (condition.fact.type.kind === 'text') {
        const found = (context.text(condition.fact.slot) !== null) === condition.expected;
        return { true: found, false: !found, missing: false };
      }
      const { low, high, missing } = context.range(condition.fact.slot);
      const there = low <= high;
      return condition.expected
        ? { true: there, false: missing, missing: false }
        : { true: missing, false: there, missing: false };
    }
    case 'age': {
      const { low, high, missing } = context.range(condition.fact.slot);
      const older = context.asOf - low >= condition.days.value;
      const younger = context.asOf - high <= condition.days.value;
      const range = { low, high, missing };
      return condition.operator === 'older_than'
        ? onScale(range, older, younger)
        : onScale(range, younger, older);
    }
    case 'rank':
      return context.rank(condition);
  }
}

function onScale({ low, high, missing }: Range, canHold: boolean, canFail: boolean): Possible {
  const there = low <= high;
  return { true: there && canHold, false: there && canFail, missing };
}

const ONLY_MISSING: Possible = { true: false, false: false, missing: true };

// A bound is a decimal; its double may lie on either side of it.
function lowOf({ value }: Quantity): number {
  return value - Math.abs(value) * 1e-12;
}

function highOf({ value }: Quantity): number {
  return value + Math.abs(value) * 1e-12;
}
