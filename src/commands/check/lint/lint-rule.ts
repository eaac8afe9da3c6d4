import type { Condition } from '../../../condition/condition.ts';
import { FALSE, type Goal, NOT_TRUE, type Term, TRUE } from '../../../condition/domain.ts';
import { type Category, type Criteria, type Criterion, criteriaOf } from '../../../criteria/criteria.ts';
import type { Code } from '../../../text/codes.ts';
import type { Diagnostic, Severity } from '../../../text/diagnostic.ts';
import type { Span } from '../../../text/source.ts';
import type { Wording } from '../../../text/wording.ts';
import { printWitness, type Solver, type Witness } from './witness.ts';

/** What a rule found. */
export interface LintFinding {
  readonly diagnostic: Diagnostic;
  /** The criteria in which it was found: the company's or a unit's. */
  readonly criteria: Criteria;
  /** A customer that shows it. */
  readonly witness: Witness | null;
  /** What a customer that shows it does; null where no customer can. */
  readonly goal: Goal | null;
}

/** What a rule reads. */
export interface LintContext extends Solver {
  readonly criteria: Criteria;
  /** The as-of date, as days since 1970-01-01. */
  readonly asOf: number;
}

/** One rule: everything that it finds in the criteria, in the order of the file. */
export type LintRule = (context: LintContext) => Generator<LintFinding>;

interface Detail {
  readonly help?: Wording;
  readonly goal?: Goal | null;
  readonly witness?: Witness | null;
}

/** A finding in the criteria at hand; its notes describe the witness. */
export function findingOf(
  { criteria }: LintContext,
  [severity, code]: readonly [Severity, Code],
  message: Wording,
  at: Span,
  { help, goal = null, witness = null }: Detail = {},
): LintFinding {
  const notes = witness === null ? [] : printWitness(witness);
  return { diagnostic: { code, severity, message, help, notes, at }, criteria, witness, goal };
}

/** Every condition of the criteria as a whole, with what it is called. */
export function* conditionsOf(
  criteria: Criteria,
): Generator<{ readonly condition: Condition; readonly what: Wording }> {
  for (const category of criteria.categories) {
    for (const { condition, id } of criteriaOf(category))
      yield { condition, what: { en: `criterion "${id}"`, zh: `标准“${id}”` } };
    const { staysWhile } = category;
    if (staysWhile !== null)
      yield {
        condition: staysWhile,
        what: { en: `"stays_while" of ${category.name}`, zh: `${category.name} 的 stays_while` },
      };
  }
  for (const { expect, id } of criteria.checks)
    yield { condition: expect, what: { en: `check "${id}"`, zh: `检查项“${id}”` } };
}

/** That a criterion holds. */
export function holds({ condition }: Criterion): Term {
  return { condition, allowed: TRUE };
}

/** That no category of a list applies, nor could if more were known. */
export function noneApplies(categories: readonly Category[]): Goal {
  return categories.flatMap((category) =>
    criteriaOf(category).map(({ condition }) => ({ condition, allowed: FALSE })),
  );
}

/** That none of some criteria holds, whatever is missing. */
export function noneHolds(criteria: readonly Criterion[]): Goal {
  return criteria.map(({ condition }) => ({ condition, allowed: NOT_TRUE }));
}
