import { compileCondition, type Test } from '../condition/compile.ts';
import type { Cuts } from '../condition/condition.ts';
import type { Fact } from '../condition/fact.ts';
import { compileLacks, type FindLacks } from '../condition/lacks.ts';
import type { Category, CategoryName, Criteria } from '../criteria/criteria.ts';
import { compileFormula, type Formula } from '../facts/derive.ts';
import { compileScore } from '../facts/score.ts';
import type { Facts } from '../fields/facts.ts';
import type { Verdict } from './verdict.ts';

/** Criteria compiled for one as-of date and one set of cut points. */
export interface Classifier {
  /** Fills the derived values and scores of the customer whose fields are in `facts`. */
  compute(facts: Facts): void;
  /** The verdict on a customer whose facts are all there. `previous` is the category in the book. */
  classify(facts: Facts, previous: CategoryName | null): Verdict;
}

/** Compiles criteria, once for all customers; `asOf` is a day counted from 1970-01-01. */
export function createClassifier(criteria: Criteria, asOf: number, cuts: Cuts): Classifier {
  const context = { asOf, cohorts: criteria.cohorts, cuts };
  const rules = criteria.categories.map((category) => compileCategory(category, context));
  return {
    compute: compileFormulas(criteria, asOf, cuts),
    classify(facts, previous) {
      for (const rule of rules) {
        const verdict = rule(facts, previous);
        if (verdict !== null) return verdict;
      }
      return NO_CATEGORY;
    },
  };
}

// A gap in the criteria: nothing is lacking, and still no category applies.
const NO_CATEGORY: Verdict = { kind: 'undetermined', lacks: [] };

/** Compiles what fills the derived values and scores, without the categories. */
export function compileFormulas(criteria: Criteria, asOf: number, cuts: Cuts): Classifier['compute'] {
  const context = { asOf, cohorts: criteria.cohorts, cuts };
  const computed = criteria.computed.map((one) => ({
    slot: one.fact.slot,
    formula: one.kind === 'derived' ? compileFormula(one.formula, asOf) : compileScore(one, context),
  }));
  return (facts) => {
    for (const { slot, formula } of computed) computeSlot(facts, slot, formula);
  };
}

function computeSlot(facts: Facts, slot: number, formula: Formula): void {
  // Of one customer after the other it is the same.
  if (facts.exacts[slot] !== formula.exact) facts.exacts[slot] = formula.exact;
  formula.evaluate(facts);
  facts.numbers[slot] = facts.result[0]!;
  facts.errors[slot] = facts.result[1]!;
}

/** Null when the category does not apply; a verdict when it does, or when what is missing could change that. */
type CategoryRule = (facts: Facts, previous: CategoryName | null) => Verdict | null;

function compileCategory(category: Category, context: Parameters<typeof compileCondition>[1]): CategoryRule {
  const { name, when } = category;
  if (when.kind === 'otherwise') {
    const verdict: Verdict = { kind: 'decided', category: name, criterion: null, by: 'otherwise' };
    return () => verdict;
  }
  const criteria = when.criteria.map((criterion) => ({
    test: compileCondition(criterion.condition, context),
    lacks: compileLacks(criterion.condition, context),
    verdict: { kind: 'decided', category: name, criterion, by: 'when' } satisfies Verdict,
  }));
  const stays = category.staysWhile === null ? null : compileCondition(category.staysWhile, context);
  const staysLacks = category.staysWhile === null ? null : compileLacks(category.staysWhile, context);
  const staying: Verdict = { kind: 'decided', category: name, criterion: null, by: 'stays_while' };
  return (facts, previous) => {
    let missing = false;
    for (const { test, verdict } of criteria) {
      const outcome = test(facts);
      if (outcome === 'true') return verdict;
      if (outcome === 'missing') missing = true;
    }
    const outcome = stays === null || previous !== name ? 'false' : stays(facts);
    if (outcome === 'true') return staying;
    if (!missing && outcome === 'false') return null;
    const parts: { test: Test; lacks: FindLacks }[] = [...criteria];
    if (outcome === 'missing') parts.push({ test: stays!, lacks: staysLacks! });
    return { kind: 'undetermined', lacks: lacksOf(parts, facts) };
  };
}

function lacksOf(parts: readonly { test: Test; lacks: FindLacks }[], facts: Facts): Fact[] {
  const found = new Map<string, Fact>();
  for (const { test, lacks } of parts) {
    if (test(facts) === 'missing') lacks(facts, (fact) => found.set(fact.name, fact));
  }
  return [...found.values()];
}
