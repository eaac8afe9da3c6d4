import type { Cohort, CutRule, RankTest } from '../condition/condition.ts';
import type { MeanSide } from '../condition/operators.ts';
import { binsIn } from '../condition/rank-edges.ts';
import { exactOf, lowest, powerOfTen } from '../fields/exact.ts';
import { type ConditionScope, compareCalculated } from './conditions.ts';
import { absoluteDouble, errorBound } from './double.ts';
import type { AmountColumn } from './fact-column.ts';
import type { Names } from './quote.ts';
import { absoluteRatio, roundScaled, sizeDigits } from './ratio.ts';
import type { RefuseSql } from './refuse-sql.ts';
import {
  allOf,
  type ComparisonSign,
  call,
  choose,
  column,
  compare,
  decimal,
  double,
  doubles,
  isNull,
  isThere,
  type NextStep,
  NULL,
  not,
  type SelectStep,
  SQL_FALSE,
  SQL_TRUE,
  type Sql,
  type SqlColumn,
  type StepBeside,
  textOf,
  whole,
  wholes,
} from './tree.ts';

/** What a fact is ranked by, in columns: the nearest double of its ranked value, and that as a whole number of a step. */
export interface RankedColumns {
  readonly levels: readonly (readonly SqlColumn[])[];
  readonly value: Sql;
  /** Whether there is one, asked of the fact itself: Spark copies what filters read down to the table. */
  readonly there: Sql;
  /** Billionths, or the places that the column has. */
  readonly steps: { readonly of: Sql; readonly places: number };
}

/** The columns of a cohort's cut points, beside each customer. */
export interface CutColumns {
  /** The steps that find them. */
  readonly steps: readonly NextStep[];
  readonly beside: StepBeside;
  /** Whether the customer's group has cut points. */
  readonly there: Sql;
  readonly cuts: readonly Sql[];
  /** Whether a cut point may be NULL for want of digits. */
  readonly mayOverflow: boolean;
}

const PLACES = 9;

/**
 * What a fact is ranked by: its exact value, rounded half away from zero to nine places, or to fifteen digits where that
 * leaves fewer.
 */
export function rankColumns(known: AmountColumn, names: Names, scope: ConditionScope): RankedColumns {
  return known.places !== null && known.approximation.roundings > 0 && known.places <= PLACES
    ? rankDecimal(known, known.places, names)
    : rankCalculated(known, names, scope);
}

// A decimal of at most 18 digits: of more than 15, the last ones are rounded.
function rankDecimal({ value, fact }: AmountColumn, places: number, names: Names): RankedColumns {
  const name = names.claim(`${fact.name}_ranked`);
  const all: Sql = { kind: 'scaled', of: value, places };
  const size = call('abs', all);
  const shortened = (digits: number): { steps: Sql; nearest: Sql } => {
    const power = 10n ** BigInt(digits);
    const kept = wholes(
      call('whole_quotient', wholes(size, '+', whole(power / 2n)), whole(power)),
      '*',
      call('sign', all),
    );
    const move = digits - places;
    return {
      steps: wholes(kept, '*', whole(power)),
      nearest: doubles(call('to_double', kept), move < 0 ? '/' : '*', double(10 ** Math.abs(move))),
    };
  };
  const long = [1, 2, 3].map(shortened);
  const byDigits = (exact: Sql, pick: (one: { steps: Sql; nearest: Sql }) => Sql): Sql =>
    choose(
      [15, 16, 17].map((digits, index) => ({
        if: compare(call('abs', value), '<', decimal(String(powerOfTen(digits - places)))),
        gives: index === 0 ? exact : pick(long[index - 1]!),
      })),
      pick(long[2]!),
    );
  return {
    levels: [[{ name, value: byDigits(call('to_double', value), ({ nearest }) => nearest) }]],
    value: column(name),
    there: isThere(value),
    steps: { of: byDigits(all, ({ steps }) => steps), places },
  };
}

