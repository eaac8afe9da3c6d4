import { UserError } from '../../errors.ts';
import type { Io } from '../../io.ts';
import type { Report } from '../../output/report.ts';
import { wantsUnicode } from '../../output/style.ts';
import { wordsFor } from '../../output/words.ts';
import { nameReasons } from '../../say/lost-customers.ts';
import { pageWords } from '../../say/page.ts';
import { type BriefWishes, type OpenBriefs, openBriefs, sayLeft, wishesOf } from '../run/briefs/ask.ts';
import { briefWords } from '../run/briefs/words.ts';
import { describeRun } from '../run/describe-run.ts';
import { NO_CUSTOMER_FILE } from '../run/no-customer-file.ts';
import { expectFile } from '../run/output-format.ts';
import { type Results, withResults } from '../run/results.ts';
import type { ReportFlags } from './command.ts';
import type { PortfolioModel } from './model.ts';
import { makeModel } from './read-model.ts';
import { reportPortfolio } from './report.ts';
import { type ReportRequest, readReportRequest } from './request.ts';
import { sectionContext } from './sections/section.ts';

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
  const pages = readPages(request.format, flags);
  expectFile(request.format, flags.output, io);
  io.keepLittleRoom();
  const reportFormat = request.sections.includes('data') ? request.format : undefined;
  const files = flags.per === undefined ? { ...flags, reportFormat } : { ...flags, output: undefined };
  return withResults(io, files, async ({ output, create, setAside }) => {
    const opened = pages === null ? null : await openBriefs(pages, create, io);
    const { model, of, rejected } = await makeModel(path, flags, io);
    if (opened !== null) await writePages(model, of, opened, output, flags, io);
    if (flags.per !== undefined) {
      await setAside(rejected);
      return 0;
    }
    if (request.format === 'xlsx') {
      const { writeReportWorkbook } = await import('./workbook.ts');
      await writeReportWorkbook(model, of, request, flags, output.write, io);
    } else
      for (const piece of await showPortfolio(model, request, request.format, flags, io))
        await output.write(piece);
    await setAside(rejected);
    return 0;
  });
}

// A page a person, and what is due, where they are asked for.
function readPages(format: ReportRequest['format'], flags: ReportFlags): BriefWishes | null {
  const { per, output, lang } = flags;
  if (per === undefined) return wishesOf(undefined, 'html', flags, lang);
  if (output === undefined || output === '-')
    throw new UserError(
      { en: '--per writes a folder of pages', zh: '--per 会写入一个文件夹的页面' },
      { en: 'name it: -o briefs', zh: '请指定文件夹：-o briefs' },
    );
  // Without being told, the ending of a folder says nothing.
  const pages = flags.format ?? 'html';
  if (pages !== 'html' && pages !== 'markdown')
    throw new UserError(
      { en: `--per writes pages, and --format is ${format}`, zh: `--per 写入页面，而 --format 为 ${format}` },
      { en: '--format html, or --format markdown', zh: '请用 --format html 或 --format markdown' },
    );
  return wishesOf(output, pages, flags, lang);
}

async function writePages(
  model: PortfolioModel,
  { run, table, plans }: Awaited<ReturnType<typeof makeModel>>['of'],
  opened: OpenBriefs,
  output: Results['output'],
  flags: ReportFlags,
  io: Io,
): Promise<void> {
  const { writeBriefs } = await import('../run/briefs/write.ts');
  const audit = nameReasons(model.audit, run.criteria, flags.lang);
  const { past } = model;
  const since = past?.since ?? null;
  const lacksRun = past !== null && past.since === null && past.runs.length > 0;
  const sources = { run, customers: table, audit, plans, since, lacksRun };
  const written = await writeBriefs(sources, describeRun(run, flags), opened, io);
  const { folder } = opened.wishes;
  if (folder !== null) await output.write(`${briefWords(flags.lang).written(folder, written.people)}\n`);
  await sayLeft(written.left, flags, io);
}

/** A report in a format, in pieces. What a format needs is imported when it is asked for. */
async function showPortfolio(
  model: PortfolioModel,
  request: Omit<ReportRequest, 'path' | 'format'>,
  format: Exclude<ReportRequest['format'], 'xlsx'>,
  flags: ReportFlags,
  io: Io,
): Promise<Iterable<string>> {
  const { lang } = flags;
  const words = wordsFor(lang);
  const named = { ...model, audit: nameReasons(model.audit, model.run.criteria, lang) };
  const reportOf = (length: typeof SHORT): Report =>
    reportPortfolio(named, sectionContext(lang, model.run.criteria.titles, length), request);
  switch (format) {
    case 'text': {
      const { formatText } = await import('../../output/formats/text.ts');
      const { pageFor } = await import('../run/show-report.ts');
      const unicode = flags.output !== undefined || wantsUnicode(io.env);
      return [formatText(reportOf(SHORT), { ...pageFor(flags, io), unicode })];
    }
    case 'markdown': {
      const { formatMarkdown } = await import('../../output/formats/markdown.ts');
      return [formatMarkdown(reportOf(SHORT), { words })];
    }
    case 'html': {
      const { formatHtml } = await import('../../output/formats/html.ts');
      return [formatHtml(reportOf(LONG), { words, page: pageWords(lang) })];
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
