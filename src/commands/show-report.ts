import type { Io } from '../io.ts';
import { nameReasons } from '../output/audit/name-reasons.ts';
import { formatMarkdown } from '../output/formats/markdown.ts';
import { formatText } from '../output/formats/text.ts';
import type { Report } from '../output/report.ts';
import { reportPortfolio } from '../output/reports/portfolio/portfolio.ts';
import type { PortfolioModel } from '../output/reports/portfolio/section.ts';
import { sectionVoice } from '../output/reports/portfolio/voice.ts';
import { styleFor, wantsColor, wantsUnicode } from '../output/style.ts';
import { reportWords } from '../output/words/report/words.ts';
import { wordsFor } from '../output/words/words.ts';
import type { ReportFlags } from './report.ts';
import type { ReportRequest } from './report-request.ts';

/** A report in a format. What a format needs is imported when it is asked for. */
export async function showReport(
  model: PortfolioModel,
  request: Omit<ReportRequest, 'path'>,
  flags: ReportFlags,
  io: Io,
): Promise<string> {
  const { lang } = flags;
  const words = wordsFor(lang);
  const named = { ...model, audit: nameReasons(model.audit, model.run.criteria, lang) };
  const reportOf = (length: typeof SHORT): Report =>
    reportPortfolio(named, sectionVoice(lang, length), request);
  switch (request.format) {
    case 'text': {
      const toFile = flags.output !== undefined;
      const style = styleFor(!toFile && wantsColor(flags, io.env, io.out.isTTY));
      const unicode = toFile || wantsUnicode(io.env);
      return formatText(reportOf(SHORT), { width: toFile ? 100 : io.out.width, style, words, unicode });
    }
    case 'markdown':
      return formatMarkdown(reportOf(SHORT), { words });
    case 'html': {
      const { formatHtml } = await import('../output/formats/html.ts');
      return formatHtml(reportOf(LONG), { words, page: reportWords(lang).frame.page });
    }
    case 'json': {
      const { portfolioJson } = await import('../output/results/portfolio.ts');
      return portfolioJson(model, request);
    }
  }
}

// A terminal and a mail are read from top to bottom; on a page the rest is a click away.
const SHORT = { most: 10, mostCustomers: 10, brief: true };
const LONG = { most: 15, mostCustomers: Number.POSITIVE_INFINITY, brief: false };
