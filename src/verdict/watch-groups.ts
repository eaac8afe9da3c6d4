import { groupOf } from '../condition/compile.ts';
import type { Cohort, LockedCuts } from '../condition/condition.ts';
import type { Criteria } from '../criteria/criteria.ts';
import { cutRuleText } from '../criteria/lock/define-cohort.ts';
import type { RankedCuts } from '../facts/cohort.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import type { LookedAt } from './look.ts';

/**
 * Notices customers of groups that a lock has no cut points for, whose relative tests are missing, and of groups whose
 * total is not above zero, so that nobody is in a share of it.
 */
export interface GroupWatch {
  see(row: LookedAt): void;
  /** One warning for each test and kind, naming the groups. */
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
        const points = watch.cuts.find(watch.index, group);
        if (points === null) watch.strangers += 1;
        const groups = points === null ? watch.unknown : points.length === 0 ? watch.empty : null;
        if (groups !== null && groups.size < MOST_GROUPS) groups.add(group);
      }
    },
    found: (file) =>
      [...watches.values()]
        .flat()
        .flatMap((watch) => [...unlockedGroups(watch, file), ...emptyShare(watch.cohort, watch.empty)]),
  };
}

/** One warning for each share of which the ranked customers of some group make nothing; what is locked is watched. */
export function emptyShares(
  ranked: ReadonlyMap<Criteria, RankedCuts>,
  locked: ReadonlyMap<Criteria, LockedCuts>,
): Diagnostic[] {
  return [...ranked].flatMap(([criteria, cuts]) =>
    criteria.cohorts.flatMap((cohort, index) => {
      if (cohort.cut.kind !== 'top_share' || locked.get(criteria)?.has(index) === true) return [];
      const empty = cuts.groups(index).filter((group) => group.cuts.length === 0);
      return emptyShare(cohort, new Set(empty.map(({ group }) => group)));
    }),
  );
}

interface Watch {
  readonly cohort: Cohort;
  readonly index: number;
  readonly cuts: LockedCuts;
  /** Groups that the lock does not know, and how many customers they have. */
  readonly unknown: Set<string>;
  strangers: number;
  /** Groups without a cut point: nobody is in. */
  readonly empty: Set<string>;
}

function watchesOf({ cohorts }: Criteria, cuts: LockedCuts | undefined): Watch[] {
  if (cuts === undefined) return [];
  return cohorts.flatMap((cohort, index) =>
    cuts.has(index)
      ? [{ cohort, index, cuts, unknown: new Set<string>(), strangers: 0, empty: new Set<string>() }]
      : [],
  );
}

function unlockedGroups({ cohort, unknown, strangers }: Watch, file: string): Diagnostic[] {
  if (strangers === 0) return [];
  const { fact, cut } = cohort;
  const who = strangers === 1 ? '1 customer' : `${strangers} customers`;
  const where = cohort.per === null ? '' : ` of ${groupsIn(cohort, unknown)}`;
  const message = `the lock has no cut points of "${fact.name}" ${cutRuleText(cut)} for ${who}${where}: the test is missing for them`;
  const help = 'write the cut points anew with keyaccounts lock, or leave the lock out with --fresh';
  return [{ code: 'unlocked-group', severity: 'warning', message, help, at: { kind: 'file', file } }];
}

function emptyShare(cohort: Cohort, groups: ReadonlySet<string>): Diagnostic[] {
  if (groups.size === 0) return [];
  const { fact, cut, span } = cohort;
  const where = cohort.per === null ? '' : ` in ${groupsIn(cohort, groups)}`;
  const message = `nobody${where} is in "${fact.name}" ${cutRuleText(cut)}: the total is not above zero`;
  const help = 'rank by a count instead, such as top: 20, or by a fact whose total is above zero';
  return [{ code: 'empty-share', severity: 'warning', message, help, at: span }];
}

/** Some of the groups by name: `unit "North", "South" and 3 more`. */
function groupsIn({ per }: Cohort, groups: ReadonlySet<string>): string {
  const names = [...groups].sort();
  const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : '';
  const shown = names.slice(0, MOST_NAMED).map((name) => `"${name}"`);
  return `${per?.name} ${shown.join(', ')}${more}`;
}

const MOST_NAMED = 5;

// Enough to name some; a lock that knows none of a million groups needs no list of them.
const MOST_GROUPS = 10_000;
