import type { Cohort } from '../condition/condition.ts';
import type { Names } from './quote.ts';
import {
  type CutColumns,
  groupsOf,
  isAmongRanked,
  type Placed,
  placedCutColumns,
  type RankedColumns,
} from './ranks.ts';
import {
  call,
  choose,
  column,
  compare,
  double,
  doubles,
  type NextStep,
  SQL_TRUE,
  type Sql,
  type SqlColumn,
  type StepBeside,
  textOf,
  whole,
  wholes,
} from './tree.ts';

/** Cut points that were found by counting, and what was counted. */
export interface CountedCuts extends CutColumns {
  readonly values: CountedValues;
}

/** Compiles the steps that find the cut points of a cohort. */
export type CountCuts = (cohort: Cohort, ranked: RankedColumns, group: Sql | null) => CountedCuts;

/**
 * Finds the cut points of cohorts by counting how often each value stands, so that no step puts all customers in one
 * order: a group's values are ordered by themselves, and those of all customers in parts that lie one behind the other,
 * each of which begins where those before it end. What is ranked several times is counted once.
 */
export function openCounts(cohorts: readonly Cohort[], counts: Sql, names: Names): CountCuts {
  const counted = new Map<string, CountedValues>();
  return (cohort, ranked, group) => {
    const { fact, per } = cohort;
    const key = `${fact.slot} ${per?.slot ?? ''}`;
    const known = counted.get(key);
    const alike = cohorts.filter((one) => one.fact === fact && one.per === per);
    const values = known ?? countValues(cohort, ranked, group, counts, alike.some(isSummed), names);
    counted.set(key, values);
    const base = names.claim(`${fact.name}_cuts`);
    const found = placedCutColumns(cohort, placedFor(cohort, values), group, base, names);
    return { ...found, steps: [...(known === undefined ? values.steps : []), ...found.steps], values };
  };
}

/** Counted values in the order in which a cohort ranks them. */
export function placedFor({ cut }: Cohort, values: CountedValues): Placed {
  return { ...values, place: cut.kind === 'quantiles' ? values.placeFromSmallest : values.placeFromLargest };
}

function isSummed({ cut }: Cohort): boolean {
  return cut.kind === 'top_share' || cut.kind === 'mean';
}

/** The values of a fact in their order, and the steps that count them. */
export interface CountedValues extends Omit<Placed, 'place'> {
  readonly steps: readonly NextStep[];
  /** Where the first customer stands that has the value, counted from either end. */
  readonly placeFromSmallest: Sql;
  readonly placeFromLargest: Sql;
}

/** How many customers, and where that is asked for their sum. */
interface Amounts {
  readonly count: Sql;
  readonly sum: Sql | null;
}

type Claim = (what: string) => string;

const ASIDE = { keeps: false, aside: true } as const;

function countValues(
  cohort: Cohort,
  ranked: RankedColumns,
  group: Sql | null,
  counts: Sql,
  sums: boolean,
  names: Names,
): CountedValues {
  const { fact } = cohort;
  const base = names.claim(`${fact.name}_counted`);
  const claim: Claim = (what) => names.claim(`${base}_${what}`);
  const [values, places, groupName, valueName] = [base, claim('places'), claim('group'), claim('value')];
  const [sameName, sumName] = [claim('same'), claim('sum')];
  const value = column(valueName);
  const own: Amounts = { count: column(sameName), sum: sums ? column(sumName) : null };
  const parts = group === null ? partsOf(value, own, values, claim) : null;
  const within = [parts?.part ?? column(groupName)];
  const over = (amount: Sql, order: 'smallest' | null): Sql => ({
    kind: 'window',
    of: call('sum', amount),
    within,
    order: order === null ? null : { by: value, from: order },
    running: order !== null,
  });
  // Up to the value and with it, from the smallest on; and that of all values.
  const upTo = (amount: Sql, before: Sql | undefined): Sql =>
    before === undefined ? over(amount, 'smallest') : wholes(over(amount, 'smallest'), '+', before);
  const columns: SqlColumn[] = [];
  const measure = (what: keyof Amounts, amount: Sql): { readonly run: Sql; readonly all: Sql } => {
    const [run, all] = [claim(`${what}_so_far`), claim(`${what}_of_all`)];
    columns.push(
      { name: run, value: upTo(amount, parts?.before[what] ?? undefined) },
      { name: all, value: parts?.all[what] ?? over(amount, null) },
    );
    return { run: column(run), all: column(all) };
  };
  const count = measure('count', own.count);
  const sum = own.sum === null ? null : measure('sum', own.sum);
  const one = whole(1n);
  return {
    steps: [
      {
        ...ASIDE,
        name: values,
        comment: `how often each value of ${fact.name} stands in ${groupsOf(cohort)}`,
        columns: [
          { name: groupName, value: group ?? textOf('') },
          // The largest of equal values, since Spark would copy what is asked of the value down to the customers, where
          // each mention of it is the whole calculation.
          { name: valueName, value: call('max', ranked.value) },
          { name: sameName, value: call('count') },
          ...(sums ? [{ name: sumName, value: call('sum', ranked.steps.of) }] : []),
        ],
        where: isAmongRanked(ranked, group, counts),
        groupedBy: group === null ? [ranked.value] : [group, ranked.value],
      },
      ...(parts?.steps ?? []),
      {
        ...ASIDE,
        name: places,
        comment: `how many customers of ${groupsOf(cohort)} have each value of ${fact.name} or a smaller one`,
        keeps: true,
        from: parts?.from ?? values,
        columns,
        ...(parts === null ? {} : { beside: [parts.beside] }),
      },
    ],
    step: places,
    group: column(groupName),
    value,
    placeFromSmallest: wholes(wholes(count.run, '-', own.count), '+', one),
    placeFromLargest: wholes(wholes(count.all, '-', count.run), '+', one),
    total: count.all,
    sum: sum === null ? count.run : wholes(wholes(sum.all, '-', sum.run), '+', column(sumName)),
    all: sum?.all ?? count.all,
    places: ranked.steps.places,
  };
}

