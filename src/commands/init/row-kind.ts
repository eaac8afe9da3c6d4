import { MOSTLY, namesCustomer, type StarterField } from './fields.ts';
import type { ColumnProfile, Profile } from './profile.ts';
import type { Starter } from './starter.ts';
import { mayDateOrder } from './vocabulary.ts';

/** What each row is where it is no customer: an order line, one business unit of a customer, or not known. */
export type RowKind =
  | { readonly kind: 'lines'; readonly date: string; readonly amount: string | null }
  | { readonly kind: 'units'; readonly unit: string; readonly amount: string | null }
  | { readonly kind: 'repeats' };

/** The rows of an export that are no customers, and the column whose ids repeat. */
export type RepeatedRows = RowKind & {
  readonly id: string;
  readonly ids: number;
  readonly rows: number;
};

/** What the rows are where the best id repeats too often for these to be single mistakes; null where they are customers. */
export function findRepeatedRows({ id, fields, rules }: Starter, profile: Profile): RepeatedRows | null {
  const { header, unique, filled, distinct } = id.column;
  const ids = Math.max(id.column.ids, distinct?.size ?? 0);
  // Of a column that only comes nearest to an id, nobody counted more texts than a choice has.
  if (unique || ids === 0 || ids > filled * MOSTLY_ONCE) return null;
  const { perUnit, rows } = profile;
  const { date, amount } = findLineColumns({ fields, rules });
  const common = { id: header, ids, rows };
  if (date !== null && (perUnit === null || fields.some(({ column }) => namesOrder(column))))
    return { ...common, kind: 'lines', date, amount };
  if (perUnit !== null) return { ...common, kind: 'units', unit: perUnit, amount };
  return { ...common, kind: 'repeats' };
}

const MOSTLY_ONCE = 0.9;

/** The rows of an export that stand in groups, and what names the first of these. */
export interface GroupedRows {
  readonly text: string;
  readonly line: number;
  /** Whether that is a row of its own, above the lines of the group, or the first of these. */
  readonly isAbove: boolean;
}

/**
 * The groups of a report that names the customer once, above its lines or beside the first of them: of the others nothing
 * says whose they are. Null where the rows name their own.
 */
export function findGroups({ fields, rules }: Starter, { columns, rows }: Profile): GroupedRows | null {
  if (columns.some((column) => namesCustomer(column) && column.filled > rows / 2)) return null;
  const lines = findLineColumns({ fields, rules });
  const isLines = [lines.date, lines.amount].every((header) =>
    columns.some((column) => column.header === header && column.filled >= rows * MOSTLY),
  );
  const first = Math.min(...columns.flatMap(({ filled, firstLine }) => (filled > 0 ? [firstLine] : [])));
  const group = columns.find(
    (column) =>
      column.firstLine === first &&
      column.filled <= rows / 2 &&
      (column.alone === column.filled || (isLines && column.unique && namesCustomer(column))),
  );
  if (group === undefined) return null;
  const { example, firstLine, alone, filled } = group;
  return { text: example, line: firstLine, isAbove: alone === filled };
}

/** What every order line has: the headers of its day and of its amount; null where no column is one. */
export function findLineColumns({ fields, rules }: Pick<Starter, 'fields' | 'rules'>): {
  readonly date: string | null;
  readonly amount: string | null;
} {
  const field = rules.measure?.field ?? null;
  return {
    date: lineDate(fields),
    amount: field === null || NO_AMOUNT.includes(field.name) ? null : field.column.header,
  };
}

// What stands in for an amount where customers are measured; taken for revenue, it would be wrong without a word.
const NO_AMOUNT = ['quantity', 'potential'];

// The day of an order: a date, or a column that is called so, other than that of the last order.
function lineDate(fields: readonly StarterField[]): string | null {
  const dates = fields.filter(
    ({ name, guess, column }) =>
      name !== 'last_order' && (guess.type === 'date' || (column.hints.date && column.filled > 0)),
  );
  const found = dates.find(({ column }) => mayDateOrder(column.header)) ?? null;
  return found?.column.header ?? null;
}

/** Whether a column names orders, invoices or the like. */
export function namesOrder({ header, hints }: ColumnProfile): boolean {
  return hints.othersId && ORDER.test(header) && !KIND_OF_ORDER.test(header);
}

const ORDER = /order|invoice|transaction|receipt|auftrag|rechnung|beleg|bestell|订单|发票|单号|流水|凭证/i;
const KIND_OF_ORDER = /(?:type|typ|art|status|method|类型|状态|方式)$/i;
