import type { CompareCondition } from '../../../../condition/condition.ts';
import { TRUE } from '../../../../condition/domain.ts';
import { SIDE_OF } from '../../../../condition/operators.ts';
import { leavesOf } from '../../../../condition/possible.ts';
import type { Factor, Score } from '../../../../criteria/criteria.ts';
import { type Finding, findingOf, type LintContext, type LintRule } from '../finding.ts';
import { conditionsOf } from '../lint-conditions.ts';

/** Lines that a score can never come to, or not without one of its factors. */
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

function* outOfReach(leaf: CompareCondition, score: Score, context: LintContext): Generator<Finding> {
  const { name } = score.fact;
  const { bound, operator, span } = leaf;
  const rising = SIDE_OF[operator] === 'above';
  if (context.solve([{ condition: leaf, allowed: TRUE }]).kind === 'impossible') {
    const message = `the score "${name}" never comes ${rising ? '' : 'down '}to ${bound.text}`;
    const help = rising
      ? `its factors give at most ${points(mostOf(score, null))} points together: lower the line, or change their points`
      : 'raise the line, or delete it';
    yield findingOf(context, ['error', 'score-out-of-reach'], message, span, { help });
    return;
  }
  if (!rising) return;
  for (const factor of score.factors) {
    if (factor.missing === null) continue;
    const most = mostOf(score, factor);
    const reached = operator === 'at_least' ? most >= bound.value - SLACK : most > bound.value + SLACK;
    if (reached) continue;
    yield findingOf(
      context,
      ['info', 'score-needs-factor'],
      `without "${factor.fact.name}" the score "${name}" comes to ${points(most)} at most, below ${bound.text}`,
      span,
      { help: `lower the line, the weight of "${factor.fact.name}", or raise its "missing"` },
    );
  }
}

const SLACK = 1e-9;

// The most that the factors can give, one of them only its default.
function mostOf({ factors }: Score, without: Factor | null): number {
  let [sum, total] = [0, 0];
  for (const factor of factors) {
    const most = factor === without ? factor.missing!.value : mostPoints(factor);
    sum += factor.weight.value * most;
    total += factor.weight.value;
  }
  return sum / total;
}

function mostPoints({ points: rule }: Factor): number {
  switch (rule.kind) {
    case 'scale':
    case 'quantiles':
      return 100;
    case 'bands':
      return Math.max(...rule.bands.map((band) => band.points.value));
    case 'points':
      return Math.max(...[...rule.points.values()].map(({ value }) => value));
  }
}

function points(value: number): string {
  return String(Number(value.toFixed(1)));
}
