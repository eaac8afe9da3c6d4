import { describe, expect, it } from 'vitest';
import { createKeySet } from '../../src/lines/key-set.ts';

// Enough for a first table that has grown many times, and for a second block.
const MANY = 600_000;

describe('a set of keys', () => {
  it('knows every key on the line where it first stood, while it grows and after', () => {
    const keys = createKeySet({ keepsLines: true });
    let wrong = 0;
    for (let line = 1; line <= MANY; line += 1) {
      if (keys.add(`SO-${line}`, 0, line) !== 0) wrong += 1;
      const earlier = Math.ceil(line / 3);
      if (keys.add(`SO-${earlier}`, 0, line) !== earlier) wrong += 1;
    }
    expect(wrong).toBe(0);
  });

  it('tells the same text of two customers apart, and says line 1 where lines are not kept', () => {
    const keys = createKeySet({ keepsLines: false });
    const found = [
      ['O1', 0],
      ['O1', 1],
      ['O1', 0],
      ['', 0],
      ['', 0],
    ] as const;
    expect(found.map(([text, of], at) => keys.add(text, of, at + 7))).toEqual([0, 0, 1, 0, 1]);
  });
});
