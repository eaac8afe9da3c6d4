import type { TableRecord } from './table.ts';

/** Why a row cannot be read as CSV. */
export type Broken = 'open-quote' | 'broken-quote' | 'long-record';

/** Where a row stands in `source`: without its line end, and whether one follows; only the last row may lack it. */
export interface RowPlace {
  readonly line: number;
  readonly source: Buffer;
  readonly start: number;
  readonly end: number;
  readonly ended: boolean;
}

/** Where the cells of a row start and end in its source: pairs in a list for many rows, the first of which is `first`. */
export interface CellPlaces {
  readonly places: Int32Array;
  readonly first: number;
  readonly width: number;
}

/** Rows one behind the other, of the same width. */
export interface RowRun {
  readonly count: number;
  /** The bytes from the start of the first row to the end of the last, and where that start is in their source. */
  readonly bytes: Uint8Array;
  readonly start: number;
  /** Where all their cells start and end in the source, in pairs. */
  readonly places: Int32Array;
}

/** A record as it stands in the file, or a line that is none. A cell becomes text when somebody asks for it. */
export class CsvRow implements TableRecord {
  readonly line: number;
  source: Buffer;
  start: number;
  end: number;
  readonly ended: boolean;
  readonly broken: Broken | null;
  readonly mayHoldFormula: boolean;
  /** How many cells it has; when it cannot be read, those that stand whole before what is wrong. */
  readonly width: number;
  #places: Int32Array | null;
  #first: number;
  #cells: readonly string[] | null;

  /** `cells`: their texts where these are no longer those of the source. */
  constructor(
    { line, source, start, end, ended }: RowPlace,
    cells: CellPlaces | readonly string[],
    broken: Broken | null = null,
    mayHoldFormula = true,
  ) {
    this.line = line;
    this.source = source;
    this.start = start;
    this.end = end;
    this.ended = ended;
    this.broken = broken;
    this.mayHoldFormula = mayHoldFormula;
    if ('places' in cells) {
      this.width = cells.width;
      this.#places = cells.places;
      this.#first = cells.first;
      this.#cells = null;
    } else {
      this.width = cells.length;
      this.#places = null;
      this.#first = 0;
      this.#cells = cells;
    }
  }

  get cells(): readonly string[] {
    this.#cells ??= Array.from({ length: this.width }, (_, column) => this.cell(column));
    return this.#cells;
  }

  get text(): string {
    return this.source.toString('utf8', this.start, this.end);
  }

  cell(column: number): string {
    if (column >= this.width) return '';
    if (this.#places === null) return this.#cells![column]!;
    const start = this.cellStart(column);
    const text = this.source.toString('utf8', start, this.cellEnd(column));
    return this.source[start - 1] === QUOTE && text.includes('"') ? text.replaceAll('""', '"') : text;
  }

  /** Gives the row bytes of its own, so that it can be kept. */
  detach(): this {
    const { start, end, width } = this;
    this.source = Buffer.from(this.source.subarray(start, end));
    this.start = 0;
    this.end = end - start;
    if (this.#places !== null)
      this.#places = this.#places.slice(this.#first, this.#first + 2 * width).map((at) => at - start);
    this.#first = 0;
    return this;
  }

  /** The row without its last cell, which is blank, and the delimiter before it. */
  withoutLast(delimiterLength: number): CsvRow {
    const width = this.width - 1;
    const cells =
      this.#places === null ? this.#cells!.slice(0, -1) : { places: this.#places, first: this.#first, width };
    const { line, source, start, end, ended } = this;
    return new CsvRow({ line, source, start, end: end - delimiterLength, ended }, cells);
  }

  /** The row with another number in place of its line. */
  atLine(line: number): CsvRow {
    const { source, start, end, ended, width } = this;
    const cells = this.#places === null ? this.#cells! : { places: this.#places, first: this.#first, width };
    return new CsvRow({ line, source, start, end, ended }, cells, this.broken);
  }

  /** As many of some rows as are noted one behind the other, from one on, and take no more than so many bytes; null for none. */
  static run(rows: readonly TableRecord[], from: number, most: number, room: number): RowRun | null {
    const first = rows[from];
    if (!(first instanceof CsvRow) || first.#places === null) return null;
    const { source, start, width } = first;
    const places = first.#places;
    let end = start;
    let count = 0;
    for (; count < most; count += 1) {
      const row = rows[from + count];
      if (!(row instanceof CsvRow) || row.source !== source || row.#places !== places) break;
      if (row.#first !== first.#first + 2 * width * count || row.width !== width) break;
      if (row.end - start + 8 * width * (count + 1) > room) break;
      end = row.end;
    }
    if (count === 0) return null;
    return {
      count,
      bytes: source.subarray(start, end),
      start,
      places: places.subarray(first.#first, first.#first + 2 * width * count),
    };
  }

  cellStart(column: number): number {
    return this.#places === null ? -1 : this.#places[this.#first + 2 * column]!;
  }

  cellEnd(column: number): number {
    return this.#places === null ? -1 : this.#places[this.#first + 2 * column + 1]!;
  }

  beginsWith(marks: Uint8Array, from: number): number {
    const { source, width } = this;
    const places = this.#places;
    const first = this.#first;
    for (let column = from; column < width; column += 1) {
      if (places === null) return column;
      const start = places[first + 2 * column]!;
      if (marks[source[start]!] === 1 && start < places[first + 2 * column + 1]!) return column;
    }
    return -1;
  }
}

/** A row of these cells, which are written as `text` where that is shown or passed on. */
export function madeRow(cells: readonly string[], text: string, line: number, broken: Broken | null = null) {
  const source = Buffer.from(text);
  return new CsvRow({ line, source, start: 0, end: source.length, ended: broken === null }, cells, broken);
}

/** A row with other cells, and the bytes that it has. */
export function withCells(row: CsvRow, cells: readonly string[]): CsvRow {
  return new CsvRow(row, cells, row.broken);
}

const QUOTE = 0x22;
