import type { Io } from '../../io.ts';
import type { Opening } from '../../verdict/classify-table.ts';
import type { Portfolio } from '../../verdict/portfolio.ts';
import type { Run } from '../run/open-run.ts';
import { openCustomerSheet } from '../run/workbook/customer-sheet.ts';
import { openResult, sayCutCells } from '../run/workbook/result-workbook.ts';
import { openWhySheet } from '../run/workbook/why-sheet.ts';
import type { CheckedExport } from './check-exports.ts';
import type { ClassifyFlags } from './command.ts';
import { summaryOf } from './report.ts';
import type { RowWriter } from './row-writer.ts';
import { summaryOfSeveral } from './several-report.ts';

/** Writes a workbook: the rows as they come, then the summary and the criteria. */
export function workbookWriter(opening: Opening, run: Run, flags: ClassifyFlags, io: Io): RowWriter {
  const { criteria } = run;
  const { lang, prefix } = flags;
  const result = openResult(lang);
  const customers = openCustomerSheet(result.workbook, [opening.table], run, { prefix, language: lang });
  const why = openWhySheet(result.workbook, run, [opening], lang);
  return {
    start: () => '',
    row: customers.row,
    customer: why.take,
    flush: result.flush,
    async end(portfolio) {
      customers.end();
      why.end();
      result.end(summaryOf(portfolio, run, flags), criteria, portfolio.keyCriteria);
      await sayCutCells(result.workbook, flags, io);
      return '';
    },
  };
}

/** Writes several exports into one workbook; rows and customers that follow `enter` are of that export. */
export function severalWorkbook(exports: readonly CheckedExport[], flags: ClassifyFlags, io: Io) {
  const { run } = exports[0]!;
  const { lang, prefix } = flags;
  const read = exports.map((one) => one.customers);
  const result = openResult(lang);
  const tables = read.map(({ table }) => table);
  const customers = openCustomerSheet(result.workbook, tables, run, { prefix, language: lang });
  const why = openWhySheet(result.workbook, run, read, lang);
  return {
    start: () => '',
    enter(at: number) {
      customers.enter(at);
      why.enter(at);
      return '';
    },
    row: customers.row,
    customer: why.take,
    flush: result.flush,
    async end(portfolios: readonly Portfolio[]) {
      customers.end();
      why.end();
      result.end(summaryOfSeveral(exports, portfolios, flags), run.criteria, null);
      await sayCutCells(result.workbook, flags, io);
      return '';
    },
  };
}
