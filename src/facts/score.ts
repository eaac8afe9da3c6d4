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
import { type Doubles, type Formula, makeWide, noDoubles } from './derive.ts';

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
    points: compileFactor(factor, context),
  }));
  const total = factors.reduce((sum, { weight }) => sum + weight, 0);
  const exactTotal = factors.reduce((sum, { exactWeight }) => sum.add(exactWeight), exactOf('0'));
  const column = noDoubles();
  return {
    column,
    evaluate: (facts, customers) => {
      makeWide(customers, column);
      const { values, errors } = column;
      values.fill(0, 0, customers);
      errors.fill(0, 0, customers);
      for (const { weight, points } of factors) {
        points.evaluate(facts, customers);
        if (points.isNone()) continue;
        const { values: found, errors: ownErrors } = points.column;
        for (let at = 0; at < customers; at += 1) {
          values[at]! += weight * found[at]!;
          errors[at]! += weight * ownErrors[at]!;
        }
      }
      for (let at = 0; at < customers; at += 1) {
        errors[at] = errors[at] === 0 && values[at] === 0 ? 0 : errors[at]! / total + WEIGHED;
        values[at]! /= total;
      }
    },
    exact: (facts) => {
      let sum = exactOf('0');
      for (const { exactWeight, points } of factors) {
        const part = points.exact(facts);
        if (part === null) return null;
        sum = sum.add(exactWeight.mul(part));
      }
      return sum.div(exactTotal);
    },
    inDoubles: factors.every(({ points }) => points.inDoubles),
  };
}

/** The points of a factor, 0 to 100. */
export interface FactorPoints extends Formula {
  /** Whether it is certain of all customers that were evaluated last that they have none. */
  isNone(): boolean;
}

/** Compiles one factor, with its default when the fact is missing. */
export function compileFactor(factor: Factor, context: ScoreContext): FactorPoints {
  const rule = compileRule(factor, context);
  const column = noDoubles();
  // What the column holds of, where that is the same for all customers.
  let same: Facts | null = null;
  return {
    column,
    evaluate: (facts, customers) => {
      if (facts === same) return;
      same = facts.isSame[rule.slot] === 1 ? facts : null;
      const count = same === null ? customers : facts.rows;
      makeWide(count, column);
      if (rule.scale === null) putSteps(rule, facts, column, count);
      else putOnScale(rule, rule.scale, facts, column, count);
    },
    isNone: () => same !== null && column.values[0] === 0 && column.errors[0] === 0,
    exact: (facts) => exactPoints(rule, facts),
    inDoubles: rule.inDoubles,
  };
}

// How a factor comes to its points: on a scale, or in steps.
interface Rule {
  readonly slot: number;
  readonly scale: Scale | null;
  readonly find: FindStep;
  readonly missing: Quantity | null;
  readonly inDoubles: boolean;
}

interface Scale {
  readonly low: Quantity;
  readonly high: Quantity;
  readonly width: number;
}

// The step of the customer who stands at this place in the facts; null where its fact is missing, undefined where only
// its exact value would tell.
type FindStep = (facts: Facts, at: number) => Step | null | undefined;

function putSteps(
  { find, missing }: Rule,
  facts: Facts,
  { values, errors }: Doubles,
  customers: number,
): void {
  const otherwise = missing?.value ?? Number.NaN;
  for (let at = 0; at < customers; at += 1) {
    const step = find(facts, at);
    if (step === undefined) {
      values[at] = 0;
      errors[at] = Number.POSITIVE_INFINITY;
    } else if (step === null) {
      values[at] = otherwise;
      errors[at] = otherwise === 0 ? 0 : WEIGHED;
    } else {
      values[at] = step.value;
      errors[at] = step.value === 0 ? 0 : step.value * ROUNDING * 2 + WEIGHED;
    }
  }
}

