import type { InputRules } from '../criteria/input.ts';
import { FLAGS } from '../criteria/scope.ts';
import { parseDay } from '../fields/day.ts';
import { decimalOf, placesIn } from '../fields/decimal.ts';
import { exactOf, powerOfTen } from '../fields/exact.ts';
import type { Field } from '../fields/field.ts';
import { foldChoice, tidy } from '../fields/fold.ts';
import { cellReader } from '../fields/parse-cell.ts';
import type { Wording } from '../text/wording.ts';
import { isNobody, keyOfText } from './names-nobody.ts';
import {
  allOf,
  anyOf,
  type Branch,
  call,
  choose,
  compare,
  decimal,
  isNull,
  isThere,
  NULL,
  not,
  type ReadAs,
  type Sql,
  type TableForm,
  textOf,
} from './tree.ts';

/** A field in a query, read in two steps: its cell and the value of that, and then with its default. */
export interface ReadField {
  readonly field: Field;
  /** The value of the cell, from the column of the table; NULL where it is blank, or cannot be read. */
  readonly value: Sql;
  /** How many places its numbers have. */
  readonly places: number;
}

/** How many places the numbers of a field have, where nobody says otherwise. */
export function usualPlaces(field: Field): number {
  const { type } = field;
  const own = type === 'money' ? 2 : type === 'flag' || type === 'date' ? 0 : 4;
  return Math.max(own, placesOfDefault(field));
}

/** How many places what stands for a blank has. */
export function placesOfDefault({ missing }: Field): number {
  return placesIn(missing?.decimal ?? '0');
}

/** Why a field cannot be read from a column of a table, with what would help; null where it can. */
export function unreadField(field: Field): { readonly message: Wording; readonly help: Wording } | null {
  if (field.type === 'percent' && field.formats.length === 0)
    return {
      message: {
        en: `field "${field.name}": a column of numbers does not say whether 95 means 95%`,
        zh: `字段“${field.name}”：数值列看不出 95 是否表示 95%`,
      },
      help: {
        en: `say so in a file for --columns: ${field.name}: { format: fraction }, or format: percent`,
        zh: `请在 --columns 的文件中写明：${field.name}: { format: fraction }，或 format: percent`,
      },
    };
  return null;
}

/** What an amount is multiplied by, to be in the currency of the criteria. */
export interface ConversionFactor {
  readonly factor: Sql;
  readonly places: number;
}

/** The texts that stand for blanks and zeros, as they are compared. */
export type WordsOfCells = Pick<InputRules, 'blanks' | 'zeros'>;

/**
 * Whether a cell holds a text that stands for a blank; null where none is told that its column could hold. In a column of
 * numbers or days that is the number or the day.
 */
export function isBlankText(
  field: Field,
  cell: Sql,
  form: TableForm,
  places: number,
  { blanks }: WordsOfCells,
): Sql | null {
  const words = [...new Set([...blanks, ...field.blanks])];
  const isAmong = (as: ReadAs, values: readonly Sql[]): Sql | null =>
    values.length === 0
      ? null
      : { kind: 'in', of: { kind: 'read', of: cell, as, form }, values, among: true };
  if (form === 'text') return isOneOf(cell, words);
  switch (field.type) {
    case 'id':
    case 'text':
    case 'choice':
      return isOneOf(cell, words);
    case 'flag':
      return isOneOf(
        cell,
        words.filter((word) => FLAGS.has(word)),
      );
    case 'date': {
      const days = words.map(parseDay).filter((day) => day !== null);
      return isAmong(
        { kind: 'day' },
        days.map((day) => ({ kind: 'day', day })),
      );
    }
    case 'number':
    case 'money':
    case 'percent':
      return isAmong({ kind: 'decimal', places, shift: 0 }, words.filter(isPlainDecimal).map(decimal));
  }
}

function isPlainDecimal(word: string): boolean {
  return /^-?[0-9]{1,18}(?:[.][0-9]+)?$/.test(word);
}

function isOneOf(cell: Sql, words: readonly string[]): Sql | null {
  if (words.length === 0) return null;
  const of = keyOfText(call('trim', shownCell(cell)), words);
  return { kind: 'in', of, values: words.map(textOf), among: true };
}

/** Compiles the reading of a field from a column. */
export function readField(
  field: Field,
  source: Sql,
  form: TableForm,
  places: number,
  worth: ConversionFactor | null,
  words: WordsOfCells,
): ReadField {
  const isNumber = field.type === 'number' || field.type === 'money' || field.type === 'percent';
  const isZero = form === 'text' && isNumber ? isOneOf(source, [...words.zeros]) : null;
  const isBlank = isBlankText(field, source, form, places, words);
  const value = choose(
    [
      ...(isBlank === null ? [] : [{ if: isBlank, gives: NULL }]),
      ...(isZero === null ? [] : [{ if: isZero, gives: decimal('0') }]),
    ],
    readValue(field, source, form, places),
  );
  if (worth === null) return { field, value, places };
  const all = places + worth.places;
  return {
    field,
    value: { kind: 'narrow', of: call('product', value, worth.factor), places: all },
    places: all,
  };
}

