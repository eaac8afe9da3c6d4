import { createHash } from 'node:crypto';
import type { Cohort, Condition, Quantity, RankTest } from '../condition/condition.ts';
import type { Fact } from '../condition/fact.ts';
import { factsOfCondition, flatten, isLeaf } from '../condition/leaves.ts';
import { binsIn } from '../condition/rank-edges.ts';
import type { Field } from '../fields/field.ts';
import type { Criteria, Factor } from './criteria.ts';
import { type Expression, factsOfExpression } from './expression.ts';

/**
 * What a part of criteria means, as a text that is equal exactly when the meaning is: amounts by their value,
 * lists that have no order sorted. Names stay names.
 */
export function meaningOfField(field: Field): string {
  const { type, columns, optional, missing, values, min, max, formats, century, day, blanks } = field;
  const choices = [...values].map(([value, spellings]) => [value, [...spellings].sort()]).sort();
  const names = columns.map((name) => name.trim().toLowerCase()).sort();
  return JSON.stringify([
    type,
    names,
    optional,
    missing?.decimal ?? missing?.value,
    choices,
    min,
    max,
    formats,
    field.listed,
    field.decimal,
    field.scale,
    field.positive,
    field.currencyColumn,
    century,
    day,
    [...blanks].sort(),
    field.inGroup,
  ]);
}

/** What a derived value or score calculates from the names in it. */
export function meaningOfComputed(one: Criteria['computed'][number], cohorts: readonly Cohort[]): string {
  return one.kind === 'derived'
    ? meaningOfExpression(one.formula)
    : JSON.stringify(one.factors.map((factor) => meaningOfFactor(factor, cohorts)).sort());
}

/** What a factor adds to a score; where it stands among the others plays no part. */
export function meaningOfFactor(
  { fact, weight, points, missing }: Factor,
  cohorts: readonly Cohort[],
): string {
  return JSON.stringify([
    fact.name,
    weight.decimal,
    meaningOfPoints(points, cohorts),
    missing?.decimal ?? null,
  ]);
}

/** How a factor gives its points. */
export function meaningOfPoints(points: Factor['points'], cohorts: readonly Cohort[]): string {
  switch (points.kind) {
    case 'scale':
      return JSON.stringify(['scale', points.low.decimal, points.high.decimal]);
    case 'bands':
      return JSON.stringify([
        'bands',
        points.bands.map(({ from, points: given }) => [from.decimal, given.decimal]).sort(),
      ]);
    case 'points':
      return JSON.stringify([
        'points',
        [...points.points].map(([key, { decimal }]) => [key, decimal]).sort(),
      ]);
    case 'quantiles':
      return JSON.stringify(['quantiles', points.order, meaningOfCohort(cohorts[points.cohort]!)]);
  }
}

/** A relative test's line: which fact, within which group, cut how. */
export function meaningOfCohort({ fact, per, cut }: Cohort): string {
  return JSON.stringify([fact.name, per?.name ?? null, meaningOfCut(cut)]);
}

function meaningOfCut(cut: Cohort['cut']): readonly unknown[] {
  switch (cut.kind) {
    case 'top_count':
      return [cut.kind, cut.count];
    case 'top_ratio':
    case 'top_share':
      return [cut.kind, cut.ratio.decimal];
    case 'quantiles':
      return [cut.kind, cut.of, cut.method];
    case 'mean':
      return [cut.kind];
  }
}

