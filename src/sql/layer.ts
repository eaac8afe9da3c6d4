import type { Cohort, Condition, Quantity } from '../condition/condition.ts';
import type { Fact } from '../condition/fact.ts';
import { amountsIn, leavesOf } from '../condition/leaves.ts';
import type { Criteria, Derived, Score } from '../criteria/criteria.ts';
import type { Expression } from '../criteria/expression.ts';
import { decidingConditions, factsRequiredBy, scoresOf } from '../criteria/reads.ts';
import { isAlwaysThere } from '../criteria/tables.ts';
import { hasMoreBits } from '../fields/exact.ts';
import { oncePer } from '../once-per.ts';
import type { Wording } from '../text/wording.ts';
import { type ConditionScope, compileConditionSql } from './conditions.ts';
import type { SqlDialect } from './dialect.ts';
import { columnDouble, errorBound } from './double.ts';
import type { AmountColumn, FactColumn } from './fact-column.ts';
import { compileFormulaSql, type FormulaScope } from './formulas.ts';
import { compileMayHold, type Deciding, type LackScope, mayBeMissing } from './lacks.ts';
import type { Names } from './quote.ts';
import { binOfRank, type CutColumns, passesRank, type RankedColumns, rankColumns } from './ranks.ts';
import { constantRatio, type Ratio } from './ratio.ts';
import type { RefuseSql } from './refuse-sql.ts';
import { compileScoreSql, type ScoreScope } from './scores.ts';
import {
  allOf,
  choose,
  column,
  columnsOf,
  compare,
  isLongerThan,
  type NextStep,
  NULL,
  SQL_FALSE,
  type Sql,
  type SqlColumn,
  textOf,
} from './tree.ts';
import { neededBy } from './used-facts.ts';
import type { DecidedCategory } from './verdict.ts';

/** What criteria become, beside the fields: the steps that calculate and decide, and the columns that they leave. */
export interface LayerSteps {
  readonly steps: readonly NextStep[];
  readonly categories: readonly DecidedCategory[];
  readonly lacks: LackScope;
  /** The column of a fact by its name; NULL where the criteria have none of it. */
  value(name: string): Sql;
}

/** Compiles how the cut points of a cohort, by its number, are known. */
export type FindCuts = (cohort: number, ranked: RankedColumns, group: Sql | null) => CutColumns;

/** What the steps of one layer of criteria need. */
export interface LayerOptions {
  readonly dialect: SqlDialect;
  readonly asOf: Sql;
  /** The fields, by slot. */
  readonly fields: ReadonlyMap<number, FactColumn>;
  readonly used: ReadonlySet<number>;
  readonly names: Names;
  readonly refuse: RefuseSql;
  /** The rows among which customers are ranked. */
  readonly counts: Sql;
  /** The column with the category in the book; null where nobody knows it. */
  readonly previous: Sql | null;
  readonly findCuts: FindCuts;
}

