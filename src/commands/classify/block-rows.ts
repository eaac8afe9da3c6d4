import type { OpenRows } from '../run/blocks/read-blocks.ts';
import type { ClassifyFlags } from './command.ts';
import { csvWriter } from './csv.ts';

/** How a thread writes rows. */
export type RowFormat =
  | { readonly format: 'csv'; readonly prefix: string; readonly raw: boolean; readonly excel: boolean }
  | { readonly format: 'json' | 'ndjson' };

/** How threads write the rows of a run: null where there are none, undefined where these need all that stands before them. */
export function rowFormatOf({
  format,
  prefix,
  raw = false,
  excel = false,
}: ClassifyFlags): RowFormat | null | undefined {
  switch (format) {
    case 'csv':
      return { format, prefix, raw, excel };
    case 'json':
    case 'ndjson':
      return { format };
    case 'text':
    case 'markdown':
      return null;
    case 'xlsx':
      return undefined;
  }
}

/** Writes rows as one thread does; what writes JSON is imported where it is asked for. */
export const openBlockRows: OpenRows<RowFormat> = async (rows, asOf) => {
  if (rows.format === 'csv')
    return ({ table, criteria }) => {
      const { row } = csvWriter([table], criteria, { ...rows, book: false, report: () => {} });
      return (customer, into) => row(customer, customer, into);
    };
  const { jsonRows } = await import('./json.ts');
  const text = jsonRows(asOf, rows.format, false);
  return () => (customer, into) => into.text(text(customer, customer));
};
