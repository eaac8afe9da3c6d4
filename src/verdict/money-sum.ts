/**
 * A sum of money in whole numbers, so that cents add up exactly and no order of customers matters: hundredths, and
 * ten-thousandths of them for amounts that are written finer.
 */
export interface MoneySum {
  hundredths: number;
  rest: number;
}

/** Nothing added yet. */
export function emptyMoney(): MoneySum {
  return { hundredths: 0, rest: 0 };
}

/** Adds an amount of the file's money, exact to its sixth decimal. */
export function addMoney(sum: MoneySum, amount: number): void {
  const scaled = amount * 100;
  const whole = Math.round(scaled);
  sum.hundredths += whole;
  if (whole !== scaled) sum.rest += Math.round((scaled - whole) * REST);
}

/** Adds all of another sum. */
export function joinMoney(sum: MoneySum, other: MoneySum): void {
  sum.hundredths += other.hundredths;
  sum.rest += other.rest;
}

/** A sum in the file's money. */
export function moneyOf({ hundredths, rest }: MoneySum): number {
  return rest === 0 ? hundredths / 100 : (hundredths * REST + rest) / (100 * REST);
}

const REST = 1e4;
