import type { Cuts } from '../condition/condition.ts';
import type { CategoryName, Criteria } from '../criteria/criteria.ts';
import type { RankedCuts } from '../facts/cohort.ts';
import { type Facts, factText } from '../fields/facts.ts';
import type { FileCurrency } from '../fields/seen-currencies.ts';
import type { CompanyGroup } from '../group/find-heads.ts';
import type { GroupTable } from '../group/group-table.ts';
import type { CustomerTable, TableRecord } from '../table/table.ts';
import { type DecidedBlock, shareBlocks } from './block-pass.ts';
import { type Classifier, NONE_APPLIES } from './classify.ts';
import { type Override, overrideVerdict } from './override.ts';
import { type AllCuts, openPass, type Pass, type RowFacts } from './pass.ts';
import { openSites, type Site, type SiteOfGroup } from './sites.ts';
import { type Survey, type SurveyOptions, surveyCustomers } from './survey.ts';
import type { Verdict } from './verdict.ts';

/**
 * One customer with its verdict. `facts` and `record` hold this customer only until the next one; given to a taker, so does
 * all of it.
 */
export interface ClassifiedCustomer {
  readonly record: TableRecord;
  readonly facts: Facts;
  /** What counts: the override where there is one, else what the criteria say. */
  readonly verdict: Verdict;
  /** What the criteria say. */
  readonly computed: Verdict;
  readonly override: Override | null;
  /** The category in the book. */
  readonly previous: CategoryName | null;
  /** The criteria that decided: the company's, or those of the customer's business unit. */
  readonly criteria: Criteria;
  /** What decided: it can be asked again with other facts. */
  readonly classifier: Classifier;
  /** The group of companies that it is; null where each row is a customer. */
  readonly group: CompanyGroup | null;
}

/** What verdicts are given by: a survey's options, and what is known of a customer beside the file. */
export interface ClassifyOptions extends SurveyOptions {
  /** A customer's category in the book, by id; without a book nobody has one. */
  readonly previous?: (id: string) => CategoryName | null;
  /** The override that holds for a customer on the as-of date. */
  readonly override?: (id: string) => Override | null;
  /** Who decides on a customer in the place of the criteria that it is under. */
  readonly decide?: (facts: Facts, criteria: Criteria) => Verdict;
}

/** What is known before the first verdict: cut points and ranks, whether criteria are absolute, relative or locked. */
export interface Opening {
  readonly table: CustomerTable;
  /** The cut points of the company's criteria and of each unit's. */
  readonly cuts: ReadonlyMap<Criteria, Cuts>;
  /** The same with their groups, where customers were ranked; null with a lock, and with nothing to rank. */
  readonly ranked: ReadonlyMap<Criteria, RankedCuts> | null;
  /** The same, and then the cut points of the criteria beside them. */
  readonly allCuts: AllCuts;
  /** The groups of companies that are the customers; null where each row is one. */
  readonly grouped: GroupTable | null;
}

/** A customer file that was read; `customers` is how many of them get a verdict. */
export interface ClassifiedTable extends Opening {
  readonly customers: number;
  /** The currency that amounts are in, as criteria or cells say; null where neither does. */
  readonly currency: FileCurrency | null;
}

/** Customers of whom it is known which rows cannot be read, before the first verdict is given. */
export interface CheckedCustomers extends ClassifiedTable {
  /** Every customer that can be read, in the order of the file; with `lines` those that stand in one of these. */
  classify(lines?: LinesOf): AsyncIterable<ClassifiedCustomer>;
  /** Every row of these customers, in the order of the file. */
  sites(): AsyncIterable<SiteOfGroup<CompanyGroup | null>>;
  /** The same with the customer that each row is or belongs to. */
  rows(): AsyncIterable<CustomerOfRow>;
}

/** Some lines of a file. */
export type LinesOf = Pick<ReadonlySet<number>, 'has'>;

/** A row with the customer that it is or belongs to; both hold it only until the next one. */
export interface CustomerOfRow {
  readonly site: Site;
  readonly customer: ClassifiedCustomer;
}

