import type { Plan, PlanKind } from '../plan/plan.ts';
import type { Diagnostic } from '../text/diagnostic.ts';

/** The plans of a book, as an audit asks for them. */
export interface PlanShelf {
  /** The plan of a kind that a customer has. */
  find(kind: PlanKind, account: string): ShelvedPlan | null;
  readonly all: readonly ShelvedPlan[];
  /** Customers with a plan that cannot be read, or with two, and the file. */
  readonly unread: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** A plan with the name of its file in the book. */
export interface ShelvedPlan {
  readonly file: string;
  readonly plan: Plan;
}

/** The errors in the plans of a book, by the file that they are in. */
export function problemsByFile({ diagnostics }: PlanShelf): ReadonlyMap<string, readonly Diagnostic[]> {
  const found = new Map<string, Diagnostic[]>();
  for (const problem of diagnostics) {
    if (problem.severity !== 'error') continue;
    const { at } = problem;
    const file = at.kind === 'span' ? at.source.name : at.file;
    found.set(file, [...(found.get(file) ?? []), problem]);
  }
  return found;
}
