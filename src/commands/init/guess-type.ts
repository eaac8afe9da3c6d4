import { isCurrencyCode } from '../../fields/currency.ts';
import { type DateForm, findClash } from '../../fields/date-forms.ts';
import { type Day, formatDay } from '../../fields/day.ts';
import type { DecimalSign } from '../../fields/field.ts';
import { canBeTwo, letterPair } from '../../fields/number-text.ts';
import type { ValueType } from '../../fields/value.ts';
import { compareText } from '../../text/order.ts';
import { quoteYaml } from '../../text/quote-yaml.ts';
import { type Fit, fewOdd, firstMisfit, type OddText, TOLERANCE } from './fit.ts';
import type { SeenAmounts } from './probes.ts';
import { type ColumnProfile, toReckon } from './profile.ts';
import { findForms, latestShortYear } from './seen-days.ts';
import type { KnownFact } from './vocabulary.ts';

/** What a column holds, how sure that is, and what of it is left for a person to decide. */
export interface TypeGuess {
  readonly type: ValueType;
  /** What the criteria must say of how its cells are written. */
  readonly notation: Notation;
  /** The texts of a choice, the most frequent first. */
  readonly values: readonly string[];
  /** Cells that fit, of those that are filled. */
  readonly fits: number;
  /** A cell that fits. */
  readonly example: string;
  /** The first cell that does not fit: its row cannot be classified as long as it is so. */
  readonly misfit: { readonly text: string; readonly line: number } | null;
  /** Texts that do not fit, each with its first line and how often it stands, where they can be said to be blank. */
  readonly odd: ReadonlyMap<string, OddText>;
  readonly doubts: readonly Doubt[];
}

/** How the cells of a field are written, where the criteria have to say it. */
export interface Notation {
  readonly formats: readonly string[];
  readonly century: number | null;
  readonly day: 'last' | null;
  /** Where it is not that of the file. */
  readonly decimal: DecimalSign | null;
  readonly positive: string | null;
  /** The power of ten of its amounts, as the header says; null where it says none. */
  readonly scale: number | null;
}

/** Two readings that both suit the cells: which one is taken and which is the other, and a person decides. */
export interface Doubt {
  readonly kind: 'day-or-month' | 'percent-or-fraction' | 'two-scales' | 'century' | 'positive';
  readonly key: 'format' | 'century' | 'positive';
  /** What the key says, and what it would say of the other. */
  readonly taken: string;
  readonly other: string;
}

/** What all columns of a file have in common. */
export interface FileStyle {
  readonly decimal: '.' | ',';
  readonly asOf: Day;
  /** Whether dates elsewhere in the file are clearly written with the day, or the month, first. */
  readonly dayFirst: boolean | null;
  /** Of the letters of bookkeepers behind amounts the one that stands most often: it is taken to be above zero. */
  readonly letter: string | null;
}

/** The type of a column as the fact that its header is known for; null when its cells are something else. */
export function guessKnown(column: ColumnProfile, fact: KnownFact, style: FileStyle): TypeGuess | null {
  if (column.filled === 0) return null;
  for (const type of fact.types) {
    const guess = guessAs(column, type, style, true);
    if (guess !== null) return guess;
  }
  return null;
}

/** A column whose cells are taken as they are written. */
export function textGuess({ filled, example }: ColumnProfile): TypeGuess {
  return { ...PLAIN, type: 'text', fits: filled, example };
}

/** The type of a column that nothing is known of: one that every cell fits, else text. */
export function guessUnknown(column: ColumnProfile, style: FileStyle): TypeGuess {
  const { hints, filled } = column;
  const text = textGuess(column);
  if (filled === 0) return text;
  const code = hints.code || column.leadingZero || holdsMarkedCodes(column);
  for (const type of ['flag', 'date', 'percent', 'number', 'money', 'choice'] as const) {
    if (code && type !== 'date' && type !== 'choice') continue;
    const guess = guessAs(column, type, style, false);
    if (guess === null || (type === 'flag' && !saysFlag(column))) continue;
    const isMoney = (hints.money && !hints.ratio) || column.unit?.currency != null;
    const money = type === 'number' ? guessAs(column, 'money', style, false) : null;
    // A currency may stand in the first row alone.
    return money !== null && (isMoney || money.odd.size < guess.odd.size) ? money : guess;
  }
  return text;
}

