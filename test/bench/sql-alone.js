import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

// Runs a statement over customers in Parquet, on two threads, and keeps its result as Parquet, as a nightly job does.
// Arguments: customers, statement, output.
const [customers, statement, output] = process.argv.slice(2);
const quoted = (path) => `'${path.replaceAll("'", "''")}'`;
const text = readFileSync(statement, 'utf8').trim().replace(/;$/, '');
const database = await DuckDBInstance.create(':memory:', { threads: '2' });
const connection = await database.connect();
await connection.run(`CREATE VIEW customers AS SELECT * FROM ${quoted(customers)}`);
await connection.run(`COPY (\n${text}\n) TO ${quoted(output)} (FORMAT parquet)`);
