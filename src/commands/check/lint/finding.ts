import type { Goal } from '../../../condition/domain.ts';
import type { Criteria } from '../../../criteria/criteria.ts';
import type { Code } from '../../../text/codes.ts';
import type { Diagnostic, Severity } from '../../../text/diagnostic.ts';
import type { Span } from '../../../text/source.ts';
import { printWitness } from './print-witness.ts';
import type { Solve, Witness } from './solve.ts';

/** What a rule found. */
export interface Finding {
  readonly diagnostic: Diagnostic;
  /** The criteria in which it was found: the company's or a unit's. */
  readonly criteria: Criteria;
  /** A customer that shows it. */
  readonly witness: Witness | null;
  /** What a customer that shows it does; null where no customer can. */
  readonly goal: Goal | null;
}

/** What a rule reads. */
export interface LintContext {
  readonly criteria: Criteria;
  /** The day the criteria are judged about, counted from 1970-01-01. */
  readonly asOf: number;
  readonly solve: Solve;
}

/** One rule: everything that it finds in the criteria, in the order of the file. */
export type LintRule = (context: LintContext) => Generator<Finding>;

interface Detail {
  readonly help?: string;
  readonly goal?: Goal | null;
  readonly witness?: Witness | null;
}

/** Makes a finding of the criteria that are being read; a witness is told in the notes. */
export function findingOf(
  { criteria }: LintContext,
  [severity, code]: readonly [Severity, Code],
  message: string,
  at: Span,
  { help, goal = null, witness = null }: Detail = {},
): Finding {
  const notes = witness === null ? [] : printWitness(witness);
  return { diagnostic: { code, severity, message, help, notes, at }, criteria, witness, goal };
}
