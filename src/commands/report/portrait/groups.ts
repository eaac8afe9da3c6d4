import type { CategoryName } from '../../../criteria/criteria.ts';
import { byCount, compareText } from '../../../text/order.ts';
import { addToSum, emptySum, type FigureSum, figuresOf, type GroupFigures, joinSums } from './amounts.ts';
import { type Concentration, concentrate } from './concentration.ts';
import { createNumberList, type NumberList } from './number-list.ts';
import type { CustomerFigures } from './read-customer.ts';

/** The customers of a business unit or of an account manager. */
export interface Group {
  /** Null are the customers of whom it is not known. */
  readonly name: string | null;
  readonly all: GroupFigures;
  readonly key: GroupFigures;
  readonly counts: ReadonlyMap<CategoryName | 'undetermined', number>;
  /** How revenue is spread in it; null without revenue, or where it was not asked for. */
  readonly revenue: Concentration | null;
}

/** Takes customers with the name of their group; null where it is not known. */
export interface GroupCollector {
  /** `name`: how the customer spells the group, where spellings differ; the commonest is shown. */
  add(key: string | null, seen: CustomerFigures, name?: string | null): void;
  /** The largest revenue first; equal ones by name, the unnamed last. */
  result(): Group[];
}

/** Adds customers up by a name; `spread` also keeps 8 bytes a customer for the curve of each group. */
export function collectGroups(spread: boolean): GroupCollector {
  const groups = new Map<string | null, Tallies>();
  return {
    add(key, seen, name = null) {
      let group = groups.get(key);
      if (group === undefined) {
        group = { sums: new Map(), revenue: spread ? createNumberList() : null, names: new Map() };
        groups.set(key, group);
      }
      if (name !== null) group.names.set(name, (group.names.get(name) ?? 0) + 1);
      const category = seen.category ?? 'undetermined';
      let sum = group.sums.get(category);
      if (sum === undefined) {
        sum = emptySum();
        group.sums.set(category, sum);
      }
      addToSum(sum, seen);
      if (group.revenue !== null && seen.revenue !== null) group.revenue.push(seen.revenue);
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
  readonly sums: Map<CategoryName | 'undetermined', FigureSum>;
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
