import type { Io } from '../../io.ts';
import { nameReasons } from '../../say/lost-customers.ts';
import type { CheckedCustomers } from '../../verdict/classify-table.ts';
import type { Run } from '../run/open-run.ts';
import { openCustomerSheet } from '../run/workbook/customer-sheet.ts';
import { openResult, sayCutCells } from '../run/workbook/result-workbook.ts';
import { openWhySheet } from '../run/workbook/why-sheet.ts';
import type { ReportFlags } from './command.ts';
import type { PortfolioModel } from './model.ts';
import { reportPortfolio } from './report.ts';
import type { ReportRequest } from './request.ts';
import { sectionContext } from './sections/section.ts';

/** Writes the portfolio as a workbook: every customer, and the sections on a page of their own. */
export async function writeReportWorkbook(
  model: PortfolioModel,
  { run, table }: { readonly run: Run; readonly table: CheckedCustomers },
  request: Pick<ReportRequest, 'sections' | 'title'>,
  flags: ReportFlags,
  write: (bytes: Uint8Array) => Promise<void>,
  io: Io,
): Promise<void> {
  const { lang } = flags;
  const result = openResult(lang);
  const customers = openCustomerSheet(result.workbook, [table.table], run, { prefix: '', language: lang });
  const why = openWhySheet(result.workbook, run, [table], lang);
  if (table.grouped !== null) for await (const customer of table.classify()) why.take(customer);
  for await (const { site, customer } of table.rows()) {
    customers.row(site, customer);
    if (table.grouped === null) why.take(customer);
    await result.flush(write);
  }
  customers.end();
  why.end();
  // Customers and criteria have sheets of their own.
  const sections = request.sections.filter((name) => name !== 'customers' && name !== 'criteria');
  const named = { ...model, audit: nameReasons(model.audit, run.criteria, lang) };
  const context = sectionContext(lang, run.criteria.titles, { most: 50, mostCustomers: 0, brief: false });
  const summary = reportPortfolio(named, context, { title: request.title, sections });
  result.end(summary, run.criteria, model.analysis.portfolio.keyCriteria);
  await result.flush(write);
  await sayCutCells(result.workbook, flags, io);
}
