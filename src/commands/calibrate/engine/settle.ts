import { knownValues } from '../../../compare/known-values.ts';
import type { Fact } from '../../../condition/fact.ts';
import type { Criteria } from '../../../criteria/criteria.ts';
import { type Exact, exactOf } from '../../../fields/exact.ts';
import { exactFact } from '../../../fields/facts.ts';
import { addKnown } from '../../../verdict/amounts.ts';
import type { ClassifiedCustomer } from '../../../verdict/classify-table.ts';
import { emptyMoney, moneyOf } from '../../../verdict/money-sum.ts';
import type { Choice, LeverMove, MovedCustomer } from './choice.ts';
import type { Draft } from './draft.ts';
import { distanceTo, type Lever } from './lever.ts';
import { newAmount } from './new-amount.ts';
import type { Pool } from './pool.ts';

/**
 * Makes proposals of drafts, in one look at the customers: who leaves or joins, and the amounts, which lie between
 * customers by what they typed, to the last digit. Drafts for which nobody could write an amount are left out.
 */
export async function settleDrafts(
  pool: Pool,
  drafts: readonly Draft[],
  company: Criteria,
  per: Fact | null,
  customers: AsyncIterable<ClassifiedCustomer>,
): Promise<Choice[]> {
  const { moved, exacts } = await lookUp(pool, drafts, company, per, customers);
  return drafts.flatMap((draft): Choice[] => {
    const { way, turned, standing, side } = draft;
    const moves = draft.moves.map(({ lever: place, last, next, within }): LeverMove | null => {
      const lever = pool.levers[place]!;
      const exactsOf = (of: readonly number[]): Exact[] =>
        of.map((one) => exacts.get(keyOf(pool, place, one))!);
      const decimal = newAmount(lever, way, { last: exactsOf(last), next: exactsOf(next), within });
      return decimal === null ? null : { lever, decimal, change: distanceTo(lever, Number(decimal)) };
    });
    const known = moves.filter((move) => move !== null);
    if (known.length < moves.length) return [];
    const list = turned.map((customer) => moved.get(customer)!).sort(byRevenue);
    const revenueMoved = emptyMoney();
    for (const customer of turned) addKnown(revenueMoved, pool.revenue[customer]!);
    const { count: keyAccounts, revenue, load } = standing;
    return [
      {
        way,
        moves: known,
        side,
        keyAccounts,
        load,
        revenue,
        revenueMoved: moneyOf(revenueMoved),
        customers: list,
      },
    ];
  });
}

interface LookedUp {
  readonly moved: ReadonlyMap<number, MovedCustomer>;
  /** By lever and customer, what the amount is compared with. */
  readonly exacts: ReadonlyMap<number, Exact>;
}

function keyOf({ levers }: Pool, lever: number, customer: number): number {
  return customer * levers.length + lever;
}

async function lookUp(
  pool: Pool,
  drafts: readonly Draft[],
  company: Criteria,
  per: Fact | null,
  customers: AsyncIterable<ClassifiedCustomer>,
): Promise<LookedUp> {
  const wanted = new Map<number, { readonly customer: number; readonly levers: number[] }>();
  const want = (customer: number): { readonly levers: number[] } => {
    const line = pool.lines[customer]!;
    const known = wanted.get(line) ?? { customer, levers: [] };
    wanted.set(line, known);
    return known;
  };
  const turned = new Set(drafts.flatMap((draft) => draft.turned));
  for (const customer of turned) want(customer);
  for (const { lever, last, next } of drafts.flatMap(({ moves }) => moves))
    for (const customer of [...last, ...next]) want(customer).levers.push(lever);

  const moved = new Map<number, MovedCustomer>();
  const exacts = new Map<number, Exact>();
  if (wanted.size === 0) return { moved, exacts };
  const valuesOf = knownValues(company);
  for await (const { record, facts, criteria } of customers) {
    const found = wanted.get(record.line);
    if (found === undefined) continue;
    const { customer } = found;
    const { id, name, revenue } = valuesOf(facts);
    const group = per === null ? null : facts.texts[per.slot]!;
    if (turned.has(customer)) moved.set(customer, { id, name, revenue, group });
    for (const place of found.levers) {
      const lever = pool.levers[place]!;
      const slot = criteria.facts.get(lever.fact)!.slot;
      const exact = isValue(lever) ? exactFact(facts, slot) : null;
      exacts.set(keyOf(pool, place, customer), exact ?? exactOf(decimalOf(pool.measures[place]![customer]!)));
    }
    wanted.delete(record.line);
    if (wanted.size === 0) break;
  }
  return { moved, exacts };
}

function isValue({ part }: Lever): boolean {
  return part === 'bound' || part === 'low' || part === 'high';
}

// Ranks, ages and shares: no exponent, and no digit that the number does not have.
function decimalOf(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(15);
}

function byRevenue(one: MovedCustomer, other: MovedCustomer): number {
  const [less, more] = [one.revenue ?? Number.NEGATIVE_INFINITY, other.revenue ?? Number.NEGATIVE_INFINITY];
  if (less !== more) return less < more ? 1 : -1;
  return one.id < other.id ? -1 : 1;
}
