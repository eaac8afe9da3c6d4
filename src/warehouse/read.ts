import { parseAddress, type WarehouseAddress } from './address.ts';
import { type AskedTable, linesOf, type WarehouseTable } from './cells.ts';

/** Asks a table before its rows are read. */
export type AskTable = (table: AskedTable) => Promise<void>;

/**
 * The table of an address as CSV in UTF-8, its header first, read in one query that writes nothing; `ask` comes first.
 * Whatever the database refuses is a UserError.
 */
export async function* readWarehouse(told: string, ask: AskTable | null = null): AsyncGenerator<Uint8Array> {
  const address = parseAddress(told);
  for await (const table of openWarehouse(address)) {
    await ask?.(table);
    const { columns, batches } = table;
    const kinds = columns.map(({ kind }) => kind);
    yield linesOf(
      [columns.map(({ name }) => name)],
      columns.map(() => 'text'),
    );
    for await (const rows of batches) yield linesOf(rows, kinds);
  }
}

// Once, and closed behind it.
async function* openWarehouse(address: WarehouseAddress): AsyncGenerator<WarehouseTable> {
  switch (address.kind) {
    case 'duckdb':
    case 'parquet': {
      const { openDuckDb } = await import('./duckdb.ts');
      yield* openDuckDb(address);
      break;
    }
    case 'postgres': {
      const { openPostgres } = await import('./postgres.ts');
      yield* openPostgres(address);
      break;
    }
  }
}
