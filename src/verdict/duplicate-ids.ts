import { factText } from '../fields/facts.ts';
import type { Field } from '../fields/field.ts';
import { foldName } from '../fields/fold.ts';
import type { RefuseRow, TableRecord } from '../table/table.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import type { Pass } from './pass.ts';

/**
 * Tells apart, among ids with the same hash, the same id twice (an error of the later row), ids that only look
 * alike (a warning), and chance.
 */
export async function findDuplicateIds(
  pass: Pass,
  hashes: IdHashes,
  idField: Field,
  found: RefuseRow,
): Promise<void> {
  const lines = new Map<string, number>();
  const byAppearance = new Map<string, { id: string; line: number }>();
  for await (const batch of pass.table.records) {
    for (const record of batch) {
      const id = factText(pass.take(record).facts, idField.slot);
      if (id === null || !hashes.isSuspect(id)) continue;
      const known = lines.get(id);
      if (known !== undefined) {
        found(duplicate(id, known, cellOf(pass, record, idField)), record);
        continue;
      }
      lines.set(id, record.line);
      const alike = byAppearance.get(appearanceOf(id));
      if (alike === undefined) byAppearance.set(appearanceOf(id), { id, line: record.line });
      else found(lookAlike(id, alike, cellOf(pass, record, idField)), record);
    }
  }
}

function duplicate(id: string, line: number, at: Diagnostic['at']): Diagnostic {
  return {
    code: 'duplicate-customer',
    severity: 'error',
    message: {
      en: `customer "${id}" stands in line ${line} already`,
      zh: `客户“${id}”在第 ${line} 行已经出现`,
    },
    help: { en: 'keep one row for each customer', zh: '每个客户请只保留一行' },
    at,
  };
}

function lookAlike(id: string, other: { id: string; line: number }, at: Diagnostic['at']): Diagnostic {
  return {
    code: 'look-alike-ids',
    severity: 'warning',
    message: {
      en: `customers "${id}" and "${other.id}" (line ${other.line}) differ only in case, width or what cannot be seen`,
      zh: `客户“${id}”和“${other.id}”（第 ${other.line} 行）只在大小写、全半角或不可见字符上不同`,
    },
    help: {
      en: 'they count as two customers; if they are one, give both rows the same id and keep one',
      zh: '他们算作两个客户；如果是同一个，请统一编号并只保留一行',
    },
    at,
  };
}

function cellOf(pass: Pass, record: TableRecord, { slot }: Field): Diagnostic['at'] {
  const column = pass.table.header.cells[pass.columns[slot]!]!;
  return { kind: 'cell', file: pass.table.file, line: record.line, column };
}

/**
 * Remembers ids by a 64-bit hash of how they look: case, width and invisible characters play no part. An id whose hash
 * was met before is only a suspect: the ids themselves decide.
 */
export interface IdHashes {
  /** Notes one more customer with this id. */
  add(id: string): void;
  /** The same for an id that stands in these bytes as it is. */
  addBytes(bytes: Buffer, start: number, end: number): void;
  /** Notes customers whose ids were hashed elsewhere and stand behind those noted before. */
  join(part: HashedIds): void;
  /** Whether some other id with this hash was noted. */
  isSuspect(id: string): boolean;
  readonly hasSuspects: boolean;
}

/** Ids of some of the customers: their hashes in pairs, and the first and the last of those that stand in order. */
export interface HashedIds {
  readonly pairs: Uint32Array;
  readonly first: Uint8Array;
  readonly last: Uint8Array;
  readonly order: IdOrder;
}

/** Whether ids come in the order of their texts, or by length and then so; neither where one is long or not visible ASCII. */
interface IdOrder {
  readonly isByText: boolean;
  readonly isByLength: boolean;
}

/** Hashes ids that are joined to those noted elsewhere. */
export interface IdHasher extends Pick<IdHashes, 'add' | 'addBytes'> {
  /** Those since the last time. */
  take(): HashedIds;
}

/** Begins with no ids; 8 bytes each. */
export function createIdHasher(): IdHasher {
  const hash = createHash();
  const last = createLastId();
  let pairs = new Uint32Array(BLOCK);
  let used = 0;
  let first: Uint8Array = NO_ID;
  const addHashed = (): void => {
    if (used === pairs.length) {
      const more = new Uint32Array(used * 2);
      more.set(pairs);
      pairs = more;
    }
    pairs[used] = hash.high;
    pairs[used + 1] = hash.low;
    if (used === 0) first = hash.signs.slice(0, hash.length);
    used += 2;
    last.follow(hash);
  };
  return {
    add(id) {
      hash.of(id);
      addHashed();
    },
    addBytes(bytes, start, end) {
      hash.ofBytes(bytes, start, end);
      addHashed();
    },
    take() {
      const { isByText, isByLength } = last;
      const order = { isByText, isByLength };
      const part = { pairs: pairs.slice(0, used), first, last: last.signs.slice(0, last.length), order };
      used = 0;
      last.restart();
      return part;
    },
  };
}

