import type { Fact } from '../condition/fact.ts';
import { LINE_FUNCTIONS, type LineSum, MEAN_FINER } from '../criteria/tables.ts';
import { exactOf, powerOfTen } from '../fields/exact.ts';
import type { Field } from '../fields/field.ts';
import { castDouble } from './double.ts';
import type { FactColumn } from './fact-column.ts';
import type { Names } from './quote.ts';
import { placesOfDefault, withDefault } from './read-fields.ts';
import { DIGITS_READ, knownDecimal, knownField } from './read-table.ts';
import {
  allOf,
  call,
  choose,
  column,
  compare,
  decimal,
  double,
  doubles,
  type FunctionOfSql,
  isThere,
  SQL_TRUE,
  type Sql,
  type SqlColumn,
  whole,
  wholes,
} from './tree.ts';

/** A field that is worked out from lines, in columns. */
export interface WorkedColumns {
  readonly field: Field;
  /** What the lines of each customer come to, and what is calculated from that. */
  readonly sums: readonly SqlColumn[];
  readonly means: readonly SqlColumn[];
  /** The value of each customer, also of one without a line. */
  readonly values: readonly SqlColumn[];
  /** Whether the value has more digits than are read of a column; null where it cannot. */
  readonly isLong: Sql | null;
  known(fact: Fact): FactColumn;
}

/** What a value is worked out from. */
export interface WorkOptions {
  /** Whether a line counts. */
  readonly taken: Sql;
  /** The field of the lines; null where none is needed. */
  readonly of: FactColumn | null;
  /** Whether a line that counts is of the day whose values count. */
  readonly isOfDay: Sql;
  /** The name of the column with the value. */
  readonly name: string;
  readonly names: Names;
}

/** Compiles what is worked out of the lines of a customer. */
export function workOut({ how }: LineSum, field: Field, options: WorkOptions): WorkedColumns {
  const { taken, of, isOfDay, name, names } = options;
  if (how === 'mean') return meanOf(field, options);
  const raw = column(names.claim(`${name}_${how}`));
  const add = (value: Sql): Pick<WorkedColumns, 'field' | 'sums' | 'means'> => ({
    field,
    sums: [{ name: raw.name, value }],
    means: [],
  });
  const number = (places: number): Pick<WorkedColumns, 'known'> => ({
    known: (fact) => knownDecimal(fact, column(name), places),
  });
  switch (how) {
    case 'count':
    case 'distinct': {
      const counted = how === 'count' ? countOf(taken) : call('count_distinct', only(taken, of!.value));
      return {
        ...add(counted),
        values: [{ name, value: call('coalesce', raw, NOTHING[how]) }],
        isLong: null,
        ...number(0),
      };
    }
    case 'sum': {
      const places = placesOf(of!);
      return {
        ...add(call('sum', only(taken, of!.value))),
        values: [{ name, value: call('coalesce', narrow(raw, places), NOTHING[how]) }],
        isLong: hasMoreDigits(raw, places),
        ...number(places),
      };
    }
    case 'largest':
    case 'latest':
      return found('max', only(taken, of!.value));
    case 'smallest':
    case 'earliest':
      return found('min', only(taken, of!.value));
    case 'first_value':
    case 'last_value': {
      const side = how === 'last_value' ? 'max' : 'min';
      return found(of!.kind === 'text' ? `${side}_text` : side, only(allOf([taken, isOfDay]), of!.value));
    }
  }

  function found(by: FunctionOfSql, value: Sql): WorkedColumns {
    const own = of!.kind === 'number' ? placesOf(of!) : 0;
    const places = Math.max(own, placesOfDefault(field));
    const isFiner = of!.kind === 'number' && places > own;
    return {
      ...add(call(by, value)),
      values: [{ name, value: withDefault(field, isFiner ? narrow(raw, places) : raw) }],
      isLong: isFiner ? hasMoreDigits(raw, places) : null,
      known: (fact) => knownField(fact, column(name), { field, places }),
    };
  }
}

// What lines that there are not come to.
const NOTHING = {
  count: decimal(LINE_FUNCTIONS.count.ofNone),
  distinct: decimal(LINE_FUNCTIONS.distinct.ofNone),
  sum: decimal(LINE_FUNCTIONS.sum.ofNone),
};

function only(taken: Sql, value: Sql): Sql {
  return taken === SQL_TRUE ? value : choose([{ if: taken, gives: value }], null);
}

