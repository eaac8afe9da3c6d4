import type { Fact } from '../condition/fact.ts';
import type { Unit } from '../fields/value.ts';
import type { Span } from '../text/source.ts';
import type { ArithmeticOperator } from './formula-syntax.ts';

/** What a formula may call. `days_since(day)` counts from that day to the as-of date. */
export const FUNCTIONS = {
  days_since: { least: 1, most: 1, meaning: 'days from a date to the as-of date' },
  min: { least: 2, most: 20, meaning: 'the smallest; missing when one is missing' },
  max: { least: 2, most: 20, meaning: 'the largest; missing when one is missing' },
  abs: { least: 1, most: 1, meaning: 'without its sign' },
  round: { least: 1, most: 2, meaning: 'rounded half away from zero, to so many digits' },
  coalesce: { least: 2, most: 20, meaning: 'the first that is not missing' },
} as const;

/** A function, as a formula spells it. */
export type FunctionName = keyof typeof FUNCTIONS;

/**
 * The unit of a part of a formula. A number that is written without one, such as 1000 or 5m, is `plain`, and so
 * is what is calculated from such numbers alone: it takes the unit of what it is added to or compared with, and
 * only scales what it multiplies or divides. A number or score divided by one is a `quotient`: `stars / 5` may be
 * meant as a number or as a ratio.
 */
export type FormulaUnit = Unit | 'plain' | 'quotient';

/** A formula under `derived`, with every name resolved. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: number; readonly decimal: string; readonly unit: FormulaUnit }
  | { readonly kind: 'fact'; readonly fact: Fact; readonly span: Span; readonly unit: FormulaUnit }
  | { readonly kind: 'negate'; readonly of: Expression; readonly unit: FormulaUnit }
  | {
      readonly kind: 'arithmetic';
      readonly operator: ArithmeticOperator;
      readonly left: Expression;
      readonly right: Expression;
      readonly unit: FormulaUnit;
    }
  | {
      readonly kind: 'call';
      readonly name: FunctionName;
      readonly of: readonly Expression[];
      readonly unit: FormulaUnit;
    };

/** The facts that a formula reads. */
export function* factsOfExpression(expression: Expression): Generator<Fact> {
  switch (expression.kind) {
    case 'literal':
      return;
    case 'fact':
      yield expression.fact;
      return;
    case 'negate':
      yield* factsOfExpression(expression.of);
      return;
    case 'arithmetic':
      yield* factsOfExpression(expression.left);
      yield* factsOfExpression(expression.right);
      return;
    case 'call':
      for (const part of expression.of) yield* factsOfExpression(part);
  }
}

/** In how many steps a formula is calculated that need each the one before; `before` says it of the facts that it reads. */
export function stepsOfExpression(expression: Expression, before: (fact: Fact) => number): number {
  const steps = (part: Expression): number => stepsOfExpression(part, before);
  switch (expression.kind) {
    case 'literal':
      return 0;
    case 'fact':
      return before(expression.fact);
    case 'negate':
      return 1 + steps(expression.of);
    case 'arithmetic':
      return 1 + Math.max(steps(expression.left), steps(expression.right));
    case 'call':
      return 1 + Math.max(...expression.of.map(steps));
  }
}

/** What a formula divides by. */
export function divisorsIn(expression: Expression): Expression[] {
  switch (expression.kind) {
    case 'literal':
    case 'fact':
      return [];
    case 'negate':
      return divisorsIn(expression.of);
    case 'arithmetic': {
      const { operator, left, right } = expression;
      return [...divisorsIn(left), ...divisorsIn(right), ...(operator === '/' ? [right] : [])];
    }
    case 'call':
      return expression.of.flatMap(divisorsIn);
  }
}
