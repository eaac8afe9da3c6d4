import type { Quantity } from '../condition/condition.ts';
import type { Factor, Score } from '../criteria/criteria.ts';
import { decimalOf } from '../fields/decimal.ts';
import { type Exact, exactOf } from '../fields/exact.ts';
import { type ConditionScope, compareKnown, compileThresholds, isOpenAt } from './conditions.ts';
import { type Approximation, columnDouble, errorBound, sizeOf } from './double.ts';
import type { AmountColumn } from './fact-column.ts';
import { calculatedFact } from './formulas.ts';
import { divideLong, type LongSum, sideOfLongSum } from './long-division.ts';
import type { Names } from './quote.ts';
import {
  addRatios,
  clampRatio,
  compareRatio,
  constantRatio,
  divideRatios,
  multiplyRatios,
  type Ratio,
  scaleToWhole,
} from './ratio.ts';
import {
  anyOf,
  type Branch,
  call,
  choose,
  column,
  compare,
  decimal,
  double,
  doubles,
  isNull,
  isThere,
  NULL,
  type Sql,
  type SqlColumn,
  textOf,
  whole,
} from './tree.ts';

/** The columns of a score, those of a later place after those that they read; and the score itself. */
export interface CompiledScore {
  readonly levels: readonly (readonly SqlColumn[])[];
  readonly fact: AmountColumn;
}

/** What scores need beside conditions. */
export interface ScoreScope extends ConditionScope {
  /** The bin of a fact's value among those of all customers, from 1. */
  bin(cohort: number): Sql;
}

/**
 * Compiles a score: the points of each factor, their weighted mean as a double, and what decides exactly where that is
 * near one of the `thresholds` that it is compared with.
 */
export function compileScoreSql(
  { fact, factors }: Score,
  thresholds: readonly Quantity[],
  names: Names,
  scope: ScoreScope,
): CompiledScore {
  const parts = factors.map((factor, index) => compileFactor(factor, index, fact.name, names, scope));
  const total = factors.reduce((sum, { weight }) => sum.add(exactOf(weight.decimal)), exactOf('0'));
  const name = names.claim(fact.name);
  const value = column(name);
  const roundings = Math.max(...parts.map((part) => part.roundings)) + factors.length + 4;
  const sum = parts
    .map(({ points, factor }) => doubles(double(factor.weight.value), '*', points))
    .reduce((left, right) => doubles(left, '+', right));
  const shareOf = ({ factor }: FactorPart): number => factor.weight.value / total.valueOf();
  const known = parts.reduce((most, part) => most + shareOf(part) * (part.limit ?? 0), 0);
  const size = parts
    .flatMap((part) => (part.size === null ? [] : [doubles(double(shareOf(part)), '*', part.size)]))
    .reduce((left, right) => doubles(left, '+', right), double(known));
  const own: SqlColumn[] = [
    { name, value: doubles(sum, '/', double(total.valueOf())), comment: `score ${fact.name}` },
  ];
  const found = { value, size, roundings, limit: size.kind === 'double' ? { times: 0, more: known } : null };
  let error: Sql | null = null;
  if (found.limit === null) {
    const errorName = names.claim(`${name}_error`);
    own.push({ name: errorName, value: errorBound(found) });
    error = column(errorName);
  }
  const approximation = columnDouble(value, error, found);
  const mean = (): Ratio => {
    const exact = parts
      .map(({ exact: points, factor }) => multiplyRatios(constantRatio(factor.weight.decimal), points()))
      .reduce(addRatios);
    return { ...exact, factor: exact.factor.div(total) };
  };
  const long = compileLong(parts, total, thresholds, approximation, name, names, scope);
  return {
    levels: [parts.map((part) => part.column), own, ...long.levels],
    fact: {
      kind: 'number',
      fact,
      value,
      places: null,
      approximation,
      exact: mean,
      compareExactly: long.compare ?? ((operator, bound) => compareRatio(mean(), operator, bound)),
    },
  };
}

/** A factor with its points: in a column, as a double, and exactly. */
interface FactorPart {
  readonly factor: Factor;
  readonly column: SqlColumn;
  readonly points: Sql;
  /** What their error is reckoned by, where that is the same for all customers; else `size` is. */
  readonly limit: number | null;
  readonly size: Sql | null;
  readonly roundings: number;
  exact(): Ratio;
  /** From 0 to 1 over a divisor that is calculated, of which 100 times are the points; null where there is no such divisor. */
  readonly fraction: Ratio | null;
}

const HUNDRED = exactOf('100');
const NOTHING = exactOf('0');
// Values that are beyond an end by no more than their error.
const BEYOND_ENDS = 1.01;

