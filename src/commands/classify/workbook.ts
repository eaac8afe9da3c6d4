import type { Io } from '../../io.ts';
import type { Opening } from '../../verdict/classify-table.ts';
import type { Run } from '../run/open-run.ts';
import { openCustomerSheet } from '../run/workbook/customer-sheet.ts';
import { openResult, sayCutCells } from '../run/workbook/result-workbook.ts';
import { openWhySheet } from '../run/workbook/why-sheet.ts';
import type { ClassifyFlags } from './command.ts';
import { summaryOf } from './report.ts';
import type { RowWriter } from './row-writer.ts';

/** Writes a workbook: the rows as they come, then the summary and the criteria. */
export function workbookWriter({ table, cuts }: Opening, run: Run, flags: ClassifyFlags, io: Io): RowWriter {
  const { criteria } = run;
  const { lang, prefix } = flags;
  const result = openResult(lang);
  const customers = openCustomerSheet(result.workbook, table, run, { prefix, language: lang });
  const why = openWhySheet(result.workbook, run, cuts, lang);
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
