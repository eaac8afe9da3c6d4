import { conditionsOf, findingOf, type LintRule } from '../lint-rule.ts';
import { needsOf } from '../needs.ts';

/** Where fields that are people's judgements decide, and how much of each score they make up. */
export const findSubjective: LintRule = function* (context) {
  const { criteria } = context;
  const judged = new Set(criteria.fields.filter(({ subjective }) => subjective).map(({ name }) => name));
  if (judged.size === 0) return;
  for (const { condition, what } of conditionsOf(criteria)) {
    const names = [...needsOf(criteria, [condition]).facts.keys()].filter((name) => judged.has(name));
    if (names.length === 0) continue;
    const message = {
      en: `${what.en} hangs on a judgement: ${names.map((name) => `"${name}"`).join(', ')}`,
      zh: `${what.zh}取决于主观判断：${names.map((name) => `“${name}”`).join('、')}`,
    };
    yield findingOf(context, ['info', 'subjective'], message, condition.span);
  }
  for (const score of criteria.computed) {
    if (score.kind !== 'score') continue;
    const total = score.factors.reduce((sum, { weight }) => sum + weight.value, 0);
    const own = score.factors.filter(({ fact }) => judged.has(fact.name));
    if (own.length === 0) continue;
    const share = own.reduce((sum, { weight }) => sum + weight.value, 0) / total;
    const message = {
      en: `judgements carry ${Number((share * 100).toFixed(1))}% of the weight of the score "${score.fact.name}"`,
      zh: `得分“${score.fact.name}”有 ${Number((share * 100).toFixed(1))}% 的权重来自主观判断`,
    };
    yield findingOf(context, ['info', 'subjective'], message, own[0]!.span);
  }
};
