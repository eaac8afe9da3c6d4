import { stringify } from 'csv-stringify/sync';

/** One record, quoted where it must be, without a line end. */
export function csvRecord(cells: readonly string[], delimiter: string): string {
  return stringify([[...cells]], { delimiter, record_delimiter: '' });
}

/** Marks the bytes with which a formula, or white space before it, may begin; `cut-rows.wat` looks for the same. */
export const BEGINS_FORMULA = new Uint8Array(256);
for (const sign of '\t\n\v\f\r =+-@＝＋－＠\u00a0\u1680\u2000\u200b\u3000\ufeff')
  BEGINS_FORMULA[Buffer.from(sign)[0]!] = 1;
