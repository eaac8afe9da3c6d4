import { declareField, type Field } from '../fields/field.ts';
import { compileFields } from './compile-fields.ts';
import { compileInput, convertTable, currencyRulesOf } from './input.ts';
import { child, entriesOf, itemsOf, type MapEntry, type Node, scalarText, textsOf } from './node.ts';
import { complain, openScope, type Scope, suggestName } from './scope.ts';
import type { LineSeries, LineSum, LineTable } from './tables.ts';

/** A table while it is compiled: the fields that are worked out from it come later. */
export interface OpenTable extends LineTable {
  readonly sums: LineSum[];
  readonly series: LineSeries[];
  /** What names mean in its conditions. */
  readonly scope: Scope;
}

/** Compiles `tables`; what is worked out from them is added by `compileLineFields`. */
export function compileTables(root: Node, scope: Scope): OpenTable[] {
  return entriesOf(child(root, 'tables')).map((entry) => compileTable(entry, child(root, 'input'), scope));
}

function compileTable(
  { key: name, keySpan: span, value: node }: MapEntry,
  common: Node | undefined,
  { report }: Scope,
): OpenTable {
  const own = child(node, 'input');
  const input = inputOf(own, common);
  const fields: Field[] = [];
  const scope = openScope(fields, report, currencyRulesOf([common, input]));
  fields.push(...compileFields(entriesOf(child(node, 'fields')), input, scope));
  const told = child(node, 'customer');
  const customer = declareField(CUSTOMER, 'id', {
    columns: textsOf(child(told, 'columns') ?? told),
    slot: fields.length,
    span: told?.span ?? span,
  });
  if (scope.facts.has(CUSTOMER))
    complain(
      scope,
      'duplicate-name',
      { en: `"${CUSTOMER}" is the name of whose line it is`, zh: `“${CUSTOMER}”固定表示明细行所属的客户` },
      scope.fields.find((field) => field.name === CUSTOMER)!.span,
      { en: 'give the field another name', zh: '请给该字段换一个名称' },
    );
  fields.push(customer);
  const date = compileDate(name, child(node, 'date'), span, scope);
  const unique = itemsOf(child(node, 'unique')).map((item) => findField(scalarText(item) ?? '', item, scope));
  return {
    name,
    file: scalarText(child(node, 'file')) ?? null,
    input: convertTable(compileInput(input, fields, scope), child(own, 'rates'), common),
    fields,
    read: fields,
    customer,
    date,
    unique: unique.filter((field) => field !== null),
    sums: [],
    series: [],
    scope,
    span,
  };
}

const CUSTOMER = 'customer';

// How cells are written is said once for all files; how a file is laid out, of each.
function inputOf(own: Node | undefined, common: Node | undefined): Node | undefined {
  const entries = [
    ...entriesOf(common).filter(({ key }) => OF_CELLS.has(key) && child(own, key) === undefined),
    ...entriesOf(own),
  ];
  const node = own ?? common;
  return node === undefined ? undefined : { kind: 'map', entries, span: node.span };
}

const OF_CELLS: ReadonlySet<string> = new Set(['decimal', 'currency', 'rates', 'blanks', 'century', 'zeros']);

// The date that windows speak of: the one that is named, or the only one.
function compileDate(table: string, node: Node | undefined, span: Node['span'], scope: Scope): Field | null {
  if (node !== undefined) {
    const field = findField(scalarText(node) ?? '', node, scope);
    if (field === null || field.type === 'date') return field;
    return complain(
      scope,
      'wrong-type',
      {
        en: `"${field.name}" is no date, found ${field.type}`,
        zh: `“${field.name}”不是日期，类型为 ${field.type}`,
      },
      node.span,
    );
  }
  const dates = scope.fields.filter(({ type }) => type === 'date');
  if (dates.length <= 1) return dates[0] ?? null;
  const names = dates.map(({ name }) => name);
  return complain(
    scope,
    'missing-key',
    {
      en: `table "${table}" has several dates: ${names.join(', ')}`,
      zh: `表“${table}”有几个日期字段：${names.join('、')}`,
    },
    span,
    {
      en: `say which the windows mean: date: ${names[0]}`,
      zh: `请指明时间范围以哪个为准：date: ${names[0]}`,
    },
  );
}

/** A field of a table by its name; null after a report. */
export function findField(name: string, node: Node, scope: Scope): Field | null {
  const field = scope.fields.find((one) => one.name === name);
  if (field === undefined) {
    const known = { size: scope.fields.length, keys: () => scope.fields.map((one) => one.name) };
    return complain(
      scope,
      'unknown-field',
      { en: `the table has no field "${name}"`, zh: `该表没有“${name}”这个字段` },
      node.span,
      suggestName(name, known),
    );
  }
  scope.used.add(name);
  return field;
}

/** The tables, now that all that is worked out from them is known. */
export function closeTables(tables: readonly OpenTable[]): LineTable[] {
  return tables.map(({ scope, ...table }) => {
    const named = new Set<Field | null>([table.customer, table.date, ...table.unique]);
    return { ...table, read: table.fields.filter((field) => named.has(field) || scope.used.has(field.name)) };
  });
}
