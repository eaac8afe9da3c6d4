import type { Cuts } from '../../condition/condition.ts';
import type { Criteria } from '../../criteria/criteria.ts';
import type { Day } from '../../fields/day.ts';
import type { ClassifiedCustomer } from '../../verdict/classify-table.ts';
import { createChangeFinder } from '../../verdict/explain.ts';
import { counterfactualsJson } from './json.ts';

/** Opens the search for the smallest changes that would move a customer, as JSON. */
export function openChangesJson(
  asOf: Day,
  cuts: ReadonlyMap<Criteria, Cuts>,
  company: Criteria,
): (customer: ClassifiedCustomer) => object {
  const changesOf = createChangeFinder(asOf, cuts, company);
  return (customer) => counterfactualsJson(changesOf(customer, customer.previous), customer.override);
}
