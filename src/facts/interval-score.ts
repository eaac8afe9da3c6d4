import type { Cohort, Cuts } from '../condition/condition.ts';
import type { Factor, PointRule } from '../criteria/criteria.ts';
import type { Formula } from './derive.ts';
import {
  corners,
  hull,
  type Interval,
  increasing,
  isNever,
  MISSING,
  pointInterval,
  rankedInterval,
  widen,
} from './interval.ts';
import type { Box } from './interval-facts.ts';

/** A factor with its points on a single customer. */
export interface CompiledFactor {
  readonly factor: Factor;
  readonly points: Formula;
}

/** What a score may come to in a box. */
export function boxScore(
  factors: readonly CompiledFactor[],
  box: Box,
  cohorts: readonly Cohort[],
  cuts: Cuts,
): Interval {
  let sum = pointInterval(0);
  let total = 0;
  for (const { factor, points: actual } of factors) {
    const weight = factor.weight.value;
    total += weight;
    const points = box.varies[factor.fact.slot]
      ? withDefault(boxPoints(factor, box, cohorts, cuts), factor)
      : pointInterval(actual.value(box.facts));
    const weighted = increasing(points, (value) => value * weight);
    sum = corners(sum, weighted, (one, other) => one + other);
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
  if (fact.type.kind === 'text') return textPoints(box.textsOf?.(fact.slot) ?? [], rule);
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
      const group = per === null ? '' : box.facts.texts[per.slot]!;
      const points = group === null ? null : cuts.find(rule.cohort, group);
      if (points === null) return MISSING;
      // Cut points that the value may lie on count both ways.
      const place = (bin: number): number => (bin / (rule.of - 1)) * 100;
      const { low, high } = rankedInterval(value);
      const from = points.filter((point) => point < low).length;
      const to = points.filter((point) => point <= high).length;
      const bins = [place(from), place(Math.min(to, rule.of - 1))];
      return steps(rule.order === 'low' ? bins.map((one) => 100 - one) : bins);
    }
  }
}

// Each text has its points; texts that the rule does not name have none.
function textPoints(texts: readonly (string | null)[], rule: PointRule): Interval {
  const points = texts
    .filter((text) => text !== null)
    .map((text) => (rule.kind === 'points' ? (rule.points.get(text)?.value ?? 0) : 0));
  const missing = texts.includes(null);
  return points.length === 0 ? MISSING : widen(Math.min(...points), Math.max(...points), missing);
}
