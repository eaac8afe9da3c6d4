import { type Amount, isProblem, parseAmount } from '../../fields/amount.ts';
import { formatDay } from '../../fields/day.ts';
import { exactOf } from '../../fields/exact.ts';
import type { Unit } from '../../fields/value.ts';

/** An amount in the style of another: 5m stays m, 500万 stays 万, 15% stays %, 90 days stays days, 5,000 keeps its comma. */
export function writeAmount(decimal: string, like: string, unit: Unit | 'count' | 'bin'): string {
  if (unit === 'day') return formatDay(Number(decimal));
  if (unit === 'count' || unit === 'bin') return decimal;
  const styled = inStyleOf(/^-?0+$/.test(like.trim()) ? styleOfZero(decimal, unit) : like, decimal);
  if (styled !== null && meansSame(styled, like, decimal)) return styled;
  const plain = parseAmount(like);
  const kind = isProblem(plain) ? 'plain' : plain.unit;
  return bare(decimal, kind);
}

// A bare 0 has no style of its own.
function styleOfZero(decimal: string, unit: Unit): string {
  const size = exactOf(decimal).abs();
  if (unit === 'ratio') return '1%';
  if (unit !== 'money' || size.compare(1000) < 0) return '1';
  return size.compare(1e6) < 0 ? '1k' : '1m';
}

function inStyleOf(like: string, decimal: string): string | null {
  const match = /^(?<before>\D*?)(?<sign>-?)(?<number>\d[\d,]*(?:\.\d+)?)(?<after>\D*)$/.exec(like.trim());
  if (match?.groups === undefined) return null;
  const { before, number, after: told } = match.groups as { before: string; number: string; after: string };
  const after = unitFor(decimal, before, told);
  const one = parseAmount(`${before}1${after}`);
  if (isProblem(one)) return null;
  const scaled = exactOf(decimal).div(exactOf(one.decimal));
  const digits = String(scaled.abs());
  // Days that are no whole number of weeks.
  if (digits.includes('/')) return null;
  const sign = scaled.compare(0) < 0 ? '-' : '';
  return `${before}${sign}${number.includes(',') ? withThousands(digits) : digits}${after}`;
}

// Nobody writes 1200k: a thousand k are m.
function unitFor(decimal: string, before: string, after: string): string {
  const larger = LARGER[after.trim().toLowerCase()];
  if (larger === undefined) return after;
  const next = parseAmount(`${before}1${larger}`);
  const isLarge = !isProblem(next) && exactOf(decimal).abs().compare(exactOf(next.decimal)) >= 0;
  return isLarge ? after.replace(/\S+/, larger) : after;
}

const LARGER: Readonly<Record<string, string>> = { k: 'm', m: 'bn', 千: '万', 万: '亿' };

function withThousands(digits: string): string {
  const [whole, fraction] = digits.split('.') as [string, string?];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

function meansSame(text: string, like: string, decimal: string): boolean {
  const [amount, old] = [parseAmount(text), parseAmount(like)];
  const isSame = !isProblem(amount) && !isProblem(old) && (amount.unit === old.unit || old.value === 0);
  return isSame && amount.decimal === decimal;
}

function bare(decimal: string, kind: Amount['unit']): string {
  switch (kind) {
    case 'percent':
      return `${exactOf(decimal).mul(100)}%`;
    case 'days':
      return `${decimal} days`;
    case 'plain':
    case 'money':
      return decimal;
  }
}
