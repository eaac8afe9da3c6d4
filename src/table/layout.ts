/** Where the customers stand in a file that holds more than them. */
export interface Layout {
  /** The row of the header, from 1; null looks for it. */
  readonly headerRow: number | null;
  /** Whether what follows the first blank row is no data. */
  readonly endsAtBlankRow: boolean;
  /** Whether marks of HTML such as &amp; are read as their signs. */
  readonly html: boolean;
  /** Which of the first rows, none of them blank, is the header: its place among them. */
  readonly findHeader: (rows: readonly (readonly string[])[]) => number;
  /** A number of a spreadsheet, 1234.5, as the criteria read it in a text: 1234,5 where these say `decimal: ","`. */
  readonly writeNumber: (plain: string) => string;
  /** Whether a plain 0.5 among the percents of a spreadsheet is 50%: no field says how its percents are written. */
  readonly plainShares: boolean;
  /** How many of the columns that must be there a row names; null where no criteria say which these are. */
  readonly named: ((cells: readonly string[]) => number) | null;
  /** What the header makes of the rows that are no customers; null where none is to be left out. */
  readonly leaveOut: (header: readonly string[]) => RowTest | null;
  /** The line of criteria that leaves out rows like this one, whose first text is of this form; null where it has an id. */
  readonly leaveOutLine: (header: readonly string[], cells: readonly string[], form: string) => string | null;
  /** The line of criteria that leaves out rows with the id of this one, by the header; null where it has none. */
  readonly leaveOutRow: (header: readonly string[], cells: readonly string[]) => string | null;
}

/** The form of this very text in `leave_out`, where * stands for any text. */
export function formOf(text: string): string {
  return text.replaceAll('*', '\\*');
}

/** Whether a row is no customer. */
export type RowTest = (row: RowCells) => boolean;

/** The cells of a row: one by one, blank behind its last one, or all of them, which costs more. */
export interface RowCells {
  readonly cells: readonly string[];
  cell(column: number): string;
}

/**
 * Why a row that is not blank is no customer: it stands above the header, matches `leave_out`, follows the end, or is a
 * line that is drawn.
 */
export type LeftOutWhy = 'above' | 'leave-out' | 'below' | 'rule';

/** The rows of a file that are no customers: how many of each kind, and the first of them. */
export interface LeftOutRows {
  readonly counts: Readonly<Record<LeftOutWhy, number>>;
  readonly first: readonly LeftOutRow[];
}

/** A row that is no customer: its line, from 1, why it was left out, and its text, cut where it is long. */
export interface LeftOutRow {
  readonly line: number;
  readonly why: LeftOutWhy;
  readonly text: string;
}

/** How many rows were left out. */
export function countLeftOut({ counts }: LeftOutRows): number {
  return counts.above + counts['leave-out'] + counts.below + counts.rule;
}

/** Rows in which a header is looked for. */
export const HEADER_ROWS = 50;