// From a million on, each digit before the point leaves one less behind it: a customer's number of places comes first.
function rankCalculated(known: AmountColumn, names: Names, scope: ConditionScope): RankedColumns {
  const { fact, approximation } = known;
  const claim = (what: string): string => names.claim(`${fact.name}_${what}`);
  const [placesName, growName, shrinkName] = [claim('places'), claim('grow'), claim('shrink')];
  const [roundedName, stepsName, name] = [claim('rounded'), claim('steps'), claim('ranked')];
  const exact = known.exact();
  const most = Math.max(LEAST_DIGITS, Math.ceil(sizeDigits(exact)));
  const size = { approximation: absoluteDouble(approximation), exact: () => absoluteRatio(exact) };
  const isBelow = (power: number): Sql => {
    const text = `1${'0'.repeat(power)}`;
    const bound = { value: Number(text), decimal: text, short: true, unit: 'number', text } as const;
    return compareCalculated(size, '<', bound, scope);
  };
  const digits = Array.from({ length: most - LEAST_DIGITS + 1 }, (_, index) => LEAST_DIGITS + index);
  const numberOf = (value: number): Sql => decimal(String(value));
  const places = choose(
    digits.map((power) => ({ if: isBelow(power), gives: numberOf(PLACES + LEAST_DIGITS - power) })),
    null,
  );
  const powerOf = (of: (power: number) => number): Sql =>
    choose(
      digits.map((power) => {
        const own = PLACES + LEAST_DIGITS - power;
        return {
          if: compare(column(placesName), '=', numberOf(own)),
          gives: call('to_whole', whole(10n ** BigInt(Math.max(0, of(own))))),
        };
      }),
      null,
    );
  const [grow, shrink] = [column(growName), column(shrinkName)];
  const [more, less] = [call('to_double', grow), call('to_double', shrink)];
  const scaled = doubles(doubles(call('abs', known.value), '*', more), '/', less);
  const beyond = doubles(doubles(scaled, '-', call('floor', scaled)), '-', double(0.5));
  const isOpen = compare(
    call('abs', beyond),
    '<=',
    doubles(doubles(errorBound(approximation), '*', more), '/', less),
  );
  const onPaper = roundScaled(exact, grow, shrink);
  const needed = Math.ceil(Math.max(onPaper.digits, most + PLACES + SPARE));
  if (most > MOST_DIGITS || (scope.digits !== null && needed > scope.digits))
    scope.cannot(
      {
        en: `ranking "${fact.name}" takes more than ${scope.digits ?? needed} digits`,
        zh: `对“${fact.name}”排名需要超过 ${scope.digits ?? needed} 位数字`,
      },
      { en: 'rank a field, or a ratio of two fields', zh: '请按字段或两个字段之比排名' },
    );
  const quick = doubles(call('floor', doubles(scaled, '+', double(0.5))), '*', call('sign', known.value));
  const rounded = column(roundedName);
  const billion = whole(10n ** BigInt(PLACES));
  return {
    levels: [
      [{ name: placesName, value: places }],
      [
        { name: growName, value: powerOf((own) => own) },
        { name: shrinkName, value: powerOf((own) => -own) },
      ],
      [
        {
          name: roundedName,
          value: choose([{ if: isOpen, gives: call('to_double', onPaper.value) }], quick),
        },
      ],
      [
        { name, value: doubles(doubles(rounded, '*', less), '/', more) },
        {
          name: stepsName,
          value: wholes(
            wholes(call('to_whole', rounded), '*', call('whole_quotient', billion, grow)),
            '*',
            shrink,
          ),
        },
      ],
    ],
    value: column(name),
    there: isThere(known.value),
    steps: { of: column(stepsName), places: PLACES },
  };
}

// Below a million, there are nine places.
const LEAST_DIGITS = 6;
// What nobody ranks is larger.
const MOST_DIGITS = 24;
// For the sum of ten million customers.
const SPARE = 7;

