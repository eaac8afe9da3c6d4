import { bindFields } from '../fields/bind.ts';
import type { Field } from '../fields/field.ts';
import { readId } from '../fields/text-cell.ts';
import { madeRow } from '../table/csv-row.ts';
import type { CustomerTable, TableRecord } from '../table/table.ts';
import { csvRecord } from '../table/write-csv.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import { listNames } from '../text/wording.ts';
import type { LineTotals } from './add-up.ts';

/** A customer file with what its customers' lines come to in columns behind its own, each once. */
export function joinLines(
  table: CustomerTable,
  idField: Field,
  all: readonly LineTotals[],
  met: MetCustomers,
): CustomerTable {
  const { header, file, added, addedFrom } = table;
  const idColumn =
    bindFields([{ ...idField, slot: 0 }], header.cells, file, header.line).value?.columns[0] ?? null;
  async function* join(): AsyncGenerator<readonly TableRecord[]> {
    // In small batches, so that rows are gone before the next ones are made.
    for await (const batch of table.records)
      for (let from = 0; from < batch.length; from += BATCH)
        yield batch.slice(from, from + BATCH).map((record) => {
          const cell = idColumn === null ? null : readId(record.cell(idColumn));
          const id = typeof cell === 'string' ? cell : null;
          if (id !== null) met.see(id);
          return new JoinedRow(
            record,
            all.flatMap((totals) => totals.cells(id === null ? undefined : totals.find(id))),
          );
        });
  }
  return {
    file,
    dialect: table.dialect,
    header: new JoinedRow(
      header,
      all.flatMap(({ columns }) => columns),
    ),
    records: join(),
    added: [...added, ...all.flatMap(namesOf)],
    addedFrom: [...addedFrom, ...all.map(({ seen }) => seen)],
    get isCut() {
      return table.isCut;
    },
  };
}

// What people call the columns; those of another day are for nobody to see.
function namesOf({ table: { sums }, columns }: LineTotals): string[] {
  return columns.map((column, at) => sums[at]?.name ?? column);
}

// The bytes are those of the file: only the cells are more.
class JoinedRow implements TableRecord {
  readonly #record: TableRecord;
  readonly #more: readonly string[];
  readonly mayHoldFormula = true;

  constructor(record: TableRecord, more: readonly string[]) {
    this.#record = record;
    this.#more = more;
  }

