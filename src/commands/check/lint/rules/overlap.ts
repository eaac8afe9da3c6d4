import type { Goal } from '../../../../condition/domain.ts';
import type { Category } from '../../../../criteria/criteria.ts';
import type { Span } from '../../../../text/source.ts';
import {
  criteriaOf,
  findingOf,
  holds,
  type LintContext,
  type LintFinding,
  type LintRule,
} from '../lint-rule.ts';

/** Pairs of categories that both apply to some customers, which `priority` hides. */
export const findOverlaps: LintRule = function* (context) {
  const { categories } = context.criteria;
  for (const [index, later] of categories.entries())
    for (const earlier of categories.slice(0, index)) yield* overlapOf(earlier, later, context);
};

function* overlapOf(earlier: Category, later: Category, context: LintContext): Generator<LintFinding> {
  const shared: string[] = [];
  let first: LintFinding | null = null;
  let open: { readonly goal: Goal; readonly span: Span } | null = null;
  for (const criterion of criteriaOf(later)) {
    for (const other of criteriaOf(earlier)) {
      const goal = [holds(other), holds(criterion)];
      const answer = context.solve(goal);
      if (answer.kind === 'open') open ??= { goal, span: criterion.span };
      if (answer.kind !== 'witness') continue;
      shared.push(`"${criterion.id}" with "${other.id}"`);
      const { witness } = answer;
      first ??= findingOf(
        context,
        ['info', 'overlap'],
        `customers of ${later.name} may also be ${earlier.name}; "priority" makes them ${earlier.name}`,
        criterion.span,
        { goal, witness },
      );
      break;
    }
  }
  if (first !== null) {
    const notes = [...(first.diagnostic.notes ?? []), `shared: ${shared.join(', ')}`];
    yield { ...first, diagnostic: { ...first.diagnostic, notes } };
  } else if (open !== null) {
    const message = `whether customers of ${later.name} may also be ${earlier.name} is neither shown nor excluded: it hangs on derived values or scores`;
    const help = '--customers FILE counts those who are both';
    yield findingOf(context, ['info', 'overlap'], message, open.span, { goal: open.goal, help });
  }
}