/** Compiles the steps that find the cut points of a cohort among the rows that `counts` holds for. */
export function findCutColumns(
  cohort: Cohort,
  ranked: RankedColumns,
  group: Sql | null,
  counts: Sql,
  names: Names,
): CutColumns {
  const { cut, fact } = cohort;
  const base = names.claim(`${fact.name}_cuts`);
  const places = names.claim(`${fact.name}_places`);
  const [groupName, placeName, totalName, sumName, allName] = [
    'group',
    'place',
    'customers',
    'sum',
    'total',
  ].map((what) => names.claim(`${base}_${what}`)) as [string, string, string, string, string];
  const within = group === null ? [] : [group];
  const over = (of: Sql, order: 'smallest' | 'largest' | null, running = false): Sql => ({
    kind: 'window',
    of,
    within,
    order: order === null ? null : { by: ranked.value, from: order },
    running,
  });
  const isUp = cut.kind === 'quantiles';
  const valueName = names.claim(`${base}_value`);
  const rows: SqlColumn[] = [
    { name: groupName, value: group ?? textOf('') },
    { name: valueName, value: ranked.value },
    { name: placeName, value: over(call('row_number'), isUp ? 'smallest' : 'largest') },
    { name: totalName, value: over(call('count'), null) },
  ];
  if (cut.kind === 'top_share' || cut.kind === 'mean')
    rows.push({ name: allName, value: over(call('sum', ranked.steps.of), null) });
  if (cut.kind === 'top_share')
    rows.push({ name: sumName, value: over(call('sum', ranked.steps.of), 'largest', true) });
  const last = placedCutColumns(
    cohort,
    {
      step: places,
      group: column(groupName),
      value: column(valueName),
      place: column(placeName),
      total: column(totalName),
      sum: column(sumName),
      all: column(allName),
      places: ranked.steps.places,
    },
    group,
    base,
    names,
  );
  return {
    ...last,
    steps: [
      {
        name: places,
        comment: `the customers of ${groupsOf(cohort)} in the order of ${fact.name}`,
        keeps: false,
        aside: true,
        columns: rows,
        where: isAmongRanked(ranked, group, counts),
      },
      ...last.steps,
    ],
  };
}

/** Whether a customer is among those who are compared with each other. */
export function isAmongRanked({ there }: RankedColumns, group: Sql | null, counts: Sql): Sql {
  return allOf([counts, there, ...(group === null ? [] : [isThere(group)])]);
}

/** Which customers a cohort compares with each other, in words. */
export function groupsOf({ per }: Cohort): string {
  return per === null ? 'all customers' : `each ${per.name}`;
}

/** Rows of which the cut points of each group are made. */
export interface CutRows {
  readonly read: Pick<SelectStep, 'comment' | 'table' | 'where'> & { readonly from?: string };
  readonly group: Sql;
  /** The cut points, as aggregates over the rows of a group. */
  readonly cuts: readonly Sql[];
}

/** Compiles the step that has the cut points of each group, a row each, and puts it beside the customers of the group. */
export function cutColumnsOf(
  { cut }: Cohort,
  { read, group: own, cuts }: CutRows,
  group: Sql | null,
  base: string,
  names: Names,
): CutColumns {
  const claim = (what: string): string => names.claim(`${base}_${what}`);
  const [ofName, thereName] = [claim('of'), claim('there')];
  const found = cuts.map((value, index) => ({ name: claim(String(index + 1)), value }));
  return {
    steps: [
      {
        ...read,
        name: base,
        keeps: false,
        aside: true,
        columns: [{ name: ofName, value: own }, { name: thereName, value: SQL_TRUE }, ...found],
        groupedBy: [own],
      },
    ],
    beside: { step: base, on: group === null ? null : compare(group, '=', column(ofName)) },
    there: column(thereName),
    cuts: found.map(({ name }) => column(name)),
    mayOverflow: cut.kind === 'mean',
  };
}

/** The same from customers or values in their order. */
export function placedCutColumns(
  cohort: Cohort,
  placed: Placed,
  group: Sql | null,
  base: string,
  names: Names,
): CutColumns {
  const comment = `the cut points of ${cohort.fact.name} in ${groupsOf(cohort)}`;
  const cuts = cutsOf(cohort.cut, placed);
  return cutColumnsOf(
    cohort,
    { read: { comment, from: placed.step }, group: placed.group, cuts },
    group,
    base,
    names,
  );
}

