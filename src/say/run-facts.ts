import type { Criteria } from '../criteria/criteria.ts';
import { formatDay } from '../fields/day.ts';
import { type Block, type FactList, text } from '../output/report.ts';
import type { Words } from '../output/words.ts';
import type { BookPart } from './book-blocks.ts';
import { type CutPoints, cutPointsText } from './cut-points.ts';
import { sayRows } from './left-out.ts';
import type { BookWords } from './words/book.ts';

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
  /** The book that it was made against, with the words for it. */
  readonly book: (BookPart & { readonly say: BookWords }) | null;
}

/** What was classified, by which criteria, as of which day; with `customers` also where the rows went, where not all are. */
export function runFacts(
  { criteria, book, ...run }: ShownRun,
  words: Words,
  customers: number | null,
): Block {
  return {
    kind: 'facts',
    items: [
      ...sourceFacts({ ...run, criteriaVersion: criteria.version }, words),
      ...(customers === null || run.leftOut === 0 ? [] : [rowsFact(customers, run, words)]),
      ...(book === null ? [] : [{ label: words.labels.book, value: text(bookLine(book)) }]),
    ],
  };
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
  words: Words,
): FactList['items'] {
  const version = criteriaVersion === '' ? '' : ` (${words.labels.version} ${criteriaVersion})`;
  const cuts = cutPointsText(cutPoints, words);
  return [
    { label: words.labels.file, value: text(file) },
    { label: words.labels.criteria, value: text(`${criteriaFile}${version}`) },
    { label: words.labels.asOf, value: { kind: 'day', day: asOf } },
    ...(cuts === null ? [] : [{ label: words.labels.cutPoints, value: text(cuts) }]),
  ];
}

function rowsFact(
  customers: number,
  { leftOut, rejected }: Pick<ShownRun, 'leftOut' | 'rejected'>,
  words: Words,
): FactList['items'][number] {
  const rows = sayRows(customers, leftOut, rejected?.count ?? 0, words.language);
  return { label: words.labels.rows, value: text(rows) };
}

function bookLine({ path, lastRun, say }: BookPart & { readonly say: BookWords }): string {
  return lastRun === null ? path : `${path} (${say.labels.lastRun} ${formatDay(lastRun)})`;
}
