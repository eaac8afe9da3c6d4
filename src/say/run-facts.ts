import type { Criteria } from '../criteria/criteria.ts';
import { formatDay } from '../fields/day.ts';
import type { Language } from '../output/language.ts';
import { type Block, type FactList, text } from '../output/report.ts';
import { wordsFor } from '../output/words.ts';
import type { BookPart } from './book.ts';
import { bookWords } from './book.ts';
import { type CutPoints, cutPointsText } from './cut-points.ts';
import { sayRows } from './left-out.ts';

/** A run as a report shows it; `asOf` counts from 1970-01-01, `rejected` is null where no rows could be set aside. */
export interface ShownRun {
  readonly criteria: Criteria;
  readonly criteriaFile: string;
  readonly file: string;
  readonly asOf: number;
  readonly cutPoints: CutPoints;
  readonly rejected: { readonly count: number; readonly file: string } | null;
  /** How many rows are no customers. */
  readonly leftOut: number;
  /** The book that it was made against. */
  readonly book: BookPart | null;
}

/** What was classified, by which criteria, as of which day; with `customers` also where the rows went, where not all are. */
export function runFacts(
  { criteria, book, ...run }: ShownRun,
  language: Language,
  customers: number | null,
): Block {
  const { labels } = wordsFor(language);
  const items = [...sourceFacts({ ...run, criteriaVersion: criteria.version }, language)];
  if (customers !== null && run.leftOut > 0) {
    const rows = sayRows(customers, run.leftOut, run.rejected?.count ?? 0, language);
    items.push({ label: labels.rows, value: text(rows) });
  }
  if (book !== null) items.push({ label: labels.book, value: text(bookLine(book, language)) });
  return { kind: 'facts', items };
}

/** The file, the criteria, the day and the cut points of a run, with their labels. */
export function sourceFacts(
  {
    file,
    criteriaFile,
    criteriaVersion,
    asOf,
    cutPoints,
  }: Pick<ShownRun, 'file' | 'criteriaFile' | 'asOf' | 'cutPoints'> & { readonly criteriaVersion: string },
  language: Language,
): FactList['items'] {
  const words = wordsFor(language);
  const version = criteriaVersion === '' ? '' : ` (${words.labels.version} ${criteriaVersion})`;
  const cuts = cutPointsText(cutPoints, words);
  return [
    { label: words.labels.file, value: text(file) },
    { label: words.labels.criteria, value: text(`${criteriaFile}${version}`) },
    { label: words.labels.asOf, value: { kind: 'day', day: asOf } },
    ...(cuts === null ? [] : [{ label: words.labels.cutPoints, value: text(cuts) }]),
  ];
}

function bookLine({ path, lastRun }: BookPart, language: Language): string {
  return lastRun === null ? path : `${path} (${bookWords(language).labels.lastRun} ${formatDay(lastRun)})`;
}
