import { TRUE } from '../../../../condition/domain.ts';
import { criteriaOf } from '../../../../criteria/criteria.ts';
import { findingOf, type LintRule, noneHolds } from '../lint-rule.ts';

/** A `stays_while` that is no easier to meet than the criteria themselves: it keeps nobody. */
export const findIdleStays: LintRule = function* (context) {
  for (const category of context.criteria.categories) {
    const { staysWhile, name } = category;
    if (staysWhile === null || category.when.kind === 'otherwise') continue;
    const stays = { condition: staysWhile, allowed: TRUE };
    if (context.isImpossible([stays])) continue;
    if (!context.isImpossible([stays, ...noneHolds(criteriaOf(category))])) continue;
    yield findingOf(
      context,
      ['warning', 'idle-stays-while'],
      {
        en: `"stays_while" of ${name} keeps nobody: whoever meets it meets a criterion of ${name} anyway`,
        zh: `${name} 的 stays_while 没有额外保留任何客户：符合它的客户本来就符合 ${name} 的某条标准`,
      },
      staysWhile.span,
      {
        help: {
          en: 'a customer should leave at a lower line than it enters: lower its bounds, or delete it',
          zh: '退出的界线应低于进入的界线：请降低其下限，或删去它',
        },
      },
    );
  }
};
