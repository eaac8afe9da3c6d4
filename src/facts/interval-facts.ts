import { groupOf } from '../condition/compile.ts';
import type { Cohort, Cuts } from '../condition/condition.ts';
import type { Criteria, Factor, PointRule } from '../criteria/criteria.ts';
import type { Expression } from '../criteria/expression.ts';
import type { ArithmeticOperator } from '../criteria/formula-syntax.ts';
import { factsReadBy } from '../criteria/reads.ts';
import type { Facts } from '../fields/facts.ts';
import type { Formula } from './derive.ts';
import {
  absolute,
  add,
  anything,
  corners,
  divide,
  hull,
  type Interval,
  increasing,
  isNever,
  NEVER,
  negate,
  pointInterval,
  rankedInterval,
  widen,
} from './interval.ts';
import { compileFactor } from './score.ts';

/** What a customer's facts may be while one numeric field varies; what does not depend on it stays exact. */
export interface FactRanges {
  readonly numbers: Interval[];
  /** The facts as they are; those of another customer are another object. */
  readonly facts: Facts;
  /** By slot, whether the fact depends on the field that varies. */
  readonly varies: readonly boolean[];
  /** The texts that a text field which varies may have; null is missing. */
  readonly textsOf?: (slot: number) => readonly (string | null)[];
}

/** Readies ranges to be computed: what it returns fills in the derived values and scores that depend on what varies. */
export type OpenRanges = (ranges: FactRanges) => () => void;

/** Compiles derived values and scores to run on intervals, with the cut points as they are. */
export function compileRanges(criteria: Criteria, asOf: number, cuts: Cuts): OpenRanges {
  const { cohorts } = criteria;
  const computed = criteria.computed.map((one) => {
    const { slot } = one.fact;
    if (one.kind === 'derived') {
      const range = compileRange(one.formula, asOf);
      return { slot, open: (ranges: FactRanges) => (): Interval => range(ranges) };
    }
    const factors = one.factors.map((factor) => ({
      factor,
      points: compileFactor(factor, { cohorts, cuts }),
    }));
    return { slot, open: compileScoreRange(factors, cohorts, cuts) };
  });
  return (ranges) => {
    const varying = computed
      .filter(({ slot }) => ranges.varies[slot])
      .map(({ slot, open }) => ({ slot, compute: open(ranges) }));
    return () => {
      for (const { slot, compute } of varying) ranges.numbers[slot] = compute();
    };
  };
}

/** A customer's numbers as ranges in which nothing varies yet. */
export function pointsOf(facts: Facts): Interval[] {
  return Array.from(facts.numbers, pointInterval);
}

/** By slot, whether a fact depends on a field. */
export function dependsOn(criteria: Criteria, field: number): boolean[] {
  const varies = new Array<boolean>(criteria.slots).fill(false);
  varies[field] = true;
  // Each computed fact comes after what it needs.
  for (const one of criteria.computed) {
    varies[one.fact.slot] = factsReadBy(one).some(({ slot }) => varies[slot]);
  }
  return varies;
}

/** The range of a formula. */
type RangeOf = (ranges: FactRanges) => Interval;

function compileRange(expression: Expression, asOf: number): RangeOf {
  switch (expression.kind) {
    case 'literal': {
      const value = pointInterval(expression.value);
      return () => value;
    }
    case 'fact': {
      const { slot } = expression.fact;
      return ({ numbers }) => numbers[slot]!;
    }
    case 'negate': {
      const of = compileRange(expression.of, asOf);
      return (ranges) => negate(of(ranges));
    }
    case 'arithmetic': {
      const left = compileRange(expression.left, asOf);
      const right = compileRange(expression.right, asOf);
      const operate = ARITHMETIC[expression.operator];
      return (ranges) => operate(left(ranges), right(ranges));
    }
    case 'call': {
      const parts = expression.of.map((part) => compileRange(part, asOf));
      const [first, second] = parts as [RangeOf, RangeOf | undefined];
      switch (expression.name) {
        case 'days_since': {
          const day = pointInterval(asOf);
          return (ranges) => add(day, first(ranges), -1);
        }
        case 'abs':
          return (ranges) => absolute(first(ranges));
        case 'round':
          return (ranges) => roundedRange(first(ranges), second?.(ranges) ?? ZERO);
        case 'min':
          return parts.reduce((one, other) => (ranges) => corners(one(ranges), other(ranges), Math.min));
        case 'max':
          return parts.reduce((one, other) => (ranges) => corners(one(ranges), other(ranges), Math.max));
        case 'coalesce':
          return parts.reduceRight((rest, one) => (ranges) => {
            const found = one(ranges);
            if (!found.missing) return found;
            const other = rest(ranges);
            return hull({ ...found, missing: other.missing }, other);
          });
      }
    }
  }
}

const ZERO = pointInterval(0);

const ARITHMETIC: Readonly<Record<ArithmeticOperator, (one: Interval, other: Interval) => Interval>> = {
  '+': (one, other) => add(one, other, 1),
  '-': (one, other) => add(one, other, -1),
  '*': (one, other) => corners(one, other, (left, right) => left * right),
  '/': divide,
};

