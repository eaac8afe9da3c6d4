import type { Cohort, LockedCuts } from '../../condition/condition.ts';
import type { Checked, Diagnostic } from '../../text/diagnostic.ts';
import type { Wording } from '../../text/wording.ts';
import type { Criteria } from '../criteria.ts';
import { defineFacts } from './define-cohort.ts';
import type { Lock, LockedCohort, LockedTest } from './lock.ts';
import { spanIn } from './read-lock.ts';
import { keyOf, lockedLayers, testOf } from './write-lock.ts';

/**
 * The cut points of a lock for each layer of the criteria. They fit when both speak of the same tests, by
 * meaning; all that differs is told, with `renew`, the command that writes the lock anew.
 */
export function fitLock(
  lock: Lock,
  company: Criteria,
  renew: string,
): Checked<ReadonlyMap<Criteria, LockedCuts>> {
  const diagnostics: Diagnostic[] = [];
  const help = {
    en: `write the cut points anew: ${renew}; --fresh does without them`,
    zh: `请重新生成分界值：${renew}；加上 --fresh 可不用锁定文件`,
  };
  const stale = (message: Wording, at: Diagnostic['at']): unknown =>
    diagnostics.push({ code: 'stale-lock', severity: 'error', message, help, at });
  const matches = matchCohorts(lock, company);
  const used = new Set(matches.map(({ locked }) => locked));
  const unused = new Set(lock.cohorts.filter((cohort) => !used.has(cohort)));
  for (const { test, locked, defined, cohort } of matches) {
    if (locked !== null && defined) continue;
    if (locked !== null) {
      stale(
        {
          en: `"${test.fact}" is defined otherwise than when its cut points were locked`,
          zh: `“${test.fact}”的定义与锁定分界值时不同`,
        },
        cohort.span,
      );
      continue;
    }
    // A test of the same fact that was changed since, rather than one test gone and another new.
    const instead = [...unused].find(({ unit, fact }) => unit === test.unit && fact === test.fact);
    if (instead === undefined)
      stale(
        {
          en: `the lock has no cut points for ${nameOf(test).en}`,
          zh: `锁定文件中没有${nameOf(test).zh}的分界值`,
        },
        cohort.span,
      );
    else
      stale(
        {
          en: `the lock has cut points for ${nameOf(instead).en}, and the criteria ask for ${nameOf(test).en}`,
          zh: `锁定文件中是${nameOf(instead).zh}的分界值，而标准要的是${nameOf(test).zh}的`,
        },
        cohort.span,
      );
    if (instead !== undefined) unused.delete(instead);
  }
  for (const cohort of unused) {
    const message = {
      en: `the lock has cut points for ${nameOf(cohort).en}, which the criteria do not ask for`,
      zh: `锁定文件中有${nameOf(cohort).zh}的分界值，标准却没有用到`,
    };
    stale(message, spanIn(lock.source, ['cut_points', lock.cohorts.indexOf(cohort)]));
  }
  return { value: diagnostics.length === 0 ? cutsOf(matches, company) : null, diagnostics };
}

/** The cut points of a lock for those tests of other criteria that are the same; the others are not there. */
export function lendLock(lock: Lock, company: Criteria): ReadonlyMap<Criteria, LockedCuts> {
  return cutsOf(matchCohorts(lock, company), company);
}

/** A cohort of the criteria with the locked one that is the same test; null when there is none. */
interface Match {
  readonly criteria: Criteria;
  readonly cohort: Cohort;
  readonly test: LockedTest;
  readonly locked: LockedCohort | null;
  /** Whether the fact is still defined as it was. */
  readonly defined: boolean;
}

function matchCohorts(lock: Lock, company: Criteria): Match[] {
  const known = new Map(lock.cohorts.map((cohort) => [keyOf(cohort), cohort]));
  return lockedLayers(company).flatMap(([unit, criteria]) => {
    const definitions = defineFacts(criteria);
    return criteria.cohorts.map((cohort): Match => {
      const test = testOf(unit, cohort);
      const locked = known.get(keyOf(test)) ?? null;
      return { criteria, cohort, test, locked, defined: locked?.definition === definitions.get(test.fact) };
    });
  });
}

function cutsOf(matches: readonly Match[], company: Criteria): ReadonlyMap<Criteria, LockedCuts> {
  return new Map(
    lockedLayers(company).map(([, criteria]): [Criteria, LockedCuts] => {
      const groups = matches
        .filter((match) => match.criteria === criteria)
        .map(({ locked, defined }) =>
          locked !== null && defined ? new Map(locked.groups.map(({ group, cuts }) => [group, cuts])) : null,
        );
      return [
        criteria,
        {
          find: (cohort, group) => groups[cohort]?.get(group) ?? null,
          place: () => null,
          has: (cohort) => groups[cohort] != null,
        },
      ];
    }),
  );
}

/** A test in words: "revenue top 20 per business_unit". */
function nameOf({ unit, fact, per, cut }: LockedTest): Wording {
  const test = `${cut}${per === null ? '' : ` per ${per}`}`;
  return {
    en: `"${fact}" ${test}${unit === null ? '' : ` in the criteria of "${unit}"`}`,
    zh: `${unit === null ? '' : `事业部“${unit}”标准中`}“${fact}” ${test} `,
  };
}
