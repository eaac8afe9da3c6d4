import type { Counterfactual, Counterfactuals } from './counterfactual.ts';
import type { Verdict } from './verdict.ts';

/** A customer that a small change of one field would make key, or take that from. */
export interface NearMiss {
  readonly id: string;
  readonly name: string | null;
  readonly verdict: Verdict;
  readonly change: Counterfactual;
}

/** The change that makes a customer a near miss; null when none is that small. Only numbers have a distance. */
export function nearestChange({ found }: Counterfactuals, within: number): Counterfactual | null {
  return found.find(({ ratio }) => ratio !== null && Math.abs(ratio) <= within) ?? null;
}

/** The nearest first; equally near ones by their id, whatever the order of the file. */
export function sortNear(found: readonly NearMiss[]): NearMiss[] {
  const distance = ({ change }: NearMiss): number => Math.abs(change.ratio ?? Number.POSITIVE_INFINITY);
  return [...found].sort((one, other) => distance(one) - distance(other) || (one.id < other.id ? -1 : 1));
}
