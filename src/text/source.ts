/** A text file as people named it: what a position in a message points into. */
export interface Source {
  readonly name: string;
  readonly text: string;
}

/** A stretch of a source: offsets in UTF-16 code units, `end` not included. */
export interface Span {
  readonly kind: 'span';
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

/** Line and column as editors count them: from 1, columns in characters. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where an offset stands. Offsets past the end stand at the end. */
export function positionAt(source: Source, offset: number): Position {
  const { starts, pairs } = linesOf(source);
  const at = Math.min(offset, source.text.length);
  const line = countUpTo(starts, at);
  const start = starts[line - 1]!;
  const pairsBefore = countUpTo(pairs, at - 2) - countUpTo(pairs, start - 1);
  return { line, column: at - start - pairsBefore + 1 };
}

/** Where the line on which an offset stands begins and ends, without its line break. */
export function lineAround(source: Source, offset: number): { readonly start: number; readonly end: number } {
  const { starts } = linesOf(source);
  const line = countUpTo(starts, Math.min(offset, source.text.length));
  const start = starts[line - 1]!;
  const next = starts[line];
  if (next === undefined) return { start, end: source.text.length };
  const broken = source.text.slice(next - 2, next) === '\r\n' ? 2 : 1;
  return { start, end: next - broken };
}

/** Where a line begins, counted from 1; the beginning of the text where there is no such line. */
export function startOfLine(source: Source, line: number): number {
  return linesOf(source).starts[line - 1] ?? 0;
}

/** What positions are counted by: offsets, in rising order. */
interface Lines {
  readonly starts: readonly number[];
  /** Characters that take two code units, by the first of them. */
  readonly pairs: readonly number[];
}

// A file with ten thousand mistakes is looked through once, not for each of them.
const KNOWN = new WeakMap<Source, Lines>();

function linesOf(source: Source): Lines {
  const known = KNOWN.get(source);
  if (known !== undefined) return known;
  const { text } = source;
  const starts = [0];
  const pairs: number[] = [];
  for (const { index, 0: found } of text.matchAll(BREAK_OR_PAIR)) {
    if (found >= '\ud800') pairs.push(index);
    else starts.push(index + found.length);
  }
  const lines = { starts, pairs };
  KNOWN.set(source, lines);
  return lines;
}

const BREAK_OR_PAIR = /\r\n|[\r\n]|[\ud800-\udbff][\udc00-\udfff]/g;

// How many of the rising numbers are at most so large.
function countUpTo(rising: readonly number[], most: number): number {
  let from = 0;
  let to = rising.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (rising[middle]! <= most) from = middle + 1;
    else to = middle;
  }
  return from;
}
