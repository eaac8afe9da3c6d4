import { counterfactualsJson } from '../../say/explanation-json.ts';
import { factJson } from '../../say/fact.ts';
import { overrideJson } from '../../say/run-json.ts';
import type { Explanation } from '../../verdict/explain.ts';
import type { ConditionTrace } from '../../verdict/trace.ts';
import { criterionOf } from '../../verdict/verdict.ts';

/**
 * An explanation as one of very many: what is true of this customer, without the words and places that are the
 * same for all. Null and empty parts are left out. `changes`: whether the smallest changes were looked for.
 */
export function explanationLine(one: Explanation, asOf: string, changes: boolean): object {
  const { verdict } = one;
  const decided = verdict.kind === 'decided' ? verdict : null;
  return {
    format_version: 1,
    as_of: asOf,
    customer_id: one.id,
    line: one.line,
    category: decided?.category ?? null,
    criterion: criterionOf(verdict),
    previous_category: one.previous ?? undefined,
    computed_category:
      one.override === null ? undefined : one.computed.kind === 'decided' ? one.computed.category : null,
    override: one.override === null ? undefined : overrideJson(one.override),
    undetermined_because: one.lacks.length === 0 ? undefined : one.lacks,
    categories: one.categories.map(({ category, outcome, criteria, stays }) => ({
      category: category.name,
      outcome,
      criteria:
        criteria.length === 0
          ? undefined
          : criteria.map(({ criterion, trace }) => ({ id: criterion.id, ...conditionLine(trace) })),
      stays_while: stays === null ? undefined : conditionLine(stays),
    })),
    scores:
      one.scores.length === 0
        ? undefined
        : one.scores.map(({ fact, value, factors }) => ({
            score: fact.name,
            value,
            points: Object.fromEntries(factors.map(({ factor, points }) => [factor.fact.name, points])),
          })),
    counterfactuals: changes ? counterfactualsJson(one.counterfactuals) : undefined,
  };
}

function conditionLine(trace: ConditionTrace): object {
  const { outcome } = trace;
  if (trace.kind === 'group') return { outcome, [trace.condition.kind]: trace.parts.map(conditionLine) };
  const { fact } = trace.condition;
  return {
    outcome,
    fact: fact.name,
    value: factJson(trace.value, fact.type),
    distance: trace.distance?.absolute,
    rank: trace.rank?.place?.rank,
  };
}
