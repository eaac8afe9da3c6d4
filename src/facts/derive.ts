import type { Expression } from '../criteria/expression.ts';
import { type Exact, exactOf, roundExact } from '../fields/exact.ts';
import { exactFact, type Facts, ROUNDING } from '../fields/facts.ts';

/** A compiled formula: once in doubles, leaving its error bound in `facts.error`, once exactly. */
export interface Formula {
  readonly value: (facts: Facts) => number;
  readonly exact: (facts: Facts) => Exact | null;
}

/** Compiles a formula. Missing, and division by zero, give NaN and null. */
export function compileFormula(expression: Expression, asOf: number): Formula {
  switch (expression.kind) {
    case 'literal':
      return literal(expression.value, expression.decimal);
    case 'fact':
      return factValue(expression.fact.slot);
    case 'negate': {
      const of = compileFormula(expression.of, asOf);
      return { value: (facts) => -of.value(facts), exact: (facts) => of.exact(facts)?.neg() ?? null };
    }
    case 'arithmetic': {
      const left = compileFormula(expression.left, asOf);
      const right = compileFormula(expression.right, asOf);
      return arithmetic(expression.operator, left, right);
    }
    case 'call': {
      const parts = expression.of.map((part) => compileFormula(part, asOf));
      const [first, second] = parts as [Formula, Formula | undefined];
      switch (expression.name) {
        case 'days_since':
          return arithmetic('-', literal(asOf, String(asOf)), first);
        case 'abs':
          return {
            value: (facts) => Math.abs(first.value(facts)),
            exact: (facts) => first.exact(facts)?.abs() ?? null,
          };
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

function literal(value: number, decimal: string): Formula {
  const error = Number.isInteger(value) ? 0 : Math.abs(value) * ROUNDING;
  const exact = exactOf(decimal);
  return {
    value: (facts) => {
      facts.error = error;
      return value;
    },
    exact: () => exact,
  };
}

function factValue(slot: number): Formula {
  return {
    value: (facts) => {
      const value = facts.numbers[slot]!;
      const error = facts.errors[slot]!;
      facts.error = error > 0 ? error : Number.isInteger(value) ? 0 : Math.abs(value) * ROUNDING;
      return value;
    },
    exact: (facts) => exactFact(facts, slot),
  };
}

function arithmetic(operator: '+' | '-' | '*' | '/', left: Formula, right: Formula): Formula {
  const exact = exactArithmetic(operator, left, right);
  switch (operator) {
    case '+':
    case '-': {
      const sign = operator === '+' ? 1 : -1;
      return {
        exact,
        value: (facts) => {
          const one = left.value(facts);
          const error = facts.error;
          const result = one + sign * right.value(facts);
          facts.error += error + Math.abs(result) * ROUNDING;
          return result;
        },
      };
    }
    case '*':
      return {
        exact,
        value: (facts) => {
          const one = left.value(facts);
          const error = facts.error;
          const other = right.value(facts);
          const result = one * other;
          facts.error =
            Math.abs(one) * facts.error +
            Math.abs(other) * error +
            error * facts.error +
            Math.abs(result) * ROUNDING;
          return result;
        },
      };
    case '/':
      return {
        exact,
        value: (facts) => {
          const one = left.value(facts);
          const error = facts.error;
          const other = right.value(facts);
          // A divisor that was typed as zero, as every prospect's revenue is, needs no paper.
          if (other === 0 && facts.error === 0) return Number.NaN;
          const size = Math.abs(other) - facts.error;
          // Whether a divisor this close to zero is zero is decided on paper.
          if (!(size > 0)) return Number.isNaN(size) ? Number.NaN : numberOf(exact(facts), facts);
          const result = one / other;
          facts.error = (error + Math.abs(result) * facts.error) / size + Math.abs(result) * ROUNDING;
          return result;
        },
      };
  }
}

function exactArithmetic(operator: '+' | '-' | '*' | '/', left: Formula, right: Formula): Formula['exact'] {
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

/** The nearest double of an exact value; leaves its error bound. */
function numberOf(exact: Exact | null, facts: Facts): number {
  if (exact === null) return Number.NaN;
  const value = exact.valueOf();
  facts.error = Math.abs(value) * ROUNDING * 4;
  return value;
}

function pick(one: Formula, other: Formula, sign: 1 | -1): Formula {
  return {
    value: (facts) => {
      const first = one.value(facts);
      const error = facts.error;
      const second = other.value(facts);
      facts.error = Math.max(error, facts.error);
      return sign > 0 ? Math.max(first, second) : Math.min(first, second);
    },
    exact: (facts) => {
      const first = one.exact(facts);
      const second = first === null ? null : other.exact(facts);
      if (first === null || second === null) return null;
      return first.compare(second) * sign >= 0 ? first : second;
    },
  };
}

function coalesce(one: Formula, rest: Formula): Formula {
  return {
    value: (facts) => {
      const value = one.value(facts);
      return Number.isNaN(value) ? rest.value(facts) : value;
    },
    exact: (facts) => one.exact(facts) ?? rest.exact(facts),
  };
}

// Rounding jumps, so it is always done on paper.
function rounded(of: Formula, places: Formula | undefined): Formula {
  const exact: Formula['exact'] = (facts) => {
    const value = of.exact(facts);
    const digits = places === undefined ? 0 : places.exact(facts)?.valueOf();
    // Nobody can say what half a digit is.
    return value === null || !Number.isInteger(digits) ? null : roundExact(value, digits!);
  };
  return { exact, value: (facts) => numberOf(exact(facts), facts) };
}
