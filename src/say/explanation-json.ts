import { type ConditionPhrases, printCondition } from '../condition/print.ts';
import type { Criteria } from '../criteria/criteria.ts';
import { formatDay } from '../fields/day.ts';
import { type FactType, factTypeOf } from '../fields/value.ts';
import { positionAt, type Span } from '../text/source.ts';
import type { Counterfactual, Counterfactuals } from '../verdict/counterfactual.ts';
import type { Explanation } from '../verdict/explain.ts';
import type { ConditionTrace } from '../verdict/trace.ts';
import { overrideJson } from './run-json.ts';
import { conditionsEn } from './words/conditions/en.ts';

/** An explanation as JSON: numbers in full, days as dates, flags as true and false, missing as null. */
export function explanationJson(one: Explanation): object {
  const { criteria, verdict } = one;
  const decided = verdict.kind === 'decided' ? verdict : null;
  return {
    customer_id: one.id,
    customer_name: one.name,
    line: one.line,
    category: decided?.category ?? null,
    criterion: decided === null ? null : (decided.criterion?.id ?? decided.by),
    decided_at: decided?.criterion == null ? null : place(decided.criterion.span),
    previous_category: one.previous,
    computed_category: one.computed.kind === 'decided' ? one.computed.category : null,
    override: one.override === null ? null : overrideJson(one.override),
    undetermined_because: one.lacks,
    criteria: { name: criteria.name, version: criteria.version },
    categories: one.categories.map(({ category, outcome, part, criteria: own, stays }) => ({
      category: category.name,
      outcome,
      part: part.replace(' ', '_'),
      otherwise: category.when.kind === 'otherwise',
      criteria: own.map(({ criterion, trace }) => ({
        id: criterion.id,
        at: place(criterion.span),
        outcome: trace.outcome,
        condition: conditionJson(trace, criteria),
      })),
      stays_while: stays === null ? null : conditionJson(stays, criteria),
    })),
    scores: one.scores.map(({ fact, value, factors }) => ({
      score: fact.name,
      value,
      factors: factors.map(({ factor, value: found, points, contribution }) => ({
        fact: factor.fact.name,
        value: valueJson(found, factor.fact.type),
        weight: factor.weight.value,
        points,
        contribution,
      })),
    })),
    counterfactuals: counterfactualsJson(one.counterfactuals),
  };
}

/** The smallest changes of a customer as JSON. */
export function counterfactualsJson({ goal, found, unknown }: Counterfactuals): object {
  return { goal: goal.replace('-', '_'), changes: found.map(changeJson), gave_up: unknown };
}

function conditionJson(trace: ConditionTrace, criteria: Criteria): object {
  const phrases: ConditionPhrases = conditionsEn;
  const words = printCondition(trace.condition, criteria.cohorts, phrases);
  const { outcome } = trace;
  if (trace.kind === 'group')
    return {
      kind: trace.condition.kind,
      words,
      outcome,
      parts: trace.parts.map((part) => conditionJson(part, criteria)),
    };
  const { fact } = trace.condition;
  return {
    kind: trace.condition.kind,
    words,
    at: place(trace.condition.span),
    outcome,
    fact: fact.name,
    value: valueJson(trace.value, fact.type),
    distance: trace.distance?.absolute ?? null,
    // A share of the days since 1970 means nothing.
    distance_ratio: isDay(fact.type) ? null : (trace.distance?.ratio ?? null),
    ...(trace.rank === null
      ? {}
      : {
          rank: trace.rank.place?.rank ?? null,
          of: trace.rank.place?.of ?? null,
          group: trace.rank.group === '' ? null : trace.rank.group,
          cut_points: trace.rank.cuts,
        }),
  };
}

/** A change as JSON; `from` null is a blank that was filled in. */
export function changeJson({ field, from, to, change, ratio, verdict }: Counterfactual): object {
  const type = factTypeOf(field.type);
  const value = (text: string | null): unknown =>
    text === null ? null : valueJson(type.kind === 'text' ? text : Number(text), type);
  return {
    field: field.name,
    from: value(from),
    to: value(to),
    change,
    change_ratio: ratio,
    category_then: verdict.kind === 'decided' ? verdict.category : 'undetermined',
  };
}

function isDay(type: FactType): boolean {
  return type.kind === 'number' && type.unit === 'day';
}

/** A fact's value as JSON: days as dates, flags as true and false. */
export function valueJson(value: number | string | null, type: FactType): unknown {
  if (typeof value !== 'number' || type.kind === 'text') return value;
  if (type.unit === 'day') return formatDay(value);
  return type.unit === 'flag' ? value === 1 : value;
}

// The same for every customer: said once, and kept as long as the criteria are.
function place(span: Span): object {
  const known = PLACES.get(span);
  if (known !== undefined) return known;
  const { line, column } = positionAt(span.source, span.start);
  const found = { file: span.source.name, line, column };
  PLACES.set(span, found);
  return found;
}

const PLACES = new WeakMap<Span, object>();
