import type { Condition } from '../../../../condition/condition.ts';
import { TRUE } from '../../../../condition/domain.ts';
import { conditionsOf, findingOf, type LintContext, type LintRule } from '../lint-rule.ts';

/** Conditions that no customer can meet: bounds that exclude each other, values that nothing can have. */
export const findContradictions: LintRule = function* (context) {
  for (const { condition, what } of conditionsOf(context.criteria)) {
    const least = smallestImpossible(condition, context);
    if (least === null) continue;
    // A line that a score cannot reach is the business of another rule.
    if (least.kind === 'compare' && least.fact.origin === 'score') continue;
    const part = least === condition ? '' : 'a part of ';
    yield findingOf(
      context,
      ['error', 'contradiction'],
      {
        en: `${part}${what.en} can never hold`,
        zh: `${what.zh}${least === condition ? '' : '的一部分'}永远不可能满足`,
      },
      least.span,
      {
        help: { en: 'let its bounds meet, or delete it', zh: '请让上下限有交集，或删去这项条件' },
      },
    );
  }
};

// Where one of several branches can never hold, the finding points at it: the others can still be met.
function smallestImpossible(condition: Condition, context: LintContext): Condition | null {
  const impossible = context.isImpossible([{ condition, allowed: TRUE }]);
  if (condition.kind === 'any' || (condition.kind === 'all' && impossible)) {
    for (const part of condition.of) {
      const found = smallestImpossible(part, context);
      if (found !== null) return found;
    }
  }
  return impossible ? condition : null;
}
