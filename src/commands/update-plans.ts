import type { BookFolder } from '../book/files.ts';
import type { CategoryName } from '../criteria/criteria.ts';
import { InputError } from '../errors.ts';
import { type Day, formatDay } from '../fields/day.ts';
import { planLanguage } from '../output/plan/language.ts';
import { writePlan } from '../output/plan/write-plan.ts';
import type { PlanAction } from '../output/words/plan/words.ts';
import { decidePlan, type PlanStep } from '../plan/decide.ts';
import { planFileName } from '../plan/file-name.ts';
import { addNote } from '../plan/notes.ts';
import { addPart } from '../plan/parts.ts';
import { isOpen, isReasonKnown, type Plan, type PlanKind } from '../plan/plan.ts';
import { compileData, type PlanData } from '../plan/plan-data.ts';
import { refreshPlan } from '../plan/refresh.ts';
import { sumUp } from '../plan/totals.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import type { ClassifiedCustomer } from '../verdict/classify-table.ts';
import { knownFacts } from '../verdict/known-facts.ts';
import type { Classification } from './classification.ts';
import type { FindTemplate } from './plan-templates.ts';
import { type FiledPlan, PLANS, readPlans } from './read-plans.ts';

/** Which plans are wanted. */
export interface PlanWishes {
  readonly kind: PlanKind;
  /** For all that lack one, not only for those that are new. */
  readonly missing: boolean;
  /** Only these customers; null for all. */
  readonly ids: ReadonlySet<string> | null;
  /** Of new plans; one that is there keeps its own. */
  readonly language: 'en' | 'zh';
  readonly template: FindTemplate;
  /** From which day on a customer is what it is, as the book knows it; null where it does not. */
  readonly since: (id: string) => Day | null;
}

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

export interface PlanOutcome {
  readonly results: readonly PlanResult[];
  /** Customers of the kind that have no plan, since they are not new. */
  readonly lacking: readonly string[];
  /** Customers with a plan that is at work, whom the export does not have. */
  readonly absent: readonly string[];
  /** Undetermined customers with a plan. */
  readonly undetermined: readonly string[];
  /** Recapture sheets without the reason of the loss. */
  readonly waiting: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** Works out what becomes of the plans of a book; whoever asks writes the texts. */
export async function updatePlans(
  run: Classification,
  book: BookFolder,
  wishes: PlanWishes,
): Promise<PlanOutcome> {
  const plans = await readPlans(book);
  const totals = sumUp(run.criteria);
  for await (const customer of run.checked.classify()) totals.add(customer);
  const take = compileData({ ...run, cuts: run.checked.cuts, totals });
  const diagnostics: Diagnostic[] = [...plans.diagnostics];
  const results: PlanResult[] = [];
  const [lacking, undetermined]: [string[], string[]] = [[], []];
  const seen = new Set<string>();
  const { kind, ids } = wishes;
  let waiting = 0;
  for await (const customer of run.checked.classify()) {
    const id = customer.facts.texts[run.criteria.idField.slot]!;
    seen.add(id);
    if (plans.unread.has(id) || (ids !== null && !ids.has(id))) continue;
    const filed = plans.find(kind, id);
    const { verdict, previous } = customer;
    const step = decidePlan(verdict, previous, filed?.plan ?? null, {
      ...wishes,
      missing: wishes.missing || ids !== null,
    });
    if (step === 'lacks') lacking.push(id);
    if (verdict.kind === 'undetermined' && filed !== null && isOpen(filed.plan)) undetermined.push(id);
    if (step === 'lacks' || step === 'none') continue;
    const data = take(customer, filed?.plan ?? null, wishes.since(id) ?? run.asOf);
    const result = filed === null ? newPlan(data, wishes) : carryOn(step, data, filed, wishes);
    if (filed === null && plans.isTaken(result.file)) {
      diagnostics.push(takenName(book.nameOf(result.file), id));
      continue;
    }
    if (kind === 'lost' && step !== 'close' && !isReasonKnown(data.plan)) waiting += 1;
    diagnostics.push(...result.diagnostics);
    results.push({ ...described(customer, data), ...result });
  }
  const absent = plans.all
    .filter(({ plan }) => plan.kind === kind && isOpen(plan) && !seen.has(plan.account.value))
    .map(({ plan }) => plan.account.value);
  return {
    results: results.sort(byActionAndId),
    lacking: lacking.sort(),
    absent: ids === null ? absent.sort() : [],
    undetermined: undetermined.sort(),
    waiting,
    diagnostics,
  };
}

type Written = Pick<PlanResult, 'action' | 'file' | 'text'> & { readonly diagnostics: readonly Diagnostic[] };

function newPlan(data: PlanData, wishes: PlanWishes): Written {
  const { id, name } = data.explanation;
  const file = `${PLANS}/${planFileName(id, name, wishes.kind)}`;
  return { action: 'written', file, text: freshText(data, wishes.language, wishes), diagnostics: [] };
}

function carryOn(step: PlanStep, data: PlanData, { file, plan }: FiledPlan, wishes: PlanWishes): Written {
  const language = plan.language ?? wishes.language;
  const { source } = plan;
  if (step === 'close')
    return {
      action: 'closed',
      file,
      text: noted(source.text, 'closed', data, plan, language),
      diagnostics: [],
    };
  const fresh = freshText(data, language, wishes);
  const { text: whole, added } = addPart(source.text, fresh);
  const { text, diagnostics } = refreshPlan({ ...source, text: whole }, fresh);
  if (step === 'reopen')
    return { action: 'reopened', file, text: noted(text, 'reopened', data, plan, language), diagnostics };
  if (text === source.text) return { action: 'unchanged', file, text: null, diagnostics };
  return { action: added ? 'extended' : 'refreshed', file, text, diagnostics };
}

function freshText(data: PlanData, language: 'en' | 'zh', { template }: PlanWishes): string {
  const { value, diagnostics } = writePlan(template(language), data, planLanguage(language));
  if (value === null) throw new InputError(diagnostics);
  return value;
}

function noted(
  text: string,
  kind: 'closed' | 'reopened',
  { verdict, asOf }: PlanData,
  plan: Plan,
  language: 'en' | 'zh',
): string {
  const { words, plan: own } = planLanguage(language);
  const now = verdict.kind === 'decided' ? words.categories[verdict.category] : words.undetermined;
  return addNote(text, kind, asOf, own.note(kind, plan.kind, formatDay(asOf), now));
}

function described({ verdict, criteria, facts }: ClassifiedCustomer, { explanation }: PlanData) {
  const { name } = knownFacts(criteria);
  return {
    id: explanation.id,
    name: name === null ? null : (facts.texts[name.slot] ?? null),
    category: verdict.kind === 'decided' ? verdict.category : null,
  };
}

const ORDER: readonly PlanAction[] = ['written', 'extended', 'reopened', 'closed', 'refreshed', 'unchanged'];

function byActionAndId(one: PlanResult, other: PlanResult): number {
  const order = ORDER.indexOf(one.action) - ORDER.indexOf(other.action);
  return order === 0 ? (one.id < other.id ? -1 : 1) : order;
}

function takenName(file: string, id: string): Diagnostic {
  return {
    code: 'two-plans',
    severity: 'error',
    message: `the plan of "${id}" would take this name, but the file is no plan of that customer`,
    help: 'rename the file, or see to it that its front matter names the account',
    at: { kind: 'file', file },
  };
}
