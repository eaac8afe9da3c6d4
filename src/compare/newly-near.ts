import type { Criteria } from '../criteria/criteria.ts';
import type { ExactNumber } from '../fields/exact-number.ts';
import type { KnownValues } from '../verdict/known-values.ts';
import {
  copyCandidate,
  createNearFinder,
  isKeyAccount,
  NEAR,
  type NearCandidate,
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

/** Gathers who may be a near miss of the newer side and was none on the older. */
export interface NewlyNearFinder {
  /** How near a customer of the newer side looks; null when it cannot be near. Its derived values must be those of its criteria. */
  rate(customer: NearCandidate): number | null;
  /** `older`: the customer as it stands on the older side; null where it is not known yet. */
  add(rating: number, customer: NearCandidate, values: KnownValues, older: () => NearCandidate | null): void;
  /** Tells afterwards how those that were gathered stand on the older side. */
  tellOlder(): (id: string, older: NearCandidate) => void;
  /** Looks closely at those that were gathered. */
  find(): NewNearMisses;
}

/** Opens the search. Few customers are kept, and looked at closely only when they are asked for. */
export function findNewlyNear(before: Side, after: Side): NewlyNearFinder {
  const shortlist = openShortlist<Listed>(after.asOf, after.cuts);
  return {
    rate: (customer) => (isKeyAccount(customer) ? null : shortlist.rate(customer)),
    add: (rating, customer, { id, name, revenue }, older) =>
      shortlist.add(rating, id, customer, () => ({ id, name, revenue, older: older() })),
    tellOlder() {
      const listed = new Map(shortlist.result().kept.map(({ of }) => [of.id, of]));
      return (id, older) => {
        const one = listed.get(id);
        if (one !== undefined) one.older = copyCandidate(older);
      };
    },
    find() {
      const now = createNearFinder(after.criteria, after.asOf, after.cuts);
      const then = createNearFinder(before.criteria, before.asOf, before.cuts);
      const { kept, isExact } = shortlist.result();
      const found = kept.flatMap(({ customer, of: { older, ...named } }): NewlyNear[] => {
        const change = now.find(customer, NEAR);
        if (change === null) return [];
        if (older !== null && !isKeyAccount(older) && then.isNear(older, NEAR)) return [];
        return [{ ...named, verdict: customer.verdict, change }];
      });
      return { within: NEAR, found: sortNear(found), isExact };
    },
  };
}

interface Listed {
  readonly id: string;
  readonly name: string | null;
  readonly revenue: ExactNumber | null;
  older: NearCandidate | null;
}
