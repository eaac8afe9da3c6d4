import { CATEGORY_NAMES } from '../criteria/criteria.ts';
import { type Day, formatDay } from '../fields/day.ts';
import { readId } from '../fields/text-cell.ts';
import type { Standing } from '../verdict/verdict.ts';
import type { BookFolder } from './files.ts';
import { type BlameRow, type BookRow, blameIn, readDayOfRow, readRows, unguard } from './rows.ts';

/** Where a customer stands after a run: a category, undetermined, or no longer in the export. */
export type HistoryCategory = Standing | 'gone';

/** One line of the history: a customer that stands elsewhere than after the run before. */
export interface HistoryRow {
  readonly asOf: Day;
  readonly id: string;
  /** Null for a customer that was not there. */
  readonly from: HistoryCategory | null;
  readonly to: HistoryCategory;
  /** The id of the criterion that decided, or what else did: otherwise, stays_while, override. */
  readonly criterion: string;
  readonly criteriaVersion: string;
  /** Why it moved, as `diff` says it; empty where that could not be found. */
  readonly cause: string;
  /** What of it: fields with their values before and after, and the like. */
  readonly detail: string;
  /** For one that was lost or left: the checks that it failed when it was last seen, by id. */
  readonly signs: readonly string[];
}

/** The file that says who moved when, and why. */
export const HISTORY = 'history.csv';

/** The header of the history; `historyCells` gives its cells in this order. */
export const HISTORY_COLUMNS = [
  'as_of',
  'customer_id',
  'from',
  'to',
  'criterion',
  'criteria_version',
  'cause',
  'detail',
  'signs',
] as const;

/** A line of the history with its place in the file. */
export interface ReadHistoryRow extends HistoryRow {
  readonly line: number;
}

/** Reads the history in its order, a batch at a time. Throws an InputError when it is damaged. */
export async function* readHistory(book: BookFolder): AsyncGenerator<readonly ReadHistoryRow[]> {
  const blame = blameIn(book, HISTORY);
  let last = Number.NEGATIVE_INFINITY;
  for await (const batch of readRows(book, HISTORY, HISTORY_COLUMNS)) {
    yield batch.map((row) => {
      const read = readRow(row, blame);
      if (read.asOf < last)
        throw blame(
          { en: 'the day lies before the one in the line above', zh: '该日期早于上一行的日期' },
          row.line,
          'as_of',
        );
      last = read.asOf;
      return read;
    });
  }
}

/** A line of the history as cells. */
export function historyCells(row: HistoryRow): string[] {
  const { asOf, id, from, to, criterion, criteriaVersion, cause, detail, signs } = row;
  const what = [from ?? '', to, criterion, criteriaVersion, cause, detail, signs.join('; ')];
  return [formatDay(asOf), id, ...what];
}

function readRow({ cells, line }: BookRow, blame: BlameRow): ReadHistoryRow {
  const [day, id, from, to, criterion, criteriaVersion, cause, detail, signs] = cells as [
    string,
    ...string[],
  ];
  const asOf = readDayOfRow(day, line, blame);
  const customer = readId(id!);
  if (typeof customer !== 'string')
    throw blame({ en: `expected an id, found "${id}"`, zh: `应为编号，实际为“${id}”` }, line, 'customer_id');
  if (from !== '' && !isHistoryCategory(from!))
    throw blame(
      {
        en: `expected ${HISTORY_CATEGORIES.join(', ')} or nothing, found "${from}"`,
        zh: `应为 ${HISTORY_CATEGORIES.join('、')} 之一或留空，实际为“${from}”`,
      },
      line,
      'from',
    );
  if (!isHistoryCategory(to!))
    throw blame(
      {
        en: `expected ${HISTORY_CATEGORIES.join(', ')}, found "${to}"`,
        zh: `应为 ${HISTORY_CATEGORIES.join('、')} 之一，实际为“${to}”`,
      },
      line,
      'to',
    );
  return {
    asOf,
    id: customer,
    from: from === '' ? null : (from as HistoryCategory),
    to,
    criterion: unguard(criterion!),
    criteriaVersion: unguard(criteriaVersion!),
    cause: cause!,
    detail: unguard(detail!),
    signs: signs === '' ? [] : unguard(signs!).split('; '),
    line,
  };
}

const HISTORY_CATEGORIES: readonly HistoryCategory[] = [...CATEGORY_NAMES, 'undetermined', 'gone'];

function isHistoryCategory(text: string): text is HistoryCategory {
  return (HISTORY_CATEGORIES as readonly string[]).includes(text);
}
