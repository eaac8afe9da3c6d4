import type { Cohort, Condition } from '../../condition/condition.ts';
import type { Fact } from '../../condition/fact.ts';
import { joinAll } from '../../condition/leaves.ts';
import type { Field } from '../../fields/field.ts';
import { factTypeOf } from '../../fields/value.ts';
import type { Category, CategoryName, Criteria, Criterion, Derived, Factor, Score } from '../criteria.ts';
import { meaningOfCohort } from '../meaning.ts';
import {
  type RebindTarget,
  rebindCohort,
  rebindCondition,
  rebindExpression,
  rebindFactor,
} from '../rebind.ts';
import type { Piece, TestPart } from './pieces.ts';

/**
 * Puts pieces together to criteria whose derived values and scores stand in the slots from `slot` on; fields stay
 * where they are. What decides no category is taken from `rest`. Null when something needs a name that is not
 * among the pieces.
 */
export function assembleCriteria(pieces: Iterable<Piece>, rest: Criteria, slot: number): Criteria | null {
  const sorted = sortPieces(pieces);
  const table = createFactTable(sorted, slot);
  const categories = sorted.order.map((name) => buildCategory(name, sorted, table.target, rest));
  for (const name of sorted.recipes.keys()) table.target.fact({ name } as Fact);
  const idField = sorted.fields.find(({ type }) => type === 'id');
  if (table.failed() || idField === undefined) return null;
  const { computed, cohorts, facts } = table;
  return {
    ...rest,
    fields: sorted.fields,
    idField,
    facts,
    computed,
    cohorts,
    categories,
    slots: slot + computed.length,
  };
}

interface Sorted {
  readonly fields: readonly Field[];
  /** Derived values and scores by name. */
  readonly recipes: ReadonlyMap<string, Recipe>;
  /** By category and criterion, in the order in which they were given. */
  readonly tests: ReadonlyMap<CategoryName, ReadonlyMap<string | null, readonly TestPart[]>>;
  readonly otherwise: ReadonlySet<CategoryName>;
  readonly order: readonly CategoryName[];
}

type Recipe =
  | { readonly kind: 'derived'; readonly derived: Derived }
  | { readonly kind: 'score'; readonly factors: { factor: Factor; cohorts: readonly Cohort[] }[] };

function sortPieces(pieces: Iterable<Piece>): Sorted {
  const fields: Field[] = [];
  const recipes = new Map<string, Recipe>();
  const tests = new Map<CategoryName, Map<string | null, TestPart[]>>();
  const otherwise = new Set<CategoryName>();
  let order: readonly CategoryName[] = [];
  for (const { part } of pieces) {
    switch (part.kind) {
      case 'field':
        fields.push(part.field);
        break;
      case 'derived':
        recipes.set(part.derived.fact.name, part);
        break;
      case 'factor': {
        const known = recipes.get(part.score);
        if (known?.kind === 'score') known.factors.push(part);
        else recipes.set(part.score, { kind: 'score', factors: [part] });
        break;
      }
      case 'test': {
        const { category, criterion } = part;
        const own = tests.get(category) ?? new Map<string | null, TestPart[]>();
        tests.set(category, own.set(criterion, [...(own.get(criterion) ?? []), part]));
        break;
      }
      case 'otherwise':
        otherwise.add(part.category);
        break;
      case 'priority':
        order = part.names;
    }
  }
  return { fields, recipes, tests, otherwise, order };
}

interface FactTable {
  readonly target: RebindTarget;
  readonly facts: Map<string, Fact>;
  readonly computed: (Derived | Score)[];
  readonly cohorts: Cohort[];
  failed(): boolean;
}

// Names lead to the pieces; a derived value or score is built when the first one asks for it.
function createFactTable({ fields, recipes }: Sorted, slot: number): FactTable {
  const facts = new Map<string, Fact>();
  const computed: (Derived | Score)[] = [];
  const cohorts: Cohort[] = [];
  const building = new Set<string>();
  let failed = false;
  for (const { name, type, slot: own } of fields)
    facts.set(name, { name, slot: own, type: factTypeOf(type), origin: 'field' });
  const target: RebindTarget = {
    fact({ name }) {
      const known = facts.get(name);
      if (known !== undefined) return known;
      const recipe = recipes.get(name);
      if (recipe === undefined || building.has(name)) {
        failed = true;
        return NOWHERE;
      }
      building.add(name);
      const built = build(name, recipe);
      building.delete(name);
      facts.set(name, built.fact);
      computed.push(built);
      return built.fact;
    },
    cohort(cohort) {
      const own = rebindCohort(cohort, target);
      const meaning = meaningOfCohort(own);
      const known = cohorts.findIndex((one) => meaningOfCohort(one) === meaning);
      return known >= 0 ? known : cohorts.push(own) - 1;
    },
  };
  const build = (name: string, recipe: Recipe): Derived | Score => {
    if (recipe.kind === 'derived') {
      const formula = rebindExpression(recipe.derived.formula, target);
      const fact = { ...recipe.derived.fact, slot: slot + computed.length };
      return { ...recipe.derived, formula, fact };
    }
    const factors = recipe.factors.map(({ factor, cohorts: from }) => rebindFactor(factor, from, target));
    const type = { kind: 'number', unit: 'points' } as const;
    const fact: Fact = { name, slot: slot + computed.length, type, origin: 'score' };
    return { kind: 'score', fact, factors, span: factors[0]!.span };
  };
  return { target, facts, computed, cohorts, failed: () => failed };
}

const NOWHERE: Fact = { name: '', slot: 0, type: { kind: 'text' }, origin: 'field' };

function buildCategory(
  name: CategoryName,
  { tests, otherwise }: Sorted,
  target: RebindTarget,
  rest: Criteria,
): Category {
  const own = tests.get(name) ?? new Map<string | null, readonly TestPart[]>();
  const join = (parts: readonly TestPart[]): Condition => {
    const of = parts.map(({ condition, cohorts }) => rebindCondition(condition, cohorts, target));
    return joinAll(of, of[0]!.span);
  };
  const criteria = [...own].flatMap(([id, parts]): Criterion[] =>
    id === null ? [] : [{ id, category: name, condition: join(parts), span: parts[0]!.condition.span }],
  );
  const stays = own.get(null);
  const before = rest.categories.find((category) => category.name === name);
  return {
    name,
    // A category that lost its last criterion takes nobody.
    when: otherwise.has(name) ? { kind: 'otherwise' } : { kind: 'criteria', criteria },
    staysWhile: stays === undefined ? null : join(stays),
    capacity: before?.capacity ?? null,
    span: before?.span ?? rest.idField.span,
  };
}
