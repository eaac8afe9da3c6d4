import { createHashTable } from '../fields/hash-table.ts';

/** Remembers many short texts by 96 bits of hash, and on which line each first stood. */
export interface KeySet {
  /** The line on which the text stood before; 0 when it is new, and it is noted then. */
  add(text: string, of: number, line: number): number;
  /** The same for a text that stands in these bytes in UTF-8. */
  addBytes(bytes: Uint8Array, start: number, end: number, of: number, line: number): number;
}

/**
 * Begins with no texts; 15 to 18 bytes each, whatever their length, and 5 to 6 more where lines are kept; without them
 * what stood before did so on line 1. `of` is whose text it is: the same text of another is another. Among ten million
 * texts two different ones are taken for one in one file of 10^15, among a hundred million in one of 10^13.
 */
export function createKeySet({ keepsLines }: { readonly keepsLines: boolean }): KeySet {
  const table = createHashTable({ hashed: WORDS, kept: keepsLines ? 1 : 0 });
  const { row } = table;
  const addBytes: KeySet['addBytes'] = (bytes, start, end, of, line) => {
    mix(row, bytes, start, end, of);
    if (table.find()) return keepsLines ? table.block[table.at + WORDS]! : 1;
    if (keepsLines) row[WORDS] = line;
    table.insert();
    return 0;
  };
  return {
    add(text, of, line) {
      const bytes = Buffer.from(text);
      return addBytes(bytes, 0, bytes.length, of, line);
    },
    addBytes,
  };
}

const WORDS = 3;

// Four multiplicative hashes with different constants, each mixed with its neighbour in the end (after cyrb128, public
// domain). The first is never zero, which marks a free place.
function mix(hash: Uint32Array, bytes: Uint8Array, start: number, end: number, of: number): void {
  let one = 1779033703 ^ of;
  let two = 3144134277 ^ (end - start);
  let three = 1013904242 ^ of;
  let four = 2773480762 ^ (end - start);
  for (let at = start; at < end; at += 1) {
    const code = bytes[at]!;
    one = two ^ Math.imul(one ^ code, 597399067);
    two = three ^ Math.imul(two ^ code, 2869860233);
    three = four ^ Math.imul(three ^ code, 951274213);
    four = one ^ Math.imul(four ^ code, 2716044179);
  }
  one = Math.imul(three ^ (one >>> 18), 597399067);
  two = Math.imul(four ^ (two >>> 22), 2869860233);
  three = Math.imul(one ^ (three >>> 17), 951274213);
  four = Math.imul(two ^ (four >>> 19), 2716044179);
  hash[0] = (one ^ two ^ three ^ four) >>> 0 || 1;
  hash[1] = (two ^ one) >>> 0;
  hash[2] = (three ^ one) >>> 0;
}
