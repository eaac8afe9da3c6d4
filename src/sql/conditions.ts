import type {
  AgeCondition,
  BetweenCondition,
  CompareCondition,
  Condition,
  MemberCondition,
  Quantity,
  RankCondition,
} from '../condition/condition.ts';
import { AGE_SIDE, COMPARISONS, MEMBERSHIPS } from '../condition/operators.ts';
import { exactOf, powerOfTen } from '../fields/exact.ts';
import { type Approximation, errorBound, openRange } from './double.ts';
import type { AmountColumn, FactColumn } from './fact-column.ts';
import { ageOf, calculatedFact, type FormulaScope } from './formulas.ts';
import { compareRatio } from './ratio.ts';
import {
  allOf,
  anyOf,
  type ComparisonSign,
  call,
  choose,
  compare,
  decimal,
  double,
  doubles,
  isNull,
  isThere,
  not,
  SQL_TRUE,
  type Sql,
  textOf,
} from './tree.ts';

/** What conditions need beside formulas. */
export interface ConditionScope extends FormulaScope {
  rank(condition: RankCondition): Sql;
  /** Puts a test that may need too many digits into a column of its own, so that it is asked about again. */
  keep(test: Sql): Sql;
}

/** A condition as SQL: true, false, or NULL where it is missing, exactly as the evaluator decides. */
export function compileConditionSql(condition: Condition, scope: ConditionScope): Sql {
  switch (condition.kind) {
    case 'all':
      return allOf(condition.of.map((part) => compileConditionSql(part, scope)));
    case 'any':
      return anyOf(condition.of.map((part) => compileConditionSql(part, scope)));
    case 'not':
      return not(compileConditionSql(condition.of, scope));
    case 'compare':
      return comparison(condition, scope);
    case 'between':
      return between(condition, scope);
    case 'member':
      return member(condition, scope);
    case 'present': {
      const { value } = scope.find(condition.fact.slot);
      return condition.expected ? isThere(value) : isNull(value);
    }
    case 'age':
      return age(condition, scope);
    case 'rank':
      return scope.rank(condition);
  }
}

/** A number against a bound: in doubles where their error allows it, and exactly where it does not. */
export function compareCalculated(
  of: Comparable,
  operator: ComparisonSign,
  bound: Quantity,
  scope: ConditionScope,
): Sql {
  const { approximation } = of;
  const { value } = approximation;
  const quick = compare(value, operator, double(bound.value));
  const isOpen = isOpenAt(approximation, bound.value);
  if (isOpen === null) return quick;
  const { test, isLong } = exactly(of, operator, bound, scope);
  const found = choose([{ if: isOpen, gives: test }], quick);
  return isLong ? scope.keep(found) : found;
}

/** A number, and how it is compared exactly. */
type Comparable = Pick<AmountColumn, 'approximation' | 'exact' | 'compareExactly'>;

/** The exact comparison, and whether it may take more digits than whole numbers have: it is NULL then. */
function exactly(
  { exact, compareExactly }: Comparable,
  operator: ComparisonSign,
  bound: Quantity,
  { digits }: ConditionScope,
): { readonly test: Sql; readonly isLong: boolean } {
  const by = compareExactly ?? ((sign, to) => compareRatio(exact(), sign, to));
  const { test, digits: needed } = by(operator, exactOf(bound.decimal));
  const isLong = digits !== null && needed > digits;
  return { test: isLong ? { kind: 'attempt', of: test } : test, isLong };
}

/** Whether a number is so close to a bound that doubles do not say on which side of it; null where it never is. */
export function isOpenAt(approximation: Approximation, bound: number): Sql | null {
  const { value } = approximation;
  const range = openRange(approximation, bound);
  switch (range) {
    case 'never':
      return null;
    case 'unknown':
      return compare(call('abs', doubles(value, '-', double(bound))), '<=', errorBound(approximation));
  }
  return { kind: 'between', of: value, low: double(range.low), high: double(range.high) };
}

// A value from which on a number has reached a bound.
interface Threshold {
  /** Whether it has, or is so close that doubles leave it open. */
  readonly mayReach: Sql;
  /** Of those who may, whether they have; null where all have. */
  readonly reaches: Sql | null;
}

/**
 * Numbers from which on something holds, from the largest to the smallest: whoever may reach one has the next smaller one
 * for certain, so that most customers take one comparison for each. Null where doubles cannot tell them apart so simply.
 */
