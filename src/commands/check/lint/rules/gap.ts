import { findingOf, type LintRule, noneApplies } from '../lint-rule.ts';

/** Customers about whom everything is known and to whom no category applies. */
export const findGap: LintRule = function* (context) {
  const { categories } = context.criteria;
  if (categories.some(({ when }) => when.kind === 'otherwise')) return;
  const goal = noneApplies(categories);
  const answer = context.solve(goal);
  const at = categories.at(-1)!.span;
  const help = 'write "when: otherwise" for the category that takes whoever is left';
  if (answer.kind === 'witness') {
    const { witness } = answer;
    yield findingOf(context, ['error', 'gap'], 'no category applies to some customers', at, {
      help,
      goal,
      witness,
    });
  } else if (answer.kind === 'open') {
    yield findingOf(
      context,
      ['warning', 'gap'],
      'no category may apply to some customers: through derived values and scores this is neither shown nor excluded',
      at,
      { help, goal },
    );
  }
};
