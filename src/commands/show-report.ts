import type { Io } from '../io.ts';
import { nameReasons } from '../output/audit/name-reasons.ts';
import { auditVoice } from '../output/audit/voice.ts';
import { formatMarkdown } from '../output/formats/markdown.ts';
import { formatText } from '../output/formats/text.ts';
import type { Report } from '../output/report.ts';
import { reportPortfolio } from '../output/reports/portfolio/portfolio.ts';
import type { PortfolioModel, SectionVoice } from '../output/reports/portfolio/section.ts';
import { styleFor, wantsColor, wantsUnicode } from '../output/style.ts';
import { diffWords } from '../output/words/diff/words.ts';
import { explainWords } from '../output/words/explain/words.ts';
import { reportWords } from '../output/words/report/words.ts';
import { wordsFor } from '../output/words/words.ts';
import type { ReportFlags } from './report.ts';
import type { ReportRequest } from './report-request.ts';

/** A report in a format. What a format needs is imported when it is asked for. */
export async function showReport(
  model: PortfolioModel,
  request: ReportRequest,
  flags: ReportFlags,
  io: Io,
): Promise<string> {
  const words = wordsFor(flags.lang);
  const say = reportWords(flags.lang);
  const explain = explainWords(flags.lang);
  const named = { ...model, audit: nameReasons(model.audit, model.run.criteria, flags.lang) };
  const reportOf = (most: number, mostCustomers: number): Report => {
    const voice: SectionVoice = {
      ...{ words, say, explain, diff: diffWords(flags.lang), audit: auditVoice(flags.lang) },
      ...{ most, mostCustomers, brief: most === SHORT },
    };
    return reportPortfolio(named, voice, request);
  };
  switch (request.format) {
    case 'text': {
      const toFile = flags.output !== undefined;
      const style = styleFor(!toFile && wantsColor(flags, io.env, io.out.isTTY));
      const unicode = toFile || wantsUnicode(io.env);
      const report = reportOf(SHORT, SHORT);
      return formatText(report, { width: toFile ? 100 : io.out.width, style, words, unicode });
    }
    case 'markdown':
      return formatMarkdown(reportOf(SHORT, SHORT), { words });
    case 'html': {
      const { formatHtml } = await import('../output/formats/html.ts');
      return formatHtml(reportOf(LONG, Number.POSITIVE_INFINITY), { words, page: say.frame.page });
    }
    case 'json': {
      const { portfolioJson } = await import('../output/results/portfolio.ts');
      return portfolioJson(model, request.sections);
    }
  }
}

// A terminal and a mail are read from top to bottom; on a page the rest is a click away.
const SHORT = 10;
const LONG = 15;
