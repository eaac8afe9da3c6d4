import { call, doubles, type Query, type Sql } from '../../../src/sql/tree.ts';
import type { Mutate } from './compare.ts';

/** What people get wrong when they write criteria as SQL by hand: the comparison has to notice each. */
export const MUTANTS: Readonly<Record<string, Mutate>> = {
  'doubles without the exact comparison behind them': (query) =>
    mapSql(query, (value) => (isTwoStep(value) ? value.otherwise! : value)),
  'more than in place of at least': (query) =>
    mapSql(query, (value) =>
      value.kind === 'compare' && value.operator === '>=' ? { ...value, operator: '>' } : value,
    ),
  'NULL as false': (query) =>
    mapSql(query, (value) =>
      value.kind === 'call' && value.name === 'coalesce' && value.of[1]?.kind === 'truth'
        ? value.of[0]!
        : value,
    ),
  'GREATEST and LEAST, which pass over NULL': (query) =>
    mapSql(query, (value) => {
      const inner = value.kind === 'case' && value.otherwise === null ? value.when[0]!.gives : null;
      const isExtreme = inner?.kind === 'call' && (inner.name === 'greatest' || inner.name === 'least');
      return isExtreme ? inner : value;
    }),
  'ties told apart by their row': (query) => ({
    ...query,
    steps: query.steps.map((step) =>
      'groupedBy' in step
        ? { ...step, columns: step.columns.map((one) => ({ ...one, value: beyondTies(one.value) })) }
        : step,
    ),
  }),
  'division of whole numbers': (query) =>
    mapSql(query, (value) =>
      value.kind === 'arithmetic' &&
      value.of === 'double' &&
      value.operator === '/' &&
      isQuotient(value.right)
        ? call('floor', value)
        : value,
    ),
  'a quotient by zero as zero': (query) =>
    mapSql(query, (value) =>
      value.kind === 'arithmetic' && value.operator === '/' && isQuotient(value.right)
        ? call('coalesce', value, { kind: 'double', value: 0 })
        : value,
    ),
};

// A hair above the value of the last row that is in: of equal ones, none is.
function beyondTies(value: Sql): Sql {
  if (value.kind !== 'call' || value.name !== 'min') return value;
  return doubles(value, '*', { kind: 'double', value: 1 + 1e-12 });
}

// A comparison in doubles, and an exact one for what lies within their error.
function isTwoStep(value: Sql): value is Extract<Sql, { kind: 'case' }> {
  if (value.kind !== 'case' || value.otherwise?.kind !== 'compare') return false;
  const [branch] = value.when;
  const isOpen = branch?.if;
  return (
    isOpen?.kind === 'between' ||
    (isOpen?.kind === 'compare' && isOpen.operator === '<=' && isOpen.left.kind === 'call')
  );
}

function isQuotient(divisor: Sql): boolean {
  return divisor.kind === 'call' && divisor.name === 'nullif';
}

/** A query with each of its expressions replaced, the innermost first. */
function mapSql(query: Query, replace: (value: Sql) => Sql): Query {
  const map = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(map);
    if (typeof part !== 'object' || part === null) return part;
    const inner = Object.fromEntries(Object.entries(part).map(([key, value]) => [key, map(value)]));
    return 'kind' in inner ? replace(inner as unknown as Sql) : inner;
  };
  return map(query) as Query;
}