/** Whether other columns show how the file orders day and month; null when none does, or they differ. */
export function findDayFirst(columns: readonly ColumnProfile[]): boolean | null {
  const orders = columns.flatMap(({ days }) => {
    const [found, ...more] = days.dropped || days.misfits > 0 ? [] : findForms(days);
    const order = found === undefined ? null : ORDERED.exec(found.form.format!);
    return order === null || more.length > 0 || found!.rivals.length > 0 ? [] : [order[0] === 'DD'];
  });
  return orders.length > 0 && orders.every((order) => order === orders[0]) ? orders[0]! : null;
}

/** The letters of bookkeepers that stand most often behind amounts, in small letters; null where there are none. */
export function findLetter(columns: readonly ColumnProfile[]): string | null {
  const counts = new Map<string, number>();
  for (const { amounts } of columns)
    for (const [letter, cells] of amounts.letters) counts.set(letter, (counts.get(letter) ?? 0) + cells);
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? null;
}

const ORDERED = /^(?:DD|MM)(?=.(?:DD|MM))/;

// "TL 1" and "RM 101" are codes, unless the header speaks of amounts: whole numbers of few digits behind letters that are
// no code of a currency.
function holdsMarkedCodes({ hints, distinct, amounts }: ColumnProfile): boolean {
  const marks = [...amounts.currencies.all.keys()];
  return (
    !hints.money &&
    hints.size !== 'says' &&
    marks.length > 0 &&
    !marks.some(isCurrencyCode) &&
    distinct !== null &&
    [...distinct.keys()].every((text) => MARKED_CODE.test(text))
  );
}

const MARKED_CODE = /^[a-z]+ ?\d{1,3}$/;

function guessAs(
  column: ColumnProfile,
  type: ValueType,
  style: FileStyle,
  lenient: boolean,
): TypeGuess | null {
  const whole: TypeGuess = { ...PLAIN, type, fits: column.filled, example: column.example };
  switch (type) {
    case 'id':
    case 'text':
      return whole;
    case 'choice':
      return guessChoice(column, lenient ? MOST_KNOWN_VALUES : MOST_VALUES, lenient);
    case 'date':
      return guessDate(column, style, lenient);
    case 'flag':
    case 'number':
    case 'money':
    case 'percent':
      return guessNumber(column, type, style, lenient);
  }
}

const NO_NOTATION: Notation = {
  formats: [],
  century: null,
  day: null,
  decimal: null,
  positive: null,
  scale: null,
};
/** A column of which nothing needs to be said. */
export const PLAIN = { notation: NO_NOTATION, values: [], misfit: null, odd: new Map(), doubts: [] } as const;

// How the best of several ways to read a column does, if it is good enough.
function guessBy(fit: Fit, column: ColumnProfile, lenient: boolean): TypeGuess | null {
  const { type, fits, example } = fit;
  if (fit.dropped || fits === 0) return null;
  const odd = fewOdd(fit);
  const common = { ...PLAIN, type, fits, example: example ?? '' };
  if (odd !== null && (lenient || fits >= ENOUGH || odd.size === 0)) return { ...common, odd };
  if (!lenient || fits < toReckon(column) * (1 - TOLERANCE)) return null;
  return { ...common, misfit: firstMisfit(fit) };
}

// A column that its header says nothing of needs this many cells that fit before others are mistakes.
const ENOUGH = 10;