/** Takes customers as they come. */
export interface Taker {
  readonly take: (customer: ClassifiedCustomer) => void;
  /** Each row, with the customer that it is or belongs to; of groups, when all customers were taken. */
  readonly site?: (site: Site, customer: ClassifiedCustomer) => void;
  /** Customers that workers classified, where there are any. */
  readonly join?: (block: DecidedBlock) => Promise<void>;
  /** Between batches: the time to write what has come. */
  readonly pause?: () => Promise<void>;
}

/** What a taker holds in the end, and the customers, to be gone through again. */
export interface Taken<T> {
  readonly taken: T;
  readonly customers: CheckedCustomers;
}

/**
 * Gives every customer with its verdict to a taker, in as few passes over the file as can be: one for absolute criteria.
 * `begin` makes the taker; when it is called a second time, what the first one took is void. What was taken counts
 * only when nothing was refused or the caller sets refused rows aside. Null when the file as a whole cannot be read.
 */
export async function classifyTable<T extends Taker>(
  options: ClassifyOptions,
  begin: (opening: Opening) => T | Promise<T>,
): Promise<Taken<T> | null> {
  let taker: T | null = null;
  const start = async (opening: Opening): Promise<void> => {
    taker = await begin(opening);
  };
  const classify = rowClassifier(options);
  const give = (record: TableRecord, row: RowFacts): void => {
    const customer = classify(record, row);
    taker!.take(customer);
    taker!.site?.(customer, customer);
  };
  const pause = async (): Promise<void> => taker!.pause?.();
  const join = async (block: DecidedBlock): Promise<void> => taker!.join!(block);
  const survey = await surveyCustomers(options, { begin: start, see: give, join, pause });
  if (survey === null) return null;
  const customers = checked(options, survey);
  if (survey.seen) return { taken: taker!, customers };
  if (survey.grouped !== null) {
    await start(survey);
    return (await giveGroups(options, survey, survey.grouped, taker!)) ? { taken: taker!, customers } : null;
  }
  const pass = await openPass(options, survey.allCuts, () => {}, false);
  if (pass === null) return null;
  await start({ ...survey, table: pass.table });
  if (survey.refusedAlone) {
    const task = { isFirst: false, ranks: false, decides: true };
    shareBlocks(options.workers, pass, task, survey.ranked, ({ decided }) => join(decided!));
  }
  for await (const batch of pass.table.records) {
    pass.expect(batch);
    for (const record of batch) {
      if (!survey.refused.has(record.line)) give(record, pass.take(record));
    }
    await pause();
  }
  return { taken: taker!, customers };
}

/** Reads every row first; the verdicts are given in a pass of their own, as often as they are asked for. */
export async function checkCustomers(options: ClassifyOptions): Promise<CheckedCustomers | null> {
  const survey = await surveyCustomers(options, null);
  return survey === null ? null : checked(options, survey);
}

function checked(options: ClassifyOptions, survey: Survey): CheckedCustomers {
  const { grouped } = survey;
  return {
    ...survey,
    classify: (lines) => classifyAll(options, survey, lines),
    sites: () => (grouped === null ? classifyAll(options, survey) : sitesOf(options, survey, grouped)),
    rows: () => rowsOf(options, survey),
  };
}

async function* rowsOf(options: ClassifyOptions, survey: Survey): AsyncGenerator<CustomerOfRow> {
  const { grouped } = survey;
  if (grouped === null) {
    for await (const customer of classifyAll(options, survey)) yield { site: customer, customer };
    return;
  }
  const pass = await openPass({ ...options, grouped }, survey.allCuts, () => {}, false);
  if (pass !== null) yield* rowsOfGroups(options, survey, grouped, pass);
}

async function* rowsOfGroups(
  options: ClassifyOptions,
  survey: Survey,
  grouped: GroupTable,
  pass: Pass,
): AsyncGenerator<CustomerOfRow> {
  for await (const site of sitesOf(options, survey, grouped)) {
    const record = grouped.record(site.group);
    yield { site, customer: classifyRow(record, pass.take(record), options, grouped) };
  }
}

