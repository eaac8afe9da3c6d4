import type { DialectName, SqlDialect } from '../dialect.ts';
import { DUCKDB } from './duckdb.ts';
import { POSTGRES } from './postgres.ts';
import { SPARK } from './spark.ts';

/** The dialects by name. */
export const DIALECTS: Readonly<Record<DialectName, SqlDialect>> = {
  duckdb: DUCKDB,
  postgres: POSTGRES,
  spark: SPARK,
};
