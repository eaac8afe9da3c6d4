import type { Criteria } from '../../criteria/criteria.ts';
import { InputError } from '../../errors.ts';
import type { Table } from '../../table/table.ts';
import { csvRecord, guardFormula, isFormula } from '../../table/write-csv.ts';
import type { ClassifiedCustomer } from '../../verdict/classify-table.ts';
import { missingFields } from '../../verdict/missing-fields.ts';
import type { Portfolio } from '../../verdict/portfolio.ts';
import { formatScore } from './score.ts';

/** Writes customers as they come. */
export interface RowWriter {
  start(): string;
  row(customer: ClassifiedCustomer): string;
  end(portfolio: Portfolio): string;
}

export interface CsvOptions {
  readonly prefix: string;
  readonly raw: boolean;
  readonly excel: boolean;
}

/** The input's columns, their text as it was, then ours. Throws an InputError when a name is taken. */
export function csvWriter(table: Table, criteria: Criteria, options: CsvOptions): RowWriter {
  const { delimiter } = table.dialect;
  const lineEnd = options.excel ? '\r\n' : '\n';
  const scores = scoreNames(criteria);
  const added = ['category', 'criterion', 'undetermined_because', ...scores].map(
    (name) => `${options.prefix}${name}`,
  );
  const taken = added.filter((name) => table.header.cells.includes(name));
  if (taken.length > 0) throw new InputError(taken.map((name) => takenColumn(name, table)));
  return {
    start: () =>
      `${options.excel ? '\ufeff' : ''}${table.header.text}${delimiter}${csvRecord(added, delimiter)}${lineEnd}`,
    row: ({ record, facts, verdict, criteria: own }) => {
      const guarded = !options.raw && record.cells.some(isFormula);
      const text = guarded ? csvRecord(record.cells.map(guardFormula), delimiter) : record.text;
      const decided = verdict.kind === 'decided';
      const cells = [
        decided ? verdict.category : 'undetermined',
        decided ? (verdict.criterion?.id ?? verdict.by) : '',
        decided ? '' : missingFields(verdict.lacks, facts, own).join('; ') || 'no category applies',
        ...scores.map((name) => formatScore(facts.numbers[own.facts.get(name)?.slot ?? -1])),
      ];
      return `${text}${delimiter}${csvRecord(cells, delimiter)}${lineEnd}`;
    },
    end: () => '',
  };
}

function scoreNames(criteria: Criteria): string[] {
  return criteria.computed.filter(({ kind }) => kind === 'score').map(({ fact }) => fact.name);
}

function takenColumn(name: string, table: Table): InputError['diagnostics'][number] {
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
