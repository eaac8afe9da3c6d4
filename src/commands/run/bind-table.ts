import type { Criteria } from '../../criteria/criteria.ts';
import { bindFields, findCurrencyColumn } from '../../fields/bind.ts';
import type { Field } from '../../fields/field.ts';
import { usualPlaces } from '../../sql/read-fields.ts';
import { type ColumnOfTable, MOST_PLACES, type TableSource } from '../../sql/read-table.ts';
import { fieldsRead, type LinesUsed, lineFieldsRead, usedFacts } from '../../sql/used-facts.ts';
import type { Checked } from '../../text/diagnostic.ts';
import type { AskedTable } from '../../warehouse/cells.ts';

/** How a table is read in SQL. */
export type BoundTable = Pick<TableSource, 'columns' | 'form'>;

/** Finds the columns that SQL reads the fields of customers from. */
export function bindCustomers(
  criteria: Criteria,
  told: TableSource['columns'],
  table: Pick<AskedTable, 'columns'>,
  file: string,
): Checked<BoundTable> {
  const fields = criteria.fields.filter(({ from }) => from === null);
  return bindTable(fields, fieldsRead(criteria, usedFacts(criteria)), told, table, file);
}

/** Finds the columns that SQL reads the fields of order lines from. */
export function bindLines(
  lines: LinesUsed,
  told: TableSource['columns'],
  table: Pick<AskedTable, 'columns'>,
  file: string,
): Checked<BoundTable> {
  const fields = lineFieldsRead(lines);
  return bindTable(fields, fields, told, table, file);
}

/**
 * Finds the columns that SQL reads fields from, as `classify` finds them in the header of an export, and what their types
 * say of them. `told` names the columns of some fields.
 */
function bindTable(
  all: readonly Field[],
  readFields: readonly Field[],
  told: TableSource['columns'],
  { columns }: Pick<AskedTable, 'columns'>,
  file: string,
): Checked<BoundTable> {
  const read = new Set(readFields);
  const fields = all.map((field) => {
    const { column: name, currency = field.currencyColumn } = told.get(field.name) ?? {};
    // What verdicts hang on has to be there.
    const needed = {
      ...field,
      optional: field.optional && !read.has(field),
      currencyColumn: currency,
    };
    return name === undefined ? needed : { ...needed, columns: [name] };
  });
  const header = columns.map(({ name }) => name);
  const { value: bound, diagnostics } = bindFields(fields, header, file, 0);
  if (bound === null) return { value: null, diagnostics };
  const found = new Map<string, ColumnOfTable>();
  const types: string[] = [];
  for (const field of read) {
    const { name, type } = columns[bound.columns[field.slot]!]!;
    const own = told.get(field.name);
    found.set(field.name, {
      column: name,
      places: own?.places ?? Math.min(MOST_PLACES, Math.max(usualPlaces(field), placesOf(type))),
      format: own?.format ?? null,
      ...currencyIn(field, own, header),
    });
    if (!['id', 'text', 'choice'].includes(field.type)) types.push(type);
  }
  const isText = types.length > 0 && types.every((type) => TEXT_TYPES.has(type));
  return { value: { columns: found, form: isText ? 'text' : 'typed' }, diagnostics };
}

// Looked for as in the header of an export, where no file names it.
function currencyIn(
  field: Field,
  told: ColumnOfTable | undefined,
  header: readonly string[],
): Pick<ColumnOfTable, 'currency'> {
  const currency = told?.currency ?? header[findCurrencyColumn(field, header)];
  return currency === undefined ? {} : { currency };
}

// DECIMAL(12, 3) has three.
function placesOf(type: string): number {
  return Number(/^DECIMAL\(\d+,\s*(\d+)\)$/.exec(type)?.[1] ?? 0);
}

const TEXT_TYPES: ReadonlySet<string> = new Set(['VARCHAR', 'text', 'character varying']);
