import type { Counterfactual, Counterfactuals } from './counterfactual.ts';
import type { Verdict } from './verdict.ts';

/** A customer that a small change of one field would make key, or take that from. */
export interface NearMiss {
  readonly id: string;
  readonly name: string | null;
  readonly verdict: Verdict;
  readonly change: Counterfactual;
}

/**
 * The change that makes a customer a near miss; null when none is that small. Only numbers have a distance. Of a year
 * that is over (`prior_revenue`) nobody can sell more, so that its amounts are named only where nothing else is near.
 */
export function nearestChange({ found }: Counterfactuals, within: number): Counterfactual | null {
  const near = found.filter(({ ratio }) => ratio !== null && Math.abs(ratio) <= within);
  return near.find(({ field }) => !field.name.startsWith('prior_')) ?? near[0] ?? null;
}

/** The nearest first; equally near ones by their id, whatever the order of the file. */
export function sortNear<T extends NearMiss>(found: readonly T[]): T[] {
  const distance = ({ change }: T): number => Math.abs(change.ratio ?? Number.POSITIVE_INFINITY);
  return [...found].sort((one, other) => distance(one) - distance(other) || (one.id < other.id ? -1 : 1));
}
