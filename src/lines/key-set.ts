/** Remembers many short texts by 96 bits of hash, and on which line each first stood. */
export interface KeySet {
  /** The line on which the text stood before; 0 when it is new, and it is noted then. */
  add(text: string, of: number, line: number): number;
}

/**
 * Begins with no texts; 16 to 40 bytes each, whatever their length, and 5 to 10 more where lines are kept; without them
 * what stood before did so on line 1. `of` is whose text it is: the same text of another is another. With 96 bits, a
 * hundred million texts share one by chance once in 10^13 files.
 */
export function createKeySet({ keepsLines }: { readonly keepsLines: boolean }): KeySet {
  let places = 1 << 10;
  let table = new Uint32Array(places * WIDTH);
  let lines = keepsLines ? new Uint32Array(places) : null;
  let used = 0;
  const hash = new Uint32Array(WIDTH);
  const find = (): number => {
    let place = hash[1]! & (places - 1);
    for (;;) {
      const at = place * WIDTH;
      if (table[at] === 0) return place;
      if (table[at] === hash[0] && table[at + 1] === hash[1] && table[at + 2] === hash[2]) return place;
      place = (place + 1) & (places - 1);
    }
  };
  const grow = (): void => {
    const [fewer, before] = [table, lines];
    places *= 2;
    table = new Uint32Array(places * WIDTH);
    if (before !== null) lines = new Uint32Array(places);
    for (let from = 0; from < fewer.length; from += WIDTH) {
      if (fewer[from] === 0) continue;
      hash.set(fewer.subarray(from, from + WIDTH));
      const place = find();
      table.set(hash, place * WIDTH);
      if (before !== null) lines![place] = before[from / WIDTH]!;
    }
  };
  return {
    add(text, of, line) {
      mix(hash, text, of);
      const place = find();
      if (table[place * WIDTH] !== 0) return lines === null ? 1 : lines[place]!;
      table.set(hash, place * WIDTH);
      if (lines !== null) lines[place] = line;
      used += 1;
      if (used * 4 > places * 3) grow();
      return 0;
    },
  };
}

const WIDTH = 3;

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
