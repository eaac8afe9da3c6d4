import type { Cuts } from '../condition/condition.ts';
import type { Criteria } from '../criteria/criteria.ts';
import { oncePer } from '../once-per.ts';
import { byId } from '../text/order.ts';
import { copyFacts } from './changed-customer.ts';
import type { ClassifiedCustomer } from './classify-table.ts';
import { type Counterfactual, isNumber, openCounterfactors } from './counterfactual.ts';
import { keepBest, largestFirst } from './keep-best.ts';
import { compileKeyMargin } from './key-margin.ts';
import { categoryOf, type Verdict } from './verdict.ts';

/** How near the line is near, unless somebody says otherwise: one field changes by 5 % of its value. */
export const NEAR = 0.05;

/** What is looked at of a customer: as it is classified, or a copy of it. */
export type NearCandidate = Pick<
  ClassifiedCustomer,
  'facts' | 'verdict' | 'override' | 'previous' | 'criteria' | 'classifier'
>;

/** Looks at one customer after another. `within`: how large a part of its value a field may change by. */
export interface NearFinder {
  /** The smallest change of one field that makes a customer key or takes that from it; null when none is that small. */
  find(customer: NearCandidate, within: number): Counterfactual | null;
  /** Whether there is any such change. */
  isNear(customer: NearCandidate, within: number): boolean;
}

/**
 * Finds near misses and narrow key accounts. A customer is near when a change of one number, by no more than a part
 * of its value, would make it key or take that from it, proven by classifying it so changed. Nobody is near whom
 * somebody has decided by hand, of whom too little is known, or who is lost: such a customer is to be won back first.
 */
export function createNearFinder(
  company: Criteria,
  asOf: number,
  cuts: ReadonlyMap<Criteria, Cuts>,
): NearFinder {
  const counterfactorOf = openCounterfactors(asOf, cuts, company);
  return {
    find(customer, within) {
      if (!mayBeNear(customer)) return null;
      const { criteria, facts, verdict, previous } = customer;
      const near = counterfactorOf(criteria).find(facts, verdict, previous, within).found.filter(isNumber);
      // Of a year that is over nobody can sell more: named only where nothing else is near.
      return near.find(({ field }) => !field.name.startsWith('prior_')) ?? near[0] ?? null;
    },
    isNear(customer, within) {
      if (!mayBeNear(customer)) return false;
      const { criteria, facts, verdict, previous } = customer;
      return counterfactorOf(criteria).isNear(facts, verdict, previous, within);
    },
  };
}

/** Whether it is a key account now. */
export function isKeyAccount({ verdict }: Pick<NearCandidate, 'verdict'>): boolean {
  return categoryOf(verdict) === 'key';
}

/** A copy, whose facts are not filled again with the next customer. */
export function copyCandidate({
  facts,
  verdict,
  override,
  previous,
  criteria,
  classifier,
}: NearCandidate): NearCandidate {
  const copy = copyFacts(facts, criteria.fields.length, classifier);
  return { facts: copy, verdict, override, previous, criteria, classifier };
}

function mayBeNear({ verdict, override }: Pick<NearCandidate, 'verdict' | 'override'>): boolean {
  return verdict.kind === 'decided' && verdict.category !== 'lost' && override === null;
}

/** A customer that a small change of one field would make key, or take that from. */
export interface NearMiss {
  readonly id: string;
  readonly name: string | null;
  readonly verdict: Verdict;
  readonly change: Counterfactual;
}

/** The nearest first; equally near ones by their id, whatever the order of the file. */
export function sortNear<T extends Pick<NearMiss, 'id' | 'change'>>(found: readonly T[]): T[] {
  const distance = ({ change }: T): number => Math.abs(change.ratio ?? Number.POSITIVE_INFINITY);
  return [...found].sort((one, other) => distance(one) - distance(other) || byId(one, other));
}

/** Customers to be looked at closely, as they come, each with something that goes with it. */
export interface NearShortlist<T> {
  /**
   * How near it looks at first sight; null when it cannot be near, or less so than all for whom there is room. Its derived
   * values must be those of its criteria.
   */
  rate(customer: NearCandidate): number | null;
  /** Copies a customer that was rated, whose facts may be filled again, where there is still room for one so near. */
  add(rating: number, id: string, customer: NearCandidate, of: () => T): void;
  /** Those that look nearest first. `isExact`: all that came, not only as many as a list can hold. */
  result(): {
    readonly kept: readonly { readonly customer: NearCandidate; readonly of: T }[];
    readonly isExact: boolean;
  };
}

/** Opens a shortlist: of few customers it keeps all, of many those that look nearest by a rough margin. */
export function openShortlist<T>(asOf: number, cuts: ReadonlyMap<Criteria, Cuts>): NearShortlist<T> {
  const marginOf = oncePer((criteria: Criteria) => compileKeyMargin(criteria, asOf, cuts.get(criteria)!));
  const best = keepBest<{ customer: NearCandidate; of: T }, Rated>(MOST_KEPT, byRating);
  return {
    rate(customer) {
      if (!mayBeNear(customer)) return null;
      const { criteria, facts, previous } = customer;
      const isKey = isKeyAccount(customer);
      const floor = best.last?.rating ?? Number.NEGATIVE_INFINITY;
      const over = marginOf(criteria)(facts, previous, isKey ? Number.NEGATIVE_INFINITY : floor);
      const rating = isKey ? -Math.max(0, over) : over;
      // What no number would change is no near miss; a key account may also be taken by another category.
      if (rating === Number.NEGATIVE_INFINITY && !isKey) return null;
      if (best.last === null || rating >= floor) return rating;
      best.pass();
      return null;
    },
    add(rating, id, customer, of) {
      // A list so long cannot be told whole: those that look nearest are enough.
      if (best.count === MOST_KEPT) best.shrink(MOST_SEARCHED);
      best.add({ id, rating }, () => ({ customer: copyCandidate(customer), of: of() }));
    },
    result: () => ({ kept: best.items(), isExact: best.count <= MOST_KEPT }),
  };
}

interface Rated {
  readonly id: string;
  readonly rating: number;
}

const byRating = largestFirst<Rated>(({ rating }) => rating);

const MOST_KEPT = 200;
const MOST_SEARCHED = 100;
