import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeCustomers } from '../../src/lines/place-customers.ts';

// Numbers of any length with zeros before them, and any text.
const ID = fc.oneof(
  fc
    .tuple(fc.constantFrom('', 'C', 'c', 'DE-', 'DE-1', '客户', '9'), fc.maxSafeNat(), fc.nat({ max: 12 }))
    .map(([before, number, width]) => `${before}${String(number % 10 ** width).padStart(width, '0')}`),
  fc.nat({ max: 200 }).map(String),
  fc.uuid(),
  fc.string({ unit: 'binary' }).map((text) => Buffer.from(text).toString()),
);

describe('places of customers', () => {
  it('are found by exactly their ids, as a text or in bytes', () => {
    fc.assert(
      fc.property(fc.array(ID, { minLength: 1 }), fc.array(fc.nat()), (some, again) => {
        const ids = [...some, ...again.map((at) => some[at % some.length]!)];
        const places = placeCustomers();
        const known = new Map<string, number>();
        for (const [at, id] of ids.entries()) {
          const bytes = Buffer.from(`,${id},`);
          const found = at % 2 === 0 ? places.findText(id) : places.find(bytes, 1, bytes.length - 1);
          expect(found).toBe(known.get(id) ?? -1);
          if (found >= 0) continue;
          places.keep(known.size);
          known.set(id, known.size);
        }
        for (const [id, place] of known) expect(places.findText(id)).toBe(place);
      }),
    );
  });

  it.each([
    ['numbers in no order', (number: number) => `C${(number * 7_919) % 1_000_003}`],
    ['the same numbers of many sites', (number: number) => `S${number % 300}-${Math.floor(number / 300)}`],
    [
      'texts without a number',
      (number: number) => String(number).replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)]!),
    ],
  ])('are told apart among 100,000: %s', (_, idOf) => {
    const places = placeCustomers();
    const known = new Map<string, number>();
    let wrong = 0;
    for (let number = 0; number < 100_000; number += 1) {
      const id = idOf(number);
      const found = places.findText(id);
      if (found !== (known.get(id) ?? -1)) wrong += 1;
      if (found >= 0) continue;
      places.keep(number);
      known.set(id, number);
    }
    expect(wrong).toBe(0);
  });
});
