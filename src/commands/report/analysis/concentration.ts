import type { Quantity } from '../../../condition/condition.ts';
import { findShareCut } from '../../../facts/sum-cuts.ts';
import { exactOf } from '../../../fields/exact.ts';
import { digitsOf, type ExactNumber } from '../../../fields/exact-number.ts';
import { boundOf } from '../../../fields/facts.ts';
import { addMoney, emptyMoney, exactMoneyOf, moneyOf } from '../../../verdict/money-sum.ts';

/** How a sum is spread over the customers that make it, the largest first. */
export interface Concentration {
  /** Customers of whom the amount is known. */
  readonly customers: number;
  readonly total: ExactNumber;
  /** The largest that together make the share: all with at least `cut`, so that equal ones stay together. */
  readonly core: {
    readonly customers: number;
    readonly sum: ExactNumber;
    readonly cut: number;
    /** The amount of the last of them, which `cut` is nearest to. */
    readonly least: ExactNumber;
  };
  /** The sum of the largest so many customers; x and y as shares, y may pass 1 where others lose money. */
  readonly curve: readonly CurvePoint[];
  /** Where the curve is highest: beyond it customers cost more than they bring. */
  readonly peak: CurvePoint;
  /** Customers whose amount is below nothing. */
  readonly losing: number;
}

/** The largest so many customers: their part of all customers, and of the sum. */
export interface CurvePoint {
  readonly customers: number;
  readonly x: number;
  readonly y: number;
}

/** The share that the core makes: what people know as the Pareto rule. */
export const CORE_SHARE: Quantity = { ...boundOf(0.8, '0.8'), unit: 'ratio', text: '80%' };

/** For how many percent of all customers it is told what the largest so many make. */
export const TOP_PERCENTS: readonly number[] = [1, 5, 10, 20, 30, 50, 100];

/** How many customers so many percent of them are: the fewest that reach it. */
export function customersIn(percent: number, customers: number): number {
  return Math.ceil((percent * customers) / 100);
}

/**
 * The spread of amounts that come the largest first; null when there is no sum to share. The rule at the
 * boundary is that of `top_share`: the customer that crosses the line is in, and all that are equal to it. The curve
 * has a point for each of the top parts of `base` customers, which may be more than those of whom the amount is known.
 * `long`: by their nearest double, the amounts that it cannot tell, so that sums are exact.
 */
export function concentrate(
  sorted: Float64Array,
  base = sorted.length,
  long: ReadonlyMap<number, readonly ExactNumber[]> = new Map(),
): Concentration | null {
  const [cut] = findShareCut(sorted.toReversed(), CORE_SHARE);
  if (cut === undefined || sorted.length === 0) return null;
  const asked = stepsOf(sorted.length);
  for (const percent of TOP_PERCENTS) asked.add(customersIn(percent, base));
  const steps = Float64Array.from(asked).sort();
  let step = 0;
  const points: { customers: number; sum: number }[] = [];
  const added = emptyMoney();
  let sum = 0;
  let peak = 0;
  let highest = 0;
  let core: Omit<Concentration['core'], 'cut'> = { customers: 0, sum: 0, least: cut };
  let tied = 0;
  for (let index = 0; index < sorted.length; index += 1) {
    const value = sorted[index]!;
    tied = index > 0 && value === sorted[index - 1] ? tied + 1 : 0;
    const amount = long.size === 0 ? value : (long.get(value)?.[tied] ?? value);
    addMoney(added, amount);
    sum = moneyOf(added);
    const customers = index + 1;
    if (sum > highest) {
      peak = customers;
      highest = sum;
    }
    // The last of them: to write a sum in full takes its time.
    if (value >= cut && !(sorted[customers]! >= cut))
      core = { customers, sum: exactMoneyOf(added), least: amount };
    if (customers === steps[step]) {
      points.push({ customers, sum });
      step += 1;
    }
  }
  const total = sum;
  if (total <= 0) return null;
  const pointOf = (point: { customers: number; sum: number }): CurvePoint => ({
    customers: point.customers,
    x: point.customers / sorted.length,
    y: point.sum / total,
  });
  return {
    customers: sorted.length,
    total: exactMoneyOf(added),
    core: { ...core, cut },
    curve: [{ customers: 0, x: 0, y: 0 }, ...points.map(pointOf)],
    peak: pointOf({ customers: peak, sum: highest }),
    losing: sorted.length - 1 - sorted.findLastIndex((value) => value >= 0),
  };
}

// Every customer of a short list; of a long one the first, where the curve is steep, and every hundredth part.
function stepsOf(customers: number): Set<number> {
  if (customers <= MOST_POINTS) return new Set(Array.from({ length: customers }, (_, index) => index + 1));
  const steps = new Set<number>();
  for (let step = 1; step <= STEEP; step += 1) steps.add(Math.ceil((customers * step) / (STEEP * 50)));
  for (let percent = 1; percent <= 100; percent += 1) steps.add(customersIn(percent, customers));
  return steps;
}

const MOST_POINTS = 150;
const STEEP = 20;

/** Amounts as they come, 8 bytes each; those that a double cannot tell also as they are. */
export interface NumberList {
  push(value: ExactNumber): void;
  readonly length: number;
  /** How many are at least so much. */
  countFrom(least: number): number;
  /** The nearest doubles, the largest first. */
  sorted(): Float64Array;
  /** By the nearest double, the amounts that it cannot tell apart, the largest first. */
  long(): ReadonlyMap<number, readonly ExactNumber[]>;
}

/** An empty list; its memory doubles when it is full. */
export function createNumberList(): NumberList {
  let values = new Float64Array(16);
  let length = 0;
  const exact = new Map<number, ExactNumber[]>();
  return {
    push(value) {
      if (length === values.length) {
        const larger = new Float64Array(length * 2);
        larger.set(values);
        values = larger;
      }
      const nearest = Number(value);
      values[length] = nearest;
      length += 1;
      if (typeof value === 'string') exact.set(nearest, [...(exact.get(nearest) ?? []), value]);
    },
    get length() {
      return length;
    },
    countFrom(least) {
      let count = 0;
      for (let at = 0; at < length; at += 1) if (values[at]! >= least) count += 1;
      return count;
    },
    sorted: () => values.slice(0, length).sort().reverse(),
    long: () => {
      const compare = (one: ExactNumber, other: ExactNumber): number =>
        exactOf(digitsOf(other)).compare(exactOf(digitsOf(one)));
      return new Map([...exact].map(([nearest, amounts]) => [nearest, amounts.sort(compare)]));
    },
  };
}
