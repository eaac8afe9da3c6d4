import type { SqlDialect } from '../dialect.ts';

/** The functions that are written alike everywhere. */
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
} satisfies Partial<SqlDialect['functions']>;

/** The day of a column that has a type, where it is one that the criteria know; `isTyped` is whether it is no text. */
export function typedDay(column: string, isTyped: string): string {
  const day = `TRY_CAST(${column} AS DATE)`;
  return `CASE WHEN ${isTyped} AND ${day} BETWEEN DATE '0001-01-01' AND DATE '9999-12-31' THEN ${day} END`;
}