/**
 * Whether a cell holds what cannot be read, by the columns of the cell and of its value; null where every cell can be.
 * `isBlank` are cells with a text that stands for a blank, `isKept` rows that criteria keep although their id looks like no
 * customer.
 */
export function isUnreadable(
  { field, places }: ReadField,
  cell: Sql,
  value: Sql,
  form: TableForm,
  isBlank: Sql | null,
  isKept: Sql | null,
): Sql | null {
  switch (field.type) {
    case 'text':
      return null;
    case 'id':
      return anyOf([...(isBlank === null ? [] : [isBlank]), isNobody(shownCell(cell), isKept)]);
    case 'choice':
      return compare(value, '=', UNKNOWN);
    case 'number':
    case 'money':
    case 'percent':
    case 'date':
    case 'flag': {
      const isFilled = isThere(form === 'text' ? call('trim', shownCell(cell)) : cell);
      const filled = isBlank === null ? [isFilled] : [isFilled, not(isBlank)];
      return anyOf([allOf([isNull(value), ...filled]), ...limitsOf(field, value, places)]);
    }
  }
}

/** The value of a field with its default in the place of blanks. */
export function withDefault({ missing, type }: Field, value: Sql): Sql {
  if (missing === null) return value;
  if (typeof missing.value === 'string') return call('coalesce', value, textOf(missing.value));
  const byDefault: Sql =
    type === 'date' ? { kind: 'day', day: missing.value } : decimal(missing.decimal ?? '0');
  return call('coalesce', value, byDefault);
}

// No declared value is empty.
const UNKNOWN = textOf('');

/** A column of whatever type as text. */
export function shownCell(source: Sql): Sql {
  return { kind: 'read', of: source, as: { kind: 'text' }, form: 'typed' };
}

function readValue(field: Field, source: Sql, form: TableForm, places: number): Sql {
  const read = (as: ReadAs): Sql => ({ kind: 'read', of: source, as, form });
  switch (field.type) {
    case 'id':
      return call('trim_id', read({ kind: 'text' }));
    case 'text':
      return call('trim', read({ kind: 'text' }));
    case 'choice':
      return readChoice(field, read({ kind: 'text' }));
    case 'flag':
      return form === 'typed' ? read({ kind: 'flag' }) : readFlag(read({ kind: 'text' }));
    case 'date':
      return read({ kind: 'day' });
    case 'number':
    case 'money':
      return read({ kind: 'decimal', places, shift: field.scale ?? 0 });
    case 'percent': {
      const [fraction, percent] = [0, -2].map((shift) => read({ kind: 'decimal', places, shift }));
      if (field.formats.length === 1) return field.formats[0] === 'percent' ? percent! : fraction!;
      // Where the column is written both ways, what is above 1 is a percent.
      return choose(
        [{ if: compare(call('abs', percent!), '<=', decimal('0.01')), gives: fraction! }],
        percent!,
      );
    }
  }
}

// The plausible range of the field; what lies outside is more likely wrong than remarkable.
function limitsOf({ type, min, max }: Field, value: Sql, places: number): Sql[] {
  const limit = (bound: number, up: boolean): Sql =>
    type === 'date' ? { kind: 'day', day: bound } : decimal(limitAt(bound, places, up));
  return [
    ...(min === null ? [] : [compare(value, '<', limit(min, true))]),
    ...(max === null ? [] : [compare(value, '>', limit(max, false))]),
  ];
}

function limitAt(bound: number, places: number, up: boolean): string {
  const steps = exactOf(decimalOf(bound)).mul(powerOfTen(places));
  const whole = up ? steps.ceil() : steps.floor();
  return String(whole.mul(powerOfTen(-places)));
}

// As declared, letter by letter, and then without capitals and blanks at the ends. What is neither is no value.
function readChoice(field: Field, text: Sql): Sql {
  const read = cellReader(field, { decimal: '.' });
  const spellings = [...field.values].flatMap(([value, others]) => [value, ...others]);
  const branches = (of: Sql, keys: readonly string[]): Branch[] => {
    const byValue = new Map<string, string[]>();
    for (const key of new Set(keys)) {
      const value = read(key);
      if (typeof value === 'string') byValue.set(value, [...(byValue.get(value) ?? []), key]);
    }
    return [...byValue].map(([value, own]) => ({
      if:
        own.length === 1
          ? compare(of, '=', textOf(own[0]!))
          : { kind: 'in', of, values: own.map(textOf), among: true },
      gives: textOf(value),
    }));
  };
  const small = call('lower_ascii', call('trim', text));
  const folded = spellings.flatMap((spelling) => [lowerAscii(tidy(spelling)), foldChoice(spelling)]);
  const other = { if: isThere(call('trim', text)), gives: UNKNOWN };
  return choose([...branches(text, spellings), ...branches(small, folded), other], null);
}

function lowerAscii(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function readFlag(text: Sql): Sql {
  const words = (value: number): Sql[] =>
    [...FLAGS].filter(([, flag]) => flag === value).map(([word]) => textOf(word));
  const of = call('lower_ascii', call('trim', text));
  return choose(
    [1, 0].map((value) => ({
      if: { kind: 'in', of, values: words(value), among: true },
      gives: decimal(String(value)),
    })),
    null,
  );
}
