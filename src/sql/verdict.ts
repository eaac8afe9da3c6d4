import type { Category } from '../criteria/criteria.ts';
import {
  compileLacksSql,
  compileOverflow,
  type Deciding,
  type LackScope,
  NO_CATEGORY,
  TOO_MANY_DIGITS,
} from './lacks.ts';
import { anyOf, NULL, SQL_TRUE, type Sql, type SqlColumn, textOf } from './tree.ts';

/** A category with what decides on it. */
export interface DecidedCategory {
  readonly category: Category;
  /** The name of the column with the outcomes of what decides on it, where it is open. */
  readonly open: string;
  readonly criteria: readonly (Deciding & { readonly id: string })[];
  /** Keeps those who were in the category; null where nothing does. */
  readonly stays: Deciding | null;
}

/** What may be found out about a customer, and what is said of it then. */
export interface PossibleVerdict {
  /** What it is, for those who read the query. */
  readonly comment: string;
  /** Whether it is so, of those of whom nothing before it is. */
  readonly when: Sql;
  readonly category: Sql;
  readonly criterion: Sql;
  readonly because: Sql;
  /** The column of the outcomes that have to be known to say what is missing; null where none have. */
  readonly open: SqlColumn | null;
  /** The columns that are read off these outcomes to say it. */
  readonly firsts: readonly SqlColumn[];
}

/**
 * Compiles all possible verdicts, of which the first that is so counts: a criterion that holds, a category that may
 * apply, who is left.
 */
export function compilePossibleVerdicts(
  categories: readonly DecidedCategory[],
  scope: LackScope,
  claim: (name: string) => string,
): PossibleVerdict[] {
  const possible: PossibleVerdict[] = [];
  for (const { category, criteria, stays, open: column } of categories) {
    const { name } = category;
    if (category.when.kind === 'otherwise') {
      possible.push(decided(`${name}: otherwise`, SQL_TRUE, name, 'otherwise'));
      return possible;
    }
    const deciding = stays === null ? criteria : [...criteria, stays];
    const overflow = compileOverflow(deciding, scope);
    if (overflow !== null)
      possible.push({
        comment: `${name}: ${TOO_MANY_DIGITS}`,
        when: overflow,
        category: NULL,
        criterion: NULL,
        because: textOf(TOO_MANY_DIGITS),
        open: null,
        firsts: [],
      });
    for (const { id, holds } of criteria) possible.push(decided(`${name}: ${id}`, holds, name, id));
    if (stays !== null) possible.push(decided(`${name}: stays_while`, stays.holds, name, 'stays_while'));
    const open = deciding.flatMap(({ mayHold }) => mayHold ?? []);
    if (open.length > 0) {
      const { because, firsts } = compileLacksSql(deciding, scope, claim);
      possible.push({
        comment: `${name}: something is missing`,
        when: anyOf(open),
        category: UNDETERMINED,
        criterion: NULL,
        because,
        firsts,
        open: {
          name: column,
          value: { kind: 'list', of: deciding.map(({ holds }) => holds) },
          comment: `${name}: ${[...criteria.map(({ id }) => id), ...(stays === null ? [] : ['stays_while'])].join(', ')}`,
        },
      });
    }
  }
  possible.push({
    comment: NO_CATEGORY,
    when: SQL_TRUE,
    category: UNDETERMINED,
    criterion: NULL,
    because: textOf(NO_CATEGORY),
    open: null,
    firsts: [],
  });
  return possible;
}

/** The category of customers in whom something is missing, or to whom none applies. */
const UNDETERMINED = textOf('undetermined');

function decided(comment: string, when: Sql, category: string, criterion: string): PossibleVerdict {
  return {
    comment,
    when,
    category: textOf(category),
    criterion: textOf(criterion),
    because: NULL,
    open: null,
    firsts: [],
  };
}
