import type { Expression } from '../criteria/expression.ts';
import type { Wording } from '../text/wording.ts';
import {
  type Approximation,
  absoluteDouble,
  addDoubles,
  castWhole,
  constantDouble,
  divideDoubles,
  extremeDouble,
  firstDouble,
  multiplyDoubles,
  negateDouble,
  roundDouble,
} from './double.ts';
import type { FactColumn } from './fact-column.ts';
import {
  absoluteRatio,
  addRatios,
  columnRatio,
  constantRatio,
  digitsFor,
  divideRatios,
  doubleOfRatio,
  extremeRatio,
  firstRatio,
  isNotZero,
  multiplyRatios,
  negateRatio,
  type Ratio,
  roundRatio,
} from './ratio.ts';
import { allOf, anyOf, call, compare, double, isThere, SQL_TRUE, type Sql } from './tree.ts';

/** What a formula comes to: as a double, exactly, and whether it is there. */
export interface Calculated {
  readonly approximation: Approximation;
  exact(): Ratio;
  there(): Sql;
}

/** What formulas need beside the expression. */
export interface FormulaScope {
  find(slot: number): FactColumn;
  /** The as-of date: a day. */
  readonly asOf: Sql;
  /** How many digits whole numbers may have; null is any number. */
  readonly digits: number | null;
  /** Called with what the dialect cannot calculate. */
  cannot(what: Wording, help: Wording): void;
}

/** Compiles a formula to SQL. */
export function compileFormulaSql(expression: Expression, scope: FormulaScope): Calculated {
  const compile = (part: Expression): Calculated => compileFormulaSql(part, scope);
  switch (expression.kind) {
    case 'literal':
      return {
        approximation: constantDouble(expression.value),
        exact: () => constantRatio(expression.decimal),
        there: () => SQL_TRUE,
      };
    case 'fact':
      return calculatedFact(scope.find(expression.fact.slot));
    case 'negate': {
      const of = compile(expression.of);
      return { ...of, approximation: negateDouble(of.approximation), exact: () => negateRatio(of.exact()) };
    }
    case 'arithmetic':
      return arithmetic(expression.operator, compile(expression.left), compile(expression.right), scope);
    case 'call': {
      const [first, second] = expression.of as [Expression, Expression | undefined];
      const parts = (): Calculated[] => expression.of.map(compile);
      switch (expression.name) {
        case 'days_since':
          return daysSince(first, scope);
        case 'abs': {
          const of = compile(first);
          return {
            ...of,
            approximation: absoluteDouble(of.approximation),
            exact: () => absoluteRatio(of.exact()),
          };
        }
        case 'round':
          return rounded(compile(first), placesOf(second, scope), scope);
        case 'min':
          return extreme(parts(), 'least');
        case 'max':
          return extreme(parts(), 'greatest');
        case 'coalesce':
          return firstThere(parts());
      }
    }
  }
}

// Days since 1970-01-01.
function dayNumber(day: Sql): Calculated {
  if (day.kind === 'day')
    return {
      approximation: constantDouble(day.day),
      exact: () => constantRatio(String(day.day)),
      there: () => SQL_TRUE,
    };
  return daysBetween(day, EPOCH);
}

const EPOCH: Sql = { kind: 'day', day: 0 };
// A day of any year of four digits, counted from 1970.
const DIGITS_OF_DAYS = 7;

function daysBetween(later: Sql, earlier: Sql): Calculated {
  const days = call('days_between', later, earlier);
  return {
    approximation: castWhole(days),
    exact: () => columnRatio(days, 0, DIGITS_OF_DAYS),
    there: () => isThere(days),
  };
}

/** A fact as a number; of a day, the days since 1970-01-01. */
export function calculatedFact(known: FactColumn): Calculated {
  switch (known.kind) {
    case 'text':
      throw new TypeError(`"${known.fact.name}" is text in a formula`);
    case 'day':
      return dayNumber(known.value);
    case 'number':
      return {
        approximation: known.approximation,
        exact: () => known.exact(),
        there: () => isThere(known.value),
      };
  }
}

