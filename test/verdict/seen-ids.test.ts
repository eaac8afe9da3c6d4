import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldName } from '../../src/fields/fold.ts';
import { gatherIds, type IdReader, seeIds } from '../../src/verdict/seen-ids.ts';

// Numbers that run, with and without zeros, letters, marks and signs behind them; UUIDs; any text.
const NUMBER = fc.oneof(
  fc.nat({ max: 70 }),
  fc.nat({ max: 100_200 }),
  fc.integer({ min: 99_990, max: 100_010 }),
  fc.maxSafeNat(),
);
const ID = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('', 'C', 'c', 'Ｃ', 'DE-', '客户', 'é'),
      NUMBER,
      fc.nat({ max: 9 }),
      fc.constantFrom('', '', '-x', '/1', ' 7', '７', '\u200b'),
    )
    .map(([before, number, width, behind]) => `${before}${String(number).padStart(width, '0')}${behind}`),
  fc.uuid(),
  fc.string({ unit: 'binary', minLength: 1 }).map((text) => Buffer.from(text).toString()),
);

function seeAs(how: string, reader: IdReader, id: string): void {
  const bytes = Buffer.from(`,${id},`);
  if (how === 'text') reader.see(id);
  else reader.seeBytes(bytes, 1, bytes.length - 1);
}

describe('ids that were seen', () => {
  it('are suspects when they come again, or look like another, wherever they were read', () => {
    const seen = fc.record({
      id: ID,
      how: fc.constantFrom('text', 'bytes'),
      where: fc.constantFrom('here', 'elsewhere', 'elsewhere, and then joined'),
    });
    fc.assert(
      fc.property(fc.array(seen, { minLength: 1 }), fc.array(fc.nat()), (all, again) => {
        const ids = seeIds();
        const others = gatherIds();
        const looks = new Map<string, number>();
        for (const { id, how, where } of [...all, ...again.map((at) => all[at % all.length]!)]) {
          seeAs(how, where === 'here' ? ids : others, id);
          if (where === 'elsewhere, and then joined') ids.join(others.take());
          looks.set(foldName(id), (looks.get(foldName(id)) ?? 0) + 1);
        }
        ids.join(others.take());
        expect(ids.hasSuspects()).toBe([...looks.values()].some((times) => times > 1));
        for (const { id } of all) expect(ids.isSuspect(id)).toBe(looks.get(foldName(id))! > 1);
      }),
    );
  });

  it.each([
    ['numbers that run', (number: number) => `C${number}`],
    ['numbers in no order', (number: number) => `${(number * 7_919) % 1_000_003}-DE`],
    ['numbers of other digits', (number: number) => `${number}${String(number * number).padStart(11, '0')}`],
    ['a hash', (number: number) => Math.imul(number, 2_654_435_761).toString(16)],
  ])('are no suspects among 200,000 different ones: %s', (_, idOf) => {
    const ids = seeIds();
    for (let number = 0; number < 200_000; number += 1) ids.see(idOf(number));
    expect(ids.hasSuspects()).toBe(false);
    ids.see(idOf(77_777));
    expect(ids.isSuspect(idOf(77_777))).toBe(true);
    expect(ids.isSuspect(idOf(77_778))).toBe(false);
  });
});
