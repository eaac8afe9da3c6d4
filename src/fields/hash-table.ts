/** Rows of 32-bit words that are found by the hash at their beginning. */
export interface HashTable {
  /** The row to find or to put in: first the words of its hash, of which the first is never zero. */
  readonly row: Uint32Array;
  /** Whether a row with this hash is there: it begins in `block` at `at` then. */
  find(): boolean;
  readonly block: Uint32Array;
  readonly at: number;
  /** Puts the row in that was just not found. */
  insert(): void;
}

/** Of how many words a row is: those of its hash, of which the second has bits to spare at its end, and those kept with it. */
interface RowForm {
  readonly hashed: 2 | 3;
  readonly kept: 0 | 1;
  readonly spare?: number;
}

/**
 * Begins with no rows; each takes its words and a fifth to a half more.
 *
 * Hashes stand in ascending order, each at the place that is its share of the table, or soon behind it (ordered linear
 * probing). So they move into a larger table in one sweep, and each block that has been swept is reused for what follows:
 * the old table and the new one are never there at the same time.
 */
export function createHashTable({ hashed, kept, spare = 0 }: RowForm): HashTable {
  const width = hashed + kept;
  const row = new Uint32Array(width);
  let blocks: Uint32Array[] = [];
  const free: Uint32Array[] = [];
  let homes = 1 << 10;
  let used = 0;
  // Behind the last row.
  let end = 0;
  // Where a hash belongs: its first word is to all words as this place is to all places.
  const homeOf = (first: number): number => Math.floor((first / 2 ** 32) * homes);
  const blockAt = (place: number): Uint32Array => {
    const at = place >>> BLOCK_BITS;
    while (blocks.length <= at) blocks.push(free.pop() ?? new Uint32Array(width << BLOCK_BITS));
    return blocks[at]!;
  };
  const grow = (): void => {
    const [fewer, before] = [blocks, end];
    blocks = [];
    homes = Math.ceil(homes * GROWTH);
    end = 0;
    for (const [index, block] of fewer.entries()) {
      const held = Math.max(0, Math.min(block.length, (before - (index << BLOCK_BITS)) * width));
      for (let from = 0; from < held; from += width) {
        if (block[from] === 0) continue;
        const place = Math.max(homeOf(block[from]!), end);
        const to = (place & IN_BLOCK) * width;
        const larger = blockAt(place);
        for (let word = 0; word < width; word += 1) larger[to + word] = block[from + word]!;
        end = place + 1;
      }
      free.push(block.fill(0, 0, held));
    }
  };
  let place = 0;
  const table: HashTable & { block: Uint32Array; at: number } = {
    row,
    block: row,
    at: 0,
    find() {
      const first = row[0]!;
      for (place = homeOf(first); ; place += 1) {
        const block = blockAt(place);
        const at = (place & IN_BLOCK) * width;
        const there = block[at]!;
        if (there === 0 || there > first) return false;
        if (there !== first || (block[at + 1]! ^ row[1]!) >>> spare !== 0) continue;
        if (hashed === 3 && block[at + 2] !== row[2]) continue;
        table.block = block;
        table.at = at;
        return true;
      }
    },
    // In its place, and what stands there in the next one, up to a free place.
    insert() {
      for (let isFree = false; !isFree; place += 1) {
        const block = blockAt(place);
        const at = (place & IN_BLOCK) * width;
        isFree = block[at] === 0;
        for (let word = 0; word < width; word += 1) {
          const moved = block[at + word]!;
          block[at + word] = row[word]!;
          row[word] = moved;
        }
      }
      end = Math.max(end, place);
      used += 1;
      if (used > homes * FULL) grow();
    },
  };
  return table;
}

const FULL = 0.82;
const GROWTH = 1.2;
// Blocks of up to 1 MB, so that little is there twice while the table grows, and the system takes them back when it is dropped.
const BLOCK_BITS = 16;
const IN_BLOCK = (1 << BLOCK_BITS) - 1;
