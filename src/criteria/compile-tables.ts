import { createHash } from 'node:crypto';
import type { Condition } from '../condition/condition.ts';
import { factsOfCondition } from '../condition/leaves.ts';
import { declareField, type Field } from '../fields/field.ts';
import { foldWidth, tidy } from '../fields/fold.ts';
import { factTypeOf, type ValueType } from '../fields/value.ts';
import { didYouMean } from '../text/suggest.ts';
import { quoted, verbatim, type Wording } from '../text/wording.ts';
import { compileConditionNode } from './compile-condition.ts';
import { checkName, compileDefault, compileFields, compileInGroup } from './compile-fields.ts';
import { CELL_RULES, compileInput, convertTable, ruleTexts } from './input.ts';
import { meaningOfCondition, meaningOfField } from './meaning.ts';
import {
  child,
  entriesOf,
  entryOf,
  itemsOf,
  type MapEntry,
  type MapNode,
  type Node,
  scalarText,
  textsOf,
} from './node.ts';
import { complain, openScope, readQuantity, type Scope, saysYes } from './scope.ts';
import {
  LINE_FUNCTION_NAMES,
  LINE_FUNCTIONS,
  type LineFunction,
  type LineSeries,
  type LineSum,
  type LineTable,
  type LineValue,
  type LineWindow,
  type WindowEnd,
} from './tables.ts';

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
  const scope = openScope(fields, report);
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

function findField(name: string, node: Node, scope: Scope): Field | null {
  const field = scope.fields.find((one) => one.name === name);
  if (field === undefined) {
    const names = scope.fields.map((one) => one.name);
    return complain(
      scope,
      'unknown-field',
      { en: `the table has no field "${name}"`, zh: `该表没有“${name}”这个字段` },
      node.span,
      didYouMean(name, names),
    );
  }
  scope.used.add(name);
  return field;
}

/** Compiles the fields that say `from` into the scope, in the slots behind the others; series into their tables. */
export function compileLineFields(
  entries: readonly MapEntry[],
  tables: readonly OpenTable[],
  scope: Scope,
): Field[] {
  const fields: Field[] = [];
  for (const entry of entries) {
    checkName(entry, scope);
    const field = compileLineField(entry, scope.fields.length + fields.length, tables, scope);
    // A name that could not be made is known all the same, so that nothing else complains of it.
    if (field === 'series') scope.series.add(entry.key);
    else {
      fields.push(field);
      const { name, slot, type } = field;
      scope.facts.set(name, { name, slot, type: factTypeOf(type), origin: 'field' });
    }
  }
  return fields;
}

function compileLineField(
  entry: MapEntry,
  slot: number,
  tables: readonly OpenTable[],
  scope: Scope,
): Field | 'series' {
  const { key: name, keySpan: span, value: node } = entry;
  const from = child(node, 'from')!;
  const table = findTable(from, tables, scope);
  const how = compileHow(name, node as MapNode, table, scope);
  const of = how?.of ?? null;
  const type: ValueType = how === null ? 'number' : (LINE_FUNCTIONS[how.how].gives ?? of?.type ?? 'number');
  const isSeries = child(node, 'every') !== undefined;
  const where = table === null ? null : compileWhere(child(node, 'where'), table);
  const within = compileWindow(name, child(node, 'within'), table, scope);
  if (child(node, 'last') !== undefined && !isSeries)
    complain(
      scope,
      'wrong-shape',
      { en: `"${name}": last belongs to a series`, zh: `“${name}”：last 只用于按月序列` },
      child(node, 'last')!.span,
      { en: 'add every: month', zh: '请加上 every: month' },
    );
  if (isSeries) {
    const months = Number(scalarText(child(node, 'last')) ?? MONTHS);
    for (const key of ['within', 'missing'])
      if (child(node, key) !== undefined)
        complain(
          scope,
          'wrong-shape',
          { en: `"${name}": a series has no ${key}`, zh: `“${name}”：按月序列不能有 ${key}` },
          child(node, key)!.span,
          { en: 'last: 24 says how many months', zh: '请用 last: 24 指定月数' },
        );
    if (how !== null && how.how !== 'sum' && how.how !== 'count')
      complain(
        scope,
        'wrong-type',
        {
          en: `"${name}": a series takes sum or count, found ${how.how}`,
          zh: `“${name}”：按月序列只能用 sum 或 count，实际为 ${how.how}`,
        },
        span,
      );
    if (table !== null && table.date === null)
      needsDate({ en: `"${name}": a series`, zh: `“${name}”：按月序列` }, span, table, scope);
    if (table !== null && how !== null) table.series.push({ name, ...how, where, months, span });
    return 'series';
  }
  const value = table === null || how === null ? null : { ...how, where, within };
  const meaning = value === null ? name : meaningOfValue(name, table!, value);
  const column = value === null ? name : `${meaning} [${digestOfReading(table!, value)}]`;
  const plain = declareField(name, type, {
    slot,
    columns: [column],
    optional: false,
    subjective: saysYes(child(node, 'subjective')),
    inGroup: compileInGroup(child(node, 'in_group'), type, name, scope),
    values: of?.values ?? new Map(),
    from: table?.name ?? '',
    ...(how?.how === 'count' || how?.how === 'distinct' ? { whole: true, min: 0 } : {}),
    formats: type === 'percent' ? ['fraction'] : [],
    span,
  });
  const field = { ...plain, missing: compileDefault(child(node, 'missing'), plain, scope) };
  if (table !== null && how !== null)
    table.sums.push({ name, ...how, type, where, within, meaning, column, span });
  return field;
}

