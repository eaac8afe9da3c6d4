import type { Cuts } from '../condition/condition.ts';
import type { Criteria } from '../criteria/criteria.ts';
import { type Facts, factText } from '../fields/facts.ts';
import { type Classifier, createClassifier } from './classify.ts';

/** Criteria with those of their units, compiled for one as-of date and one set of cut points. */
export interface View {
  readonly criteria: Criteria;
  /** The company's criteria, whatever the unit of a customer. */
  readonly company: Classifier;
  /** The criteria that a customer is under. The result is reused for the next one. */
  at(facts: Facts): { readonly criteria: Criteria; readonly classifier: Classifier };
}

/** `cuts` holds the cut points of the company's criteria and of each unit's. */
export function createView(criteria: Criteria, asOf: number, cuts: ReadonlyMap<Criteria, Cuts>): View {
  const classifiers = new Map([...cuts].map(([own, points]) => [own, createClassifier(own, asOf, points)]));
  const company = classifiers.get(criteria)!;
  const { units } = criteria;
  const current = { criteria, classifier: company };
  if (units === null) return { criteria, company, at: () => current };
  return {
    criteria,
    company,
    at(facts) {
      const name = factText(facts, units.by.slot);
      current.criteria = (name === null ? undefined : units.criteria.get(name)) ?? criteria;
      current.classifier = classifiers.get(current.criteria)!;
      return current;
    },
  };
}
