import type { CustomerTable } from '../table/table.ts';
import { bindFields } from './bind.ts';
import type { Field } from './field.ts';
import { foldName } from './fold.ts';

/** The columns of one export, or of several side by side. */
export interface JoinedColumns {
  readonly columns: readonly JoinedColumn[];
  /** For each export, where the cell of each column stands in its rows; -1 where it has none. */
  readonly places: readonly (readonly number[])[];
}

/** A column as the first export that has it calls it; `field` is null where the criteria do not read it. */
export interface JoinedColumn {
  readonly name: string;
  readonly field: Field | null;
  /** Whether it was added behind the columns of the file. */
  readonly isAdded: boolean;
}

/**
 * Puts the columns of exports side by side: those of the first in their order, then what the others have besides. Columns
 * are the same where a field is read from them, whatever each export calls it, or where they have the same name.
 */
export function joinColumns(
  exports: readonly Pick<CustomerTable, 'header' | 'added' | 'file'>[],
  fields: readonly Field[],
): JoinedColumns {
  const columns = new Map<string, JoinedColumn>();
  const added = new Map<string, JoinedColumn>();
  const found = exports.map((one) => {
    const { cells, line } = one.header;
    const bound = bindFields(fields, cells, one.file, line).value!;
    const fieldAt = new Map(fields.map((field) => [bound.columns[field.slot], field]));
    const own = cells.length - one.added.length;
    const met = new Map<string, number>();
    return new Map(
      cells.map((name, place) => {
        const field = fieldAt.get(place) ?? null;
        const isAdded = place >= own;
        const folded = foldName(name);
        const before = met.get(folded) ?? 0;
        met.set(folded, before + 1);
        const key = field === null ? `${folded}\n${before}` : `\n${field.name}`;
        const known = isAdded ? added : columns;
        if (!known.has(key)) known.set(key, { name, field, isAdded });
        return [key, place] as const;
      }),
    );
  });
  const all = [...columns, ...added];
  return {
    columns: all.map(([, column]) => column),
    places: found.map((own) => all.map(([key]) => own.get(key) ?? -1)),
  };
}