function countOf(taken: Sql): Sql {
  return taken === SQL_TRUE ? call('count') : call('count_of', only(taken, whole(1n)));
}

function narrow(of: Sql, places: number): Sql {
  return { kind: 'narrow', of, places };
}

function hasMoreDigits(value: Sql, places: number): Sql {
  return compare(call('abs', value), '>=', whole(10n ** BigInt(DIGITS_READ - places)));
}

function placesOf(known: FactColumn): number {
  return known.kind === 'number' ? (known.places ?? 0) : 0;
}

/**
 * The mean as a whole number of its last place, rounded half away from zero so many places behind the last digit of the
 * customer's amounts: floor((2·|sum| + count) / (2·count)), with the sign of the sum.
 */
function meanOf(field: Field, { taken, of, name, names }: WorkOptions): WorkedColumns {
  const claim = (what: string): Extract<Sql, { kind: 'column' }> => column(names.claim(`${name}_${what}`));
  const [sum, count, places, mean] = [claim('sum'), claim('count'), claim('places'), claim('mean')];
  const own = placesOf(of!);
  const most = Math.max(own, FEWEST_PLACES, placesOfDefault(field) - MEAN_FINER);
  const scale = most + MEAN_FINER;
  const amounts = only(taken, of!.value);
  const all = Array.from(
    { length: Math.max(1, own - FEWEST_PLACES + 1) },
    (_, index) => FEWEST_PLACES + index,
  );
  const byPlaces = (power: (of: number) => bigint): Sql => {
    const fixed = (one: number): Sql => call('to_whole', whole(power(one)));
    return choose(
      all.slice(0, -1).map((one) => ({ if: compare(places, '=', whole(BigInt(one))), gives: fixed(one) })),
      fixed(all.at(-1)!),
    );
  };
  const steps: Sql = { kind: 'scaled', of: narrow(sum, own), places: own };
  const half = wholes(
    wholes(
      call('abs', steps),
      '*',
      byPlaces((one) => 2n * 10n ** BigInt(one + MEAN_FINER - own)),
    ),
    '+',
    count,
  );
  const divisor = call('nullif', wholes(count, '*', whole(2n)), whole(0n));
  const rounded = wholes(call('whole_quotient', half, divisor), '*', call('sign', steps));
  const byDefault = field.missing?.decimal ?? null;
  const value =
    byDefault === null ? mean : call('coalesce', mean, call('to_whole', whole(inSteps(byDefault, scale))));
  const kept = byDefault === null ? mean : claim('steps');
  return {
    field,
    sums: [
      { name: sum.name, value: call('sum', amounts) },
      { name: count.name, value: call('count_of', amounts) },
      ...(all.length === 1
        ? []
        : [{ name: places.name, value: call('max', only(taken, placesIn(of!.value, all))) }]),
    ],
    means: [
      {
        name: mean.name,
        value:
          most === all[0]
            ? rounded
            : wholes(
                rounded,
                '*',
                byPlaces((one) => 10n ** BigInt(most - one)),
              ),
      },
    ],
    values: [
      { name: kept.name, value },
      { name, value: doubles(call('to_double', value), '/', double(10 ** scale)) },
    ],
    isLong: hasMoreDigits(sum, own),
    known: (fact) => ({
      kind: 'number',
      fact,
      value: column(name),
      places: null,
      approximation: { ...castDouble(column(name)), value: column(name), roundings: 3 },
      exact: () => ({
        top: kept,
        bottom: null,
        factor: powerOfTen(-scale),
        topDigits: DIGITS_READ + scale - own,
        bottomDigits: 0,
        widest: 0,
      }),
    }),
  };
}

// Of the amounts, even where none has so many.
const FEWEST_PLACES = 2;

// How many places a decimal has at least, of several.
function placesIn(value: Sql, all: readonly number[]): Sql {
  const own = all.at(-1)!;
  const size = call('abs', { kind: 'scaled', of: value, places: own });
  const isWhole = (places: number): Sql =>
    compare(call('remainder', size, whole(10n ** BigInt(own - places))), '=', whole(0n));
  return choose(
    [
      ...all.slice(0, -1).map((one) => ({ if: isWhole(one), gives: whole(BigInt(one)) })),
      { if: isThere(value), gives: whole(BigInt(own)) },
    ],
    null,
  );
}

function inSteps(text: string, places: number): bigint {
  const { n, d } = exactOf(text).mul(powerOfTen(places));
  return n / d;
}
