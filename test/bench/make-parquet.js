import { existsSync, renameSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { makeCustomers } from './make-customers.js';

/**
 * Writes so many customers as Parquet with the types that a warehouse gives them, unless the file is there already; its
 * path. Beside the columns of the export stand those that all measures of growth take.
 */
export async function makeParquet(rows) {
  const csv = await makeCustomers(rows);
  const file = csv.replace(/\.csv$/, '.parquet');
  if (existsSync(file)) return file;
  const database = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await database.connect();
  const quoted = (path) => `'${path.replaceAll("'", "''")}'`;
  const money = (column) => `CAST(${column} AS DECIMAL(18, 2))`;
  await connection.run(`COPY (
    SELECT customer_id, business_unit, status, CAST(last_order AS DATE) AS last_order,
      ${money('revenue_12m')} AS revenue, ${money('revenue_prior_12m')} AS prior_revenue,
      ${money('gross_profit')} AS gross_profit, CAST(${money('gross_profit')} * 0.9 AS DECIMAL(18, 2)) AS prior_gross_profit,
      CAST(${money('revenue_12m')} / 100 AS DECIMAL(18, 4)) AS quantity,
      CAST(${money('revenue_prior_12m')} / 100 AS DECIMAL(18, 4)) AS prior_quantity,
      ${money('potential')} AS potential, new_market = 'yes' AS new_market
    FROM read_csv(${quoted(csv)}, header = true, all_varchar = true)
  ) TO ${quoted(`${file}.part`)} (FORMAT parquet)`);
  connection.closeSync();
  renameSync(`${file}.part`, file);
  return file;
}