// Rounding never falls, and keeps a value for a while.
function roundedRange(of: Interval, places: Interval): Interval {
  if (isNever(of) || isNever(places)) return NEVER;
  const digits = Math.round(places.low);
  const isWhole = Math.abs(places.low - digits) <= Math.max(1e-9, Math.abs(digits) * 1e-11);
  if (!places.steady || !isWhole) return anything(of.steady && places.steady);
  // To so many digits nothing changes, and beyond three hundred no double holds the scale.
  if (digits > 100) return of;
  const scale = 10 ** Math.max(-300, digits);
  const rounded = (value: number): number => (Math.sign(value) * Math.round(Math.abs(value) * scale)) / scale;
  const [low, high] = [rounded(of.low), rounded(of.high)];
  return widen(low, high, of.missing, of.steady || (low === high && !of.missing));
}

// A factor with its points on a single customer.
interface CompiledFactor {
  readonly factor: Factor;
  readonly points: Formula;
}

function compileScoreRange(
  factors: readonly CompiledFactor[],
  cohorts: readonly Cohort[],
  cuts: Cuts,
): (ranges: FactRanges) => () => Interval {
  const total = factors.reduce((sum, { factor }) => sum + factor.weight.value, 0);
  const weighted = (factor: Factor, points: Interval): Interval =>
    increasing(points, (value) => value * factor.weight.value);
  const weightedNow = ({ factor, points }: CompiledFactor, facts: Facts): Interval => {
    points.evaluate(facts, 1);
    return weighted(factor, pointInterval(points.column.values[0]!));
  };
  // Of one customer the fields vary in turn, and most factors give the same points all the while.
  let last: Facts | null = null;
  let known: Interval[] = [];
  return (ranges) => {
    if (ranges.facts !== last) known = [];
    last = ranges.facts;
    const varying: Factor[] = [];
    let rest = ZERO;
    for (const [at, one] of factors.entries()) {
      if (ranges.varies[one.factor.fact.slot]) varying.push(one.factor);
      else {
        known[at] ??= weightedNow(one, ranges.facts);
        rest = add(rest, known[at], 1);
      }
    }
    return () => {
      let sum = rest;
      for (const factor of varying)
        sum = add(sum, weighted(factor, withDefault(pointsRange(factor, ranges, cohorts, cuts), factor)), 1);
      return increasing(sum, (value) => value / total);
    };
  };
}

function withDefault(points: Interval, { missing }: Factor): Interval {
  if (missing === null || !points.missing) return points;
  return hull({ ...points, missing: false }, pointInterval(missing.value));
}

function pointsRange(
  { fact, points: rule }: Factor,
  ranges: FactRanges,
  cohorts: readonly Cohort[],
  cuts: Cuts,
): Interval {
  if (fact.type.kind === 'text') return textPoints(ranges.textsOf?.(fact.slot) ?? [], rule);
  const value = ranges.numbers[fact.slot]!;
  if (isNever(value)) return value;
  const steps = (points: readonly number[], isOne = false): Interval =>
    widen(Math.min(...points), Math.max(...points), value.missing, value.steady || (isOne && !value.missing));
  switch (rule.kind) {
    case 'scale': {
      const [low, high] = [rule.low.value, rule.high.value];
      const points = (one: number): number => Math.min(1, Math.max(0, (one - low) / (high - low))) * 100;
      const [from, to] = [points(value.low), points(value.high)];
      return steps([from, to], from === to && (from === 0 || from === 100));
    }
    case 'bands': {
      const inside = rule.bands.filter(({ from }) => from.value > value.low && from.value <= value.high);
      const start = rule.bands.findLast(({ from }) => from.value <= value.low);
      return steps(
        [start?.points.value ?? 0, ...inside.map(({ points }) => points.value)],
        inside.length === 0,
      );
    }
    case 'points': {
      const named = [...rule.points].filter(([key]) => Number(key) >= value.low && Number(key) <= value.high);
      // Around each number that the rule names are others, which have no points.
      const isNamed = named.length === 1 && value.high - value.low < NARROW;
      const points = named.map(([, own]) => own.value);
      return steps(isNamed ? points : [0, ...points], named.length === 0);
    }
    case 'quantiles': {
      const group = groupOf(cohorts[rule.cohort]!, ranges.facts);
      const points = group === null ? null : cuts.find(rule.cohort, group);
      if (points === null) return NEVER;
      // Cut points that the value may lie on count both ways.
      const place = (bin: number): number => (bin / (rule.of - 1)) * 100;
      const { low, high } = rankedInterval(value);
      const from = points.filter((point) => point < low).length;
      const to = points.filter((point) => point <= high).length;
      const bins = [place(from), place(Math.min(to, rule.of - 1))];
      return steps(rule.order === 'low' ? bins.map((one) => 100 - one) : bins, from === to);
    }
  }
}

// More than doubles make of one number, and less than lies between two that people write.
const NARROW = 1e-9;

// Each text has its points; texts that the rule does not name have none.
function textPoints(texts: readonly (string | null)[], rule: PointRule): Interval {
  const points = texts
    .filter((text) => text !== null)
    .map((text) => (rule.kind === 'points' ? (rule.points.get(text)?.value ?? 0) : 0));
  const missing = texts.includes(null);
  return points.length === 0 ? NEVER : widen(Math.min(...points), Math.max(...points), missing, false);
}
