import type { FunctionOfSql, ReadAs } from './tree.ts';

/** The databases whose SQL can be written. */
export const DIALECT_NAMES = ['duckdb', 'postgres', 'spark'] as const;
/** A dialect, as the command line spells it. */
export type DialectName = (typeof DIALECT_NAMES)[number];

/** In what a database differs from others: all that is not the same everywhere stands in one of these. */
export interface SqlDialect {
  readonly name: DialectName;
  /** What people call the database. */
  readonly title: string;
  /** The sign around names. */
  readonly quote: '"' | '`';
  /** How many bytes of a name count; null where nobody is likely to reach it. */
  readonly nameBytes: number | null;
  /** How many digits a whole number may have; null is any number. */
  readonly digits: number | null;
  /** The type of doubles. */
  readonly double: string;
  /** The type of texts. */
  readonly textType: string;
  /** What ends a step so that it is calculated once, and not copied to each place that reads it; null where nothing is needed. */
  readonly fence: string | null;
  /** What stands before a step that is calculated for each that reads it, where the database would keep it; null where it stays kept. */
  readonly again: string | null;
  /** How several values are put into one, and the number of the first. */
  readonly list: { readonly open: string; readonly close: string; readonly first: number };
  /** A text as a literal. */
  text(value: string): string;
  /** Functions, by their arguments. */
  readonly functions: Readonly<Record<FunctionOfSql, (...of: readonly string[]) => string>>;
  /** Two whole numbers added, subtracted or multiplied; null writes the sign between them. */
  readonly wholes: ((operator: '+' | '-' | '*', left: PrintedWhole, right: PrintedWhole) => string) | null;
  /** A decimal as a whole number of its last place. */
  scaled(value: string, places: number): string;
  /** Whether all rows can be put in order at once, rather than those of each group. */
  readonly ranksAll: boolean;
  /** A decimal with so many places and 18 digits at most; NULL where it has more. */
  narrow(value: string, places: number): string;
  /** Whether a text matches one of some patterns. */
  matches(text: string, patterns: readonly string[]): string;
  /** NULL in place of an error for too many digits. */
  attempt(value: string): string;
  /** A column read as a type. */
  read(column: string, as: ReadAs): string;
  /** The same of a column that holds texts: a plain decimal, an ISO day, a word for yes or no. */
  readText(column: string, as: ReadAs): string;
}

/** A whole number as text, and whether the text has the type that whole numbers have. */
export interface PrintedWhole {
  readonly text: string;
  readonly isWide: boolean;
}