/** The columns of a step with what is ranked, in its order: each customer, or each value with all that have it. */
export interface Placed {
  readonly step: string;
  readonly group: Sql;
  readonly value: Sql;
  /** From 1; of a value, where the first that has it stands. */
  readonly place: Sql;
  /** How many customers the group has. */
  readonly total: Sql;
  /** The sum up to the last that has the value, from the largest down, and that of all. */
  readonly sum: Sql;
  readonly all: Sql;
  readonly places: number;
}

/** The cut points of a rule, as aggregates over the places of a group. */
export function cutsOf(cut: CutRule, { value, place, total, sum, all, places }: Placed): Sql[] {
  const valueWhere = (condition: Sql): Sql => choose([{ if: condition, gives: value }], null);
  switch (cut.kind) {
    case 'top_count':
      return [call('min', valueWhere(compare(place, '<=', whole(BigInt(cut.count)))))];
    case 'top_ratio': {
      const { n: part, d: of } = lowest(exactOf(cut.ratio.decimal));
      // Of a share of few digits, 64 bits hold the product, which are much quicker.
      const customers = of < 1_000_000n ? total : call('to_whole', total);
      const fewest = call(
        'whole_quotient',
        wholes(wholes(customers, '*', whole(part)), '+', whole(of - 1n)),
        whole(of),
      );
      const most = call('greatest', whole(1n), fewest);
      return [call('min', valueWhere(compare(place, '<=', most)))];
    }
    case 'top_share': {
      const { n: part, d: of } = lowest(exactOf(cut.ratio.decimal));
      const reaches = compare(wholes(sum, '*', whole(of)), '>=', wholes(all, '*', whole(part)));
      return [call('max', valueWhere(allOf([compare(all, '>', whole(0n)), reaches])))];
    }
    case 'quantiles':
      return Array.from({ length: cut.of - 1 }, (_, index) => {
        const steps = wholes(wholes(total, '-', whole(1n)), '*', whole(BigInt(index + 1)));
        const of = whole(BigInt(cut.of));
        const at = (more: bigint): Sql =>
          call(
            'max',
            valueWhere(compare(place, '<=', wholes(call('whole_quotient', steps, of), '+', whole(more)))),
          );
        const rest = call('to_double', call('max', call('remainder', steps, of)));
        const [low, high] = [at(1n), at(2n)];
        const between = doubles(
          low,
          '+',
          doubles(doubles(rest, '*', doubles(high, '-', low)), '/', double(cut.of)),
        );
        const point = choose([{ if: compare(rest, '=', double(0)), gives: low }], between);
        return cut.method === 'rfm' ? doubles(point, '+', double(1)) : point;
      });
    case 'mean': {
      // Of whole numbers that doubles hold, a division is rounded once; zeros at their ends say nothing.
      const [sumOfAll, count] = [call('max', all), call('to_double', call('max', total))];
      const size = call('abs', sumOfAll);
      const sign = call('to_double', call('sign', sumOfAll));
      const means = Array.from({ length: places + 1 }, (_, index) => {
        const power = whole(10n ** BigInt(places - index));
        const rest = call('whole_quotient', size, power);
        const isRound = compare(call('remainder', size, power), '=', whole(0n));
        return {
          if: allOf([isRound, compare(rest, '<', whole(BigInt(Number.MAX_SAFE_INTEGER)))]),
          gives: doubles(
            doubles(call('to_double', rest), '*', sign),
            '/',
            doubles(count, '*', double(10 ** index)),
          ),
        };
      });
      return [choose(means, null)];
    }
  }
}

/** How many cut points each group of a cohort has. */
export function cutCount({ cut }: Cohort): number {
  return cut.kind === 'quantiles' ? cut.of - 1 : 1;
}

