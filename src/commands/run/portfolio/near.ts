import type { Condition, Cuts } from '../../../condition/condition.ts';
import { type Criteria, keyCategory } from '../../../criteria/criteria.ts';
import { type Facts, factText } from '../../../fields/facts.ts';
import { changeCustomer } from '../../../verdict/changed-customer.ts';
import type { ClassifiedCustomer } from '../../../verdict/classify-table.ts';
import type { Counterfactual } from '../../../verdict/counterfactual.ts';
import {
  createNearFinder,
  isKeyAccount,
  NEAR,
  type NearCandidate,
  type NearMiss,
  type NearShortlist,
  openShortlist,
  sortNear,
} from '../../../verdict/near.ts';
import { type ConditionTrace, compileTrace } from '../../../verdict/trace.ts';
import type { Verdict } from '../../../verdict/verdict.ts';
import type { CustomerRow } from './read-customer.ts';

/** Customers that one small change would make key, and key accounts that one would take that from. */
export interface NearLine {
  /** How small a change counts, as a part of the field's value. */
  readonly within: number;
  readonly misses: NearList;
  readonly narrow: NearList;
}

/** The nearest, and how many there are: exactly, or at least so many. */
export interface NearList {
  readonly first: readonly NearCustomer[];
  readonly count: number;
  readonly isExact: boolean;
}

/** A customer near the line, with the criterion that decides there. */
export interface NearCustomer extends NearMiss {
  readonly row: CustomerRow;
  /** Of a near miss the criterion that the change would fulfil, as it stands today; of a key account the one that holds it, as it would stand after the change. Null where no criterion decides. */
  readonly line: CriterionLine | null;
}

/** A criterion as it comes out on a customer. */
export interface CriterionLine {
  /** As verdicts name it. */
  readonly criterion: string;
  readonly criteria: Criteria;
  readonly trace: ConditionTrace;
}

/** Looks at customers as they come. */
export interface NearCollector {
  add(customer: ClassifiedCustomer, row: () => CustomerRow): void;
  result(): NearLine;
}

/** Finds who is near the line in one pass. */
export function collectNear(
  company: Criteria,
  asOf: number,
  cuts: ReadonlyMap<Criteria, Cuts>,
): NearCollector {
  const misses = openShortlist<CustomerRow>(asOf, cuts);
  const narrow = openShortlist<CustomerRow>(asOf, cuts);
  const finder = createNearFinder(company, asOf, cuts);
  const traceOf = (condition: Condition, { criteria }: NearCandidate, facts: Facts): ConditionTrace => {
    const context = { asOf, cohorts: criteria.cohorts, cuts: cuts.get(criteria)! };
    return compileTrace(condition, context)(facts);
  };
  const lineOf = (candidate: NearCandidate, change: Counterfactual): CriterionLine | null => {
    const { verdict, criteria, facts } = candidate;
    const decided = decidedBy(isKeyAccount(candidate) ? verdict : change.verdict, criteria);
    if (decided === null) return null;
    const shown = isKeyAccount(candidate) ? factsAfter(candidate, change) : facts;
    return { criterion: decided.id, criteria, trace: traceOf(decided.condition, candidate, shown) };
  };
  const prove = (list: NearShortlist<CustomerRow>): NearList => {
    const { kept, isExact } = list.result();
    let found: NearCustomer[] = [];
    let count = 0;
    // Of a long list nobody is looked at closely who is farther than the last that is named.
    let within = NEAR;
    for (const { customer, of: row } of kept) {
      if (within < NEAR && !finder.isNear(customer, within)) continue;
      const change = finder.find(customer, NEAR);
      if (change === null) continue;
      const line = lineOf(customer, change);
      count += 1;
      const one = { id: row.id, name: row.name, verdict: customer.verdict, change, row, line };
      found = sortNear([...found, one]).slice(0, MOST_NAMED);
      if (!isExact && found.length === MOST_NAMED) within = Math.abs(found.at(-1)!.change.ratio!);
    }
    return { first: found, count, isExact };
  };
  return {
    add(customer, row) {
      const list = isKeyAccount(customer) ? narrow : misses;
      const rating = list.rate(customer);
      if (rating === null) return;
      list.add(rating, factText(customer.facts, customer.criteria.idField.slot)!, customer, row);
    },
    result: () => ({ within: NEAR, misses: prove(misses), narrow: prove(narrow) }),
  };
}

function decidedBy(
  verdict: Verdict,
  criteria: Criteria,
): { readonly id: string; readonly condition: Condition } | null {
  if (verdict.kind !== 'decided' || verdict.category !== 'key') return null;
  if (verdict.criterion !== null) return verdict.criterion;
  const stays = keyCategory(criteria)?.staysWhile ?? null;
  return verdict.by === 'stays_while' && stays !== null ? { id: 'stays_while', condition: stays } : null;
}

// Only numbers are near: texts and flags have no distance.
function factsAfter({ facts, criteria, classifier, previous }: NearCandidate, change: Counterfactual): Facts {
  const customer = changeCustomer(facts, criteria.fields.length, classifier, previous);
  return customer.factsWith(change.field.slot, change.to);
}

const MOST_NAMED = 12;
