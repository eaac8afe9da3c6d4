import { TRUE } from '../../../../condition/domain.ts';
import { type Category, criteriaOf } from '../../../../criteria/criteria.ts';
import type { Wording } from '../../../../text/wording.ts';
import {
  findingOf,
  holds,
  type LintContext,
  type LintFinding,
  type LintRule,
  noneApplies,
} from '../lint-rule.ts';

/** Categories and criteria that never decide, since an earlier category applies wherever they hold. */
export const findUnreachable: LintRule = function* (context) {
  for (const [index, category] of context.criteria.categories.entries()) {
    const earlier = context.criteria.categories.slice(0, index);
    yield* unreachableIn(category, earlier, context);
  }
};

function* unreachableIn(
  category: Category,
  earlier: readonly Category[],
  context: LintContext,
): Generator<LintFinding> {
  const before = noneApplies(earlier);
  const never = (
    message: Wording,
    code: 'unreachable-category' | 'unreachable-criterion',
    at = category.span,
  ) =>
    findingOf(context, ['error', code], message, at, {
      help: {
        en: `change the order in "priority", or the criteria of ${namesOf(earlier, 'and')}`,
        zh: `请调整 priority 中的顺序，或修改 ${earlier.map((one) => one.name).join('、')} 的标准`,
      },
    });
  if (category.when.kind === 'otherwise') {
    if (earlier.length > 0 && context.isImpossible(before))
      yield never(
        { en: `no customer is left for ${category.name}`, zh: `没有客户会剩给 ${category.name}` },
        'unreachable-category',
      );
    return;
  }
  if (earlier.length === 0) return;
  const possible = criteriaOf(category).filter(
    ({ condition }) => !context.isImpossible([{ condition, allowed: TRUE }]),
  );
  const dead = possible.filter((criterion) => context.isImpossible([holds(criterion), ...before]));
  if (possible.length > 0 && dead.length === possible.length) {
    yield never(
      { en: `no customer can come to ${category.name}`, zh: `没有客户能归入 ${category.name}` },
      'unreachable-category',
    );
    return;
  }
  for (const { id, span } of dead)
    yield never(
      {
        en: `criterion "${id}" never decides: wherever it holds, ${namesOf(earlier, 'or')} applies first or cannot be ruled out`,
        zh: `标准“${id}”永远不起作用：符合它的客户已先归入 ${earlier.map((one) => one.name).join('、')}，或不能排除先归入`,
      },
      'unreachable-criterion',
      span,
    );
}

function namesOf(categories: readonly Category[], word: 'and' | 'or'): string {
  const names: string[] = categories.map(({ name }) => name);
  const last = names.pop() ?? '';
  return names.length === 0 ? last : `${names.join(', ')} ${word} ${last}`;
}
