import type { Cuts } from '../condition/condition.ts';
import type { Criteria } from '../criteria/criteria.ts';
import { type Binding, bindFields } from '../fields/bind.ts';
import { type CustomerReader, customerReader } from '../fields/customer.ts';
import { createFacts, type Facts } from '../fields/facts.ts';
import type { Field, NumberStyle } from '../fields/field.ts';
import { checkHeaderUnits } from '../fields/header-unit.ts';
import { type SeenCells, seeCells } from '../fields/seen-cells.ts';
import type { GroupTable } from '../group/group-table.ts';
import type { CustomerTable, RefuseRow, TableRecord } from '../table/table.ts';
import type { Diagnostic, ReportDiagnostic } from '../text/diagnostic.ts';
import type { Wording } from '../text/wording.ts';
import type { Classifier } from './classify.ts';
import { readRowsAhead } from './rows-ahead.ts';
import { createView, type View } from './view.ts';

/** How customers are read; they are opened afresh for every pass over the file. */
export interface PassOptions {
  readonly criteria: Criteria;
  /** Days since 1970-01-01. */
  readonly asOf: number;
  /** Opens the customers afresh. Null after a report. */
  readonly open: (refuse: RefuseRow) => Promise<CustomerTable | null>;
  readonly report: ReportDiagnostic;
  /** What else is read of a customer, so that other criteria can be asked about it. */
  readonly beside?: Beside;
  /** The groups that the rows of the file were made, once they are. */
  readonly grouped?: GroupTable | null;
}

/** Other criteria beside those that decide, and what they need of a row; all of it in slots of its own. */
export interface Beside {
  readonly slots: number;
  readonly fields: readonly Field[];
  readonly style: NumberStyle;
  /** Whether rows must be readable this way too; otherwise the fields are missing where they are not. */
  readonly required: boolean;
  /** What they are, for messages: "the older criteria". */
  readonly called: Wording;
  /** The criteria whose cut points are to be found too, each on its as-of date. */
  readonly views: readonly { readonly criteria: Criteria; readonly asOf: number }[];
}

/** One pass over the rows of the file. */
export interface Pass {
  readonly table: CustomerTable;
  /** The criteria that decide, then those beside them. */
  readonly views: readonly View[];
  /** The columns of the fields, by slot; there are none where groups were made of the rows. */
  readonly columns: Binding['columns'];
  /** What is unusual in the cells; only the first pass looks for it. */
  readonly seenCells: SeenCells | null;
  /** Tells the rows that come next: what can be is read and computed for several of them together. */
  expect(batch: readonly TableRecord[]): void;
  /** Reads a row and computes its facts. The result is reused for the next row. */
  take(record: TableRecord): RowFacts;
  /** The same for those who ask for its fields alone. */
  read(record: TableRecord): RowFacts;
  /** Whether what is said of rows waits for none of those that come. */
  isFree(): boolean;
  /** Goes on behind this row, which was read elsewhere. */
  resume(before: TableRecord): void;
}

/** A row with its facts, what is wrong with it, and the criteria that it is under. */
export interface RowFacts {
  readonly facts: Facts;
  readonly problems: readonly Diagnostic[];
  readonly criteria: Criteria;
  readonly classifier: Classifier;
}

/** The cut points of the criteria that decide, with those of their units, then of each beside them. */
export type AllCuts = readonly ReadonlyMap<Criteria, Cuts>[];