async function* classifyAll(
  options: ClassifyOptions,
  survey: Survey,
  lines?: LinesOf,
): AsyncGenerator<ClassifiedCustomer> {
  const { grouped } = survey;
  const pass = await openPass({ ...options, grouped }, survey.allCuts, () => {}, false);
  if (pass === null) return;
  for await (const batch of pass.table.records) {
    if (lines === undefined) pass.expect(batch);
    for (const record of batch) {
      if (lines?.has(record.line) === false || survey.refused.has(record.line)) continue;
      yield classifyRow(record, pass.take(record), options, grouped);
    }
  }
}

// All groups, and then the rows that they are made of, as they stand in the file; false when it cannot be read.
async function giveGroups(
  options: ClassifyOptions,
  survey: Survey,
  grouped: GroupTable,
  { take, site, pause = async () => {} }: Taker,
): Promise<boolean> {
  const pass = await openPass({ ...options, grouped }, survey.allCuts, () => {}, false);
  if (pass === null) return false;
  for await (const batch of pass.table.records) {
    for (const record of batch)
      if (!survey.refused.has(record.line)) take(classifyRow(record, pass.take(record), options, grouped));
    await pause();
  }
  if (site === undefined) return true;
  let rows = 0;
  for await (const row of rowsOfGroups(options, survey, grouped, pass)) {
    site(row.site, row.customer);
    rows += 1;
    if (rows % ROWS_BETWEEN === 0) await pause();
  }
  return true;
}

const ROWS_BETWEEN = 1024;

async function* sitesOf(
  options: ClassifyOptions,
  { refused }: Survey,
  { groups }: GroupTable,
): AsyncGenerator<SiteOfGroup> {
  for await (const site of openSites(options, groups)) {
    if (!refused.has(site.record.line) && !groups.incomplete.has(site.group)) yield site;
  }
}

/** What verdicts on single rows are given by. */
type RowOptions = Pick<ClassifyOptions, 'previous' | 'override' | 'decide'>;

/** Opens the classification of rows by their facts; the result is reused for the next one. */
export function rowClassifier(
  options: RowOptions,
): (record: TableRecord, row: RowFacts) => ClassifiedCustomer {
  let customer: Filled | null = null;
  return (record, row) => {
    if (customer === null) customer = classifyRow(record, row, options);
    else fill(customer, record, row, options);
    return customer;
  };
}

/** Classifies a row by its facts. */
function classifyRow(
  record: TableRecord,
  row: RowFacts,
  options: RowOptions,
  grouped: GroupTable | null = null,
): ClassifiedCustomer {
  const { facts, criteria, classifier } = row;
  const group = grouped === null ? null : grouped.at(record.line);
  const customer: Filled = {
    record,
    facts,
    verdict: NONE_APPLIES,
    computed: NONE_APPLIES,
    override: null,
    previous: null,
    criteria,
    classifier,
    group,
  };
  fill(customer, record, row, options);
  return customer;
}

type Filled = { -readonly [Name in keyof ClassifiedCustomer]: ClassifiedCustomer[Name] };

function fill(customer: Filled, record: TableRecord, row: RowFacts, options: RowOptions): void {
  const { facts, criteria, classifier } = row;
  // Without a book nobody asks who it is.
  const id = options.previous || options.override ? factText(facts, criteria.idField.slot)! : '';
  const previous = options.previous?.(id) ?? null;
  const override = options.override?.(id) ?? null;
  const computed = options.decide?.(facts, criteria) ?? classifier.classify(facts, previous);
  customer.record = record;
  customer.facts = facts;
  customer.verdict = override === null ? computed : overrideVerdict(override);
  customer.computed = computed;
  customer.override = override;
  customer.previous = previous;
  customer.criteria = criteria;
  customer.classifier = classifier;
}
