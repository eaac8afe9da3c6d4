import { type DriftLimit, type DriftLimits, mostAllowed } from '../criteria/drift-limits.ts';
import type { Day } from '../fields/day.ts';
import type { ValueType } from '../fields/value.ts';
import type { AddedFile } from '../table/table.ts';
import { compareText } from '../text/order.ts';
import type { Comparison } from './comparison.ts';
import type { FieldPrint, Fingerprint } from './fingerprint.ts';
import { type IdPairs, pairIds } from './pair-ids.ts';

/** Something about an export that is out of the ordinary beside the one before it. */
export type Drift = DriftFound & {
  /** `stop` is beyond what the criteria allow: a run that nobody watches writes nothing; `say` is only said. */
  readonly severity: 'stop' | 'say';
};

/** What was found, with the values that show it. Shares are parts of 1. */
export type DriftFound =
  /** Byte for byte the export of an earlier day. */
  | { readonly kind: 'same-export'; readonly asOf: Day }
  /** Many more customers than there were, or many fewer. */
  | { readonly kind: 'customers'; readonly from: number; readonly to: number }
  /** Many more lines of a table than there were, or many fewer. */
  | { readonly kind: 'lines'; readonly table: string; readonly from: number; readonly to: number }
  /** A field had a column and has none, or the other way round; "orders.amount" is a field of lines. */
  | { readonly kind: 'column-gone' | 'column-new'; readonly field: string; readonly column: string }
  | { readonly kind: 'column-other'; readonly field: string; readonly from: string; readonly to: string }
  /** Columns that no field reads. */
  | { readonly kind: 'other-columns'; readonly gone: readonly string[]; readonly come: readonly string[] }
  | {
      readonly kind: 'other-line-columns';
      readonly table: string;
      readonly gone: readonly string[];
      readonly come: readonly string[];
    }
  /** Sum and median are both so many times what they were: 0.001 is an amount in thousands. */
  | (AmountChange & { readonly kind: 'unit'; readonly factor: number })
  | (AmountChange & { readonly kind: 'amount'; readonly of: 'sum' | 'median' })
  | { readonly kind: 'blanks'; readonly field: string; readonly from: number; readonly to: number }
  /** Values that no customer had; `share`: of the customers that have one. */
  | {
      readonly kind: 'new-values';
      readonly field: string;
      readonly share: number;
      readonly come: readonly string[];
      readonly gone: readonly string[];
    }
  | {
      readonly kind: 'value';
      readonly field: string;
      readonly value: string;
      readonly from: number;
      readonly to: number;
    }
  /** The newest day of a field lies before the one of the last run. */
  | { readonly kind: 'older'; readonly field: string; readonly from: Day; readonly to: Day }
  /** Customers that are gone and new customers who are the same but for their ids. */
  | (IdPairs & { readonly kind: 'ids' })
  /** Most ids are written as none was. */
  | { readonly kind: 'id-shape'; readonly from: string; readonly to: string; readonly share: number }
  /** More customers than may be are gone, move, or begin or cease to be key. */
  | {
      readonly kind: 'gone' | 'moves' | 'key-change';
      readonly count: number;
      readonly of: number;
      readonly limit: DriftLimit;
    };

interface AmountChange {
  readonly field: string;
  readonly type: ValueType;
  readonly sum: FromTo;
  /** Of the amounts that are not zero; about. */
  readonly median: FromTo;
}

interface FromTo {
  readonly from: number;
  readonly to: number;
}

/**
 * What is out of the ordinary in an export beside the one before it, by their fingerprints. `decides`: the fields
 * that something depends on; what is found in the others is reported, and stops nothing.
 */
export function compareFingerprints(
  before: Fingerprint,
  after: Fingerprint,
  limits: DriftLimits,
  decides: (field: string) => boolean,
): Drift[] {
  const found: Drift[] = [];
  const customers = { from: before.customers, to: after.customers };
  if (isEnough(before, after) && isFar(customers, limits.maxGone))
    found.push({ kind: 'customers', ...customers, severity: 'say' });
  for (const field of after.fields.keys())
    found.push(...compareField(field, before, after, limits, decides(field) ? 'stop' : 'say'));
  const columns = otherColumns(before, after);
  if (columns !== null) found.push({ ...columns, severity: 'say' });
  for (const newer of after.lines) {
    const older = before.lines.find(({ table }) => table === newer.table);
    if (older !== undefined) found.push(...compareLines(older, newer, limits, decides));
  }
  const shape = idShape(before, after);
  if (shape !== null) found.push({ ...shape, severity: 'say' });
  return found;
}

