import type { Lever, Way } from './lever.ts';
import type { Side } from './target.ts';

/** A proposal: which amounts to write instead of which, and what comes of it. */
export interface Choice {
  readonly way: Way;
  readonly moves: readonly LeverMove[];
  /** On which side of the target it falls. */
  readonly side: Side;
  readonly keyAccounts: number;
  /** The most that a group has then. */
  readonly load: number;
  /** Of all key accounts then, and of those that leave or join; in the file's money. */
  readonly revenue: number;
  readonly revenueMoved: number;
  /** Who leaves, when it tightens, or joins; the largest first. */
  readonly customers: readonly MovedCustomer[];
}

/** A threshold and where it moves to. */
export interface LeverMove {
  readonly lever: Lever;
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
  readonly revenue: number | null;
  readonly group: string | null;
}

/** The smallest change first: reached before not reached, then by size, then by name. */
export function byChange(one: Choice, other: Choice): number {
  return (
    Number(one.side !== 'within') - Number(other.side !== 'within') ||
    compare(costOf(one), costOf(other)) ||
    compare(nameOf(one), nameOf(other))
  );
}

function costOf({ moves }: Choice): number {
  return moves.reduce((sum, { change }) => sum + change, 0);
}

function nameOf({ moves, keyAccounts }: Choice): string {
  const names = moves.map(({ lever: { criterion, fact, operator, source } }) => [
    ...[criterion, fact, operator, source.name],
  ]);
  return JSON.stringify([names, keyAccounts]);
}

function compare<T extends number | string>(one: T, other: T): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
