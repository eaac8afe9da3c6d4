import type { Goal } from '../../../../condition/domain.ts';
import { type Category, criteriaOf } from '../../../../criteria/criteria.ts';
import type { Span } from '../../../../text/source.ts';
import { COLON, COMMA, joined, type Wording } from '../../../../text/wording.ts';
import { findingOf, holds, type LintContext, type LintFinding, type LintRule } from '../lint-rule.ts';

/** Pairs of categories that both apply to some customers, which `priority` hides. */
export const findOverlaps: LintRule = function* (context) {
  const { categories } = context.criteria;
  for (const [index, later] of categories.entries())
    for (const earlier of categories.slice(0, index)) yield* overlapOf(earlier, later, context);
};

function* overlapOf(earlier: Category, later: Category, context: LintContext): Generator<LintFinding> {
  const shared: Wording[] = [];
  let first: LintFinding | null = null;
  let open: { readonly goal: Goal; readonly span: Span } | null = null;
  for (const criterion of criteriaOf(later)) {
    for (const other of criteriaOf(earlier)) {
      const goal = [holds(other), holds(criterion)];
      const answer = context.solve(goal);
      if (answer.kind === 'open') open ??= { goal, span: criterion.span };
      if (answer.kind !== 'witness') continue;
      shared.push({
        en: `"${criterion.id}" with "${other.id}"`,
        zh: `“${criterion.id}”与“${other.id}”`,
      });
      first ??= findingOf(
        context,
        ['info', 'overlap'],
        {
          en: `customers of ${later.name} may also be ${earlier.name}; "priority" makes them ${earlier.name}`,
          zh: `符合 ${later.name} 的客户也可能符合 ${earlier.name}；按 priority 归入 ${earlier.name}`,
        },
        criterion.span,
        { goal, witness: answer.witness() },
      );
      break;
    }
  }
  if (first !== null) {
    const notes = [
      ...(first.diagnostic.notes ?? []),
      joined([{ en: 'shared', zh: '重叠之处' }, joined(shared, COMMA)], COLON),
    ];
    yield { ...first, diagnostic: { ...first.diagnostic, notes } };
  } else if (open !== null) {
    const message = {
      en: `whether customers of ${later.name} may also be ${earlier.name} is neither shown nor excluded: it hangs on derived values or scores`,
      zh: `符合 ${later.name} 的客户是否也可能符合 ${earlier.name}，既不能证实也不能排除：这取决于派生值或得分`,
    };
    const help = {
      en: '--customers FILE counts those who are both',
      zh: '加上 --customers FILE 可统计同时符合两者的客户',
    };
    yield findingOf(context, ['info', 'overlap'], message, open.span, { goal: open.goal, help });
  }
}
