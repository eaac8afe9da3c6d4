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
        (facts) => -valueIn(of, facts),
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
            (facts) => Math.abs(valueIn(first, facts)),
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

function part(value: Formula['value'], exact: Formula['exact']): Part {
  return { value, exact, slot: -1 };
}

function valueIn({ slot, value }: Part, facts: Facts): number {
  return slot < 0 ? value(facts) : readFact(facts, slot);
}

function readFact(facts: Facts, slot: number): number {
  const value = facts.numbers[slot]!;
  const error = facts.errors[slot]!;
  facts.error = error > 0 ? error : Number.isInteger(value) ? 0 : Math.abs(value) * ROUNDING;
  return value;
}

function literal(value: number, decimal: string): Part {
  const error = Number.isInteger(value) ? 0 : Math.abs(value) * ROUNDING;
  const exact = exactOf(decimal);
  return part(
    (facts) => {
      facts.error = error;
      return value;
    },
    () => exact,
  );
}

function factValue(slot: number): Part {
  return { value: (facts) => readFact(facts, slot), exact: (facts) => exactFact(facts, slot), slot };
}

function arithmetic(operator: '+' | '-' | '*' | '/', left: Part, right: Part): Part {
  const exact = exactArithmetic(operator, left, right);
  switch (operator) {
    case '+':
    case '-': {
      const sign = operator === '+' ? 1 : -1;
      return part((facts) => {
        const one = valueIn(left, facts);
        const error = facts.error;
        const result = one + sign * valueIn(right, facts);
        facts.error += error + Math.abs(result) * ROUNDING;
        return result;
      }, exact);
    }
    case '*':
      return part((facts) => {
        const one = valueIn(left, facts);
        const error = facts.error;
        const other = valueIn(right, facts);
        const result = one * other;
        facts.error =
          Math.abs(one) * facts.error +
          Math.abs(other) * error +
          error * facts.error +
          Math.abs(result) * ROUNDING;
        return result;
      }, exact);
    case '/':
      return part((facts) => {
        const one = valueIn(left, facts);
        const error = facts.error;
        const other = valueIn(right, facts);
        // A divisor that was typed as zero, as every prospect's revenue is, needs no paper.
        if (other === 0 && facts.error === 0) return Number.NaN;
        const size = Math.abs(other) - facts.error;
        // Whether a divisor this close to zero is zero is decided on paper.
        if (!(size > 0)) return Number.isNaN(size) ? Number.NaN : numberOf(exact(facts), facts);
        const result = one / other;
        facts.error = (error + Math.abs(result) * facts.error) / size + Math.abs(result) * ROUNDING;
        return result;
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

/** The nearest double of an exact value; leaves its error bound. */
function numberOf(exact: Exact | null, facts: Facts): number {
  if (exact === null) return Number.NaN;
  const value = exact.valueOf();
  facts.error = Math.abs(value) * ROUNDING * 4;
  return value;
}

function pick(one: Part, other: Part, sign: 1 | -1): Part {
  return part(
    (facts) => {
      const first = valueIn(one, facts);
      const error = facts.error;
      const second = valueIn(other, facts);
      facts.error = Math.max(error, facts.error);
      return sign > 0 ? Math.max(first, second) : Math.min(first, second);
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
      return Number.isNaN(value) ? valueIn(rest, facts) : value;
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
  return part((facts) => numberOf(exact(facts), facts), exact);
}