/** Compiles criteria, those of the company or of a unit: what they calculate, and which of their criteria hold. */
export function compileLayer(criteria: Criteria, options: LayerOptions): LayerSteps {
  const { names, used, refuse, previous } = options;
  const known = new Map(options.fields);
  const levels = openLevels(names);
  const tests = new Map<string, SqlColumn>();
  const kept = new Set<string>();
  const scope: ScoreScope = {
    find: (slot) => known.get(slot)!,
    asOf: options.asOf,
    digits: options.dialect.digits,
    cannot: () => undefined,
    keep(test) {
      const key = JSON.stringify(test);
      let own = tests.get(key);
      if (own === undefined) {
        own = { name: names.claim('test'), value: test };
        tests.set(key, own);
        kept.add(own.name);
      }
      return column(own.name);
    },
    rank: ({ cohort, test }) => {
      const { ranked, cuts } = ranks.of(cohort);
      const passes = passesRank(test, criteria.cohorts[cohort]!, ranked, cuts);
      // A sum of more digits than a double has gives no mean.
      return cuts.mayOverflow ? scope.keep(passes) : passes;
    },
    bin(cohort) {
      const { ranked, cuts } = ranks.of(cohort);
      return binOfRank(criteria.cohorts[cohort]!, ranked, cuts);
    },
  };
  const ranks = openRanks(criteria, options, levels, scope);
  for (const one of criteria.computed) {
    const { slot, name } = one.fact;
    if (!used.has(slot)) continue;
    const own: ScoreScope = {
      ...scope,
      cannot: (what, help) =>
        refuse({ en: `"${name}": ${what.en}`, zh: `“${name}”：${what.zh}` }, help, one.span),
    };
    const level = Math.max(0, ...neededBy(one).map((fact) => levels.after(fact.slot)), ranks.levelFor(one));
    if (one.kind === 'derived') {
      const { columns, fact } = compileDerived(one, names, own);
      if (columns.some(({ value }) => isLongerThan(value, MOST_PARTS))) refuseLong(own);
      levels.add(level, columns);
      levels.settle(slot, level);
      known.set(slot, withShortRatio(fact, own));
      continue;
    }
    const found = compileScoreSql(one, thresholdsOf(one.fact, criteria), names, {
      ...own,
      keep(test) {
        own.cannot(
          {
            en: `which points a factor has takes more than ${scope.digits} digits`,
            zh: `确定某项得分需要超过 ${scope.digits} 位数字`,
          },
          { en: 'give points by a field, or by a ratio of two fields', zh: '请按字段或两个字段之比给分' },
        );
        return test;
      },
    });
    for (const [index, columns] of found.levels.entries()) levels.add(level + index, columns);
    levels.settle(slot, level + found.levels.length - 1);
    known.set(slot, withShortRatio(found.fact, own));
  }
  const lacks = lackScope(criteria, known, scope, (name) => kept.has(name), ranks, refuse);
  const decide = (condition: Condition, outcome: Sql): Deciding => ({
    condition,
    holds: compileConditionSql(condition, scope),
    mayHold: mayBeMissing(condition, lacks) ? compileMayHold(condition, lacks) : null,
    outcome,
  });
  const categories = criteria.categories.map((category): DecidedCategory => {
    const { when, name, staysWhile } = category;
    const open = names.claim(`${name}_open`);
    if (when.kind === 'otherwise') return { category, open, criteria: [], stays: null };
    const outcome = (index: number): Sql => ({ kind: 'item', of: column(open), index });
    const found = when.criteria.map(({ id, condition }, index) => ({
      id,
      ...decide(condition, outcome(index)),
    }));
    if (staysWhile === null || previous === null) return { category, open, criteria: found, stays: null };
    const stays = decide(staysWhile, outcome(found.length));
    const was = compare(previous, '=', textOf(name));
    return {
      category,
      open,
      criteria: found,
      stays: {
        ...stays,
        holds: choose([{ if: was, gives: stays.holds }], SQL_FALSE),
        mayHold: stays.mayHold === null ? null : allOf([was, stays.mayHold]),
      },
    };
  });
  return {
    steps: [
      ...levels.steps(),
      {
        name: names.claim('tests'),
        comment: 'tests that may take more digits than whole numbers have here: NULL then',
        keeps: true,
        columns: [...tests.values()],
      },
    ],
    categories,
    lacks,
    value(name) {
      const fact = criteria.facts.get(name);
      return fact === undefined ? NULL : (known.get(fact.slot)?.value ?? NULL);
    },
  };
}

/** Steps that each calculate from what those before them have: columns are added to the first that can. */
interface Levels {
  add(level: number, columns: readonly SqlColumn[]): void;
  /** Steps that read what a level has, and are read beside the next. */
  join(level: number, cuts: CutColumns): void;
  settle(slot: number, level: number): void;
  /** The first level that can read a fact. */
  after(slot: number): number;
  steps(): NextStep[];
}

