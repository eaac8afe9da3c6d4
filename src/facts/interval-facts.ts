import type { Cuts } from '../condition/condition.ts';
import type { Criteria } from '../criteria/criteria.ts';
import { type Expression, factsOfExpression } from '../criteria/expression.ts';
import type { Facts } from '../fields/facts.ts';
import {
  absolute,
  corners,
  divide,
  hull,
  type Interval,
  isNever,
  negate,
  pointInterval,
  widen,
} from './interval.ts';
import { boxScore } from './interval-score.ts';
import { compileFactor } from './score.ts';

/** What a customer's facts may be while one numeric field varies; what does not depend on it stays exact. */
export interface Box {
  readonly numbers: Interval[];
  /** The facts as they are. */
  readonly facts: Facts;
  /** By slot, whether the fact depends on the field that varies. */
  readonly varies: readonly boolean[];
  /** The texts that a text field which varies may have; null is missing. */
  readonly textsOf?: (slot: number) => readonly (string | null)[];
}

/** Fills in the derived values and scores of a box that depend on the field that varies. */
export type ComputeBox = (box: Box) => void;

/** Compiles derived values and scores to run on intervals, with the cut points as they are. */
export function compileBox(criteria: Criteria, asOf: number, cuts: Cuts): ComputeBox {
  const { cohorts } = criteria;
  const computed = criteria.computed.map((one) => {
    const { slot } = one.fact;
    if (one.kind === 'derived')
      return { slot, compute: (box: Box): Interval => boxFormula(one.formula, box, asOf) };
    const factors = one.factors.map((factor) => ({
      factor,
      points: compileFactor(factor, { cohorts, cuts }),
    }));
    return { slot, compute: (box: Box): Interval => boxScore(factors, box, cohorts, cuts) };
  });
  return (box) => {
    for (const { slot, compute } of computed) if (box.varies[slot]) box.numbers[slot] = compute(box);
  };
}

/** A customer's facts as a box in which one field is about to vary. */
export function boxOf(facts: Facts, varies: readonly boolean[]): Box {
  return { numbers: Array.from(facts.numbers, pointInterval), facts, varies };
}

/** By slot, whether a fact depends on a field. */
export function dependsOn(criteria: Criteria, field: number): boolean[] {
  const varies = new Array<boolean>(criteria.slots).fill(false);
  varies[field] = true;
  // Each computed fact comes after what it needs.
  for (const one of criteria.computed) {
    const parts =
      one.kind === 'derived' ? [...factsOfExpression(one.formula)] : one.factors.map(({ fact }) => fact);
    varies[one.fact.slot] = parts.some(({ slot }) => varies[slot]);
  }
  return varies;
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
    case 'arithmetic':
      return boxArithmetic(expression.operator, part(expression.left), part(expression.right));
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

function boxArithmetic(operator: '+' | '-' | '*' | '/', left: Interval, right: Interval): Interval {
  switch (operator) {
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

// Rounding moves a value by half a unit of its last place at most.
function boxRound(of: Interval, places: Interval | undefined): Interval {
  if (isNever(of)) return of;
  const half = 0.5 * 10 ** -(places === undefined || isNever(places) ? 0 : Math.floor(places.low));
  return widen(of.low - half, of.high + half, of.missing);
}
