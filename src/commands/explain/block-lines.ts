import type { OpenRows } from '../run/blocks/read-blocks.ts';
import type { OutputBuffer } from '../run/output-buffer.ts';
import { openLineWriter } from './line-writer.ts';

/** What is said of each customer in a line. */
export interface LineWishes {
  /** Whether the smallest changes are searched for. */
  readonly changes: boolean;
}

/** Explains every customer in a line of JSON, on whichever thread. */
export const openLines: OpenRows<LineWishes> = async ({ changes }, asOf) => {
  // Few ask for them: everybody else starts without what they need.
  const found = changes ? await import('./changes.ts') : null;
  return ({ criteria, cuts }) =>
    openLineWriter(asOf, cuts, found?.openChangesJson(asOf, cuts, criteria) ?? null);
};

/** Adds the lines that were written of a block whose first row stands in `line` of the file: in it, it stood in line 0. */
export function addLines(written: Uint8Array, line: number, into: OutputBuffer): void {
  const bytes = Buffer.from(written.buffer, written.byteOffset, written.length);
  let from = 0;
  for (let start = 0; start < bytes.length; start = bytes.indexOf(LINE_END, start) + 1) {
    // Before it stand constants and an id, in which quotes are escaped.
    const number = bytes.indexOf(LINE, start) + LINE.length;
    let end = number;
    let own = 0;
    for (; bytes[end] !== COMMA; end += 1) own = own * 10 + bytes[end]! - ZERO;
    into.bytes(bytes.subarray(from, number));
    into.number(line + own);
    from = end;
    start = end;
  }
  into.bytes(bytes.subarray(from));
}

const LINE = Buffer.from(',"line":');
const LINE_END = 0x0a;
const COMMA = 0x2c;
const ZERO = 0x30;