function openLevels(names: Names): Levels {
  const levels: { readonly columns: SqlColumn[]; readonly joined: CutColumns[] }[] = [];
  const settled = new Map<number, number>();
  const at = (level: number): (typeof levels)[number] => {
    while (levels.length <= level) levels.push({ columns: [], joined: [] });
    return levels[level]!;
  };
  return {
    add: (level, columns) => void at(level).columns.push(...columns),
    join: (level, cuts) => void at(level).joined.push(cuts),
    settle: (slot, level) => void settled.set(slot, level),
    after: (slot) => (settled.get(slot) ?? -1) + 1,
    steps: () =>
      levels.flatMap(({ columns, joined }, index): NextStep[] => [
        ...joined.flatMap(({ steps }) => steps),
        {
          name: names.claim('facts'),
          comment:
            index === 0
              ? 'what is calculated, as doubles, and how far these may be from the exact number'
              : 'what is calculated from that',
          keeps: true,
          columns,
          ...(joined.length === 0 ? {} : { beside: joined.map(({ beside }) => beside) }),
        },
      ]),
  };
}

/** The cut points of the tests and scores that compare customers, each found when it is first asked for. */
interface Ranks {
  of(cohort: number): FoundRank;
  /** The first level that can read the cut points of a score's factors. */
  levelFor(one: Derived | Score): number;
}

/** A cohort's ranked value, its cut points, and the first level that can read them. */
interface FoundRank {
  readonly ranked: Sql;
  readonly cuts: CutColumns;
  readonly level: number;
}

function openRanks(
  { cohorts }: Criteria,
  { names, findCuts, refuse }: LayerOptions,
  levels: Levels,
  scope: ConditionScope,
): Ranks {
  const ranked = new Map<number, { readonly columns: RankedColumns; readonly level: number }>();
  const rank = ({ fact, span }: Cohort): { readonly columns: RankedColumns; readonly level: number } => {
    const known = ranked.get(fact.slot);
    if (known !== undefined) return known;
    const value = scope.find(fact.slot);
    if (value.kind !== 'number') throw new TypeError(`"${fact.name}" cannot be ranked`);
    const columns = rankColumns(value, names, {
      ...scope,
      keep: (test) => test,
      cannot: (what, help) => refuse(what, help, span),
    });
    const level = levels.after(fact.slot);
    for (const [index, own] of columns.levels.entries()) levels.add(level + index, own);
    const made = { columns, level: level + columns.levels.length };
    ranked.set(fact.slot, made);
    return made;
  };
  const find = oncePer((index: number): FoundRank => {
    const cohort = cohorts[index]!;
    const { columns, level } = rank(cohort);
    const group = cohort.per === null ? null : scope.find(cohort.per.slot).value;
    const cuts = findCuts(index, columns, group);
    levels.join(level, cuts);
    return { ranked: columns.value, cuts, level };
  });
  return {
    of: find,
    levelFor: (one) =>
      one.kind === 'derived'
        ? 0
        : Math.max(
            0,
            ...one.factors.map(({ points }) => (points.kind === 'quantiles' ? find(points.cohort).level : 0)),
          ),
  };
}

// What a score is compared with, in conditions and in the bands of other scores.
function thresholdsOf({ slot }: Fact, criteria: Criteria): Quantity[] {
  const leaves = decidingConditions(criteria)
    .flatMap((condition) => leavesOf(condition))
    .filter(({ fact }) => fact.slot === slot);
  const factors = scoresOf(criteria).flatMap((score) => score.factors);
  const bands = factors.flatMap(({ fact, points }) =>
    fact.slot === slot && points.kind === 'bands' ? points.bands.map(({ from }) => from) : [],
  );
  return [...leaves.flatMap(amountsIn), ...bands];
}

function compileDerived(
  { fact, formula }: Derived,
  names: Names,
  scope: FormulaScope,
): { readonly columns: readonly SqlColumn[]; readonly fact: AmountColumn } {
  const calculated = compileFormulaSql(formula, scope);
  const { approximation, exact } = calculated;
  const name = names.claim(fact.name);
  const columns: SqlColumn[] = [{ name, value: approximation.value }];
  let error: Sql | null = null;
  if (approximation.size !== null && approximation.limit === null) {
    const own = names.claim(`${name}_error`);
    columns.push({ name: own, value: errorBound(approximation) });
    error = column(own);
  }
  return {
    columns,
    fact: {
      kind: 'number',
      fact,
      value: column(name),
      places: approximation.roundings === 0 ? 0 : null,
      approximation: columnDouble(column(name), error, approximation),
      exact,
    },
  };
}

