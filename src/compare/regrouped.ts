import type { GroupTable } from '../group/group-table.ts';
import { byId } from '../text/order.ts';

/** A row of both sides that belongs to another customer than before; to itself where it is one. */
export interface Regrouped {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

/** To which customer the rows of one side belong. */
export interface Belonging {
  ids(): Iterable<string>;
  /** Null where there is no such row. */
  customerOf(id: string): string | null;
}

/** Rows belong to their groups. */
export function inGroups({ groups }: GroupTable): Belonging {
  return {
    ids: groups.ids,
    customerOf(id) {
      const group = groups.groupOf(id);
      return group === undefined || groups.incomplete.has(group) ? null : group.id;
    },
  };
}

/** Each row is a customer. */
export function onTheirOwn(ids: ReadonlySet<string>): Belonging {
  return { ids: () => ids, customerOf: (id) => (ids.has(id) ? id : null) };
}

/** Finds the rows that belong to another customer than before, by id. */
export function findRegrouped(older: Belonging, newer: Belonging): Regrouped[] {
  const found: Regrouped[] = [];
  for (const id of newer.ids()) {
    const [from, to] = [older.customerOf(id), newer.customerOf(id)];
    if (from !== null && to !== null && from !== to) found.push({ id, from, to });
  }
  return found.sort(byId);
}
