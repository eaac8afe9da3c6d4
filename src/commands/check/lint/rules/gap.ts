import { findingOf, type LintRule, noneApplies } from '../lint-rule.ts';

/** Customers about whom everything is known and to whom no category applies. */
export const findGap: LintRule = function* (context) {
  const { categories } = context.criteria;
  if (categories.some(({ when }) => when.kind === 'otherwise')) return;
  const goal = noneApplies(categories);
  const answer = context.solve(goal);
  const at = categories.at(-1)!.span;
  const help = {
    en: 'write "when: otherwise" for the category that takes whoever is left',
    zh: '请给收下其余客户的类别写上 when: otherwise',
  };
  if (answer.kind === 'witness') {
    yield findingOf(
      context,
      ['error', 'gap'],
      { en: 'no category applies to some customers', zh: '有些客户不属于任何类别' },
      at,
      {
        help,
        goal,
        witness: answer.witness(),
      },
    );
  } else if (answer.kind === 'open') {
    yield findingOf(
      context,
      ['warning', 'gap'],
      {
        en: 'no category may apply to some customers: through derived values and scores this is neither shown nor excluded',
        zh: '有些客户可能不属于任何类别：因涉及派生值和得分，既不能证实也不能排除',
      },
      at,
      { help, goal },
    );
  }
};