function compileFactor(
  factor: Factor,
  index: number,
  score: string,
  names: Names,
  scope: ScoreScope,
): FactorPart {
  const name = names.claim(`${score}_${index + 1}`);
  const comment = `${score}: points for ${factor.fact.name}, weight ${factor.weight.text}`;
  return factor.points.kind === 'scale'
    ? scaleFactor(factor, factor.points, { name, comment }, scope)
    : stepFactor(factor, { name, comment }, scope);
}

// Points that jump from one number of the criteria to another stand in their column as whole numbers of a part of one.
function stepFactor(
  factor: Factor,
  { name, comment }: Required<Pick<SqlColumn, 'name' | 'comment'>>,
  scope: ScoreScope,
): FactorPart {
  const { steps, otherwise } = stepsOf(factor, scope);
  const byDefault = factor.missing === null ? null : exactOf(factor.missing.decimal);
  const all = [...steps.map(({ points }) => points), ...(otherwise === null ? [] : [otherwise])];
  const parts = scaleToWhole(byDefault === null ? all : [...all, byDefault]);
  const write = (points: Exact): Sql => whole(points.mul(parts).floor().n);
  const found = choose(
    steps.map(
      ({ if: condition, points, unless }): Branch => ({
        if: condition,
        gives:
          unless === null
            ? write(points)
            : choose([{ if: unless.reaches, gives: write(points) }], write(unless.otherwise)),
      }),
    ),
    otherwise === null ? null : write(otherwise),
  );
  const value = byDefault === null ? found : call('coalesce', found, write(byDefault));
  const own = column(name);
  const points = call('to_double', own);
  const share = parts.valueOf();
  return {
    factor,
    column: { name, value, comment },
    points: share === 1 ? points : doubles(points, '/', double(share)),
    limit: 100,
    size: null,
    roundings: 1,
    exact: () => ({
      top: call('to_whole', own),
      bottom: null,
      factor: exactOf('1').div(parts),
      topDigits: 2 + String(parts.n).length,
      bottomDigits: 0,
      widest: 0,
    }),
    fraction: null,
  };
}

interface Step {
  readonly if: Sql;
  readonly points: Exact;
  /** The points of those whom `if` holds for and `reaches` does not; null where it always does. */
  readonly unless: { readonly reaches: Sql; readonly otherwise: Exact } | null;
}

interface Steps {
  readonly steps: readonly Step[];
  /** The points of any other value; null where there is none. */
  readonly otherwise: Exact | null;
}

// The first condition that holds gives the points; a missing fact has none.
function stepsOf({ fact, points: rule }: Factor, scope: ScoreScope): Steps {
  const known = scope.find(fact.slot);
  const there = isThere(known.value);
  const whole = (condition: Sql, points: Exact): Step => ({ if: condition, points, unless: null });
  const rest = whole(there, NOTHING);
  switch (rule.kind) {
    case 'bands': {
      const bands = rule.bands.toReversed();
      const points = [...bands.map((band) => exactOf(band.points.decimal)), NOTHING];
      const thresholds = compileThresholds(
        known,
        bands.map(({ from }) => from),
        scope,
      );
      const steps = bands.map(({ from }, index): Step => {
        if (thresholds === null) return whole(compareKnown(known, '>=', from, scope), points[index]!);
        const { mayReach, reaches } = thresholds[index]!;
        const [own, otherwise] = [points[index]!, points[index + 1]!];
        const isClear = reaches === null || own.compare(otherwise) === 0;
        return { if: mayReach, points: own, unless: isClear ? null : { reaches, otherwise } };
      });
      return { steps: [...steps, rest], otherwise: null };
    }
    case 'points': {
      const steps = [...rule.points].map(([key, points]) =>
        whole(
          known.kind === 'text'
            ? compare(known.value, '=', textOf(key))
            : compareKnown(known, '=', quantityOf(key), scope),
          exactOf(points.decimal),
        ),
      );
      return { steps: [...steps, rest], otherwise: null };
    }
    case 'quantiles': {
      const bin = scope.bin(rule.cohort);
      const steps = Array.from({ length: rule.of }, (_, index) =>
        whole(
          compare(bin, '=', decimal(String(index + 1))),
          HUNDRED.mul(rule.order === 'low' ? rule.of - 1 - index : index).div(exactOf(String(rule.of - 1))),
        ),
      );
      return { steps, otherwise: null };
    }
    case 'scale':
      return { steps: [], otherwise: null };
  }
}

// A key of points as the criteria hold it: the number in its shortest form.
function quantityOf(key: string): Quantity {
  const value = Number(key);
  return { value, decimal: decimalOf(value), short: true, unit: 'number', text: key };
}

