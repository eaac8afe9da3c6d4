import type { Reach } from '../../../facts/score-reach.ts';
import type { Unit } from '../../../fields/value.ts';
import type { Source } from '../../../text/source.ts';

/** One threshold of the key criteria that can be moved, in whatever layers it stands. */
export interface Threshold {
  /** Where it stands: the test begins at `start`, and `part` says which of its amounts it is. */
  readonly source: Source;
  readonly start: number;
  readonly part: ThresholdPart;
  readonly criterion: string;
  readonly fact: string;
  /** The operator as the file writes it, with `low` or `high` for one side of between. */
  readonly operator: string;
  /** The amount as the file writes it, and its exact decimal. */
  readonly text: string;
  readonly decimal: string;
  readonly unit: ThresholdUnit;
  /** A customer passes when its measure is on this side of the amount. */
  readonly passes: Passes;
  /** False under `not`: passing takes key away. */
  readonly helps: boolean;
  /** Whether what it is compared with comes of a calculation: equal values may then differ in the last digits. */
  readonly calculated: boolean;
  /** Of a side of between, the decimal of the other side, which it may not cross. */
  readonly other: string | null;
  /** Of a quantile, how many parts there are. */
  readonly most: number;
  /** Of a score, what it can come to: beyond it no customer would ever pass. */
  readonly reach: Reach | null;
}

/** Which amount of a test: its only one, a side of between, or the first or last bin of a quantile. */
export type ThresholdPart = 'bound' | 'low' | 'high' | 'days' | 'top' | 'at_least' | 'at_most';

/** The side of an amount on which a test holds, with the amount itself or without it. */
export type Passes = 'at_least' | 'more_than' | 'at_most' | 'less_than';

/** What the amount counts; `count`: a number of customers, `bin`: one of so many equal parts. */
export type ThresholdUnit = Unit | 'count' | 'bin';

/** Towards fewer or more key accounts. */
export type Way = 'tighten' | 'loosen';

/** Whether two stand in the same place. */
export function isSameThreshold(one: Threshold, other: Threshold): boolean {
  return one.source.name === other.source.name && one.start === other.start && one.part === other.part;
}

/** Which way the amount has to move for fewer (`tighten`) or more key accounts: up or down. */
export function isRising({ passes, helps }: Threshold, way: Way): boolean {
  const passedFromBelow = passes === 'at_least' || passes === 'more_than';
  return (passedFromBelow === helps) === (way === 'tighten');
}

/** How far apart two values may be and still be the same. */
export function slackOf({ calculated }: Threshold, value: number): number {
  return calculated ? 1e-12 * Math.max(1, Math.abs(value)) : 0;
}

/** How far a value is from the amount of a threshold, as a part of it; infinite where there is nothing to compare with. */
export function relativeDistance({ decimal, unit }: Threshold, value: number): number {
  const from = Number(decimal);
  if (unit === 'day') return Math.abs(value - from) / YEAR;
  return from === 0 ? Number.POSITIVE_INFINITY : Math.abs(value - from) / Math.abs(from);
}

// Dates have no zero to measure from: a year counts as 100 %.
const YEAR = 365;
