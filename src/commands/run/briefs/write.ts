import type { Io } from '../../../io.ts';
import { formatHtml } from '../../../output/formats/html.ts';
import { formatMarkdown } from '../../../output/formats/markdown.ts';
import type { Report } from '../../../output/report.ts';
import { wordsFor } from '../../../output/words.ts';
import { safeFileName } from '../../../plan/file-name.ts';
import { pageWords } from '../../../say/page.ts';
import { type ShownRun, sourceFacts } from '../../../say/run.ts';
import { ENDINGS, indexOf, type OpenBriefs } from './ask.ts';
import { writeCalendar } from './calendar.ts';
import { type Brief, type BriefSources, byDay, gatherBriefs } from './gather.ts';
import { reportBrief, reportIndex, titleOf } from './report.ts';
import { briefWords } from './words.ts';

/** Pages and calendars that were written: the folder, and how many account managers have a page in it. */
export interface WrittenBriefs {
  readonly people: number;
  /** Files in the folder that look like pages of earlier runs, and are none of this one. */
  readonly left: readonly string[];
}

/** Writes them with the other results of the run: all appear together. */
export async function writeBriefs(
  sources: BriefSources,
  run: Omit<ShownRun, 'book'>,
  { wishes, calendar, createPage }: OpenBriefs,
  io: Io,
): Promise<WrittenBriefs> {
  const { folder, format, language } = wishes;
  const say = briefWords(language);
  const briefs = await gatherBriefs(sources);
  const { asOf } = sources.run;
  if (calendar !== null) {
    const due = briefs.flatMap((brief) => brief.due);
    const all = due.sort(byDay);
    await calendar.write(writeCalendar(say.calendar.all, all, asOf, language));
  }
  if (folder === null) return { people: 0, left: [] };
  const ending = ENDINGS[format];
  const show = (report: Report): string =>
    format === 'html'
      ? formatHtml(report, { words: wordsFor(language), page: pageWords(language) })
      : formatMarkdown(report, { words: wordsFor(language) });
  const facts = sourceFacts({ ...run, criteriaVersion: run.criteria.version }, language);
  const index = indexOf(wishes);
  const filed = briefs.map((brief) => ({ ...brief, file: `${stemOf(brief)}.${ending}` }));
  const files = new Map([[index, show(reportIndex(filed, { sources, facts }, language))]]);
  for (const brief of filed) {
    files.set(brief.file, show(reportBrief(brief, { sources, facts, index }, language)));
    if (calendar !== null)
      files.set(`${stemOf(brief)}.ics`, writeCalendar(titleOf(brief, language), brief.due, asOf, language));
  }
  const before = (await io.list(folder)).filter((name) => OURS.test(name) && !files.has(name));
  for (const [name, text] of files) {
    const file = await createPage(name);
    await file.write(text);
    // Nobody may have thousands of files open.
    await file.prepare();
  }
  return { people: filed.filter(({ key }) => key !== null).length, left: before.sort() };
}

const OURS = /(?:^|-)[\da-f]{8}\.(?:html|md|ics)$|^(?:no-manager|index)\.(?:html|md|ics)$/;

// By how names are compared, so that another spelling finds the same page.
function stemOf({ key }: Brief): string {
  return key === null ? 'no-manager' : safeFileName(key, key);
}
