import type { Cohort, Condition, Quantity } from '../condition/condition.ts';
import type { Fact } from '../condition/fact.ts';
import { boundsIn, leavesOf } from '../condition/leaves.ts';
import type { Criteria, Derived } from '../criteria/criteria.ts';
import type { Expression } from '../criteria/expression.ts';
import { type ConditionScope, compileConditionSql } from './conditions.ts';
import type { SqlDialect } from './dialect.ts';
import { columnDouble, errorBound } from './double.ts';
import type { FactColumn } from './fact-column.ts';
import type { RefuseSql } from './field-steps.ts';
import { compileFormulaSql, type FormulaScope } from './formulas.ts';
import type { LackScope } from './lacks.ts';
import type { Names } from './quote.ts';
import type { Ratio } from './ratio.ts';
import { compileScoreSql, type ScoreScope } from './scores.ts';
import { column, columnsOf, type NextStep, NULL, SQL_FALSE, type Sql, type SqlColumn } from './tree.ts';
import { neededBy } from './used-facts.ts';
import { appliesTo, type DecidedCategory } from './verdict.ts';

/** What criteria become, beside the fields: the steps that calculate and decide, and the columns that they leave. */
export interface LayerSteps {
  readonly steps: readonly NextStep[];
  readonly categories: readonly DecidedCategory[];
  readonly lacks: LackScope;
  /** The column of a fact. */
  value(fact: Fact): Sql;
}

/** What the steps of one layer of criteria need. */
export interface LayerOptions {
  readonly dialect: SqlDialect;
  readonly asOf: Sql;
  /** The fields, by slot. */
  readonly fields: ReadonlyMap<number, FactColumn>;
  readonly used: ReadonlySet<number>;
  readonly names: Names;
  readonly refuse: RefuseSql;
}

/** Compiles criteria, those of the company or of a unit: what they calculate, and which of their criteria hold. */
export function compileLayer(criteria: Criteria, options: LayerOptions): LayerSteps {
  const { names, used, refuse } = options;
  const known = new Map(options.fields);
  const tests = new Map<string, SqlColumn>();
  const scope: ScoreScope = {
    bin(_, fact) {
      refuse(
        {
          en: `"${fact.name}" is compared with other customers, which cannot be said in SQL`,
          zh: `“${fact.name}”与其他客户比较，无法用 SQL 表达`,
        },
        CLASSIFY,
        criteria.computed[0]!.span,
      );
      return NULL;
    },
    find: (slot) => known.get(slot)!,
    asOf: options.asOf,
    digits: options.dialect.digits,
    cannot: () => undefined,
    keep(test) {
      const key = JSON.stringify(test);
      let kept = tests.get(key);
      if (kept === undefined) {
        kept = { name: names.claim('test'), value: test };
        tests.set(key, kept);
      }
      return column(kept.name);
    },
    rank(condition) {
      refuse(
        {
          en: `"${condition.fact.name}" is compared with other customers, which cannot be said in SQL`,
          zh: `“${condition.fact.name}”与其他客户比较，无法用 SQL 表达`,
        },
        CLASSIFY,
        condition.span,
      );
      return SQL_FALSE;
    },
  };
  const levels: SqlColumn[][] = [];
  const levelOf = new Map<number, number>();
  for (const one of criteria.computed) {
    const { slot, name } = one.fact;
    if (!used.has(slot)) continue;
    const level = Math.max(0, ...neededBy(one).map((fact) => (levelOf.get(fact.slot) ?? -1) + 1));
    levelOf.set(slot, level);
    if (one.kind === 'score') {
      const found = compileScoreSql(one, thresholdsOf(one.fact, criteria), names, {
        ...scope,
        keep(test) {
          refuse(
            {
              en: `score "${name}": which points a factor has takes more than ${scope.digits} digits`,
              zh: `得分“${name}”：确定某项得分需要超过 ${scope.digits} 位数字`,
            },
            {
              en: 'give points by a field, or by a ratio of two fields',
              zh: '请按字段或两个字段之比给分',
            },
            one.span,
          );
          return test;
        },
      });
      for (const [index, columns] of found.levels.entries()) addTo(levels, level + index, columns);
      levelOf.set(slot, level + 1);
      known.set(slot, found.fact);
      continue;
    }
    const { columns, fact } = compileDerived(one, names, {
      ...scope,
      cannot: (what, help) =>
        refuse({ en: `"${name}": ${what.en}`, zh: `“${name}”：${what.zh}` }, help, one.span),
    });
    addTo(levels, level, columns);
    known.set(slot, fact);
  }
  const outcomes: SqlColumn[] = [];
  const decide = (
    condition: Condition,
    name: string,
    comment: string,
  ): { condition: Condition; outcome: Sql } => {
    const own = names.claim(name);
    outcomes.push({ name: own, value: compileConditionSql(condition, scope), comment });
    return { condition, outcome: column(own) };
  };
  const decided = criteria.categories.map((category) => {
    const { when, name } = category;
    const found =
      when.kind === 'otherwise'
        ? []
        : when.criteria.map(({ id, condition }, index) => ({
            id,
            ...decide(condition, `${name}_${index + 1}`, `${name}: ${id}`),
          }));
    return { category, criteria: found, stays: null };
  });
  const applies: SqlColumn[] = [];
  const categories = decided.map((one): DecidedCategory => {
    if (one.category.when.kind === 'otherwise') return { ...one, applies: null };
    const name = names.claim(one.category.name);
    applies.push({ name, value: appliesTo(one) });
    return { ...one, applies: column(name) };
  });
  const steps = [
    ...levels.map((columns, index) => ({
      name: index === 0 ? 'facts' : `facts_${index + 1}`,
      comment:
        index === 0
          ? 'what is calculated, as doubles, and how far these may be from the exact number'
          : 'what is calculated from that',
      keeps: true,
      columns,
    })),
    {
      name: 'tests',
      comment: 'tests that may take more digits than whole numbers have here: NULL then',
      keeps: true,
      columns: [...tests.values()],
    },
    {
      name: 'outcomes',
      comment: 'whether each criterion holds; NULL where something is missing',
      keeps: true,
      columns: outcomes,
    },
    { name: 'categories', comment: 'whether each category applies', keeps: true, columns: applies },
  ];
  return {
    steps,
    categories,
    value: ({ slot }) => known.get(slot)!.value,
    lacks: lackScope(criteria, known, scope, new Set([...tests.values()].map(({ name }) => name))),
  };
}