/** Customers that are gone and seem to have come back under another id. */
export function changedIds({ before, movements }: Pick<Comparison, 'before' | 'movements'>): Drift[] {
  // Who is part of a group now, or was, is known by its id.
  const alone = movements.filter(({ causes }) => causes.of.every(({ kind }) => kind !== 'group'));
  const pairs = pairIds(
    alone.filter(({ to }) => to === 'absent'),
    alone.filter(({ from }) => from === 'absent'),
  );
  if (pairs === null) return [];
  return [{ kind: 'ids', ...pairs, severity: pairs.count * MANY > before ? 'stop' : 'say' }];
}

// One customer in so many may well have been entered anew.
const MANY = 20;

/** A finding where more customers are concerned than may be; null sets no limit, and within it there is none. */
export function overLimit(
  kind: 'gone' | 'moves' | 'key-change',
  count: number,
  of: number,
  limit: DriftLimit | null,
): Drift[] {
  if (limit === null || count <= mostAllowed(limit, of)) return [];
  return [{ kind, count, of, limit, severity: 'stop' }];
}

/** What stops a run comes first; then in the order in which it was found. Ids that were paired say how they changed. */
export function stopsFirst(found: readonly Drift[]): readonly Drift[] {
  const isPaired = found.some(({ kind }) => kind === 'ids');
  const told = found.filter(({ kind }) => !(isPaired && kind === 'id-shape'));
  return [
    ...told.filter(({ severity }) => severity === 'stop'),
    ...told.filter(({ severity }) => severity === 'say'),
  ];
}

function isEnough(before: Pick<Fingerprint, 'customers'>, after: Pick<Fingerprint, 'customers'>): boolean {
  return Math.min(before.customers, after.customers) >= ENOUGH;
}

// Of fewer customers no sum, median or share is ordinary.
const ENOUGH = 10;

function compareField(
  field: string,
  before: Fingerprint,
  after: Fingerprint,
  limits: DriftLimits,
  severity: Drift['severity'],
): Drift[] {
  const [older, newer] = [before.fields.get(field), after.fields.get(field)!];
  if (older === undefined || older.type !== newer.type) return [];
  if (newer.column === null)
    return older.column === null ? [] : [{ kind: 'column-gone', field, column: older.column, severity }];
  if (older.column === null) return [{ kind: 'column-new', field, column: newer.column, severity: 'say' }];
  const found: Drift[] = [];
  if (older.column !== newer.column)
    found.push({ kind: 'column-other', field, from: older.column, to: newer.column, severity: 'say' });
  const enough = isEnough(before, after);
  const blanks = { from: older.blanks / before.customers, to: newer.blanks / after.customers };
  const manyBlanks = enough && Math.abs(blanks.to - blanks.from) > limits.maxBlankRise;
  if (manyBlanks)
    found.push({ kind: 'blanks', field, ...blanks, severity: blanks.to > blanks.from ? severity : 'say' });
  const [one, other] = [older.values, newer.values];
  if (one.kind === 'amounts' && other.kind === 'amounts' && newer.blanks < after.customers)
    found.push(
      ...compareAmounts(amountChange(field, newer.type, one, other), manyBlanks, enough, limits, severity),
    );
  if (one.kind === 'words' && other.kind === 'words')
    found.push(...compareWords(field, one.counts, other.counts, limits, severity));
  if (one.kind === 'days' && other.kind === 'days') found.push(...compareDays(field, one.last, other.last));
  return found;
}

function compareDays(field: string, from: Day | null, to: Day | null): Drift[] {
  return from !== null && to !== null && to < from
    ? [{ kind: 'older', field, from, to, severity: 'say' }]
    : [];
}

type Amounts = Extract<FieldPrint['values'], { kind: 'amounts' }>;

// No median is one of nothing but zeros.
function amountChange(field: string, type: ValueType, older: Amounts, newer: Amounts): AmountChange {
  return {
    field,
    type,
    sum: { from: older.sum, to: newer.sum },
    median: { from: older.median ?? 0, to: newer.median ?? 0 },
  };
}

function compareAmounts(
  change: AmountChange,
  manyBlanks: boolean,
  enough: boolean,
  limits: DriftLimits,
  severity: Drift['severity'],
): Drift[] {
  const factor = unitFactor(change);
  if (factor !== null) return [{ kind: 'unit', ...change, factor, severity }];
  // Rates of growth and the like are small, and twice as much of them is ordinary.
  if (!enough || change.type === 'percent') return [];
  // Where many cells are blank, the sum falls with them.
  const of = isFar(change.median, limits.maxAmountChange)
    ? 'median'
    : !manyBlanks && isFar(change.sum, limits.maxAmountChange)
      ? 'sum'
      : null;
  return of === null ? [] : [{ kind: 'amount', ...change, of, severity }];
}

