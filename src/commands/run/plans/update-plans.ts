import type { BookFolder } from '../../../book/files.ts';
import type { Criteria } from '../../../criteria/criteria.ts';
import { InputError } from '../../../errors.ts';
import { type Day, formatDay } from '../../../fields/day.ts';
import { nearest } from '../../../fields/exact-number.ts';
import { factText } from '../../../fields/facts.ts';
import { rowsOf } from '../../../group/group-table.ts';
import { monthsTogether } from '../../../lines/add-together.ts';
import type { Language } from '../../../output/language.ts';
import { wordsFor } from '../../../output/words.ts';
import type { CompanyTotals } from '../../../plan/company-totals.ts';
import { planFileName } from '../../../plan/file-name.ts';
import { addNote, addPart, refreshPlan } from '../../../plan/generated.ts';
import {
  decidePlan,
  type PlanOutcome,
  type PlanResult,
  type PlanStep,
  sortResults,
} from '../../../plan/outcome.ts';
import { isOpen, isReasonKnown, type Plan, type PlanKind } from '../../../plan/plan.ts';
import { compileData, type PlanData, type PlanSite, unknownTargets } from '../../../plan/plan-data.ts';
import { categoryName } from '../../../say/category.ts';
import type { Diagnostic } from '../../../text/diagnostic.ts';
import type { CheckedCustomers, ClassifiedCustomer } from '../../../verdict/classify-table.ts';
import { gatherSites } from '../../../verdict/group-sites.ts';
import { knownFacts } from '../../../verdict/known-facts.ts';
import { categoryOf, standingOf } from '../../../verdict/verdict.ts';
import type { Run } from '../open-run.ts';
import type { FindTemplate } from './plan-templates.ts';
import { type BookPlans, type FiledPlan, PLANS, readPlans } from './read-plans.ts';
import { planTextWords } from './words.ts';
import { writePlan } from './write-plan.ts';

/** Which plans are wanted. */
export interface PlanWishes {
  readonly kind: PlanKind;
  /** For all that lack one, not only for those that are new. */
  readonly missing: boolean;
  /** Only these customers; null for all. */
  readonly ids: ReadonlySet<string> | null;
  /** Of new plans; one that is there keeps its own. */
  readonly language: Language;
  readonly template: FindTemplate;
  /** From which day on a customer has been of the kind, as the book knows it; null where it does not. `stated`: by its plan. */
  readonly since: (id: string, stated: Day | null) => Day | null;
  /** Whether a customer that is not in the export has left, as far as the book knows: half an export is not enough. */
  readonly isGone: (id: string) => boolean;
}

/** Customers that were gone through once, and what they come to. */
export interface SeenCustomers {
  readonly customers: CheckedCustomers;
  readonly totals: CompanyTotals;
}

/** Works out what becomes of the plans of a book; whoever asks writes the texts. */
export async function updatePlans(
  { criteria, asOf, lines }: Pick<Run, 'criteria' | 'asOf' | 'lines'>,
  { customers, totals }: SeenCustomers,
  book: BookFolder,
  wishes: PlanWishes,
): Promise<PlanOutcome> {
  const plans = await readPlans(book);
  const rows = rowsOf(customers.grouped);
  const monthsOf = (id: string) => monthsTogether(lines?.totals() ?? [], rows(id));
  const take = compileData({ criteria, asOf, cuts: customers.cuts, totals, monthsOf });
  const gathered = startGathering(plans);
  const { name } = knownFacts(criteria);
  const sitesOf = await gatherPlanSites(criteria, customers, wishes.kind);
  for await (const customer of customers.classify()) {
    const id = factText(customer.facts, criteria.idField.slot)!;
    gathered.seen.add(id);
    if (plans.unread.has(id) || wishes.ids?.has(id) === false) continue;
    const filed = plans.find(wishes.kind, id);
    const step = stepFor(customer, filed, wishes);
    if (step === 'lacks') {
      const file = fileOf(id, name === null ? null : factText(customer.facts, name.slot), wishes.kind);
      // Most likely its plan, which cannot be read: another one would not be written.
      if (plans.has(file)) gathered.diagnostics.push(takenName(book.nameOf(file), id));
      else gathered.lacking.push(id);
    }
    if (step === 'lacks' || step === 'none') {
      const waits = customer.verdict.kind === 'undetermined' && filed !== null && isOpen(filed.plan);
      if (waits) gathered.undetermined.push(id);
      continue;
    }
    const plan = filed?.plan ?? null;
    const since = wishes.since(id, plan?.since?.value ?? null) ?? asOf;
    const data = take(customer, plan, since, sitesOf(id));
    const found = filed === null ? newPlan(data, wishes) : carryOn(step, data, filed, wishes);
    if (filed === null && !plans.take(found.file)) {
      gathered.diagnostics.push(takenName(book.nameOf(found.file), id));
      continue;
    }
    if (wishes.kind === 'lost' && step !== 'close' && !isReasonKnown(data.plan)) gathered.waiting.push(id);
    gathered.diagnostics.push(...unknownTargets(data), ...found.diagnostics);
    gathered.results.push(resultOf(found, data));
  }
  const groupOf = (id: string): string | null => customers.grouped?.groups.groupOf(id)?.id ?? null;
  if (wishes.ids === null) closeAbsent(gathered, plans, asOf, groupOf, wishes);
  return planOutcome(gathered);
}

