import { createHash } from 'node:crypto';
import type { Cohort, CutRule, Quantity } from '../../condition/condition.ts';
import type { Fact } from '../../condition/fact.ts';
import { exactOf } from '../../fields/exact.ts';
import type { Criteria, Factor, PointRule } from '../criteria.ts';
import type { Expression } from '../expression.ts';

/** A cut rule in canonical words, whatever the file wrote: `top: 0.1` and `top: 10%` are "top 10%". */
export function cutText(cut: CutRule): string {
  switch (cut.kind) {
    case 'top_count':
      return `top ${cut.count}`;
    case 'top_ratio':
      return `top ${percent(cut.ratio)}`;
    case 'top_share':
      return `top_share ${percent(cut.ratio)}`;
    case 'quantiles':
      return `quantile of ${cut.of}${cut.method === 'rfm' ? ', method rfm' : ''}`;
  }
}

/** How the cut points of a cohort are computed, as a sentence. */
export function describeCut({ cut, per }: Cohort): string {
  const of = per === null ? 'all customers' : `the customers of each ${per.name}`;
  switch (cut.kind) {
    case 'top_count':
      return `the value of number ${cut.count} from the top of ${of}; equal values are in`;
    case 'top_ratio':
      return `the value of the last of the fewest that make ${percent(cut.ratio)} of ${of}; equal values are in`;
    case 'top_share':
      return `the value of the largest of ${of} with which they together reach ${percent(cut.ratio)} of the sum`;
    case 'quantiles':
      return cut.method === 'rfm'
        ? `${cut.of} equal parts of ${of} as in R's package rfm: quantiles of type 7 plus one; a bin holds its lower bound`
        : `${cut.of} equal parts of ${of}: R's quantiles of type 7; equal values are in the lower bin`;
  }
}

function percent({ decimal }: Quantity): string {
  return `${exactOf(decimal).mul(100).toString()}%`;
}

/**
 * By name of fact, a short hash of what it is: type and default of a field, the formula or the factors of what is
 * computed, down to the fields. By meaning: layout, names in between and the order of factors do not count.
 */
export function defineFacts(criteria: Criteria): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  for (const { name, type, missing } of criteria.fields)
    known.set(name, hashOf(['field', name, type, missing?.decimal ?? missing?.value ?? null]));
  // Each computed fact comes after what it needs.
  const define: Define = ({ name }) => known.get(name)!;
  for (const one of criteria.computed) {
    const definition =
      one.kind === 'derived'
        ? ['derived', expressionOf(one.formula, define)]
        : [
            'score',
            ...one.factors.map((factor) => JSON.stringify(factorOf(factor, criteria, define))).sort(),
          ];
    known.set(one.fact.name, hashOf(definition));
  }
  return known;
}

type Define = (fact: Fact) => string;

function expressionOf(expression: Expression, define: Define): unknown {
  switch (expression.kind) {
    case 'literal':
      return expression.decimal;
    case 'fact':
      return ['fact', define(expression.fact)];
    case 'negate':
      return ['negate', expressionOf(expression.of, define)];
    case 'arithmetic': {
      const { operator, left, right } = expression;
      return [operator, expressionOf(left, define), expressionOf(right, define)];
    }
    case 'call':
      return [expression.name, ...expression.of.map((part) => expressionOf(part, define))];
  }
}

function factorOf({ fact, weight, points, missing }: Factor, criteria: Criteria, define: Define): unknown {
  return [define(fact), weight.decimal, missing?.decimal ?? null, pointsOf(points, criteria)];
}

function pointsOf(points: PointRule, { cohorts }: Criteria): unknown {
  switch (points.kind) {
    case 'scale':
      return ['scale', points.low.decimal, points.high.decimal];
    case 'bands':
      return ['bands', ...points.bands.map((band) => [band.from.decimal, band.points.decimal])];
    case 'points':
      return [
        'points',
        ...[...points.points].map(([name, own]) => JSON.stringify([name, own.decimal])).sort(),
      ];
    case 'quantiles':
      return ['quantiles', cutText(cohorts[points.cohort]!.cut), points.order];
  }
}

function hashOf(definition: unknown): string {
  return createHash('sha256').update(JSON.stringify(definition)).digest('hex').slice(0, 16);
}
