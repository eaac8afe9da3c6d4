import type { ExactNumber } from '../fields/exact-number.ts';

/**
 * A document as JSON, byte for byte as `JSON.stringify(document, null, 2)` and a line end, but in pieces: a million
 * movements do not fit into one string. Members at any depth may be lists that are made as they are written.
 */
export function* jsonPieces(document: Readonly<Record<string, unknown>>): Generator<string> {
  let piece = '';
  for (const part of partsOf(document, '')) {
    piece += part;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  yield `${piece}\n`;
}

const PIECE = 1 << 16;

/** A list whose items are made when they are asked for. */
export function each<T, R>(items: Iterable<T>, make: (item: T) => R): Iterable<R> {
  return {
    *[Symbol.iterator]() {
      for (const item of items) yield make(item);
    },
  };
}

function* partsOf(value: unknown, indent: string): Generator<string> {
  if (typeof value !== 'object' || value === null) yield print(value, indent);
  else if (isList(value)) {
    let before = '[';
    for (const item of value) {
      yield `${before}\n${indent}  ${print(item, `${indent}  `)}`;
      before = ',';
    }
    yield before === '[' ? '[]' : `\n${indent}]`;
  } else {
    let before = '{';
    for (const [name, member] of Object.entries(value)) {
      if (member === undefined) continue;
      yield `${before}\n${indent}  ${JSON.stringify(name)}: `;
      yield* partsOf(member, `${indent}  `);
      before = ',';
    }
    yield before === '{' ? '{}' : `\n${indent}}`;
  }
}

function isList(value: object): value is Iterable<unknown> {
  return Symbol.iterator in value;
}

// Within strings JSON has no line ends of its own.
function print(value: unknown, indent: string): string {
  return printJson(value, 2).replaceAll('\n', `\n${indent}`);
}

/** An amount for `printJson`, which writes all its digits as a number, however long. */
export function jsonNumber(amount: ExactNumber | null): number | string | null {
  return typeof amount === 'string' ? `${LONG}${amount}` : amount;
}

/** A value as JSON, with amounts of more digits than a double can tell. */
export function printJson(value: unknown, indent?: number): string {
  const text = JSON.stringify(value, null, indent);
  return text.includes(ESCAPED) ? text.replace(LONG_NUMBERS, '$1') : text;
}

// No text that is read has a NUL in it.
const LONG = '\u0000';
const ESCAPED = '\\u0000';
const LONG_NUMBERS = /"\\u0000(-?\d+(?:\.\d+)?)"/g;