/** Cut points that a lock holds, as rows of the query. */
export function knownCutColumns(
  cohort: Cohort,
  groups: ReadonlyMap<string, readonly number[]>,
  group: Sql | null,
  names: Names,
): CutColumns {
  const { fact } = cohort;
  const base = names.claim(`${fact.name}_cuts`);
  const groupName = names.claim(`${base}_of`);
  const thereName = names.claim(`${base}_there`);
  const cutNames = Array.from({ length: cutCount(cohort) }, (_, index) =>
    names.claim(`${base}_${index + 1}`),
  );
  // Nobody had the fact: one row that says so, since a list of rows is never empty.
  const rows: readonly (readonly [string, Sql, readonly number[]])[] =
    groups.size === 0 ? [['', SQL_FALSE, []]] : [...groups].map(([name, cuts]) => [name, SQL_TRUE, cuts]);
  const hasPoint = cutNames.map((_, index) => rows.some(([, , cuts]) => cuts[index] !== undefined));
  return {
    steps: [
      {
        name: base,
        comment: `the cut points of ${fact.name} in ${groupsOf(cohort)}, as they were locked`,
        names: [groupName, thereName, ...cutNames],
        rows: rows.map(([name, isThere, cuts]) => [
          textOf(name),
          isThere,
          ...cutNames.map((_, index) => {
            const point = cuts[index];
            if (point !== undefined) return double(point);
            return hasPoint[index] === true ? NULL : call('to_double', NULL);
          }),
        ]),
      },
    ],
    beside: { step: base, on: group === null ? null : compare(group, '=', column(groupName)) },
    there: column(thereName),
    cuts: cutNames.map(column),
    mayOverflow: false,
  };
}

/** Whether a customer passes a relative test; NULL where its fact, its group or the cut points of that are missing. */
export function passesRank(test: RankTest, { cut }: Cohort, ranked: Sql, { there, cuts }: CutColumns): Sql {
  const first = cuts[0]!;
  switch (test.kind) {
    case 'top': {
      // Without a cut point, though there are customers: nobody makes a share of nothing.
      const nobody = allOf([there, isThere(ranked), isNull(first)]);
      const passes = compare(ranked, '>=', first);
      return cut.kind === 'top_share' ? choose([{ if: nobody, gives: SQL_FALSE }], passes) : passes;
    }
    case 'quantile': {
      const of = cuts.length + 1;
      const { from, to } = binsIn(test, of);
      const sign = beyondCut(cut);
      const parts = [
        ...(from <= 1 ? [] : [compare(ranked, sign, cuts[from - 2]!)]),
        ...(to >= of ? [] : [not(compare(ranked, sign, cuts[to - 1]!))]),
      ];
      const known = allOf([there, isThere(ranked)]);
      return parts.length === 0 ? choose([{ if: known, gives: SQL_TRUE }], null) : allOf(parts);
    }
    case 'mean':
      return compare(ranked, MEAN_SIGNS[test.side], first);
  }
}

/** The bin of a customer, from 1; NULL likewise. */
export function binOfRank({ cut }: Cohort, ranked: Sql, { there, cuts }: CutColumns): Sql {
  const sign = beyondCut(cut);
  const bins = cuts.map((point, index) => ({
    if: compare(ranked, sign, point),
    gives: decimal(String(index + 2)),
  }));
  return choose([...bins.toReversed(), { if: allOf([there, isThere(ranked)]), gives: decimal('1') }], null);
}

// The bins of type 7 are open below, those of rfm hold their lower bound.
function beyondCut(cut: CutRule): ComparisonSign {
  return cut.kind === 'quantiles' && cut.method === 'rfm' ? '>=' : '>';
}

const MEAN_SIGNS: Readonly<Record<MeanSide, ComparisonSign>> = {
  above: '>',
  at_least: '>=',
  at_most: '<=',
  below: '<',
};

/** Refuses more parts than are columns of their own. */
export function refuseParts({ cut, fact, span }: Cohort, refuse: RefuseSql): void {
  if (cut.kind !== 'quantiles' || cut.of <= MOST_PARTS) return;
  refuse(
    {
      en: `"${fact.name}": more than ${MOST_PARTS} parts cannot be said in SQL without a lock`,
      zh: `“${fact.name}”：没有锁定文件时，超过 ${MOST_PARTS} 等分无法用 SQL 表达`,
    },
    { en: 'hold the cut points with keyaccounts lock', zh: '请用 keyaccounts lock 锁定分界值' },
    span,
  );
}

// Each is two columns.
const MOST_PARTS = 100;