export function compileThresholds(
  known: FactColumn,
  bounds: readonly Quantity[],
  scope: ConditionScope,
): readonly Threshold[] | null {
  if (known.kind !== 'number' || known.places !== null) return null;
  const { value } = known.approximation;
  const thresholds: Threshold[] = [];
  let least = Number.POSITIVE_INFINITY;
  for (const bound of bounds) {
    const range = openRange(known.approximation, bound.value);
    if (range === 'unknown') return null;
    const { low, high } = range === 'never' ? { low: bound.value, high: bound.value } : range;
    if (high >= least) return null;
    least = low;
    const mayReach = compare(value, '>=', double(low));
    if (range === 'never') {
      thresholds.push({ mayReach, reaches: null });
      continue;
    }
    const { test, isLong } = exactly(known, '>=', bound, scope);
    if (isLong) return null;
    const isSure = compare(value, '>', double(high));
    thresholds.push({ mayReach, reaches: choose([{ if: isSure, gives: SQL_TRUE }], test) });
  }
  return thresholds;
}

function comparison({ fact, operator, bound }: CompareCondition, scope: ConditionScope): Sql {
  const { side, withBound } = COMPARISONS[operator];
  const sign = side === 'above' ? (withBound ? '>=' : '>') : withBound ? '<=' : '<';
  return compareKnown(scope.find(fact.slot), sign, bound, scope);
}

function between({ fact, low, high }: BetweenCondition, scope: ConditionScope): Sql {
  const known = scope.find(fact.slot);
  return allOf([compareKnown(known, '>=', low, scope), compareKnown(known, '<=', high, scope)]);
}

/** A fact against a bound. */
export function compareKnown(
  known: FactColumn,
  operator: ComparisonSign,
  bound: Quantity,
  scope: ConditionScope,
): Sql {
  switch (known.kind) {
    case 'text':
      throw new TypeError(`"${known.fact.name}" is text beside an amount`);
    case 'day':
      return compare(known.value, operator, { kind: 'day', day: bound.value });
    case 'number':
      if (known.places === null) return compareCalculated(known, operator, bound, scope);
      return compare(known.value, operator, decimal(boundAt(bound, known.places, operator)));
  }
}

/**
 * A bound in the places that a column has, so that the comparison means the same: the next value that the column can
 * hold, on the side that the comparison asks for. What no column of 18 digits holds becomes what lies beyond them all.
 */
function boundAt({ decimal: text }: Quantity, places: number, operator: ComparisonSign): string {
  const { n: steps, d } = exactOf(text).mul(powerOfTen(places));
  const below = steps >= 0n || steps % d === 0n ? steps / d : steps / d - 1n;
  const isBetween = steps % d !== 0n;
  const found =
    isBetween && operator === '=' ? BEYOND : isBetween && UPWARD.has(operator) ? below + 1n : below;
  const clamped = found > BEYOND ? BEYOND : found < -BEYOND ? -BEYOND : found;
  return String(exactOf(String(clamped)).mul(powerOfTen(-places)));
}

const BEYOND = 10n ** 18n;
const UPWARD: ReadonlySet<ComparisonSign> = new Set(['>=', '<']);

function member({ fact, operator, values }: MemberCondition, scope: ConditionScope): Sql {
  const { finds, expected } = MEMBERSHIPS[operator];
  const known = scope.find(fact.slot);
  const texts = values.filter((value) => typeof value === 'string').map(textOf);
  if (known.kind === 'text' && finds === 'beginning')
    return anyOf(texts.map((text) => call('starts_with', known.value, text)));
  if (known.kind === 'text') return among(known.value, texts, expected);
  const amounts = values.filter((value) => typeof value !== 'string');
  if (known.kind === 'number' && known.places === null) {
    const found = anyOf(amounts.map((amount) => compareKnown(known, '=', amount, scope)));
    return expected ? found : not(found);
  }
  const literals = amounts.map((amount): Sql => {
    if (known.kind === 'day') return { kind: 'day', day: amount.value };
    return decimal(boundAt(amount, known.places ?? 0, '='));
  });
  return among(known.value, literals, expected);
}

function among(value: Sql, values: readonly Sql[], expected: boolean): Sql {
  const [first] = values;
  if (values.length === 1) return compare(value, expected ? '=' : '<>', first!);
  return { kind: 'in', of: value, values, among: expected };
}

// An age is a whole number of days: more than 90.5 of them is more than 90.
function age({ fact, operator, days }: AgeCondition, scope: ConditionScope): Sql {
  const known = scope.find(fact.slot);
  const sign = AGE_SIDE[operator] === 'above' ? '>' : '<=';
  if (known.kind === 'day')
    return compare(call('days_between', scope.asOf, known.value), sign, decimal(boundAt(days, 0, sign)));
  return compareCalculated(ageOf(calculatedFact(known), scope), sign, days, scope);
}