function daysSince(of: Expression, scope: FormulaScope): Calculated {
  if (of.kind === 'fact') {
    const known = scope.find(of.fact.slot);
    if (known.kind === 'day') return daysBetween(scope.asOf, known.value);
  }
  return ageOf(compileFormulaSql(of, scope), scope);
}

/** How many days before the as-of date a day is. */
export function ageOf(day: Calculated, scope: FormulaScope): Calculated {
  return arithmetic('-', dayNumber(scope.asOf), day, scope);
}

function arithmetic(
  operator: '+' | '-' | '*' | '/',
  left: Calculated,
  right: Calculated,
  scope: FormulaScope,
): Calculated {
  const there = (): Sql => allOf([left.there(), right.there()]);
  const [one, other] = [left.approximation, right.approximation];
  switch (operator) {
    case '+':
      return {
        approximation: addDoubles(one, '+', other),
        exact: () => addRatios(left.exact(), right.exact()),
        there,
      };
    case '-':
      return {
        approximation: addDoubles(one, '-', other),
        exact: () => addRatios(left.exact(), negateRatio(right.exact())),
        there,
      };
    case '*':
      return {
        approximation: multiplyDoubles(one, other),
        exact: () => multiplyRatios(left.exact(), right.exact()),
        there,
      };
    case '/':
      return quotient(left, right, scope);
  }
}

function quotient(left: Calculated, right: Calculated, scope: FormulaScope): Calculated {
  const { size, value } = right.approximation;
  const { topDigits, widest } = right.exact();
  if (size !== null && scope.digits !== null && Math.max(topDigits, widest) > scope.digits)
    scope.cannot(
      {
        en: `whether a divisor is zero takes more than ${scope.digits} digits`,
        zh: `判断除数是否为零需要超过 ${scope.digits} 位数字`,
      },
      { en: 'divide by a field, or by a sum of fields', zh: '请除以字段，或字段之和' },
    );
  return {
    approximation: divideDoubles(left.approximation, right.approximation, () => isNotZero(right.exact())),
    exact: () => divideRatios(left.exact(), right.exact()),
    there: () =>
      allOf([
        left.there(),
        right.there(),
        size === null ? compare(value, '<>', double(0)) : isNotZero(right.exact()),
      ]),
  };
}

function extreme(parts: readonly Calculated[], which: 'least' | 'greatest'): Calculated {
  const there = (): Sql[] => parts.map((part) => part.there());
  return {
    approximation: extremeDouble(
      parts.map(({ approximation }) => approximation),
      there(),
      which,
    ),
    exact: () =>
      extremeRatio(
        parts.map((part) => part.exact()),
        there(),
        which,
      ),
    there: () => allOf(there()),
  };
}

function firstThere(parts: readonly Calculated[]): Calculated {
  const there = (): Sql[] => parts.map((part) => part.there());
  return {
    approximation: firstDouble(parts.map(({ approximation }) => approximation)),
    exact: () =>
      firstRatio(
        parts.map((part) => part.exact()),
        there(),
      ),
    there: () => anyOf(there()),
  };
}

function rounded(of: Calculated, places: number, { digits }: FormulaScope): Calculated {
  const exact = roundRatio(of.exact(), places);
  const isShort = digits === null || digitsFor(exact) <= digits;
  return {
    approximation: roundDouble(of.approximation, places, isShort ? doubleOfRatio(exact) : null),
    exact: () => exact,
    there: of.there,
  };
}

// How many places to round to: a number that the criteria say.
function placesOf(of: Expression | undefined, scope: FormulaScope): number {
  const places = of === undefined ? 0 : constantOf(of);
  if (places !== null && Number.isInteger(places) && Math.abs(places) <= MOST_PLACES) return places;
  scope.cannot(
    {
      en: 'a number of places that is calculated, or above 15, cannot be said in SQL',
      zh: '小数位数由计算得出或超过 15 位，无法用 SQL 表达',
    },
    { en: 'write the number: round(margin, 2)', zh: '请写明位数：round(margin, 2)' },
  );
  return 0;
}

const MOST_PLACES = 15;

function constantOf(expression: Expression): number | null {
  if (expression.kind === 'literal') return expression.value;
  if (expression.kind !== 'negate') return null;
  const of = constantOf(expression.of);
  return of === null ? null : -of;
}
