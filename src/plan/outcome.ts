import type { CategoryName } from '../criteria/criteria.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import { byId } from '../text/order.ts';
import type { Verdict } from '../verdict/verdict.ts';
import type { Plan, PlanKind } from './plan.ts';

/** What a run does with a plan; `extended`: a part that waited for something was opened. */
export type PlanAction = 'written' | 'extended' | 'reopened' | 'closed' | 'refreshed' | 'unchanged';

/** What was done with one plan, and the text that it has from now on; null when it stays as it is. */
export interface PlanResult {
  readonly id: string;
  readonly name: string | null;
  readonly category: CategoryName | null;
  readonly action: PlanAction;
  /** Its name in the book. */
  readonly file: string;
  readonly text: string | null;
}

/** What happens to the plans of a kind; lists by id. */
export interface PlanOutcome {
  /** What is new first, then by id. */
  readonly results: readonly PlanResult[];
  /** Customers of the kind that have no plan, since they are not new. */
  readonly lacking: readonly string[];
  /** Customers with an active plan who are not in the export. */
  readonly absent: readonly string[];
  /** Undetermined customers with an active plan. */
  readonly undetermined: readonly string[];
  /** Recapture sheets without the reason of the loss. */
  readonly waiting: readonly string[];
  /** What is wrong with plans, or worth knowing of them. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Results as they are listed: by what was done, then by id. */
export function sortResults(results: readonly PlanResult[]): PlanResult[] {
  return [...results].sort(
    (one, other) => ORDER.indexOf(one.action) - ORDER.indexOf(other.action) || byId(one, other),
  );
}

const ORDER: readonly PlanAction[] = ['written', 'extended', 'reopened', 'closed', 'refreshed', 'unchanged'];

/** What a run does about a customer and its plan of a kind. */
export type PlanStep =
  | 'write'
  | 'refresh'
  /** It is no longer what the plan is for: a note is left. */
  | 'close'
  | 'reopen'
  /** It has no plan, and none was requested. */
  | 'lacks'
  | 'none';

/** Which plans a run should make. */
interface PlanWish {
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
  // Its owner has closed it: the tool has nothing to add.
  if (plan.state?.value === 'closed') return 'none';
  const closed = plan.note?.kind === 'closed';
  if (belongs) return closed ? 'reopen' : 'refresh';
  return closed ? 'none' : 'close';
}
