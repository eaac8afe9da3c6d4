import { readDay } from './day.ts';
import { POWERS_OF_TEN } from './decimal.ts';
import type { Field, NumberStyle } from './field.ts';

/**
 * How the plain cells of a column are read from their bytes, as nearly all are written. It is data, so that the loop over
 * rows calls nothing that it does not know.
 */
export interface PlainForm {
  readonly kind: 'number' | 'day';
  readonly decimal: '.' | ',';
  /** Whether signs between digits can only be thousands, or only a decimal sign. */
  readonly isClear: boolean;
  readonly isPercent: boolean;
  /** Whether numbers without a percent sign are read. */
  readonly unsigned: boolean;
  /** Whether only what is above 1 without a percent sign is one. */
  readonly both: boolean;
  /** The power of ten by which a number without a percent sign is divided; below zero that by which it is multiplied. */
  readonly shift: number;
  /** What is below the first or above the second is none. */
  readonly range: Float64Array;
}

/** The form of plain numbers: -1234.5, 1,234.50, 95%. They are read as by the whole grammar, and have at most 15 digits. */
export function numberForm(field: Field, style: NumberStyle): PlainForm {
  const decimal = field.decimal ?? style.decimal;
  const isPercent = field.type === 'percent';
  return {
    kind: 'number',
    decimal: decimal === 'any' ? '.' : decimal,
    isClear: decimal !== 'any',
    isPercent,
    unsigned: !isPercent || field.formats.length > 0,
    both: isPercent && field.formats.length > 1,
    shift: isPercent && field.formats[0] === 'percent' ? 2 : -(field.scale ?? 0),
    range: ANY,
  };
}

const ANY = Float64Array.of(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);

/** The form of days written as 2026-06-30. */
export const DAY_FORM: PlainForm = {
  kind: 'day',
  decimal: '.',
  isClear: true,
  isPercent: false,
  unsigned: true,
  both: false,
  shift: 0,
  range: ANY,
};

/** Reads a cell of such a form; NaN sends everything else to the whole grammar, blank included. */
export function readPlain(form: PlainForm, bytes: Uint8Array, start: number, end: number): number {
  return readPlainInto(SCRATCH, 0, form, bytes, start, end) ? SCRATCH[0]! : Number.NaN;
}

const SCRATCH = new Float64Array(1);

/** The same for rows: puts the number into a slot, so that none is made anew for each; false where it is not plain. */
export function readPlainInto(
  numbers: Float64Array,
  slot: number,
  form: PlainForm,
  bytes: Uint8Array,
  start: number,
  end: number,
): boolean {
  if (form.kind === 'day') numbers[slot] = readDay(bytes, start, end);
  else readNumber(numbers, slot, form, bytes, start, end);
  return numbers[slot]! >= form.range[0]! && numbers[slot]! <= form.range[1]!;
}

function readNumber(
  numbers: Float64Array,
  slot: number,
  form: PlainForm,
  bytes: Uint8Array,
  start: number,
  end: number,
): void {
  const { decimal, isPercent, both } = form;
  const hasSign = bytes[end - 1] === PERCENT;
  if ((!hasSign && !form.unsigned) || (!form.isClear && hasSeparators(bytes, start, end)))
    numbers[slot] = Number.NaN;
  else {
    fastNumber(numbers, slot, bytes, start, end, decimal, isPercent, both ? 0 : form.shift);
    if (both && !hasSign && Math.abs(numbers[slot]!) > 1)
      fastNumber(numbers, slot, bytes, start, end, decimal, isPercent, 2);
  }
}

function hasSeparators(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (bytes[at] === DOT || bytes[at] === COMMA) return true;
  return false;
}

/**
 * Reads the plain numbers that most cells hold (-1234.5, 1,234.50, 95%) into a slot; NaN sends everything else to the
 * whole grammar. Both give the same number: at most 15 digits are an exact integer, and dividing it
 * by an exact power of ten rounds once, to the nearest double.
 *
 * `percent` allows a percent sign; `shift` is the power of ten by which a number without one is divided, below zero
 * that by which it is multiplied.
 */
export function fastNumber(
  numbers: Float64Array,
  slot: number,
  bytes: Uint8Array,
  from: number,
  to: number,
  decimal: '.' | ',',
  percent: boolean,
  shift: number,
): void {
  const point = decimal === '.' ? DOT : COMMA;
  let end = to;
  let places = shift;
  if (percent && bytes[end - 1] === PERCENT) {
    end -= 1;
    places = 2;
  }
  const negative = bytes[from] === MINUS;
  const start = negative ? from + 1 : from;
  // Most cells are digits, or digits and decimals, and up to nine of them are a whole number of 32 bits.
  if (end - start <= MOST_DIGITS + 1) {
    let integer = 0;
    let at = start;
    for (; at < end && isDigit(bytes[at]!); at += 1) integer = (integer * 10 + bytes[at]! - ZERO) | 0;
    const whole = at - start;
    if (at < end && bytes[at] === point)
      for (at += 1; at < end && isDigit(bytes[at]!); at += 1)
        integer = (integer * 10 + bytes[at]! - ZERO) | 0;
    // Below zero where there is no decimal sign.
    const decimals = at - start - whole - 1;
    if (at === end && whole > 0 && whole <= MOST_DIGITS && decimals !== 0) {
      putNumber(numbers, slot, negative, integer, decimals < 0 ? places : places + decimals);
      return;
    }
  }
  putLongNumber(numbers, slot, bytes, start, end, point, negative, places);
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

function putNumber(
  numbers: Float64Array,
  slot: number,
  negative: boolean,
  integer: number,
  places: number,
): void {
  const value = places >= 0 ? integer / POWERS_OF_TEN[places]! : integer * POWERS_OF_TEN[-places]!;
  // Never -0.
  numbers[slot] = negative && integer !== 0 ? -value : value;
}

// A number of any length, with thousands; it may be none.
function putLongNumber(
  numbers: Float64Array,
  slot: number,
  bytes: Uint8Array,
  start: number,
  end: number,
  point: number,
  negative: boolean,
  shift: number,
): void {
  numbers[slot] = Number.NaN;
  // The first nine digits and the others, so that both are whole numbers of 32 bits.
  let first = 0;
  let others = 0;
  let digits = 0;
  let run = 0; // digits since the last separator
  let part: 0 | 1 | 2 = 0; // before any separator, between thousands, after the decimal sign
  for (let at = start; at < end; at += 1) {
    const code = bytes[at]!;
    if (isDigit(code)) {
      if (digits < MOST_DIGITS) first = (first * 10 + code - ZERO) | 0;
      else others = (others * 10 + code - ZERO) | 0;
      digits += 1;
      run += 1;
      continue;
    }
    if (part === 2 || run === 0 || (part === 1 && run !== 3)) return;
    if (code === point) part = 2;
    else if (code !== DOT + COMMA - point || run > 3 || bytes[start] === ZERO) return;
    else part = 1;
    run = 0;
  }
  if (run === 0 || digits > 15 || (part === 1 && run !== 3)) return;
  const integer = digits <= MOST_DIGITS ? first : first * POWERS_OF_TEN[digits - MOST_DIGITS]! + others;
  putNumber(numbers, slot, negative, integer, part === 2 ? shift + run : shift);
}

// So many are always below 2 ** 31.
const MOST_DIGITS = 9;
const DOT = 0x2e;
const COMMA = 0x2c;
const MINUS = 0x2d;
const PERCENT = 0x25;
const ZERO = 0x30;
const NINE = 0x39;