const CLASSIFY = {
  en: 'classify an export with keyaccounts classify',
  zh: '请用 keyaccounts classify 对导出文件分类',
};

function addTo(levels: SqlColumn[][], level: number, columns: readonly SqlColumn[]): void {
  for (let at = levels.length; at <= level; at += 1) levels.push([]);
  levels[level]!.push(...columns);
}

// What a score is compared with, in conditions and in the bands of other scores.
function thresholdsOf({ slot }: Fact, { categories, computed }: Criteria): Quantity[] {
  const conditions = categories.flatMap(({ when, staysWhile }) => [
    ...(when.kind === 'criteria' ? when.criteria.map(({ condition }) => condition) : []),
    ...(staysWhile === null ? [] : [staysWhile]),
  ]);
  const leaves = conditions
    .flatMap((condition) => [...leavesOf(condition)])
    .filter(({ fact }) => fact.slot === slot);
  const values = leaves.flatMap((leaf) => (leaf.kind === 'member' ? leaf.values : boundsIn(leaf)));
  const factors = computed.flatMap((one) => (one.kind === 'score' ? one.factors : []));
  const bands = factors.flatMap(({ fact, points }) =>
    fact.slot === slot && points.kind === 'bands' ? points.bands.map(({ from }) => from) : [],
  );
  return [...values.filter((value) => typeof value !== 'string'), ...bands];
}

function compileDerived(
  { fact, formula }: Derived,
  names: Names,
  scope: FormulaScope,
): { readonly columns: readonly SqlColumn[]; readonly fact: FactColumn } {
  const calculated = compileFormulaSql(formula, scope);
  const { approximation } = calculated;
  const name = names.claim(fact.name);
  const columns: SqlColumn[] = [{ name, value: approximation.value }];
  let error: Sql | null = null;
  if (approximation.size !== null) {
    const own = names.claim(`${name}_error`);
    columns.push({ name: own, value: errorBound(approximation) });
    error = column(own);
  }
  let exact: Ratio | null = null;
  return {
    columns,
    fact: {
      kind: 'number',
      fact,
      value: column(name),
      places: approximation.roundings === 0 ? 0 : null,
      approximation: columnDouble(column(name), error, approximation),
      exact() {
        exact ??= calculated.exact();
        return exact;
      },
    },
  };
}

function lackScope(
  criteria: Criteria,
  known: ReadonlyMap<number, FactColumn>,
  scope: ConditionScope,
  tests: ReadonlySet<string>,
): LackScope {
  const computed = new Map(criteria.computed.map((one) => [one.fact.slot, one]));
  const mayLack = (fact: Fact): boolean => {
    const one = computed.get(fact.slot);
    if (one === undefined) return criteria.fields[fact.slot]!.missing === null;
    if (one.kind === 'derived') return expressionMayLack(one.formula, mayLack);
    return one.factors.some(
      (factor) => factor.missing === null && (factor.points.kind === 'quantiles' || mayLack(factor.fact)),
    );
  };
  return {
    value: ({ slot }) => known.get(slot)!.value,
    mayLack,
    needs({ slot }) {
      const one = computed.get(slot);
      if (one === undefined) return null;
      if (one.kind === 'derived') return neededBy(one);
      return [...new Set(one.factors.filter(({ missing }) => missing === null).map(({ fact }) => fact))];
    },
    condition: (condition) => compileConditionSql(condition, scope),
    per: (leaf) => (leaf.kind === 'rank' ? (criteria.cohorts[leaf.cohort] as Cohort).per : null),
    mayOverflow: (leaf) => columnsOf(compileConditionSql(leaf, scope)).some((name) => tests.has(name)),
  };
}

function expressionMayLack(expression: Expression, mayLack: (fact: Fact) => boolean): boolean {
  switch (expression.kind) {
    case 'literal':
      return false;
    case 'fact':
      return mayLack(expression.fact);
    case 'negate':
      return expressionMayLack(expression.of, mayLack);
    case 'arithmetic': {
      const { operator, left, right } = expression;
      const isSafe = operator !== '/' || (right.kind === 'literal' && right.value !== 0);
      return !isSafe || expressionMayLack(left, mayLack) || expressionMayLack(right, mayLack);
    }
    case 'call':
      return expression.name === 'coalesce'
        ? expression.of.every((part) => expressionMayLack(part, mayLack))
        : expression.of.some((part) => expressionMayLack(part, mayLack));
  }
}
