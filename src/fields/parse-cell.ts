import { isProblem, type Problem } from './amount.ts';
import { choiceReader, flagReader } from './choice-cell.ts';
import { dateReader } from './date-cell.ts';
import { formatDay } from './day.ts';
import type { Field, NumberStyle } from './field.ts';
import { blankKey, tidy } from './fold.ts';
import { numberReader, parseNumberCell } from './number-cell.ts';
import { readId, readText } from './text-cell.ts';

/** Reads the cells of one field: null is blank, days are counted from 1970-01-01, flags are 1 and 0. */
export type CellReader = (text: string) => number | string | null | Problem;

/** Compiles the reader of a field's cells, once a run. */
export function cellReader(field: Field, style: NumberStyle): CellReader {
  const read = plainReader(field, style);
  const blanks = blanksOf(field, style);
  return blanks.size === 0 ? read : (text) => (isBlankText(text, blanks) ? null : read(text));
}

function plainReader(field: Field, style: NumberStyle): CellReader {
  switch (field.type) {
    case 'id':
      return readId;
    case 'text':
      return readText;
    case 'choice':
      return choiceReader(field.values);
    case 'flag':
      return flagReader();
    case 'date':
      return within(field, dateReader(field, style));
    case 'number':
    case 'money':
    case 'percent':
      return within(field, numberReader(field, style));
  }
}

/** The exact decimal of a cell that the reader accepts as a number, day or flag; null when it is blank or text. */
export function exactDecimal(text: string, field: Field, style: NumberStyle): string | null {
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
      const found = tidy(text) === '' ? null : parseNumberCell(text, field, style);
      return found === null || isProblem(found) ? null : found.decimal;
    }
  }
}

// What the file writes for a blank, everywhere and in this field.
function blanksOf(field: Field, { blanks = NO_BLANKS }: NumberStyle): ReadonlySet<string> {
  if (field.blanks.size === 0 || blanks.size === 0) return field.blanks.size === 0 ? blanks : field.blanks;
  return new Set([...blanks, ...field.blanks]);
}

function isBlankText(text: string, blanks: ReadonlySet<string>): boolean {
  return blanks.size > 0 && text.length <= LONGEST_BLANK && blanks.has(blankKey(text));
}

const NO_BLANKS: ReadonlySet<string> = new Set();
const LONGEST_BLANK = 200;

type NumericReader = (text: string) => number | null | Problem;

// The plausible range of the field; outside it the cell is more likely wrong than remarkable.
function within(field: Field, read: NumericReader): NumericReader {
  const { min, max } = field;
  if (min === null && max === null) return read;
  return (text) => {
    const value = read(text);
    if (typeof value !== 'number') return value;
    if (min !== null && value < min) return { kind: 'problem', expected: `at least ${show(min, field)}` };
    if (max !== null && value > max) return { kind: 'problem', expected: `at most ${show(max, field)}` };
    return value;
  };
}

function show(bound: number, field: Field): string {
  if (field.type === 'date') return formatDay(bound);
  // 0.07 * 100 is not 7 in binary: show what was meant.
  return field.type === 'percent' ? `${Number((bound * 100).toPrecision(12))}%` : String(bound);
}
