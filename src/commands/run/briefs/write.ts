import type { Io } from '../../../io.ts';
import { formatHtml } from '../../../output/formats/html.ts';
import { formatMarkdown } from '../../../output/formats/markdown.ts';
import type { Language } from '../../../output/language.ts';
import type { Report } from '../../../output/report.ts';
import { wordsFor } from '../../../output/words.ts';
import { safeFileName } from '../../../plan/file-name.ts';
import { pageWords } from '../../../say/page.ts';
import { type ShownRun, sourceFacts } from '../../../say/run.ts';
import type { Results } from '../results.ts';
import { writeCalendar } from './calendar.ts';
import { type Brief, type BriefSources, byDay, gatherBriefs } from './gather.ts';
import { reportBrief, reportIndex, titleOf } from './report.ts';
import { briefWords } from './words.ts';

/** What is written beside the result of a run: a page a person into a folder, a calendar into a file, or both. */
export interface BriefWishes {
  readonly folder: string | null;
  readonly format: 'html' | 'markdown';
  readonly calendar: string | null;
  readonly language: Language;
}

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
  { folder, format, calendar, language }: BriefWishes,
  create: Results['create'],
  io: Io,
): Promise<WrittenBriefs> {
  const say = briefWords(language);
  const briefs = await gatherBriefs(sources);
  const { asOf } = sources.run;
  if (calendar !== null) {
    const due = briefs.flatMap((brief) => brief.due);
    const all = due.sort(byDay);
    await (await create(calendar)).write(writeCalendar(say.calendar.all, all, asOf, language));
  }
  if (folder === null) return { people: 0, left: [] };
  const ending = format === 'html' ? 'html' : 'md';
  const show = (report: Report): string =>
    format === 'html'
      ? formatHtml(report, { words: wordsFor(language), page: pageWords(language) })
      : formatMarkdown(report, { words: wordsFor(language) });
  const facts = sourceFacts({ ...run, criteriaVersion: run.criteria.version }, language);
  const index = `index.${ending}`;
  const filed = briefs.map((brief) => ({ ...brief, file: `${stemOf(brief)}.${ending}` }));
  const files = new Map([[index, show(reportIndex(filed, { sources, facts }, language))]]);
  for (const brief of filed) {
    files.set(brief.file, show(reportBrief(brief, { sources, facts, index }, language)));
    if (calendar !== null)
      files.set(`${stemOf(brief)}.ics`, writeCalendar(titleOf(brief, language), brief.due, asOf, language));
  }
  await io.makeFolder(folder);
  const before = (await io.list(folder)).filter((name) => OURS.test(name) && !files.has(name));
  const base = folder.replace(/[\\/]+$/, '');
  for (const [name, text] of files) {
    const file = await create(`${base}/${name}`);
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
