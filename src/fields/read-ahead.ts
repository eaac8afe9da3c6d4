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
  { slot, column, plain, words, later, blank, watch }: AheadField,
  rows: readonly TableRecord[],
  from: number,
  count: number,
  { numbers, texts, rows: room }: Facts,
  isKnown: Uint8Array,
): void {
  const first = slot * room;
  for (let at = 0; at < count; at += 1) {
    const row = rows[from + at]!;
    const { source } = row;
    const start = row.cellStart(column);
    const end = row.cellEnd(column);
    const place = first + at;
    if (start < 0) isKnown[at] = 0;
    else if (plain !== null && start !== end) {
      const isRead = readPlainInto(numbers, place, plain, source, start, end);
      if (!isRead || (watch !== null && isRemarkable(watch, plain, numbers[place]!, source[end - 1]!)))
        isKnown[at] = 0;
    } else {
      let value: number | string | null | undefined = blank;
      if (start !== end && later?.(source, start, end) === true) value = undefined;
      else if (start !== end) {
        value = words?.isUseful === true ? words.find(source, start, end) : undefined;
        if (value === undefined) isKnown[at] = 0;
      }
      numbers[place] = typeof value === 'number' ? value : Number.NaN;
      if (typeof value !== 'number') texts[place] = value;
    }
  }
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