  get cells() {
    return [...this.#record.cells, ...this.#more];
  }

  get width() {
    return this.#record.width + this.#more.length;
  }

  cell(column: number) {
    const own = this.#record.width;
    return column < own ? this.#record.cell(column) : this.#more[column - own]!;
  }

  cellStart(column: number) {
    return column < this.#record.width ? this.#record.cellStart(column) : -1;
  }

  cellEnd(column: number) {
    return column < this.#record.width ? this.#record.cellEnd(column) : -1;
  }

  beginsWith(marks: Uint8Array, from: number) {
    const found = this.#record.beginsWith(marks, from);
    return found < 0 && from < this.width ? Math.max(from, this.#record.width) : found;
  }

  get line() {
    return this.#record.line;
  }

  get text() {
    return this.#record.text;
  }

  get source() {
    return this.#record.source;
  }

  get start() {
    return this.#record.start;
  }

  get end() {
    return this.#record.end;
  }
}

/** Everybody who has a line up to the as-of date, as a customer file with nothing but ids: for runs without one. */
export function customersOfLines(idField: Field, all: readonly LineTotals[]): CustomerTable {
  const file = all.map((totals) => totals.file).join(', ');
  const { delimiter } = all[0]!.dialect;
  function* rows(): Generator<TableRecord> {
    // Lines of a second file follow those of the first, so that no two customers stand in one line.
    let before = 0;
    for (const [index, totals] of all.entries()) {
      let last = 0;
      for (const [at, id] of totals.ids.entries()) {
        last = totals.firstLine(at);
        const isKnown = all.slice(0, index).some((other) => isIn(other, id));
        if (!isKnown && totals.isThere(at)) yield rowOf(id, before + last, delimiter);
      }
      before += last;
    }
  }
  async function* records(): AsyncGenerator<readonly TableRecord[]> {
    let batch: TableRecord[] = [];
    for (const row of rows()) {
      batch.push(row);
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  }
  return {
    file,
    // Written as the lines are, so that what opens the one opens the other.
    dialect: all[0]!.dialect,
    header: rowOf(idField.columns[0]!, 1, delimiter),
    records: records(),
    added: [],
    addedFrom: [],
    // Why nobody is there was said of the lines.
    isCut: all.every(({ ids }) => ids.length === 0),
  };
}

function isIn(totals: LineTotals, id: string): boolean {
  const at = totals.find(id);
  return at !== undefined && totals.isThere(at);
}

const BATCH = 100;

function rowOf(id: string, line: number, delimiter: string): TableRecord {
  return madeRow([id], csvRecord([id], delimiter), line);
}

/** The customers whose rows have come, so that lines of others can be told. */
export interface MetCustomers {
  see(id: string): void;
  /** Whether a customer of whom there are lines was seen. */
  has(id: string): boolean;
  /** How many lines of each table are of customers whom nobody has seen. `others` are customers that could not be read. */
  unknownLines(others: ReadonlySet<string>): readonly number[];
  /** What is said of these lines. */
  unknown(customers: string, others: ReadonlySet<string>, isError: boolean): Diagnostic[];
}

/** Begins with nobody met. */
export function meetCustomers(all: readonly LineTotals[]): MetCustomers {
  const met = all.map(({ ids }) => new Uint8Array(ids.length));
  const unknownOf = ({ ids }: LineTotals, index: number, others: ReadonlySet<string>): number[] =>
    ids.flatMap((id, at) => (met[index]![at] === 1 || others.has(id) ? [] : [at]));
  return {
    see(id) {
      for (const [index, totals] of all.entries()) {
        const at = totals.find(id);
        if (at !== undefined) met[index]![at] = 1;
      }
    },
    has: (id) =>
      all.some((totals, index) => {
        const at = totals.find(id);
        return at !== undefined && met[index]![at] === 1;
      }),
    unknownLines: (others) => all.map((totals, index) => linesOf(unknownOf(totals, index, others), totals)),
    unknown: (customers, others, isError) =>
      all.flatMap((totals, index) => {
        const places = unknownOf(totals, index, others);
        return places.length === 0 ? [] : [unknownCustomers(places, totals, customers, isError)];
      }),
  };
}

function linesOf(places: readonly number[], { lines }: LineTotals): number {
  return places.reduce((sum, at) => sum + lines(at), 0);
}

function unknownCustomers(
  places: readonly number[],
  totals: LineTotals,
  customers: string,
  isError: boolean,
): Diagnostic {
  const { ids, firstLine, file } = totals;
  const count = linesOf(places, totals);
  const named = listNames(places.slice(0, MOST_NAMED).map((at) => ids[at]!));
  const more = places.length > MOST_NAMED ? `, and ${places.length - MOST_NAMED} more` : '';
  return {
    code: 'unknown-customer-lines',
    severity: isError ? 'error' : 'warning',
    message: {
      en: `${count} ${count === 1 ? 'line' : 'lines'} of ${places.length} ${places.length === 1 ? 'customer who is' : 'customers who are'} not in "${customers}" ${count === 1 ? 'does' : 'do'} not count: ${named.en}${more}`,
      zh: `${places.length} 个客户不在“${customers}”中，其 ${count} 行明细不计入：${named.zh}${places.length > MOST_NAMED ? ` 等 ${places.length} 个` : ''}`,
    },
    help: {
      en: 'add them to the customer file, or give none: everybody who has a line is a customer then',
      zh: '请把他们加入客户文件，或不提供客户文件：这样凡有明细行的都算客户',
    },
    at: { kind: 'cell', file, line: firstLine(places[0]!), column: null },
  };
}

const MOST_NAMED = 10;
