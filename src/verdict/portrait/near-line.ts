import type { Cuts } from '../../condition/condition.ts';
import type { CategoryName, Criteria, Criterion } from '../../criteria/criteria.ts';
import type { Facts } from '../../fields/facts.ts';
import { copyCustomer } from '../changed-customer.ts';
import type { Classifier } from '../classify.ts';
import type { ClassifiedCustomer } from '../classify-table.ts';
import { type Counterfactor, type Counterfactual, createCounterfactor } from '../counterfactual.ts';
import { keyFields } from '../key-fields.ts';
import { type NearMiss, nearestChange, sortNear } from '../near.ts';
import { compileJudge } from '../possible-verdicts.ts';
import { type ConditionTrace, compileTrace } from '../trace.ts';
import type { Verdict } from '../verdict.ts';
import { type Best, keepBest } from './keep-best.ts';
import type { CustomerRow } from './line-up.ts';
import { compileKeyMargin, type Margin } from './margin.ts';

/** Customers that one small change would make key, and key accounts that one would take that from. */
export interface NearLine {
  /** How small a change counts, as a part of the field's value. */
  readonly within: number;
  readonly misses: NearList;
  readonly narrow: NearList;
}

/** The nearest, and whether there are no others within. */
export interface NearList {
  readonly first: readonly NearCustomer[];
  readonly isAll: boolean;
}

export interface NearCustomer extends NearMiss {
  readonly row: CustomerRow;
  /** The criterion that the change would fulfil, as it stands today; null where the change takes a key account away. */
  readonly lacks: NearCriterion | null;
}

export interface NearCriterion {
  readonly criterion: Criterion;
  readonly criteria: Criteria;
  readonly trace: ConditionTrace;
}

export interface NearCollector {
  add(customer: ClassifiedCustomer, row: () => CustomerRow, id: string): void;
  result(): NearLine;
}

/**
 * Finds who is near the line in one look. Every customer gets a rough margin; only the nearest by it are searched
 * for their smallest change, and each change that comes out is proven by classifying the changed customer.
 */
export function collectNear(
  company: Criteria,
  asOf: number,
  cuts: ReadonlyMap<Criteria, Cuts>,
): NearCollector {
  const margins = new Map<Criteria, Margin>();
  const misses = keepBest<Candidate>(MOST_SEARCHED);
  const narrow = keepBest<Candidate>(MOST_SEARCHED);
  const counterfactors = new Map<Criteria, Counterfactor>();
  const counterfactorOf = ({ criteria, classifier }: Candidate): Counterfactor => {
    let found = counterfactors.get(criteria);
    if (found === undefined) {
      const fields = keyFields(criteria, company.units?.by ?? null);
      const judge = compileJudge(criteria, asOf, cuts.get(criteria)!);
      found = createCounterfactor(fields, criteria, classifier, judge);
      counterfactors.set(criteria, found);
    }
    return found;
  };
  const lacksOf = ({ criteria, facts }: Candidate, after: Verdict): NearCriterion | null => {
    if (after.kind !== 'decided' || after.category !== 'key' || after.criterion === null) return null;
    const { criterion } = after;
    const context = { asOf, cohorts: criteria.cohorts, cuts: cuts.get(criteria)! };
    return { criterion, criteria, trace: compileTrace(criterion.condition, context)(facts) };
  };
  const nearestOf = (candidate: Candidate, within: number): Counterfactual | null => {
    const { facts, verdict, previous } = candidate;
    return nearestChange(counterfactorOf(candidate).find(facts, verdict, previous, within), within);
  };
  const prove = (best: Best<Candidate>): NearList => {
    const candidates = best.result();
    let found: NearCustomer[] = [];
    // Whoever is farther than the last that is named is not looked at closely.
    let within = NEAR;
    for (const candidate of candidates) {
      const change = nearestOf(candidate, within) === null ? null : nearestOf(candidate, NEAR);
      if (change === null) continue;
      const { verdict, row } = candidate;
      const lacks = lacksOf(candidate, change.verdict);
      found = sortNear([...found, { id: row.id, name: row.name, verdict, change, row, lacks }]);
      found = found.slice(0, MOST_NAMED);
      if (found.length === MOST_NAMED) within = Math.abs(found.at(-1)!.change.ratio!);
    }
    return { first: found, isAll: found.length < MOST_NAMED && candidates.length < MOST_SEARCHED };
  };
  return {
    add(customer, row, id) {
      const { criteria, facts, verdict, previous, classifier, override } = customer;
      if (verdict.kind !== 'decided' || verdict.category === 'lost' || override !== null) return;
      let margin = margins.get(criteria);
      if (margin === undefined) {
        margin = compileKeyMargin(criteria, asOf, cuts.get(criteria)!);
        margins.set(criteria, margin);
      }
      const key = verdict.category === 'key';
      const best = key ? narrow : misses;
      const nearness = key ? -Math.abs(margin(facts)) : margin(facts);
      if (nearness < -FARTHEST || !best.wants(nearness)) return;
      // The facts are filled again for the next customer.
      const { original } = copyCustomer(facts, criteria.fields.length, classifier, previous);
      best.add(nearness, id, { facts: original, verdict, previous, criteria, classifier, row: row() });
    },
    result: () => ({ within: NEAR, misses: prove(misses), narrow: prove(narrow) }),
  };
}

interface Candidate {
  readonly facts: Facts;
  readonly verdict: Verdict;
  readonly previous: CategoryName | null;
  readonly criteria: Criteria;
  readonly classifier: Classifier;
  readonly row: CustomerRow;
}

const NEAR = 0.1;
// The rough margin is in other measures than the change: look a little farther than what counts.
const FARTHEST = 0.2;
const MOST_SEARCHED = 40;
const MOST_NAMED = 12;