// Linear between two ends, and flat beyond them.
function scaleFactor(
  factor: Factor,
  { low, high }: { readonly low: Quantity; readonly high: Quantity },
  { name, comment }: Required<Pick<SqlColumn, 'name' | 'comment'>>,
  scope: ScoreScope,
): FactorPart {
  const known = scope.find(factor.fact.slot);
  const { approximation, exact } = calculatedFact(known);
  const width = high.value - low.value;
  const start = low.value === 0 ? approximation.value : doubles(approximation.value, '-', double(low.value));
  const points = doubles(start, '*', double(100 / width));
  const clamped = choose(
    [
      { if: compare(points, '<=', double(0)), gives: double(0) },
      { if: compare(points, '>=', double(100)), gives: double(100) },
    ],
    points,
  );
  const byDefault = factor.missing;
  const steepness = Math.abs(100 / width);
  // Beyond the ends points are flat, so that only values between them make an error.
  const { limit: own } = approximation;
  const widest = Math.max(Math.abs(low.value), Math.abs(high.value));
  const limit =
    own === null ? null : (own.times * widest + own.more + Math.abs(low.value)) * steepness * BEYOND_ENDS;
  const size = doubles(
    doubles(sizeOf(approximation), '+', double(Math.abs(low.value))),
    '*',
    double(steepness),
  );
  const fraction = (): Ratio =>
    clampRatio(
      divideRatios(
        addRatios(exact(), constantRatio(String(exactOf(low.decimal).neg()))),
        constantRatio(String(exactOf(high.decimal).sub(exactOf(low.decimal)))),
      ),
      byDefault === null
        ? null
        : { missing: isNull(known.value), value: exactOf(byDefault.decimal).div(HUNDRED) },
    );
  const found = fraction();
  return {
    factor,
    column: {
      name,
      value: byDefault === null ? clamped : call('coalesce', clamped, double(byDefault.value)),
      comment,
    },
    points: column(name),
    limit: limit === null ? null : Math.max(limit, 100),
    size: limit !== null ? null : byDefault === null ? size : call('coalesce', size, double(100)),
    roundings: approximation.roundings + 4,
    exact: () => multiplyRatios(constantRatio('100'), found),
    fraction: found.bottom === null ? null : found,
  };
}

// Sums of several quotients need more digits than there are: they are divided digit by digit where it is close.
function compileLong(
  parts: readonly FactorPart[],
  total: Exact,
  thresholds: readonly Quantity[],
  approximation: Approximation,
  name: string,
  names: Names,
  scope: ScoreScope,
): {
  readonly levels: readonly (readonly SqlColumn[])[];
  readonly compare: AmountColumn['compareExactly'] | null;
} {
  const quotients = parts.filter(({ fraction }) => fraction !== null);
  if (quotients.length === 0 || thresholds.length === 0) return { levels: [], compare: null };
  const weightOf = ({ factor }: FactorPart): Exact => exactOf(factor.weight.decimal);
  const rest = parts
    .filter(({ fraction }) => fraction === null)
    .map((part) => multiplyRatios(constantRatio(part.factor.weight.decimal), part.exact()))
    .reduce(addRatios, constantRatio('0'));
  const bounds = thresholds.map(({ decimal: text }) => exactOf(text).mul(total));
  const parted = scaleToWhole([rest.factor, ...quotients.map((part) => weightOf(part).mul(100)), ...bounds]);
  const sum: LongSum = {
    name,
    near: anyOf(thresholds.flatMap((bound) => isOpenAt(approximation, bound.value) ?? [])),
    rest: { ...rest, factor: rest.factor.mul(parted) },
    quotients: quotients.map((part) => ({
      of: part.fraction!,
      count: weightOf(part).mul(100).mul(parted).floor().n,
    })),
  };
  const divided = divideLong(sum, names, scope.digits);
  if (divided === null) return { levels: [], compare: null };
  const sides = new Map<string, SqlColumn>();
  for (const { decimal: text, text: said } of thresholds) {
    const bound = exactOf(text);
    if (!sides.has(String(bound)))
      sides.set(String(bound), {
        name: names.claim(`${name}_beside`),
        value: sideOfLongSum(divided, bound.mul(total).mul(parted).floor().n),
        comment: `on which side of ${said} the score is, where it is that close`,
      });
  }
  return {
    levels: [[divided.column], [...sides.values()]],
    compare: (operator, bound) => {
      const side = sides.get(String(bound));
      // Never so close to any other number.
      const test = side === undefined ? NULL : compare(column(side.name), operator, whole(0n));
      return { test, digits: 0 };
    },
  };
}
