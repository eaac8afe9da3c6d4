/** Remembers many short texts by 128 bits of hash, with the line on which each first stood. */
export interface KeySet {
  /** The line on which the text stood before; 0 when it is new, and it is noted then. */
  add(text: string, of: number, line: number): number;
}

/**
 * Begins with no texts; 30 to 60 bytes each, whatever their length. `of` is whose text it is: the same text of another
 * is another. With 128 bits, a hundred million texts share one by chance once in 10^22 files.
 */
export function createKeySet(): KeySet {
  let places = 1 << 10;
  let table = new Uint32Array(places * WIDTH);
  let used = 0;
  const hash = new Uint32Array(4);
  const find = (): number => {
    let place = hash[1]! & (places - 1);
    for (;;) {
      const at = place * WIDTH;
      if (table[at] === 0) return at;
      if (
        table[at] === hash[0] &&
        table[at + 1] === hash[1] &&
        table[at + 2] === hash[2] &&
        table[at + 3] === hash[3]
      )
        return at;
      place = (place + 1) & (places - 1);
    }
  };
  const grow = (): void => {
    const smaller = table;
    places *= 2;
    table = new Uint32Array(places * WIDTH);
    for (let from = 0; from < smaller.length; from += WIDTH) {
      if (smaller[from] === 0) continue;
      hash.set(smaller.subarray(from, from + 4));
      table.set(smaller.subarray(from, from + WIDTH), find());
    }
  };
  return {
    add(text, of, line) {
      mix(hash, text, of);
      const at = find();
      if (table[at] !== 0) return table[at + 4]!;
      table.set(hash, at);
      table[at + 4] = line;
      used += 1;
      if (used * 3 > places * 2) grow();
      return 0;
    },
  };
}

const WIDTH = 5;

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
  hash[3] = (four ^ one) >>> 0;
}
