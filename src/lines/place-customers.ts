import { createHashTable } from '../fields/hash-table.ts';

/** The places of customers in a list, found by their ids. */
export interface CustomerPlaces {
  /** The place of the customer whose id stands in these bytes, in UTF-8; -1 where there is none. */
  find(bytes: Buffer, start: number, end: number): number;
  findText(id: string): number;
  /** Keeps the place of the customer who was just not found. */
  keep(place: number): void;
}

/**
 * Begins with no customers. An id is what stands before its last digits, how many these are, and their number: most ids
 * of a company differ in the number alone, and are found without a text.
 */
export function placeCustomers(): CustomerPlaces {
  const table = createHashTable({ hashed: 2, kept: 1 });
  const { row } = table;
  const fronts = new Map<string, number>();
  let front = 0;
  let digits = -1;
  let bytesOfFront: Buffer = Buffer.alloc(0);
  const isFront = (bytes: Buffer, start: number, end: number): boolean => {
    if (end - start !== bytesOfFront.length) return false;
    for (let at = start; at < end; at += 1) if (bytes[at] !== bytesOfFront[at - start]) return false;
    return true;
  };
  const find = (bytes: Buffer, start: number, end: number): number => {
    let at = end;
    let number = 0;
    for (let unit = 1; at > start && unit < ALL_NUMBERS; unit *= 10) {
      const digit = bytes[at - 1]! - ZERO;
      if (digit < 0 || digit > 9) break;
      number += digit * unit;
      at -= 1;
    }
    if (digits !== end - at || !isFront(bytes, start, at)) {
      digits = end - at;
      bytesOfFront = Buffer.from(bytes.subarray(start, at));
      const key = `${digits} ${bytesOfFront.toString()}`;
      front = fronts.get(key) ?? fronts.size;
      fronts.set(key, front);
    }
    row[0] = mix(number, front);
    row[1] = front;
    return table.find() ? table.block[table.at + 2]! : -1;
  };
  return {
    find,
    findText(id) {
      const bytes = Buffer.from(id);
      return find(bytes, 0, bytes.length);
    },
    keep(place) {
      row[2] = place;
      table.insert();
    },
  };
}

const ZERO = 0x30;
// Of nine digits: below 2 to the power of 30.
const ALL_NUMBERS = 1_000_000_000;

// Another one for each number of a front, and never zero (the finalizer of MurmurHash3, Austin Appleby, public domain).
function mix(number: number, front: number): number {
  let mixed = (number + 1) ^ (Math.imul(front, 2654435761) | 0x40000000);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
