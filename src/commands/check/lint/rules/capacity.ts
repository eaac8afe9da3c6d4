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
      {
        en: `${name} has a capacity of ${capacity}, and no duty says who manages the accounts`,
        zh: `${name} 的可管理数量为 ${capacity}，却没有指明由谁负责这些客户`,
      },
      span,
      {
        help: {
          en: 'name the field of the account manager under duties: manager: account_manager',
          zh: '请在 duties 下指明客户经理字段：manager: account_manager',
        },
      },
    );
  }
};
