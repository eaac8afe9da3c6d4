import { type Cuts, type LockedCuts, NO_CUTS } from '../condition/condition.ts';
import type { Criteria } from '../criteria/criteria.ts';
import { criteriaIn } from '../criteria/per-criteria.ts';
import { cohortDepth, type RankedCuts, type RankedValues } from '../facts/cohort.ts';
import { currencyOf, type FileCurrency } from '../fields/seen-currencies.ts';
import type { GroupTable } from '../group/group-table.ts';
import type { CustomerTable, RefuseRow, TableRecord } from '../table/table.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import { type BlockWorkers, type DecidedBlock, shareBlocks } from './block-pass.ts';
import { collectCompany, isToRank } from './company-cohorts.ts';
import { findDuplicateIds } from './duplicate-ids.ts';
import { collectGroupWarnings, emptyShares } from './group-warnings.ts';
import { watchOldDates } from './old-dates.ts';
import { type AllCuts, openPass, type Pass, type PassOptions, type RowFacts } from './pass.ts';
import { findRowProblems } from './row-problems.ts';
import { seeIds } from './seen-ids.ts';

/** How customers are read, where rows go that are not classified, and what locks hold. */
export interface SurveyOptions extends PassOptions {
  /** A row that is not classified: why, and the row. */
  readonly refuse: RefuseRow;
  /** Whether rows that are refused do not stand in the way. */
  readonly setsAside?: boolean;
  /** Cut points that are known already, from locks: nobody is ranked for them. */
  readonly locked?: ReadonlyMap<Criteria, LockedCuts>;
  /** Those who read parts of a large file meanwhile; they know no criteria beside, no groups and no book. */
  readonly workers?: BlockWorkers;
}

/** What is known of the customers once every row was read. */
export interface Survey {
  readonly table: CustomerTable;
  /** Customers that can be classified: rows, or groups of them. */
  readonly customers: number;
  /** The groups that rows were made; null where each row is a customer. */
  readonly grouped: GroupTable | null;
  /** The currency that amounts are in, as criteria or cells say; null where neither does. */
  readonly currency: FileCurrency | null;
  /** The cut points of the criteria that decide, then of those beside them. */
  readonly allCuts: AllCuts;
  readonly cuts: ReadonlyMap<Criteria, Cuts>;
  /** The cut points that were computed, with their groups; null where nobody was ranked. */
  readonly ranked: ReadonlyMap<Criteria, RankedCuts> | null;
  /** The lines of rows that are not classified. */
  readonly refused: ReadonlySet<number>;
  /** Whether each row that is not classified shows by itself why, and not by another with the same id. */
  readonly refusedAlone: boolean;
  /** Whether what the visitor saw is final: it saw cut points and every refusal in time. */
  readonly seen: boolean;
}

/**
 * Sees every row of the first pass that is not refused; `begin` comes first, with the cut points, `pause` after each
 * batch. What workers made of blocks comes as a whole, where they are to decide.
 */
export interface Visitor {
  begin(opening: Pick<Survey, 'table' | 'cuts' | 'allCuts' | 'ranked' | 'grouped'>): Promise<void>;
  see(record: TableRecord, row: RowFacts): void;
  join(block: DecidedBlock): Promise<void>;
  pause(): Promise<void>;
}

/**
 * Reads every row, so that all that is wrong is known before anything is decided, and finds the cut points. One pass is
 * enough for absolute criteria and for locked cut points; ranks need one more for each layer, suspected duplicates one more.
 * Groups of companies are made in the first pass, and what comes after it needs no other.
 * Null when the file as a whole cannot be read.
 */
