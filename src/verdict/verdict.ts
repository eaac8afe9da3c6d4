import type { Fact } from '../condition/fact.ts';
import type { CategoryName, Criterion } from '../criteria/criteria.ts';

/** The result for one customer: a category with its reason, or what is missing to find one. */
export type Verdict = Decided | { readonly kind: 'undetermined'; readonly lacks: readonly Fact[] };

/** A verdict that all customers share whom the same decides. */
export interface Decided {
  readonly kind: 'decided';
  readonly category: CategoryName;
  /** Null when the category takes whoever is left. */
  readonly criterion: Criterion | null;
  readonly by: 'when' | 'stays_while' | 'otherwise' | 'override';
}

/** The category; null where it is undetermined. */
export function categoryOf(verdict: Verdict): CategoryName | null {
  return verdict.kind === 'decided' ? verdict.category : null;
}

/** Where a customer stands: its category, or undetermined. */
export type Standing = CategoryName | 'undetermined';

/** Where customers stand, in the order in which people read of it: what matters most comes first. */
export const STANDINGS: readonly Standing[] = ['key', 'normal', 'target', 'lost', 'undetermined'];

/** Where a customer with this verdict stands. */
export function standingOf(verdict: Verdict): Standing {
  return verdict.kind === 'decided' ? verdict.category : 'undetermined';
}

/** What decided, as every output names it: the criterion's id, `stays_while`, `otherwise` or `override`; null when nothing could. */
export function criterionOf(verdict: Verdict): string | null {
  return verdict.kind === 'decided' ? (verdict.criterion?.id ?? verdict.by) : null;
}
