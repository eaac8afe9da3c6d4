import type { Expression } from '../criteria/expression.ts';
import { hasFewDigits } from '../fields/decimal.ts';
import { type Exact, exactOf, roundExact } from '../fields/exact.ts';
import { exactFact, type Facts, ROUNDING } from '../fields/facts.ts';

/** A compiled formula: once in doubles, leaving its value and error bound in `facts.result`, once exactly. */
export interface Formula {
  readonly evaluate: (facts: Facts) => void;
  readonly exact: (facts: Facts) => Exact | null;
}

/** Compiles a formula. Missing, and division by zero, give NaN and null. */
export function compileFormula(expression: Expression, asOf: number): Formula {
  return compilePart(expression, asOf);
}

// A part of a formula. One that is nothing but a fact is read from its slot without a call; others have slot -1.
interface Part extends Formula {
  readonly slot: number;
}

function compilePart(expression: Expression, asOf: number): Part {
  switch (expression.kind) {
    case 'literal':
      return literal(expression.value, expression.decimal);
    case 'fact':
      return factValue(expression.fact.slot);
    case 'negate': {
      const of = compilePart(expression.of, asOf);
      return part(
        (facts) => {
          facts.result[0] = -valueIn(of, facts);
        },
        (facts) => of.exact(facts)?.neg() ?? null,
      );
    }
    case 'arithmetic': {
      const left = compilePart(expression.left, asOf);
      const right = compilePart(expression.right, asOf);
      return arithmetic(expression.operator, left, right);
    }
    case 'call': {
      const parts = expression.of.map((one) => compilePart(one, asOf));
      const [first, second] = parts as [Part, Part | undefined];
      switch (expression.name) {
        case 'days_since':
          return arithmetic('-', literal(asOf, String(asOf)), first);
        case 'abs':
          return part(
            (facts) => {
              facts.result[0] = Math.abs(valueIn(first, facts));
            },
            (facts) => first.exact(facts)?.abs() ?? null,
          );
        case 'round':
          return rounded(first, second);
        case 'min':
          return parts.reduce((one, other) => pick(one, other, -1));
        case 'max':
          return parts.reduce((one, other) => pick(one, other, 1));
        case 'coalesce':
          return parts.reduceRight((rest, one) => coalesce(one, rest));
      }
    }
  }
}

function part(evaluate: Formula['evaluate'], exact: Formula['exact']): Part {
  return { evaluate, exact, slot: -1 };
}

// The value of a part; its error bound is in `facts.result`.
function valueIn({ slot, evaluate }: Part, facts: Facts): number {
  if (slot >= 0) return readFact(facts, slot);
  evaluate(facts);
  return facts.result[0]!;
}

function readFact(facts: Facts, slot: number): number {
  const value = facts.numbers[slot]!;
  const error = facts.errors[slot]!;
  facts.result[1] = error > 0 ? error : Number.isSafeInteger(value) ? 0 : Math.abs(value) * ROUNDING;
  return value;
}

function literal(value: number, decimal: string): Part {
  const isExact = Number.isSafeInteger(value) && hasFewDigits(decimal);
  const error = isExact ? 0 : Math.abs(value) * ROUNDING;
  const exact = exactOf(decimal);
  return part(
    ({ result }) => {
      result[0] = value;
      result[1] = error;
    },
    () => exact,
  );
}

function factValue(slot: number): Part {
  return {
    evaluate: (facts) => {
      facts.result[0] = readFact(facts, slot);
    },
    exact: (facts) => exactFact(facts, slot),
    slot,
  };
}

function arithmetic(operator: '+' | '-' | '*' | '/', left: Part, right: Part): Part {
  const exact = exactArithmetic(operator, left, right);
  switch (operator) {
    case '+':
    case '-': {
      const sign = operator === '+' ? 1 : -1;
      return part((facts) => {
        const { result } = facts;
        const one = valueIn(left, facts);
        const error = result[1]!;
        const value = one + sign * valueIn(right, facts);
        result[0] = value;
        result[1]! += error + Math.abs(value) * ROUNDING;
      }, exact);
    }
    case '*':
      return part((facts) => {
        const { result } = facts;
        const one = valueIn(left, facts);
        const error = result[1]!;
        const other = valueIn(right, facts);
        const otherError = result[1]!;
        const value = one * other;
        result[0] = value;
        result[1] =
          Math.abs(one) * otherError +
          Math.abs(other) * error +
          error * otherError +
          Math.abs(value) * ROUNDING;
      }, exact);
    case '/':
      return part((facts) => {
        const { result } = facts;
        const one = valueIn(left, facts);
        const error = result[1]!;
        const other = valueIn(right, facts);
        const otherError = result[1]!;
        const size = Math.abs(other) - otherError;
        if (size > 0) {
          const value = one / other;
          result[0] = value;
          result[1] = (error + Math.abs(value) * otherError) / size + Math.abs(value) * ROUNDING;
          return;
        }
        // A divisor that was typed as zero, as every prospect's revenue is, needs no paper. Whether another one this
        // close to zero is zero is decided on paper.
        if ((other === 0 && otherError === 0) || Number.isNaN(size)) result[0] = Number.NaN;
        else leave(exact(facts), facts);
      }, exact);
  }
}

function exactArithmetic(operator: '+' | '-' | '*' | '/', left: Part, right: Part): Formula['exact'] {
  return (facts) => {
    const one = left.exact(facts);
    const other = one === null ? null : right.exact(facts);
    if (one === null || other === null) return null;
    switch (operator) {
      case '+':
        return one.add(other);
      case '-':
        return one.sub(other);
      case '*':
        return one.mul(other);
      case '/':
        return other.compare(0) === 0 ? null : one.div(other);
    }
  };
}

// Leaves the nearest double of an exact value.
function leave(exact: Exact | null, { result }: Facts): void {
  result[0] = exact === null ? Number.NaN : exact.valueOf();
  if (exact !== null) result[1] = Math.abs(result[0]) * ROUNDING * 4;
}

function pick(one: Part, other: Part, sign: 1 | -1): Part {
  return part(
    (facts) => {
      const { result } = facts;
      const first = valueIn(one, facts);
      const error = result[1]!;
      const second = valueIn(other, facts);
      result[0] = sign > 0 ? Math.max(first, second) : Math.min(first, second);
      result[1] = Math.max(error, result[1]!);
    },
    (facts) => {
      const first = one.exact(facts);
      const second = first === null ? null : other.exact(facts);
      if (first === null || second === null) return null;
      return first.compare(second) * sign >= 0 ? first : second;
    },
  );
}

function coalesce(one: Part, rest: Part): Part {
  return part(
    (facts) => {
      const value = valueIn(one, facts);
      facts.result[0] = Number.isNaN(value) ? valueIn(rest, facts) : value;
    },
    (facts) => one.exact(facts) ?? rest.exact(facts),
  );
}

// Rounding jumps, so it is always done on paper.
function rounded(of: Part, places: Part | undefined): Part {
  const exact: Formula['exact'] = (facts) => {
    const value = of.exact(facts);
    const digits = places === undefined ? 0 : places.exact(facts)?.valueOf();
    // Nobody can say what half a digit is.
    return value === null || !Number.isInteger(digits) ? null : roundExact(value, digits!);
  };
  return part((facts) => leave(exact(facts), facts), exact);
}
