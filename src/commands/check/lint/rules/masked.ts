import { TRUE } from '../../../../condition/domain.ts';
import { criteriaOf, findingOf, holds, type LintRule, noneHolds } from '../lint-rule.ts';

/** Criteria that never decide, since an earlier one of the same category holds wherever they do. */
export const findMasked: LintRule = function* (context) {
  for (const category of context.criteria.categories) {
    for (const [index, criterion] of criteriaOf(category).entries()) {
      const earlier = criteriaOf(category).slice(0, index);
      if (earlier.length === 0) continue;
      if (context.solve([holds(criterion), ...noneHolds(earlier)]).kind !== 'impossible') continue;
      // A criterion that can never hold is the business of another rule.
      if (context.solve([{ condition: criterion.condition, allowed: TRUE }]).kind === 'impossible') continue;
      const alone = earlier.find(
        (one) => context.solve([holds(criterion), ...noneHolds([one])]).kind === 'impossible',
      );
      const by = alone === undefined ? 'the criteria before it together' : `"${alone.id}" before it`;
      yield findingOf(
        context,
        ['warning', 'masked-criterion'],
        `criterion "${criterion.id}" never decides: whoever meets it meets ${by}`,
        criterion.span,
        { help: 'delete it, or put the narrower criterion first so that it is named as the reason' },
      );
    }
  }
};
