import { createHash } from 'node:crypto';
import type { Condition } from '../condition/condition.ts';
import { factsOfCondition } from '../condition/leaves.ts';
import { declareField, type Field } from '../fields/field.ts';
import { tidy } from '../fields/fold.ts';
import { factTypeOf, type ValueType } from '../fields/value.ts';
import { foldWidth } from '../text/fold-width.ts';
import { didYouMean } from '../text/suggest.ts';
import { quoted, verbatim, type Wording } from '../text/wording.ts';
import { compileConditionNode } from './compile-condition.ts';
import { checkName, compileDefault, compileInGroup } from './compile-fields.ts';
import { findField, type OpenTable } from './compile-tables.ts';
import { CELL_RULES, ruleTexts } from './input.ts';
import { meaningOfCondition, meaningOfField } from './meaning.ts';
import { child, entryOf, itemsOf, type MapEntry, type MapNode, type Node, scalarText } from './node.ts';
import { complain, readQuantity, type Scope, saysYes } from './scope.ts';
import {
  LINE_FUNCTION_NAMES,
  LINE_FUNCTIONS,
  type LineFunction,
  type LineSum,
  type LineValue,
  type LineWindow,
  type WindowEnd,
} from './tables.ts';

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
  const where = table === null ? null : compileWhere(child(node, 'where'), table);
  const within = compileWindow(name, child(node, 'within'), table, scope);
  if (child(node, 'every') !== undefined) {
    compileSeries(entry, table, how, where, scope);
    return 'series';
  }
  const last = child(node, 'last');
  if (last !== undefined)
    complain(
      scope,
      'wrong-shape',
      { en: `"${name}": last belongs to a series`, zh: `“${name}”：last 只用于按月序列` },
      last.span,
      { en: 'add every: month', zh: '请加上 every: month' },
    );
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

// Sums or counts month by month, which belong to the table and are no fact.
function compileSeries(
  { key: name, keySpan: span, value: node }: MapEntry,
  table: OpenTable | null,
  how: Pick<LineValue, 'how' | 'of'> | null,
  where: Condition | null,
  scope: Scope,
): void {
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
  if (table === null) return;
  if (table.date === null)
    needsDate({ en: `"${name}": a series`, zh: `“${name}”：按月序列` }, span, table, scope);
  const months = Number(scalarText(child(node, 'last')) ?? MONTHS);
  if (how !== null) table.series.push({ name, ...how, where, months, span });
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
  if (to === null && size(from) === 0)
    return complain(
      scope,
      'bad-amount',
      { en: `"${name}": ${from.text} hold no day`, zh: `“${name}”：${from.text} 不含任何一天` },
      node.span,
      { en: 'write a longer time, such as 12 months', zh: '请写更长的时间，如 12 months' },
    );
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

const REACH = /^(\d{1,5})\s*(\p{L}+)$/u;
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
