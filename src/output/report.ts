/**
 * What people read, before anyone decides how it looks: a title and blocks that hold values. Whoever builds a
 * report does all the arithmetic; a format only lays out. Strings may be data as it came: formats clean them.
 */
export interface Report {
  readonly title: string;
  readonly blocks: readonly Block[];
}

export type Block = Heading | Paragraph | Table | List | Note | FactList | Details;

/** Opens a section; stands close to the block after it. */
interface Heading {
  readonly kind: 'heading';
  readonly text: string;
}

interface Paragraph {
  readonly kind: 'paragraph';
  readonly text: string;
}

export interface Table {
  readonly kind: 'table';
  readonly caption?: string | undefined;
  readonly columns: readonly Column[];
  /** A cell per column; cells that a row does not have are empty. */
  readonly rows: readonly (readonly Cell[])[];
  /** A last row, set apart. */
  readonly total?: readonly Cell[] | undefined;
  /** A closing line, such as how many rows are not shown. */
  readonly more?: string | undefined;
}

/** Numbers go right. Only flexible columns give way on a narrow page: by cutting their text, or by wrapping it. */
interface Column {
  readonly header: string;
  readonly align: 'left' | 'right';
  readonly flexible?: 'cut' | 'wrap' | undefined;
}

interface List {
  readonly kind: 'list';
  readonly items: readonly string[];
  /** Items are referred to by their number, from 1. */
  readonly numbered?: boolean | undefined;
}

/** What not everybody needs: folded where a format can fold, else under its summary as under a heading. */
interface Details {
  readonly kind: 'details';
  readonly summary: string;
  readonly blocks: readonly Block[];
}

/** Something to notice; `info` explains, without anything being wrong. */
export interface Note {
  readonly kind: 'note';
  readonly severity: 'error' | 'warning' | 'info';
  readonly text: string;
}

/** Labels with their values: as of 2026-06-30, criteria and version. */
export interface FactList {
  readonly kind: 'facts';
  readonly items: readonly { readonly label: string; readonly value: Cell }[];
}

/** A value and what kind of number it is; how it is written is the format's and the language's matter. */
export type Cell = Content & { readonly tone?: Tone | undefined };

type Content =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'count'; readonly value: number }
  | { readonly kind: 'money'; readonly value: number }
  /** A ratio: 0.123 is 12.3 %. */
  | { readonly kind: 'share'; readonly value: number }
  /** Points from 0 to 100. */
  | { readonly kind: 'score'; readonly value: number }
  | { readonly kind: 'number'; readonly value: number }
  /** A calendar day, counted from 1970-01-01. */
  | { readonly kind: 'day'; readonly day: number }
  | { readonly kind: 'none' };

/** What a cell should feel like; a format without colour leaves it out, so it never carries meaning alone. */
export type Tone = 'key' | 'good' | 'warn' | 'bad' | 'dim';
