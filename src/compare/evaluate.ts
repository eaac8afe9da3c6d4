import type { Cuts } from '../condition/condition.ts';
import type { CategoryName, Criteria } from '../criteria/criteria.ts';
import { deepMeanings, meaningOfCohort } from '../criteria/meaning.ts';
import type { Day } from '../fields/day.ts';
import type { Facts } from '../fields/facts.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { createView, type View } from '../verdict/view.ts';

/** Classifies a customer under any of the criteria that are compared. */
export interface Evaluate {
  /** Null when those criteria cannot be evaluated: one of their cut points was never computed. */
  verdict(
    facts: Facts,
    criteria: Criteria,
    asOf: Day,
    peers: Peers,
    previous: CategoryName | null,
  ): Verdict | null;
  /** The compiled criteria; null as above. */
  view(criteria: Criteria, asOf: Day, peers: Peers): View | null;
}

/** Criteria are compiled once for each day and each set of cut points. */
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
      return found === null ? null : found.at(facts).classifier.judge(facts, previous);
    },
  };
}

/** Among whom customers are ranked: those of the older or of the newer classification. */
export type Peers = 'before' | 'after';

/** The cut points of relative tests, by their meaning: criteria that share a test share them. */
export interface CutStore {
  /** `cuts` holds those of the company's criteria and of each unit's. */
  add(peers: Peers, company: Criteria, cuts: ReadonlyMap<Criteria, Cuts>): void;
  /** The cut points of criteria, units included; null when one of them was never computed. */
  find(peers: Peers, company: Criteria): ReadonlyMap<Criteria, Cuts> | null;
}

/** Opens an empty store. Results are cached: add all cut points of some peers before the first of them is looked up. */
export function createCutStore(): CutStore {
  const lines = new Map<string, { readonly cuts: Cuts; readonly index: number }>();
  // Asked again for every customer that peers have moved.
  const known = new Map<Peers, Map<Criteria, ReadonlyMap<Criteria, Cuts>>>();
  return {
    add(peers, company, cuts) {
      for (const { own, unit } of populations(company)) {
        for (const [index, key] of cohortKeys(own, peers, unit).entries())
          lines.set(key, { cuts: cuts.get(own)!, index });
      }
    },
    find(peers, company) {
      const ready = known.get(peers)?.get(company);
      if (ready !== undefined) return ready;
      const found = new Map<Criteria, Cuts>();
      for (const { own, unit } of populations(company)) {
        const places = cohortKeys(own, peers, unit).map((key) => lines.get(key));
        if (places.some((place) => place === undefined)) return null;
        found.set(own, {
          find: (cohort, group) => places[cohort]!.cuts.find(places[cohort]!.index, group),
          place: (cohort, group, value) => places[cohort]!.cuts.place(places[cohort]!.index, group, value),
        });
      }
      known.set(peers, (known.get(peers) ?? new Map()).set(company, found));
      return found;
    },
  };
}

// A unit's criteria rank the customers of the unit, the company's rank all. Who is in a unit
// depends on the field that names it, too.
function populations(company: Criteria): { own: Criteria; unit: string }[] {
  const by = company.units?.by.slot;
  const units = [...(company.units?.criteria ?? [])].map(([name, own]) => ({ own, unit: `${by} ${name}` }));
  return [{ own: company, unit: '' }, ...units];
}

function cohortKeys(own: Criteria, peers: Peers, unit: string): string[] {
  // Most criteria rank nobody: they are compiled for each choice of changes, and need no meanings for it.
  if (own.cohorts.length === 0) return [];
  const meaningOf = deepMeanings(own);
  return own.cohorts.map((cohort) =>
    JSON.stringify([
      peers,
      unit,
      meaningOfCohort(cohort),
      meaningOf(cohort.fact),
      cohort.per === null ? null : meaningOf(cohort.per),
    ]),
  );
}
