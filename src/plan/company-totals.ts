import type { Fact } from '../condition/fact.ts';
import { firstAbove } from '../condition/rank-edges.ts';
import type { Criteria } from '../criteria/criteria.ts';
import { shownNumber } from '../fields/rounded.ts';
import { addKnown } from '../verdict/amounts.ts';
import type { ClassifiedCustomer } from '../verdict/classify-table.ts';
import { openKnownValues } from '../verdict/known-values.ts';
import { emptyMoney, type MoneySum, moneyOf } from '../verdict/money-sum.ts';
import { categoryOf } from '../verdict/verdict.ts';

/** A customer's part of the whole, as ratios; null where there is no revenue to speak of. */
export interface Shares {
  readonly company: number | null;
  readonly unit: number | null;
  /** Of all key accounts; null for others. */
  readonly key: number | null;
}

/** The place of a target among all targets; those with equal potential share it. */
export interface Rank {
  readonly place: number;
  readonly of: number;
}

/** What one customer is compared with: all customers of the file, once all of them were added. */
export interface CompanyTotals {
  add(customer: ClassifiedCustomer): void;
  sharesOf(customer: ClassifiedCustomer): Shares;
  /** Null for customers that are no targets, and for those of whom the potential is not known. */
  rankOf(customer: ClassifiedCustomer): Rank | null;
}

/** Adds customers up as they come, exactly. */
export function sumUp(company: Criteria): CompanyTotals {
  const read = openKnownValues(company);
  const sums = { company: emptyMoney(), key: emptyMoney(), units: new Map<string, MoneySum>() };
  const potentials: number[] = [];
  let sorted: Float64Array | null = null;
  return {
    add(customer) {
      const { revenue, unit } = read(customer.facts, customer.criteria);
      const potential = potentialOf(customer);
      if (potential !== null) potentials.push(potential);
      addKnown(sums.company, revenue);
      if (categoryOf(customer.verdict) === 'key') addKnown(sums.key, revenue);
      if (unit === null) return;
      const sum = sums.units.get(unit) ?? emptyMoney();
      sums.units.set(unit, sum);
      addKnown(sum, revenue);
    },
    sharesOf(customer) {
      const { revenue, unit } = read(customer.facts, customer.criteria);
      const share = (sum: MoneySum): number | null => {
        const whole = moneyOf(sum);
        return revenue === null || whole <= 0 ? null : Number(revenue) / whole;
      };
      return {
        company: share(sums.company),
        unit: unit === null ? null : share(sums.units.get(unit)!),
        key: categoryOf(customer.verdict) === 'key' ? share(sums.key) : null,
      };
    },
    rankOf(customer) {
      const potential = potentialOf(customer);
      if (potential === null) return null;
      sorted ??= Float64Array.from(potentials).sort();
      return { place: 1 + sorted.length - firstAbove(sorted, potential), of: sorted.length };
    },
  };
}

// Of a target customer, by potential; where the criteria have none, by their first score.
function potentialOf({ facts, criteria, verdict }: ClassifiedCustomer): number | null {
  if (categoryOf(verdict) !== 'target') return null;
  const named = criteria.facts.get('potential');
  const score = criteria.computed.find(({ kind }) => kind === 'score')?.fact;
  const fact: Fact | undefined = named?.type.kind === 'number' ? named : score;
  return fact === undefined ? null : shownNumber(facts, fact.slot);
}
