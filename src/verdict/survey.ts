import type { Cuts, LockedCuts } from '../condition/condition.ts';
import type { Criteria } from '../criteria/criteria.ts';
import { leaveOutBlankLine, leaveOutTest } from '../criteria/input.ts';
import { looksLikeNoCustomer } from '../criteria/no-customer.ts';
import {
  type CohortCollector,
  cohortDepth,
  collectCohorts,
  layLocked,
  NO_CUTS,
  type RankedCuts,
} from '../facts/cohort.ts';
import { type Facts, factText } from '../fields/facts.ts';
import { currencyOf, type FileCurrency } from '../fields/seen-currencies.ts';
import type { GroupTable } from '../group/group-table.ts';
import { isNoLabel, rowLabelOf } from '../table/row-label.ts';
import type { CustomerTable, RefuseRow, TableRecord } from '../table/table.ts';
import type { Diagnostic, Place } from '../text/diagnostic.ts';
import { createIdHashes, findDuplicateIds } from './duplicate-ids.ts';
import { collectGroupWarnings, emptyShares } from './group-warnings.ts';
import { watchOldDates } from './old-dates.ts';
import { type AllCuts, openPass, type Pass, type PassOptions, type RowFacts } from './pass.ts';
import { criteriaIn } from './view.ts';

/** How customers are read, where rows go that are not classified, and what locks hold. */
export interface SurveyOptions extends PassOptions {
  /** A row that is not classified: why, and the row. */
  readonly refuse: RefuseRow;
  /** Whether rows that are refused do not stand in the way. */
  readonly setsAside?: boolean;
  /** Cut points that are known already, from locks: nobody is ranked for them. */
  readonly locked?: ReadonlyMap<Criteria, LockedCuts>;
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
  /** Whether what the visitor saw is final: it saw cut points and every refusal in time. */
  readonly seen: boolean;
}

/** Sees every row of the first pass that is not refused; `begin` comes first, with the cut points, `pause` after each batch. */
export interface Visitor {
  begin(opening: Pick<Survey, 'table' | 'cuts' | 'allCuts' | 'ranked' | 'grouped'>): Promise<void>;
  see(record: TableRecord, row: RowFacts): void;
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
  const { criteria } = options;
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
  const hashes = createIdHashes();
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
  const isKept = leaveOutTest(criteria.input.keep, first.table.header.cells) ?? (() => false);
  const idSlot = criteria.idField.slot;
  const idColumn = first.columns[idSlot]!;
  const seeId = (record: TableRecord, facts: Facts, pass: Pass): readonly Diagnostic[] => {
    const isBytes = facts.texts[idSlot] === undefined;
    if (isBytes) {
      const { source } = record;
      const start = record.cellStart(idColumn);
      hashes.addBytes(source, start, record.cellEnd(idColumn));
      if (isNoLabel(source[start]!, source[start + 1]!)) return NONE;
    }
    const id = factText(facts, idSlot);
    if (id === null) return withoutId(record, pass, criteria);
    if (!isBytes) hashes.add(id);
    const label = rowLabelOf(id);
    return label === null || isKept(record)
      ? NONE
      : [looksLikeNoCustomer(label, id, criteria.idField, placeOf(record, pass))];
  };
  if (isDirect)
    await visitor?.begin({
      table: first.table,
      cuts: known[0]!,
      allCuts: known,
      ranked: null,
      grouped: null,
    });
  for await (const batch of first.table.records) {
    for (const record of batch) {
      const row = first.take(record);
      const idProblems = seeId(record, row.facts, first);
      const problems = idProblems.length === 0 ? row.problems : [...row.problems, ...idProblems];
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
  const own = criteria.input.currency;
  first.seenCells?.findings(first.table.file, own).forEach(options.report);
  const currency = currencyOf(own, first.seenCells?.currencies ?? null);

  const before = refused.size;
  if (hashes.hasSuspects) {
    const second = await openPass(options, known, () => {}, false);
    if (second === null) return null;
    await findDuplicateIds(second, hashes, criteria.idField, (problem, record) => {
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
  const final = refused.size === before && grouped === null;
  const found = { table: first.table, refused, currency, grouped };
  if (!ranked) return { ...found, customers, allCuts: known, cuts: known[0]!, ranked: null, seen: final };

  let collected = cohorts;
  let cuts = final ? cohorts.cuts() : known;
  const rounds = Math.max(0, ...toRank.map(cohortDepth)) + (final ? 0 : 1);
  for (let round = 0; round < rounds; round += 1) {
    const pass = await openPass(inner, cuts, () => {}, false);
    if (pass === null) return null;
    collected = collectAll(companies, locked);
    for await (const batch of pass.table.records) {
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

const NONE: readonly Diagnostic[] = [];

// Whether some cut point is not known yet.
function isToRank(unit: Criteria, locked: ReadonlyMap<Criteria, LockedCuts>): boolean {
  return unit.cohorts.some((_, index) => locked.get(unit)?.has(index) !== true);
}

interface AllCohorts {
  add(pass: Pass, row: RowFacts): void;
  cuts(): AllCuts;
  /** Those of the criteria that decide, as they were computed. */
  ranked(): Map<Criteria, RankedCuts>;
}

function collectAll(companies: readonly Criteria[], locked: ReadonlyMap<Criteria, LockedCuts>): AllCohorts {
  const collectors = companies.map(
    (company) =>
      new Map<Criteria, CohortCollector>(
        criteriaIn(company).map((unit) => [unit, collectCohorts(isToRank(unit, locked) ? unit.cohorts : [])]),
      ),
  );
  return {
    add(pass, { facts, criteria: own, classifier }) {
      for (const [index, company] of companies.entries()) {
        const at = index === 0 ? { criteria: own, classifier } : pass.views[index]!.at(facts);
        const collector = collectors[index]!;
        // The row's own facts are there, until criteria beside them have put theirs in their place.
        if (index > 0) at.classifier.compute(facts);
        collector.get(at.criteria)!.add(facts);
        if (at.criteria === company || company.cohorts.length === 0) continue;
        // A unit's customer is ranked among the company's customers too, by the company's facts.
        pass.views[index]!.company.compute(facts);
        collector.get(company)!.add(facts);
      }
    },
    cuts: () =>
      collectors.map(
        (collector) =>
          new Map([...collector].map(([unit, own]) => [unit, layLocked(own.cuts(), locked.get(unit))])),
      ),
    ranked: () => new Map([...collectors[0]!].map(([unit, own]) => [unit, own.cuts()])),
  };
}

// A cell that is no id was named already.
function withoutId(record: TableRecord, pass: Pass, criteria: Criteria): Diagnostic[] {
  if (record.cell(pass.columns[criteria.idField.slot]!).trim() !== '') return [];
  return [
    {
      code: 'missing-id',
      severity: 'error',
      message: {
        en: `the row has no "${criteria.idField.name}"`,
        zh: `这一行没有“${criteria.idField.name}”`,
      },
      help: {
        en: `rows without an id are left out with, in the criteria: ${leaveOutBlankLine(criteria.idField.name)}`,
        zh: `要剔除没有编号的行，请在标准文件中写：${leaveOutBlankLine(criteria.idField.name)}`,
      },
      at: placeOf(record, pass),
    },
  ];
}

function placeOf({ line }: TableRecord, { table: { file } }: Pass): Place {
  return { kind: 'cell', file, line, column: null };
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
