import type { Criteria } from '../../criteria/criteria.ts';
import { bindFields } from '../../fields/bind.ts';
import type { ColumnOfTable, CustomerSource } from '../../sql/field-steps.ts';
import { usualPlaces } from '../../sql/read-fields.ts';
import { fieldsRead, usedFacts } from '../../sql/used-facts.ts';
import type { Checked } from '../../text/diagnostic.ts';
import type { AskedTable } from '../../warehouse/cells.ts';

/** How a table is read in SQL. */
export type BoundTable = Pick<CustomerSource, 'columns' | 'form'>;

/**
 * Finds the columns that SQL reads the fields from, as `classify` finds them in the header of an export, and what their
 * types say of them. `told` names the columns of some fields.
 */
export function bindTable(
  criteria: Criteria,
  told: CustomerSource['columns'],
  { columns }: Pick<AskedTable, 'columns'>,
  file: string,
): Checked<BoundTable> {
  const read = new Set(fieldsRead(criteria, usedFacts(criteria)));
  const fields = criteria.fields.map((field) => {
    const name = told.get(field.name)?.column;
    // What verdicts hang on has to be there.
    const needed = read.has(field) ? { ...field, optional: false } : field;
    return name === undefined ? needed : { ...needed, columns: [name] };
  });
  const header = columns.map(({ name }) => name);
  const { value: bound, diagnostics } = bindFields(fields, header, file, 0);
  if (bound === null) return { value: null, diagnostics };
  const found = new Map<string, ColumnOfTable>();
  let isText = true;
  for (const field of read) {
    const { name, type } = columns[bound.columns[field.slot]!]!;
    const own = told.get(field.name);
    found.set(field.name, {
      column: name,
      places: own?.places ?? Math.min(MOST_PLACES, Math.max(usualPlaces(field), placesOf(type))),
      format: own?.format ?? null,
    });
    if (!['id', 'text', 'choice'].includes(field.type)) isText &&= TEXT_TYPES.has(type);
  }
  return { value: { columns: found, form: isText ? 'text' : 'typed' }, diagnostics };
}

// DECIMAL(12, 3) has three.
function placesOf(type: string): number {
  return Number(/^DECIMAL\(\d+,\s*(\d+)\)$/.exec(type)?.[1] ?? 0);
}

const TEXT_TYPES: ReadonlySet<string> = new Set(['VARCHAR', 'text', 'character varying']);
// Of the 18 digits that a number is read with.
const MOST_PLACES = 12;
