import { groupOf } from '../condition/compile.ts';
import type { Cohort, LockedCuts } from '../condition/condition.ts';
import type { Criteria } from '../criteria/criteria.ts';
import { cutRuleText } from '../criteria/lock/define-cohort.ts';
import type { RankedCuts } from '../facts/cohort.ts';
import { oncePer } from '../once-per.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import { listNames, type Wording } from '../text/wording.ts';
import type { RowFacts } from './pass.ts';

/**
 * Warnings about groups that a lock has no cut points for, so that relative tests are missing for their customers, and of
 * groups whose total is not above zero, so that nobody is in a share of it.
 */
export interface GroupWarnings {
  see(row: RowFacts): void;
  /** Whether there is nothing to warn of so far. */
  isEmpty(): boolean;
  /** One warning for each test and kind, naming the groups. */
  found(file: string): Diagnostic[];
}

/** Collects what a lock leaves open while customers come; there is nothing to collect for criteria without one. */
export function collectGroupWarnings(
  all: readonly Criteria[],
  locked: ReadonlyMap<Criteria, LockedCuts>,
): GroupWarnings {
  const tests = new Map(all.map((criteria) => [criteria, lockedTests(criteria, locked.get(criteria))]));
  const testsOf = oncePer((criteria: Criteria) => tests.get(criteria)!);
  return {
    see({ criteria, facts }) {
      for (const test of testsOf(criteria)) {
        const group = groupOf(test.cohort, facts);
        if (group === null || Number.isNaN(facts.numbers[test.cohort.fact.slot]!)) continue;
        const points = test.cuts.find(test.index, group);
        if (points === null) test.customers += 1;
        const groups = points === null ? test.unknown : points.length === 0 ? test.empty : null;
        if (groups !== null && groups.size < MOST_GROUPS) groups.add(group);
      }
    },
    isEmpty: () =>
      [...tests.values()].every((own) => own.every(({ unknown, empty }) => unknown.size + empty.size === 0)),
    found: (file) =>
      [...tests.values()]
        .flat()
        .flatMap((test) => [...unlockedGroups(test, file), ...emptyShare(test.cohort, test.empty)]),
  };
}

/** One warning for each share in which some group has no customer; locked shares are reported while customers come. */
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

interface LockedTest {
  readonly cohort: Cohort;
  readonly index: number;
  readonly cuts: LockedCuts;
  /** Groups that the lock does not know, and how many customers they have. */
  readonly unknown: Set<string>;
  customers: number;
  /** Groups without a cut point: nobody is in. */
  readonly empty: Set<string>;
}

function lockedTests({ cohorts }: Criteria, cuts: LockedCuts | undefined): LockedTest[] {
  if (cuts === undefined) return [];
  return cohorts.flatMap((cohort, index) =>
    cuts.has(index)
      ? [{ cohort, index, cuts, unknown: new Set<string>(), customers: 0, empty: new Set<string>() }]
      : [],
  );
}

function unlockedGroups({ cohort, unknown, customers }: LockedTest, file: string): Diagnostic[] {
  if (customers === 0) return [];
  const { fact, cut } = cohort;
  const who = customers === 1 ? '1 customer' : `${customers} customers`;
  const where = cohort.per === null ? '' : ` of ${groupsIn(cohort, unknown).en}`;
  const message = {
    en: `the lock has no cut points of "${fact.name}" ${cutRuleText(cut)} for ${who}${where}: the test is missing for them`,
    zh: `锁定文件中没有“${fact.name}” ${cutRuleText(cut)} 的分界值，涉及 ${customers} 个客户${cohort.per === null ? '' : `（${groupsIn(cohort, unknown).zh}）`}：对他们而言该条件缺少数据`,
  };
  const help = {
    en: 'write the cut points anew with keyaccounts lock, or leave the lock out with --fresh',
    zh: '请用 keyaccounts lock 重新生成分界值，或加上 --fresh 不用锁定文件',
  };
  return [{ code: 'unlocked-group', severity: 'warning', message, help, at: { kind: 'file', file } }];
}

function emptyShare(cohort: Cohort, groups: ReadonlySet<string>): Diagnostic[] {
  if (groups.size === 0) return [];
  const { fact, cut, span } = cohort;
  const where = cohort.per === null ? '' : ` in ${groupsIn(cohort, groups).en}`;
  const message = {
    en: `nobody${where} is in "${fact.name}" ${cutRuleText(cut)}: the total is not above zero`,
    zh: `${cohort.per === null ? '' : `${groupsIn(cohort, groups).zh}中`}没有客户进入“${fact.name}” ${cutRuleText(cut)}：总额不大于零`,
  };
  const help = {
    en: 'rank by a count instead, such as top: 20, or by a fact whose total is above zero',
    zh: '请改用名次，如 top: 20，或换用总额大于零的数据',
  };
  return [{ code: 'empty-share', severity: 'warning', message, help, at: span }];
}

// Some of the groups by name: `unit "North", "South" and 3 more`.
function groupsIn({ per }: Cohort, groups: ReadonlySet<string>): Wording {
  const names = [...groups].sort();
  const isMore = names.length > MOST_NAMED;
  const shown = listNames(names.slice(0, MOST_NAMED));
  return {
    en: `${per?.name} ${shown.en}${isMore ? ` and ${names.length - MOST_NAMED} more` : ''}`,
    zh: `${per?.name} ${shown.zh}${isMore ? ` 等 ${names.length} 组` : ''}`,
  };
}

const MOST_NAMED = 5;

// Enough to name some; a lock that knows none of a million groups needs no list of them.
const MOST_GROUPS = 10_000;
