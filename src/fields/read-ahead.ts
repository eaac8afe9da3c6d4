import type { TableRecord } from '../table/table.ts';
import type { Facts } from './facts.ts';
import type { KnownCells } from './known-cells.ts';
import { type PlainForm, readPlainInto } from './plain-cell.ts';
import { type CellColumns, openCellColumns } from './read-cells.ts';
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
  const columns = openCellColumns(facts.rows);
  const readers = fields.map((field) => columnReader(field, facts));
  return (rows, from, count, isKnown) => {
    let held = 0;
    for (let at = 0; at < count; at += Math.max(1, held)) {
      held = columns?.hold(rows, from + at, count - at) ?? 0;
      for (const [index, field] of fields.entries()) {
        const odd = held === 0 ? ONE : readers[index]!(columns!, at, held);
        for (const row of odd)
          if (!readCell(field, rows[from + at + row]!, facts, at + row)) isKnown[at + row] = 0;
      }
    }
  };
}

const ONE = Int32Array.of(0);

/** Reads the cells of a field in the rows that are held into facts, from a place on; gives the rows that are left. */
type ReadColumn = (columns: CellColumns, at: number, count: number) => Int32Array;

function columnReader(field: AheadField, { numbers, texts, rows }: Facts): ReadColumn {
  const { slot, column, plain, later, isText, blank, watch } = field;
  const first = slot * rows;
  const number = typeof blank === 'number' ? blank : Number.NaN;
  if (plain !== null && !plain.both) {
    const bounds = {
      least: plain.range[0]!,
      most: Math.min(plain.range[1]!, watch?.above ?? Number.POSITIVE_INFINITY),
      upTo: watch?.upTo ?? Number.NEGATIVE_INFINITY,
    };
    return (columns, at, count) => {
      const { found, odd } = columns.readNumbers(column, plain, bounds, number);
      numbers.set(found.subarray(0, count), first + at);
      return odd;
    };
  }
  const form = later === null ? 'blank' : later === isPlainText ? 'plain-text' : 'begins-as-text';
  const text = typeof blank === 'number' ? null : blank;
  return (columns, at, count) => {
    const { found, odd } = columns.readTexts(column, form);
    if (isText)
      for (let row = 0; row < count; row += 1) texts[first + at + row] = found[row] === 0 ? text : undefined;
    else numbers.fill(number, first + at, first + at + count);
    return odd;
  };
}

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