/** Values in parts that lie one behind the other, with what stands before each part, and in all of them. */
interface Parts {
  readonly steps: readonly NextStep[];
  readonly from: string;
  readonly part: Sql;
  readonly before: Amounts;
  readonly all: Amounts;
  readonly beside: StepBeside;
}

function partsOf(value: Sql, own: Amounts, values: string, claim: Claim): Parts {
  const [parts, sizes, others, starts] = [claim('parts'), claim('sizes'), claim('others'), claim('starts')];
  const [partName, sizeOf, otherOf, startOf] = [
    claim('part'),
    claim('size_of'),
    claim('other'),
    claim('start_of'),
  ];
  const part = column(partName);
  const measured = (['count', 'sum'] as const).flatMap((what) => {
    const of = own[what];
    const names = {
      size: `size_${what}`,
      other: `other_${what}`,
      start: `start_${what}`,
      all: `all_${what}`,
    };
    return of === null
      ? []
      : [
          {
            what,
            of,
            size: claim(names.size),
            other: claim(names.other),
            start: claim(names.start),
            all: claim(names.all),
          },
        ];
  });
  const amounts = (name: 'start' | 'all'): Amounts => {
    const [count, sum] = measured.map((one) => column(one[name]));
    return { count: count!, sum: sum ?? null };
  };
  const isBefore = compare(column(otherOf), '<', column(sizeOf));
  return {
    steps: [
      {
        ...ASIDE,
        name: parts,
        comment: 'the part of each value, by its power of ten and its first two digits',
        keeps: true,
        from: values,
        columns: [{ name: partName, value: partNumber(value) }],
      },
      {
        ...ASIDE,
        name: sizes,
        comment: 'how much each part holds',
        from: parts,
        columns: [
          { name: sizeOf, value: part },
          ...measured.map(({ of, size }) => ({ name: size, value: call('sum', of) })),
        ],
        groupedBy: [part],
      },
      {
        ...ASIDE,
        name: others,
        comment: 'the same, to stand beside every part',
        from: sizes,
        columns: [
          { name: otherOf, value: column(sizeOf) },
          ...measured.map(({ size, other }) => ({ name: other, value: column(size) })),
        ],
      },
      {
        ...ASIDE,
        name: starts,
        comment: 'how much the parts before each part hold, and all of them',
        from: sizes,
        columns: [
          { name: startOf, value: column(sizeOf) },
          ...measured.flatMap(({ other, start, all }) => [
            {
              name: start,
              value: call('sum', choose([{ if: isBefore, gives: column(other) }], whole(0n))),
            },
            { name: all, value: call('sum', column(other)) },
          ]),
        ],
        beside: [{ step: others, on: SQL_TRUE }],
        groupedBy: [column(sizeOf)],
      },
    ],
    from: parts,
    part,
    before: amounts('start'),
    all: amounts('all'),
    beside: { step: starts, on: compare(part, '=', column(startOf)) },
  };
}

/**
 * A whole number that never falls while a value grows: every step of it is a comparison, or rounds in one direction. Most
 * values share theirs with few others.
 */
function partNumber(value: Sql): Sql {
  const size = call('abs', value);
  const powers = Array.from({ length: MOST_POWER - LEAST_POWER + 1 }, (_, index) => MOST_POWER - index);
  const number = choose(
    powers.map((power) => ({
      if: compare(size, '>=', double(Number(`1e${power}`))),
      gives: doubles(
        double((power - LEAST_POWER + 1) * 100),
        '+',
        call('floor', doubles(size, '/', double(Number(`1e${power - 1}`)))),
      ),
    })),
    double(0),
  );
  return doubles(number, '*', call('to_double', call('sign', value)));
}

// Ratios of a hundredth of a percent, and sums of a country's companies.
const LEAST_POWER = -4;
const MOST_POWER = 15;
