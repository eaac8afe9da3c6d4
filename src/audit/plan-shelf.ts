import { groupBy } from '../group-by.ts';
import { isOpen, type Plan, type PlanKind } from '../plan/plan.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import { compareText } from '../text/order.ts';
import type { Standing } from '../verdict/verdict.ts';
import type { Detail, OrphanPlan, PlanFindings } from './audit.ts';
import { DUTIES } from './duty.ts';
import type { Tallies } from './tally.ts';

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
interface ShelvedPlan {
  readonly file: string;
  readonly plan: Plan;
}

/** The errors in the plans of a book, by the file that they are in. */
export function problemsByFile({ diagnostics }: PlanShelf): ReadonlyMap<string, readonly Diagnostic[]> {
  const problems = diagnostics.filter(({ severity }) => severity === 'error');
  return groupBy(problems, ({ at }) => (at.kind === 'span' ? at.source.name : at.file));
}

/** Where a customer with a plan stands: its category, undetermined, or not in the file at all. */
export type Whereabouts = Standing | 'absent';

/**
 * The plans of a book that no key account answers for: plans at work whose customer is no longer key or not in the
 * file, and errors in plans of others. `isWhole`: no row was set aside, so who is not in the file is known.
 */
export function judgeShelf(
  shelf: PlanShelf,
  whereIs: (account: string) => Whereabouts,
  isWhole: boolean,
  isListed: (owner: string | null) => boolean,
  tallies: Tallies,
): PlanFindings {
  const orphans: OrphanPlan[] = [];
  const { severity } = DUTIES.orphan;
  const duty = { kind: 'duty', id: 'orphan' } as const;
  for (const { plan } of shelf.all) {
    const { account, name, owner } = plan;
    if (!isOpen(plan) || !isListed(owner?.value ?? null)) continue;
    const detail = orphanDetail(plan.kind, whereIs(account.value), isWhole);
    const state = detail === null ? 'held' : detail.kind === 'maybe-orphan' ? 'unknown' : 'broken';
    tallies.countDuty('orphan', state);
    if (detail === null || state === 'held') continue;
    const finding = { duty, severity, state, detail, at: account.span } as const;
    const whose = {
      file: plan.source.name,
      account: account.value,
      name: name?.value ?? null,
      owner: owner?.value ?? null,
    };
    orphans.push({ ...whose, finding });
  }
  const problems = problemsOfOthers(shelf, whereIs, isListed);
  for (const _ of problems) tallies.countDuty('plan', 'broken');
  return { files: shelf.all.length, orphans: orphans.sort(byFile), problems: problems.flat() };
}

// By file; what is wrong with the plan of a key account is told with that account.
function problemsOfOthers(
  shelf: PlanShelf,
  whereIs: (account: string) => Whereabouts,
  isListed: (owner: string | null) => boolean,
): (readonly Diagnostic[])[] {
  const own = shelf.all.filter(({ plan }) => plan.kind === 'key' && whereIs(plan.account.value) === 'key');
  const told = new Set(own.map(({ plan }) => plan.source.name));
  for (const [account, file] of shelf.unread) if (whereIs(account) === 'key') told.add(file);
  const owners = new Map(shelf.all.map(({ plan }) => [plan.source.name, plan.owner?.value ?? null]));
  return [...problemsByFile(shelf)]
    .filter(([file]) => !told.has(file) && isListed(owners.get(file) ?? null))
    .map(([, problems]) => problems);
}

// Only account plans lose their customer by its category: sheets for the lost and for targets wait to be closed.
function orphanDetail(kind: PlanKind, where: Whereabouts, isWhole: boolean): Detail | null {
  if (where === 'absent') return isWhole ? { kind: 'orphan', category: null } : { kind: 'maybe-orphan' };
  if (kind !== 'key' || where === 'key' || where === 'undetermined') return null;
  return { kind: 'orphan', category: where };
}

function byFile(one: OrphanPlan, other: OrphanPlan): number {
  return compareText(one.file, other.file);
}
