/** Remembers many short texts by 96 bits of hash, and on which line each first stood. */
export interface KeySet {
  /** The line on which the text stood before; 0 when it is new, and it is noted then. */
  add(text: string, of: number, line: number): number;
}

/**
 * Begins with no texts; 15 to 18 bytes each, whatever their length, and 5 to 6 more where lines are kept; without them
 * what stood before did so on line 1. `of` is whose text it is: the same text of another is another. Among ten million
 * texts two different ones are taken for one in one file of 10^15, among a hundred million in one of 10^13.
 *
 * Hashes stand in ascending order, each at the place that is its share of the table, or soon behind it (ordered linear
 * probing). So they move into a larger table in one sweep, and each block that has been swept is reused for what follows:
 * the old table and the new one are never there at the same time.
 */
export function createKeySet({ keepsLines }: { readonly keepsLines: boolean }): KeySet {
  const width = keepsLines ? WORDS + 1 : WORDS;
  const key = new Uint32Array(width);
  let blocks: Uint32Array[] = [];
  const free: Uint32Array[] = [];
  let homes = 1 << 10;
  let used = 0;
  // Behind the last key.
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
  // Puts the key in a place, and what stands there in the next one, up to a free place.
  const insert = (first: number): void => {
    for (let place = first; ; place += 1) {
      const block = blockAt(place);
      const at = (place & IN_BLOCK) * width;
      const isFree = block[at] === 0;
      for (let word = 0; word < width; word += 1) {
        const moved = block[at + word]!;
        block[at + word] = key[word]!;
        key[word] = moved;
      }
      if (!isFree) continue;
      end = Math.max(end, place + 1);
      return;
    }
  };
  return {
    add(text, of, line) {
      mix(key, text, of);
      const first = key[0]!;
      let place = homeOf(first);
      for (; ; place += 1) {
        const block = blockAt(place);
        const at = (place & IN_BLOCK) * width;
        const there = block[at]!;
        if (there === 0 || there > first) break;
        if (there === first && block[at + 1] === key[1] && block[at + 2] === key[2])
          return keepsLines ? block[at + WORDS]! : 1;
      }
      if (keepsLines) key[WORDS] = line;
      insert(place);
      used += 1;
      if (used > homes * FULL) grow();
      return 0;
    },
  };
}

const WORDS = 3;
const FULL = 0.82;
const GROWTH = 1.2;
// Blocks of 6 or 8 MB, so that the system takes them back at once when the set is dropped; what is not used costs nothing.
const BLOCK_BITS = 19;
const IN_BLOCK = (1 << BLOCK_BITS) - 1;

// Four multiplicative hashes with different constants, each mixed with its neighbour in the end (after cyrb128, public
// domain). The first is never zero, which marks a free place.
function mix(hash: Uint32Array, text: string, of: number): void {
  let one = 1779033703 ^ of;
  let two = 3144134277 ^ text.length;
  let three = 1013904242 ^ of;
  let four = 2773480762 ^ text.length;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
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
