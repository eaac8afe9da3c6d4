import type { Cuts } from '../condition/condition.ts';
import type { Criteria } from '../criteria/criteria.ts';
import { type CohortCollector, collectCohorts, NO_CUTS, type RankedCuts } from '../facts/cohort.ts';
import { cohortDepth } from '../facts/cohort-depth.ts';
import type { Facts } from '../fields/facts.ts';
import type { RefuseRow, Table, TableRecord } from '../table/table.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import { findTwins } from './find-twins.ts';
import { createIdHashes } from './id-hashes.ts';
import { type Look, type LookedAt, type LookOptions, openLook } from './look.ts';
import { watchGroups } from './watch-groups.ts';

export interface SurveyOptions extends LookOptions {
  /** A row that is not classified: why, and the row. */
  readonly refuse: RefuseRow;
  /** Cut points that are known already, from a lock: nobody is ranked then. */
  readonly locked?: ReadonlyMap<Criteria, Cuts>;
}

/** What is known of the customers once every row was looked at. */
export interface Survey {
  readonly table: Table;
  /** Rows that can be classified. */
  readonly customers: number;
  readonly cuts: ReadonlyMap<Criteria, Cuts>;
  /** The cut points with their groups, where customers were ranked; null with a lock, and with nothing to rank. */
  readonly ranked: ReadonlyMap<Criteria, RankedCuts> | null;
  /** The lines of rows that are not classified. */
  readonly refused: ReadonlySet<number>;
  /** Whether what the visitor saw is final: it saw cut points and every refusal in time. */
  readonly seen: boolean;
}

/** Sees every row of the first look that is not refused; `begin` comes first, `pause` after each batch. */
export interface Visitor {
  begin(table: Table): Promise<void>;
  see(record: TableRecord, row: LookedAt): void;
  pause(): Promise<void>;
}

/**
 * Looks at every row, so that all that is wrong is known before anything is decided, and finds the cut points.
 * One look is enough for absolute criteria and for locked cut points; ranks need one more for each layer, suspected duplicates one more.
 * Null when the file as a whole cannot be read.
 */
export async function surveyCustomers(
  options: SurveyOptions,
  visitor: Visitor | null,
): Promise<Survey | null> {
  const { criteria } = options;
  const units = [criteria, ...(criteria.units?.criteria.values() ?? [])];
  const ranked = options.locked === undefined && units.some((unit) => unit.cohorts.length > 0);
  const noCuts = options.locked ?? new Map<Criteria, Cuts>(units.map((unit) => [unit, NO_CUTS]));
  const strangers = options.locked === undefined ? null : watchGroups(options.locked);
  const refused = new Set<number>();
  const hashes = createIdHashes();
  let customers = 0;
  let rows = 0;
  const refuse: RefuseRow = (problem, record) => {
    rows += 1;
    options.refuse(problem, record);
  };

  const first = await openLook(options, noCuts, refuse, true);
  if (first === null) return null;
  const cohorts = collectAll(units, criteria);
  if (!ranked) await visitor?.begin(first.table);
  for await (const batch of first.table.records) {
    for (const record of batch) {
      const row = first.take(record);
      const id = row.facts.texts[criteria.idField.slot]!;
      if (id !== null) hashes.add(id);
      const problems = id === null ? [...row.problems, ...withoutId(record, first, criteria)] : row.problems;
      if (problems.length > 0) {
        for (const problem of problems) refuse(problem, record);
        refused.add(record.line);
        continue;
      }
      customers += 1;
      strangers?.see(row);
      if (ranked) cohorts.add(first, row);
      else visitor?.see(record, row);
    }
    if (!ranked) await visitor?.pause();
  }
  if (customers + rows === 0) options.report(noCustomers(first.table.file));
  strangers?.found(first.table.file).forEach(options.report);

  const before = refused.size;
  if (hashes.hasSuspects) {
    const twins = await openLook(options, noCuts, () => {}, false);
    if (twins === null) return null;
    await findTwins(twins, hashes, criteria.idField, (problem, record) => {
      if (problem.severity === 'warning') return options.report(problem);
      options.refuse(problem, record);
      if (!refused.has(record.line)) customers -= 1;
      refused.add(record.line);
    });
  }
  const final = refused.size === before;
  if (!ranked) return { table: first.table, customers, cuts: noCuts, ranked: null, refused, seen: final };

  let found = final ? cohorts.cuts() : null;
  const rounds = Math.max(0, ...units.map(cohortDepth)) + (final ? 0 : 1);
  for (let round = 0; round < rounds; round += 1) {
    const look = await openLook(options, found ?? noCuts, () => {}, false);
    if (look === null) return null;
    const collected = collectAll(units, criteria);
    for await (const batch of look.table.records) {
      for (const record of batch) {
        if (!refused.has(record.line)) collected.add(look, look.take(record));
      }
    }
    found = collected.cuts();
  }
  return { table: first.table, customers, cuts: found!, ranked: found, refused, seen: false };
}

interface AllCohorts {
  add(look: Look, row: LookedAt): void;
  cuts(): Map<Criteria, RankedCuts>;
}

function collectAll(units: readonly Criteria[], company: Criteria): AllCohorts {
  const collectors = new Map<Criteria, CohortCollector>(
    units.map((unit) => [unit, collectCohorts(unit.cohorts)]),
  );
  return {
    add(look, { facts, criteria }) {
      collectors.get(criteria)!.add(facts);
      if (criteria === company || company.cohorts.length === 0) return;
      // A unit's customer is ranked among the company's customers too, by the company's facts.
      addToCompany(look, facts);
    },
    cuts: () => new Map(units.map((unit) => [unit, collectors.get(unit)!.cuts()])),
  };
  function addToCompany(look: Look, facts: Facts): void {
    look.company.compute(facts);
    collectors.get(company)!.add(facts);
  }
}

// A cell that is no id was named already.
function withoutId(record: TableRecord, look: Look, criteria: Criteria): Diagnostic[] {
  if (record.cells[look.idColumn]!.trim() !== '') return [];
  return [
    {
      code: 'missing-id',
      severity: 'error',
      message: `the row has no "${criteria.idField.name}"`,
      help: 'give the customer an id, or delete the row if it is a total or a comment',
      at: { kind: 'cell', file: look.table.file, line: record.line, column: null },
    },
  ];
}

function noCustomers(file: string): Diagnostic {
  return {
    code: 'no-customers',
    severity: 'error',
    message: 'the file has a header and no customers',
    help: 'check the filter of the export',
    at: { kind: 'file', file },
  };
}
