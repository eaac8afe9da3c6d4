import { ROUNDING } from '../fields/facts.ts';
import { allOf, call, choose, compare, double, doubles, isSameSql, type Sql } from './tree.ts';

/**
 * A number as a double, and how far that may be from what it is exactly: not further than `roundings` · `size` · 2⁻⁵³,
 * but for what is far smaller. `size` is at least the number without its sign; null is just that.
 */
export interface Approximation {
  readonly value: Sql;
  readonly size: Sql | null;
  readonly roundings: number;
  /** What the size is at most, where the number itself says that; null where it may be any. */
  readonly limit: SizeLimit | null;
  /** The numbers without whose signs the size is made of, where it is a sum of two. */
  readonly terms?: readonly Sql[];
  /** The column with its error, where that was calculated before. */
  readonly error?: Sql;
}

/** So many times the number without its sign, and so much more. */
export interface SizeLimit {
  readonly times: number;
  readonly more: number;
}

const ITSELF: SizeLimit = { times: 1, more: 0 };

/** A number of the criteria. Whole ones are exact. */
export function constantDouble(value: number): Approximation {
  const isExact = Number.isInteger(value) && Math.abs(value) < LARGEST_WHOLE;
  return { value: double(value), size: null, roundings: isExact ? 0 : 1, limit: ITSELF };
}

// So that sums of several are exact, too.
const LARGEST_WHOLE = 2 ** 48;

/** A column of decimals: at most 18 digits, rounded when it is cast and when its point is moved. */
export function castDouble(value: Sql): Approximation {
  return { value: call('to_double', value), size: null, roundings: 2, limit: ITSELF };
}

/** A column of small whole numbers. */
export function castWhole(value: Sql): Approximation {
  return { value: call('to_double', value), size: null, roundings: 0, limit: ITSELF };
}

/** The size of a number: what its error is reckoned by. */
export function sizeOf({ value, size }: Approximation): Sql {
  if (size !== null) return size;
  return value.kind === 'double' ? double(Math.abs(value.value)) : call('abs', value);
}

/** How far the double may be from the number, with room for the rounding of a bound beside it and of this itself. */
export function errorBound(one: Approximation): Sql {
  if (one.error !== undefined) return one.error;
  return doubles(double(errorFactor(one)), '*', sizeOf(one));
}

/** What the size is multiplied by. */
function errorFactor({ roundings }: Approximation): number {
  const steps = 2 * (roundings + 6);
  return 2 ** Math.ceil(Math.log2(steps)) * ROUNDING;
}

/** Between which numbers a double leaves open how it compares with a bound: below and above them it is right. */
export type OpenRange = { readonly low: number; readonly high: number } | 'never' | 'unknown';

/** The range of a bound; `unknown` where that depends on more than the number. */
export function openRange(one: Approximation, bound: number): OpenRange {
  if (one.limit === null) return 'unknown';
  // Of products and quotients not even the sign can be wrong.
  if (bound === 0 && one.limit.more === 0 && one.roundings < MOST_ROUNDINGS) return 'never';
  const factor = errorFactor(one);
  const { times, more } = one.limit;
  const error = (factor * (times * Math.abs(bound) + more) * SPARE) / (1 - factor * times);
  return { low: bound - error, high: bound + error };
}

// Of more, the smallest numbers might come to 0.
const MOST_ROUNDINGS = 60;
// For the roundings of this itself.
const SPARE = 1.01;

/** A number that stands in a column of doubles, with its error in another; null where the number itself says it. */
export function columnDouble(value: Sql, error: Sql | null, of: Approximation): Approximation {
  const { roundings, limit } = of;
  if (error !== null)
    return { value, size: doubles(error, '*', double(1 / errorFactor(of))), roundings, limit, error };
  if (of.size === null || limit === null) return { value, size: null, roundings, limit: ITSELF };
  const size = doubles(doubles(call('abs', value), '*', double(limit.times)), '+', double(limit.more));
  return { value, size: limit.times === 0 ? double(limit.more) : size, roundings, limit };
}

/** The number with the other sign. */
export function negateDouble(one: Approximation): Approximation {
  const { size, roundings, limit } = one;
  return { value: doubles(double(0), '-', one.value), size, roundings, limit };
}

/** The number without its sign. */
export function absoluteDouble(one: Approximation): Approximation {
  const { size, roundings, limit } = one;
  return { value: call('abs', one.value), size, roundings, limit };
}

/** A sum or difference. Its error is that of its parts, however small it is itself. */
export function addDoubles(one: Approximation, operator: '+' | '-', other: Approximation): Approximation {
  const value = doubles(one.value, operator, other.value);
  if (one.roundings === 0 && other.roundings === 0) return { value, size: null, roundings: 0, limit: ITSELF };
  const isTight = one.size === null && other.size === null;
  return {
    value,
    size: doubles(sizeOf(one), '+', sizeOf(other)),
    roundings: Math.max(one.roundings, other.roundings) + 1,
    limit: besideConstant(one, other) ?? besideConstant(other, one),
    ...(isTight ? { terms: [one.value, other.value] } : {}),
  };
}

// The number without the constant is at most so much larger.
function besideConstant({ limit }: Approximation, { value }: Approximation): SizeLimit | null {
  if (limit === null || value.kind !== 'double') return null;
  const { times, more } = limit;
  return { times, more: (times + 1) * Math.abs(value.value) + more };
}

