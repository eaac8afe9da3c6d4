import type { CategoryName } from '../criteria/criteria.ts';
import type { Verdict } from '../verdict/verdict.ts';
import type { Plan, PlanKind } from './plan.ts';

/** What a run does about a customer and its plan of a kind. */
export type PlanStep =
  | 'write'
  | 'refresh'
  /** It is no longer what the plan is for: a note is left. */
  | 'close'
  | 'reopen'
  /** It has no plan, and nobody asked for one. */
  | 'lacks'
  | 'none';

/** Which plans a run is asked for. */
export interface PlanWish {
  readonly kind: PlanKind;
  /** Plans for all that lack one, not only for those that are new. */
  readonly missing: boolean;
}

/** `previous` is the category in the book; without a book everybody is new. An undetermined customer waits. */
export function decidePlan(
  verdict: Verdict,
  previous: CategoryName | null,
  plan: Pick<Plan, 'note' | 'state'> | null,
  { kind, missing }: PlanWish,
): PlanStep {
  if (verdict.kind === 'undetermined') return 'none';
  const belongs = verdict.category === kind;
  if (plan === null) {
    if (!belongs) return 'none';
    return missing || previous !== kind ? 'write' : 'lacks';
  }
  // Its owner has ended it: the tool has nothing to add.
  if (plan.state?.value === 'closed') return 'none';
  const closed = plan.note?.kind === 'closed';
  if (belongs) return closed ? 'reopen' : 'refresh';
  return closed ? 'none' : 'close';
}
