import type { ExactNumber } from '../fields/exact-number.ts';
import { compareText } from '../text/order.ts';
import { shareTexts } from '../text/share-texts.ts';
import {
  type AmountSum,
  type Amounts,
  addAmounts,
  amountsOf,
  emptyAmounts,
  joinAmounts,
} from '../verdict/amounts.ts';
import { byRevenue } from '../verdict/keep-best.ts';
import type { KnownValues } from '../verdict/known-values.ts';
import type { NearMiss } from '../verdict/near.ts';
import type { CauseKind, ComparedCategory, Movement } from './movement.ts';
import type { Regrouped } from './regrouped.ts';

/** Two classifications side by side: who moved, from where to where, and why. */
export interface Comparison {
  /** How many customers there are on each side. */
  readonly before: number;
  readonly after: number;
  readonly keyBefore: number;
  readonly keyAfter: number;
  /** By category before, then by category after; those who stayed among them. */
  readonly matrix: ReadonlyMap<ComparedCategory, ReadonlyMap<ComparedCategory, Amounts>>;
  /** By revenue, the largest first. */
  readonly movements: readonly Movement[];
  readonly moved: Amounts;
  readonly toKey: Amounts;
  readonly fromKey: Amounts;
  /** How many movements each kind of cause has a part in. */
  readonly causes: ReadonlyMap<CauseKind, number>;
  /** Those in which anybody moved or that have too many key accounts, in order. */
  readonly units: readonly GroupMoves[];
  readonly managers: readonly GroupMoves[];
  /** Rows that belong to another group of companies than before. */
  readonly regrouped: readonly Regrouped[];
  /** Near misses of the newer side that were none on the older: looked for when they are asked for. */
  readonly near: () => NewNearMisses;
  readonly hasRevenue: boolean;
  readonly hasProfit: boolean;
}

/** Near misses of the newer side that were none on the older, the nearest first. */
export interface NewNearMisses {
  /** How small a change counts, as a part of the field's value. */
  readonly within: number;
  readonly found: readonly NewlyNear[];
  /** Whether these are all; of many customers only those that look nearest are looked at closely. */
  readonly isExact: boolean;
}

/** What happens to the customers of one business unit or account manager; null for those without one. */
export interface GroupMoves {
  readonly name: string | null;
  readonly moved: Amounts;
  readonly toKey: number;
  readonly fromKey: number;
  readonly keyBefore: number;
  readonly keyAfter: number;
}

/** A near miss of the newer side that was none on the older; revenue in the file's money, null is missing. */
export interface NewlyNear extends NearMiss {
  readonly revenue: ExactNumber | null;
}

/** Under whom a customer stands. */
type UnitAndManager = Pick<KnownValues, 'unit' | 'manager'>;

/** From where to where a customer moved, and why. */
type Move = Pick<Movement, 'from' | 'to' | 'criterionFrom' | 'criterionTo' | 'causes'>;

/** Takes customers as they come, and what was found of those who moved or are near. */
export interface ComparisonCollector {
  /** Every customer of either side, once; `before` is where it stood, or stands where it is gone. */
  count(from: ComparedCategory, to: ComparedCategory, customer: KnownValues, before: UnitAndManager): void;
  /** A customer of whom the other side is not known: it counts on its own, and has not moved. */
  apart(side: 'before' | 'after', category: ComparedCategory, place: UnitAndManager): void;
  /** One who stands elsewhere; what is to be kept of `customer` is copied. */
  move(customer: KnownValues, how: Move): void;
  result(near: Comparison['near'], regrouped: readonly Regrouped[]): Comparison;
}

