import type { Span } from '../text/source.ts';
import type { MapEntry, Node } from './node.ts';

/**
 * Reads YAML as nearly everybody writes it: maps and lists by indentation or in brackets, each value on one line. It
 * gives what the parser of YAML gives, spans included, long before that parser is warm. Null where it meets anything
 * else, mistakes among it: what that is, the parser says.
 */
export function readPlainYaml({ source, start, end }: Pick<Span, 'source' | 'start' | 'end'>): Node | null {
  const text = source.text.slice(start, end);
  if (text.length > LONGEST || UNUSUAL.test(text)) return null;
  const place = (from: number, to: number): Span => ({
    kind: 'span',
    source,
    start: start + from,
    end: start + to,
  });
  const cursor: Cursor = { text, place, at: 0, column: 0, after: 0, comment: -1, depth: 0 };
  try {
    nextLine(cursor);
    if (cursor.column !== 0) return null;
    const root = readMap(cursor);
    return cursor.at < text.length ? null : root;
  } catch (error) {
    if (error !== NOT_PLAIN) throw error;
    return null;
  }
}

const NOT_PLAIN = new Error('not plain');

// In a longer text may be more than is read.
const LONGEST = 100_000;
// Tabs and other controls, a line that ends as on an old Mac, what begins or ends a document, one side of a merge, and
// full-width colons behind a key.
const UNUSUAL =
  /[\0-\t\v\f\x0e-\x1f\ufeff]|\r(?!\n)|^(?:---|\.\.\.|<{7}|[ {]*(?:- [{ ]*)?[\w\u4e00-\u9fff-]+：)/m;

/** What is read, and how far. */
interface Cursor {
  readonly text: string;
  readonly place: (from: number, to: number) => Span;
  at: number;
  /** Where the line that is read begins, behind its blanks, dashes included; -1 at the end. */
  column: number;
  /** Behind the line in which the last value stands. */
  after: number;
  /** How far the comments between that line and this one are indented at the most; -1 where there are none. */
  comment: number;
  depth: number;
}

// More is refused by the parser, or by the stack.
const DEEPEST = 50;

function readBlock(cursor: Cursor, parent: number): Node {
  if (++cursor.depth > DEEPEST) throw NOT_PLAIN;
  const node = isDash(cursor)
    ? readList(cursor)
    : beginsMap(cursor)
      ? readMap(cursor)
      : readLine(cursor, parent);
  cursor.depth -= 1;
  return node;
}

function beginsMap(cursor: Cursor): boolean {
  const { at } = cursor;
  const found = readKey(cursor, false) !== null;
  cursor.at = at;
  return found;
}

function readMap(cursor: Cursor): Node {
  const { at: from, column } = cursor;
  const entries: MapEntry[] = [];
  const met = new Set<string>();
  do {
    const key = readKey(cursor, false);
    if (key === null || met.has(key.key)) throw NOT_PLAIN;
    met.add(key.key);
    entries.push({ ...key, value: readUnder(cursor, column, key.keySpan) });
  } while (cursor.column === column);
  return { kind: 'map', entries, span: endBlock(cursor, from, column) };
}

function readUnder(cursor: Cursor, column: number, keySpan: Span): Node {
  if (!endsLine(cursor)) return readLine(cursor, column);
  const end = cursor.at;
  endLine(cursor);
  if (cursor.column > column) return readBelow(cursor, column);
  if (cursor.column === column && isDash(cursor)) return readList(cursor);
  endEmpty(cursor, column, end);
  return { kind: 'scalar', value: null, text: '', span: keySpan };
}

// No value stands behind a key, nor below it. Comments there belong to it, and where it is the last of its map, they belong
// to the map.
function endEmpty(cursor: Cursor, column: number, end: number): void {
  const isNoted = cursor.text[end] === '#' || cursor.comment >= 0;
  const isLast = cursor.column < column;
  if (isNoted && isLast && (column > 0 || cursor.comment === 0)) throw NOT_PLAIN;
  cursor.after = isNoted ? cursor.text.length : end;
  cursor.comment = -1;
}

function readList(cursor: Cursor): Node {
  const { at: from, column } = cursor;
  const items: Node[] = [];
  do {
    const dash = cursor.at;
    cursor.at += 1;
    if (endsLine(cursor)) {
      endLine(cursor);
      items.push(readBelow(cursor, column));
    } else {
      cursor.column += cursor.at - dash;
      items.push(readBlock(cursor, column));
    }
  } while (cursor.column === column && isDash(cursor));
  return { kind: 'list', items, span: endBlock(cursor, from, column) };
}

// A value below its key or dash: a comment between them may end it before it begins.
function readBelow(cursor: Cursor, parent: number): Node {
  if (cursor.column <= parent) throw NOT_PLAIN;
  if (cursor.comment >= 0 && !isDash(cursor) && !beginsMap(cursor)) throw NOT_PLAIN;
  return readBlock(cursor, parent);
}

// A line that stands further in would go on with the value before it, and so would a comment.
function endBlock(cursor: Cursor, from: number, column: number): Span {
  if (cursor.column > column || cursor.comment >= Math.max(column, 1)) throw NOT_PLAIN;
  return cursor.place(from, cursor.after);
}

// A value that begins on this line, with what follows it there.
function readLine(cursor: Cursor, parent: number): Node {
  const node = readValue(cursor, parent, false);
  endLine(cursor);
  if (cursor.column > parent) throw NOT_PLAIN;
  return node;
}

function readValue(cursor: Cursor, parent: number, isInside: boolean): Node {
  switch (cursor.text[cursor.at]) {
    case '[':
      return readBrackets(cursor, parent);
    case '{':
      return readBraces(cursor, parent);
    default: {
      const { at } = cursor;
      const { text, isQuoted } = readText(cursor, isInside);
      const value = isQuoted ? text : meantBy(text);
      return { kind: 'scalar', value, text, span: cursor.place(at, cursor.at) };
    }
  }
}

function readBrackets(cursor: Cursor, parent: number): Node {
  const from = cursor.at;
  const items: Node[] = [];
  readBetween(cursor, parent, ']', () => items.push(readValue(cursor, parent, true)));
  return { kind: 'list', items, span: cursor.place(from, cursor.at) };
}

function readBraces(cursor: Cursor, parent: number): Node {
  const from = cursor.at;
  const entries: MapEntry[] = [];
  const met = new Set<string>();
  readBetween(cursor, parent, '}', () => {
    const key = readKey(cursor, true);
    if (key === null || met.has(key.key)) throw NOT_PLAIN;
    met.add(key.key);
    skipBlanks(cursor, parent);
    entries.push({ ...key, value: readValue(cursor, parent, true) });
  });
  return { kind: 'map', entries, span: cursor.place(from, cursor.at) };
}

function readBetween(cursor: Cursor, parent: number, end: string, read: () => void): void {
  if (++cursor.depth > DEEPEST) throw NOT_PLAIN;
  cursor.at += 1;
  for (skipBlanks(cursor, parent); cursor.text[cursor.at] !== end; skipBlanks(cursor, parent)) {
    read();
    skipBlanks(cursor, parent);
    if (cursor.text[cursor.at] === ',') cursor.at += 1;
    else if (cursor.text[cursor.at] !== end) throw NOT_PLAIN;
  }
  cursor.at += 1;
  cursor.depth -= 1;
}

// A key up to behind its colon; null where none stands.
function readKey(cursor: Cursor, isInside: boolean): Omit<MapEntry, 'value'> | null {
  const from = cursor.at;
  if (OPENING.has(cursor.text[from])) return null;
  const { text: key, isQuoted } = readText(cursor, isInside);
  const keySpan = cursor.place(from, cursor.at);
  skipSpaces(cursor);
  if (!isColon(cursor.text, cursor.at, isInside)) return null;
  cursor.at += 1;
  skipSpaces(cursor);
  if (key === '<<' || keySpan.end - keySpan.start > LONGEST_KEY) throw NOT_PLAIN;
  // Keys are told apart by what they mean: 1.0 and 1 are one key.
  if (!isQuoted && String(meantBy(key)) !== key) throw NOT_PLAIN;
  return { key, keySpan };
}

const OPENING = new Set<string | undefined>(['[', '{']);
const LONGEST_KEY = 1000;

function readText(cursor: Cursor, isInside: boolean): { text: string; isQuoted: boolean } {
  const { text, at } = cursor;
  const sign = text[at];
  const pattern = sign === "'" ? SINGLE : sign === '"' ? DOUBLE : isInside ? INSIDE : OUTSIDE;
  pattern.lastIndex = at;
  const found = pattern.exec(text)?.[0] ?? '';
  if (found === '') throw NOT_PLAIN;
  cursor.at += found.length;
  if (sign === '"') return { text: found.slice(1, -1), isQuoted: true };
  if (sign === "'") return { text: found.slice(1, -1).replaceAll("''", "'"), isQuoted: true };
  return { text: found, isQuoted: false };
}

const SINGLE = /'(?:[^'\r\n]|'')*'/y;
const DOUBLE = /"[^"\\\r\n]*"/y;
// Up to a colon that ends a key, a comment or the end of the line; in brackets also up to their signs.
const OUTSIDE = /(?:[^\s\-?:,[\]{}#&*!|>'"%@`]|-(?=[^\s]))(?:[^\s:#]|:(?=[^\s])|(?<=[^\s])#| +(?=[^\s#:]))*/y;
const INSIDE =
  /(?:[^\s\-?:,[\]{}#&*!|>'"%@`]|-(?=[^\s,[\]{}]))(?:[^\s:#,[\]{}]|:(?=[^\s,[\]{}])|(?<=[^\s])#| +(?=[^\s#:,[\]{}]))*/y;

function isColon(text: string, at: number, isInside: boolean): boolean {
  const next = text[at + 1];
  return text[at] === ':' && (next === undefined || BLANK.has(next) || (isInside && BRACKETS.has(next)));
}

const BLANK = new Set([' ', '\n', '\r']);
const BRACKETS = new Set([',', '[', ']', '{', '}']);

function isDash({ text, at }: Cursor): boolean {
  return text[at] === '-' && (at + 1 === text.length || BLANK.has(text[at + 1]!));
}

function skipSpaces(cursor: Cursor): void {
  while (cursor.text[cursor.at] === ' ') cursor.at += 1;
}

// Within brackets a value may stand in the next line, further in than what the brackets belong to; a line of comment there
// may be a mistake.
function skipBlanks(cursor: Cursor, parent: number): void {
  for (;;) {
    skipSpaces(cursor);
    if (!endsLine(cursor)) return;
    endLine(cursor);
    if (cursor.column <= parent || cursor.comment >= 0) throw NOT_PLAIN;
  }
}

// Nothing but a comment stands in the rest of the line.
function endsLine(cursor: Cursor): boolean {
  skipSpaces(cursor);
  const { text, at } = cursor;
  return (
    at === text.length ||
    text[at] === '\n' ||
    text[at] === '\r' ||
    (text[at] === '#' && isBlankBefore(cursor))
  );
}

function isBlankBefore({ text, at }: Cursor): boolean {
  return at === 0 || BLANK.has(text[at - 1]!);
}

function endLine(cursor: Cursor): void {
  if (!endsLine(cursor)) throw NOT_PLAIN;
  const end = cursor.text.indexOf('\n', cursor.at);
  cursor.at = end < 0 ? cursor.text.length : end + 1;
  cursor.after = cursor.at;
  nextLine(cursor);
}

// To the next line that holds more than a comment.
function nextLine(cursor: Cursor): void {
  cursor.comment = -1;
  for (;;) {
    const from = cursor.at;
    skipSpaces(cursor);
    cursor.column = cursor.at - from;
    if (cursor.at === cursor.text.length) {
      cursor.column = -1;
      return;
    }
    if (!endsLine(cursor)) return;
    if (cursor.text[cursor.at] === '#') cursor.comment = Math.max(cursor.comment, cursor.column);
    const end = cursor.text.indexOf('\n', cursor.at);
    cursor.at = end < 0 ? cursor.text.length : end + 1;
  }
}

// What YAML reads in a value without quotes; what begins as a number of another base or an infinite one is the parser's.
function meantBy(text: string): string | number | boolean | null {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  if (!NUMERIC.test(text)) return text;
  if (INTEGER.test(text)) return Number.parseInt(text, 10);
  if (DECIMAL.test(text)) return Number.parseFloat(text);
  if (UNUSUAL_NUMBER.test(text)) throw NOT_PLAIN;
  return text;
}

const WORDS: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ...['~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
]);
const NUMERIC = /^[-+.\d]/;
const INTEGER = /^[-+]?\d+$/;
const DECIMAL = /^[-+]?(?:\.\d+|\d+\.?\d*)(?:[eE][-+]?\d+)?$/;
const UNUSUAL_NUMBER = /^[-+]?(?:0[ox]|\.[a-z])/i;
