import { criteriaOf } from '../../../../criteria/criteria.ts';
import { findingOf, holds, type LintRule, noneHolds } from '../lint-rule.ts';

/** Criteria that never decide, since an earlier one of the same category holds wherever they do. */
export const findMasked: LintRule = function* (context) {
  for (const category of context.criteria.categories) {
    for (const [index, criterion] of criteriaOf(category).entries()) {
      const earlier = criteriaOf(category).slice(0, index);
      if (earlier.length === 0) continue;
      if (!context.isImpossible([holds(criterion), ...noneHolds(earlier)])) continue;
      // A criterion that can never hold is the business of another rule.
      if (context.isImpossible([holds(criterion)])) continue;
      const alone = earlier.find((one) => context.isImpossible([holds(criterion), ...noneHolds([one])]));
      const by =
        alone === undefined
          ? { en: 'the criteria before it together', zh: '排在它前面的几条标准' }
          : { en: `"${alone.id}" before it`, zh: `排在它前面的“${alone.id}”` };
      yield findingOf(
        context,
        ['warning', 'masked-criterion'],
        {
          en: `criterion "${criterion.id}" never decides: whoever meets it meets ${by.en}`,
          zh: `标准“${criterion.id}”永远不起作用：符合它的客户都符合${by.zh}`,
        },
        criterion.span,
        {
          help: {
            en: 'delete it, or put the narrower criterion first so that it is named as the reason',
            zh: '请删去它，或把范围较小的标准排在前面，使其成为入选理由',
          },
        },
      );
    }
  }
};