export async function surveyCustomers(
  options: SurveyOptions,
  visitor: Visitor | null,
): Promise<Survey | null> {
  const { criteria, workers } = options;
  const companies = [criteria, ...(options.beside?.views ?? []).map((view) => view.criteria)];
  const units = companies.flatMap(criteriaIn);
  const locked = options.locked ?? new Map<Criteria, LockedCuts>();
  const toRank = units.filter((unit) => isToRank(unit, locked));
  const ranked = toRank.length > 0;
  const known = companies.map(
    (company) =>
      new Map<Criteria, Cuts>(criteriaIn(company).map((unit) => [unit, locked.get(unit) ?? NO_CUTS])),
  );
  const groupWarnings = collectGroupWarnings(criteriaIn(criteria), locked);
  const oldDates = watchOldDates(criteria, options.asOf);
  const refused = new Set<number>();
  const seenIds = seeIds();
  // Most criteria make no groups, and need not load what does.
  const making = criteria.group === null ? null : await import('./survey-groups.ts');
  const groups = making?.surveyGroups(options, criteria.group!) ?? null;
  // Who is decided on the way, before all was seen.
  const isDirect = !ranked && groups === null;
  let customers = 0;
  let rows = 0;
  let first: Pass | null = null;
  const refuse: RefuseRow = (problem, record) => {
    rows += 1;
    groups?.lose(record, first);
    options.refuse(problem, record);
  };

  first = await openPass(options, known, refuse, true);
  if (first === null) return null;
  const cohorts = collectAll(companies, locked);
  const problemsOf = findRowProblems(first, criteria, seenIds);
  if (isDirect)
    await visitor?.begin({
      table: first.table,
      cuts: known[0]!,
      allCuts: known,
      ranked: null,
      grouped: null,
    });
  const decides = isDirect && visitor !== null;
  // Groups are made of fields, and mostly they are what customers are ranked by.
  const computes = isDirect || criteriaIn(criteria).some(ranksComputed);
  const own = first;
  shareBlocks(workers, own, { isFirst: true, ranks: ranked, decides }, null, async (found, line) => {
    customers += found.customers;
    seenIds.join(found.first!.ids);
    oldDates.join(found.first!.days);
    own.seenCells?.join(found.first!.seen, line);
    if (found.values !== null) cohorts.join(found.values);
    if (found.decided !== null) await visitor!.join(found.decided);
  });
  for await (const batch of first.table.records) {
    first.expect(batch);
    for (const record of batch) {
      const row = computes ? first.take(record) : first.read(record);
      const problems = problemsOf(record, row);
      if (problems.length > 0) {
        for (const problem of problems) refuse(problem, record);
        refused.add(record.line);
        continue;
      }
      customers += 1;
      oldDates.see(row);
      if (groups !== null) {
        groups.add(row, record);
        continue;
      }
      groupWarnings.see(row);
      if (ranked) cohorts.add(first, row);
      else visitor?.see(record, row);
    }
    if (isDirect) await visitor?.pause();
  }
  if (customers + rows === 0 && !first.table.isCut) options.report(noCustomers(first.table.file));
  if (groups === null) groupWarnings.found(first.table.file).forEach(options.report);
  oldDates.found(first.table.file).forEach(options.report);
  const told = criteria.input.currency;
  first.seenCells?.findings(first.table.file, told).forEach(options.report);
  const currency = currencyOf(told, first.seenCells?.currencies ?? null);

  const before = refused.size;
  if (seenIds.hasSuspects()) {
    const second = await openPass(options, known, () => {}, false);
    if (second === null) return null;
    await findDuplicateIds(second, seenIds, criteria.idField, (problem, record) => {
      if (problem.severity === 'warning') return options.report(problem);
      options.refuse(problem, record);
      groups?.lose(record, first);
      if (!refused.has(record.line)) customers -= 1;
      refused.add(record.line);
    });
  }
  const grouped = groups === null ? null : await groups.settle(first);
  if (groups !== null && grouped === null) return null;
  const inner: SurveyOptions = grouped === null ? options : { ...options, grouped };
  if (grouped !== null) {
    customers = await seeGroups(inner, grouped, known, groupWarnings.see);
    groupWarnings.found(first.table.file).forEach(options.report);
    if (options.setsAside === true)
      await making!.refuseIncomplete(options, grouped, (line) => refused.has(line), options.refuse);
    for (const { line } of grouped.groups.incomplete.keys()) refused.add(line);
  }
  const refusedAlone = refused.size === before;
  const final = refusedAlone && grouped === null;
  const found = { table: first.table, refused, refusedAlone, currency, grouped };
  if (!ranked) return { ...found, customers, allCuts: known, cuts: known[0]!, ranked: null, seen: final };

  let collected = cohorts;
  let cuts = final ? cohorts.cuts() : known;
  const rounds = Math.max(0, ...toRank.map(cohortDepth)) + (final ? 0 : 1);
  for (let round = 0; round < rounds; round += 1) {
    const pass = await openPass(inner, cuts, () => {}, false);
    if (pass === null) return null;
    const ranks = round === 0 && !final ? null : collected.ranked();
    const collecting = collectAll(companies, locked);
    collected = collecting;
    if (refusedAlone) {
      const task = { isFirst: false, ranks: true, decides: false };
      shareBlocks(workers, pass, task, ranks, async ({ values }) => collecting.join(values!));
    }
    for await (const batch of pass.table.records) {
      pass.expect(batch);
      for (const record of batch) {
        if (!refused.has(record.line)) collected.add(pass, pass.take(record));
      }
    }
    cuts = collected.cuts();
  }
  const computed = collected.ranked();
  emptyShares(computed, locked).forEach(options.report);
  return { ...found, customers, allCuts: cuts, cuts: cuts[0]!, ranked: computed, seen: false };
}

