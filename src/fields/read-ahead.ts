import type { TableRecord } from '../table/table.ts';
import type { Facts } from './facts.ts';
import type { KnownCells } from './known-cells.ts';
import { type PlainForm, readPlainInto } from './plain-cell.ts';
import type { ColumnWatch } from './seen-cells.ts';

/** A field whose cells are read column by column, for many rows together: each is blank, plain, or a word known before. */
export interface AheadField {
  readonly slot: number;
  readonly column: number;
  /** How numbers and days are read; null for words. */
  readonly plain: PlainForm | null;
  readonly words: KnownCells<number | string> | null;
  /** Finds the texts that are read when they are asked for. */
  readonly later: ((bytes: Uint8Array, start: number, end: number) => boolean) | null;
  /** What a blank cell stands for. */
  readonly blank: number | string | null;
  readonly watch: ColumnWatch | null;
}

/**
 * Reads the cells of a field in some rows into facts that stand side by side. Rows whose cell needs more than a look at its
 * bytes, or is remarkable, are struck off: they are read by themselves.
 */
export function readFieldAhead(
  field: AheadField,
  rows: readonly TableRecord[],
  from: number,
  count: number,
  ahead: Facts,
  isKnown: Uint8Array,
): void {
  if (field.plain !== null) readNumbers(field, field.plain, rows, from, count, ahead, isKnown);
  else readWords(field, rows, from, count, ahead, isKnown);
}

function readNumbers(
  { slot, column, blank, watch }: AheadField,
  plain: PlainForm,
  rows: readonly TableRecord[],
  from: number,
  count: number,
  { numbers, rows: room }: Facts,
  isKnown: Uint8Array,
): void {
  const missing = typeof blank === 'number' ? blank : Number.NaN;
  const first = slot * room;
  for (let at = 0; at < count; at += 1) {
    const row = rows[from + at]!;
    const start = row.cellStart(column);
    const end = row.cellEnd(column);
    const place = first + at;
    if (start === end && start >= 0) numbers[place] = missing;
    else if (start < 0 || !readPlainInto(numbers, place, plain, row.source, start, end)) isKnown[at] = 0;
    else if (watch !== null && isRemarkable(watch, numbers[place]!)) {
      // With a sign it is clear how a percent is written.
      if (!plain.isPercent || row.source[end - 1] !== PERCENT) isKnown[at] = 0;
    }
  }
}

function isRemarkable({ above, upTo }: ColumnWatch, value: number): boolean {
  return value > above || value <= upTo;
}

const PERCENT = 0x25;

function readWords(
  { slot, column, blank, words, later }: AheadField,
  rows: readonly TableRecord[],
  from: number,
  count: number,
  { numbers, texts, rows: room }: Facts,
  isKnown: Uint8Array,
): void {
  const first = slot * room;
  for (let at = 0; at < count; at += 1) {
    const row = rows[from + at]!;
    const start = row.cellStart(column);
    const end = row.cellEnd(column);
    const place = first + at;
    let value: number | string | null | undefined = blank;
    if (start < 0) isKnown[at] = 0;
    else if (start !== end) {
      const { source } = row;
      if (later?.(source, start, end) === true) value = undefined;
      else {
        value = words?.isUseful === true ? words.find(source, start, end) : undefined;
        if (value === undefined) isKnown[at] = 0;
      }
    }
    if (typeof value === 'number') numbers[place] = value;
    else {
      numbers[place] = Number.NaN;
      texts[place] = value;
    }
  }
}