function guessNumber(
  column: ColumnProfile,
  type: 'flag' | 'number' | 'money' | 'percent',
  style: FileStyle,
  lenient: boolean,
): TypeGuess | null {
  const signs = [style.decimal, style.decimal === '.' ? ',' : '.', 'any'];
  const [best] = column.probes
    .filter((probe) => probe.type === type && !probe.dropped)
    .sort((one, other) => other.fits - one.fits || signs.indexOf(one.decimal) - signs.indexOf(other.decimal));
  const guess = best === undefined ? null : guessBy(best, column, lenient);
  if (guess === null) return null;
  const decimal = type === 'flag' || best!.decimal === style.decimal ? null : best!.decimal;
  // A cell that could be two numbers is no mistake, and no blank.
  if (decimal === 'any' && [...guess.odd.keys()].some(canBeTwo)) return null;
  const scale = type === 'money' ? (column.unit?.scale ?? 0) : 0;
  const sized = { ...guess, notation: { ...NO_NOTATION, decimal, scale: scale === 0 ? null : scale } };
  if (best!.format !== null) return guessRatio(sized, column.amounts);
  return type === 'money' ? guessSign(sized, column.amounts, style, lenient) : sized;
}

function guessSign(
  guess: TypeGuess,
  { letters }: SeenAmounts,
  { letter }: FileStyle,
  lenient: boolean,
): TypeGuess | null {
  if (letter === null || letters.size === 0) return guess;
  // One letter alone may as well be a unit: hours, or degrees.
  if (!lenient && letters.size === 1 && [...letters.keys()].some((one) => /^[a-z]$/.test(one))) return null;
  const pair = letterPair(letter);
  const [taken, other] = pair[0].toLowerCase() === letter ? pair : ([pair[1], pair[0]] as const);
  const doubt = { kind: 'positive', key: 'positive', taken, other } as const;
  return {
    ...guess,
    notation: { ...guess.notation, positive: taken },
    doubts: [...guess.doubts, doubt],
  };
}

function guessDate(column: ColumnProfile, style: FileStyle, lenient: boolean): TypeGuess | null {
  const guess = guessBy(column.days, column, lenient);
  if (guess === null) return null;
  const found = findForms(column.days);
  const formats = found.map(({ form, rivals }) => inOrder([form, ...rivals], style).format!);
  if (findClash(formats) !== null) return null;
  const doubts = found.flatMap(({ form, rivals }, at): Doubt[] => {
    const other = [form, ...rivals].find(({ format }) => format !== formats[at]);
    if (other === undefined) return [];
    const [taken, instead] = [formats, formats.with(at, other.format!)].map(listed) as [string, string];
    return [{ kind: 'day-or-month', key: 'format', taken, other: instead }];
  });
  const latest = latestShortYear(column.days);
  const century = latest === null ? null : centuryBefore(latest, style.asOf);
  if (century !== null) {
    const other = String(century === 2000 ? 1950 : 2000);
    doubts.push({ kind: 'century', key: 'century', taken: String(century), other });
  }
  const day = found.some(({ form }) => form.needs === 'day') ? 'last' : null;
  return { ...guess, notation: { ...NO_NOTATION, formats, century, day }, doubts };
}

// Of forms that read the same cells, the one that orders day and month as other columns do.
function inOrder(forms: readonly DateForm[], { dayFirst }: FileStyle): DateForm {
  const order = dayFirst === false ? 'MM' : 'DD';
  return forms.find(({ format }) => dayFirst !== null && ORDERED.exec(format!)?.[0] === order) ?? forms[0]!;
}

/** One format as it is, several as a list. */
export function listed(formats: readonly string[]): string {
  const quoted = formats.map(quoteYaml);
  return quoted.length === 1 ? quoted[0]! : `[${quoted.join(', ')}]`;
}

// Years of two digits are of this century, unless that is after the as-of date: then they end with its decade.
function centuryBefore(latest: Day, asOf: Day): number {
  if (latest <= asOf + 366) return 2000;
  const year = Number(formatDay(asOf).slice(0, 4));
  return Math.floor(year / 10) * 10 - 90;
}

