import type { TableRecord } from '../table/table.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import { shortenText } from '../text/shorten.ts';
import { afterHan, type Wording } from '../text/wording.ts';
import { helpOf, isProblem, type Problem } from './amount.ts';
import { type Binding, findCurrencyColumn } from './bind.ts';
import { type Currency, currencyNamed } from './currency.ts';
import { createFacts, errorOf, type Facts } from './facts.ts';
import type { Field, NumberStyle } from './field.ts';
import { tidy } from './fold.ts';
import { headerUnit } from './header-unit.ts';
import { KnownCells } from './known-cells.ts';
import { cellReader, exactDecimal, plainForm, readLater, standsForBlank } from './parse-cell.ts';
import { readPlainInto } from './plain-cell.ts';
import { type AheadField, openReadAhead, type ReadAhead } from './read-ahead.ts';
import type { SeenCells } from './seen-cells.ts';

/** Reads a row's cells into the facts of a customer; what does not fit is returned. */
export interface CustomerReader {
  (row: TableRecord): readonly Diagnostic[];
  /** Whether no help waits for more cells that fit. */
  isFree(): boolean;
  /** Goes on behind this row, which was read elsewhere. */
  resume(before: TableRecord): void;
  /** Opens the reading of so many rows together, before they come one after the other. */
  openAhead(room: number): FieldsAhead;
}

/** Fields that are read column by column, for several rows together. */
export interface FieldsAhead {
  /** The rows, side by side. */
  readonly facts: Facts;
  /** The slots that are filled for them. */
  readonly slots: readonly number[];
  /** Reads some rows; those that must be read by themselves are struck off. */
  readonly read: ReadAhead;
  /** Fills the facts of the customer in a row that stands at this place, and reads what is left; what does not fit. */
  take(row: TableRecord, at: number): readonly Diagnostic[];
}

const NONE: readonly Diagnostic[] = [];

