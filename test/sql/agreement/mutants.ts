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

/** What people get wrong when they add up order lines by hand. */
export const LINE_MUTANTS: Readonly<Record<string, Mutate>> = {
  'a window with the day at its older end': (query) =>
    mapSql(query, (value) => (isDayTest(value, '>') ? { ...value, operator: '>=' } : value)),
  'a window without its last day': (query) =>
    mapSql(query, (value) => (isDayTest(value, '<=') ? { ...value, operator: '<' } : value)),
  'no lines as nothing known': (query) =>
    mapSql(query, (value) =>
      value.kind === 'call' && value.name === 'coalesce' && value.of[0]!.kind === 'narrow'
        ? value.of[0]!
        : value,
    ),
  'what no line says as 0': (query) =>
    mapSums(query, (name, value) =>
      /_(?:largest|smallest|mean)/.test(name) ? call('coalesce', value, ZERO) : value,
    ),
  'an amount that is missing as 0': (query) =>
    mapSql(query, (value) =>
      value.kind === 'call' && value.name === 'count_of' && value.of[0]!.kind === 'case'
        ? call('count_of', {
            ...value.of[0]!,
            when: value.of[0]!.when.map((one) => ({ ...one, gives: ZERO })),
          })
        : value,
    ),
  'the largest of all days as the last': (query) =>
    mapSql(query, (value) =>
      value.kind === 'compare' && value.operator === '=' && isNamed(value.right, /_day$/)
        ? { kind: 'truth', value: true }
        : value,
    ),
  'lines counted in place of values': (query) =>
    mapSql(query, (value) =>
      value.kind === 'call' && value.name === 'count_distinct' ? { ...value, name: 'count_of' } : value,
    ),
};

const ZERO: Sql = { kind: 'decimal', text: '0' };

function isDayTest(value: Sql, operator: string): value is Extract<Sql, { kind: 'compare' }> {
  return (
    value.kind === 'compare' &&
    value.operator === operator &&
    value.right.kind === 'day' &&
    isNamed(value.left, /^order_date/)
  );
}

function isNamed(value: Sql, pattern: RegExp): boolean {
  return value.kind === 'column' && pattern.test(value.name);
}

// The columns of the steps that add up lines.
function mapSums(query: Query, replace: (name: string, value: Sql) => Sql): Query {
  return {
    ...query,
    steps: query.steps.map((step) =>
      'rows' in step || !/_(?:sums|means)$/.test(step.name)
        ? step
        : {
            ...step,
            columns: step.columns.map((one) => ({ ...one, value: replace(one.name, one.value) })),
          },
    ),
  };
}

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
