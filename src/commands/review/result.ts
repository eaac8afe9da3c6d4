import type { Audit } from '../../audit/audit.ts';
import type { KnownAmounts, Totals } from '../../book/totals.ts';
import type { Drift } from '../../compare/compare-fingerprints.ts';
import type { Comparison } from '../../compare/comparison.ts';
import type { Change } from '../../criteria/changes/change.ts';
import type { PlanOutcome } from '../../plan/outcome.ts';
import type { BookPart } from '../../say/book.ts';
import type { CheckedCustomers } from '../../verdict/classify-table.ts';
import type { Run } from '../run/open-run.ts';
import type { BookPlans } from '../run/plans/read-plans.ts';

/** What a review found, and what it recorded. */
export interface ReviewResult {
  readonly book: BookPart;
  readonly totals: Totals;
  /** Of how many customers the amounts of the totals are known. */
  readonly known: KnownAmounts;
  /** Those of the run before; null at the first. */
  readonly totalsBefore: Totals | null;
  /** What is out of the ordinary in the export; what would have stopped the run comes first. */
  readonly drift: readonly Drift[];
  /** Why the run was recorded nevertheless; null when nothing stopped it. */
  readonly accepted: string | null;
  /** Who moved since the run before, and why; null at the first, or where the book no longer keeps it. */
  readonly comparison: Comparison | null;
  /** The changes of the criteria since. */
  readonly changes: readonly Change[];
  /** For customers that were lost or left: the checks that they failed when they were last seen. */
  readonly signs: ReadonlyMap<string, readonly string[]>;
  /** What became of the plans of key accounts; null when they were left alone. */
  readonly plans: PlanOutcome | null;
  /** Whether key accounts are managed as they must be, with the plans as they are now. */
  readonly audit: Audit;
}

/** A review with the run that it was made from. */
export interface Reviewed extends ReviewResult {
  readonly run: Run;
  readonly customers: CheckedCustomers;
  /** The plans of the book as they are now. */
  readonly shelf: BookPlans;
}
