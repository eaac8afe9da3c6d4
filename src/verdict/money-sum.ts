import { digitsOf, type ExactNumber, exactNumber } from '../fields/exact-number.ts';

/**
 * A sum of money in whole numbers, so that cents add up exactly and no order of customers matters: hundredths, and
 * ten-thousandths of them for amounts that are written finer. What is too large for a double's whole numbers goes into
 * `long`, in millionths.
 */
export interface MoneySum {
  /** Of how many amounts it is. */
  amounts: number;
  hundredths: number;
  rest: number;
  long: bigint;
}

/** Nothing added yet. */
export function emptyMoney(): MoneySum {
  return { amounts: 0, hundredths: 0, rest: 0, long: 0n };
}

/** Adds an amount of the file's money, exact to its sixth decimal. */
export function addMoney(sum: MoneySum, amount: ExactNumber): void {
  sum.amounts += 1;
  if (typeof amount === 'string') {
    sum.long += millionthsOf(amount);
    return;
  }
  const scaled = amount * 100;
  const whole = Math.round(scaled);
  const size = Math.abs(whole);
  if (size > FINE && (size > LARGEST || whole / 100 !== amount)) {
    sum.long += millionthsOf(digitsOf(amount));
    return;
  }
  sum.hundredths += whole;
  if (whole !== scaled && size <= FINE) sum.rest += Math.round((scaled - whole) * REST);
  if (Math.abs(sum.hundredths) > LARGEST) spill(sum);
}

/** Adds all of another sum. */
export function joinMoney(sum: MoneySum, other: MoneySum): void {
  sum.amounts += other.amounts;
  sum.hundredths += other.hundredths;
  sum.rest += other.rest;
  sum.long += other.long;
  if (Math.abs(sum.hundredths) > LARGEST) spill(sum);
}

/** A sum in the file's money: the nearest double. */
export function moneyOf(sum: MoneySum): number {
  return sum.long === 0n && sum.rest === 0 ? sum.hundredths / 100 : Number(exactMoneyOf(sum));
}

/** A sum in the file's money, to its last digit. */
export function exactMoneyOf(sum: MoneySum): ExactNumber {
  const { hundredths, rest, long } = sum;
  if (long === 0n && Math.abs(hundredths) <= FIFTEEN && rest === 0) return hundredths / 100;
  const millionths = long + BigInt(hundredths) * BigInt(REST) + BigInt(rest);
  const size = String(millionths < 0n ? -millionths : millionths).padStart(PLACES + 1, '0');
  const decimal = `${size.slice(0, -PLACES)}.${size.slice(-PLACES)}`.replace(/\.?0+$/, '');
  return exactNumber(millionths < 0n ? `-${decimal}` : decimal);
}

// Keeps the doubles where they are exact.
function spill(sum: MoneySum): void {
  sum.long += BigInt(sum.hundredths) * BigInt(REST);
  sum.hundredths = 0;
}

// Half away from zero beyond the sixth decimal.
function millionthsOf(decimal: string): bigint {
  const [whole, fraction = ''] = decimal.replace('-', '').split('.') as [string, string?];
  const cut = BigInt(whole + fraction.slice(0, PLACES).padEnd(PLACES, '0'));
  const size = (fraction[PLACES] ?? '0') >= '5' ? cut + 1n : cut;
  return decimal.startsWith('-') ? -size : size;
}

const REST = 1e4;
const PLACES = 6;
// Up to here hundredths leave room for four more decimals.
const FINE = 1e11;
const FIFTEEN = 1e15;
// Two of these are still whole numbers of a double.
const LARGEST = 2 ** 52;