const MONTHS = 24;

function findTable(node: Node, tables: readonly OpenTable[], scope: Scope): OpenTable | null {
  const name = scalarText(node) ?? '';
  const found = tables.find((table) => table.name === name);
  if (found !== undefined) return found;
  const names = tables.map((table) => table.name);
  const help =
    names.length === 0
      ? {
          en: `declare it: tables: { ${name}: { customer: …, fields: … } }`,
          zh: `请先声明：tables: { ${name}: { customer: …, fields: … } }`,
        }
      : didYouMean(name, names);
  return complain(
    scope,
    'unknown-table',
    { en: `unknown table "${name}"`, zh: `没有“${name}”这张表` },
    node.span,
    help,
  );
}

// Which of the functions, and of which field; null after a report.
function compileHow(
  name: string,
  node: MapNode,
  table: OpenTable | null,
  scope: Scope,
): Pick<LineValue, 'how' | 'of'> | null {
  const told = LINE_FUNCTION_NAMES.flatMap((how) => {
    const entry = entryOf(node, how);
    return entry === undefined ? [] : [{ how, entry }];
  });
  const [first, second] = told;
  if (first === undefined)
    return complain(
      scope,
      'missing-key',
      {
        en: `"${name}" needs one of ${LINE_FUNCTION_NAMES.join(', ')}`,
        zh: `“${name}”需要其中一项：${LINE_FUNCTION_NAMES.join('、')}`,
      },
      child(node, 'from')!.span,
      verbatim('sum: amount'),
    );
  if (second !== undefined)
    return complain(
      scope,
      'wrong-shape',
      {
        en: `"${name}" has both ${first.how} and ${second.how}`,
        zh: `“${name}”同时写了 ${first.how} 和 ${second.how}`,
      },
      second.entry.keySpan,
      { en: 'make two fields of it', zh: '请拆成两个字段' },
    );
  const { how, entry } = first;
  if (how === 'count') {
    const yes = readQuantity(scope, entry.value, 'flag', how);
    if (yes !== null && yes.value !== 1)
      complain(
        scope,
        'wrong-shape',
        {
          en: `"${name}": expected count: yes, found "${yes.text}"`,
          zh: `“${name}”：应为 count: yes，实际为“${yes.text}”`,
        },
        entry.value.span,
      );
    return { how, of: null };
  }
  if (table === null) return null;
  const of = findField(scalarText(entry.value) ?? '', entry.value, table.scope);
  if (of === null) return null;
  const { takes } = LINE_FUNCTIONS[how] as { takes: readonly ValueType[] };
  if (!takes.includes(of.type))
    return complain(
      scope,
      'wrong-type',
      {
        en: `"${how}" takes ${listTypes(takes)}, and "${of.name}" is ${of.type}`,
        zh: `“${how}”用于 ${takes.join('、')}，而“${of.name}”的类型是 ${of.type}`,
      },
      entry.value.span,
      { en: `it takes: ${suitable(of.type).join(', ')}`, zh: `可用：${suitable(of.type).join('、')}` },
    );
  if ((how === 'first_value' || how === 'last_value') && table.date === null)
    return needsDate(quoted(how), entry.keySpan, table, scope);
  return { how, of };
}

function suitable(type: ValueType): LineFunction[] {
  return LINE_FUNCTION_NAMES.filter((name) =>
    (LINE_FUNCTIONS[name].takes as readonly ValueType[]).includes(type),
  );
}

function listTypes(types: readonly ValueType[]): string {
  return types.length === 1 ? types[0]! : `${types.slice(0, -1).join(', ')} or ${types.at(-1)}`;
}

// Where the table has dates, it was said already why none of them is the one.
function needsDate(what: Wording, span: Node['span'], { name, fields }: OpenTable, scope: Scope): null {
  if (fields.some(({ type }) => type === 'date')) return null;
  return complain(
    scope,
    'missing-key',
    {
      en: `${what.en} needs the day of a line, and table "${name}" has no date`,
      zh: `${what.zh}需要明细行的日期，而表“${name}”没有日期字段`,
    },
    span,
    {
      en: `add one: tables: { ${name}: { fields: { order_date: { type: date } } } }`,
      zh: `请加上：tables: { ${name}: { fields: { order_date: { type: date } } } }`,
    },
  );
}

