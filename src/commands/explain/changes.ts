import type { Cuts } from '../../condition/condition.ts';
import type { Criteria } from '../../criteria/criteria.ts';
import type { Day } from '../../fields/day.ts';
import type { ClassifiedCustomer } from '../../verdict/classify-table.ts';
import { openCounterfactors } from '../../verdict/counterfactual.ts';
import { counterfactualsJson } from './json.ts';

/** Opens the search for the smallest changes that would move a customer, as JSON. */
export function openChangesJson(
  asOf: Day,
  cuts: ReadonlyMap<Criteria, Cuts>,
  company: Criteria,
): (customer: ClassifiedCustomer) => object {
  const counterfactorOf = openCounterfactors(asOf, cuts, company);
  return ({ criteria, facts, computed, previous, override }) =>
    counterfactualsJson(counterfactorOf(criteria).find(facts, computed, previous, null), override);
}