function putOnScale(
  { slot, missing }: Rule,
  { low, width }: Scale,
  facts: Facts,
  { values, errors }: Doubles,
  customers: number,
): void {
  const from = slot * facts.rows;
  const lowest = low.value;
  const size = Math.abs(width);
  const otherwise = missing?.value ?? Number.NaN;
  for (let at = 0; at < customers; at += 1) {
    const value = facts.numbers[from + at]!;
    if (Number.isNaN(value)) {
      values[at] = otherwise;
      errors[at] = otherwise === 0 ? 0 : WEIGHED;
      continue;
    }
    const ratio = (value - lowest) / width;
    const error = (100 * (facts.errors[from + at]! + Math.abs(value) * ROUNDING * 4)) / size;
    const points = ratio * 100;
    // Beyond the ends of the scale for certain the points are exact.
    if (points + error < -BEYOND) {
      values[at] = 0;
      errors[at] = 0;
    } else if (points - error > 100 + BEYOND) {
      values[at] = 100;
      errors[at] = WEIGHED;
    } else {
      values[at] = Math.min(1, Math.max(0, ratio)) * 100;
      errors[at] = error + WEIGHED;
    }
  }
}

function exactPoints({ slot, scale, find, missing }: Rule, facts: Facts): Exact | null {
  const points =
    scale === null
      ? exactStep(find(facts, 0) ?? null)
      : scaleExactly(exactFact(facts, slot), exactOf(scale.low.decimal), exactOf(scale.high.decimal));
  return points ?? (missing === null ? null : exactOf(missing.decimal));
}

function compileRule({ fact, points: rule, missing }: Factor, { cohorts, cuts }: ScoreContext): Rule {
  const { slot } = fact;
  const stepped = (find: FindStep, inDoubles = true): Rule => ({
    slot,
    scale: null,
    find,
    missing,
    inDoubles,
  });
  switch (rule.kind) {
    case 'scale': {
      const { low, high } = rule;
      const scale = { low, high, width: high.value - low.value };
      return { slot, scale, find: () => null, missing, inDoubles: true };
    }
    case 'bands':
      return stepped((facts, at) => {
        if (Number.isNaN(facts.numbers[slot * facts.rows + at]!)) return null;
        let points = ZERO;
        for (const band of rule.bands) {
          const order = orderAt(facts, slot, at, band.from);
          if (Number.isNaN(order)) return undefined;
          if (order < 0) break;
          points = band.points;
        }
        return points;
      });
    case 'points':
      if (fact.type.kind === 'text')
        return stepped((facts, at) => {
          const text = facts.rows === 1 ? factText(facts, slot) : facts.texts[slot * facts.rows + at];
          return text == null ? text : (rule.points.get(text) ?? ZERO);
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
      }, false);
    }
  }
}

// As `compareFact`, which is asked only where doubles leave it open; of several customers it is NaN then.
function orderAt(facts: Facts, slot: number, at: number, bound: Bound): number {
  const place = slot * facts.rows + at;
  const difference = facts.numbers[place]! - bound.value;
  const error = facts.errors[place]!;
  if ((error === 0 && bound.short) || Math.abs(difference) > error + errorOfBound(bound)) return difference;
  return facts.rows === 1 ? compareFact(facts, slot, bound) : Number.NaN;
}

// More than doubles can be wrong by on a scale of a hundred points.
const BEYOND = 1e-9;
// What weighing points may be wrong by; nothing is rounded of points that are none.
const WEIGHED = 100 * ROUNDING * 4;

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

function numberPoints(slot: number, points: ReadonlyMap<string, Quantity>): FindStep {
  const steps = [...points].map(([key, own]) => {
    const value = Number(key);
    return { bound: boundOf(value, decimalOf(value)), own };
  });
  return (facts, at) => {
    if (Number.isNaN(facts.numbers[slot * facts.rows + at]!)) return null;
    for (const { bound, own } of steps) {
      const order = orderAt(facts, slot, at, bound);
      if (Number.isNaN(order)) return undefined;
      if (order === 0) return own;
    }
    return ZERO;
  };
}

function scaleExactly(value: Exact | null, low: Exact, high: Exact): Exact | null {
  if (value === null) return null;
  const ratio = value.sub(low).div(high.sub(low));
  if (ratio.compare(0) <= 0) return exactOf('0');
  return ratio.compare(1) >= 0 ? exactOf('100') : ratio.mul(100);
}
