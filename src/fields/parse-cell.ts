import { didYouMean } from '../text/suggest.ts';
import { foldText, isProblem, type Problem, parseAmount, shiftDecimal } from './amount.ts';
import { parseDay, parseDayAs } from './day.ts';
import type { Field, NumberStyle } from './field.ts';

/** Reads the cells of one field: null is blank, days are counted from 1970-01-01, flags are 1 and 0. */
export type CellReader = (text: string) => number | string | null | Problem;

/** Compiles the reader of a field's cells, once a run. */
export function cellReader(field: Field, style: NumberStyle): CellReader {
  switch (field.type) {
    case 'id':
      return readId;
    case 'text':
      return (text) => trimText(text) || null;
    case 'choice':
      return choiceReader(field);
    case 'flag':
      return readFlag;
    case 'date':
      return (text) => dayCell(text, field.format);
    case 'number':
    case 'money':
    case 'percent':
      return numberReader(field, style);
  }
}

/** The exact decimal of a cell that the reader accepts; null when it is blank. */
export function exactDecimal(text: string, field: Field, style: NumberStyle): string | null {
  const found = trimText(text) === '' ? null : numberCell(text, field, style);
  return found === null || isProblem(found) ? null : found.decimal;
}

function numberReader(field: Field, style: NumberStyle): CellReader {
  const plain = style.decimal === '.' ? /^-?\d{1,15}(?:\.\d{1,6})?$/ : /^-?\d{1,15}$/;
  const direct = field.type !== 'percent';
  return (text) => {
    if (text === '') return null;
    let value: number;
    if (direct && plain.test(text)) value = Number(text) + 0;
    else {
      const found = trimText(text) === '' ? null : numberCell(text, field, style);
      if (found === null || isProblem(found)) return found;
      value = found.value;
    }
    if (field.min !== null && value < field.min)
      return { kind: 'problem', expected: `at least ${field.min}` };
    if (field.max !== null && value > field.max) return { kind: 'problem', expected: `at most ${field.max}` };
    return value;
  };
}

function numberCell(
  text: string,
  field: Field,
  style: NumberStyle,
): { value: number; decimal: string } | Problem {
  const expected = field.type === 'percent' ? 'a percent such as 95%' : `${field.type} such as 1,234.50`;
  const problem = (help: string | undefined): Problem => ({ kind: 'problem', expected, help });
  const folded = foldText(text);
  if (/^(-|n\/?a\.?|n\.a\.|null|none|nan|无|#n\/a)$/i.test(folded))
    return problem('leave the cell empty when the value is not known');
  if (folded.startsWith('#'))
    return problem("the spreadsheet's own error was exported: mend the formula there");
  const amount = parseAmount(folded, style.decimal);
  if (isProblem(amount)) {
    const other = style.decimal === '.' ? ',' : '.';
    const readsOther = !isProblem(parseAmount(folded, other));
    return problem(
      readsOther
        ? `if the file writes "${other}" before the decimals, say so in the criteria: input: { decimal: "${other}" }`
        : undefined,
    );
  }
  if (amount.unit === 'days') return problem(undefined);
  if (amount.unit === 'money' && field.type !== 'money')
    return problem('declare the field as money, or remove the currency');
  if (field.type !== 'percent')
    return amount.unit === 'percent' ? problem('declare the field as percent, or remove the sign') : amount;
  if (amount.unit === 'percent' || amount.value === 0 || field.format === 'fraction') return amount;
  if (field.format === 'percent') {
    const decimal = amount.decimal.startsWith('-')
      ? `-${shiftDecimal(amount.decimal.slice(1), -2)}`
      : shiftDecimal(amount.decimal, -2);
    return { value: Number(decimal), decimal };
  }
  return problem(
    'write 95%, or say how the column is written: format: percent (95 means 95%) or format: fraction (0.95 means 95%)',
  );
}

function dayCell(text: string, format: string | null): number | null | Problem {
  if (text === '') return null;
  const folded = format === null ? (parseDay(text) ?? foldText(text)) : foldText(text);
  if (typeof folded === 'number') return folded;
  if (folded === '') return null;
  const day = format === null ? looseDay(folded) : parseDayAs(folded, format);
  if (day !== null) return day;
  const expected = format === null ? 'a date such as 2026-06-30' : `a date written as ${format}`;
  return { kind: 'problem', expected, help: dayHelp(folded, format) };
}

function looseDay(text: string): number | null {
  const match = /^(\d{4})(?:-|\/|\.|年)(\d{1,2})(?:-|\/|\.|月)(\d{1,2})日?(?:[T ].*)?$/.exec(text);
  return match === null
    ? null
    : parseDay(`${match[1]}-${match[2]!.padStart(2, '0')}-${match[3]!.padStart(2, '0')}`);
}

function dayHelp(text: string, format: string | null): string | undefined {
  if (format !== null) return undefined;
  if (/^\d{5}(\.\d+)?$/.test(text))
    return 'if these are serial numbers of Excel, say so in the criteria: format: excel';
  if (!/^\d{1,2}[/.-]\d{1,2}[/.-]\d{4}/.test(text)) return undefined;
  const mark = text.replace(/\d/g, '')[0]!;
  return `say in the criteria how the file writes days: format: DD${mark}MM${mark}YYYY or format: MM${mark}DD${mark}YYYY`;
}

const FLAGS: ReadonlyMap<string, number> = new Map([
  ...['yes', 'true', '1', 'y', '是'].map((text) => [text, 1] as const),
  ...['no', 'false', '0', 'n', '否'].map((text) => [text, 0] as const),
]);

function readFlag(text: string): number | null | Problem {
  if (text === '') return null;
  const folded = foldText(text).toLowerCase();
  if (folded === '') return null;
  return (
    FLAGS.get(folded) ?? { kind: 'problem', expected: 'yes or no, true or false, 1 or 0, Y or N, 是 or 否' }
  );
}

function choiceReader(field: Field): CellReader {
  const values = new Map<string, string>();
  for (const [value, spellings] of field.values) {
    for (const spelling of [value, ...spellings]) values.set(foldText(spelling).toLowerCase(), value);
  }
  const seen = new Map<string, string>();
  return (text) => {
    if (text === '') return null;
    const known = seen.get(text);
    if (known !== undefined) return known;
    const folded = foldText(text).toLowerCase();
    if (folded === '') return null;
    const value = values.get(folded);
    if (value === undefined) {
      const names = [...field.values.keys()];
      return {
        kind: 'problem',
        expected: `one of ${names.join(', ')}`,
        help: didYouMean(text, values.keys()),
      };
    }
    seen.set(text, value);
    return value;
  };
}

function readId(text: string): string | null | Problem {
  const trimmed = trimText(text);
  if (trimmed === '') return null;
  if (/^\d(?:\.\d+)?E\+\d+$/i.test(trimmed)) {
    return {
      kind: 'problem',
      expected: 'an id',
      help: 'the spreadsheet shortened a long id: export the column as text',
    };
  }
  // The apostrophe that an earlier output put before a formula is not part of the id.
  return /^'[=+@\-\t\r＝＋－＠]/.test(trimmed) ? trimmed.slice(1) : trimmed;
}

const PLAIN_TEXT = /^[!-~](?:[ -~]*[!-~])?$/;

function trimText(text: string): string {
  if (PLAIN_TEXT.test(text)) return text;
  return text
    .normalize('NFC')
    .replace(/^[\s\u200b-\u200f\u2060\ufeff]+|[\s\u200b-\u200f\u2060\ufeff]+$/g, '');
}
