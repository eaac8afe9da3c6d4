import { TRUE } from '../../../../condition/domain.ts';
import { criteriaOf, findingOf, type LintRule, noneHolds } from '../lint-rule.ts';

/** A `stays_while` that is no easier to meet than the criteria themselves: it keeps nobody. */
export const findIdleStays: LintRule = function* (context) {
  for (const category of context.criteria.categories) {
    const { staysWhile, name } = category;
    if (staysWhile === null || category.when.kind === 'otherwise') continue;
    const stays = { condition: staysWhile, allowed: TRUE };
    if (context.solve([stays]).kind === 'impossible') continue;
    if (context.solve([stays, ...noneHolds(criteriaOf(category))]).kind !== 'impossible') continue;
    yield findingOf(
      context,
      ['warning', 'idle-stays-while'],
      `"stays_while" of ${name} keeps nobody: whoever meets it meets a criterion of ${name} anyway`,
      staysWhile.span,
      { help: 'a customer should leave at a lower line than it enters: lower its bounds, or delete it' },
    );
  }
};