// A power of ten by which both are multiplied; customers come and go meanwhile, and business grows.
function unitFactor({ sum, median }: AmountChange): number | null {
  const ratios = [sum.to / sum.from, median.to / median.from];
  const power = Math.round(Math.log10(ratios[1]!));
  const slack = Math.abs(power) === 1 ? CLOSE : FAIR;
  const fits = power !== 0 && ratios.every((ratio) => Math.abs(Math.log(ratio / 10 ** power)) < slack);
  return fits ? 10 ** power : null;
}

const CLOSE = Math.log(1.05);
const FAIR = Math.log(1.5);

function isFar({ from, to }: FromTo, most: number): boolean {
  if (from === to || from === 0) return false;
  const ratio = to / from;
  return ratio < 1 - most || ratio > 1 / (1 - most);
}

function compareWords(
  field: string,
  older: ReadonlyMap<string, number>,
  newer: ReadonlyMap<string, number>,
  limits: DriftLimits,
  severity: Drift['severity'],
): Drift[] {
  const [all, allNow] = [totalOf(older), totalOf(newer)];
  if (Math.min(all, allNow) < ENOUGH) return [];
  const come = [...newer].filter(([word]) => !older.has(word));
  const share = totalOf(new Map(come)) / allNow;
  if (share > limits.maxValueChange) {
    const gone = [...older.keys()].filter((word) => !newer.has(word));
    return [{ kind: 'new-values', field, share, come: come.map(([word]) => word), gone, severity }];
  }
  const shares = [...new Set([...older.keys(), ...newer.keys()])].map((value) => ({
    value,
    from: (older.get(value) ?? 0) / all,
    to: (newer.get(value) ?? 0) / allNow,
  }));
  const distance = ({ from, to }: FromTo): number => Math.abs(to - from);
  const [most] = shares.sort(
    (one, next) => distance(next) - distance(one) || compareText(one.value, next.value),
  );
  return distance(most!) > limits.maxValueChange ? [{ kind: 'value', field, ...most!, severity }] : [];
}

function totalOf(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

function compareLines(
  older: AddedFile,
  newer: AddedFile,
  limits: DriftLimits,
  decides: (field: string) => boolean,
): Drift[] {
  const { table } = newer;
  const found: Drift[] = [];
  const rows = { from: older.rows, to: newer.rows };
  if (Math.min(rows.from, rows.to) >= ENOUGH && isFar(rows, limits.maxGone))
    found.push({ kind: 'lines', table, ...rows, severity: 'say' });
  for (const [name, to] of newer.columns) {
    const from = older.columns.get(name) ?? null;
    if (from === to || !older.columns.has(name)) continue;
    const field = `${table}.${name}`;
    if (to === null)
      found.push({ kind: 'column-gone', field, column: from!, severity: decides(field) ? 'stop' : 'say' });
    else if (from === null) found.push({ kind: 'column-new', field, column: to, severity: 'say' });
    else found.push({ kind: 'column-other', field, from, to, severity: 'say' });
  }
  const read = new Set([...older.columns.values(), ...newer.columns.values()]);
  const [gone, come] = [without(older.header, newer.header, read), without(newer.header, older.header, read)];
  if (gone.length + come.length > 0)
    found.push({ kind: 'other-line-columns', table, gone, come, severity: 'say' });
  return found;
}

function without(
  some: readonly string[],
  others: readonly string[],
  read: ReadonlySet<string | null>,
): string[] {
  return some.filter((name) => !others.includes(name) && !read.has(name));
}

function otherColumns(before: Fingerprint, after: Fingerprint): DriftFound | null {
  if (before.columns === null || after.columns === null) return null;
  const read = new Set([...before.fields.values(), ...after.fields.values()].map(({ column }) => column));
  const gone = without(before.columns, after.columns, read);
  const come = without(after.columns, before.columns, read);
  return gone.length + come.length === 0 ? null : { kind: 'other-columns', gone, come };
}

function idShape(
  { idShapes: older }: Fingerprint,
  { idShapes: newer, customers }: Fingerprint,
): DriftFound | null {
  const [from] = older.keys();
  const come = [...newer].filter(([shape]) => !older.has(shape));
  const share = totalOf(new Map(come)) / customers;
  if (from === undefined || come.length === 0 || share <= 0.5) return null;
  return { kind: 'id-shape', from, to: come[0]![0], share };
}
