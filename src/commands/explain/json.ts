import { printCondition } from '../../condition/print.ts';
import type { Criteria } from '../../criteria/criteria.ts';
import { formatDay } from '../../fields/day.ts';
import { type FactType, factTypeOf } from '../../fields/value.ts';
import { conditionPhrases } from '../../say/condition.ts';
import { factJson } from '../../say/fact.ts';
import { monthsJson } from '../../say/months.ts';
import { overrideJson } from '../../say/override.ts';
import { smallestChangeJson } from '../../say/smallest-change.ts';
import { positionAt, type Span } from '../../text/source.ts';
import type { Counterfactuals } from '../../verdict/counterfactual.ts';
import type { Override } from '../../verdict/override.ts';
import type { ConditionTrace } from '../../verdict/trace.ts';
import { categoryOf, criterionOf } from '../../verdict/verdict.ts';
import type { Explained, ExplainedSites } from './explained.ts';
import { linesBehindJson } from './lines.ts';

/** An explanation as JSON: numbers in full, days as dates, flags as true and false, missing as null. */
export function explanationJson(one: Explained): object {
  const { criteria, verdict } = one;
  const decided = verdict.kind === 'decided' ? verdict : null;
  return {
    customer_id: one.id,
    customer_name: one.name,
    line: one.line,
    category: decided?.category ?? null,
    criterion: criterionOf(verdict),
    decided_at: decided?.criterion == null ? null : place(decided.criterion.span),
    previous_category: one.previous,
    computed_category: categoryOf(one.computed),
    override: one.override === null ? null : overrideJson(one.override),
    undetermined_because: one.lacks,
    ...(one.sites === null ? {} : { group: groupJson(one.sites) }),
    ...(one.lines.length === 0 ? {} : { lines: linesBehindJson(one.lines) }),
    ...(one.months.length === 0 ? {} : { months: monthsJson(one.months) }),
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
        value: factJson(found, factor.fact.type),
        weight: factor.weight.value,
        points,
        contribution,
      })),
    })),
    counterfactuals: counterfactualsJson(one.counterfactuals, one.override),
  };
}

// The sites of a group with their values, and what they come to.
function groupJson({ fields, sites, total }: ExplainedSites): object {
  const valuesJson = (values: ExplainedSites['total']): object =>
    Object.fromEntries(
      fields.map(({ name, type }, at) => [name, factJson(values[at]!, factTypeOf(type))] as const),
    );
  return {
    fields: Object.fromEntries(fields.map(({ name, inGroup }) => [name, inGroup])),
    values: valuesJson(total),
    sites: sites.map(({ id, name, line, values }) => ({
      customer_id: id,
      customer_name: name,
      line,
      values: valuesJson(values),
    })),
  };
}

/** The smallest changes of a customer as JSON; where an override decides, with the last day on which they do nothing. */
export function counterfactualsJson(
  { goal, found, unknown }: Counterfactuals,
  override: Override | null,
): object {
  return {
    goal: goal.replace('-', '_'),
    changes: found.map(smallestChangeJson),
    gave_up: unknown,
    ...(override === null ? {} : { overridden_until: formatDay(override.expires) }),
  };
}

function conditionJson(trace: ConditionTrace, criteria: Criteria): object {
  const words = printCondition(trace.condition, criteria.cohorts, conditionPhrases('en'));
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
    value: factJson(trace.value, fact.type),
    distance: trace.distance?.absolute ?? null,
    // A fraction of the days since 1970 means nothing.
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

function isDay(type: FactType): boolean {
  return type.kind === 'number' && type.unit === 'day';
}

// The same for every customer, so it is computed once and kept as long as the criteria.
function place(span: Span): object {
  const known = PLACES.get(span);
  if (known !== undefined) return known;
  const { line, column } = positionAt(span.source, span.start);
  const found = { file: span.source.name, line, column };
  PLACES.set(span, found);
  return found;
}

const PLACES = new WeakMap<Span, object>();
