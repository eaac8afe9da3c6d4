import type { Fact } from '../../../condition/fact.ts';
import type { Criteria } from '../../../criteria/criteria.ts';
import type { Reach } from '../../../facts/score-reach.ts';
import { type Exact, exactOf } from '../../../fields/exact.ts';
import { exactFact, factText } from '../../../fields/facts.ts';
import { type NumberRange, niceDecimal } from '../../../fields/nice-number.ts';
import { addKnown } from '../../../verdict/amounts.ts';
import type { CheckedCustomers } from '../../../verdict/classify-table.ts';
import { byRevenue } from '../../../verdict/keep-best.ts';
import { openKnownValues } from '../../../verdict/known-values.ts';
import { emptyMoney, exactMoneyOf } from '../../../verdict/money-sum.ts';
import type { Choice, Draft, MovedCustomer, ThresholdMove } from './choice.ts';
import { type Pool, revenueIn } from './open-pool.ts';
import { isRising, type Passes, relativeDistance, type Threshold, type Way } from './threshold.ts';

/**
 * Turns drafts into choices, in one pass over the customers: who leaves or joins, and which amounts separate the customers
 * by what was typed, to the last digit. Drafts without an amount that could be written are left out.
 */
export async function settleDrafts(
  pool: Pool,
  drafts: readonly Draft[],
  company: Criteria,
  per: Fact | null,
  customers: Pick<CheckedCustomers, 'classify'>,
): Promise<Choice[]> {
  const { moved, exacts } = await lookUp(pool, drafts, company, per, customers);
  return drafts.flatMap((draft): Choice[] => {
    const { way, turned, totals, side } = draft;
    const moves = draft.moves.map(({ threshold: place, last, next, within }): ThresholdMove | null => {
      const threshold = pool.thresholds[place]!;
      const exactsOf = (of: readonly number[]): Exact[] =>
        of.map((one) => exacts.get(keyOf(pool, place, one))!);
      const decimal = newAmount(threshold, way, { last: exactsOf(last), next: exactsOf(next), within });
      return decimal === null
        ? null
        : { threshold, decimal, change: relativeDistance(threshold, Number(decimal)) };
    });
    const known = moves.filter((move) => move !== null);
    if (known.length < moves.length) return [];
    const list = turned.map((customer) => moved.get(customer)!).sort(byRevenue);
    const revenueMoved = emptyMoney();
    for (const customer of turned) addKnown(revenueMoved, revenueIn(pool, customer));
    const { count: keyAccounts, revenue, load } = totals;
    return [
      {
        way,
        moves: known,
        side,
        keyAccounts,
        load,
        revenue,
        revenueMoved: exactMoneyOf(revenueMoved),
        customers: list,
      },
    ];
  });
}

interface LookedUp {
  readonly moved: ReadonlyMap<number, MovedCustomer>;
  /** By threshold and customer, what the amount is compared with. */
  readonly exacts: ReadonlyMap<number, Exact>;
}

function keyOf({ thresholds }: Pool, threshold: number, customer: number): number {
  return customer * thresholds.length + threshold;
}

async function lookUp(
  pool: Pool,
  drafts: readonly Draft[],
  company: Criteria,
  per: Fact | null,
  customers: Pick<CheckedCustomers, 'classify'>,
): Promise<LookedUp> {
  const wanted = new Map<number, { readonly customer: number; readonly thresholds: number[] }>();
  const want = (customer: number): { readonly thresholds: number[] } => {
    const line = pool.lines[customer]!;
    const known = wanted.get(line) ?? { customer, thresholds: [] };
    wanted.set(line, known);
    return known;
  };
  const turned = new Set(drafts.flatMap((draft) => draft.turned));
  for (const customer of turned) want(customer);
  for (const { threshold, last, next } of drafts.flatMap(({ moves }) => moves))
    for (const customer of [...last, ...next]) want(customer).thresholds.push(threshold);

  const moved = new Map<number, MovedCustomer>();
  const exacts = new Map<number, Exact>();
  if (wanted.size === 0) return { moved, exacts };
  const read = openKnownValues(company);
  for await (const { record, facts, criteria } of customers.classify(wanted)) {
    const { customer, thresholds } = wanted.get(record.line)!;
    const { id, name, revenue } = read(facts, criteria);
    const group = per === null ? null : factText(facts, per.slot);
    if (turned.has(customer)) moved.set(customer, { id, name, revenue, group });
    for (const place of thresholds) {
      const threshold = pool.thresholds[place]!;
      const slot = criteria.facts.get(threshold.fact)!.slot;
      const exact = isValue(threshold) ? exactFact(facts, slot) : null;
      exacts.set(keyOf(pool, place, customer), exact ?? exactOf(decimalOf(pool.measures[place]![customer]!)));
    }
    wanted.delete(record.line);
    if (wanted.size === 0) break;
  }
  return { moved, exacts };
}

