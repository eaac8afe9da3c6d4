/** Where the customers stand in a file that holds more than them. */
export interface Layout {
  /** The row of the header, from 1; null looks for it. */
  readonly headerRow: number | null;
  /** Whether what follows the first blank row is no data. */
  readonly endsAtBlankRow: boolean;
  /** How many columns must be there, and how many of them a row names: the first row that names all is the header. */
  readonly wanted: number;
  readonly named: (cells: readonly string[]) => number;
  /** What the header makes of the rows that are no customers; null where none is to be left out. */
  readonly leaveOut: (header: readonly string[]) => RowTest | null;
}

/** Whether a row is no customer. */
export type RowTest = (cells: readonly string[]) => boolean;

/** Why a row that is not blank is no customer: it stands above the header, matches `leave_out`, or follows the end. */
export type LeftOutWhy = 'above' | 'leave-out' | 'below';

/** Rows in which a header is looked for. */
export const HEADER_ROWS = 50;
