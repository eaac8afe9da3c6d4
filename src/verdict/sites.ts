import { type Facts, factText } from '../fields/facts.ts';
import type { CompanyGroup } from '../group/find-heads.ts';
import type { Groups } from '../group/fold-groups.ts';
import type { TableRecord } from '../table/table.ts';
import { openReader, type PassOptions } from './pass.ts';

/** A row of the file: a customer, or a site of one where groups of companies are the customers. */
export interface Site {
  readonly record: TableRecord;
  /** The fields of the row; filled again for the next one. What is calculated from them is not there. */
  readonly facts: Facts;
}

/** A row with the group that it belongs to; null where each row is a customer. */
export interface SiteOfGroup<G extends CompanyGroup | null = CompanyGroup> extends Site {
  readonly group: G;
}

/** Reads the rows of groups again, in their order; those that belong to none, since they cannot be read, are left out. */
export async function* openSites(options: PassOptions, groups: Groups): AsyncGenerator<SiteOfGroup> {
  const table = await options.open(() => {});
  const reader = table === null ? null : openReader(options, table, () => {});
  if (table === null || reader === null) return;
  const { facts, read } = reader;
  const { slot } = options.criteria.idField;
  for await (const batch of table.records) {
    for (const record of batch) {
      read(record);
      const id = factText(facts, slot);
      const group = id === null ? undefined : groups.groupOf(id);
      if (group !== undefined) yield { record, facts, group };
    }
  }
}
