import type { Cuts, LockedCuts } from '../condition/condition.ts';
import type { Criteria } from '../criteria/criteria.ts';
import { criteriaIn } from '../criteria/per-criteria.ts';
import {
  type CohortCollector,
  collectCohorts,
  layLocked,
  type RankedCuts,
  type RankedValues,
} from '../facts/cohort.ts';
import type { Classifier } from './classify.ts';
import type { RowFacts } from './pass.ts';

/** What customers are ranked by, under a company's criteria and those of its units. */
export interface CompanyCohorts {
  /** Adds a customer by the facts under its own criteria; `company` computes those of the company. */
  add(row: Pick<RowFacts, 'facts' | 'criteria'>, company: Classifier): void;
  /** The values since the last time, of the company and then of each unit, to be joined to those of other customers. */
  take(): readonly RankedValues[];
  join(part: readonly RankedValues[]): void;
  /** With what a lock holds in its place. */
  cuts(): ReadonlyMap<Criteria, Cuts>;
  /** As they were computed. */
  ranked(): Map<Criteria, RankedCuts>;
}

/** Begins with no customers. */
export function collectCompany(company: Criteria, locked: ReadonlyMap<Criteria, LockedCuts>): CompanyCohorts {
  const collectors = new Map<Criteria, CohortCollector>(
    criteriaIn(company).map((unit) => [unit, collectCohorts(isToRank(unit, locked) ? unit.cohorts : [])]),
  );
  return {
    add({ facts, criteria }, whole) {
      collectors.get(criteria)!.add(facts);
      if (criteria === company || company.cohorts.length === 0) return;
      // A unit's customer is ranked among the company's customers too, by the company's facts.
      whole.compute(facts);
      collectors.get(company)!.add(facts);
    },
    take: () => [...collectors.values()].map((own) => own.take()),
    join(part) {
      for (const [index, own] of [...collectors.values()].entries()) own.join(part[index]!);
    },
    cuts: () =>
      new Map([...collectors].map(([unit, own]) => [unit, layLocked(own.cuts(), locked.get(unit))])),
    ranked: () => new Map([...collectors].map(([unit, own]) => [unit, own.cuts()])),
  };
}

/** Whether some cut point is not known yet. */
export function isToRank(unit: Criteria, locked: ReadonlyMap<Criteria, LockedCuts>): boolean {
  return unit.cohorts.some((_, index) => locked.get(unit)?.has(index) !== true);
}