/** Compiles the reading of customers into one set of facts, filled again for every row. */
export function customerReader(
  fields: readonly Field[],
  binding: Binding,
  header: readonly string[],
  style: NumberStyle,
  facts: Facts,
  file: string,
  seen: SeenCells | null = null,
): CustomerReader {
  let current: TableRecord;
  let previous: TableRecord | null = null;
  const readers = fields.map((field) => {
    const column = binding.columns[field.slot] ?? null;
    const name = column === null ? '' : header[column]!;
    const see = (currency: Currency, text: string): void =>
      seen?.currencies.see(currency, current.line, name, text);
    const currencyOf =
      field.type === 'money' && column !== null ? currencyBeside(field, name, header, style) : null;
    const read = cellReader(field, style, see);
    return {
      field,
      slot: field.slot,
      column,
      plain: currencyOf === null ? plainForm(field, style) : null,
      later: readLater(field, style),
      words: REPEATED.has(field.type) ? new KnownCells<number | string>() : null,
      read: (text: string) => (currencyOf === null ? read(text) : read(text, currencyOf(current))),
      exact: (text: string) => exactDecimal(text, field, style, currencyOf?.(current)),
      watch: column === null ? null : (seen?.watch(field, name) ?? null),
      blank: field.missing?.value ?? null,
      defaultError: errorOf(Number(field.missing?.value), field.missing?.decimal ?? '0'),
      misfits: gatherMisfits(),
      hasMisfits: false,
      /** The row of the last cell that does not fit, and the last cell that does, for helps that speak of both. */
      missed: null as TableRecord | null,
      last: '',
      numeric: field.type === 'number' || field.type === 'money' || field.type === 'percent',
      isText: field.type === 'id' || field.type === 'text' || field.type === 'choice',
    };
  });
  type Reader = (typeof readers)[number];
  type BoundReader = Reader & { readonly column: number };
  const bound = readers.filter((reader): reader is BoundReader => reader.column !== null);
  // A converted amount may have more digits than were typed.
  const converts = style.currency != null;
  for (const { field, column, exact } of readers) {
    facts.decimals[field.slot] = () => {
      const typed = column === null ? null : exact(current.cell(column));
      return (
        typed ??
        (Number.isNaN(facts.numbers[field.slot]!)
          ? null
          : (field.missing?.decimal ?? String(facts.numbers[field.slot]!)))
      );
    };
  }
  let problems: Diagnostic[] | null = null;
  let hasMisfits = false;
  const complain = (reader: BoundReader, problem: Problem, text: string): void => {
    const { column, misfits, numeric } = reader;
    if (numeric && reader.missed !== previous) reader.last = previous?.cell(column) ?? '';
    reader.missed = current;
    reader.hasMisfits = numeric;
    hasMisfits ||= numeric;
    const name = header[column]!;
    const found = shortenText(text, 60);
    const message = {
      en: `column "${name}": expected ${problem.expected.en}, found "${found}"`,
      zh: `列“${name}”：应为${afterHan(problem.expected.zh)}，实际为“${found}”`,
    };
    misfits.add(text, reader.last);
    problems ??= [];
    problems.push({
      code: 'bad-cell',
      severity: 'error',
      message,
      // Asked for when the file was read: by then it speaks of all cells that do not fit.
      get help() {
        return misfits.helpFor(problem, text);
      },
      at: { kind: 'cell', file, line: current.line, column: name },
    });
  };
  const set = ({ slot, blank, defaultError }: Reader, cell: number | string | null, error: number): void => {
    const value = cell ?? blank;
    if (typeof value === 'number') {
      facts.numbers[slot] = value;
      facts.errors[slot] = cell === null ? defaultError : error;
    } else {
      facts.numbers[slot] = Number.NaN;
      facts.texts[slot] = value;
    }
  };
  // A cell that fits; days and numbers are looked at.
  const note = ({ slot, column, misfits, hasMisfits, watch }: BoundReader, isNumber: boolean): void => {
    if (hasMisfits) misfits.fit(current.cell(column));
    if (watch === null || !isNumber) return;
    const value = facts.numbers[slot]!;
    watch.total[0]! += Math.round(value);
    if (value > watch.above || value <= watch.upTo) watch.see(value, current, column);
  };
  const readText = (reader: BoundReader, text: string): number | string | null => {
    const value = reader.read(text);
    if (isProblem(value)) {
      complain(reader, value, text);
      set(reader, null, 0);
      return null;
    }
    const isLong = reader.numeric && typeof value === 'number' && (converts || mayHaveManyDigits(text));
    set(reader, value, isLong ? errorOf(value, reader.exact(text)!) : 0);
    note(reader, typeof value === 'number');
    return value;
  };
  // Words that were read before are found by their bytes.
  const readWord = (
    reader: BoundReader,
    words: KnownCells<number | string>,
    start: number,
    end: number,
  ): void => {
    const { source } = current;
    const known = words.find(source, start, end);
    if (known !== undefined) set(reader, known, 0);
    else {
      const value = readText(reader, current.cell(reader.column));
      if (value !== null) words.keep(value, source, start, end);
    }
  };
  for (const reader of bound)
    if (reader.later !== null) {
      facts.columns[reader.slot] = reader.column;
      facts.readText[reader.slot] = () => {
        const { field, column, slot, words } = reader;
        // An id whose reading can wait is read as it stands.
        if (field.type === 'id') facts.texts[slot] = current.cell(column);
        else if (words?.isUseful === true)
          readWord(reader, words, current.cellStart(column), current.cellEnd(column));
        else readText(reader, current.cell(column));
        return facts.texts[slot]!;
      };
    }
  // What the file has no column for is the same in every row.
  for (const reader of readers) if (reader.column === null) set(reader, null, 0);
  const readCells = (own: readonly BoundReader[], row: TableRecord): readonly Diagnostic[] => {
    previous = current ?? null;
    current = row;
    problems = null;
    const { source } = row;
    const { numbers, errors, texts } = facts;
    for (const reader of own) {
      const { column, slot, plain, words, later } = reader;
      const start = row.cellStart(column);
      const end = row.cellEnd(column);
      if (start < 0) readText(reader, row.cell(column));
      else if (start === end) {
        set(reader, null, 0);
        note(reader, false);
      } else if (later?.(source, start, end) === true) texts[slot] = undefined;
      else if (words?.isUseful === true) readWord(reader, words, start, end);
      else if (plain !== null && readPlainInto(numbers, slot, plain, source, start, end)) {
        errors[slot] = 0;
        note(reader, true);
      } else readText(reader, row.cell(column));
    }
    return problems ?? NONE;
  };
  const isFree = (): boolean => !bound.some((reader) => reader.hasMisfits && reader.misfits.needsFitting());
  const openAhead = (room: number): FieldsAhead => {
    const [together, alone] = [bound.filter(isReadAhead), bound.filter((reader) => !isReadAhead(reader))];
    const unbound = readers.filter(({ column }) => column === null);
    const ahead = createFacts(facts.numbers.length, room);
    for (const { slot } of unbound) {
      ahead.numbers.fill(facts.numbers[slot]!, slot * room, (slot + 1) * room);
      ahead.errors.fill(facts.errors[slot]!, slot * room, (slot + 1) * room);
      ahead.texts.fill(facts.texts[slot], slot * room, (slot + 1) * room);
      ahead.isSame[slot] = 1;
    }
    const { numbers, texts } = ahead;
    const textSlots = together.filter(({ isText }) => isText).map(({ slot }) => slot);
    const numberSlots = together.filter(({ isText }) => !isText).map(({ slot }) => slot);
    const watched = together.filter((reader) => reader.watch !== null);
    return {
      facts: ahead,
      slots: [...unbound, ...together.filter(({ later }) => later === null)].map(({ slot }) => slot),
      read: openReadAhead(together, ahead),
      take(row, at) {
        for (const slot of textSlots) facts.texts[slot] = texts[slot * room + at];
        for (const slot of numberSlots) {
          facts.numbers[slot] = numbers[slot * room + at]!;
          facts.errors[slot] = 0;
        }
        for (const { slot, watch } of watched) {
          const value = facts.numbers[slot]!;
          if (!Number.isNaN(value)) watch!.total[0]! += Math.round(value);
        }
        if (hasMisfits)
          for (const reader of together) if (reader.hasMisfits) reader.misfits.fit(row.cell(reader.column));
        if (alone.length > 0) return readCells(alone, row);
        current = row;
        return NONE;
      },
    };
  };
  const resume = (before: TableRecord): void => {
    current = before;
  };
  return Object.assign((row: TableRecord) => readCells(bound, row), { isFree, resume, openAhead });
}

