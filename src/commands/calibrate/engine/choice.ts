import type { ExactNumber } from '../../../fields/exact-number.ts';
import { compareText } from '../../../text/order.ts';
import type { KeyTotals, Side } from './target.ts';
import type { Threshold, Way } from './threshold.ts';

/** A proposal: which amounts to write instead of which, and what comes of it. */
export interface Choice {
  readonly way: Way;
  readonly moves: readonly ThresholdMove[];
  /** On which side of the target it falls. */
  readonly side: Side;
  readonly keyAccounts: number;
  /** The most that a group has then. */
  readonly load: number;
  /** Of all key accounts then, and of those that leave or join; in the file's money. */
  readonly revenue: ExactNumber;
  readonly revenueMoved: ExactNumber;
  /** Who leaves, when it tightens, or joins; the largest first. */
  readonly customers: readonly MovedCustomer[];
}

/** A threshold and where it moves to. */
export interface ThresholdMove {
  readonly threshold: Threshold;
  /** The new amount. */
  readonly decimal: string;
  /** Against the amount as it is; infinite where that is nothing. */
  readonly change: number;
}

/** A customer that becomes or ceases to be key; revenue in the file's money. */
export interface MovedCustomer {
  readonly id: string;
  readonly name: string | null;
  /** Null when it is missing. */
  readonly revenue: ExactNumber | null;
  readonly group: string | null;
}

/** The smallest change first: reached before not reached, then by size, then by name. */
export function byChange(one: Choice, other: Choice): number {
  return (
    Number(one.side !== 'within') - Number(other.side !== 'within') ||
    costOf(one) - costOf(other) ||
    compareText(nameOf(one), nameOf(other))
  );
}

function costOf({ moves }: Choice): number {
  return moves.reduce((sum, { change }) => sum + change, 0);
}

function nameOf({ moves, keyAccounts }: Choice): string {
  const names = moves.map(({ threshold: { criterion, fact, operator, source } }) => [
    criterion,
    fact,
    operator,
    source.name,
  ]);
  return JSON.stringify([names, keyAccounts]);
}

/** A proposal before its amounts are written: which thresholds move, and between which customers. */
export interface Draft {
  readonly way: Way;
  readonly moves: readonly DraftMove[];
  /** The customers that flip: they leave when it tightens, join when it loosens. */
  readonly turned: readonly number[];
  readonly totals: KeyTotals;
  /** On which side of the target it falls. */
  readonly side: Side;
}

/** An amount that moves across the customers `last`, the furthest that it reaches, and not across `next`. */
export interface DraftMove {
  readonly threshold: number;
  readonly last: readonly number[];
  /** Empty where there is nobody further. */
  readonly next: readonly number[];
  /** How far the search went, as a part of the amount: it may not move beyond. */
  readonly within: number;
}
