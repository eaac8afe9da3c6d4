import { isProblem, type Problem } from './amount.ts';
import { choiceReader, flagReader } from './choice-cell.ts';
import type { Currency } from './currency.ts';
import { dateReader, readsPlainDays } from './date-cell.ts';
import { formatDay } from './day.ts';
import { decimalOf } from './decimal.ts';
import type { Field, NumberStyle } from './field.ts';
import { blankKey, tidy, unwrap } from './fold.ts';
import { numberReader, parseNumberCell } from './number-cell.ts';
import { DAY_FORM, numberForm, type PlainForm, readPlain } from './plain-cell.ts';
import { beginsAsText, isPlainText, readId, readText } from './text-cell.ts';
import { fieldLine } from './unknown-cell.ts';

/**
 * Reads the cells of one field: null is blank, days are counted from 1970-01-01, flags are 1 and 0. The currency is what
 * another column says of an amount.
 */
export type CellReader = (text: string, currency?: Currency | null) => number | string | null | Problem;

/** Compiles the reader of a field's cells, once a run; `see` takes the currencies that they name. */
export function cellReader(field: Field, told: NumberStyle, see?: SeeCurrency): CellReader {
  const style = styleOf(field, told);
  const read = readerOf(field, style, see);
  const blanks = blanksOf(field, style);
  return (text, currency) => {
    const plain = unwrap(tidy(text));
    return isBlankText(text, blanks) || isBlankText(plain, blanks) ? null : read(plain, currency);
  };
}

// What is worked out from lines is written plainly, however the file writes its cells.
function styleOf({ from }: Field, style: NumberStyle): NumberStyle {
  return from === null ? style : PLAIN;
}

const PLAIN: NumberStyle = { decimal: '.' };

type SeeCurrency = (currency: Currency, text: string) => void;

/** The form of a field's plain numbers and days, which are read from their bytes; null where it has none. */
export function plainForm(field: Field, told: NumberStyle): PlainForm | null {
  const style = styleOf(field, told);
  const form = formOf(field, style);
  if (form === null || [...blanksOf(field, style)].some((text) => isPlain(form, text))) return null;
  const { min, max } = field;
  return { ...form, range: Float64Array.of(min ?? form.range[0]!, max ?? form.range[1]!) };
}

/**
 * Finds the cells of a field whose text can be read later, when somebody asks for it: nothing can be wrong with them, and
 * an id is there. Null where a field has none.
 */
export function readLater(field: Field, told: NumberStyle): FindsPlace | null {
  if (field.type === 'text') return beginsAsText;
  return field.type === 'id' && blanksOf(field, styleOf(field, told)).size === 0 ? isPlainText : null;
}

type FindsPlace = (bytes: Uint8Array, start: number, end: number) => boolean;

function isPlain(form: PlainForm, text: string): boolean {
  const bytes = Buffer.from(text);
  return !Number.isNaN(readPlain(form, bytes, 0, bytes.length));
}

function formOf(field: Field, style: NumberStyle): PlainForm | null {
  switch (field.type) {
    case 'date':
      return readsPlainDays(field) ? DAY_FORM : null;
    case 'money':
      // Amounts without a sign have a currency of their own where the criteria give it.
      return style.unmarked == null ? numberForm(field, style) : null;
    case 'number':
    case 'percent':
      return numberForm(field, style);
    case 'id':
    case 'text':
    case 'choice':
    case 'flag':
      return null;
  }
}

function readerOf(field: Field, style: NumberStyle, see?: SeeCurrency): CellReader {
  switch (field.type) {
    case 'id':
      return readId;
    case 'text':
      return readText;
    case 'choice':
      return choiceReader(field.values, field.name);
    case 'flag':
      return flagReader(field.name);
    case 'date':
      return within(field, dateReader(field, style));
    case 'number':
    case 'money':
    case 'percent':
      return within(field, numberReader(field, style, see));
  }
}

/** The exact decimal of a cell that the reader accepts as a number, day or flag; null when it is blank or text. */
export function exactDecimal(
  text: string,
  field: Field,
  told: NumberStyle,
  currency: Currency | null = null,
): string | null {
  const style = styleOf(field, told);
  if (isBlankText(text, blanksOf(field, style))) return null;
  switch (field.type) {
    case 'id':
    case 'text':
    case 'choice':
      return null;
    case 'flag':
    case 'date': {
      const value = cellReader(field, style)(text);
      return typeof value === 'number' ? String(value) : null;
    }
    case 'number':
    case 'money':
    case 'percent': {
      const found = unwrap(tidy(text)) === '' ? null : parseNumberCell(text, field, style, currency);
      return found === null || isProblem(found) ? null : found.decimal;
    }
  }
}

// What the file writes for a blank, everywhere and in this field.
function blanksOf(field: Field, { blanks = NO_BLANKS }: NumberStyle): ReadonlySet<string> {
  if (field.blanks.size === 0 || blanks.size === 0) return field.blanks.size === 0 ? blanks : field.blanks;
  return new Set([...blanks, ...field.blanks]);
}

/** Whether a text is what the file writes for a blank, in whatever column. */
export function standsForBlank(text: string, { blanks = NO_BLANKS }: NumberStyle): boolean {
  return isBlankText(text, blanks);
}

function isBlankText(text: string, blanks: ReadonlySet<string>): boolean {
  return blanks.size > 0 && text.length <= LONGEST_BLANK && blanks.has(blankKey(text));
}

const NO_BLANKS: ReadonlySet<string> = new Set();
const LONGEST_BLANK = 200;

type NumericReader = (text: string, currency?: Currency | null) => number | null | Problem;

// The plausible range of the field; outside it the cell is more likely wrong than remarkable.
function within(field: Field, read: NumericReader): NumericReader {
  const { min, max } = field;
  if (min === null && max === null) return read;
  return (text, currency) => {
    const value = read(text, currency);
    if (typeof value !== 'number') return value;
    if (min !== null && value < min) return outside('min', min, field, read);
    if (max !== null && value > max) return outside('max', max, field, read);
    return value;
  };
}

// A bound that suits the cells too is one line of criteria.
function outside(key: 'min' | 'max', bound: number, field: Field, read: NumericReader): Problem {
  return {
    kind: 'problem',
    expected: {
      en: `at ${key === 'min' ? 'least' : 'most'} ${show(bound, field)}`,
      zh: `${key === 'min' ? '不小于' : '不大于'} ${show(bound, field)} 的值`,
    },
    helpFor: ({ misfits }) => {
      const values = misfits.map((text) => read(text)).filter((value) => typeof value === 'number');
      const furthest = key === 'min' ? Math.min(bound, ...values) : Math.max(bound, ...values);
      return {
        en: `if it is right, say so in the criteria: ${fieldLine(field.name, `${key}: ${show(furthest, field)}`)}`,
        zh: `如果该值无误，请在标准文件中写：${fieldLine(field.name, `${key}: ${show(furthest, field)}`)}`,
      };
    },
  };
}

function show(bound: number, field: Field): string {
  if (field.type === 'date') return formatDay(bound);
  // 0.07 * 100 is not 7 in binary: show what was meant.
  return field.type === 'percent' ? `${Number((bound * 100).toPrecision(12))}%` : decimalOf(bound);
}
