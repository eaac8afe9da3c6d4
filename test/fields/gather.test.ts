import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactOf } from '../../src/fields/exact.ts';
import { createFacts, errorOf, type Facts } from '../../src/fields/facts.ts';
import { type Gathering, gatherExtreme, gatherOwn, gatherSame, gatherSum } from '../../src/fields/gather.ts';

function numberFacts(decimal: string | null): Facts {
  const facts = createFacts(1);
  if (decimal === null) return facts;
  const value = Number(decimal);
  facts.numbers[0] = value;
  facts.errors[0] = errorOf(value, decimal);
  facts.decimals[0] = () => decimal;
  return facts;
}

/** What is gathered of some values, half of them in another place that is joined in the end. */
function gathered(gathering: Gathering, decimals: readonly (string | null)[]): string | null {
  for (const [at, decimal] of decimals.entries()) gathering.add(at % 2, numberFacts(decimal));
  gathering.join(0, 1);
  const facts = createFacts(1);
  gathering.fill(0, facts, 0);
  const decimal = facts.decimals[0]!();
  expect(decimal === null ? Number.NaN : Number(decimal)).toBe(facts.numbers[0]);
  return decimal;
}

const sum = (): Gathering => gatherSum(0, false);
const mean = (): Gathering => gatherSum(0, true);
const largest = (): Gathering => gatherExtreme(0, 'largest');
const smallest = (): Gathering => gatherExtreme(0, 'smallest');
const same = (): Gathering => gatherSame(0, 'number');

describe('what is gathered of numbers', () => {
  it.each<readonly [string, () => Gathering, readonly (string | null)[], string | null]>([
    ['cents', sum, ['0.1', '0.2', '0.3'], '0.6'],
    ['more digits than a double has', sum, ['12345678901234567.01', '0.01', '-0.02'], '12345678901234567'],
    ['fine fractions', sum, ['0.0000001', '0.0000002', '1'], '1.0000003'],
    ['sums beyond 15 digits', sum, ['9999999999999.99', '9999999999999.99', '0.03'], '20000000000000.01'],
    ['what is missing', sum, [null, '5', null], '5'],
    ['nothing', sum, [null, null], null],
    ['a mean', mean, ['0.1', '0.2', null, '0.3'], '0.2'],
    ['a mean without end', mean, ['1', '0', '0'], '0.33333333333333333333333333'],
    ['nothing to take the mean of', mean, [null], null],
    ['the largest', largest, ['-3', null, '-1', '-2'], '-1'],
    [
      'the largest by its last digit',
      largest,
      ['12345678901234567.1', '12345678901234567.2'],
      '12345678901234567.2',
    ],
    ['the smallest', smallest, ['3', '1', null], '1'],
    ['none', smallest, [null], null],
    ['one value', same, ['0.95', null, '0.95'], '0.95'],
    ['two values', same, ['0.95', '0.96'], null],
  ])('%s', (_, make, decimals, expected) => {
    expect(gathered(make(), decimals)).toBe(expected);
  });

  it('is the sum on paper, whatever the order and the places', () => {
    const decimal = fc
      .tuple(fc.bigInt(-(10n ** 18n), 10n ** 18n), fc.integer({ min: 0, max: 9 }))
      .map(([digits, places]) => {
        const text = String(digits < 0n ? -digits : digits).padStart(places + 1, '0');
        const fraction = places === 0 ? '' : `.${text.slice(-places)}`.replace(/\.?0+$/, '');
        const whole = text.slice(0, text.length - places);
        const plain = `${whole}${fraction}`;
        return digits < 0n && Number(plain) !== 0 ? `-${plain}` : plain;
      });
    fc.assert(
      fc.property(fc.array(decimal, { minLength: 1, maxLength: 30 }), (decimals) => {
        const paper = decimals.reduce((total, one) => total.add(exactOf(one)), exactOf('0'));
        expect(exactOf(gathered(sum(), decimals)!).compare(paper)).toBe(0);
        expect(gathered(sum(), decimals.toReversed())).toBe(gathered(sum(), decimals));
        const part = exactOf(gathered(mean(), decimals)!).sub(paper.div(decimals.length)).abs();
        expect(part.compare(exactOf('0.00000000000000000000001'))).toBeLessThan(0);
      }),
    );
  });
});

describe('what is gathered of texts', () => {
  const texts = (gathering: Gathering, values: readonly (string | null)[]): string | null => {
    const facts = createFacts(1);
    for (const [at, value] of values.entries()) {
      facts.texts[0] = value;
      gathering.add(at === 0 ? 0 : 1, facts);
    }
    gathering.join(0, 1);
    gathering.fill(0, facts, 0);
    return facts.texts[0]!;
  };
  const own = (): Gathering => gatherOwn(0, 'text', (at) => at === 0);

  it.each<readonly [string, () => Gathering, readonly (string | null)[], string | null]>([
    ['the first by itself', own, ['a', 'b', 'c'], 'a'],
    ['what the others share where it is blank', own, [null, 'b', 'b'], 'b'],
    ['nothing where they differ', own, [null, 'b', 'c'], null],
    ['what all share', () => gatherSame(0, 'text'), ['a', null, 'a'], 'a'],
    ['nothing where one differs', () => gatherSame(0, 'text'), ['a', 'b', 'b'], null],
  ])('%s', (_, make, values, expected) => {
    expect(texts(make(), values)).toBe(expected);
  });
});
