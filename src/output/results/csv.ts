import type { Criteria } from '../../criteria/criteria.ts';
import type { Facts } from '../../fields/facts.ts';
import type { Table } from '../../table/table.ts';
import { csvRecord, guardFormula, isFormula } from '../../table/write-csv.ts';
import type { Diagnostic, Report } from '../../text/diagnostic.ts';
import type { ClassifiedCustomer } from '../../verdict/classify-table.ts';
import { missingFields } from '../../verdict/missing-fields.ts';
import type { Portfolio } from '../../verdict/portfolio.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import type { OutputBuffer } from './output-buffer.ts';
import { formatScore } from './score.ts';

/** Writes customers as they come. */
export interface RowWriter {
  start(): string;
  row(customer: ClassifiedCustomer, into: OutputBuffer): void;
  /** `dataSha256` is that of the file's bytes, known only now. */
  end(portfolio: Portfolio, dataSha256: string): string;
}

export interface CsvOptions {
  readonly prefix: string;
  readonly raw: boolean;
  readonly excel: boolean;
  readonly report: Report;
}

/** The input's columns, their text as it was, then ours. A name that is taken is reported. */
export function csvWriter(table: Table, criteria: Criteria, options: CsvOptions): RowWriter {
  const { delimiter } = table.dialect;
  const lineEnd = options.excel ? '\r\n' : '\n';
  const scores = scoreNames(criteria);
  const added = ['category', 'criterion', 'undetermined_because', ...scores].map(
    (name) => `${options.prefix}${name}`,
  );
  for (const name of added) if (table.header.cells.includes(name)) options.report(takenColumn(name, table));
  const slots = new Map(scores.map((name) => [name, criteria.facts.get(name)!.slot]));
  const decidedCells = oncePerVerdict(
    (verdict) => `${delimiter}${csvRecord([verdict.category, nameOf(verdict), ''], delimiter)}`,
  );
  const undeterminedCells = (verdict: Undetermined, facts: Facts, own: Criteria): string => {
    const lacks = missingFields(verdict.lacks, facts, own).join('; ') || 'no category applies';
    return `${delimiter}${csvRecord(['undetermined', '', lacks], delimiter)}`;
  };
  return {
    start: () =>
      `${options.excel ? '\ufeff' : ''}${table.header.text}${delimiter}${csvRecord(added, delimiter)}${lineEnd}`,
    row: ({ record, facts, verdict, criteria: own }, into) => {
      if (!options.raw && record.cells.some(isFormula))
        into.text(csvRecord(record.cells.map(guardFormula), delimiter));
      else into.copy(record.source, record.start, record.end);
      into.text(verdict.kind === 'decided' ? decidedCells(verdict) : undeterminedCells(verdict, facts, own));
      for (const name of scores) {
        const slot = own === criteria ? slots.get(name) : own.facts.get(name)?.slot;
        into.text(`${delimiter}${formatScore(slot === undefined ? undefined : facts.numbers[slot])}`);
      }
      into.text(lineEnd);
    },
    end: () => '',
  };
}

type Decided = Extract<Verdict, { kind: 'decided' }>;
type Undetermined = Extract<Verdict, { kind: 'undetermined' }>;

function nameOf(verdict: Decided): string {
  return verdict.criterion?.id ?? verdict.by;
}

// A criterion gives the same verdict to every customer that meets it.
function oncePerVerdict(write: (verdict: Decided) => string): (verdict: Decided) => string {
  const known = new Map<Decided, string>();
  return (verdict) => {
    let text = known.get(verdict);
    if (text === undefined) {
      text = write(verdict);
      known.set(verdict, text);
    }
    return text;
  };
}

function scoreNames(criteria: Criteria): string[] {
  return criteria.computed.filter(({ kind }) => kind === 'score').map(({ fact }) => fact.name);
}

function takenColumn(name: string, table: Table): Diagnostic {
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
