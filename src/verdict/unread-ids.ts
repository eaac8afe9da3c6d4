import type { Criteria } from '../criteria/criteria.ts';
import { bindFields } from '../fields/bind.ts';
import { readId } from '../fields/text-cell.ts';
import type { TableRecord } from '../table/table.ts';
import type { ClassifyOptions } from './classify-table.ts';

type Reading = Pick<ClassifyOptions, 'open' | 'refuse'>;

/**
 * Collects the ids in rows that are not classified: their customers are there, though nothing else is known of them. So
 * are the parents of groups that lack a row.
 */
export function collectUnreadIds(
  criteria: Criteria,
  { open, refuse }: Reading,
): Reading & { readonly ids: ReadonlySet<string> } {
  const ids = new Set<string>();
  const named = [criteria.idField, ...(criteria.group === null ? [] : [criteria.group.by])];
  let columns: readonly number[] = [];
  return {
    ids,
    async open(refuseRow) {
      const table = await open((problem, record) => {
        see(record);
        refuseRow(problem, record);
      });
      if (table === null) return null;
      const { cells, line } = table.header;
      const { value } = bindFields(criteria.fields, cells, table.file, line);
      columns = named.flatMap(({ slot }) => value?.columns[slot] ?? []);
      return table;
    },
    refuse(problem, record) {
      see(record);
      refuse(problem, record);
    },
  };
  function see(row: TableRecord): void {
    for (const column of columns) {
      const id = readId(row.cell(column));
      if (typeof id === 'string') ids.add(id);
    }
  }
}
