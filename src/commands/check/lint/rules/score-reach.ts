import type { CompareCondition } from '../../../../condition/condition.ts';
import { TRUE } from '../../../../condition/domain.ts';
import { leavesOf } from '../../../../condition/leaves.ts';
import { COMPARISONS } from '../../../../condition/operators.ts';
import type { Score } from '../../../../criteria/criteria.ts';
import { scoreReach } from '../../../../facts/score-reach.ts';
import { type Exact, exactOf, roundExact } from '../../../../fields/exact.ts';
import { conditionsOf, findingOf, type LintContext, type LintFinding, type LintRule } from '../lint-rule.ts';

/** Lines that a score can never reach, or only with the help of one factor. */
export const findScoresOutOfReach: LintRule = function* (context) {
  const scores = new Map(
    context.criteria.computed.filter((one) => one.kind === 'score').map((one) => [one.fact.name, one]),
  );
  for (const { condition } of conditionsOf(context.criteria)) {
    for (const leaf of leavesOf(condition)) {
      const score = scores.get(leaf.fact.name);
      if (score === undefined || leaf.kind !== 'compare') continue;
      yield* outOfReach(leaf, score, context);
    }
  }
};

function* outOfReach(leaf: CompareCondition, score: Score, context: LintContext): Generator<LintFinding> {
  const { name } = score.fact;
  const { bound, operator, span } = leaf;
  const { side, withBound } = COMPARISONS[operator];
  const rising = side === 'above';
  if (context.isImpossible([{ condition: leaf, allowed: TRUE }])) {
    const message = {
      en: `the score "${name}" never comes ${rising ? '' : 'down '}to ${bound.text}`,
      zh: `得分“${name}”永远${rising ? '达' : '降'}不到 ${bound.text}`,
    };
    const help = rising
      ? {
          en: `its factors give at most ${points(scoreReach(score).most)} points together: lower the line, or change their points`,
          zh: `各项合计最多 ${points(scoreReach(score).most)} 分：请降低分数线，或调整各项分数`,
        }
      : { en: 'raise the line, or delete it', zh: '请提高分数线，或删去它' };
    yield findingOf(context, ['error', 'score-out-of-reach'], message, span, { help });
    return;
  }
  if (!rising) return;
  for (const factor of score.factors) {
    if (factor.missing === null) continue;
    const { most } = scoreReach(score, factor);
    const over = most.compare(exactOf(bound.decimal));
    if (withBound ? over >= 0 : over > 0) continue;
    yield findingOf(
      context,
      ['info', 'score-needs-factor'],
      {
        en: `without "${factor.fact.name}" the score "${name}" comes to ${points(most)} at most, below ${bound.text}`,
        zh: `没有“${factor.fact.name}”时，得分“${name}”最高只有 ${points(most)} 分，低于 ${bound.text}`,
      },
      span,
      {
        help: {
          en: `lower the line, the weight of "${factor.fact.name}", or raise its "missing"`,
          zh: `请降低分数线或“${factor.fact.name}”的权重，或提高它的 missing`,
        },
      },
    );
  }
}

function points(value: Exact): string {
  return String(Number(roundExact(value, 1)));
}
