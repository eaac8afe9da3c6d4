import { TOTALS_OF, type Totals } from '../book/totals.ts';
import type { Criteria } from '../criteria/criteria.ts';
import { formatDay } from '../fields/day.ts';
import type { ExactNumber } from '../fields/exact-number.ts';
import type { GroupCount } from '../group/group-table.ts';
import type { LineCounts } from '../lines/add-up.ts';
import type { Language } from '../output/language.ts';
import { type FactList, text } from '../output/report.ts';
import { type Words, wordsFor } from '../output/words.ts';
import { countLeftOut, type LeftOutRows } from '../table/layout.ts';
import { printAmount } from '../verdict/amounts.ts';
import { DOCUMENT_HEAD } from '../version.ts';
import { type BookPart, bookWords } from './book.ts';
import { groupCountJson, groupsFact } from './groups.ts';
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
  /** The currency of the amounts; null where nothing says it. */
  readonly currency: string | null;
  /** The groups of companies that are the customers; null where each row is one. */
  readonly groups: GroupCount | null;
  /** The book that it was made against. */
  readonly book: BookPart | null;
}

/** What was classified, by which criteria, as of which day; with `customers` also what became of rows that are none. */
export function runFacts(
  { criteria, book, ...run }: ShownRun,
  language: Language,
  customers: number | null,
): FactList {
  const { labels } = wordsFor(language);
  const items = [...sourceFacts({ ...run, criteriaVersion: criteria.version }, language)];
  if (run.currency !== null)
    items.push({ label: labels.currency, value: text(currencyText(run.currency, criteria)) });
  if (run.groups !== null) items.push(groupsFact(run.groups, language));
  if (customers !== null && run.leftOut > 0) {
    const rows = sayRows(run.groups?.sites ?? customers, run.leftOut, run.rejected?.count ?? 0, language);
    items.push({ label: labels.rows, value: text(rows) });
  }
  if (book !== null) items.push({ label: labels.book, value: text(bookLine(book, language)) });
  return { kind: 'facts', items };
}

/** The currency of the amounts, with what others are worth in it: EUR (1 USD = 0.92). */
export function currencyText(currency: string, { input }: Criteria): string {
  const rates = [...input.rates].map(([code, rate]) => `1 ${code} = ${rate}`);
  return rates.length === 0 ? currency : `${currency} (${rates.join(', ')})`;
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
  const version = criteriaVersion === '' ? '' : words.beside(`${words.labels.version} ${criteriaVersion}`);
  const cuts = cutPointsText(cutPoints, words);
  return [
    { label: words.labels.file, value: text(file) },
    { label: words.labels.criteria, value: text(`${criteriaFile}${version}`) },
    { label: words.labels.asOf, value: { kind: 'day', day: asOf } },
    ...(cuts === null ? [] : [{ label: words.labels.cutPoints, value: text(cuts) }]),
  ];
}

function bookLine({ path, lastRun }: BookPart, language: Language): string {
  if (lastRun === null) return path;
  return `${path}${wordsFor(language).beside(`${bookWords(language).labels.lastRun} ${formatDay(lastRun)}`)}`;
}

/** What it takes to reproduce a document; `asOf` is a day counted from 1970-01-01. */
export interface RunMeta {
  readonly asOf: number;
  readonly dataSha256: string;
  readonly files: readonly DataFile[];
  readonly criteriaSha256: string;
  readonly criteria: Criteria;
  /** The name that people know the criteria file by. */
  readonly criteriaFile: string;
  readonly cutPoints: CutPoints;
  /** Rows of the file that are no customers; complete once it was read. */
  readonly leftOut: LeftOutRows;
  /** The currency of the amounts; null where nothing says it. */
  readonly currency: string | null;
  /** The groups of companies that are the customers; null where each row is one. */
  readonly groups: GroupCount | null;
}

