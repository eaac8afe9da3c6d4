import type { Cuts, Outcome } from '../condition/condition.ts';
import type { Fact } from '../condition/fact.ts';
import type { Category, CategoryName, Criteria, Criterion, Factor, Score } from '../criteria/criteria.ts';
import { scoresOf } from '../criteria/reads.ts';
import { compileFactor, type ScoreContext } from '../facts/score.ts';
import { type Exact, exactOf } from '../fields/exact.ts';
import { amountOrNull, exactValue } from '../fields/exact-number.ts';
import { type Facts, factText, numberOrNull, ROUNDING } from '../fields/facts.ts';
import { roundShown, shownNumber } from '../fields/rounded.ts';
import { oncePer } from '../once-per.ts';
import type { ClassifiedCustomer } from './classify-table.ts';
import { type Counterfactuals, openCounterfactors } from './counterfactual.ts';
import { missingFields } from './missing-fields.ts';
import type { Override } from './override.ts';
import { type ConditionTrace, compileTrace, groupOutcome } from './trace.ts';
import type { Verdict } from './verdict.ts';

/** Why a customer has its verdict, and why no other: all of it as data. */
export interface Explanation {
  readonly id: string;
  readonly name: string | null;
  /** The physical line of the customer in the file. */
  readonly line: number;
  /** What counts: the override where there is one. */
  readonly verdict: Verdict;
  /** What the criteria say; categories, scores and changes explain this. */
  readonly computed: Verdict;
  readonly override: Override | null;
  readonly criteria: Criteria;
  readonly previous: CategoryName | null;
  /** In the order in which they decide. */
  readonly categories: readonly CategoryTrace[];
  readonly scores: readonly ScoreTrace[];
  /** The blank fields that keep the verdict open. */
  readonly lacks: readonly string[];
  readonly counterfactuals: Counterfactuals;
}

/** What a category and its criteria came to, whether or not it was their turn. */
export interface CategoryTrace {
  readonly category: Category;
  readonly outcome: Outcome;
  /** Whether it was evaluated at all, and whether it decided. */
  readonly part: 'decides' | 'passed over' | 'not asked';
  readonly criteria: readonly CriterionTrace[];
  /** Null when there is none, or the customer was in another category. */
  readonly stays: ConditionTrace | null;
}

/** A criterion with its condition, evaluated node by node. */
export interface CriterionTrace {
  readonly criterion: Criterion;
  readonly trace: ConditionTrace;
}

/** A score from 0 to 100 with what each factor gave; null is missing. */
export interface ScoreTrace {
  readonly fact: Fact;
  readonly value: number | null;
  readonly factors: readonly FactorTrace[];
}

/** `contribution` is what the factor adds to the score; null when its points are missing. */
export interface FactorTrace {
  readonly factor: Factor;
  readonly value: number | string | null;
  readonly points: number | null;
  readonly contribution: number | null;
}

/** Explains a customer. `change`: whether to look for the smallest changes that would move it. */
export type Explain = (customer: ClassifiedCustomer, change: boolean) => Explanation;

/** Compiles explanations for a set of criteria; each unit's are compiled when its first customer comes. */
export function createExplainer(asOf: number, cuts: ReadonlyMap<Criteria, Cuts>, company: Criteria): Explain {
  const explainerOf = oncePer((criteria: Criteria) => compileExplainer(criteria, asOf, cuts.get(criteria)!));
  const counterfactorOf = openCounterfactors(asOf, cuts, company);
  return ({ criteria, facts, verdict, computed, override, previous, record }, change) => {
    const own = explainerOf(criteria);
    const name = criteria.facts.get('customer_name');
    return {
      id: factText(facts, criteria.idField.slot) ?? '',
      name: name === undefined ? null : factText(facts, name.slot),
      line: record.line,
      verdict,
      computed,
      override,
      criteria,
      previous,
      categories: own.categories(facts, previous),
      scores: own.scores(facts),
      lacks: computed.kind === 'decided' ? [] : missingFields(computed.lacks, facts, criteria),
      counterfactuals: change ? counterfactorOf(criteria).find(facts, computed, previous, null) : NOT_ASKED,
    };
  };
}

const NOT_ASKED: Counterfactuals = { goal: 'become-key', found: [], unknown: [] };

interface CompiledExplainer {
  categories(facts: Facts, previous: CategoryName | null): CategoryTrace[];
  scores(facts: Facts): ScoreTrace[];
}

function compileExplainer(criteria: Criteria, asOf: number, cuts: Cuts): CompiledExplainer {
  const context = { asOf, cohorts: criteria.cohorts, cuts };
  const categories = criteria.categories.map((category) => ({
    category,
    criteria:
      category.when.kind === 'otherwise'
        ? []
        : category.when.criteria.map((criterion) => ({
            criterion,
            trace: compileTrace(criterion.condition, context),
          })),
    stays: category.staysWhile === null ? null : compileTrace(category.staysWhile, context),
  }));
  const scores = scoresOf(criteria).map((one) => compileScoreTrace(one, context));
  return {
    categories(facts, previous) {
      let decided = false;
      return categories.map(({ category, criteria: own, stays }): CategoryTrace => {
        const traces = own.map(({ criterion, trace }) => ({ criterion, trace: trace(facts) }));
        const stay = stays !== null && previous === category.name ? stays(facts) : null;
        const found = traces.map(({ trace }) => trace);
        if (stay !== null) found.push(stay);
        const outcome = category.when.kind === 'otherwise' ? 'true' : groupOutcome('any', found);
        const part = decided ? 'not asked' : outcome === 'false' ? 'passed over' : 'decides';
        decided ||= outcome !== 'false';
        return { category, outcome, part, criteria: traces, stays: stay };
      });
    },
    scores: (facts) => scores.map((score) => score(facts)),
  };
}

function compileScoreTrace(score: Score, context: ScoreContext): (facts: Facts) => ScoreTrace {
  const total = score.factors.reduce((sum, { weight }) => sum + weight.value, 0);
  const exactTotal = score.factors.reduce(
    (sum, { weight }) => sum.add(exactOf(weight.decimal)),
    exactOf('0'),
  );
  const factors = score.factors.map((factor) => {
    const points = compileFactor(factor, context);
    const part = {
      exact(facts: Facts): Exact | null {
        const whole = points.exact(facts);
        return whole === null ? null : whole.mul(exactOf(factor.weight.decimal)).div(exactTotal);
      },
    };
    return { factor, points, part };
  });
  return (facts) => ({
    fact: score.fact,
    value: shownNumber(facts, score.fact.slot),
    factors: factors.map(({ factor, points: compute, part: exactPart }) => {
      const { fact, weight } = factor;
      compute.evaluate(facts, 1);
      const found = compute.column.values[0]!;
      const error = compute.column.errors[0]!;
      const points = roundShown(found, error, compute, facts);
      const part = (weight.value * found) / total;
      const partError = (error + 100 * ROUNDING * 4) * (weight.value / total);
      const contribution = roundShown(part, partError, exactPart, facts);
      const value =
        fact.type.kind === 'text' ? factText(facts, fact.slot) : amountOrNull(exactValue(facts, fact.slot));
      return { factor, value, points: numberOrNull(points), contribution: numberOrNull(contribution) };
    }),
  });
}
