import type { Condition } from '../condition/condition.ts';
import { type Day, formatDay, monthsBefore } from '../fields/day.ts';
import type { Field } from '../fields/field.ts';
import type { ValueType } from '../fields/value.ts';
import type { Span } from '../text/source.ts';
import type { InputRules } from './input.ts';

const ALL: readonly ValueType[] = ['id', 'text', 'choice', 'number', 'money', 'percent', 'date', 'flag'];
const AMOUNTS: readonly ValueType[] = ['number', 'money', 'percent'];

/**
 * What can be made of a customer's lines: the types of field that it takes (none where it takes no field), the type
 * that comes of it (null is that of the field), and what it is where there is no line (null is missing).
 */
export const LINE_FUNCTIONS = {
  sum: { takes: ['number', 'money'], gives: null, ofNone: '0', meaning: 'the amounts of the lines added up' },
  count: { takes: [], gives: 'number', ofNone: '0', meaning: 'how many lines there are: `count: yes`' },
  distinct: { takes: ALL, gives: 'number', ofNone: '0', meaning: 'how many different values there are' },
  largest: { takes: AMOUNTS, gives: null, ofNone: null, meaning: 'the largest amount' },
  smallest: { takes: AMOUNTS, gives: null, ofNone: null, meaning: 'the smallest amount' },
  mean: { takes: AMOUNTS, gives: null, ofNone: null, meaning: 'the mean of the lines that have an amount' },
  latest: { takes: ['date'], gives: null, ofNone: null, meaning: 'the latest day' },
  earliest: { takes: ['date'], gives: null, ofNone: null, meaning: 'the earliest day' },
  first_value: {
    takes: ALL,
    gives: null,
    ofNone: null,
    meaning: 'the value of the earliest line that has one',
  },
  last_value: { takes: ALL, gives: null, ofNone: null, meaning: 'the value of the latest line that has one' },
} as const satisfies Record<string, LineFunctionRule>;

interface LineFunctionRule {
  readonly takes: readonly ValueType[];
  readonly gives: ValueType | null;
  readonly ofNone: string | null;
  readonly meaning: string;
}

/** So many places behind the last digit of the amounts a mean is rounded. */
export const MEAN_FINER = 12;

/** A way to make one value of lines, as a criteria file spells it. */
export type LineFunction = keyof typeof LINE_FUNCTIONS;

/** Its names, as a criteria file may use them. */
export const LINE_FUNCTION_NAMES = Object.keys(LINE_FUNCTIONS) as readonly LineFunction[];

/** Order lines, invoices or the like: how their columns are read, and what is worked out from them for each customer. */
export interface LineTable {
  readonly name: string;
  /** The file as the criteria name it, seen from the file that does; null where only the command line can. */
  readonly file: string | null;
  readonly input: InputRules;
  /** With that of the customer, in the order of their slots. */
  readonly fields: readonly Field[];
  /** Those that have to be read: something is worked out from them, or they tell lines apart. */
  readonly read: readonly Field[];
  /** Whose line it is. */
  readonly customer: Field;
  /** The day of a line, which windows speak of; null where lines have none. */
  readonly date: Field | null;
  /** The fields that name a line: two lines with the same values are one line twice. Empty where nothing does. */
  readonly unique: readonly Field[];
  readonly sums: readonly LineSum[];
  readonly series: readonly LineSeries[];
  readonly span: Span;
}

/** Whether anything is worked out from a table, if only a series. */
export function isWorked({ sums, series }: Pick<LineTable, 'sums' | 'series'>): boolean {
  return sums.length + series.length > 0;
}

/** What is worked out of the lines of each customer. */
export interface LineValue {
  /** The name of the field that it gives. */
  readonly name: string;
  readonly how: LineFunction;
  readonly of: Field | null;
  /** Which lines count; null counts all. Its facts are the fields of the table. */
  readonly where: Condition | null;
  readonly span: Span;
}

/** Whether there is a value for every customer, also for one without a line. */
export function isAlwaysThere({ how }: Pick<LineValue, 'how'>): boolean {
  return LINE_FUNCTIONS[how].ofNone !== null;
}

/** One value for each customer: a field like any other. */
export interface LineSum extends LineValue {
  /** What it is, in full, but for how the cells of the lines are read. */
  readonly meaning: string;
  /** The header of the column that it stands in, behind those of the customer file: other values have another. */
  readonly column: string;
  readonly type: ValueType;
  readonly within: LineWindow | null;
}

/** One value for each of the last months: for charts and plans, not for criteria. */
export interface LineSeries extends LineValue {
  readonly months: number;
}

/** The days after one reach back from the as-of date, up to another; null is the as-of date itself. */
export interface LineWindow {
  readonly from: WindowEnd;
  readonly to: WindowEnd | null;
}

/** So many days or months of the calendar, as typed: quarters and years are months, weeks are days. */
export interface WindowEnd {
  readonly count: number;
  readonly unit: 'days' | 'months';
  readonly text: string;
}

/** The window of one month of a series: the last one is 0. */
export function monthBefore(months: number): LineWindow {
  const back = (count: number): WindowEnd => ({ count, unit: 'months', text: `${count} months` });
  return { from: back(months + 1), to: months === 0 ? null : back(months) };
}

/** From which day windows are reckoned back, and up to which day lines are known; both are the as-of date but where two days are compared. */
export interface LineDays {
  readonly reckoned: Day;
  readonly known: Day;
}

/** What lies between two days: new lines in the windows of the older one, and its lines in those of the newer one. */
export function betweenDays(older: Day, newer: Day): readonly [newLines: LineDays, calendar: LineDays] {
  return [
    { reckoned: older, known: newer },
    { reckoned: newer, known: older },
  ];
}

/** The header of the column with what lines come to on such days. */
export function columnOn(column: string, { reckoned, known }: LineDays): string {
  return `${column}, reckoned from ${formatDay(reckoned)}, lines up to ${formatDay(known)}`;
}

/** The days of a window: after the one, up to and on the other. Without a window, all that are known. */
export function daysWithin(
  window: LineWindow | null,
  { reckoned, known }: LineDays,
): { readonly after: Day; readonly upTo: Day } {
  if (window === null) return { after: Number.NEGATIVE_INFINITY, upTo: known };
  const { from, to } = window;
  return {
    after: goBack(reckoned, from),
    upTo: to === null ? known : Math.min(goBack(reckoned, to), known),
  };
}

function goBack(asOf: Day, { count, unit }: WindowEnd): Day {
  return unit === 'days' ? asOf - count : monthsBefore(asOf, count);
}
