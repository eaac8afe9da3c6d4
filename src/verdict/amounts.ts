import type { CategoryName } from '../criteria/criteria.ts';
import { digitsOf, type ExactNumber } from '../fields/exact-number.ts';
import { addMoney, emptyMoney, exactMoneyOf, joinMoney, type MoneySum } from './money-sum.ts';

/** Customers with what they bring, added up exactly, in any order. */
export interface AmountSum {
  customers: number;
  readonly revenue: MoneySum;
  readonly profit: MoneySum;
}

/** The same in the file's money; null where there are customers, and of none of them the amount is known. */
export interface Amounts {
  readonly customers: number;
  readonly revenue: ExactNumber | null;
  readonly profit: ExactNumber | null;
}

/** Sums of some of the customers. */
export interface PortfolioPart {
  readonly decided: readonly DecidedSum[];
  readonly undetermined: AmountSum;
  readonly lacks: ReadonlyMap<string, number>;
}

/** The sum of customers who share a verdict; `criterion` is the id of what decided, where that has one. */
export interface DecidedSum {
  readonly category: CategoryName;
  readonly criterion: string | null;
  readonly sum: AmountSum;
}

/** Nothing added yet. */
export function emptyAmounts(): AmountSum {
  return { customers: 0, revenue: emptyMoney(), profit: emptyMoney() };
}

/** Adds a customer; an unknown amount is left out of its own sum, and changes nothing else. */
export function addAmounts(sum: AmountSum, revenue: ExactNumber | null, profit: ExactNumber | null): void {
  sum.customers += 1;
  addKnown(sum.revenue, revenue);
  addKnown(sum.profit, profit);
}

/** Adds all of another sum. */
export function joinAmounts(sum: AmountSum, other: AmountSum): void {
  sum.customers += other.customers;
  joinMoney(sum.revenue, other.revenue);
  joinMoney(sum.profit, other.profit);
}

/** A sum in the file's money. */
export function amountsOf({ customers, revenue, profit }: AmountSum): Amounts {
  return { customers, revenue: knownMoneyOf(revenue, customers), profit: knownMoneyOf(profit, customers) };
}

/** What customers bring, in the file's money; null where there are some, and of none of them the amount is known. */
export function knownMoneyOf(sum: MoneySum, customers: number): ExactNumber | null {
  return customers > 0 && sum.amounts === 0 ? null : exactMoneyOf(sum);
}

/** A part of a whole as a ratio; null where the whole is nothing, or either is not known. */
export function ratioOf(part: ExactNumber | null, whole: ExactNumber | null): number | null {
  return part !== null && Number(whole) > 0 ? Number(part) / Number(whole) : null;
}

/** Adds an amount if it is known; null and NaN are not. */
export function addKnown(sum: MoneySum, amount: ExactNumber | null): void {
  if (amount !== null && !Number.isNaN(amount)) addMoney(sum, amount);
}

/** A sum of money as a decimal: to the cent, or as fine as the amounts in it were. */
export function printAmount(amount: ExactNumber): string {
  const [whole, decimals = ''] = digitsOf(amount).split('.');
  return `${whole}.${decimals.padEnd(2, '0')}`;
}
