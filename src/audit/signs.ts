import { compileCondition, type Test } from '../condition/compile.ts';
import type { Cuts, Outcome } from '../condition/condition.ts';
import { factsOfCondition } from '../condition/leaves.ts';
import type { Check, Criteria } from '../criteria/criteria.ts';
import { fieldsBehind } from '../criteria/reads.ts';
import type { Facts } from '../fields/facts.ts';
import { groupBy } from '../group-by.ts';
import { oncePer } from '../once-per.ts';
import { knownFacts } from '../verdict/known-facts.ts';
import type { LostReason, Sign, SignCount } from './audit.ts';

/** The name by which a sign is counted: checks of company and units with one id are one sign. */
export function signName(sign: Sign): string {
  return sign.kind === 'check' ? `check ${sign.check.id}` : sign.kind;
}

/** A sign with whether a customer shows it: 'true', 'false', or 'missing' where that cannot be told. */
export interface ShownSign {
  readonly sign: Sign;
  readonly name: string;
  readonly shows: (facts: Facts) => Outcome;
}

/**
 * Compiles the signs of each set of criteria. The checks for key and normal customers are run on everybody, so that
 * lost and current customers are held against the same.
 */
export function compileSigns(
  asOf: number,
  cuts: ReadonlyMap<Criteria, Cuts>,
): (criteria: Criteria) => readonly ShownSign[] {
  return oncePer((criteria) => {
    const context = { asOf, cohorts: criteria.cohorts, cuts: cuts.get(criteria)! };
    const checks = criteria.checks
      .filter((check) => check.for.includes('key') || check.for.includes('normal'))
      .map((check) => ({
        sign: { kind: 'check', check } as const,
        shows: failing(compileCondition(check.expect, context)),
      }));
    // A check on the growth of revenue says the same as falling revenue: only one of them is run.
    const asked = checks.some(({ sign }) => isOfGrowth(sign.check, criteria));
    const falling = asked ? null : compileFalling(criteria);
    const own =
      falling === null ? checks : [...checks, { sign: { kind: 'falling' } as const, shows: falling }];
    return own.map((one) => ({ ...one, name: signName(one.sign) }));
  });
}

function isOfGrowth({ expect }: Check, criteria: Criteria): boolean {
  const { revenue, priorRevenue } = knownFacts(criteria);
  const fields = fieldsBehind(factsOfCondition(expect, criteria.cohorts), criteria);
  return (
    priorRevenue !== null &&
    fields.has(priorRevenue.name) &&
    [...fields].every((name) => name === priorRevenue.name || name === revenue?.name)
  );
}

function failing(test: Test): (facts: Facts) => Outcome {
  return (facts) => {
    const outcome = test(facts);
    return outcome === 'missing' ? outcome : outcome === 'true' ? 'false' : 'true';
  };
}

function compileFalling(criteria: Criteria): ((facts: Facts) => Outcome) | null {
  const { revenue, priorRevenue } = knownFacts(criteria);
  if (revenue === null || priorRevenue === null) return null;
  return ({ numbers }) => {
    const [now, before] = [numbers[revenue.slot]!, numbers[priorRevenue.slot]!];
    if (Number.isNaN(now) || Number.isNaN(before)) return 'missing';
    return now < before ? 'true' : 'false';
  };
}

/**
 * Whether a sign speaks for a reason: at least two of the customers lost for it showed it and at least half of them,
 * and a larger part of them than of the current customers (a lift above 1), each among those of whom it is known.
 */
export function isTelling(lost: SignCount, current: SignCount): boolean {
  return (
    lost.shown >= 2 && lost.shown * 2 >= lost.known && lost.shown * current.known > current.shown * lost.known
  );
}

/** The signs of a reason by name. */
export function signNames({ signs }: Pick<LostReason, 'signs'>): ReadonlySet<string> {
  return new Set(signs.map(({ sign }) => signName(sign)));
}

/** Reasons by the signs that speak for them: those with the same ones have the same customers at risk. */
export function groupBySigns(reasons: readonly LostReason[]): LostReason[][] {
  return [...groupBy(reasons, (one) => JSON.stringify([...signNames(one)].sort())).values()];
}
