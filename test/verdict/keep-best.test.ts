import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keepBest } from '../../src/verdict/keep-best.ts';

test('keeps what sorting everything would keep, in whatever order it comes', () => {
  const items = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.string({ maxLength: 3 })), {
    selector: ([, id]) => id,
  });
  fc.assert(
    fc.property(items, fc.integer({ min: 1, max: 6 }), (list, most) => {
      const best = keepBest<string>(most);
      for (const [key, id] of list) if (best.wants(key, id)) best.add(key, id, id);
      const sorted = [...list].sort(([one, a], [other, b]) => other - one || (a < b ? -1 : 1));
      expect(best.result()).toEqual(sorted.slice(0, most).map(([, id]) => id));
    }),
  );
});

test('what is not known comes last, and is kept while there is room', () => {
  const best = keepBest<string>(2);
  for (const id of ['b', 'a']) best.add(Number.NEGATIVE_INFINITY, id, id);
  best.add(1, 'c', 'c');
  expect(best.result()).toEqual(['c', 'a']);
});