function compileWhere(node: Node | undefined, { scope }: OpenTable): Condition | null {
  if (node === undefined) return null;
  const before = scope.cohorts.length;
  const where = compileConditionNode(node, scope);
  if (scope.cohorts.length === before) return where;
  const { span } = scope.cohorts[before]!;
  return complain(
    scope,
    'wrong-type',
    {
      en: 'lines are not ranked: "where" takes no relative test',
      zh: '明细行不做排名：where 中不能用相对条件',
    },
    span,
    { en: 'compare with an amount', zh: '请与具体数值比较' },
  );
}

function compileWindow(
  name: string,
  node: Node | undefined,
  table: OpenTable | null,
  scope: Scope,
): LineWindow | null {
  if (node === undefined) return null;
  if (table !== null && table.date === null)
    return needsDate({ en: `"${name}": within`, zh: `“${name}”的 within` }, node.span, table, scope);
  const reaches = (node.kind === 'list' ? itemsOf(node) : [node]).map((item) =>
    compileReach(name, item, scope),
  );
  const [from, to = null] = reaches;
  if (from == null || (node.kind === 'list' && to === null)) return null;
  if (to === null || size(from) > size(to)) return { from, to };
  return complain(
    scope,
    'reversed-bounds',
    {
      en: `"${name}": ${from.text} does not reach further back than ${to.text}`,
      zh: `“${name}”：${from.text} 并不比 ${to.text} 更早`,
    },
    node.span,
    { en: 'swap the two: the end that is further back comes first', zh: '请把两者对调：较早的一端写在前面' },
  );
}

// Months are of 28 to 31 days: 12 months and 365 days are told apart by the day that one goes back from.
function size({ count, unit }: WindowEnd): number {
  return unit === 'days' ? count : count * 30.44;
}

function compileReach(name: string, node: Node, scope: Scope): WindowEnd | null {
  const text = scalarText(node) ?? '';
  const [, count = '', word = ''] = REACH.exec(foldWidth(tidy(text))) ?? [];
  const unit = UNITS.get(word.toLowerCase().replace(/s$/, ''));
  if (unit !== undefined) return { count: Number(count) * unit.times, unit: unit.unit, text };
  return complain(
    scope,
    'bad-amount',
    {
      en: `"${name}": expected a time such as 12 months, found "${text}"`,
      zh: `“${name}”：应为时间，如 12 months，实际为“${text}”`,
    },
    node.span,
    word === ''
      ? {
          en: 'write days, weeks, months, quarters or years',
          zh: '请写 days、weeks、months、quarters 或 years',
        }
      : didYouMean(word, ['days', 'weeks', 'months', 'quarters', 'years']),
  );
}

const REACH = /^(\d{1,5})\s*([a-z]+|\p{L}+)$/iu;
const UNITS: ReadonlyMap<string, { readonly unit: WindowEnd['unit']; readonly times: number }> = new Map(
  (
    [
      ['days', 1, ['day', '天', '日']],
      ['days', 7, ['week', '周']],
      ['months', 1, ['month', '月', '个月']],
      ['months', 3, ['quarter', '季度', '个季度']],
      ['months', 12, ['year', '年']],
    ] as const
  ).flatMap(([unit, times, words]) => words.map((word) => [word, { unit, times }] as const)),
);

type Worked = Pick<LineSum, 'how' | 'of' | 'where' | 'within'>;

function meaningOfValue(
  name: string,
  { name: table, customer, date, unique }: OpenTable,
  { how, of, where, within }: Worked,
): string {
  const parts = [`${name} = ${how}`, ...(of === null ? [] : [of.name]), 'of', table];
  parts.push('by', customer.columns.toSorted().join(' or '));
  if (date !== null) parts.push('and', date.name);
  if (within !== null) parts.push('within', [within.from, within.to].flatMap(nameReach).join(' to '));
  if (where !== null) parts.push('where', meaningOfCondition(where, []));
  if (unique.length > 0)
    parts.push(
      'once per',
      unique
        .map((field) => field.name)
        .sort()
        .join(', '),
    );
  return parts.join(' ');
}

// How the lines are read of which it is made: two criteria that read them otherwise have two columns.
function digestOfReading(
  { input, fields, customer, date, unique }: OpenTable,
  { of, where }: Worked,
): string {
  const tested = new Set(where === null ? [] : [...factsOfCondition(where, [])].map((fact) => fact.name));
  const read = fields.filter(
    (field) => [of, customer, date, ...unique].includes(field) || tested.has(field.name),
  );
  const rules = CELL_RULES.map(([, told]) => told(input));
  const rows = [ruleTexts(input.leaveOut), ruleTexts(input.keep), input.endsAtBlankRow, input.html];
  const text = JSON.stringify([rules, rows, read.map(meaningOfField)]);
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

function nameReach(reach: WindowEnd | null): string[] {
  return reach === null ? [] : [`${reach.count} ${reach.count === 1 ? reach.unit.slice(0, -1) : reach.unit}`];
}

/** The tables, now that all that is worked out from them is known. */
export function closeTables(tables: readonly OpenTable[]): LineTable[] {
  return tables.map(({ scope, ...table }) => {
    const named = new Set<Field | null>([table.customer, table.date, ...table.unique]);
    return { ...table, read: table.fields.filter((field) => named.has(field) || scope.used.has(field.name)) };
  });
}
