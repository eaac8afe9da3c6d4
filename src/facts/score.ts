import { binOf, groupOf } from '../condition/compile.ts';
import type { Cohort, Cuts, Quantity } from '../condition/condition.ts';
import type { Factor, Score } from '../criteria/criteria.ts';
import { decimalOf } from '../fields/decimal.ts';
import { type Exact, exactOf } from '../fields/exact.ts';
import { boundOf, compareFact, exactFact, type Facts, ROUNDING } from '../fields/facts.ts';
import type { Formula } from './derive.ts';

/** What scores need beside the customer. */
export interface ScoreContext {
  readonly cohorts: readonly Cohort[];
  readonly cuts: Cuts;
}

/** Compiles a score: the weighted mean of its factors' points, 0 to 100; missing when a factor is. */
export function compileScore(score: Score, context: ScoreContext): Formula {
  const factors = score.factors.map((factor) => ({
    weight: factor.weight,
    points: compileFactor(factor, context),
  }));
  const total = factors.reduce((sum, { weight }) => sum + weight.value, 0);
  const exactTotal = factors.reduce((sum, { weight }) => sum.add(exactOf(weight.decimal)), exactOf('0'));
  return {
    value: (facts) => {
      let sum = 0;
      let error = 0;
      for (const { weight, points } of factors) {
        const found = points.value(facts);
        sum += weight.value * found;
        // Nothing is rounded of points that are none.
        if (found !== 0 || facts.error !== 0) error += weight.value * (facts.error + 100 * ROUNDING * 4);
      }
      facts.error = error === 0 && sum === 0 ? 0 : error / total + 100 * ROUNDING * 4;
      return sum / total;
    },
    exact: (facts) => {
      let sum = exactOf('0');
      for (const { weight, points } of factors) {
        const part = points.exact(facts);
        if (part === null) return null;
        sum = sum.add(exactOf(weight.decimal).mul(part));
      }
      return sum.div(exactTotal);
    },
  };
}

/** The points of one factor, 0 to 100, with its default when the fact is missing. */
export function compileFactor(factor: Factor, context: ScoreContext): Formula {
  const rule = compileRule(factor, context);
  if (factor.missing === null) return rule;
  const { value, decimal } = factor.missing;
  return {
    value: (facts) => {
      const points = rule.value(facts);
      if (!Number.isNaN(points)) return points;
      facts.error = 0;
      return value;
    },
    exact: (facts) => rule.exact(facts) ?? exactOf(decimal),
  };
}

function compileRule({ fact, points: rule }: Factor, { cohorts, cuts }: ScoreContext): Formula {
  const { slot } = fact;
  switch (rule.kind) {
    case 'scale': {
      const width = rule.high.value - rule.low.value;
      return {
        value: (facts) => {
          const ratio = (facts.numbers[slot]! - rule.low.value) / width;
          const error =
            (100 * (facts.errors[slot]! + Math.abs(facts.numbers[slot]!) * ROUNDING * 4)) / Math.abs(width);
          const points = ratio * 100;
          // Beyond the ends of the scale for certain: there the points are exact.
          const isBeyond = points + error < -BEYOND || points - error > 100 + BEYOND;
          facts.error = isBeyond ? 0 : error;
          return Math.min(1, Math.max(0, ratio)) * 100;
        },
        exact: (facts) =>
          scaleExactly(exactFact(facts, slot), exactOf(rule.low.decimal), exactOf(rule.high.decimal)),
      };
    }
    case 'bands':
      return stepped((facts) => {
        if (Number.isNaN(facts.numbers[slot]!)) return null;
        let points = ZERO;
        for (const band of rule.bands) {
          if (compareFact(facts, slot, band.from) < 0) break;
          points = band.points;
        }
        return points;
      });
    case 'points':
      if (fact.type.kind === 'text')
        return stepped(({ texts }) => {
          const text = texts[slot]!;
          return text === null ? null : (rule.points.get(text) ?? ZERO);
        });
      return numberPoints(slot, rule.points);
    case 'quantiles': {
      const cohort = cohorts[rule.cohort]!;
      return stepped((facts) => {
        if (Number.isNaN(facts.numbers[slot]!)) return null;
        const group = groupOf(cohort, facts);
        const points = group === null ? null : cuts.find(rule.cohort, group);
        if (points === null) return null;
        const bin = binOf(facts, cohort, points);
        const place = rule.order === 'low' ? rule.of - bin : bin - 1;
        return { value: (place / (rule.of - 1)) * 100, numerator: place * 100, denominator: rule.of - 1 };
      });
    }
  }
}

// More than doubles can be wrong by on a scale of a hundred points.
const BEYOND = 1e-9;

interface Step {
  readonly value: number;
  readonly decimal?: string;
  readonly numerator?: number;
  readonly denominator?: number;
}

const ZERO: Step = { value: 0, decimal: '0' };

function stepped(find: (facts: Facts) => Step | null): Formula {
  return {
    value: (facts) => {
      const step = find(facts);
      facts.error = step === null ? 0 : step.value * ROUNDING * 2;
      return step === null ? Number.NaN : step.value;
    },
    exact: (facts) => {
      const step = find(facts);
      if (step === null) return null;
      if (step.decimal !== undefined) return exactOf(step.decimal);
      return exactOf(String(step.numerator)).div(exactOf(String(step.denominator)));
    },
  };
}

function numberPoints(slot: number, points: ReadonlyMap<string, Quantity>): Formula {
  const steps = [...points].map(([key, own]) => {
    const value = Number(key);
    return { at: boundOf(value, decimalOf(value)), own };
  });
  return stepped((facts) => {
    if (Number.isNaN(facts.numbers[slot]!)) return null;
    return steps.find(({ at }) => compareFact(facts, slot, at) === 0)?.own ?? ZERO;
  });
}

function scaleExactly(value: Exact | null, low: Exact, high: Exact): Exact | null {
  if (value === null) return null;
  const ratio = value.sub(low).div(high.sub(low));
  if (ratio.compare(0) <= 0) return exactOf('0');
  return ratio.compare(1) >= 0 ? exactOf('100') : ratio.mul(100);
}
