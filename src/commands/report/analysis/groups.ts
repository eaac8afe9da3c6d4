import type { CategoryName } from '../../../criteria/criteria.ts';
import { byCount, compareText } from '../../../text/order.ts';
import {
  type AmountSum,
  type Amounts,
  addAmounts,
  amountsOf,
  emptyAmounts,
  joinAmounts,
} from '../../../verdict/amounts.ts';
import type { KnownValues } from '../../../verdict/known-values.ts';
import { addMoney, emptyMoney, joinMoney, type MoneySum, moneyOf } from '../../../verdict/money-sum.ts';
import type { Standing } from '../../../verdict/verdict.ts';
import { type Concentration, concentrate, createNumberList, type NumberList } from './concentration.ts';

/** The customers of a business unit or of an account manager. */
export interface Group {
  /** Null are the customers of whom it is not known. */
  readonly name: string | null;
  readonly all: GroupFigures;
  readonly key: GroupFigures;
  readonly counts: ReadonlyMap<Standing, number>;
  /** How revenue is spread in it; null without revenue, or where it was not asked for. */
  readonly revenue: Concentration | null;
}

/** Takes customers with the name of their group; null where it is not known. */
interface GroupCollector {
  /** `name`: how the customer spells the group, where spellings differ; the commonest is shown. */
  add(key: string | null, category: CategoryName | null, amounts: KnownAmounts, name?: string | null): void;
  /** The largest revenue first; equal ones by name, the unnamed last. */
  result(): Group[];
}

/** Adds customers up by a name; `spread` also keeps 8 bytes a customer for the curve of each group. */
export function collectGroups(spread: boolean): GroupCollector {
  const groups = new Map<string | null, Tallies>();
  return {
    add(key, category, amounts, name = null) {
      let group = groups.get(key);
      if (group === undefined) {
        group = { sums: new Map(), revenue: spread ? createNumberList() : null, names: new Map() };
        groups.set(key, group);
      }
      if (name !== null) group.names.set(name, (group.names.get(name) ?? 0) + 1);
      const place = category ?? 'undetermined';
      let sum = group.sums.get(place);
      if (sum === undefined) {
        sum = emptySum();
        group.sums.set(place, sum);
      }
      addToSum(sum, amounts);
      if (group.revenue !== null && amounts.revenue !== null) group.revenue.push(amounts.revenue);
    },
    result: () =>
      [...groups]
        .map(([key, { sums, revenue, names }]) => ({
          name: names.size === 0 ? key : commonest(names),
          all: figuresOf(joinSums(sums.values())),
          key: figuresOf(sums.get('key') ?? emptySum()),
          counts: new Map([...sums].map(([category, { customers }]) => [category, customers])),
          revenue: revenue === null ? null : concentrate(revenue.sorted(), undefined, revenue.long()),
        }))
        .sort(
          (one, other) =>
            Number(other.all.revenue) - Number(one.all.revenue) || compareNames(one.name, other.name),
        ),
  };
}

interface Tallies {
  readonly sums: Map<Standing, FigureSum>;
  readonly revenue: NumberList | null;
  readonly names: Map<string, number>;
}

// Of equals the first in the alphabet of code points, not of the rows.
function commonest(names: ReadonlyMap<string, number>): string {
  return byCount(names)[0]![0];
}

function compareNames(one: string | null, other: string | null): number {
  if (one === null || other === null) return one === other ? 0 : one === null ? 1 : -1;
  return compareText(one, other);
}

/** Customers and what they bring, with the ratios of it. */
export interface GroupFigures extends Amounts {
  /** Of how many customers revenue and profit are known. */
  readonly revenueKnown: number;
  readonly profitKnown: number;
  /** Revenue against the year before, over the customers of whom both are known; null when there is nothing to compare. */
  readonly growth: number | null;
  /** Profit against revenue, over the customers of whom both are known; null without revenue. */
  readonly margin: number | null;
}

/** What is added up of customers: all, and those of whom two amounts are known that make a ratio. */
interface FigureSum extends AmountSum {
  readonly compared: MoneySum;
  readonly prior: MoneySum;
  readonly earning: MoneySum;
  readonly earned: MoneySum;
}

type KnownAmounts = Pick<KnownValues, 'revenue' | 'priorRevenue' | 'profit'>;

/** Nothing added yet. */
export function emptySum(): FigureSum {
  return {
    ...emptyAmounts(),
    compared: emptyMoney(),
    prior: emptyMoney(),
    earning: emptyMoney(),
    earned: emptyMoney(),
  };
}

/** Adds a customer; null is not known. */
export function addToSum(sum: FigureSum, { revenue, priorRevenue, profit }: KnownAmounts): void {
  addAmounts(sum, revenue, profit);
  if (revenue !== null && priorRevenue !== null) {
    addMoney(sum.compared, revenue);
    addMoney(sum.prior, priorRevenue);
  }
  if (revenue !== null && profit !== null) {
    addMoney(sum.earning, revenue);
    addMoney(sum.earned, profit);
  }
}

/** Several sums as one. */
export function joinSums(sums: Iterable<FigureSum>): FigureSum {
  const joined = emptySum();
  for (const sum of sums) {
    joinAmounts(joined, sum);
    for (const name of PARTS) joinMoney(joined[name], sum[name]);
  }
  return joined;
}

const PARTS = ['compared', 'prior', 'earning', 'earned'] as const;

/** A sum in the file's money, with its ratios. */
export function figuresOf(sum: FigureSum): GroupFigures {
  const [compared, prior] = [moneyOf(sum.compared), moneyOf(sum.prior)];
  const [earning, earned] = [moneyOf(sum.earning), moneyOf(sum.earned)];
  return {
    ...amountsOf(sum),
    revenueKnown: sum.revenue.amounts,
    profitKnown: sum.profit.amounts,
    growth: prior > 0 ? (compared - prior) / prior : null,
    margin: earning > 0 ? earned / earning : null,
  };
}
