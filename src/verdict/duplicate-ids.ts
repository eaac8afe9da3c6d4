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
      const id = pass.take(record).facts.texts[idField.slot]!;
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
  /** Whether some other id with this hash was noted. */
  isSuspect(id: string): boolean;
  readonly hasSuspects: boolean;
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
  return {
    add(id) {
      hash.of(id);
      if (run?.add(id, hash) === true) return;
      run?.each(note);
      run = null;
      note(hash.high, hash.low);
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
  add(id: string, hash: Hash): boolean;
  each(note: (high: number, low: number) => void): void;
}

function createRun(): Run {
  const blocks: Uint32Array[] = [];
  let used = BLOCK;
  let last = '';
  let isByText = true;
  let isByLength = true;
  return {
    add(id, { high, low, isPlain }) {
      const isAfter = comesAfter(id, last);
      isByText &&= isAfter;
      isByLength &&= id.length > last.length || (id.length === last.length && isAfter);
      if (!isPlain || (!isByText && !isByLength)) return false;
      if (used === BLOCK) {
        blocks.push(new Uint32Array(BLOCK));
        used = 0;
      }
      const block = blocks.at(-1)!;
      block[used] = high;
      block[used + 1] = low;
      used += 2;
      last = id;
      return true;
    },
    each(note) {
      for (const block of blocks) {
        const end = block === blocks.at(-1) ? used : BLOCK;
        for (let at = 0; at < end; at += 2) note(block[at]!, block[at + 1]!);
      }
    },
  };
}

const BLOCK = 1 << 15;

// Whether one plain id stands behind another in a list without upper case.
function comesAfter(id: string, other: string): boolean {
  const length = Math.min(id.length, other.length);
  for (let at = 0; at < length; at += 1) {
    const difference = lowerAt(id, at) - lowerAt(other, at);
    if (difference !== 0) return difference > 0;
  }
  return id.length > other.length;
}

function lowerAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
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
  of(id: string): void;
}

// Two multiplicative hashes with different constants, each mixed with the other in the end (after cyrb53, public
// domain). A hash only raises suspicion, so its quality decides speed, never a verdict.
function createHash(): Hash {
  const hash = {
    high: 0,
    low: 0,
    isPlain: false,
    of: (id: string): void => {
      hash.isPlain = mix(id);
      if (!hash.isPlain) mix(appearanceOf(id));
    },
  };
  // Whether the text is visible ASCII, which looks like nothing else but its other case.
  const mix = (text: string): boolean => {
    let isPlain = true;
    let one = 0xdeadbeef ^ text.length;
    let two = 0x41c6ce57 ^ text.length;
    for (let at = 0; at < text.length; at += 1) {
      const code = lowerAt(text, at);
      if (code <= 0x20 || code >= 0x7f) isPlain = false;
      one = Math.imul(one ^ code, 2654435761);
      two = Math.imul(two ^ code, 1597334677);
    }
    one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909);
    two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
    hash.high = one >>> 0 || 1;
    hash.low = two >>> 0;
    return isPlain;
  };
  return hash;
}
