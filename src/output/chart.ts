import type { Cell, Table } from './report.ts';

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
