import type { TableRecord } from './table.ts';

/** Why a row cannot be read as CSV. */
export type Broken = 'open-quote' | 'broken-quote' | 'long-record';

/** A record as it stands in the file, or a line that is none. */
export class CsvRow implements TableRecord {
  /** Empty until it is read; when it cannot be, those that stand whole before what is wrong. */
  cells: readonly string[];
  readonly line: number;
  readonly source: Buffer;
  readonly start: number;
  readonly end: number;
  readonly broken: Broken | null;
  /** Whether a line end follows; only the last row may lack it. */
  readonly ended: boolean;

  /** `end` is behind the line end. */
  constructor(
    cells: readonly string[],
    line: number,
    source: Buffer,
    start: number,
    end: number,
    broken: Broken | null,
  ) {
    this.cells = cells;
    this.line = line;
    this.source = source;
    this.start = start;
    this.broken = broken;
    const last = end > start ? source[end - 1] : 0;
    this.ended = last === LF || last === CR;
    const crlf = last === LF && end - 2 >= start && source[end - 2] === CR;
    this.end = this.ended ? end - (crlf ? 2 : 1) : end;
  }

  get text(): string {
    return this.source.toString('utf8', this.start, this.end);
  }
}

/** The cells of a line that stand whole before something that is no CSV: whose row it is may still be read. */
export function wholeCells(text: string, delimiter: string): string[] {
  const cells: string[] = [];
  let at = 0;
  while (at < text.length) {
    const quoted = text[at] === '"';
    const closed = quoted ? /"((?:[^"]|"")*)"/y : null;
    if (closed !== null) closed.lastIndex = at;
    const found = closed?.exec(text) ?? null;
    const end = quoted ? (found === null ? -1 : at + found[0].length) : text.indexOf(delimiter, at);
    const cell = quoted ? (found?.[1] ?? '').replaceAll('""', '"') : text.slice(at, end);
    if (end < 0 || text[end] !== delimiter || (!quoted && cell.includes('"'))) break;
    cells.push(cell);
    at = end + 1;
  }
  return cells;
}

const LF = 0x0a;
const CR = 0x0d;
