import type { Cuts } from '../../condition/condition.ts';
import type { Checked, Diagnostic } from '../../text/diagnostic.ts';
import type { Criteria } from '../criteria.ts';
import { cutText, defineFacts } from './define-cohort.ts';
import type { Lock, LockedCohort } from './lock.ts';
import { spanIn } from './read-lock.ts';
import { keyOf, lockedLayers } from './write-lock.ts';

/**
 * The cut points of a lock for each layer of the criteria. They fit when both speak of the same tests, by
 * meaning; all that differs is told, with `renew`, the command that writes the lock anew.
 */
export function fitLock(lock: Lock, company: Criteria, renew: string): Checked<ReadonlyMap<Criteria, Cuts>> {
  const diagnostics: Diagnostic[] = [];
  const unused = new Map(lock.cohorts.map((cohort, index) => [keyOf(cohort), { cohort, index }]));
  const help = `write the cut points anew: ${renew}; --fresh does without them`;
  const stale = (message: string, at: Diagnostic['at']): unknown =>
    diagnostics.push({ code: 'stale-lock', severity: 'error', message, help, at });
  const cuts = new Map<Criteria, Cuts>();
  const lacking: (() => void)[] = [];
  for (const [unit, criteria] of lockedLayers(company)) {
    const definitions = defineFacts(criteria);
    const found = criteria.cohorts.map(({ fact, per, cut, span }) => {
      const wanted = { unit, fact: fact.name, per: per?.name ?? null, cut: cutText(cut) };
      const locked = unused.get(keyOf(wanted));
      unused.delete(keyOf(wanted));
      if (locked === undefined) {
        // What is left over in the lock in its place is known only when all were looked up.
        lacking.push(() => {
          const instead = takeInstead(wanted, unused);
          const name = nameOf(wanted);
          if (instead === null) stale(`the lock has no cut points for ${name}`, span);
          else
            stale(`the lock has cut points for ${nameOf(instead)}, and the criteria ask for ${name}`, span);
        });
        return null;
      }
      if (locked.cohort.definition !== definitions.get(fact.name))
        stale(`"${fact.name}" is defined otherwise than when its cut points were locked`, span);
      return new Map(locked.cohort.groups.map((group) => [group.group, group.cuts]));
    });
    cuts.set(criteria, {
      find: (cohort, group) => found[cohort]?.get(group) ?? null,
      place: () => null,
    });
  }
  for (const tell of lacking) tell();
  for (const { cohort, index } of unused.values()) {
    const message = `the lock has cut points for ${nameOf(cohort)}, which the criteria do not ask for`;
    stale(message, spanIn(lock.source, ['cut_points', index]));
  }
  return { value: diagnostics.length === 0 ? cuts : null, diagnostics };
}

type Test = Omit<LockedCohort, 'definition' | 'groups'>;

// A test of the same fact that was changed since, rather than one test gone and another new.
function takeInstead(
  wanted: Test,
  unused: Map<string, { cohort: LockedCohort; index: number }>,
): LockedCohort | null {
  for (const [key, { cohort }] of unused) {
    if (cohort.unit !== wanted.unit || cohort.fact !== wanted.fact) continue;
    unused.delete(key);
    return cohort;
  }
  return null;
}

/** A test in words: "revenue top 20 per business_unit". */
function nameOf({ unit, fact, per, cut }: Test): string {
  const name = `"${fact}" ${cut}${per === null ? '' : ` per ${per}`}`;
  return unit === null ? name : `${name} in the criteria of "${unit}"`;
}
