import type { Condition, Cuts } from '../../../condition/condition.ts';
import type { CategoryName, Criteria } from '../../../criteria/criteria.ts';
import type { Facts } from '../../../fields/facts.ts';
import { copyCustomer } from '../../../verdict/changed-customer.ts';
import type { Classifier } from '../../../verdict/classify.ts';
import type { ClassifiedCustomer } from '../../../verdict/classify-table.ts';
import {
  type Counterfactor,
  type Counterfactual,
  createCounterfactor,
} from '../../../verdict/counterfactual.ts';
import { keyFields } from '../../../verdict/key-fields.ts';
import { type NearMiss, nearestChange, sortNear } from '../../../verdict/near.ts';
import { compileJudge } from '../../../verdict/possible-verdicts.ts';
import { type ConditionTrace, compileTrace } from '../../../verdict/trace.ts';
import type { Verdict } from '../../../verdict/verdict.ts';
import { type Best, keepBest } from './keep-best.ts';
import type { CustomerRow } from './line-up.ts';
import { compileKeyMargin } from './margin.ts';

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
  add(customer: ClassifiedCustomer, row: () => CustomerRow, id: string): void;
  result(): NearLine;
}

/**
 * Finds who is near the line in one look. Of a short list every customer is searched for its smallest change; of a long
 * one only those that come nearest by a rough margin. Each change is proven by classifying the changed customer.
 */
export function collectNear(
  company: Criteria,
  asOf: number,
  cuts: ReadonlyMap<Criteria, Cuts>,
): NearCollector {
  const margins = new Map<Criteria, ReturnType<typeof compileKeyMargin>>();
  const misses = openList();
  const narrow = openList();
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
  const traceOf = (condition: Condition, { criteria }: Candidate, facts: Facts): ConditionTrace => {
    const context = { asOf, cohorts: criteria.cohorts, cuts: cuts.get(criteria)! };
    return compileTrace(condition, context)(facts);
  };
  const lineOf = (candidate: Candidate, change: Counterfactual): CriterionLine | null => {
    const { verdict, criteria, facts } = candidate;
    const isKey = verdict.kind === 'decided' && verdict.category === 'key';
    const decided = decidedBy(isKey ? verdict : change.verdict, criteria);
    if (decided === null) return null;
    const shown = isKey ? factsAfter(candidate, change) : facts;
    return { criterion: decided.id, criteria, trace: traceOf(decided.condition, candidate, shown) };
  };
  const nearestOf = (candidate: Candidate, within: number): Counterfactual | null => {
    const { facts, verdict, previous } = candidate;
    return nearestChange(counterfactorOf(candidate).find(facts, verdict, previous, within), within);
  };
  const prove = ({ best, seen }: CandidateList): NearList => {
    const isExact = seen <= MOST_KEPT;
    let found: NearCustomer[] = [];
    let count = 0;
    // Of a long list nobody is looked at closely who is farther than the last that is named.
    let within = NEAR;
    for (const candidate of best.result()) {
      const change = nearestOf(candidate, within) === null ? null : nearestOf(candidate, NEAR);
      if (change === null) continue;
      const { verdict, row } = candidate;
      const line = lineOf(candidate, change);
      count += 1;
      found = sortNear([...found, { id: row.id, name: row.name, verdict, change, row, line }]);
      found = found.slice(0, MOST_NAMED);
      if (!isExact && found.length === MOST_NAMED) within = Math.abs(found.at(-1)!.change.ratio!);
    }
    return { first: found, count, isExact };
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
      const isKey = verdict.category === 'key';
      const over = margin(facts, previous);
      // What no number would change is no near miss; a key account may also be taken by another category.
      if (!isKey && over === Number.NEGATIVE_INFINITY) return;
      const list = isKey ? narrow : misses;
      list.seen += 1;
      // A list so long cannot be told whole: those that look nearest are enough.
      if (list.seen === MOST_KEPT + 1) list.best.shrink(MOST_SEARCHED);
      const nearness = isKey ? -Math.max(0, over) : over;
      if (!list.best.wants(nearness, id)) return;
      // The facts are filled again for the next customer.
      const { original } = copyCustomer(facts, criteria.fields.length, classifier, previous);
      list.best.add(nearness, id, { facts: original, verdict, previous, criteria, classifier, row: row() });
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

interface CandidateList {
  readonly best: Best<Candidate>;
  seen: number;
}

function openList(): CandidateList {
  return { best: keepBest<Candidate>(MOST_KEPT), seen: 0 };
}

function decidedBy(
  verdict: Verdict,
  { categories }: Criteria,
): { readonly id: string; readonly condition: Condition } | null {
  if (verdict.kind !== 'decided' || verdict.category !== 'key') return null;
  if (verdict.criterion !== null) return verdict.criterion;
  const stays = categories.find(({ name }) => name === 'key')?.staysWhile ?? null;
  return verdict.by === 'stays_while' && stays !== null ? { id: 'stays_while', condition: stays } : null;
}

// Only numbers are near: texts and flags have no distance.
function factsAfter({ facts, criteria, classifier, previous }: Candidate, change: Counterfactual): Facts {
  const customer = copyCustomer(facts, criteria.fields.length, classifier, previous);
  customer.withNumber(change.field.slot, change.to);
  return customer.changed;
}

const NEAR = 0.1;
const MOST_KEPT = 200;
const MOST_SEARCHED = 100;
const MOST_NAMED = 12;
