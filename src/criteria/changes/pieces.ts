import type { Cohort, Condition } from '../../condition/condition.ts';
import { flatten, isLeaf } from '../../condition/leaves.ts';
import type { Field } from '../../fields/field.ts';
import type { Span } from '../../text/source.ts';
import type { CategoryName, Criteria, Derived, Factor } from '../criteria.ts';
import { meaningOfComputed, meaningOfCondition, meaningOfFactor, meaningOfField } from '../meaning.ts';

/** A part of criteria that can be changed by itself. Its key says where it stands; its meaning is compared. */
export interface Piece {
  readonly key: string;
  readonly meaning: string;
  readonly span: Span;
  readonly part: Part;
}

/** What a piece is of; `cohorts` are the list that the places in its condition or factor point into. */
export type Part =
  | { readonly kind: 'field'; readonly field: Field }
  | { readonly kind: 'derived'; readonly derived: Derived }
  | {
      readonly kind: 'factor';
      readonly score: string;
      readonly factor: Factor;
      readonly cohorts: readonly Cohort[];
    }
  | {
      readonly kind: 'test';
      readonly category: CategoryName;
      /** The criterion that it belongs to, by the id that is compared; null for a test of `stays_while`. */
      readonly criterion: string | null;
      /** The id as the file has it. */
      readonly id: string | null;
      readonly condition: Condition;
      readonly cohorts: readonly Cohort[];
    }
  | { readonly kind: 'otherwise'; readonly category: CategoryName }
  | { readonly kind: 'priority'; readonly names: readonly CategoryName[] };

/** A test of a criterion, or of `stays_while`. */
export type TestPart = Extract<Part, { kind: 'test' }>;

/** Names the criterion that a test belongs to among those of all categories. */
export function criterionKey({ category, criterion }: TestPart): string {
  return JSON.stringify([category, criterion]);
}

/**
 * Takes criteria apart. The tests of a criterion stand apart from each other, since all of them must hold; what
 * is inside `any` and `not` stays together. `idOf` may give a criterion another id, to compare it with an older one.
 */
export function piecesOf(
  criteria: Criteria,
  idOf: (category: CategoryName, id: string) => string = (_, id) => id,
): Map<string, Piece> {
  const { fields, computed, cohorts, categories } = criteria;
  const pieces = new Map<string, Piece>();
  const add = (base: readonly string[], meaning: string, span: Span, part: Part): void => {
    // The same test may stand twice, such as two `any` lists: they are numbered.
    let key = base.join(SEPARATOR);
    for (let count = 2; pieces.has(key); count += 1) key = [...base, String(count)].join(SEPARATOR);
    pieces.set(key, { key, meaning, span, part });
  };
  for (const field of fields)
    add(['fields', field.name], meaningOfField(field), field.span, { kind: 'field', field });
  for (const one of computed) {
    if (one.kind === 'derived')
      add(['derived', one.fact.name], meaningOfComputed(one, cohorts), one.span, {
        kind: 'derived',
        derived: one,
      });
    else
      for (const factor of one.factors)
        add(['scores', one.fact.name, factor.fact.name], meaningOfFactor(factor, cohorts), factor.span, {
          kind: 'factor',
          score: one.fact.name,
          factor,
          cohorts,
        });
  }
  const names = categories.map(({ name }) => name);
  add(['priority'], names.join(), categories[0]?.span ?? criteria.idField.span, { kind: 'priority', names });
  for (const { name, when, staysWhile, span } of categories) {
    const tests = (id: string | null, condition: Condition): void => {
      for (const test of flatten(condition, 'all')) {
        const within = id === null ? null : idOf(name, id);
        const base = [
          'categories',
          name,
          within === null ? 'stays_while' : `when ${within}`,
          ...nameOf(test),
        ];
        const part: Part = { kind: 'test', category: name, criterion: within, id, condition: test, cohorts };
        add(base, meaningOfCondition(test, cohorts), test.span, part);
      }
    };
    if (when.kind === 'otherwise')
      add(['categories', name, 'otherwise'], '', span, { kind: 'otherwise', category: name });
    else for (const { id, condition } of when.criteria) tests(id, condition);
    if (staysWhile !== null) tests(null, staysWhile);
  }
  return pieces;
}

/** Between the steps of a key; no name of the language has it. */
export const SEPARATOR = '\u0000';

// What a test is about, whatever its amount: two tests with one name are the same test, changed.
function nameOf(condition: Condition): readonly string[] {
  if (!isLeaf(condition)) return [condition.kind];
  if (condition.kind === 'rank') return [condition.fact.name, condition.test.kind];
  return [condition.fact.name, 'operator' in condition ? condition.operator : condition.kind];
}
