import type { FieldPrint, Fingerprint, ValuesPrint } from '../compare/fingerprint.ts';
import { type Day, formatDay, parseDay } from '../fields/day.ts';
import { VALUE_TYPES, type ValueType } from '../fields/value.ts';
import type { AddedFile } from '../table/table.ts';
import { byCount } from '../text/order.ts';

/** A fingerprint as a run of the book keeps it. */
export function fingerprintJson({ customers, columns, fields, idShapes, lines }: Fingerprint): object {
  return {
    customers,
    columns,
    fields: Object.fromEntries([...fields].map(([name, field]) => [name, fieldJson(field)])),
    id_shapes: Object.fromEntries(idShapes),
    ...(lines.length === 0 ? {} : { lines: Object.fromEntries(lines.map(linesJson)) }),
  };
}

function linesJson({ table, rows, header, columns }: AddedFile): [table: string, json: object] {
  return [table, { rows, columns: header, fields: Object.fromEntries(columns) }];
}

function fieldJson({ type, column, blanks, values }: FieldPrint): object {
  return { type, column, blanks, ...valuesJson(values) };
}

function valuesJson(values: ValuesPrint): object {
  switch (values.kind) {
    case 'amounts':
      return { sum: values.sum, median: values.median };
    case 'days':
      return { first: dayJson(values.first), last: dayJson(values.last) };
    case 'words':
      return { values: Object.fromEntries(values.counts) };
    case 'none':
      return {};
  }
}

function dayJson(day: Day | null): string | null {
  return day === null ? null : formatDay(day);
}

/** Reads a fingerprint; null when it is none. */
export function readFingerprint(json: unknown): Fingerprint | null {
  const { customers, columns, fields, id_shapes, lines } = mapOf(json);
  const idShapes = readCounts(id_shapes);
  if (typeof customers !== 'number' || idShapes === null || typeof fields !== 'object') return null;
  const read = Object.entries(mapOf(fields)).map(([name, field]): [string, FieldPrint | null] => [
    name,
    readField(name, mapOf(field)),
  ]);
  if (read.some(([, field]) => field === null)) return null;
  return {
    customers,
    columns: Array.isArray(columns) ? columns.map(String) : null,
    fields: new Map(read as [string, FieldPrint][]),
    idShapes,
    lines: Object.entries(mapOf(lines)).map(([table, one]) => readLines(table, mapOf(one))),
  };
}

// What a hand has made of it is not held against the next run.
function readLines(table: string, { rows, columns, fields }: JsonMap): AddedFile {
  return {
    table,
    rows: Number(rows),
    header: Array.isArray(columns) ? columns.map(String) : [],
    columns: new Map(
      Object.entries(mapOf(fields)).map(([name, column]) => [name, column === null ? null : String(column)]),
    ),
  };
}

type JsonMap = Readonly<Record<string, unknown>>;

function mapOf(json: unknown): JsonMap {
  return typeof json === 'object' && json !== null ? (json as JsonMap) : {};
}

function readField(name: string, { type, column, blanks, ...values }: JsonMap): FieldPrint | null {
  if (!VALUE_TYPES.includes(type as ValueType) || typeof blanks !== 'number') return null;
  return {
    type: type as ValueType,
    // Earlier versions kept how a field was worked out from lines.
    column: typeof column !== 'string' ? null : column.startsWith(`${name} = `) ? name : column,
    blanks,
    values: readValues(values),
  };
}

function readValues({ sum, median, first, last, values }: JsonMap): ValuesPrint {
  if (typeof sum === 'number')
    return { kind: 'amounts', sum, median: typeof median === 'number' ? median : null };
  const counts = readCounts(values);
  if (counts !== null) return { kind: 'words', counts };
  if (first === undefined) return { kind: 'none' };
  return { kind: 'days', first: parseDay(String(first)), last: parseDay(String(last)) };
}

function readCounts(json: unknown): ReadonlyMap<string, number> | null {
  if (typeof json !== 'object' || json === null) return null;
  return new Map(byCount(new Map(Object.entries(json).map(([word, count]) => [word, Number(count)]))));
}
