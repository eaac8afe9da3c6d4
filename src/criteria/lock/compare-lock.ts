import { compareText } from '../../text/order.ts';
import type { LockedCohort } from './lock.ts';
import { keyOf } from './write-lock.ts';

/** The cut points of one group of a test, before and now; null where there were none. */
export interface CutChange {
  readonly cohort: LockedCohort;
  readonly group: string;
  readonly customers: number;
  readonly from: readonly number[] | null;
  readonly to: readonly number[] | null;
}

/** Every group of every test before and now, in the order of a lock; `isMoved` tells which differ. */
export function compareCuts(before: readonly LockedCohort[], now: readonly LockedCohort[]): CutChange[] {
  const known = new Map(before.map((cohort) => [keyOf(cohort), cohort]));
  return now.flatMap((cohort) => {
    const old = new Map(known.get(keyOf(cohort))?.groups.map((group) => [group.group, group]));
    const kept = cohort.groups.map(({ group, customers, cuts }): CutChange => {
      const from = old.get(group)?.cuts ?? null;
      old.delete(group);
      return { cohort, group, customers, from, to: cuts };
    });
    const gone = [...old.values()].map(
      ({ group, cuts }): CutChange => ({ cohort, group, customers: 0, from: cuts, to: null }),
    );
    return [...kept, ...gone].sort((one, other) => compareText(one.group, other.group));
  });
}

/**
 * Whether any cut point differs by more than the rounding of doubles, in which earlier versions found some; a group that
 * is new or gone has moved.
 */
export function isMoved({ from, to }: CutChange): boolean {
  if (from === null || to === null) return from !== to;
  return from.length !== to.length || from.some((cut, index) => isOther(cut, to[index]!));
}

// What is ranked has nine places, and fifteen digits at most: less than a step of it is no move.
function isOther(one: number, other: number): boolean {
  return Math.abs(one - other) > Math.max(5e-10, Math.abs(other) * 5e-16);
}
