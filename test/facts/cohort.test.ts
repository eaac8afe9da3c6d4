import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binOf } from '../../src/condition/compile.ts';
import type { Cohort, QuantileMethod } from '../../src/condition/condition.ts';
import { collectCohorts } from '../../src/facts/cohort.ts';
import { createFacts, type Facts } from '../../src/fields/facts.ts';

const FACT = { name: 'x', slot: 0, type: { kind: 'number', unit: 'number' }, origin: 'field' } as const;
const SPAN = { kind: 'span', source: { name: '', text: '' }, start: 0, end: 0 } as const;

function quantiles(of: number, method: QuantileMethod): Cohort {
  return { fact: FACT, per: null, cut: { kind: 'quantiles', of, method }, span: SPAN };
}

function factsOf(value: number): Facts {
  const facts = createFacts(1);
  facts.numbers[0] = value;
  return facts;
}

function cutsOf(values: readonly number[], cohort: Cohort): readonly number[] {
  const collector = collectCohorts([cohort]);
  for (const value of values) collector.add(factsOf(value));
  return collector.cuts().find(0, '')!;
}

// mpg of R's data set mtcars; summary(mtcars$mpg) gives the quartiles 15.43 (15.425), 19.20 and 22.80.
const MPG = [
  21, 21, 22.8, 21.4, 18.7, 18.1, 14.3, 24.4, 22.8, 19.2, 17.8, 16.4, 17.3, 15.2, 10.4, 10.4, 14.7, 32.4,
  30.4, 33.9, 21.5, 15.5, 15.2, 13.3, 19.2, 27.3, 26, 30.4, 15.8, 19.7, 15, 21.4,
];

describe('quantiles of type 7', () => {
  it.each([
    ['quartiles of mtcars$mpg', MPG, 4, [15.425, 19.2, 22.8]],
    ['quartiles of 1 to 10', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 4, [3.25, 5.5, 7.75]],
    ['quintiles of 1 to 10', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 5, [2.8, 4.6, 6.4, 8.2]],
    ['halves of numpy’s example', [10, 7, 4, 3, 2, 1], 2, [3.5]],
    ['one value', [7], 4, [7, 7, 7]],
  ])('are R’s: %s', (_, values, of, expected) => {
    const found = cutsOf(values, quantiles(of, 'type7'));
    expect(found.map((cut) => Number(cut.toPrecision(12)))).toEqual(expected);
  });

  it('are the doubles nearest to what they are on paper', () => {
    expect(cutsOf([7.8, 7.8, 7.8, 7.86], quantiles(4, 'type7'))).toEqual([7.8, 7.8, 7.815]);
    const cents = fc.integer({ min: -1_000_000, max: 1_000_000 });
    fc.assert(
      fc.property(cents, cents, fc.integer({ min: 2, max: 100 }), (one, other, of) => {
        const [low, high] = one < other ? [one, other] : [other, one];
        const onPaper = Array.from(
          { length: of - 1 },
          (_, index) => (low * (of - index - 1) + high * (index + 1)) / (of * 100),
        );
        expect(cutsOf([low / 100, high / 100], quantiles(of, 'type7'))).toEqual(
          onPaper.map((cut) => cut + 0),
        );
      }),
    );
  });

  it('keep equal values in one bin', () => {
    const cohort = quantiles(4, 'type7');
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1 }), (values) => {
        const cuts = cutsOf(values, cohort);
        const bins = values.map((value) => binOf(factsOf(value), cohort, cuts));
        values.forEach((value, index) => {
          values.forEach((other, at) => {
            if (value <= other) expect(bins[index]!).toBeLessThanOrEqual(bins[at]!);
          });
        });
      }),
    );
  });
});

// What rfm_table_customer() of R's package rfm does, spelt out in fifths so that whole numbers stay whole: bins from
// the quantiles without the first and the last, plus one; each bin from its lower bound up to, and without, the next.
function fifthsOfRfm(values: readonly number[]): number[] {
  const sorted = [...values].sort((one, other) => one - other);
  const lines = [1, 2, 3, 4].map((part) => {
    const steps = (sorted.length - 1) * part;
    const low = sorted[Math.floor(steps / 5)]!;
    const high = sorted[Math.ceil(steps / 5)]!;
    return 5 * low + (steps % 5) * (high - low) + 5;
  });
  const lower = [5 * sorted[0]!, ...lines];
  const upper = [...lines, 5 * sorted.at(-1)! + 5];
  return values.map(
    (value) => lower.findLastIndex((from, bin) => 5 * value >= from && 5 * value < upper[bin]!) + 1,
  );
}

describe('the bins of rfm', () => {
  const cohort = quantiles(5, 'rfm');
  const bins = (values: readonly number[]): number[] => {
    const cuts = cutsOf(values, cohort);
    return values.map((value) => binOf(factsOf(value), cohort, cuts));
  };

  it('are reproduced', () => {
    // Days since the last order.
    const days = [1, 8, 30, 31, 45, 60, 61, 90, 117, 150, 200, 365];
    expect(cutsOf(days, cohort).map((cut) => Number(cut.toPrecision(9)))).toEqual([31.2, 52, 79.4, 144.4]);
    expect(bins(days)).toEqual([1, 1, 1, 1, 2, 3, 3, 4, 4, 5, 5, 5]);
    expect(fifthsOfRfm(days)).toEqual(bins(days));
  });

  it('take a value on the quantile itself into the lower bin', () => {
    expect(bins([1, 2, 3, 4, 5, 6])).toEqual([1, 1, 2, 3, 4, 5]);
  });

  it('are those of its definition on whole numbers', () => {
    const values = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 2, maxLength: 60 });
    fc.assert(
      fc.property(values, (found) => {
        expect(bins(found)).toEqual(fifthsOfRfm(found));
      }),
      { numRuns: 1000 },
    );
  });
});
