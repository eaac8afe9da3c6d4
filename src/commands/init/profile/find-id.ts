import { findKnown } from './known-headers.ts';
import type { ColumnProfile } from './profile.ts';

/**
 * The column that names each customer once. A known header that holds for every row is best; then any column of
 * codes without repeats; when no column will do, the one that comes nearest.
 */
export function findId(columns: readonly ColumnProfile[], rows: number): ColumnProfile {
  const ranked = columns.map((column) => ({ column, rank: rankOf(column, rows) }));
  return ranked.reduce((best, one) => (one.rank > best.rank ? one : best)).column;
}

// Filled in every row, and no text twice.
function namesEachOnce(column: ColumnProfile, rows: number): boolean {
  return column.unique && column.filled === rows;
}

function rankOf(column: ColumnProfile, rows: number): number {
  const known = findKnown(column.header)?.fact.name ?? null;
  const clean = namesEachOnce(column, rows);
  // A few rows without an id are rows to mend, not a reason to take another column.
  const nearly = column.unique && column.filled >= rows * MOSTLY;
  // A customer id that repeats says that the export is not one of customers: a row number would hide that.
  if (known === 'customer_id') return clean ? 10 : nearly ? 9 : 8;
  if (known === 'customer_name') return clean ? 6 : 2;
  if (known !== null) return 0;
  if (column.hints.code && !OTHERS_ID.test(column.header)) return clean ? 7 : nearly ? 4 : 1;
  const reckoned = column.probes.some((probe) => !probe.dropped && probe.fits === column.filled);
  return clean ? (reckoned ? 3 : 5) : 0;
}

/** Few enough blanks to be single mistakes. */
export const MOSTLY = 0.9;
// The id of somebody or something else.
const OTHERS_ID =
  /parent|owner|manager|user|created|modified|phone|tel|fax|zip|postal|plz|vat|tax|电话|手机|邮编|税/i;