// Numbers without a sign in a column of percents: up to 1 they may be fractions.
function guessRatio(guess: TypeGuess, { largest, upToOne, upToTen }: SeenAmounts): TypeGuess | null {
  if (largest > MOST_PERCENT) return null;
  const say = (formats: readonly string[], doubt: Doubt | null): TypeGuess => ({
    ...guess,
    notation: { ...guess.notation, formats },
    doubts: doubt === null ? [] : [doubt],
  });
  const key = 'format';
  if (upToOne && !upToTen && largest >= 10) {
    const both = ['percent', 'fraction'];
    return say(both, { kind: 'two-scales', key, taken: listed(both), other: '[percent]' });
  }
  const [taken, other] =
    largest <= 1 ? (['fraction', 'percent'] as const) : (['percent', 'fraction'] as const);
  // 2 may be 2 % or 200 %, and 0.5 half a percent: only numbers far from 1 can be read in one way.
  return say([taken], largest > 5 ? null : { kind: 'percent-or-fraction', key, taken, other });
}

function guessChoice({ distinct, filled }: ColumnProfile, most: number, lenient: boolean): TypeGuess | null {
  if (distinct === null || distinct.size === 0 || distinct.size > most) return null;
  // Texts that hardly repeat are names, not choices.
  if (!lenient && distinct.size * 3 > filled) return null;
  const values = [...distinct.values()]
    .sort((one, other) => other.count - one.count || compareText(one.text, other.text))
    .map(({ text }) => text);
  return { ...PLAIN, type: 'choice', values, fits: filled, example: values[0]! };
}

// Columns of nothing but 0 and 1 may as well be counts.
function saysFlag({ hints, distinct }: ColumnProfile): boolean {
  const texts = [...(distinct?.keys() ?? [])];
  // One mark in every row, such as x, marks nobody.
  if (!hints.flag && texts.length === 1 && texts[0]!.length === 1) return false;
  return hints.flag || texts.some((text) => text !== '0' && text !== '1');
}

const MOST_KNOWN_VALUES = 40;
const MOST_VALUES = 12;
// Beyond this a "margin" is an amount.
const MOST_PERCENT = 1000;

/** How the file writes decimals, and what a person must confirm about it. */
export interface DecimalGuess {
  readonly decimal: '.' | ',';
  /** A column and cell that both signs can read, each as another number; null when cells settle it. */
  readonly doubt: { readonly column: string; readonly text: string } | null;
}

/** Finds the decimal sign that the number columns need; files separated by semicolons mostly write a comma. */
export function guessDecimal(columns: readonly ColumnProfile[], delimiter: string): DecimalGuess {
  const votes = { '.': 0, ',': 0 };
  for (const column of columns) {
    const [point, comma] = [mostFits(column, '.'), mostFits(column, ',')];
    const decimal = point > comma ? '.' : ',';
    if (point !== comma && Math.max(point, comma) >= column.filled * (1 - TOLERANCE))
      votes[decimal] += Math.abs(point - comma);
  }
  if (votes['.'] !== votes[',']) return { decimal: votes['.'] > votes[','] ? '.' : ',', doubt: null };
  const open = columns.find(({ amounts }) => amounts.eitherDecimal !== null);
  if (open === undefined) return { decimal: '.', doubt: null };
  const doubt = { column: open.header, text: open.amounts.eitherDecimal! };
  return { decimal: delimiter === ';' ? ',' : '.', doubt };
}

function mostFits({ probes }: ColumnProfile, decimal: '.' | ','): number {
  const numeric = probes.filter((probe) => probe.decimal === decimal && NUMERIC.has(probe.type));
  return Math.max(...numeric.map(({ fits, dropped }) => (dropped ? 0 : fits)));
}

const NUMERIC: ReadonlySet<string> = new Set(['number', 'money', 'percent']);
