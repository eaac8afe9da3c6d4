import { foldName } from '../fields/fold.ts';
import { createHashTable } from '../fields/hash-table.ts';
import { roomFor } from '../fields/id-table.ts';

/**
 * Remembers ids by how they look: case, width and invisible characters play no part. An id that looks like one before it
 * is only a suspect: the ids themselves decide.
 */
export interface SeenIds extends IdReader {
  /** Sees the ids of customers that were read elsewhere. */
  join(part: IdsPart): void;
  /** Whether ids that look like this one were seen twice. */
  isSuspect(id: string): boolean;
  hasSuspects(): boolean;
}

/** Takes the id of each customer. */
export interface IdReader {
  see(id: string): void;
  /** The same for an id that stands in these bytes as it is. */
  seeBytes(bytes: Buffer, start: number, end: number): void;
}

/** The ids of some customers as plain data: for each group of them two words of hash, and the numbers in it. */
export type IdsPart = Uint32Array;

/**
 * Begins with no ids. Those that are alike but for their last digits are kept as numbers in groups of 32, a bit each, as in
 * a compressed bitmap, with a hash of 64 bits for each group: half a byte an id where numbers run, 10 to 12 bytes where each
 * is alone in its group.
 */
export function seeIds(): SeenIds {
  const seen = keepNumbers();
  let suspects: Numbers | null = null;
  const note: TakeNumbers = (high, low, numbers) => {
    const again = seen.add(high, low, numbers);
    if (again === 0) return;
    suspects ??= keepNumbers();
    suspects.add(high, low, again);
  };
  const { see, seeBytes, end } = readIds(note);
  const look = createLook();
  return {
    see,
    seeBytes,
    join(part) {
      for (let at = 0; at < part.length; at += 3) note(part[at]!, part[at + 1]!, part[at + 2]!);
    },
    isSuspect(id) {
      end();
      if (suspects === null) return false;
      const bytes = Buffer.from(id);
      look.at(bytes, 0, bytes.length);
      return suspects.has(look.high, look.low, look.number);
    },
    hasSuspects() {
      end();
      return suspects !== null;
    },
  };
}

/** Gathers ids that are joined to those seen elsewhere. */
export function gatherIds(): IdReader & {
  /** Those since the last time. */
  take(): IdsPart;
} {
  let part = new Uint32Array(3 << 8);
  let used = 0;
  const { see, seeBytes, end } = readIds((high, low, numbers) => {
    part = roomFor(part, used + 3);
    part[used] = high;
    part[used + 1] = low;
    part[used + 2] = numbers;
    used += 3;
  });
  return {
    see,
    seeBytes,
    take() {
      end();
      const taken = part.slice(0, used);
      used = 0;
      return taken;
    },
  };
}

// Takes numbers of a group, a bit each.
type TakeNumbers = (high: number, low: number, numbers: number) => void;

// Ids that stand in order are taken together.
function readIds(take: TakeNumbers): IdReader & { readonly end: () => void } {
  const look = createLook();
  let high = 0;
  let low = 0;
  let numbers = 0;
  const end = (): void => {
    if (numbers !== 0) take(high, low, numbers);
    numbers = 0;
  };
  const seeBytes = (bytes: Buffer, start: number, stop: number): void => {
    look.at(bytes, start, stop);
    if (look.high !== high || look.low !== low || (numbers & look.number) !== 0) end();
    high = look.high;
    low = look.low;
    numbers |= look.number;
  };
  const see = (id: string): void => {
    const bytes = Buffer.from(id);
    seeBytes(bytes, 0, bytes.length);
  };
  return { see, seeBytes, end };
}

interface Numbers {
  /** Those of the numbers that were there before. */
  add(high: number, low: number, numbers: number): number;
  has(high: number, low: number, number: number): boolean;
}

// A number that is alone in its group stands in place of the last bits of the hash.
function keepNumbers(): Numbers {
  const groups = createHashTable({ hashed: 2, kept: 1 });
  const alone = createHashTable({ hashed: 2, kept: 0, spare: 5 });
  const isGroup = (high: number, low: number): boolean => {
    groups.row[0] = high;
    groups.row[1] = low;
    return groups.find();
  };
  // The number that is there alone; none is 0.
  const findAlone = (high: number, low: number, numbers: number): number => {
    alone.row[0] = high;
    alone.row[1] = (low & ~31) | (31 - Math.clz32(numbers));
    return alone.find() ? 1 << (alone.block[alone.at + 1]! & 31) : 0;
  };
  return {
    add(high, low, numbers) {
      if (isGroup(high, low)) {
        const { block, at } = groups;
        const before = block[at + 2]!;
        block[at + 2] = before | numbers;
        return before & numbers;
      }
      const before = findAlone(high, low, numbers);
      const all = before | numbers;
      if ((all & (all - 1)) === 0) {
        if (before === 0) alone.insert();
        return before;
      }
      groups.row[2] = all;
      groups.insert();
      return before & numbers;
    },
    has: (high, low, number) =>
      isGroup(high, low)
        ? (groups.block[groups.at + 2]! & number) !== 0
        : findAlone(high, low, number) === number,
  };
}

// How an id looks: the group that it belongs to, and the bit of its number there.
interface Look {
  high: number;
  low: number;
  number: number;
  at(bytes: Buffer, start: number, end: number): void;
}

// Two multiplicative hashes with different constants, each mixed with the other in the end (after cyrb53, public domain).
// A hash only raises suspicion, so its quality decides speed, never a verdict.
function createLook(): Look {
  const look: Look = {
    high: 0,
    low: 0,
    number: 0,
    at(bytes, start, end) {
      if (read(bytes, start, end, false)) return;
      const folded = Buffer.from(foldName(bytes.toString('utf8', start, end)));
      read(folded, 0, folded.length, true);
    },
  };
  // False where the bytes are not all visible ASCII, which looks like nothing else but its other case. The last digits are
  // the number, and zeros to the hash.
  const read = (bytes: Uint8Array, start: number, end: number, isFolded: boolean): boolean => {
    let one = 0xdeadbeef ^ (end - start);
    let two = 0x41c6ce57 ^ (end - start);
    let number = 0;
    let unit = 1;
    for (let at = end - 1; at >= start; at -= 1) {
      let code = bytes[at]!;
      if ((code <= 0x20 || code >= 0x7f) && !isFolded) return false;
      if (code >= ZERO && code <= NINE) {
        if (unit < ALL_NUMBERS) {
          number += (code - ZERO) * unit;
          unit *= 10;
          code = ZERO;
        }
      } else if (code >= 0x41 && code <= 0x5a) code += 0x20;
      one = Math.imul(one ^ code, 2654435761);
      two = Math.imul(two ^ code, 1597334677);
    }
    one = Math.imul(one ^ (number >>> 5), 2654435761);
    two = Math.imul(two ^ (number >>> 5), 1597334677);
    one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909);
    two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
    look.high = one || 1;
    look.low = two;
    look.number = 1 << (number & 31);
    return true;
  };
  return look;
}

const ZERO = 0x30;
const NINE = 0x39;
// Of five digits, which are whole groups of 32.
const ALL_NUMBERS = 100_000;
