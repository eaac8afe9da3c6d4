import type { Criteria } from '../criteria/criteria.ts';
import { bindFields } from '../fields/bind.ts';
import { readId } from '../fields/text-cell.ts';
import type { ClassifyOptions } from './classify-table.ts';

type Reading = Pick<ClassifyOptions, 'open' | 'refuse'>;

/** Collects the ids in rows that are not classified: their customers are there, though nothing else is known of them. */
export function collectUnreadIds(
  criteria: Criteria,
  { open, refuse }: Reading,
): Reading & { readonly ids: ReadonlySet<string> } {
  const ids = new Set<string>();
  let idColumn: number | null = null;
  return {
    ids,
    async open(refuseRow) {
      const table = await open((problem, record) => {
        see(record.cells);
        refuseRow(problem, record);
      });
      if (table === null) return null;
      const { cells, line } = table.header;
      const { value } = bindFields(criteria.fields, cells, table.file, line);
      idColumn = value?.columns[criteria.idField.slot] ?? null;
      return table;
    },
    refuse(problem, record) {
      see(record.cells);
      refuse(problem, record);
    },
  };
  function see(cells: readonly string[]): void {
    const cell = idColumn === null ? undefined : cells[idColumn];
    const id = cell === undefined ? null : readId(cell);
    if (typeof id === 'string') ids.add(id);
  }
}
