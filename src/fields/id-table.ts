/** Very many ids, each with a number: 0, 1, 2 and so on, in the order in which they first came. */
export interface IdTable {
  readonly size: number;
  /** The number of an id; −1 where it is not there. */
  find(id: string): number;
  /** The number of an id, which is put in where it is not there. */
  add(id: string): number;
  /** The id with a number. */
  at(number: number): string;
}

/**
 * Begins with no ids; each takes its bytes and 12 to 20 more, half of what a Map of texts takes. What is known of them stands
 * in lists of numbers beside it.
 */
export function createIdTable(): IdTable {
  let bytes = Buffer.allocUnsafe(1 << 16);
  // Where each id starts, and the last one ends.
  let starts = new Uint32Array(1 << 10);
  // Open addressing: the number and one, at the place of its hash or soon behind it; 0 is free.
  let places = new Uint32Array(1 << 11);
  let size = 0;
  let sought = Buffer.allocUnsafe(1 << 10);
  // One customer is mostly asked for several times.
  let last: { readonly id: string | null; readonly number: number } = { id: null, number: -1 };
  // The number of the id that stands in these bytes, or −1, and then the place for it is left in `free`.
  let free = 0;
  const look = (id: Uint8Array, length: number): number => {
    const mask = places.length - 1;
    for (let place = hashOf(id, 0, length) & mask; ; place = (place + 1) & mask) {
      const number = places[place]! - 1;
      if (number < 0) {
        free = place;
        return -1;
      }
      const start = starts[number]!;
      if (starts[number + 1]! - start === length && isAt(bytes, start, id, length)) return number;
    }
  };
  const write = (id: string): number => {
    if (id.length * 3 > sought.length) sought = Buffer.allocUnsafe(id.length * 3);
    return sought.write(id);
  };
  const spread = (): void => {
    places = new Uint32Array(places.length * 2);
    const mask = places.length - 1;
    for (let number = 0; number < size; number += 1) {
      let place = hashOf(bytes, starts[number]!, starts[number + 1]!) & mask;
      while (places[place] !== 0) place = (place + 1) & mask;
      places[place] = number + 1;
    }
  };
  const find = (id: string): number => {
    if (id === last.id) return last.number;
    // Writing may put other bytes in the place of those that were there.
    const length = write(id);
    const number = look(sought, length);
    if (number >= 0) last = { id, number };
    return number;
  };
  return {
    get size() {
      return size;
    },
    find,
    add(id) {
      const length = write(id);
      const found = look(sought, length);
      if (found >= 0) return found;
      const end = starts[size]! + length;
      if (end > bytes.length) bytes = Buffer.concat([bytes], Math.max(end, bytes.length * 2));
      sought.copy(bytes, starts[size]!, 0, length);
      starts = roomFor(starts, size + 2);
      starts[size + 1] = end;
      size += 1;
      places[free] = size;
      if (size * 2 > places.length) spread();
      return size - 1;
    },
    at: (number) => bytes.toString('utf8', starts[number]!, starts[number + 1]!),
  };
}

/** A list of numbers as long as told at least, with those of the one before, which is given up; the others are 0. */
export function roomFor(numbers: Uint32Array<ArrayBuffer>, least: number): Uint32Array<ArrayBuffer> {
  if (numbers.length >= least) return numbers;
  const longer = new Uint32Array(Math.max(least, numbers.length * 2));
  longer.set(numbers);
  return longer;
}

function isAt(bytes: Uint8Array, start: number, id: Uint8Array, length: number): boolean {
  // Ids mostly differ in their last characters.
  for (let at = length - 1; at >= 0; at -= 1) if (bytes[start + at] !== id[at]) return false;
  return true;
}

// FNV-1a, mixed in the end so that the low bits depend on all of them (after MurmurHash3; both public domain).
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}
