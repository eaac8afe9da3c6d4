import { compileCondition, type Test, type TestContext } from '../condition/compile.ts';
import type { Cuts } from '../condition/condition.ts';
import type { Fact } from '../condition/fact.ts';
import { compileLacks, type FindLacks } from '../condition/lacks.ts';
import type { Category, CategoryName, Criteria, Criterion } from '../criteria/criteria.ts';
import { type Computing, compileComputing } from '../facts/compute.ts';
import type { Facts } from '../fields/facts.ts';
import { oncePer } from '../once-per.ts';
import type { Verdict } from './verdict.ts';

/** Criteria compiled for one as-of date and one set of cut points. */
export interface Classifier extends Computing {
  /** The verdict on a customer whose facts are all there. `previous` is the category in the book. */
  classify(facts: Facts, previous: CategoryName | null): Verdict;
  /** Computes first what the fields give. */
  judge(facts: Facts, previous: CategoryName | null): Verdict;
}

/** Compiles criteria, once for all customers; `asOf` is a day counted from 1970-01-01. */
export function createClassifier(criteria: Criteria, asOf: number, cuts: Cuts): Classifier {
  const context = { asOf, cohorts: criteria.cohorts, cuts };
  const classify = openVerdicts(context)(criteria.categories);
  const computing = compileComputing(criteria, asOf, cuts);
  return {
    ...computing,
    classify,
    judge(facts, previous) {
      computing.compute(facts);
      return classify(facts, previous);
    },
  };
}

/** Opens the verdicts of categories that have most criteria in common: each of these is compiled once. */
export function openVerdicts(
  context: TestContext,
): (categories: readonly Category[]) => Classifier['classify'] {
  const compile = oncePer((criterion: Criterion) => compileCriterion(criterion, context));
  return (categories) => {
    const rules = categories.map((category) => compileCategory(category, compile, context));
    return (facts, previous) => {
      for (const rule of rules) {
        const verdict = rule(facts, previous);
        if (verdict !== null) return verdict;
      }
      return NONE_APPLIES;
    };
  };
}

/**
 * A gap in the criteria: nothing is lacking, and still no category applies. Whoever else is undetermined without a missing
 * field lacks cut points: a lock may not know the group.
 */
export const NONE_APPLIES: Verdict = { kind: 'undetermined', lacks: [] };

/** Null when the category does not apply; a verdict when it does, or when what is missing could change that. */
type CategoryRule = (facts: Facts, previous: CategoryName | null) => Verdict | null;

function compileCategory(
  category: Category,
  compile: (criterion: Criterion) => CompiledCriterion,
  context: TestContext,
): CategoryRule {
  const { name, when } = category;
  if (when.kind === 'otherwise') {
    const verdict: Verdict = { kind: 'decided', category: name, criterion: null, by: 'otherwise' };
    return () => verdict;
  }
  const criteria = when.criteria.map(compile);
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

interface CompiledCriterion {
  readonly test: Test;
  readonly lacks: FindLacks;
  /** The verdict where it holds. */
  readonly verdict: Verdict;
}

function compileCriterion(criterion: Criterion, context: TestContext): CompiledCriterion {
  const { category, condition } = criterion;
  return {
    test: compileCondition(condition, context),
    lacks: compileLacks(condition, context),
    verdict: { kind: 'decided', category, criterion, by: 'when' },
  };
}

function lacksOf(parts: readonly { test: Test; lacks: FindLacks }[], facts: Facts): Fact[] {
  const found = new Map<string, Fact>();
  for (const { test, lacks } of parts) {
    if (test(facts) === 'missing') lacks(facts, (fact) => found.set(fact.name, fact));
  }
  return [...found.values()];
}
