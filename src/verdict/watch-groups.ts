import { groupOf } from '../condition/compile.ts';
import type { Cohort, LockedCuts } from '../condition/condition.ts';
import type { Criteria } from '../criteria/criteria.ts';
import { cutText } from '../criteria/lock/define-cohort.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import type { LookedAt } from './look.ts';

/** Notices customers of groups that a lock has no cut points for: their relative tests are missing. */
export interface GroupWatch {
  see(row: LookedAt): void;
  /** One warning for each test, naming the groups. */
  found(file: string): Diagnostic[];
}

/** Opens the watch; criteria without a lock are not watched. */
export function watchGroups(all: readonly Criteria[], locked: ReadonlyMap<Criteria, LockedCuts>): GroupWatch {
  const watches = new Map(all.map((criteria) => [criteria, watchesOf(criteria, locked.get(criteria))]));
  return {
    see({ criteria, facts }) {
      for (const watch of watches.get(criteria)!) {
        const group = groupOf(watch.cohort, facts);
        if (group === null || Number.isNaN(facts.numbers[watch.cohort.fact.slot]!)) continue;
        if (watch.cuts.find(watch.index, group) !== null) continue;
        watch.customers += 1;
        if (watch.groups.size < MOST_GROUPS) watch.groups.add(group);
      }
    },
    found: (file) =>
      [...watches.values()]
        .flat()
        .flatMap(({ cohort: { fact, per, cut }, groups, customers }): Diagnostic[] => {
          if (customers === 0) return [];
          const names = [...groups].sort();
          const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : '';
          const shown = names.slice(0, MOST_NAMED).map((name) => `"${name}"`);
          const where = per === null ? '' : ` of ${per.name} ${shown.join(', ')}${more}`;
          const who = customers === 1 ? '1 customer' : `${customers} customers`;
          const message = `the lock has no cut points of "${fact.name}" ${cutText(cut)} for ${who}${where}: the test is missing for them`;
          const help = 'write the cut points anew with keyaccounts lock, or leave the lock out with --fresh';
          return [{ code: 'unlocked-group', severity: 'warning', message, help, at: { kind: 'file', file } }];
        }),
  };
}

interface Watch {
  readonly cohort: Cohort;
  readonly index: number;
  readonly cuts: LockedCuts;
  readonly groups: Set<string>;
  customers: number;
}

function watchesOf({ cohorts }: Criteria, cuts: LockedCuts | undefined): Watch[] {
  if (cuts === undefined) return [];
  return cohorts.flatMap((cohort, index) =>
    cuts.has(index) ? [{ cohort, index, cuts, groups: new Set(), customers: 0 }] : [],
  );
}

const MOST_NAMED = 5;

// Enough to name some; a lock that knows none of a million groups needs no list of them.
const MOST_GROUPS = 10_000;
