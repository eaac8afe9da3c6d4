import type { Criteria } from '../criteria/criteria.ts';
import type { KnownValues } from '../verdict/known-values.ts';
import {
  createNearFinder,
  isKeyAccount,
  isNearMiss,
  NEAR,
  type NearCandidate,
  type NearShortlist,
  openShortlist,
  sortNear,
} from '../verdict/near.ts';
import type { AllCuts } from '../verdict/pass.ts';
import type { NewlyNear, NewNearMisses } from './comparison.ts';

/** One side of a comparison. */
interface Side {
  readonly criteria: Criteria;
  readonly asOf: number;
  readonly cuts: AllCuts[number];
}

/** Looks for near misses of the newer side, as its customers come. `T` is what is known of the older side. */
export interface NewlyNearFinder<T> {
  /** How near it looks; null when it cannot be near. Its derived values must be those of its criteria. */
  rate(customer: NearCandidate): number | null;
  add(rating: number, customer: NearCandidate, values: KnownValues, older: () => T): void;
  /** Those that are near now. */
  found(): { readonly near: readonly (NewlyNear & { readonly older: T })[]; readonly isExact: boolean };
  /** Whether a customer was a near miss on the older side. */
  wasNear(older: NearCandidate): boolean;
}

/** Opens the search: few customers are looked at closely, once all have come. */
export function findNewlyNear<T>(before: Side, after: Side): NewlyNearFinder<T> {
  const shortlist: NearShortlist<Listed<T>> = openShortlist(after.asOf, after.cuts);
  const findAfter = createNearFinder(after.criteria, after.asOf, after.cuts);
  const findBefore = createNearFinder(before.criteria, before.asOf, before.cuts);
  return {
    rate: (customer) => (isKeyAccount(customer) ? null : shortlist.rate(customer)),
    add: (rating, customer, { id, name, revenue }, older) =>
      shortlist.add(rating, id, customer, () => ({ id, name, revenue, older: older() })),
    found() {
      const { kept, isExact } = shortlist.result();
      const near = kept.flatMap(({ customer, of }) => {
        const change = findAfter(customer, NEAR);
        return change === null ? [] : [{ ...of, verdict: customer.verdict, change }];
      });
      return { near: sortNear(near), isExact };
    },
    wasNear: (older) => isNearMiss(findBefore, older, NEAR),
  };
}

interface Listed<T> {
  readonly id: string;
  readonly name: string | null;
  readonly revenue: number | null;
  readonly older: T;
}

/** Those of them that are new. */
export function newNearMisses(found: readonly NewlyNear[], isExact: boolean): NewNearMisses {
  return {
    within: NEAR,
    found: found.map(({ id, name, revenue, verdict, change }) => ({ id, name, revenue, verdict, change })),
    isExact,
  };
}