/** Adds up a comparison as the customers come. */
export function collectComparison(has: {
  readonly revenue: boolean;
  readonly profit: boolean;
}): ComparisonCollector {
  const matrix: Matrix = new Map();
  const movements: Movement[] = [];
  const share = shareTexts();
  const counts = new Map<CauseKind, number>();
  const units = new Map<string | null, GroupSum>();
  const managers = new Map<string | null, GroupSum>();
  const aside = { before: 0, after: 0, keyBefore: 0, keyAfter: 0 };
  return {
    count(from, to, customer, before) {
      addAmounts(sumAt(matrix, from, to), customer.revenue, customer.profit);
      // Whoever stays outside of key changes nothing for a unit or a manager.
      if (from === to && to !== 'key') return;
      countMove(groupIn(units, before.unit), groupIn(units, customer.unit), from, to, customer);
      countMove(groupIn(managers, before.manager), groupIn(managers, customer.manager), from, to, customer);
    },
    apart(side, category, { unit, manager }) {
      aside[side] += 1;
      if (category !== 'key') return;
      const keys = side === 'before' ? 'keyBefore' : 'keyAfter';
      aside[keys] += 1;
      groupIn(units, unit)[keys] += 1;
      groupIn(managers, manager)[keys] += 1;
    },
    move({ id, name, revenue, profit, unit, manager }, { from, to, criterionFrom, criterionTo, causes }) {
      // Property by property: of objects made from others each may get a shape of its own, as large as itself.
      movements.push({
        id,
        name,
        from,
        to,
        criterionFrom,
        criterionTo,
        revenue,
        profit,
        unit: share(unit),
        manager: share(manager),
        causes,
      });
      for (const kind of new Set(causes.of.map((cause) => cause.kind)))
        counts.set(kind, (counts.get(kind) ?? 0) + 1);
    },
    result(near, regrouped) {
      const cells = [...matrix].flatMap(([from, row]) => [...row].map(([to, sum]) => ({ from, to, sum })));
      const totalOf = (belongs: (from: ComparedCategory, to: ComparedCategory) => boolean): Amounts =>
        joined(cells.filter(({ from, to }) => belongs(from, to)).map(({ sum }) => sum));
      return {
        before: totalOf((from) => from !== 'absent').customers + aside.before,
        after: totalOf((_, to) => to !== 'absent').customers + aside.after,
        keyBefore: totalOf((from) => from === 'key').customers + aside.keyBefore,
        keyAfter: totalOf((_, to) => to === 'key').customers + aside.keyAfter,
        matrix: new Map(
          [...matrix].map(([from, row]) => [
            from,
            new Map([...row].map(([to, sum]) => [to, amountsOf(sum)])),
          ]),
        ),
        movements: movements.sort(byRevenue),
        moved: totalOf((from, to) => from !== to),
        toKey: totalOf((from, to) => from !== 'key' && to === 'key'),
        fromKey: totalOf((from, to) => from === 'key' && to !== 'key'),
        causes: counts,
        units: groupsOf(units),
        managers: groupsOf(managers),
        regrouped,
        near,
        hasRevenue: has.revenue,
        hasProfit: has.profit,
      };
    },
  };
}

/** By category before, then by category after. */
type Matrix = Map<ComparedCategory, Map<ComparedCategory, AmountSum>>;

interface GroupSum {
  readonly moved: AmountSum;
  toKey: number;
  fromKey: number;
  keyBefore: number;
  keyAfter: number;
}

function sumAt(matrix: Matrix, from: ComparedCategory, to: ComparedCategory): AmountSum {
  let row = matrix.get(from);
  if (row === undefined) {
    row = new Map();
    matrix.set(from, row);
  }
  let sum = row.get(to);
  if (sum === undefined) {
    sum = emptyAmounts();
    row.set(to, sum);
  }
  return sum;
}

function joined(sums: readonly AmountSum[]): Amounts {
  const all = emptyAmounts();
  for (const sum of sums) joinAmounts(all, sum);
  return amountsOf(all);
}

function countMove(
  older: GroupSum,
  newer: GroupSum,
  from: ComparedCategory,
  to: ComparedCategory,
  { revenue, profit }: KnownValues,
): void {
  if (from === 'key') older.keyBefore += 1;
  if (to === 'key') newer.keyAfter += 1;
  if (from === to) return;
  addAmounts(newer.moved, revenue, profit);
  if (to === 'key') newer.toKey += 1;
  if (from === 'key') newer.fromKey += 1;
}

function groupIn(groups: Map<string | null, GroupSum>, name: string | null): GroupSum {
  let group = groups.get(name);
  if (group === undefined) {
    group = { moved: emptyAmounts(), toKey: 0, fromKey: 0, keyBefore: 0, keyAfter: 0 };
    groups.set(name, group);
  }
  return group;
}

function groupsOf(groups: ReadonlyMap<string | null, GroupSum>): GroupMoves[] {
  return [...groups]
    .map(([name, sum]) => ({ ...sum, name, moved: amountsOf(sum.moved) }))
    .sort(
      (one, other) =>
        other.moved.customers - one.moved.customers || compareText(one.name ?? '', other.name ?? ''),
    );
}
