import type { Cohort, Cuts } from '../condition/condition.ts';
import type { Criteria, Factor, Score } from '../criteria/criteria.ts';
import type { Expression } from '../criteria/expression.ts';
import type { Facts } from '../fields/facts.ts';
import {
  absolute,
  corners,
  divide,
  hull,
  type Interval,
  increasing,
  isNever,
  MISSING,
  negate,
  pointInterval,
  widen,
} from './interval.ts';

/** What a customer's facts may be while one numeric field varies; texts stay as they are. */
export interface Box {
  readonly numbers: Interval[];
  readonly texts: readonly (string | null)[];
}

/** Fills in the derived values and scores of a box whose fields are there. */
export type ComputeBox = (box: Box) => void;

/** Compiles derived values and scores to run on intervals, with the cut points as they are. */
export function compileBox(criteria: Criteria, asOf: number, cuts: Cuts): ComputeBox {
  const computed = criteria.computed.map((one) => ({
    slot: one.fact.slot,
    compute: (box: Box): Interval =>
      one.kind === 'derived'
        ? boxFormula(one.formula, box, asOf)
        : boxScore(one, box, criteria.cohorts, cuts),
  }));
  return (box) => {
    for (const { slot, compute } of computed) box.numbers[slot] = compute(box);
  };
}

/** A customer's facts as a box in which nothing varies yet. */
export function boxOf(facts: Facts): Box {
  return { numbers: Array.from(facts.numbers, pointInterval), texts: [...facts.texts] };
}

function boxFormula(expression: Expression, box: Box, asOf: number): Interval {
  const part = (of: Expression): Interval => boxFormula(of, box, asOf);
  switch (expression.kind) {
    case 'literal':
      return pointInterval(expression.value);
    case 'fact':
      return box.numbers[expression.fact.slot]!;
    case 'negate':
      return negate(part(expression.of));
    case 'arithmetic': {
      const [left, right] = [part(expression.left), part(expression.right)];
      switch (expression.operator) {
        case '+':
          return corners(left, right, (one, other) => one + other);
        case '-':
          return corners(left, right, (one, other) => one - other);
        case '*':
          return corners(left, right, (one, other) => one * other);
        case '/':
          return divide(left, right);
      }
    }
    case 'call': {
      const parts = expression.of.map(part);
      const [first, second] = parts as [Interval, Interval | undefined];
      switch (expression.name) {
        case 'days_since':
          return corners(pointInterval(asOf), first, (day, date) => day - date);
        case 'abs':
          return absolute(first);
        case 'round':
          return boxRound(first, second);
        case 'min':
          return parts.reduce((one, other) => corners(one, other, Math.min));
        case 'max':
          return parts.reduce((one, other) => corners(one, other, Math.max));
        case 'coalesce':
          return parts.reduceRight((rest, one) =>
            one.missing ? hull({ ...one, missing: rest.missing }, rest) : one,
          );
      }
    }
  }
}

// Rounding moves a value by half a unit of its last place at most.
function boxRound(of: Interval, places: Interval | undefined): Interval {
  if (isNever(of)) return of;
  const half = 0.5 * 10 ** -(places === undefined || isNever(places) ? 0 : Math.floor(places.low));
  return widen(of.low - half, of.high + half, of.missing);
}

function boxScore(score: Score, box: Box, cohorts: readonly Cohort[], cuts: Cuts): Interval {
  let sum = pointInterval(0);
  let total = 0;
  for (const factor of score.factors) {
    const weight = factor.weight.value;
    total += weight;
    const points = withDefault(boxPoints(factor, box, cohorts, cuts), factor);
    sum = corners(
      sum,
      increasing(points, (value) => value * weight),
      (one, other) => one + other,
    );
  }
  return increasing(sum, (value) => value / total);
}

function withDefault(points: Interval, { missing }: Factor): Interval {
  if (missing === null || !points.missing) return points;
  return hull({ ...points, missing: false }, pointInterval(missing.value));
}

function boxPoints(
  { fact, points: rule }: Factor,
  box: Box,
  cohorts: readonly Cohort[],
  cuts: Cuts,
): Interval {
  if (fact.type.kind === 'text') {
    const text = box.texts[fact.slot] ?? null;
    if (text === null || rule.kind !== 'points') return MISSING;
    return pointInterval(rule.points.get(text)?.value ?? 0);
  }
  const value = box.numbers[fact.slot]!;
  if (isNever(value)) return value;
  const steps = (points: readonly number[]): Interval =>
    widen(Math.min(...points), Math.max(...points), value.missing);
  switch (rule.kind) {
    case 'scale': {
      const [low, high] = [rule.low.value, rule.high.value];
      const points = (one: number): number => Math.min(1, Math.max(0, (one - low) / (high - low))) * 100;
      return steps([points(value.low), points(value.high)]);
    }
    case 'bands': {
      const inside = rule.bands.filter(({ from }) => from.value > value.low && from.value <= value.high);
      const start = rule.bands.findLast(({ from }) => from.value <= value.low);
      return steps([start?.points.value ?? 0, ...inside.map(({ points }) => points.value)]);
    }
    case 'points': {
      const single =
        value.high - value.low < 0.5 ? rule.points.get(String(Math.round(value.low))) : undefined;
      return steps(
        single === undefined ? [0, ...[...rule.points.values()].map((one) => one.value)] : [single.value],
      );
    }
    case 'quantiles': {
      const per = cohorts[rule.cohort]!.per;
      const group = per === null ? '' : (box.texts[per.slot] ?? null);
      const points = group === null ? null : cuts.find(rule.cohort, group);
      if (points === null) return MISSING;
      // Cut points that the value may lie on count both ways.
      const place = (bin: number): number => (bin / (rule.of - 1)) * 100;
      const from = points.filter((point) => point < value.low).length;
      const to = points.filter((point) => point <= value.high).length;
      const bins = [place(from), place(Math.min(to, rule.of - 1))];
      return steps(rule.order === 'low' ? bins.map((one) => 100 - one) : bins);
    }
  }
}