function ranksComputed({ cohorts, computed }: Criteria): boolean {
  return cohorts.some(({ fact }) => computed.some((one) => one.fact.slot === fact.slot));
}

// Shows groups that are complete to those who watch customers; how many they are.
async function seeGroups(
  options: SurveyOptions,
  { groups }: GroupTable,
  cuts: AllCuts,
  see: (row: RowFacts) => void,
): Promise<number> {
  const pass = (await openPass(options, cuts, () => {}, false))!;
  const incomplete = new Set([...groups.incomplete.keys()].map(({ line }) => line));
  let customers = 0;
  for await (const batch of pass.table.records) {
    for (const record of batch) {
      if (incomplete.has(record.line)) continue;
      customers += 1;
      see(pass.take(record));
    }
  }
  return customers;
}

interface AllCohorts {
  add(pass: Pass, row: RowFacts): void;
  /** Adds customers whose values were collected elsewhere; there are no criteria beside then. */
  join(part: readonly RankedValues[]): void;
  cuts(): AllCuts;
  /** Those of the criteria that decide, as they were computed. */
  ranked(): Map<Criteria, RankedCuts>;
}

function collectAll(companies: readonly Criteria[], locked: ReadonlyMap<Criteria, LockedCuts>): AllCohorts {
  const collectors = companies.map((company) => collectCompany(company, locked));
  return {
    add(pass, row) {
      for (const [index, collector] of collectors.entries()) {
        const view = pass.views[index]!;
        if (index === 0) collector.add(row, view.company);
        else {
          const { criteria, classifier } = view.at(row.facts);
          // The row's own facts are there, until criteria beside them put theirs in their place.
          classifier.compute(row.facts);
          collector.add({ facts: row.facts, criteria }, view.company);
        }
      }
    },
    join: (part) => collectors[0]!.join(part),
    cuts: () => collectors.map((collector) => collector.cuts()),
    ranked: () => collectors[0]!.ranked(),
  };
}

function noCustomers(file: string): Diagnostic {
  return {
    code: 'no-customers',
    severity: 'error',
    message: { en: 'the file has a header and no customers', zh: '文件只有表头，没有客户' },
    help: { en: 'check the filter of the export', zh: '请检查导出时的筛选条件' },
    at: { kind: 'file', file },
  };
}
