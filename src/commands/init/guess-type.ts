import type { NumberStyle } from '../../fields/field.ts';
import type { ValueType } from '../../fields/value.ts';
import { type ColumnProfile, type Probe, TOLERANCE, toReckon } from './profile.ts';
import type { KnownFact } from './vocabulary.ts';

/** What a column holds, how sure that is, and what of it is left for a person to decide. */
export interface TypeGuess {
  readonly type: ValueType;
  readonly format: string | null;
  /** The texts of a choice, the most frequent first. */
  readonly values: readonly string[];
  /** Cells that fit, of those that are filled. */
  readonly fits: number;
  /** A cell that fits. */
  readonly example: string;
  /** The first cell that does not fit: its row cannot be classified as long as it is so. */
  readonly misfit: { readonly text: string; readonly line: number } | null;
  readonly doubt: Doubt | null;
}

/** Two readings that both fit every cell: the other one is named, and a person decides. */
export type Doubt =
  | { readonly kind: 'day-or-month'; readonly other: string }
  | { readonly kind: 'percent-or-fraction'; readonly other: string };

/** What all columns of a file have in common. */
export interface FileStyle {
  readonly decimal: NumberStyle['decimal'];
  /** Whether dates elsewhere in the file are clearly written with the day, or the month, first. */
  readonly dayFirst: boolean | null;
}

/** The type of a column as the fact that its header is known for; null when its cells are something else. */
export function guessKnown(column: ColumnProfile, fact: KnownFact, style: FileStyle): TypeGuess | null {
  if (column.filled === 0) return null;
  for (const type of fact.types) {
    const guess = guessAs(column, type, style, TOLERANCE, MOST_KNOWN_VALUES);
    if (guess !== null) return guess;
  }
  return null;
}

/** The type of a column that nothing is known of: one that every cell fits, else text. */
export function guessUnknown(column: ColumnProfile, style: FileStyle): TypeGuess {
  const { hints, filled } = column;
  const text: TypeGuess = { ...PLAIN, type: 'text', fits: filled, example: column.example };
  if (filled === 0) return text;
  const code = hints.code || column.leadingZero;
  for (const type of ['flag', 'date', 'percent', 'number', 'money', 'choice'] as const) {
    if (code && type !== 'date' && type !== 'choice') continue;
    const guess = guessAs(column, type, style, 0, MOST_VALUES);
    if (guess === null || (type === 'flag' && !saysFlag(column))) continue;
    return type === 'number' && hints.money && !hints.ratio ? { ...guess, type: 'money' } : guess;
  }
  return text;
}

/** Whether other columns show how the file orders day and month; null when none does, or they differ. */
export function findDayFirst(columns: readonly ColumnProfile[]): boolean | null {
  const orders = columns.flatMap((column) => {
    const fitting = fittingProbes(column, 'date', '.', 0).filter(({ format }) => format?.includes('DD'));
    return column.filled > 0 && fitting.length === 1 ? [fitting[0]!.format!.startsWith('DD')] : [];
  });
  return orders.length > 0 && orders.every((order) => order === orders[0]) ? orders[0]! : null;
}

function guessAs(
  column: ColumnProfile,
  type: ValueType,
  style: FileStyle,
  tolerance: number,
  mostValues: number,
): TypeGuess | null {
  const whole: TypeGuess = { ...PLAIN, type, fits: column.filled, example: column.example };
  if (type === 'id' || type === 'text') return whole;
  if (type === 'choice') return guessChoice(column, mostValues);
  const decimal = type === 'date' || type === 'flag' ? '.' : style.decimal;
  const probes = fittingProbes(column, type, decimal, tolerance);
  if (type === 'date') return guessDate(probes, style);
  const best = probes[0];
  if (best === undefined) return null;
  if (type === 'percent' && best.format !== null) return guessRatio(best, column);
  return { ...whole, ...foundBy(best) };
}

const PLAIN = { format: null, values: [], misfit: null, doubt: null } as const;

function foundBy({ fits, example, misfit }: Probe): Pick<TypeGuess, 'fits' | 'example' | 'misfit'> {
  return { fits, example: example ?? '', misfit };
}

// The probes that fit enough cells, best first; among equals in the order in which they are tried.
function fittingProbes(
  column: ColumnProfile,
  type: ValueType,
  decimal: NumberStyle['decimal'],
  tolerance: number,
): Probe[] {
  const filled = toReckon(column);
  return column.probes
    .filter((probe) => probe.type === type && probe.decimal === decimal && !probe.dropped)
    .filter((probe) => probe.fits > 0 && probe.fits >= filled * (1 - tolerance))
    .sort((one, other) => other.fits - one.fits);
}

function guessDate(probes: readonly Probe[], style: FileStyle): TypeGuess | null {
  const [best, second] = probes;
  if (best === undefined) return null;
  const common = { ...PLAIN, type: 'date', ...foundBy(best) } as const;
  const twofold = second !== undefined && second.fits === best.fits && best.format?.includes('DD') === true;
  if (!twofold || second.format === null) return { ...common, format: best.format };
  const [chosen, other] = style.dayFirst === false ? [second, best] : [best, second];
  const doubt = { kind: 'day-or-month', other: other.format! } as const;
  return { ...common, format: chosen.format, doubt };
}

// Numbers without a sign in a column of percents: up to 1 they may be fractions.
function guessRatio(probe: Probe, { largest }: ColumnProfile): TypeGuess | null {
  if (largest > MOST_PERCENT) return null;
  const fraction = largest <= 1;
  const other = fraction ? 'percent' : 'fraction';
  // 2 may be 2 % or 200 %, and 0.5 half a percent: only numbers far from 1 can be read in one way.
  const doubt = largest > 5 ? null : ({ kind: 'percent-or-fraction', other } as const);
  const format = fraction ? 'fraction' : 'percent';
  return { ...PLAIN, type: 'percent', format, ...foundBy(probe), doubt };
}

function guessChoice({ distinct, filled }: ColumnProfile, most: number): TypeGuess | null {
  if (distinct === null || distinct.size === 0 || distinct.size > most) return null;
  // Texts that hardly repeat are names, not choices.
  if (most === MOST_VALUES && distinct.size * 3 > filled) return null;
  const values = [...distinct.values()]
    .sort((one, other) => other.count - one.count || (one.text < other.text ? -1 : 1))
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
  readonly decimal: NumberStyle['decimal'];
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
  const open = columns.find(({ eitherDecimal }) => eitherDecimal !== null);
  if (open === undefined) return { decimal: '.', doubt: null };
  const doubt = { column: open.header, text: open.eitherDecimal! };
  return { decimal: delimiter === ';' ? ',' : '.', doubt };
}

function mostFits({ probes }: ColumnProfile, decimal: NumberStyle['decimal']): number {
  const numeric = probes.filter((probe) => probe.decimal === decimal && NUMERIC.has(probe.type));
  return Math.max(...numeric.map(({ fits, dropped }) => (dropped ? 0 : fits)));
}

const NUMERIC: ReadonlySet<string> = new Set(['number', 'money', 'percent']);
