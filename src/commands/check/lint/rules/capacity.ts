import { findingOf, type LintRule } from '../lint-rule.ts';

/** A capacity without a duty that names the account managers whose workload it stands for. */
export const findCapacityWithoutManager: LintRule = function* (context) {
  const { categories, duties } = context.criteria;
  if (duties.manager !== null) return;
  for (const { capacity, name, span } of categories) {
    if (capacity === null) continue;
    yield findingOf(
      context,
      ['warning', 'capacity-without-manager'],
      `${name} has a capacity of ${capacity}, and no duty says who manages the accounts`,
      span,
      { help: 'name the field of the account manager under duties: manager: account_manager' },
    );
  }
};