const NO_ID = new Uint8Array(0);

// The last of ids that come in order, and which order that is; there is none any more when one does not follow.
interface LastId {
  readonly signs: Uint8Array;
  length: number;
  isByText: boolean;
  isByLength: boolean;
  // Whether the id follows in some order.
  follow(id: Pick<Hash, 'signs' | 'length' | 'isPlain'>): boolean;
  restart(): void;
}

function createLastId(): LastId {
  const signs = new Uint8Array(LONGEST_IN_RUN);
  const last: LastId = {
    signs,
    length: 0,
    isByText: true,
    isByLength: true,
    follow({ signs: id, length, isPlain }) {
      if (!isPlain || length > LONGEST_IN_RUN) last.isByText = last.isByLength = false;
      if (!last.isByText && !last.isByLength) return false;
      const isAfter = comesAfter(id, length, signs, last.length);
      last.isByText &&= isAfter;
      last.isByLength &&= length > last.length || (length === last.length && isAfter);
      for (let at = 0; at < length; at += 1) signs[at] = id[at]!;
      last.length = length;
      return last.isByText || last.isByLength;
    },
    restart() {
      last.length = 0;
      last.isByText = last.isByLength = true;
    },
  };
  return last;
}

/** Begins with no ids; 12 to 24 bytes a customer, 8 where ids come in order. */
export function createIdHashes(): IdHashes {
  // Many small tables: while one grows it is there twice, and all of them at once would be much.
  const tables = Array.from({ length: TABLES }, () => createTable(1 << 8));
  let suspects: IdHashTable | null = null;
  const hash = createHash();
  const note = (high: number, low: number): void => {
    const at = high % TABLES;
    const table = tables[at]!;
    if (!insert(table, high, low)) {
      suspects ??= createTable(1 << 8);
      if (suspects.used * 2 > suspects.mask) suspects = grow(suspects);
      insert(suspects, high, low);
      return;
    }
    // At most two thirds full: 12 to 24 bytes a customer.
    if (table.used * 3 > table.mask * 2) tables[at] = grow(table);
  };
  let run: Run | null = createRun();
  const addHashed = (): void => {
    if (run?.add(hash) === true) return;
    run?.each(note);
    run = null;
    note(hash.high, hash.low);
  };
  return {
    add(id) {
      hash.of(id);
      addHashed();
    },
    addBytes(bytes, start, end) {
      hash.ofBytes(bytes, start, end);
      addHashed();
    },
    join(part) {
      if (part.pairs.length === 0) return;
      if (run?.join(part) === true) return;
      run?.each(note);
      run = null;
      for (let at = 0; at < part.pairs.length; at += 2) note(part.pairs[at]!, part.pairs[at + 1]!);
    },
    isSuspect(id) {
      if (suspects === null) return false;
      hash.of(id);
      return has(suspects, hash.high, hash.low);
    },
    get hasSuspects() {
      return suspects !== null;
    },
  };
}

const TABLES = 16;

// The hashes of ids that come in order, as many exports have them: none of these can have come before.
interface Run {
  // False where the id does not follow those before it.
  add(hash: Hash): boolean;
  // The same for ids behind them.
  join(part: HashedIds): boolean;
  each(note: (high: number, low: number) => void): void;
}

function createRun(): Run {
  const blocks: Uint32Array[] = [];
  const last = createLastId();
  let open = new Uint32Array(0);
  let used = 0;
  const close = (): void => {
    if (used > 0) blocks.push(used === open.length ? open : open.slice(0, used));
    open = new Uint32Array(0);
    used = 0;
  };
  return {
    add(hash) {
      if (!last.follow(hash)) return false;
      if (used === open.length) {
        close();
        open = new Uint32Array(BLOCK);
      }
      open[used] = hash.high;
      open[used + 1] = hash.low;
      used += 2;
      return true;
    },
    join({ pairs, first, last: end, order }) {
      last.isByText &&= order.isByText;
      last.isByLength &&= order.isByLength;
      if (!last.follow({ signs: first, length: first.length, isPlain: true })) return false;
      last.signs.set(end);
      last.length = end.length;
      close();
      blocks.push(pairs);
      return true;
    },
    each(note) {
      close();
      for (const block of blocks)
        for (let at = 0; at < block.length; at += 2) note(block[at]!, block[at + 1]!);
    },
  };
}

const LONGEST_IN_RUN = 64;
const BLOCK = 1 << 15;

