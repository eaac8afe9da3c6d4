import { plainDecimal, unlikeThousands } from '../fields/decimal.ts';
import type { SqlDialect } from '../sql/dialect.ts';
import type { WarehouseAddress } from './address.ts';

/** What the cells of a column are, as far as their text has to know. */
export type CellKind = 'number' | 'text';

/** The cells of a row as a database writes them; null is no value. */
export type WarehouseRow = readonly (string | null)[];

/** A table that was opened for reading: its columns, and its rows as they come. */
export interface WarehouseTable extends AskedTable {
  readonly batches: AsyncIterable<readonly WarehouseRow[]>;
}

/** A table as queries know it. */
export interface FoundTable {
  readonly columns: readonly WarehouseColumn[];
  /** Its name, with its schema where it is not found without; of a file, what that is called. */
  readonly name: readonly string[];
  /** What queries call it. */
  readonly source: string;
}

/** A table that queries can be asked about, beside its rows and in the same state. */
export interface AskedTable extends FoundTable {
  readonly dialect: SqlDialect;
  /** Another table of the same database, by its address. */
  beside(address: WarehouseAddress): Promise<FoundTable>;
  /** The rows of a query whose columns are texts. */
  ask(query: string): AsyncIterable<readonly WarehouseRow[]>;
}

/** A column, with its type as the database calls it. */
export interface WarehouseColumn {
  readonly name: string;
  readonly type: string;
  readonly kind: CellKind;
}

/**
 * Rows as lines of CSV in UTF-8, the same bytes for the same cells: no value is a blank, a number is a plain decimal, and
 * anything else is what the database writes for it.
 */
export function linesOf(rows: readonly WarehouseRow[], kinds: readonly CellKind[]): Uint8Array {
  const lines = rows.map((row) => row.map((cell, column) => csvCell(cell, kinds[column]!)).join(','));
  return Buffer.from(`${lines.join('\n')}\n`);
}

function csvCell(cell: string | null, kind: CellKind): string {
  if (cell === null) return '';
  if (kind === 'number') return numberCell(cell);
  return SPECIAL.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

// 1e+20 in full, and nothing that could be a thousand and more to criteria that were written for exports.
function numberCell(text: string): string {
  const [, sign, whole, fraction = '', power] = WITH_POWER.exec(text) ?? [];
  const plain = whole === undefined ? text : plainDecimal({ whole, fraction }, sign === '-', Number(power));
  return unlikeThousands(plain);
}

const SPECIAL = /[",\r\n]/;
const WITH_POWER = /^([+-]?)(\d+)(?:\.(\d+))?[eE]([+-]?\d+)$/;