function isValue({ part }: Threshold): boolean {
  return part === 'bound' || part === 'low' || part === 'high';
}

// Ranks, ages and shares: no exponent, and no digit that the number does not have.
function decimalOf(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(15);
}

/** Where an amount may go: across the first customers, and not across the others; null where there are none. */
export interface Between {
  readonly last: readonly Exact[];
  readonly next: readonly Exact[];
  /** How far it may move, as a part of it. */
  readonly within: number;
}

// The amount that people would write there; null when there is none, as for a quantile beyond the last part.
function newAmount(threshold: Threshold, way: Way, { last, next, within }: Between): string | null {
  const rising = isRising(threshold, way);
  const [below, above] = rising ? [last, next] : [next, last];
  // Whoever is exactly on the amount belongs to those above it, or to those below.
  const withAbove = threshold.passes === 'at_least' || threshold.passes === 'less_than';
  const own: NumberRange = {
    low: below.length === 0 ? null : below.reduce((one, other) => (one.compare(other) >= 0 ? one : other)),
    high: above.length === 0 ? null : above.reduce((one, other) => (one.compare(other) <= 0 ? one : other)),
    lowIn: !withAbove,
    highIn: withAbove,
  };
  const near = exactOf(threshold.decimal);
  const stretch = limitsOf(threshold, near, within).reduce(narrow, own);
  return niceDecimal(stretch, near, isWhole(threshold));
}

function isWhole({ unit }: Threshold): boolean {
  return unit === 'day' || unit === 'days' || unit === 'count' || unit === 'bin';
}

function limitsOf(threshold: Threshold, near: Exact, within: number): NumberRange[] {
  const limits: NumberRange[] = [];
  const between = (low: string | null, lowIn: boolean, high: string | null): void => {
    limits.push({
      low: low === null ? null : exactOf(low),
      high: high === null ? null : exactOf(high),
      lowIn,
      highIn: true,
    });
  };
  if (threshold.unit === 'count') between('1', true, null);
  if (threshold.unit === 'bin') between('1', true, String(threshold.most));
  if (threshold.part === 'top' && threshold.unit === 'ratio') between('0', false, '1');
  if (threshold.other !== null) {
    if (threshold.part === 'low') between(null, false, threshold.other);
    else between(threshold.other, true, null);
  }
  if (threshold.reach !== null) limits.push(reachable(threshold, threshold.reach));
  if (Number.isFinite(within)) {
    const span =
      threshold.unit === 'day' ? exactOf(String(Math.floor(within * 365))) : near.abs().mul(within);
    limits.push({ low: near.sub(span), high: near.add(span), lowIn: true, highIn: true });
  }
  return limits;
}

// Where some customer can still be on the side of key: beyond it the line would switch the test off.
function reachable({ passes, helps }: Threshold, { least, most }: Reach): NumberRange {
  const side = helps ? passes : OTHERWISE[passes];
  const isUpper = side === 'at_least' || side === 'more_than';
  return {
    low: isUpper ? null : least,
    high: isUpper ? most : null,
    lowIn: side === 'at_most',
    highIn: side === 'at_least',
  };
}

const OTHERWISE: Readonly<Record<Passes, Passes>> = {
  at_least: 'less_than',
  more_than: 'at_most',
  at_most: 'more_than',
  less_than: 'at_least',
};

function narrow(one: NumberRange, other: NumberRange): NumberRange {
  const lower = one.low === null || (other.low !== null && other.low.compare(one.low) > 0) ? other : one;
  const upper = one.high === null || (other.high !== null && other.high.compare(one.high) < 0) ? other : one;
  return { low: lower.low, lowIn: lower.lowIn, high: upper.high, highIn: upper.highIn };
}
