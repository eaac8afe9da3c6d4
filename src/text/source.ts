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
  const before = source.text.slice(0, offset);
  const lines = before.split(LINE_BREAK);
  return { line: lines.length, column: [...(lines.at(-1) ?? '')].length + 1 };
}

/** The text of a line, counted from 1, without its line break. */
export function lineAt(source: Source, line: number): string {
  return source.text.split(LINE_BREAK)[line - 1] ?? '';
}

const LINE_BREAK = /\r\n|\n|\r/;