/** A file that customers were read from: their own, or the lines of a table. */
export interface DataFile {
  readonly file: string;
  /** The table of the criteria that it holds; null for the customer file. */
  readonly table: string | null;
  readonly sha256: string;
  /** Its rows that are neither customers nor lines; complete once it was read. */
  readonly leftOut: LeftOutRows;
  /** What became of the lines of a table, once they were read; null for customers, whose rows are told of elsewhere. */
  readonly lines: (LineCounts & { readonly unknown: number | null }) | null;
}

/** The files of customers whose order lines were added up; nothing where there is only a customer file. */
export function dataFilesJson(files: readonly DataFile[]): object {
  if (files.every(({ table }) => table === null)) return {};
  return {
    data_files: files.map(({ file, table, sha256, leftOut, lines }) => ({
      file,
      table,
      sha256,
      ...(lines === null ? {} : { lines: lineCountsJson(lines) }),
      ...leftOutJson(leftOut),
    })),
  };
}

function lineCountsJson({ read, refused, later, unknown }: NonNullable<DataFile['lines']>): object {
  return {
    read,
    set_aside: refused,
    later,
    ...(unknown === null ? {} : { of_unknown_customers: unknown }),
  };
}

/** The head of a document about one run: what it takes to reproduce it. */
export function runHead(meta: RunMeta): object {
  return {
    ...DOCUMENT_HEAD,
    as_of: formatDay(meta.asOf),
    data_sha256: meta.dataSha256,
    ...dataFilesJson(meta.files),
    criteria: criteriaJson(meta),
    ...currencyJson(meta),
    ...groupCountJson(meta.groups),
    ...leftOutJson(meta.leftOut),
  };
}

/** Which criteria were used. */
export function criteriaJson({
  criteria,
  criteriaFile,
  criteriaSha256,
}: Pick<RunMeta, 'criteria' | 'criteriaFile' | 'criteriaSha256'>): object {
  return { file: criteriaFile, name: criteria.name, version: criteria.version, sha256: criteriaSha256 };
}

/** The currency of the amounts and what others are worth in it, where something says it. */
export function currencyJson({ criteria, currency }: Pick<RunMeta, 'criteria' | 'currency'>): object {
  if (currency === null) return {};
  const { rates } = criteria.input;
  return { currency, ...(rates.size === 0 ? {} : { rates: Object.fromEntries(rates) }) };
}

/** The rows that are no customers, where there are any: all are counted, the first listed. */
export function leftOutJson(rows: LeftOutRows): object {
  const count = countLeftOut(rows);
  return count === 0 ? {} : { left_out: { rows: count, first: rows.first } };
}

/** Totals of categories as JSON. */
export function totalsJson(totals: Totals): object {
  return Object.fromEntries(
    TOTALS_OF.map((of) => {
      const { customers, revenue, profit } = totals.get(of)!;
      return [of, { customers, revenue: amount(revenue), gross_profit: amount(profit) }];
    }),
  );
}

function amount(value: ExactNumber | null): string | null {
  return value === null ? null : printAmount(value);
}

/** Where the cut points of relative tests came from; 'none' where no test is relative. */
export type CutPoints =
  | { readonly kind: 'none' }
  | { readonly kind: 'fresh' }
  | {
      readonly kind: 'locked';
      readonly file: string;
      readonly sha256: string;
      /** Whether customers stand in groups that the lock has none for; known once they were read. */
      readonly lacksGroups: boolean;
    };

/** In words; null where there is nothing to say. */
export function cutPointsText(cutPoints: CutPoints, { sentences }: Words): string | null {
  switch (cutPoints.kind) {
    case 'none':
      return null;
    case 'fresh':
      return sentences.freshCutPoints;
    case 'locked':
      return sentences.lockedCutPoints(cutPoints.file);
  }
}

/** As members of a JSON head. */
export function cutPointsJson(cutPoints: CutPoints): object {
  switch (cutPoints.kind) {
    case 'none':
      return { cut_points: null };
    case 'fresh':
      return { cut_points: 'fresh' };
    case 'locked':
      return { cut_points: 'locked', lock_sha256: cutPoints.sha256 };
  }
}