// The sites of groups that may have a plan of the kind.
async function gatherPlanSites(
  criteria: Criteria,
  customers: CheckedCustomers,
  kind: PlanKind,
): Promise<(id: string) => readonly PlanSite[]> {
  if (customers.grouped === null) return () => [];
  const wanted = new Set<string>();
  for await (const { verdict, facts } of customers.classify())
    if (categoryOf(verdict) === kind) wanted.add(factText(facts, criteria.idField.slot)!);
  const amounts = criteria.fields.filter(({ name }) => name === 'revenue' || name === 'gross_profit');
  const sites = gatherSites(criteria, amounts, (id) => wanted.has(id));
  for await (const site of customers.sites()) sites.take(site, site.group!);
  const at = (name: string): number => amounts.findIndex((field) => field.name === name);
  const [revenue, profit] = [at('revenue'), at('gross_profit')];
  return (id) =>
    (sites.of(id)?.sites ?? []).map((site) => ({
      id: site.id,
      name: site.name,
      revenue: nearest(site.values[revenue] ?? null),
      profit: nearest(site.values[profit] ?? null),
    }));
}

interface Gathered {
  readonly seen: Set<string>;
  readonly results: PlanResult[];
  readonly lacking: string[];
  readonly absent: string[];
  readonly undetermined: string[];
  readonly waiting: string[];
  readonly diagnostics: Diagnostic[];
}

function startGathering({ diagnostics }: BookPlans): Gathered {
  return {
    seen: new Set(),
    results: [],
    lacking: [],
    absent: [],
    undetermined: [],
    waiting: [],
    diagnostics: [...diagnostics],
  };
}

// The plans of customers that the export does not have.
function closeAbsent(
  gathered: Gathered,
  { all }: BookPlans,
  asOf: Day,
  groupOf: (id: string) => string | null,
  wishes: PlanWishes,
): void {
  for (const { file, plan } of all) {
    const { kind, account, source, language, name } = plan;
    const id = account.value;
    if (kind !== wishes.kind || !isOpen(plan) || gathered.seen.has(id)) continue;
    if (!wishes.isGone(id)) {
      gathered.absent.push(id);
      continue;
    }
    const own = planTextWords(language ?? wishes.language);
    const group = groupOf(id);
    const now = group === null ? own.gone : own.inGroup(group);
    const text = addNote(source.text, 'closed', asOf, own.note('closed', kind, formatDay(asOf), now));
    gathered.results.push({ id, name: name?.value ?? null, category: null, action: 'closed', file, text });
  }
}

function planOutcome({
  results,
  lacking,
  absent,
  undetermined,
  waiting,
  diagnostics,
}: Gathered): PlanOutcome {
  return {
    results: sortResults(results),
    lacking: lacking.sort(),
    absent: absent.sort(),
    undetermined: undetermined.sort(),
    waiting: waiting.sort(),
    diagnostics,
  };
}

// Who is named is wanted, new or not.
function stepFor(
  { verdict, previous }: ClassifiedCustomer,
  filed: FiledPlan | null,
  { kind, missing, ids }: PlanWishes,
): PlanStep {
  return decidePlan(verdict, previous, filed?.plan ?? null, { kind, missing: missing || ids !== null });
}

type Found = Pick<PlanResult, 'action' | 'file' | 'text'> & { readonly diagnostics: readonly Diagnostic[] };

function newPlan(data: PlanData, wishes: PlanWishes): Found {
  const { id, name } = data.explanation;
  const file = fileOf(id, name, wishes.kind);
  return { action: 'written', file, text: freshText(data, wishes.language, wishes), diagnostics: [] };
}

function fileOf(id: string, name: string | null, kind: PlanKind): string {
  return `${PLANS}/${planFileName(id, name, kind)}`;
}

function carryOn(step: PlanStep, data: PlanData, { file, plan }: FiledPlan, wishes: PlanWishes): Found {
  const language = plan.language ?? wishes.language;
  const { source } = plan;
  const noted = (text: string, kind: 'closed' | 'reopened'): string =>
    withNote(text, kind, data, plan, language);
  if (step === 'close')
    return { action: 'closed', file, text: noted(source.text, 'closed'), diagnostics: [] };
  const fresh = freshText(data, language, wishes);
  const { text: whole, added } = addPart(source.text, fresh);
  const { text, diagnostics } = refreshPlan({ ...source, text: whole }, fresh);
  if (step === 'reopen') return { action: 'reopened', file, text: noted(text, 'reopened'), diagnostics };
  if (text === source.text) return { action: 'unchanged', file, text: null, diagnostics };
  return { action: added ? 'extended' : 'refreshed', file, text, diagnostics };
}

function freshText(data: PlanData, language: Language, { template }: PlanWishes): string {
  const { value, diagnostics } = writePlan(template(language), data, language);
  if (value === null) throw new InputError(diagnostics);
  return value;
}

function withNote(
  text: string,
  kind: 'closed' | 'reopened',
  { verdict, asOf }: PlanData,
  plan: Plan,
  language: Language,
): string {
  const own = planTextWords(language);
  const now = own.now(categoryName(standingOf(verdict), wordsFor(language)));
  return addNote(text, kind, asOf, own.note(kind, plan.kind, formatDay(asOf), now));
}

function resultOf({ action, file, text }: Found, { explanation, verdict }: PlanData): PlanResult {
  const category = categoryOf(verdict);
  return { id: explanation.id, name: explanation.name, category, action, file, text };
}

function takenName(file: string, id: string): Diagnostic {
  return {
    code: 'two-plans',
    severity: 'error',
    message: {
      en: `the plan of "${id}" would take this name, but the file cannot be read as its plan`,
      zh: `“${id}”的计划要用这个文件名，但该文件无法作为该客户的计划读取`,
    },
    help: {
      en: 'mend the file, so that its front matter names the account; rename it where it is something else',
      zh: '请修改该文件，使其信息头写有该客户编号；若是其他内容，请给该文件改名',
    },
    at: { kind: 'file', file },
  };
}
