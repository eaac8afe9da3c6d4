import type { Criteria } from '../../criteria/criteria.ts';
import type { CustomerTable } from '../../table/table.ts';
import { csvRecord, guardFormula, isFormula } from '../../table/write-csv.ts';
import type { Diagnostic, ReportDiagnostic } from '../../text/diagnostic.ts';
import type { ClassifiedCustomer } from '../../verdict/classify-table.ts';
import type { Portfolio } from '../../verdict/portfolio.ts';
import type { OutputBuffer } from './output-buffer.ts';
import { scoreOf } from './score.ts';
import { verdictCells, verdictColumns } from './verdict-cells.ts';

/** Writes customers as they come. */
export interface RowWriter {
  start(): string;
  row(customer: ClassifiedCustomer, into: OutputBuffer): void;
  /** `dataSha256` is that of the file's bytes, known only now. */
  end(portfolio: Portfolio, dataSha256: string): string;
}

/** How rows are written: `prefix` begins our headers, `raw` leaves formulas alone, `excel` adds a BOM and CRLF. */
export interface CsvOptions {
  readonly prefix: string;
  readonly raw: boolean;
  readonly excel: boolean;
  /** Whether there is a book, and with it columns for what it knows. */
  readonly book: boolean;
  readonly report: ReportDiagnostic;
}

/** The input's columns, their text as it was, then ours. A name that is taken is reported. */
export function csvWriter(table: CustomerTable, criteria: Criteria, options: CsvOptions): RowWriter {
  const { delimiter } = table.dialect;
  const lineEnd = options.excel ? '\r\n' : '\n';
  const scores = scoreNames(criteria);
  const added = [...verdictColumns(options.book), ...scores].map((name) => `${options.prefix}${name}`);
  for (const name of added) if (table.header.cells.includes(name)) options.report(takenColumn(name, table));
  const slots = new Map(scores.map((name) => [name, criteria.facts.get(name)!.slot]));
  const cells = verdictCells(delimiter, options.book);
  return {
    start: () =>
      `${options.excel ? '\ufeff' : ''}${table.header.text}${delimiter}${csvRecord(added, delimiter)}${lineEnd}`,
    row: (customer, into) => {
      const { record, facts, criteria: own } = customer;
      if (!options.raw && record.cells.some(isFormula))
        into.text(csvRecord(record.cells.map(guardFormula), delimiter));
      else into.copy(record.source, record.start, record.end);
      into.text(cells(customer));
      for (const name of scores) {
        const slot = own === criteria ? slots.get(name) : own.facts.get(name)?.slot;
        into.text(`${delimiter}${slot === undefined ? '' : (scoreOf(facts, slot) ?? '')}`);
      }
      into.text(lineEnd);
    },
    end: () => '',
  };
}

function scoreNames(criteria: Criteria): string[] {
  return criteria.computed.filter(({ kind }) => kind === 'score').map(({ fact }) => fact.name);
}

function takenColumn(name: string, table: CustomerTable): Diagnostic {
  const at = { kind: 'cell', file: table.file, line: table.header.line, column: name } as const;
  const help = 'give the added columns another name: --prefix ka_';
  return {
    code: 'taken-column',
    severity: 'error',
    message: `the file has a column "${name}" already`,
    help,
    at,
  };
}
