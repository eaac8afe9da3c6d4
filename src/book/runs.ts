import { type Day, formatDay } from '../fields/day.ts';
import { type ExactNumber, exactNumber } from '../fields/exact-number.ts';
import { printAmount } from '../verdict/amounts.ts';
import type { Standing } from '../verdict/verdict.ts';
import type { BookChange, BookFolder } from './files.ts';
import { type BlameRow, type BookRow, blameIn, readDayOfRow, readRows, unguard, writeRows } from './rows.ts';
import { TOTALS_OF, type Total, type Totals } from './totals.ts';

/** One run of the book: the portfolio as it came out. */
export interface BookRun {
  readonly asOf: Day;
  readonly criteriaVersion: string;
  readonly totals: Totals;
  /** Customers that became key accounts since the run before, and that ceased to be; null at the first run. */
  readonly keyEntered: number | null;
  readonly keyLeft: number | null;
  readonly dataSha256: string;
  readonly criteriaSha256: string;
  /** Why it was recorded although its export was out of the ordinary; null when it was not. */
  readonly accepted: string | null;
}

/** The file with a line for each run. */
export const RUNS = 'runs.csv';

/** The header of the file of runs. */
export const RUN_COLUMNS: readonly string[] = [
  'as_of',
  'criteria_version',
  'customers',
  ...TOTALS_OF.flatMap((of) => [`${of}_customers`, `${of}_revenue`, `${of}_profit`]),
  'key_entered',
  'key_left',
  'data_sha256',
  'criteria_sha256',
];

/** A last column, in books of which some run was accepted. */
const ACCEPTED_COLUMN = 'accepted';

/** A run with its place in the file. */
export interface ReadRun extends BookRun {
  readonly line: number;
}

/** The runs in their order. Throws an InputError when the file is damaged. */
export async function readRuns(book: BookFolder): Promise<readonly ReadRun[]> {
  const blame = blameIn(book, RUNS);
  const runs: ReadRun[] = [];
  for await (const batch of readRows(book, RUNS, RUN_COLUMNS, ACCEPTED_COLUMN)) {
    for (const row of batch) {
      const run = readRun(row, blame);
      if (run.asOf <= (runs.at(-1)?.asOf ?? Number.NEGATIVE_INFINITY))
        throw blame(
          { en: 'the day does not come after the one in the line above', zh: '该日期不晚于上一行的日期' },
          row.line,
          'as_of',
        );
      runs.push(run);
    }
  }
  return runs;
}

/** Writes a run behind the first ones of those that the book has. */
export async function writeRun(
  book: BookFolder,
  change: BookChange,
  runs: readonly ReadRun[],
  kept: number,
  run: BookRun,
): Promise<void> {
  const all = [...runs.slice(0, kept), run];
  const [header, ...rows] = runRows(all);
  // The lines before it stay as they are, unless the column comes or goes.
  const isPlain = hasAccepted(runs) === hasAccepted(all);
  const next = runs[kept];
  const lines = !isPlain ? 0 : next === undefined ? Number.POSITIVE_INFINITY : next.line - 1;
  await writeRows(book, change, RUNS, header!, lines, isPlain ? rows.slice(-1) : rows);
}

/** Runs as rows, their header first. */
export function runRows(runs: readonly BookRun[]): string[][] {
  const isAccepted = hasAccepted(runs);
  return [
    [...RUN_COLUMNS, ...(isAccepted ? [ACCEPTED_COLUMN] : [])],
    ...runs.map((run) => [...runCells(run), ...(isAccepted ? [run.accepted ?? ''] : [])]),
  ];
}

function hasAccepted(runs: readonly BookRun[]): boolean {
  return runs.some(({ accepted }) => accepted !== null);
}

function runCells(run: BookRun): string[] {
  const amount = (value: ExactNumber | null): string => (value === null ? '' : printAmount(value));
  const totals = TOTALS_OF.map((of) => run.totals.get(of)!);
  return [
    formatDay(run.asOf),
    run.criteriaVersion,
    String(totals.reduce((sum, { customers }) => sum + customers, 0)),
    ...totals.flatMap(({ customers, revenue, profit }) => [
      String(customers),
      amount(revenue),
      amount(profit),
    ]),
    run.keyEntered === null ? '' : String(run.keyEntered),
    run.keyLeft === null ? '' : String(run.keyLeft),
    run.dataSha256,
    run.criteriaSha256,
  ];
}

function readRun({ cells, line }: BookRow, blame: BlameRow): ReadRun {
  const cellOf = new Map(RUN_COLUMNS.map((column, at) => [column, cells[at]!]));
  const digits = (column: string, pattern: RegExp): string | null => {
    const cell = cellOf.get(column)!;
    if (cell === '') return null;
    if (!pattern.test(cell))
      throw blame(
        { en: `expected a number, found "${cell}"`, zh: `应为数字，实际为“${cell}”` },
        line,
        column,
      );
    return cell;
  };
  const number = (column: string, pattern: RegExp): number | null => {
    const cell = digits(column, pattern);
    return cell === null ? null : Number(cell);
  };
  const count = (column: string): number => {
    const found = number(column, /^\d{1,15}$/);
    if (found === null)
      throw blame({ en: 'expected a number, found nothing', zh: '应为数字，实际为空' }, line, column);
    return found;
  };
  const money = (column: string): ExactNumber | null => {
    const cell = digits(column, /^-?\d{1,30}\.\d{2,6}$/);
    return cell === null ? null : exactNumber(cell.replace(/\.?0+$/, ''));
  };
  return {
    asOf: readDayOfRow(cellOf.get('as_of')!, line, blame),
    criteriaVersion: unguard(cellOf.get('criteria_version')!),
    totals: new Map(
      TOTALS_OF.map((of): [Standing, Total] => [
        of,
        {
          customers: count(`${of}_customers`),
          revenue: money(`${of}_revenue`),
          profit: money(`${of}_profit`),
        },
      ]),
    ),
    keyEntered: number('key_entered', /^\d{1,15}$/),
    keyLeft: number('key_left', /^\d{1,15}$/),
    dataSha256: cellOf.get('data_sha256')!,
    criteriaSha256: cellOf.get('criteria_sha256')!,
    accepted: unguard(cells[RUN_COLUMNS.length] ?? '') || null,
    line,
  };
}
