import type { TableRecord } from '../table/table.ts';
import type { Facts } from './facts.ts';
import type { KnownCells } from './known-cells.ts';
import { type PlainForm, readPlainInto } from './plain-cell.ts';
import { BLANK, type CellColumns, openCellColumns } from './read-cells.ts';
import type { ColumnWatch } from './seen-cells.ts';
import { isPlainText } from './text-cell.ts';

/** A field whose cells are read column by column, for many rows together: each is blank, plain, or a word known before. */
export interface AheadField {
  readonly slot: number;
  readonly column: number;
  /** How numbers and days are read; null for words. */
  readonly plain: PlainForm | null;
  readonly words: KnownCells<number | string> | null;
  /** Finds the texts that are read when they are asked for. */
  readonly later: ((bytes: Uint8Array, start: number, end: number) => boolean) | null;
  /** Whether its values are texts. */
  readonly isText: boolean;
  /** What a blank cell stands for. */
  readonly blank: number | string | null;
  readonly watch: ColumnWatch | null;
}

/** Reads some rows into facts that stand side by side; rows are struck off that must be read by themselves. */
export type ReadAhead = (
  rows: readonly TableRecord[],
  from: number,
  count: number,
  isKnown: Uint8Array,
) => void;

/**
 * Opens the reading of fields ahead. A row is read by itself where a cell needs more than a look at its bytes, or is
 * remarkable.
 */
export function openReadAhead(fields: readonly AheadField[], facts: Facts): ReadAhead {
  const ofWords = fields.filter(isOfWords).slice(0, MOST_OF_WORDS);
  const columns = openCellColumns(
    facts.rows,
    ofWords.map(({ column }) => column),
  );
  const readers = fields.map((field) => {
    if (columns === null || (isOfWords(field) && !ofWords.includes(field))) return readEach;
    return columnReader(field, facts, columns);
  });
  return (rows, from, count, isKnown) => {
    let held = 0;
    for (let at = 0; at < count; at += Math.max(1, held)) {
      held = columns?.hold(rows, from + at, count - at) ?? 0;
      for (const [index, field] of fields.entries()) {
        const readAlone = (place: number): boolean => {
          const isRead = readCell(field, rows[from + place]!, facts, place);
          if (!isRead) isKnown[place] = 0;
          return isRead;
        };
        if (held === 0) readAlone(at);
        else readers[index]!(at, held, readAlone);
      }
    }
  };
}

/** Reads the cells of a field in the rows that are held into facts, from a place on; some of them alone. */
type ReadColumn = (at: number, count: number, readAlone: (place: number) => boolean) => void;

function readEach(...[at, count, readAlone]: Parameters<ReadColumn>): void {
  for (let place = at; place < at + count; place += 1) readAlone(place);
}

function columnReader(field: AheadField, { numbers, texts, rows }: Facts, columns: CellColumns): ReadColumn {
  const { slot, column, plain, later, isText, blank, watch } = field;
  const first = slot * rows;
  const blankNumber = typeof blank === 'number' ? blank : Number.NaN;
  const blankText = typeof blank === 'number' ? null : blank;
  if (plain !== null) {
    if (plain.both) return readEach;
    const bounds = {
      least: plain.range[0]!,
      most: Math.min(plain.range[1]!, watch?.above ?? Number.POSITIVE_INFINITY),
      upTo: watch?.upTo ?? Number.NEGATIVE_INFINITY,
    };
    return (at, count, readAlone) => {
      const { found, odd } = columns.readNumbers(column, plain, bounds, blankNumber);
      numbers.set(found.subarray(0, count), first + at);
      for (const row of odd) readAlone(at + row);
    };
  }
  if (later !== null)
    return (at, count, readAlone) => {
      const { found, odd } = columns.readTexts(column, later === isPlainText);
      for (let row = 0; row < count; row += 1)
        texts[first + at + row] = found[row] === 0 ? blankText : undefined;
      for (const row of odd) readAlone(at + row);
    };
  // What the word in each place was read as.
  const known: (number | string | null | undefined)[] = [];
  return (at, count, readAlone) => {
    const found = columns.readWords(column);
    for (let row = 0; row < count; row += 1) {
      const word = found[row]!;
      const place = first + at + row;
      const value = word === BLANK ? blank : word >= 0 ? known[word] : undefined;
      if (value === undefined) {
        if (readAlone(at + row) && word >= 0) known[word] = isText ? texts[place] : numbers[place];
      } else if (isText) texts[place] = typeof value === 'string' ? value : null;
      else numbers[place] = typeof value === 'number' ? value : Number.NaN;
    }
  };
}

function isOfWords({ plain, later }: AheadField): boolean {
  return plain === null && later === null;
}

// What is known of their words takes 4 KB each.
const MOST_OF_WORDS = 32;

// Whether no more than a look at its bytes was needed.
function readCell(
  { slot, column, plain, words, later, blank, watch }: AheadField,
  row: TableRecord,
  { numbers, texts, rows: room }: Facts,
  at: number,
): boolean {
  const { source } = row;
  const start = row.cellStart(column);
  const end = row.cellEnd(column);
  const place = slot * room + at;
  if (start < 0) return false;
  if (plain !== null && start !== end)
    return (
      readPlainInto(numbers, place, plain, source, start, end) &&
      !(watch !== null && isRemarkable(watch, plain, numbers[place]!, source[end - 1]!))
    );
  let value: number | string | null | undefined = blank;
  if (start !== end && later?.(source, start, end) === true) value = undefined;
  else if (start !== end) {
    value = words?.isUseful === true ? words.find(source, start, end) : undefined;
    if (value === undefined) return false;
  }
  numbers[place] = typeof value === 'number' ? value : Number.NaN;
  if (typeof value !== 'number') texts[place] = value;
  return true;
}

// With a sign it is clear how a percent is written.
function isRemarkable(
  { above, upTo }: ColumnWatch,
  { isPercent }: PlainForm,
  value: number,
  last: number,
): boolean {
  return (value > above || value <= upTo) && !(isPercent && last === PERCENT);
}

const PERCENT = 0x25;