// What a fact is exactly is written out wherever it is asked for: where each of a chain of values names the one before it
// twice, that doubles with every step.
function withShortRatio(fact: AmountColumn, scope: FormulaScope): AmountColumn {
  let short: Ratio | null = null;
  const find = (): Ratio => {
    const ratio = fact.exact();
    if (!isLong(ratio)) return ratio;
    refuseLong(scope);
    return constantRatio('1');
  };
  return {
    ...fact,
    exact() {
      short ??= find();
      return short;
    },
  };
}

function isLong({ top, bottom, factor }: Ratio): boolean {
  return (
    [top, bottom].some((part) => part !== null && isLongerThan(part, MOST_PARTS)) ||
    hasMoreBits(factor, MOST_BITS)
  );
}

const MOST_PARTS = 10_000;
const MOST_BITS = 30_000;

function refuseLong({ cannot }: FormulaScope): void {
  cannot(
    {
      en: 'written out with all that it is calculated from, its formula is too long for SQL',
      zh: '把计算用到的值全部展开后，公式太长，无法用 SQL 表达',
    },
    FEWER_STEPS,
  );
}

const FEWER_STEPS: Wording = {
  en: 'calculate it in fewer steps, or put a value that comes again and again into a column of the table',
  zh: '请减少计算步骤，或把反复用到的值放进表的一列',
};

function lackScope(
  criteria: Criteria,
  known: ReadonlyMap<number, FactColumn>,
  scope: ConditionScope,
  isKept: (name: string) => boolean,
  ranks: Ranks,
  refuse: RefuseSql,
): LackScope {
  const computed = new Map(criteria.computed.map((one) => [one.fact.slot, one]));
  const always = new Set(
    criteria.tables.flatMap(({ sums }) => sums.filter(isAlwaysThere).map(({ name }) => name)),
  );
  // Several facts may be made of the same ones, and these of the same ones again.
  const mayLack = oncePer((fact: Fact): boolean => {
    const one = computed.get(fact.slot);
    if (one === undefined) return criteria.fields[fact.slot]!.missing === null && !always.has(fact.name);
    if (one.kind === 'derived') return expressionMayLack(one.formula, mayLack);
    return one.factors.some(
      (factor) => factor.missing === null && (factor.points.kind === 'quantiles' || mayLack(factor.fact)),
    );
  });
  const needs = oncePer((fact: Fact): readonly Fact[] | null => {
    const one = computed.get(fact.slot);
    if (one === undefined) return null;
    if (waysBelow(fact).steps > MOST_STEPS) {
      refuse(
        {
          en: `"${fact.name}": it is calculated in so many steps that SQL cannot say which blank field it lacks`,
          zh: `“${fact.name}”：计算步骤太多，无法用 SQL 说明它缺少哪个字段`,
        },
        FEWER_STEPS,
        one.span,
      );
      return [];
    }
    return needsOf(one);
  });
  // How many ways lead down from a fact to what it may lack, and how many steps they have together.
  const waysBelow = oncePer((fact: Fact): { readonly ways: number; readonly steps: number } => {
    const one = computed.get(fact.slot);
    const below = one === undefined ? [] : needsOf(one).filter(mayLack).map(waysBelow);
    const ways = below.reduce((sum, part) => sum + part.ways, 1);
    return { ways, steps: below.reduce((sum, part) => sum + part.steps, ways) };
  });
  return {
    value: ({ slot }) => known.get(slot)!.value,
    mayLack,
    needs,
    condition: (condition) => compileConditionSql(condition, scope),
    per: (leaf) => (leaf.kind === 'rank' ? (criteria.cohorts[leaf.cohort] as Cohort).per : null),
    ranks: (leaf) => (leaf.kind === 'rank' ? ranks.of(leaf.cohort).cuts.there : null),
    mayOverflow: (leaf) => columnsOf(compileConditionSql(leaf, scope)).some(isKept),
  };
}

function needsOf(one: Derived | Score): Fact[] {
  return [...new Set(factsRequiredBy(one))];
}

// Each way stands in the text with all its steps.
const MOST_STEPS = 5000;

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