// Whether most cells of a field need no more than a look at their bytes. A default adds to no sum of what stands in cells,
// but for zero, which changes none.
function isReadAhead(field: AheadField & { readonly defaultError: number }): boolean {
  const { plain, words, later, blank, defaultError, watch } = field;
  if (defaultError !== 0 || (watch !== null && blank !== null && blank !== 0)) return false;
  return plain !== null || words !== null || later !== null;
}

// Of these a file has few, again and again.
const REPEATED: ReadonlySet<Field['type']> = new Set(['text', 'choice', 'flag']);

// What another column, or the header, says of the currency of an amount; null where nothing does.
function currencyBeside(
  field: Field,
  name: string,
  header: readonly string[],
  style: NumberStyle,
): ((row: TableRecord) => Currency | null) | null {
  if (field.currencyColumn === null) {
    const currency = headerUnit(name)?.currency ?? null;
    return currency === null ? null : () => currency;
  }
  const at = findCurrencyColumn(field, header);
  if (at < 0) return null;
  const known = new Map<string, Currency | null>();
  return (row) => {
    const text = row.cell(at);
    const found = known.get(text);
    if (found !== undefined) return found;
    const named =
      tidy(text) === '' || standsForBlank(text, style)
        ? null
        : (currencyNamed(text) ?? { mark: tidy(text), codes: [tidy(text)] });
    // Cells repeat; where they do not, as in a column taken by mistake, no more is kept.
    if (known.size < MOST_CURRENCIES) known.set(text, named);
    return named;
  };
}

const MOST_CURRENCIES = 1000;

// The cells of a column that do not fit. A help is made once for each, when all are known.
function gatherMisfits() {
  const texts = new Set<string>();
  const fitting = new Set<string>();
  const helps = new Map<string, Wording | undefined>();
  return {
    needsFitting: (): boolean => fitting.size < MOST_MISFITS,
    fit(text: string): void {
      if (fitting.size < MOST_MISFITS) fitting.add(text);
    },
    add(text: string, last: string): void {
      fitting.add(last);
      if (texts.size === MOST_MISFITS || texts.has(text)) return;
      texts.add(text);
      helps.clear();
    },
    helpFor(problem: Problem, text: string): Wording | undefined {
      if (!texts.has(text)) return helpOf(problem, { misfits: [text], fitting: [...fitting] });
      if (!helps.has(text)) helps.set(text, helpOf(problem, { misfits: [...texts], fitting: [...fitting] }));
      return helps.get(text);
    },
  };
}

const MOST_MISFITS = 200;

// Whether a cell may hold more than 15 digits; what is not ASCII counts as one.
function mayHaveManyDigits(text: string): boolean {
  if (text.length <= 15) return false;
  let digits = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 0x7f || (code >= 0x30 && code <= 0x39)) digits += 1;
  }
  return digits > 15;
}
