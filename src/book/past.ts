import { CATEGORY_NAMES, type CategoryName } from '../criteria/criteria.ts';
import { type Day, formatDay } from '../fields/day.ts';
import { createIdTable, roomFor } from '../fields/id-table.ts';
import type { BookFolder } from './files.ts';
import { HISTORY, type HistoryCategory, readHistory } from './history.ts';
import { type Overrides, readOverrides } from './overrides.ts';
import { blameIn } from './rows.ts';
import { type ReadRun, RUNS, readRuns } from './runs.ts';

/** What the book knows from the runs before a day. */
export interface Past {
  /** The category that a customer was last seen in; null when it is new, or had left. */
  previous(id: string): CategoryName | null;
  /** Where it stood after the last run before the day; null when it is new, or had left. */
  lastCategory(id: string): HistoryCategory | null;
  /** Opens the list of those who were there after that run, to be ticked off as they come. */
  expect(): Expected;
  /** How many they were. */
  readonly customers: number;
  /** How many lines of the history come before the day, its header among them; infinite when all do. */
  readonly lines: number;
  /** The last day of which the history has a line. */
  readonly lastDay: Day | null;
}

/** Customers that are expected, since they were there after the last run. */
export interface Expected {
  see(id: string): void;
  /** Those that were not seen, in the order in which they first came. */
  missing(): Iterable<string>;
}

/**
 * Reads what was known before a day. What runs of that day or later wrote plays no part, so that a run of the
 * same day comes to the same again.
 */
export async function readPast(book: BookFolder, asOf: Day): Promise<Past> {
  const table = createIdTable();
  let codes = new Uint32Array(1);
  const codeOf = (id: string): number => {
    const number = table.find(id);
    return number < 0 ? GONE : codes[number]!;
  };
  let customers = 0;
  let lines: number | null = null;
  let lastDay: Day | null = null;
  for await (const batch of readHistory(book)) {
    for (const { asOf: day, id, to, line } of batch) {
      lastDay = day;
      if (day >= asOf) {
        lines ??= line - 1;
        continue;
      }
      const number = table.add(id);
      codes = roomFor(codes, table.size);
      const before = codes[number]!;
      const after = codeAfter(to, before);
      if (before === GONE && after !== GONE) customers += 1;
      if (before !== GONE && after === GONE) customers -= 1;
      codes[number] = after;
    }
  }
  return {
    previous: (id) => CATEGORY_NAMES[(codeOf(id) & CATEGORY) - 1] ?? null,
    lastCategory(id) {
      const code = codeOf(id);
      if (code === GONE) return null;
      return (code & UNDETERMINED) === 0 ? CATEGORY_NAMES[code - 1]! : 'undetermined';
    },
    expect() {
      const seen = new Uint8Array(table.size);
      return {
        see(id) {
          const number = table.find(id);
          if (number >= 0) seen[number] = 1;
        },
        *missing() {
          for (let number = 0; number < table.size; number += 1)
            if (codes[number] !== GONE && seen[number] === 0) yield table.at(number);
        },
      };
    },
    customers,
    lines: lines ?? Number.POSITIVE_INFINITY,
    lastDay,
  };
}

// A small number a customer: its last category by place, from 1, and whether it is undetermined since.
const CATEGORY = 7;
const UNDETERMINED = 8;
const GONE = 0;

function codeAfter(to: HistoryCategory, before: number): number {
  switch (to) {
    case 'gone':
      return GONE;
    case 'undetermined':
      return (before & CATEGORY) | UNDETERMINED;
    case 'target':
    case 'normal':
    case 'lost':
    case 'key':
      return CATEGORY_NAMES.indexOf(to) + 1;
  }
}

/** What a book knows on a day. */
export interface BookState {
  readonly past: Past;
  readonly overrides: Overrides;
  /** The runs before the day, and all of them. */
  readonly runsBefore: readonly ReadRun[];
  readonly runs: readonly ReadRun[];
}

/** Reads what a book knows on a day. Throws an InputError when it is damaged; overrides carry their own mistakes. */
export async function readState(book: BookFolder, asOf: Day): Promise<BookState> {
  const runs = await readRuns(book);
  const past = await readPast(book, asOf);
  const lastRun = runs.at(-1)?.asOf ?? null;
  // Somebody restored one of the two, or merged two books.
  if (past.lastDay !== null && (lastRun === null || past.lastDay > lastRun))
    throw blameIn(book, RUNS)(
      {
        en: `there is no run of ${formatDay(past.lastDay)}, of which ${HISTORY} has lines`,
        zh: `没有 ${formatDay(past.lastDay)} 的运行记录，而 ${HISTORY} 中有该日的行`,
      },
      runs.at(-1)?.line ?? 1,
    );
  const runsBefore = runs.filter((run) => run.asOf < asOf);
  // A first run writes a line of every customer.
  const first = runsBefore.find(({ totals }) => [...totals.values()].some(({ customers }) => customers > 0));
  if (past.lastDay === null && first !== undefined)
    throw blameIn(book, HISTORY)(
      {
        en: `there is no line of ${formatDay(first.asOf)}, on which ${RUNS} has a run with customers`,
        zh: `没有 ${formatDay(first.asOf)} 的行，而 ${RUNS} 中该日的运行记录有客户`,
      },
      1,
    );
  const overrides = await readOverrides(book, asOf);
  return { past, overrides, runs, runsBefore };
}

/** Since when customers are what they are, as the runs up to a day found them: for their plans. */
interface CategoriesSince {
  /**
   * The first run that found a customer in the category that it has had since; null where the book does not say so.
   * Runs that could not tell do not interrupt it; leaving the export does. `stated`, the day that its plan names, counts
   * where the book cannot know better: before its first run, and after its last.
   */
  since(id: string, category: CategoryName, stated: Day | null): Day | null;
  /** Whether the last run that had something to say of it found that it had left. */
  isGone(id: string): boolean;
}

/** Reads the history up to a day, that day included. Throws an InputError when it is damaged. */
export async function readCategoriesSince(book: BookFolder, asOf: Day): Promise<CategoriesSince> {
  const found = new Map<string, { readonly category: CategoryName | 'gone'; readonly day: Day }>();
  const days = (await readRuns(book)).map((run) => run.asOf).filter((day) => day <= asOf);
  const [firstRun = Number.POSITIVE_INFINITY, lastRun = Number.NEGATIVE_INFINITY] = [days[0], days.at(-1)];
  for await (const batch of readHistory(book)) {
    for (const { asOf: day, id, to } of batch) {
      if (day > asOf || to === 'undetermined') continue;
      if (found.get(id)?.category !== to) found.set(id, { category: to, day });
    }
  }
  return {
    since(id, category, stated) {
      const last = found.get(id);
      if (last?.category !== category) return stated !== null && stated > lastRun ? stated : null;
      return last.day === firstRun ? Math.min(last.day, stated ?? last.day) : last.day;
    },
    isGone: (id) => found.get(id)?.category === 'gone',
  };
}