// Whether one id stands behind another in a list without upper case.
function comesAfter(id: Uint8Array, length: number, other: Uint8Array, otherLength: number): boolean {
  const shorter = Math.min(length, otherLength);
  for (let at = 0; at < shorter; at += 1) {
    const difference = id[at]! - other[at]!;
    if (difference !== 0) return difference > 0;
  }
  return length > otherLength;
}

function lower(code: number): number {
  return code >= 0x41 && code <= 0x5a ? code + 0x20 : code;
}

// How an id looks: equal for ids that a person would take for the same.
function appearanceOf(id: string): string {
  return foldName(id);
}

// Open addressing over pairs of 32 bits; a zero in front marks a free place.
interface IdHashTable {
  readonly pairs: Uint32Array;
  readonly mask: number;
  used: number;
}

function createTable(places: number): IdHashTable {
  return { pairs: new Uint32Array(places * 2), mask: places - 1, used: 0 };
}

// False when it is there already.
function insert(table: IdHashTable, high: number, low: number): boolean {
  const at = cellFor(table, high, low);
  if (table.pairs[at] !== 0) return false;
  table.pairs[at] = high;
  table.pairs[at + 1] = low;
  table.used += 1;
  return true;
}

function has(table: IdHashTable, high: number, low: number): boolean {
  return table.pairs[cellFor(table, high, low)] !== 0;
}

// Where the pair stands, or the free place where it would; the high half is never zero.
function cellFor({ pairs, mask }: IdHashTable, high: number, low: number): number {
  let place = low & mask;
  for (;;) {
    const at = place * 2;
    const found = pairs[at];
    if (found === 0 || (found === high && pairs[at + 1] === low)) return at;
    place = (place + 1) & mask;
  }
}

function grow({ pairs, mask }: IdHashTable): IdHashTable {
  const larger = createTable((mask + 1) * 2);
  for (let at = 0; at < pairs.length; at += 2) {
    if (pairs[at] !== 0) insert(larger, pairs[at]!, pairs[at + 1]!);
  }
  return larger;
}

interface Hash {
  high: number;
  low: number;
  /** Whether the id is visible ASCII. */
  isPlain: boolean;
  /** The first signs of a plain id, without upper case, and how many it has in all. */
  readonly signs: Uint8Array;
  length: number;
  of(id: string): void;
  ofBytes(bytes: Buffer, start: number, end: number): void;
}

// Two multiplicative hashes with different constants, each mixed with the other in the end (after cyrb53, public
// domain). A hash only raises suspicion, so its quality decides speed, never a verdict.
function createHash(): Hash {
  const signs = new Uint8Array(LONGEST_IN_RUN);
  const hash: Hash = {
    high: 0,
    low: 0,
    isPlain: false,
    signs,
    length: 0,
    of(id) {
      hash.isPlain = mix(id);
      if (!hash.isPlain) mix(appearanceOf(id));
    },
    ofBytes(bytes, start, end) {
      if (!mixBytes(bytes, start, end)) hash.of(bytes.toString('utf8', start, end));
    },
  };
  // Whether the text is visible ASCII, which looks like nothing else but its other case.
  const mix = (text: string): boolean => {
    let isPlain = true;
    let one = 0xdeadbeef ^ text.length;
    let two = 0x41c6ce57 ^ text.length;
    for (let at = 0; at < text.length; at += 1) {
      const code = lower(text.charCodeAt(at));
      if (code <= 0x20 || code >= 0x7f) isPlain = false;
      if (at < LONGEST_IN_RUN) signs[at] = code;
      one = Math.imul(one ^ code, 2654435761);
      two = Math.imul(two ^ code, 1597334677);
    }
    end(one, two, text.length);
    return isPlain;
  };
  // The same of bytes, without a text; false where they are no visible ASCII.
  const mixBytes = (bytes: Uint8Array, start: number, stop: number): boolean => {
    const length = stop - start;
    let one = 0xdeadbeef ^ length;
    let two = 0x41c6ce57 ^ length;
    for (let at = 0; at < length; at += 1) {
      const code = lower(bytes[start + at]!);
      if (code <= 0x20 || code >= 0x7f) return false;
      if (at < LONGEST_IN_RUN) signs[at] = code;
      one = Math.imul(one ^ code, 2654435761);
      two = Math.imul(two ^ code, 1597334677);
    }
    end(one, two, length);
    hash.isPlain = true;
    return true;
  };
  const end = (first: number, second: number, length: number): void => {
    const one =
      Math.imul(first ^ (first >>> 16), 2246822507) ^ Math.imul(second ^ (second >>> 13), 3266489909);
    const two = Math.imul(second ^ (second >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
    hash.high = one >>> 0 || 1;
    hash.low = two >>> 0;
    hash.length = length;
  };
  return hash;
}
