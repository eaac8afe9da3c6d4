import { groupOf } from '../condition/compile.ts';
import type { Cohort, CutRule, Cuts, LockedCuts, Quantity, RankPlacement } from '../condition/condition.ts';
import type { Fact } from '../condition/fact.ts';
import { firstAbove } from '../condition/rank-edges.ts';
import type { Criteria } from '../criteria/criteria.ts';
import { factsReadBy } from '../criteria/reads.ts';
import { decimalOf } from '../fields/decimal.ts';
import { exactOf } from '../fields/exact.ts';
import type { Facts } from '../fields/facts.ts';
import { rankedValue } from '../fields/rounded.ts';
import { findMean, findShareCut } from './sum-cuts.ts';

/** Collects what relative tests need, the ranked value: 8 bytes a customer and fact. */
export interface CohortCollector {
  add(facts: Facts): void;
  /** The values since the last time, as plain data to be joined to those of other customers. */
  take(): RankedValues;
  join(part: RankedValues): void;
  /** Asked for when all are added; sorted once. */
  cuts(): RankedCuts;
}

/** The values of each cohort, by group. */
export type RankedValues = readonly (readonly (readonly [string, Float64Array])[])[];

/** What ranks come from, as plain data: of each cohort, by group, the values in ascending order and the cut points. */
export type RankedData = readonly ReadonlyMap<
  string,
  { readonly sorted: Float64Array; readonly cuts: readonly number[] }
>[];

/** Cut points together with the groups that they were found in. */
export interface RankedCuts extends Cuts {
  /** Every group with a customer that has the fact, in no particular order. */
  groups(cohort: number): readonly RankedGroup[];
  /** The values of a group, ascending. */
  sorted(cohort: number, group: string): Float64Array | null;
  readonly data: RankedData;
}

/** A group in which customers were ranked; its cut points are ascending. */
export interface RankedGroup {
  readonly group: string;
  /** How many customers have the fact. */
  readonly customers: number;
  readonly cuts: readonly number[];
}

/** Computed cut points, with those of a lock in their place where it has some. */
export function layLocked(computed: Cuts, locked: LockedCuts | undefined): Cuts {
  if (locked === undefined) return computed;
  const of = (cohort: number): Cuts => (locked.has(cohort) ? locked : computed);
  return {
    find: (cohort, group) => of(cohort).find(cohort, group),
    place: (cohort, group, value) => of(cohort).place(cohort, group, value),
  };
}

/** Gathers the values of each cohort's fact, by group, and finds the cut points in the end. */
export function collectCohorts(cohorts: readonly Cohort[]): CohortCollector {
  const groups = cohorts.map(() => new Map<string, NumberList>());
  const listOf = (index: number, group: string): NumberList => {
    const known = groups[index]!.get(group);
    if (known !== undefined) return known;
    const list = createList();
    groups[index]!.set(group, list);
    return list;
  };
  let ranked: RankedCuts | null = null;
  return {
    add(facts) {
      for (const [index, cohort] of cohorts.entries()) {
        const value = rankedValue(facts, cohort.fact.slot);
        const group = groupOf(cohort, facts);
        if (Number.isNaN(value) || group === null) continue;
        pushNumber(listOf(index, group), value);
      }
    },
    take: () =>
      groups.map((lists) => {
        const part = [...lists].map(
          ([group, { values, length }]) => [group, values.slice(0, length)] as const,
        );
        lists.clear();
        return part;
      }),
    join(part) {
      for (const [index, lists] of part.entries())
        for (const [group, values] of lists) pushNumbers(listOf(index, group), values);
    },
    cuts: () => {
      ranked ??= rankedCuts(rankGroups(groups, cohorts));
      return ranked;
    },
  };
}

function rankGroups(
  groups: readonly ReadonlyMap<string, NumberList>[],
  cohorts: readonly Cohort[],
): RankedData {
  return groups.map((lists, index) => {
    const entries = [...lists].map(([group, list]) => {
      const sorted = list.values.slice(0, list.length).sort();
      return [group, { sorted, cuts: findCuts(sorted, cohorts[index]!.cut) }] as const;
    });
    return new Map(entries);
  });
}

