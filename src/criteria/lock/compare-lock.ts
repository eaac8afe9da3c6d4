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
    return [...kept, ...gone].sort((one, other) => (one.group < other.group ? -1 : 1));
  });
}

/** Whether any cut point differs; a group that is new or gone has moved. */
export function isMoved({ from, to }: CutChange): boolean {
  if (from === null || to === null) return from !== to;
  return from.length !== to.length || from.some((cut, index) => cut !== to[index]);
}
