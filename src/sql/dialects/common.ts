import type { SqlDialect } from '../dialect.ts';

/** The functions that are written alike everywhere. */
export const COMMON_FUNCTIONS = {
  abs: (value) => `ABS(${value})`,
  sign: (value) => `SIGN(${value})`,
  greatest: (...values) => `GREATEST(${values.join(', ')})`,
  least: (...values) => `LEAST(${values.join(', ')})`,
  coalesce: (...values) => `COALESCE(${values.join(', ')})`,
  nullif: (value, other) => `NULLIF(${value}, ${other})`,
  join_texts: (...texts) => `CONCAT_WS(${texts.join(', ')})`,
  lower_ascii: (text) => `TRANSLATE(${text}, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')`,
  to_count: (value) => `CAST(${value} AS BIGINT)`,
  count: () => 'COUNT(*)',
  row_number: () => 'ROW_NUMBER()',
  max: (value) => `MAX(${value})`,
  min: (value) => `MIN(${value})`,
  sum: (value) => `SUM(${value})`,
} satisfies Partial<SqlDialect['functions']>;
