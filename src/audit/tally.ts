import type { Cuts } from '../condition/condition.ts';
import type { Check, Criteria } from '../criteria/criteria.ts';
import type { AuditTotals, DutyName, DutyTally } from './audit.ts';
import { DUTIES, type DutyId, type Requirement, requirementsOf } from './duty.ts';

/** Counts how often duties and checks are kept. */
export interface Tallies {
  countDuty(id: DutyId, state: 'held' | 'broken' | 'unknown'): void;
  countCheck(check: Check, state: 'held' | 'broken' | 'unknown'): void;
  /** Built-in duties first, then checks as the criteria list them; those that were asked of nobody are left out. */
  result(): DutyTally[];
  totals(): Pick<AuditTotals, 'errors' | 'warnings' | 'unknown'>;
}

type Counted = { -readonly [K in keyof DutyTally]: DutyTally[K] };

/** Opens the count, for the duties and the checks of all criteria that `cuts` has, those of units among them. */
export function countTallies(cuts: ReadonlyMap<Criteria, Cuts>): Tallies {
  const duties = new Map<DutyId, Counted>(
    (Object.keys(DUTIES) as DutyId[]).map((id) => {
      const { requirements, severity } = DUTIES[id];
      return [id, none({ kind: 'duty', id }, requirements, severity)];
    }),
  );
  // Company and units may give one id to checks of their own: they are one line, unless they differ in severity.
  const checks = new Map<string, Counted>();
  const byCheck = new Map<Check, Counted>();
  for (const check of [...cuts.keys()].flatMap((criteria) => criteria.checks)) {
    const { id, title, severity, duty } = check;
    const key = `${severity} ${id}`;
    const counted = checks.get(key) ?? none({ kind: 'check', id, title }, requirementsOf(duty), severity);
    checks.set(key, counted);
    byCheck.set(check, counted);
  }
  const all = (): Counted[] => [...duties.values(), ...checks.values()];
  const sum = (of: (one: Counted) => number): number => all().reduce((total, one) => total + of(one), 0);
  const broken = (severity: DutyTally['severity']): number =>
    sum((one) => (one.severity === severity ? one.broken : 0));
  return {
    countDuty: (id, state) => {
      duties.get(id)![state] += 1;
    },
    countCheck: (check, state) => {
      byCheck.get(check)![state] += 1;
    },
    result: () => all().filter(({ held, broken: failed, unknown }) => held + failed + unknown > 0),
    totals: () => ({
      errors: broken('error'),
      warnings: broken('warning'),
      unknown: sum(({ unknown }) => unknown),
    }),
  };
}

function none(
  duty: DutyName,
  requirements: readonly Requirement[],
  severity: DutyTally['severity'],
): Counted {
  return { duty, requirements, severity, held: 0, broken: 0, unknown: 0 };
}
