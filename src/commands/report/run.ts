import type { Io } from '../../io.ts';
import { formatMarkdown } from '../../output/formats/markdown.ts';
import { formatText } from '../../output/formats/text.ts';
import type { Report } from '../../output/report.ts';
import { wantsUnicode } from '../../output/style.ts';
import { wordsFor } from '../../output/words.ts';
import { nameReasons } from '../../say/lost-customers.ts';
import { NO_CUSTOMER_FILE } from '../run/no-customer-file.ts';
import { expectFile } from '../run/output-format.ts';
import { withResults } from '../run/results.ts';
import { pageFor } from '../run/show-report.ts';
import type { ReportFlags } from './command.ts';
import type { PortfolioModel } from './model.ts';
import { makeModel } from './read-model.ts';
import { reportPortfolio } from './report.ts';
import { type ReportRequest, readReportRequest } from './request.ts';
import { sectionContext } from './sections/section.ts';
import { reportWords } from './words.ts';

/** Makes a picture of the portfolio; the exit code. `more`: names of sections, or the file where these come first. */
export async function runReport(
  customers: string,
  more: readonly string[],
  flags: ReportFlags,
  io: Io,
): Promise<number> {
  const words = [customers, ...more];
  // Order lines do without a customer file: all words are names of sections then.
  const isFile = (word: string): boolean => word === '-' || word === NO_CUSTOMER_FILE || io.exists(word);
  const isAlone = flags.table !== undefined && !words.some(isFile);
  const { path, ...request } = readReportRequest(isAlone ? [NO_CUSTOMER_FILE, ...words] : words, flags);
  expectFile(request.format, flags.output, io);
  return withResults(io, flags, async ({ output, setAside }) => {
    const { model, of, rejected } = await makeModel(path, flags, io);
    if (request.format === 'xlsx') {
      const { writeReportWorkbook } = await import('./workbook.ts');
      await writeReportWorkbook(model, of, request, flags, output.write, io);
    } else await output.write(await showPortfolio(model, request, request.format, flags, io));
    await setAside(rejected);
    return 0;
  });
}

/** A report in a format. What a format needs is imported when it is asked for. */
async function showPortfolio(
  model: PortfolioModel,
  request: Omit<ReportRequest, 'path' | 'format'>,
  format: Exclude<ReportRequest['format'], 'xlsx'>,
  flags: ReportFlags,
  io: Io,
): Promise<string> {
  const { lang } = flags;
  const words = wordsFor(lang);
  const named = { ...model, audit: nameReasons(model.audit, model.run.criteria, lang) };
  const reportOf = (length: typeof SHORT): Report =>
    reportPortfolio(named, sectionContext(lang, length), request);
  switch (format) {
    case 'text': {
      const unicode = flags.output !== undefined || wantsUnicode(io.env);
      return formatText(reportOf(SHORT), { ...pageFor(flags, io), unicode });
    }
    case 'markdown':
      return formatMarkdown(reportOf(SHORT), { words });
    case 'html': {
      const { formatHtml } = await import('../../output/formats/html.ts');
      return formatHtml(reportOf(LONG), { words, page: reportWords(lang).frame.page });
    }
    case 'json': {
      const { portfolioJson } = await import('./json.ts');
      return portfolioJson(model, request);
    }
  }
}

// A terminal and a mail are read from top to bottom; on a page the rest is a click away.
const SHORT = { most: 10, mostCustomers: 10, brief: true };
const LONG = { most: 15, mostCustomers: Number.POSITIVE_INFINITY, brief: false };
