import type { ExactNumber } from '../fields/exact-number.ts';

/**
 * What people read, before anyone decides how it looks: a title and blocks that hold values. Whoever builds a
 * report does all the arithmetic; a format only lays out. Strings may be data as it came: formats clean them.
 */
export interface Report {
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** The kinds of blocks; every format has a way to show each. */
export type Block =
  | Heading
  | Paragraph
  | Table
  | List
  | Note
  | FactList
  | Details
  | Section
  | Figures
  | Actions
  | Chart;

/** Opens a section; stands close to the block after it. */
interface Heading {
  readonly kind: 'heading';
  readonly text: string;
}

interface Paragraph {
  readonly kind: 'paragraph';
  readonly text: string;
}

/** Rows under headers. */
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
  /** A long list, which a page that can be worked with sorts, filters and turns over. */
  readonly controls?: TableControls | undefined;
}

/** What the controls of a long table say; `{from}`, `{to}` and `{count}` are filled in. */
export interface TableControls {
  readonly search: string;
  /** The column whose values are offered to choose from. */
  readonly choose: number;
  readonly all: string;
  readonly showing: string;
  readonly nothing: string;
  readonly previous: string;
  readonly next: string;
  readonly sort: string;
}

/** A column of a table. Numbers go right; only flexible columns give way on a narrow page, by cutting or wrapping their text. */
export interface Column {
  readonly header: string;
  readonly align: 'left' | 'right';
  readonly flexible?: 'cut' | 'wrap' | undefined;
}