/** Opens the customers with one set of cut points; null when the file as a whole cannot be read. */
export async function openPass(
  options: PassOptions,
  cuts: AllCuts,
  refuse: RefuseRow,
  first: boolean,
): Promise<Pass | null> {
  const { criteria, asOf, beside, grouped = null } = options;
  const table = grouped === null ? await options.open(refuse) : grouped.table;
  if (table === null) return null;
  const seenCells = first ? seeCells(asOf) : null;
  const reader =
    grouped === null
      ? openReader(options, table, first ? options.report : () => {}, seenCells)
      : readGroups(options, grouped);
  if (reader === null) return null;
  const { facts, columns, isFree, resume } = reader;
  const views = [{ criteria, asOf }, ...(beside?.views ?? [])].map((one, index) =>
    createView(one.criteria, one.asOf, cuts[index]!),
  );
  const own = views[0]!;
  const current = { facts, problems: NONE, criteria, classifier: own.company };
  const ahead =
    reader.openAhead === undefined
      ? null
      : readRowsAhead(reader.openAhead, criteria.units === null ? own.company : null, facts);
  const readRow = (record: TableRecord, computes: boolean): RowFacts => {
    const place = ahead?.find(record, computes) ?? -1;
    current.problems = place < 0 ? reader.read(record) : ahead!.take(record, place, computes);
    const at = own.at(facts);
    current.criteria = at.criteria;
    current.classifier = at.classifier;
    if (computes && (place < 0 || criteria.units !== null)) at.classifier.compute(facts);
    return current;
  };
  return {
    table,
    views,
    columns,
    seenCells,
    isFree,
    resume,
    expect: (batch) => ahead?.expect(batch),
    take: (record) => readRow(record, true),
    read: (record) => readRow(record, false),
  };
}

/** Reads rows of a table into facts. */
export interface RowReader extends Pick<Pass, 'columns' | 'isFree' | 'resume'> {
  readonly facts: Facts;
  readonly read: (row: TableRecord) => readonly Diagnostic[];
  /** Opens the reading of rows together, where that is all there is to a row. */
  readonly openAhead?: CustomerReader['openAhead'];
}

/** Reads groups of companies by the lines in which they stand. */
export function readGroups(
  { criteria, beside }: Pick<PassOptions, 'criteria' | 'beside'>,
  { groups, at }: GroupTable,
): RowReader {
  const facts = factsFor(criteria, beside);
  return {
    facts,
    columns: [],
    isFree: () => true,
    resume() {},
    read({ line }) {
      groups.fill(at(line), facts);
      return NONE;
    },
  };
}

function factsFor(criteria: Criteria, beside: Beside | undefined): Facts {
  return createFacts(Math.max(criteria.slots, beside?.slots ?? 0));
}

/** Binds the fields to the columns of a table; null after a report. */
export function openReader(
  { criteria, beside }: Pick<PassOptions, 'criteria' | 'beside'>,
  { header, file, dialect }: CustomerTable,
  report: ReportDiagnostic,
  seenCells: SeenCells | null = null,
): RowReader | null {
  const facts = factsFor(criteria, beside);
  const own = bindFields(criteria.fields, header.cells, file, header.line, dialect);
  own.diagnostics.forEach(report);
  const others = bindFields(beside?.fields ?? [], header.cells, file, header.line);
  const required = beside?.required === true;
  // Whoever fixes it must know in which file.
  const told = (one: Diagnostic): Diagnostic => ({
    ...one,
    message: {
      en: `${one.message.en}, as ${beside!.called.en} ask`,
      zh: `${one.message.zh}（${beside!.called.zh}要求）`,
    },
  });
  if (required && own.value !== null) others.diagnostics.map(told).forEach(report);
  if (own.value === null || (required && others.value === null)) return null;
  const style = criteria.input;
  if (seenCells !== null)
    checkHeaderUnits(criteria.fields, own.value, header.cells, file, header.line).forEach(report);
  const { columns } = own.value;
  const read = customerReader(criteria.fields, own.value, header.cells, style, facts, file, seenCells);
  if (beside === undefined || beside.fields.length === 0 || others.value === null)
    return { facts, read, columns, isFree: read.isFree, resume: read.resume, openAhead: read.openAhead };
  const readToo = customerReader(beside.fields, others.value, header.cells, beside.style, facts, file);
  return {
    facts,
    columns,
    isFree: () => read.isFree() && readToo.isFree(),
    resume(before) {
      read.resume(before);
      readToo.resume(before);
    },
    read(row) {
      const problems = read(row);
      const more = readToo(row);
      return required && more.length > 0 ? [...problems, ...more.map(told)] : problems;
    },
  };
}

const NONE: readonly Diagnostic[] = [];
