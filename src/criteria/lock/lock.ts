import type { Day } from '../../fields/day.ts';
import type { Source } from '../../text/source.ts';

/** Cut points written down, so that a customer does not move because its neighbours did. */
export interface Lock {
  /** The file it was read from. */
  readonly source: Source;
  readonly tool: string;
  readonly criteria: { readonly name: string; readonly version: string };
  /** The data that the cut points were computed from. */
  readonly asOf: Day;
  readonly dataSha256: string;
  readonly customers: number;
  readonly cohorts: readonly LockedCohort[];
}

/** What makes a cohort the same one in a lock and in criteria, beside the definition of its fact. */
export interface LockedTest {
  /** The business unit whose criteria ask for them; null for the company's. */
  readonly unit: string | null;
  readonly fact: string;
  readonly per: string | null;
  /** The rule in canonical words: see `cutRuleText`. */
  readonly cut: string;
}

/** The cut points of one relative test or quantile factor. */
export interface LockedCohort extends LockedTest {
  /** Stands for what the fact is computed from, and how: see `defineFacts`. */
  readonly definition: string;
  readonly groups: readonly LockedGroup[];
}

/** Without `per` there is one group, "". */
export interface LockedGroup {
  readonly group: string;
  /** How many customers had the fact. */
  readonly customers: number;
  /** Ascending. */
  readonly cuts: readonly number[];
}

/** The format that this version writes, and the newest that it reads. */
export const LOCK_FORMAT = 1;

/** Where the lock of a criteria file stands: `x.lock.json` beside `x.yaml`. */
export function lockPathOf(criteria: string): string {
  return `${criteria.replace(/\.ya?ml$/i, '')}.lock.json`;
}