/** The smallest or largest of several numbers; missing where one is. `there` says for each whether it is. */
export function extremeDouble(
  of: readonly Approximation[],
  there: readonly Sql[],
  which: 'least' | 'greatest',
): Approximation {
  const roundings = Math.max(...of.map((one) => one.roundings));
  return {
    value: choose([{ if: allOf(there), gives: call(which, ...of.map(({ value }) => value)) }], null),
    size: roundings === 0 ? null : call('greatest', ...of.map(sizeOf)),
    roundings,
    limit: roundings === 0 ? ITSELF : null,
  };
}

/** The first of several numbers that is there. */
export function firstDouble(of: readonly Approximation[]): Approximation {
  const value = call('coalesce', ...of.map((one) => one.value));
  const isTight = of.every(({ size }) => size === null);
  return {
    value,
    size: isTight ? null : call('coalesce', ...of.map(sizeOf)),
    roundings: Math.max(...of.map(({ roundings }) => roundings)),
    limit: largest(of.map(({ limit }) => limit)),
  };
}

function largest(limits: readonly (SizeLimit | null)[]): SizeLimit | null {
  const known = limits.filter((limit) => limit !== null);
  if (known.length < limits.length) return null;
  return {
    times: Math.max(...known.map(({ times }) => times)),
    more: Math.max(...known.map(({ more }) => more)),
  };
}

/**
 * A quotient; missing where the divisor is zero. A divisor that is a sum may be zero without looking like it: where it
 * is that small, `isNotZero` says whether it is, and any number stands there with an error that leaves all comparisons
 * open.
 */
export function divideDoubles(one: Approximation, by: Approximation, isNotZero: () => Sql): Approximation {
  if (by.size === null) {
    const divisor =
      by.value.kind === 'double' && by.value.value !== 0 ? by.value : call('nullif', by.value, double(0));
    return {
      value: doubles(one.value, '/', divisor),
      size: one.size === null ? null : doubles(one.size, '/', sizeOf({ ...by, value: divisor })),
      roundings: one.roundings + by.roundings + 1,
      limit: quotientLimit(one, by.value),
    };
  }
  const isSmall = compare(call('abs', by.value), '<=', doubles(double(2 * errorFactor(by)), '*', by.size));
  const square = doubles(by.value, '*', by.value);
  const size = doubles(doubles(sizeOf(one), '*', by.size), '/', square);
  return {
    value: choose(
      [{ if: isSmall, gives: choose([{ if: isNotZero(), gives: one.value }], null) }],
      doubles(one.value, '/', by.value),
    ),
    size: choose([{ if: isSmall, gives: UNBOUNDED }], size),
    roundings: 2 * (one.roundings + by.roundings) + 1,
    limit: null,
  };
}

// Of a sum over one of its own parts, as growth is, the size is at most 2 more than the number: |a| / |b| + 1.
function quotientLimit({ size, limit, terms }: Approximation, by: Sql): SizeLimit | null {
  if (size === null) return ITSELF;
  if (by.kind === 'double' && limit !== null)
    return { times: limit.times, more: limit.more / Math.abs(by.value) };
  const divisor = withoutSign(by);
  const isPart = terms?.some((term) => isSameSql(withoutSign(term), divisor)) ?? false;
  return isPart ? { times: 1, more: 2 } : null;
}

function withoutSign(value: Sql): Sql {
  return value.kind === 'call' && value.name === 'abs' ? value.of[0]! : value;
}

const UNBOUNDED = double(Number.POSITIVE_INFINITY);

/**
 * A number rounded to so many places, half away from zero. Near the half `exact` decides; null leaves comparisons to the
 * exact number.
 */
export function roundDouble(one: Approximation, places: number, exact: Sql | null): Approximation {
  const power = double(10 ** Math.abs(places));
  const [grow, shrink] = places < 0 ? (['/', '*'] as const) : (['*', '/'] as const);
  const steps = doubles(call('abs', one.value), grow, power);
  const beyond = doubles(doubles(steps, '-', call('floor', steps)), '-', double(0.5));
  const isOpen = compare(call('abs', beyond), '<=', doubles(errorBound(one), grow, power));
  const rounded = call('floor', doubles(steps, '+', double(0.5)));
  const value = doubles(doubles(rounded, '*', call('sign', one.value)), shrink, power);
  return {
    value: choose([{ if: isOpen, gives: exact ?? one.value }], value),
    size: exact === null ? choose([{ if: isOpen, gives: UNBOUNDED }], call('abs', value)) : null,
    roundings: 4,
    limit: exact === null ? null : ITSELF,
  };
}

/** A product. */
export function multiplyDoubles(one: Approximation, other: Approximation): Approximation {
  const isTight = one.size === null && other.size === null;
  return {
    value: doubles(one.value, '*', other.value),
    size: isTight ? null : doubles(sizeOf(one), '*', sizeOf(other)),
    roundings: one.roundings + other.roundings + 1,
    limit: isTight ? ITSELF : (timesConstant(one, other) ?? timesConstant(other, one)),
  };
}

function timesConstant({ limit }: Approximation, { value }: Approximation): SizeLimit | null {
  if (limit === null || value.kind !== 'double') return null;
  return { times: limit.times, more: limit.more * Math.abs(value.value) };
}
