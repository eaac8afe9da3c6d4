import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byRevenue, keepBest, type Ranked } from '../../src/verdict/keep-best.ts';

test('keeps what sorting everything would keep, in whatever order it comes', () => {
  const items = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.string({ maxLength: 3 })), {
    selector: ([, id]) => id,
  });
  fc.assert(
    fc.property(items, fc.integer({ min: 1, max: 6 }), (list, most) => {
      const best = keepBest<string, Ranked>(most, byRevenue);
      for (const [revenue, id] of list) best.add({ id, revenue }, () => id);
      expect(best.count).toBe(list.length);
      const sorted = [...list].sort(([one, a], [other, b]) => other - one || (a < b ? -1 : 1));
      expect(best.items()).toEqual(sorted.slice(0, most).map(([, id]) => id));
    }),
  );
});

test('what is not known comes last, and is kept while there is room', () => {
  const best = keepBest<string, Ranked>(2, byRevenue);
  for (const id of ['b', 'a']) best.add({ id, revenue: null }, () => id);
  best.add({ id: 'c', revenue: 1 }, () => 'c');
  expect(best.items()).toEqual(['c', 'a']);
});

test('makes nothing of what has no room, and keeps fewer when told', () => {
  const best = keepBest<string, Ranked>(3, byRevenue);
  const made: string[] = [];
  const add = (id: string, revenue: number): void =>
    best.add({ id, revenue }, () => {
      made.push(id);
      return id;
    });
  for (const [index, id] of ['a', 'b', 'c', 'd', 'e', 'f'].entries()) add(id, 10 - index);
  add('g', 1);
  expect(made).not.toContain('g');
  best.shrink(2);
  add('h', 8);
  add('i', 10);
  expect(best.items()).toEqual(['a', 'i']);
});

test('orders by what was made where all come with one key, each time with other values', () => {
  const best = keepBest<Ranked, Ranked>(2, byRevenue, (made) => made);
  const key = { id: '', revenue: 0 };
  for (const [revenue, id] of [
    [1, 'a'],
    [4, 'b'],
    [2, 'c'],
    [3, 'd'],
    [0, 'e'],
    [5, 'f'],
  ] as const) {
    key.id = id;
    key.revenue = revenue;
    best.add(key, () => ({ ...key }));
  }
  expect(best.items().map(({ id }) => id)).toEqual(['f', 'b']);
  expect(best.count).toBe(6);
});
