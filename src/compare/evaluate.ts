import type { CategoryName, Criteria } from '../criteria/criteria.ts';
import type { Day } from '../fields/day.ts';
import type { Facts } from '../fields/facts.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { createView, type View } from '../verdict/view.ts';
import type { CutStore, Peers } from './cut-store.ts';

/** Classifies a customer under any of the criteria that are compared. */
export interface Evaluate {
  /** Null when those criteria cannot be asked: a line of theirs was never drawn. */
  verdict(
    facts: Facts,
    criteria: Criteria,
    asOf: Day,
    peers: Peers,
    previous: CategoryName | null,
  ): Verdict | null;
  /** The criteria made ready; null as above. */
  view(criteria: Criteria, asOf: Day, peers: Peers): View | null;
}

/** Criteria are made ready once for each day and each set of lines. */
export function createEvaluate(store: CutStore): Evaluate {
  const views = new Map<Criteria, Map<string, View | null>>();
  const view: Evaluate['view'] = (criteria, asOf, peers) => {
    let own = views.get(criteria);
    if (own === undefined) {
      own = new Map();
      views.set(criteria, own);
    }
    const key = `${peers} ${asOf}`;
    let found = own.get(key);
    if (found === undefined) {
      const cuts = store.find(peers, criteria);
      found = cuts === null ? null : createView(criteria, asOf, cuts);
      own.set(key, found);
    }
    return found;
  };
  return {
    view,
    verdict(facts, criteria, asOf, peers, previous) {
      const found = view(criteria, asOf, peers);
      if (found === null) return null;
      const { classifier } = found.at(facts);
      classifier.compute(facts);
      return classifier.classify(facts, previous);
    },
  };
}
