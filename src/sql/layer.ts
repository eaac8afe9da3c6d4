import type { Cohort, Condition } from '../condition/condition.ts';
import type { Fact } from '../condition/fact.ts';
import type { Criteria, Derived } from '../criteria/criteria.ts';
import type { Expression } from '../criteria/expression.ts';
import { type ConditionScope, compileConditionSql } from './conditions.ts';
import type { SqlDialect } from './dialect.ts';
import { columnDouble, constantDouble, errorBound } from './double.ts';
import type { FactColumn } from './fact-column.ts';
import type { RefuseSql } from './field-steps.ts';
import { compileFormulaSql, type FormulaScope } from './formulas.ts';
import type { LackScope } from './lacks.ts';
import type { Names } from './quote.ts';
import { constantRatio, type Ratio } from './ratio.ts';
import { column, columnsOf, type NextStep, NULL, SQL_FALSE, type Sql, type SqlColumn } from './tree.ts';
import { neededBy } from './used-facts.ts';
import { appliesTo, type DecidedCategory } from './verdict.ts';

/** What criteria become, beside the fields: the steps that calculate and decide, and the columns that they leave. */
export interface LayerSteps {
  readonly steps: readonly NextStep[];
  readonly categories: readonly DecidedCategory[];
  readonly lacks: LackScope;
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
  const scope: ConditionScope = {
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
    levels[level] ??= [];
    if (one.kind === 'score') {
      refuse(
        { en: `score "${name}" cannot be said in SQL`, zh: `得分“${name}”无法用 SQL 表达` },
        CLASSIFY,
        one.span,
      );
      known.set(slot, standIn(one.fact));
      continue;
    }
    const { columns, fact } = compileDerived(one, names, {
      ...scope,
      cannot: (what, help) =>
        refuse({ en: `"${name}": ${what.en}`, zh: `“${name}”：${what.zh}` }, help, one.span),
    });
    levels[level]!.push(...columns);
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
      comment: 'what is calculated, as doubles, and how far these may be from the exact number',
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
    lacks: lackScope(criteria, known, scope, new Set([...tests.values()].map(({ name }) => name))),
  };
}

const CLASSIFY = {
  en: 'classify an export with keyaccounts classify',
  zh: '请用 keyaccounts classify 对导出文件分类',
};

// In the place of what was refused, so that the rest is looked at, too.
function standIn(fact: Fact): FactColumn {
  const approximation = constantDouble(0);
  return { kind: 'number', fact, value: NULL, places: null, approximation, exact: () => constantRatio('0') };
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
