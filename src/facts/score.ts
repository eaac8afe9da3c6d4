import { binOf, groupOf } from '../condition/compile.ts';
import type { Cohort, Cuts, Quantity } from '../condition/condition.ts';
import type { Factor, Score } from '../criteria/criteria.ts';
import { decimalOf } from '../fields/decimal.ts';
import { type Exact, exactOf } from '../fields/exact.ts';
import {
  type Bound,
  boundOf,
  compareFact,
  errorOfBound,
  exactFact,
  type Facts,
  factText,
  ROUNDING,
} from '../fields/facts.ts';
import type { Formula } from './derive.ts';

/** What scores need beside the customer. */
export interface ScoreContext {
  readonly cohorts: readonly Cohort[];
  readonly cuts: Cuts;
}

/** Compiles a score: the weighted mean of its factors' points, 0 to 100; missing when a factor is. */
export function compileScore(score: Score, context: ScoreContext): Formula {
  const factors = score.factors.map((factor) => ({
    weight: factor.weight.value,
    exactWeight: exactOf(factor.weight.decimal),
    rule: compileRule(factor, context),
  }));
  const total = factors.reduce((sum, { weight }) => sum + weight, 0);
  const exactTotal = factors.reduce((sum, { exactWeight }) => sum.add(exactWeight), exactOf('0'));
  return {
    evaluate: (facts) => {
      const { result } = facts;
      let sum = 0;
      let error = 0;
      for (const { weight, rule } of factors) {
        leavePoints(rule, facts);
        const found = result[0]!;
        const ownError = result[1]!;
        sum += weight * found;
        // Nothing is rounded of points that are none.
        if (found !== 0 || ownError !== 0) error += weight * (ownError + 100 * ROUNDING * 4);
      }
      result[0] = sum / total;
      result[1] = error === 0 && sum === 0 ? 0 : error / total + 100 * ROUNDING * 4;
    },
    exact: (facts) => {
      let sum = exactOf('0');
      for (const { exactWeight, rule } of factors) {
        const part = exactPoints(rule, facts);
        if (part === null) return null;
        sum = sum.add(exactWeight.mul(part));
      }
      return sum.div(exactTotal);
    },
  };
}

/** The points of one factor, 0 to 100, with its default when the fact is missing. */
export function compileFactor(factor: Factor, context: ScoreContext): Formula {
  const rule = compileRule(factor, context);
  return { evaluate: (facts) => leavePoints(rule, facts), exact: (facts) => exactPoints(rule, facts) };
}

// How a factor comes to its points: on a scale, or in steps.
interface Rule {
  readonly slot: number;
  readonly scale: { readonly low: Quantity; readonly high: Quantity; readonly width: number } | null;
  readonly find: (facts: Facts) => Step | null;
  readonly missing: Quantity | null;
}

function leavePoints({ slot, scale, find, missing }: Rule, facts: Facts): void {
  const { result } = facts;
  const value = facts.numbers[slot]!;
  if (scale === null || Number.isNaN(value)) {
    const step = scale === null ? find(facts) : null;
    result[0] = step === null ? (missing?.value ?? Number.NaN) : step.value;
    result[1] = step === null ? 0 : step.value * ROUNDING * 2;
    return;
  }
  const ratio = (value - scale.low.value) / scale.width;
  const error = (100 * (facts.errors[slot]! + Math.abs(value) * ROUNDING * 4)) / Math.abs(scale.width);
  const points = ratio * 100;
  // Beyond the ends of the scale for certain: there the points are exact.
  const isBeyond = points + error < -BEYOND || points - error > 100 + BEYOND;
  result[0] = Math.min(1, Math.max(0, ratio)) * 100;
  result[1] = isBeyond ? 0 : error;
}

function exactPoints({ slot, scale, find, missing }: Rule, facts: Facts): Exact | null {
  const points =
    scale === null
      ? exactStep(find(facts))
      : scaleExactly(exactFact(facts, slot), exactOf(scale.low.decimal), exactOf(scale.high.decimal));
  return points ?? (missing === null ? null : exactOf(missing.decimal));
}

function compileRule({ fact, points: rule, missing }: Factor, { cohorts, cuts }: ScoreContext): Rule {
  const { slot } = fact;
  const stepped = (find: Rule['find']): Rule => ({ slot, scale: null, find, missing });
  switch (rule.kind) {
    case 'scale': {
      const { low, high } = rule;
      return { slot, scale: { low, high, width: high.value - low.value }, find: () => null, missing };
    }
    case 'bands':
      return stepped((facts) => {
        if (Number.isNaN(facts.numbers[slot]!)) return null;
        let points = ZERO;
        for (const band of rule.bands) {
          if (isBelow(facts, slot, band.from)) break;
          points = band.points;
        }
        return points;
      });
    case 'points':
      if (fact.type.kind === 'text')
        return stepped((facts) => {
          const text = factText(facts, slot);
          return text === null ? null : (rule.points.get(text) ?? ZERO);
        });
      return stepped(numberPoints(slot, rule.points));
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

// As `compareFact`, which is asked only where the number may not be as it was typed.
function isAt(facts: Facts, slot: number, bound: Bound): boolean {
  if (facts.errors[slot] === 0 && bound.short) return facts.numbers[slot] === bound.value;
  return compareFact(facts, slot, bound) === 0;
}

// As `compareFact`, which is asked only where doubles leave it open.
function isBelow(facts: Facts, slot: number, bound: Bound): boolean {
  const difference = facts.numbers[slot]! - bound.value;
  const isClear = Math.abs(difference) > facts.errors[slot]! + errorOfBound(bound);
  return isClear ? difference < 0 : compareFact(facts, slot, bound) < 0;
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

function exactStep(step: Step | null): Exact | null {
  if (step === null) return null;
  if (step.decimal !== undefined) return exactOf(step.decimal);
  return exactOf(String(step.numerator)).div(exactOf(String(step.denominator)));
}

function numberPoints(slot: number, points: ReadonlyMap<string, Quantity>): Rule['find'] {
  const steps = [...points].map(([key, own]) => {
    const value = Number(key);
    return { at: boundOf(value, decimalOf(value)), own };
  });
  return (facts) => {
    if (Number.isNaN(facts.numbers[slot]!)) return null;
    for (const { at, own } of steps) if (isAt(facts, slot, at)) return own;
    return ZERO;
  };
}

function scaleExactly(value: Exact | null, low: Exact, high: Exact): Exact | null {
  if (value === null) return null;
  const ratio = value.sub(low).div(high.sub(low));
  if (ratio.compare(0) <= 0) return exactOf('0');
  return ratio.compare(1) >= 0 ? exactOf('100') : ratio.mul(100);
}
