import type { Cohort, Condition } from '../../condition/condition.ts';
import type { Span } from '../../text/source.ts';

/** One change of criteria, by meaning: what an editor would call one edit. */
export interface Change {
  readonly kind: 'added' | 'removed' | 'changed';
  /** Where it stands, from the outside in: key, large-and-growing, revenue, at_least. */
  readonly path: readonly string[];
  readonly from: ChangedValue | null;
  readonly to: ChangedValue | null;
  /** The place in the newer file; null for what is gone from it. */
  readonly at: Span | null;
  /** The business units in whose criteria it stands, where the company's does not have it. */
  readonly units: readonly string[];
  /** False for what no category depends on: duties, checks, capacity, name, version. */
  readonly decides: boolean;
  /** The pieces that it replaces. */
  readonly keys: readonly string[];
}

/** What came of something that was there, is there, or both. */
export function kindOfChange(before: unknown, after: unknown): Change['kind'] {
  return before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
}

/** As the file writes it, or a condition that is said in the reader's language. */
export type ChangedValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'condition'; readonly condition: Condition; readonly cohorts: readonly Cohort[] };