/** The cut points that lie in such data. */
export function rankedCuts(found: RankedData): RankedCuts {
  return {
    data: found,
    find: (cohort, group) => found[cohort]?.get(group)?.cuts ?? null,
    place: (cohort, group, value) => {
      const sorted = found[cohort]?.get(group)?.sorted;
      return sorted === undefined ? null : rankIn(sorted, value);
    },
    sorted: (cohort, group) => found[cohort]?.get(group)?.sorted ?? null,
    groups: (cohort) =>
      [...found[cohort]!].map(([group, { sorted, cuts }]) => ({ group, customers: sorted.length, cuts })),
  };
}

function rankIn(sorted: Float64Array, value: number): RankPlacement {
  return { rank: sorted.length - firstAbove(sorted, value) + 1, of: sorted.length };
}

/** The cut points of ascending values, ascending; empty when no value can be inside. */
function findCuts(sorted: Float64Array, rule: CutRule): readonly number[] {
  const count = sorted.length;
  switch (rule.kind) {
    case 'top_count':
      return [sorted[Math.max(0, count - rule.count)]!];
    case 'top_ratio':
      return [sorted[count - Math.max(1, customersIn(rule.ratio, count))]!];
    case 'top_share':
      return findShareCut(sorted, rule.ratio);
    case 'quantiles':
      return Array.from({ length: rule.of - 1 }, (_, index) => quantile7(sorted, index + 1, rule));
    case 'mean':
      return [findMean(sorted)];
  }
}

// The fewest customers that reach a ratio p/q of all n: (n·p + q − 1) div q.
function customersIn({ decimal }: Quantity, count: number): number {
  const { n: part, d: whole } = exactOf(decimal);
  return Number((BigInt(count) * part + whole - 1n) / whole);
}

// R's type 7 (Hyndman and Fan 1996): h = (n − 1)p, linear between the neighbours. The place is found in whole
// numbers, so that a quantile that falls on a customer is that customer's value; between two it is the double nearest to
// what it is on paper, so that a customer of other data is on it where the amounts are equal there. The bins of rfm are
// found in doubles, as R finds them.
function quantile7(sorted: Float64Array, part: number, { of, method }: Quantiles): number {
  const steps = (sorted.length - 1) * part;
  const below = Math.floor(steps / of);
  const rest = steps % of;
  const low = sorted[below]!;
  const high = rest === 0 ? low : sorted[below + 1]!;
  if (method === 'rfm') return low + (rest * (high - low)) / of + 1;
  if (low === high) return low;
  return exactOf(decimalOf(high)).sub(low).mul(rest).div(of).add(low).valueOf();
}

type Quantiles = Extract<CutRule, { kind: 'quantiles' }>;

interface NumberList {
  values: Float64Array;
  length: number;
}

function createList(): NumberList {
  return { values: new Float64Array(16), length: 0 };
}

function pushNumber(list: NumberList, value: number): void {
  if (list.length === list.values.length) enlarge(list, list.length * 2);
  list.values[list.length] = value;
  list.length += 1;
}

function pushNumbers(list: NumberList, values: Float64Array): void {
  const length = list.length + values.length;
  if (length > list.values.length) enlarge(list, Math.max(length, list.length * 2));
  list.values.set(values, list.length);
  list.length = length;
}

function enlarge(list: NumberList, length: number): void {
  const larger = new Float64Array(length);
  larger.set(list.values);
  list.values = larger;
}

/**
 * How many further passes over the customers it takes until every cut point is known: ranking a score that itself needs
 * quantiles takes one more.
 */
export function cohortDepth(criteria: Criteria): number {
  // Each comes after what it needs, so that everything is asked for once.
  const depths = new Map<string, number>();
  const depthOf = ({ name }: Fact): number => depths.get(name) ?? 0;
  for (const one of criteria.computed) {
    const needed =
      one.kind === 'derived'
        ? factsReadBy(one).map(depthOf)
        : one.factors.map(({ fact, points }) => depthOf(fact) + (points.kind === 'quantiles' ? 1 : 0));
    depths.set(one.fact.name, Math.max(0, ...needed));
  }
  return Math.max(0, ...criteria.cohorts.map((cohort) => depthOf(cohort.fact)));
}
