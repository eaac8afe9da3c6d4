import type { Expression } from '../criteria/expression.ts';
import type { ArithmeticOperator } from '../criteria/formula-syntax.ts';
import { hasFewDigits } from '../fields/decimal.ts';
import { type Exact, exactOf, roundExact } from '../fields/exact.ts';
import { exactFact, type Facts, ROUNDING } from '../fields/facts.ts';

/** The values of a formula and the bounds on their errors, a place for each customer. */
export interface Doubles {
  values: Float64Array;
  errors: Float64Array;
}

/**
 * A compiled formula: once in doubles, for as many customers as stand side by side in the facts, and once exactly, for
 * one. Where doubles do not tell the value, it is computed exactly for one customer; of several its error has no bound.
 */
export interface Formula {
  /** What was evaluated last. */
  readonly column: Doubles;
  readonly evaluate: (facts: Facts, customers: number) => void;
  readonly exact: (facts: Facts) => Exact | null;
  /** Whether doubles nearly always tell the value. */
  readonly inDoubles: boolean;
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
      return eachOf(
        of,
        (value) => -value,
        (value) => value.neg(),
      );
    }
    case 'arithmetic': {
      const left = compileFormula(expression.left, asOf);
      const right = compileFormula(expression.right, asOf);
      return arithmetic(expression.operator, left, right);
    }
    case 'call': {
      const parts = expression.of.map((one) => compileFormula(one, asOf));
      const [first, second] = parts as [Formula, Formula | undefined];
      switch (expression.name) {
        case 'days_since':
          return arithmetic('-', literal(asOf, String(asOf)), first);
        case 'abs':
          return eachOf(first, Math.abs, (value) => value.abs());
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

/** Makes doubles as many as there are customers, where they are fewer. */
export function makeWide(customers: number, column: Doubles): void {
  if (column.values.length >= customers) return;
  column.values = new Float64Array(customers);
  column.errors = new Float64Array(customers);
}

/** Doubles of a formula that was not evaluated yet. */
export function noDoubles(): Doubles {
  return { values: new Float64Array(1), errors: new Float64Array(1) };
}

function literal(value: number, decimal: string): Formula {
  const column = noDoubles();
  const isExact = Number.isSafeInteger(value) && hasFewDigits(decimal);
  const error = isExact ? 0 : Math.abs(value) * ROUNDING;
  const exact = exactOf(decimal);
  return {
    column,
    evaluate: (_, customers) => {
      makeWide(customers, column);
      column.values.fill(value, 0, customers);
      column.errors.fill(error, 0, customers);
    },
    exact: () => exact,
    inDoubles: true,
  };
}

function factValue(slot: number): Formula {
  const column = noDoubles();
  return {
    column,
    evaluate: ({ rows, numbers, errors: bounds }, customers) => {
      makeWide(customers, column);
      const { values, errors } = column;
      const from = slot * rows;
      for (let at = 0; at < customers; at += 1) {
        const value = numbers[from + at]!;
        const error = bounds[from + at]!;
        values[at] = value;
        errors[at] = error > 0 ? error : Number.isSafeInteger(value) ? 0 : Math.abs(value) * ROUNDING;
      }
    },
    exact: (facts) => exactFact(facts, slot),
    inDoubles: true,
  };
}

// What changes a value and leaves its error.
function eachOf(of: Formula, change: (value: number) => number, exactly: (value: Exact) => Exact): Formula {
  const { column, inDoubles } = of;
  return {
    column,
    evaluate: (facts, customers) => {
      of.evaluate(facts, customers);
      const { values } = column;
      for (let at = 0; at < customers; at += 1) values[at] = change(values[at]!);
    },
    exact: (facts) => {
      const value = of.exact(facts);
      return value === null ? null : exactly(value);
    },
    inDoubles,
  };
}

// Makes one formula of two: what comes out takes the place of the values of the first, which nobody else asks for.
type Combine = (into: Doubles, other: Doubles, customers: number, facts: Facts) => void;

function ofTwo(one: Formula, other: Formula, combine: Combine, exact: Formula['exact']): Formula {
  const { column } = one;
  return {
    column,
    evaluate: (facts, customers) => {
      one.evaluate(facts, customers);
      other.evaluate(facts, customers);
      combine(column, other.column, customers, facts);
    },
    exact,
    inDoubles: one.inDoubles && other.inDoubles,
  };
}

function arithmetic(operator: ArithmeticOperator, left: Formula, right: Formula): Formula {
  const exact = exactArithmetic(operator, left, right);
  switch (operator) {
    case '+':
      return ofTwo(left, right, (into, other, customers) => addTo(into, other, 1, customers), exact);
    case '-':
      return ofTwo(left, right, (into, other, customers) => addTo(into, other, -1, customers), exact);
    case '*':
      return ofTwo(left, right, multiply, exact);
    case '/':
      return ofTwo(
        left,
        right,
        (into, other, customers, facts) => divide(into, other, customers, facts, exact),
        exact,
      );
  }
}

function addTo({ values, errors }: Doubles, other: Doubles, sign: 1 | -1, customers: number): void {
  for (let at = 0; at < customers; at += 1) {
    const value = values[at]! + sign * other.values[at]!;
    values[at] = value;
    errors[at]! += other.errors[at]! + Math.abs(value) * ROUNDING;
  }
}

function multiply({ values, errors }: Doubles, others: Doubles, customers: number): void {
  for (let at = 0; at < customers; at += 1) {
    const one = values[at]!;
    const error = errors[at]!;
    const other = others.values[at]!;
    const otherError = others.errors[at]!;
    const value = one * other;
    values[at] = value;
    errors[at] =
      Math.abs(one) * otherError + Math.abs(other) * error + error * otherError + Math.abs(value) * ROUNDING;
  }
}

function divide(
  into: Doubles,
  others: Doubles,
  customers: number,
  facts: Facts,
  exact: Formula['exact'],
): void {
  const { values, errors } = into;
  for (let at = 0; at < customers; at += 1) {
    const other = others.values[at]!;
    const otherError = others.errors[at]!;
    const size = Math.abs(other) - otherError;
    if (size > 0) {
      const value = values[at]! / other;
      values[at] = value;
      errors[at] = (errors[at]! + Math.abs(value) * otherError) / size + Math.abs(value) * ROUNDING;
    }
    // A divisor that was typed as zero, as every prospect's revenue is, needs no paper. Whether another one this
    // close to zero is zero is decided on paper.
    else if ((other === 0 && otherError === 0) || Number.isNaN(other)) values[at] = Number.NaN;
    else putExact(exact, facts, into, at);
  }
}

function exactArithmetic(operator: ArithmeticOperator, left: Formula, right: Formula): Formula['exact'] {
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

// Puts the double nearest to an exact value in a place. Of several customers the facts tell no exact values.
function putExact(exact: Formula['exact'], facts: Facts, { values, errors }: Doubles, at: number): void {
  if (facts.rows > 1) {
    values[at] = 0;
    errors[at] = Number.POSITIVE_INFINITY;
    return;
  }
  const value = exact(facts)?.valueOf() ?? Number.NaN;
  values[at] = value;
  errors[at] = Math.abs(value) * ROUNDING * 4;
}

function pick(one: Formula, other: Formula, sign: 1 | -1): Formula {
  return ofTwo(
    one,
    other,
    ({ values, errors }, others, customers) => {
      for (let at = 0; at < customers; at += 1) {
        const first = values[at]!;
        const second = others.values[at]!;
        values[at] = sign > 0 ? Math.max(first, second) : Math.min(first, second);
        errors[at] = Math.max(errors[at]!, others.errors[at]!);
      }
    },
    (facts) => {
      const first = one.exact(facts);
      const second = first === null ? null : other.exact(facts);
      if (first === null || second === null) return null;
      return first.compare(second) * sign >= 0 ? first : second;
    },
  );
}

function coalesce(one: Formula, rest: Formula): Formula {
  return ofTwo(
    one,
    rest,
    ({ values, errors }, others, customers) => {
      for (let at = 0; at < customers; at += 1) {
        if (!Number.isNaN(values[at]!)) continue;
        values[at] = others.values[at]!;
        errors[at] = others.errors[at]!;
      }
    },
    (facts) => one.exact(facts) ?? rest.exact(facts),
  );
}

// Rounding jumps, so it is always done on paper.
function rounded(of: Formula, places: Formula | undefined): Formula {
  const column = noDoubles();
  const exact: Formula['exact'] = (facts) => {
    const value = of.exact(facts);
    const digits = places === undefined ? 0 : places.exact(facts)?.valueOf();
    // Nobody can say what half a digit is.
    return value === null || !Number.isInteger(digits) ? null : roundExact(value, digits!);
  };
  return {
    column,
    evaluate: (facts, customers) => {
      makeWide(customers, column);
      for (let at = 0; at < customers; at += 1) putExact(exact, facts, column, at);
    },
    exact,
    inDoubles: false,
  };
}