/** A condition, whatever the order of its parts and however deep they are bracketed. */
export function meaningOfCondition(condition: Condition, cohorts: readonly Cohort[]): string {
  switch (condition.kind) {
    case 'all':
    case 'any': {
      const parts = flatten(condition, condition.kind);
      const meanings = new Map(parts.map((part) => [meaningOfCondition(part, cohorts), part]));
      const [first] = meanings.keys();
      if (meanings.size === 1) return first!;
      return JSON.stringify([condition.kind, ...[...meanings].map(meaningWithin).sort()]);
    }
    case 'not':
      return JSON.stringify([
        'not',
        meaningWithin([meaningOfCondition(condition.of, cohorts), condition.of]),
      ]);
    case 'compare':
      return JSON.stringify([condition.fact.name, condition.operator, condition.bound.decimal]);
    case 'between':
      return JSON.stringify([condition.fact.name, 'between', condition.low.decimal, condition.high.decimal]);
    case 'member':
      return JSON.stringify([
        condition.fact.name,
        condition.operator,
        condition.values.map(meaningOfValue).sort(),
      ]);
    case 'present':
      return JSON.stringify([condition.fact.name, 'present', condition.expected]);
    case 'age':
      return JSON.stringify([condition.fact.name, condition.operator, condition.days.decimal]);
    case 'rank':
      return JSON.stringify([
        'rank',
        meaningOfRank(condition.test, cohorts[condition.cohort]!),
        meaningOfCohort(cohorts[condition.cohort]!),
      ]);
  }
}

// A list holds the lists in it as texts within a text, twice as long for each list around them: where they grow long, a
// hash stands for them.
function meaningWithin([meaning, part]: readonly [string, Condition]): string {
  if (isLeaf(part) || meaning.length <= LONGEST) return meaning;
  return createHash('sha256').update(meaning).digest('base64');
}

const LONGEST = 10_000;

// Counted from the lowest: the two highest of five are the two first from the other end.
function meaningOfRank(test: RankTest, { cut }: Cohort): readonly unknown[] {
  switch (test.kind) {
    case 'top':
      return [test.kind];
    case 'quantile': {
      const { from, to } = binsIn(test, cut.kind === 'quantiles' ? cut.of : 1);
      return [test.kind, from, to];
    }
    case 'mean':
      return [test.kind, test.side];
  }
}

function meaningOfValue(value: Quantity | string): string {
  return typeof value === 'string' ? value : value.decimal;
}

function meaningOfExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return expression.decimal;
    case 'fact':
      return expression.fact.name;
    case 'negate':
      return `-(${meaningOfExpression(expression.of)})`;
    case 'arithmetic': {
      const { operator, left, right } = expression;
      return `(${meaningOfExpression(left)} ${operator} ${meaningOfExpression(right)})`;
    }
    case 'call':
      return `${expression.name}(${expression.of.map(meaningOfExpression).join(', ')})`;
  }
}

/**
 * What a fact means through and through: a derived value or score with all that it is calculated from, down to
 * the slots that fields are read into. Of criteria that read one customer side by side, two facts with the same
 * deep meaning have the same value.
 */
export function deepMeanings(criteria: Criteria): (fact: Fact) => string {
  const known = new Map<string, string>();
  // A slot says more than the field does: other criteria may read the same column with another decimal sign.
  for (const { name, slot } of criteria.fields) known.set(name, String(slot));
  // Each computed fact comes after what it needs.
  for (const one of criteria.computed) {
    const parts =
      one.kind === 'derived'
        ? [...factsOfExpression(one.formula)].map((fact) => fact.name)
        : one.factors.flatMap(({ fact, points }) => {
            const per = points.kind === 'quantiles' ? criteria.cohorts[points.cohort]!.per : null;
            return per === null ? [fact.name] : [fact.name, per.name];
          });
    const inner = [...new Set(parts)].sort().map((name) => [name, known.get(name)]);
    // Written out, it would double where a formula names another twice.
    const meaning = JSON.stringify([meaningOfComputed(one, criteria.cohorts), inner]);
    known.set(one.fact.name, createHash('sha256').update(meaning).digest('base64'));
  }
  return ({ name }) => known.get(name)!;
}

/** What a condition means through and through, as `deepMeanings` says it of the facts in it. */
export function conditionMeanings(criteria: Criteria): (condition: Condition) => string {
  const meaningOf = deepMeanings(criteria);
  return (condition) => {
    const facts = [...factsOfCondition(condition, criteria.cohorts)].map((fact) =>
      JSON.stringify([fact.name, meaningOf(fact)]),
    );
    return JSON.stringify([meaningOfCondition(condition, criteria.cohorts), [...new Set(facts)].sort()]);
  };
}
