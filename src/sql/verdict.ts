import type { Category, CategoryName } from '../criteria/criteria.ts';
import {
  compileLacksSql,
  compileOverflow,
  type Deciding,
  type LackScope,
  NO_CATEGORY,
  TOO_MANY_DIGITS,
} from './lacks.ts';
import { anyOf, type Branch, choose, isNull, isThere, NULL, type Sql, textOf } from './tree.ts';

/** A category with the columns that decide on it. */
export interface DecidedCategory {
  readonly category: Category;
  readonly criteria: readonly (Deciding & { readonly id: string })[];
  /** Keeps those who were in the category; null where nothing does. */
  readonly stays: Deciding | null;
  /** Whether it applies: null where it takes whoever is left. */
  readonly applies: Sql | null;
}

/** Whether a category applies: one of its criteria does, or keeps the customer in it. */
export function appliesTo({ criteria, stays }: Omit<DecidedCategory, 'applies'>): Sql {
  const outcomes = criteria.map(({ outcome }) => outcome);
  return anyOf(stays === null ? outcomes : [...outcomes, stays.outcome]);
}

/** What a query says of a customer. */
export interface VerdictColumns {
  readonly category: Sql;
  readonly criterion: Sql;
  readonly because: Sql;
}

/** The category of customers in whom something is missing, or to whom none applies. */
const UNDETERMINED = textOf('undetermined');

/**
 * Compiles the verdict: the first category that applies, unless one before it may. `unreadable` is the column that names a
 * field which cannot be read: such a customer has no category at all.
 */
export function compileVerdict(
  categories: readonly DecidedCategory[],
  unreadable: Sql,
  scope: LackScope,
): VerdictColumns {
  const isRead = isThere(unreadable);
  const category: Branch[] = [{ if: isRead, gives: NULL }];
  const criterion: Branch[] = [{ if: isRead, gives: NULL }];
  const because: Branch[] = [{ if: isRead, gives: unreadable }];
  let rest: { category: Sql; criterion: Sql; because: Sql } = {
    category: UNDETERMINED,
    criterion: NULL,
    because: textOf(NO_CATEGORY),
  };
  for (const one of categories) {
    const { name } = one.category;
    if (one.applies === null) {
      rest = { category: nameOf(name), criterion: textOf('otherwise'), because: NULL };
      break;
    }
    const deciding = one.stays === null ? one.criteria : [...one.criteria, one.stays];
    const isOpen = isNull(one.applies);
    const overflow = compileOverflow(deciding, scope);
    if (overflow !== null) {
      category.push({ if: overflow, gives: NULL });
      criterion.push({ if: overflow, gives: NULL });
      because.push({ if: overflow, gives: textOf(TOO_MANY_DIGITS) });
    }
    category.push({ if: one.applies, gives: nameOf(name) });
    criterion.push({ if: one.applies, gives: criterionOf(one) });
    because.push({ if: one.applies, gives: NULL });
    category.push({ if: isOpen, gives: UNDETERMINED });
    criterion.push({ if: isOpen, gives: NULL });
    because.push({ if: isOpen, gives: compileLacksSql(deciding, scope) });
  }
  return {
    category: choose(category, rest.category),
    criterion: choose(criterion, rest.criterion),
    because: choose(because, rest.because),
  };
}

function nameOf(name: CategoryName): Sql {
  return textOf(name);
}

// The first criterion that holds; where none does, what keeps the customer.
function criterionOf({ criteria, stays }: DecidedCategory): Sql {
  const last = stays === null ? criteria.at(-1) : undefined;
  const branches = criteria
    .filter((one) => one !== last)
    .map(({ id, outcome }) => ({ if: outcome, gives: textOf(id) }));
  return choose(branches, textOf(last?.id ?? 'stays_while'));
}
