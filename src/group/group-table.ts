import { madeRow } from '../table/csv-row.ts';
import type { CustomerTable, TableRecord } from '../table/table.ts';
import type { CompanyGroup } from './find-heads.ts';
import type { Groups } from './fold-groups.ts';

/** Groups of companies in the place of the rows of a file: each stands in the line of its head. */
export interface GroupTable {
  readonly table: CustomerTable;
  readonly groups: Groups;
  /** The group that stands in a line. */
  at(line: number): CompanyGroup;
  /** The row that stands for a group. */
  record(group: CompanyGroup): TableRecord;
}

/** Puts groups in the place of the rows that they are made of; they can be gone through more than once. */
export function tabulateGroups(table: CustomerTable, groups: Groups): GroupTable {
  const byLine = new Map(groups.groups.map((group) => [group.line, group]));
  const records = {
    async *[Symbol.asyncIterator]() {
      for (let from = 0; from < groups.groups.length; from += BATCH)
        yield groups.groups.slice(from, from + BATCH).map(({ line }) => recordAt(line));
    },
  };
  return {
    table: { ...table, records, blocks: undefined },
    groups,
    at: (line) => byLine.get(line)!,
    record: ({ line }) => recordAt(line),
  };
}

/** The rows of a customer, by their ids: those of its group, or the one that it is. */
export function rowsOf(grouped: GroupTable | null): (id: string) => readonly string[] {
  if (grouped === null) return (id) => [id];
  const { groups } = grouped;
  let rows: Map<string, string[]> | null = null;
  const gather = (): Map<string, string[]> => {
    const found = new Map(groups.groups.map(({ id }) => [id, [] as string[]]));
    for (const id of groups.ids()) found.get(groups.groupOf(id)!.id)!.push(id);
    return found;
  };
  return (id) => {
    rows ??= gather();
    return rows.get(id) ?? [];
  };
}

/** How many groups there are, and of how many rows. */
export interface GroupCount {
  readonly groups: number;
  readonly sites: number;
}

/** Counts the groups that are whole. */
export function countGroups({ groups }: GroupTable): GroupCount {
  const whole = groups.groups.filter((group) => !groups.incomplete.has(group));
  return { groups: whole.length, sites: whole.reduce((sum, { sites }) => sum + sites, 0) };
}

const BATCH = 1024;

// What a group is made of stands in several rows.
function recordAt(line: number): TableRecord {
  return madeRow([], '', line);
}
