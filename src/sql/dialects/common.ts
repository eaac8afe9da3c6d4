import type { SqlDialect } from '../dialect.ts';

/** The functions as most databases write them. */
export const COMMON_FUNCTIONS = {
  abs: (value) => `ABS(${value})`,
  sign: (value) => `SIGN(${value})`,
  greatest: (...values) => `GREATEST(${values.join(', ')})`,
  least: (...values) => `LEAST(${values.join(', ')})`,
  coalesce: (...values) => `COALESCE(${values.join(', ')})`,
  product: (value, factor) => `(${value} * ${factor})`,
  nullif: (value, other) => `NULLIF(${value}, ${other})`,
  join_texts: (...texts) => `CONCAT_WS(${texts.join(', ')})`,
  lower_ascii: (text) => `TRANSLATE(${text}, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')`,
  label_key: (text, from, to) => `TRANSLATE(${text}, ${from}, ${to})`,
  to_count: (value) => `CAST(${value} AS BIGINT)`,
  count: () => 'COUNT(*)',
  count_of: (value) => `COUNT(${value})`,
  count_distinct: (value) => `COUNT(DISTINCT ${value})`,
  row_number: () => 'ROW_NUMBER()',
  max: (value) => `MAX(${value})`,
  min: (value) => `MIN(${value})`,
  max_text: (text) => `MAX(${text})`,
  min_text: (text) => `MIN(${text})`,
  sum: (value) => `SUM(${value})`,
  floor: (value) => `FLOOR(${value})`,
  remainder: (value, by) => `((${value}) % (${by}))`,
  days_between: (later, earlier) => `(${later} - ${earlier})`,
  days_before: (day, days) => `(${day} - ${days})`,
  starts_with: (text, beginning) => `STARTS_WITH(${text}, ${beginning})`,
  current_day: () => 'CURRENT_DATE',
} satisfies Partial<SqlDialect['functions']>;

/** A plain decimal of at most 18 digits, so many of them behind the point but for zeros, as a pattern. */
export function decimalPattern(places: number): string {
  const fraction = places === 0 ? '0+' : `[0-9]{1,${places}}0*`;
  return `-?[0-9]{1,${18 - places}}([.]${fraction})?`;
}

/** One pattern of several, with the blanks that a dialect knows by these signs; a dot is any sign. */
export function patternWith(blanks: string, ...patterns: readonly string[]): string {
  const pattern = patterns.join('|');
  return `(?s)${pattern.replaceAll(/(\[\^?)\\s/g, `$1${blanks}`).replaceAll('\\s', `[${blanks}]`)}`;
}

/** The day of a column that has a type, where it is one that the criteria know; `isTyped` is whether it is no text. */
export function typedDay(column: string, isTyped: string): string {
  const day = `TRY_CAST(${column} AS DATE)`;
  return `CASE WHEN ${isTyped} AND ${day} BETWEEN DATE '0001-01-01' AND DATE '9999-12-31' THEN ${day} END`;
}