/** Items one below the other, each a sentence or less. */
export interface List {
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

/** A part of a long report that can be jumped to: its heading, and one sentence that says what it shows. */
export interface Section {
  readonly kind: 'section';
  /** Letters, digits and hyphens; once in a report. */
  readonly id: string;
  readonly title: string;
  /** The title where there is little room. */
  readonly short: string;
  readonly lead: string;
  readonly blocks: readonly Block[];
}

/** The few numbers to see first. */
export interface Figures {
  readonly kind: 'figures';
  readonly items: readonly {
    readonly label: string;
    readonly value: Cell;
    /** What it is a part of, or how it has changed. */
    readonly note: string;
    readonly series?: Series | undefined;
  }[];
}

/** What is to be done, the most urgent first. */
export interface Actions {
  readonly kind: 'actions';
  readonly title: string;
  readonly items: readonly {
    readonly urgency: 'bad' | 'warn' | 'good' | 'plain';
    readonly text: string;
    /** Whom or what it is about, one after the other. */
    readonly about: readonly string[];
    /** The section that says more. */
    readonly section: string;
  }[];
  /** What stands there when there is nothing to do. */
  readonly nothing: string;
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
export type Cell = Content & {
  readonly tone?: Tone | undefined;
  /** What a mark before it stands for. */
  readonly series?: Series | undefined;
  /** 0 to 1: a bar behind it. */
  readonly bar?: number | undefined;
  /** The file beside this one that says more, where a format has links. */
  readonly file?: string | undefined;
};

type Content =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'count'; readonly value: number }
  | { readonly kind: 'money'; readonly value: ExactNumber }
  /** A ratio: 0.123 is 12.3 %. */
  | { readonly kind: 'share'; readonly value: number }
  /** Points from 0 to 100. */
  | { readonly kind: 'score'; readonly value: number }
  | { readonly kind: 'number'; readonly value: number }
  /** A calendar day, counted from 1970-01-01. */
  | { readonly kind: 'day'; readonly day: number }
  /** A value for each month, the latest last; `label` says of which months, for whoever cannot see them. */
  | { readonly kind: 'months'; readonly values: readonly number[]; readonly label: string }
  | { readonly kind: 'none' };

/** What a cell should feel like; a format without colour leaves it out, so it never carries meaning alone. */
export type Tone = 'key' | 'good' | 'warn' | 'bad' | 'dim';

/**
 * Numbers to look at: what the picture shows, the same numbers as a table, and a text that says it. Whoever
 * builds it has computed everything; a format only finds places for it on the page.
 */
export interface Chart {
  readonly kind: 'chart';
  /** Letters, digits and hyphens; once in a report. */
  readonly id: string;
  readonly title: string;
  /** What there is to see, for those who cannot see it. */
  readonly description: string;
  readonly data: ChartData;
  /** What a page of characters shows instead; empty where only the table can say it. */
  readonly lines: readonly BarLine[];
  readonly table: Table;
  /** The table says more than the picture, so that it is not folded. */
  readonly open?: boolean | undefined;
  /** What was left out of the picture. */
  readonly more?: string | undefined;
  /** How the picture is to be read; a page without it says nothing of it. */
  readonly aside?: string | undefined;
}

/** The kinds of pictures; a format draws each, or shows the lines and the table in its place. */
export type ChartData = CurveChart | ScatterChart | HistogramChart | BarChart | FlowChart | TrendChart;

/** A bar of characters: its length as a part of the longest. */
export interface BarLine {
  readonly label: string;
  /** 0 to 1. */
  readonly length: number;
  readonly value: Cell;
  readonly note?: string | undefined;
  readonly series: Series;
}

/**
 * What a colour and a shape stand for. They mean the same in every picture: the categories, the two amounts, and
 * whether something is well.
 */
export type Series =
  | 'key'
  | 'normal'
  | 'target'
  | 'lost'
  | 'undetermined'
  | 'revenue'
  | 'profit'
  | 'good'
  | 'warn'
  | 'bad'
  | 'plain';

/** A series with its name, as the legend shows it. */
export interface Legend {
  readonly series: Series;
  readonly label: string;
}

/** What an axis counts, and what its numbers are. */
export interface Axis {
  readonly label: string;
  readonly kind: 'share' | 'money' | 'count' | 'score';
  /** Where the picture begins and ends; values beyond are drawn at the edge. */
  readonly from?: number;
  readonly to?: number;
}

/** A line across a picture that the criteria, or a rule, draw. */
export interface Guide {
  readonly axis: 'x' | 'y';
  readonly at: number;
  readonly label: string;
}

/** Curves that rise with x. */
export interface CurveChart {
  readonly kind: 'curves';
  readonly x: Axis;
  readonly y: Axis;
  readonly curves: readonly (Legend & { readonly points: readonly Point[] })[];
  readonly guides: readonly Guide[];
  readonly marks: readonly (Point & { readonly series: Series; readonly label: string })[];
}

/** A place in a picture, in what its axes count. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** One mark a customer: its size by area. */
export interface ScatterChart {
  readonly kind: 'scatter';
  readonly x: Axis;
  readonly y: Axis;
  readonly legend: readonly Legend[];
  readonly points: readonly (Point & {
    readonly size: number;
    readonly series: Series;
    readonly label: string;
  })[];
  readonly guides: readonly Guide[];
}

/** Columns beside each other, each stacked of the series of the legend. */
export interface HistogramChart {
  readonly kind: 'histogram';
  readonly x: Axis;
  readonly y: Axis;
  readonly legend: readonly Legend[];
  readonly bins: readonly {
    readonly from: number;
    readonly to: number;
    readonly counts: readonly number[];
  }[];
  readonly guides: readonly Guide[];
}

/** Bars below each other, each stacked of the series of the legend; shares fill the width. */
export interface BarChart {
  readonly kind: 'bars';
  readonly value: Axis;
  readonly legend: readonly Legend[];
  readonly rows: readonly {
    readonly label: string;
    readonly values: readonly number[];
    /** What stands behind the bar. */
    readonly note: string;
    /** How much this bar and those above make of all: drawn as a line over the bars. */
    readonly cumulative?: number;
  }[];
  /** What the line over the bars is called, where there is one. */
  readonly line?: string;
}

/** Who went from where to where. */
export interface FlowChart {
  readonly kind: 'flow';
  readonly from: readonly (Legend & { readonly count: number })[];
  readonly to: readonly (Legend & { readonly count: number })[];
  /** By place in the lists; those who stayed among them. */
  readonly links: readonly { readonly from: number; readonly to: number; readonly count: number }[];
  readonly labels: { readonly from: string; readonly to: string };
}

/** Amounts run over run. */
export interface TrendChart {
  readonly kind: 'trend';
  readonly y: Axis;
  readonly steps: readonly string[];
  readonly lines: readonly (Legend & { readonly values: readonly (number | null)[] })[];
}

/** A cell with text. */
export function text(content: string): Extract<Cell, { kind: 'text' }> {
  return { kind: 'text', text: content };
}

/** A cell with a whole number of something; nothing where it is not known. */
export function count(value: number | null): Cell {
  return value === null ? { kind: 'none' } : { kind: 'count', value };
}

/** A cell with an amount in the file's money; nothing where it is not known. */
export function money(value: ExactNumber | null): Cell {
  return value === null ? { kind: 'none' } : { kind: 'money', value };
}

/** A cell with a ratio, such as 0.123 for 12.3 %; nothing where it is not known. */
export function share(value: number | null): Cell {
  return value === null ? { kind: 'none' } : { kind: 'share', value };
}
