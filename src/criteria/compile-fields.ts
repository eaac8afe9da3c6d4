import { RESERVED_NAMES } from '../condition/operators.ts';
import { helpOf, isProblem } from '../fields/amount.ts';
import { findClash } from '../fields/date-forms.ts';
import { checkDayFormat, type DayRules } from '../fields/day-format.ts';
import type { Field, FieldDefault } from '../fields/field.ts';
import { scaleNamed } from '../fields/header-unit.ts';
import { IN_GROUP_WORDS, type InGroup, suitsGroup, usualInGroup } from '../fields/in-group.ts';
import { cellReader } from '../fields/parse-cell.ts';
import { factTypeOf, type ValueType } from '../fields/value.ts';
import { afterHan, COLON, joined, quoted } from '../text/wording.ts';
import { blanksOf, centuryOf, decimalSignOf } from './input.ts';
import { child, entriesOf, type MapEntry, type Node, scalarText, textsOf } from './node.ts';
import { complain, readQuantity, type Scope, saysYes } from './scope.ts';

/** Compiles fields into the scope: each becomes a fact in the slot of its place. */
export function compileFields(entries: readonly MapEntry[], input: Node | undefined, scope: Scope): Field[] {
  return entries.map((entry, slot) => {
    const field = compileField(entry, slot, input, scope);
    checkName(entry, scope);
    scope.facts.set(field.name, { name: field.name, slot, type: factTypeOf(field.type), origin: 'field' });
    return field;
  });
}

/** Reports a name that the language keeps, or that is given twice. */
export function checkName({ key, keySpan }: MapEntry, scope: Scope): void {
  if (RESERVED_NAMES.has(key))
    complain(
      scope,
      'reserved-name',
      { en: `"${key}" is a word of the criteria language`, zh: `“${key}”是标准文件的保留词` },
      keySpan,
      { en: 'give it another name', zh: '请换一个名称' },
    );
  else if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(key)) {
    complain(
      scope,
      'reserved-name',
      { en: `"${key}" cannot be used in formulas`, zh: `“${key}”不能用在公式中` },
      keySpan,
      { en: 'use letters, digits and _ and begin with a letter', zh: '请用文字、数字和 _，并以文字开头' },
    );
  } else if (scope.facts.has(key))
    complain(
      scope,
      'duplicate-name',
      { en: `"${key}" is already the name of something else`, zh: `“${key}”这个名称已被占用` },
      keySpan,
    );
}

function compileField(entry: MapEntry, slot: number, input: Node | undefined, scope: Scope): Field {
  const { key: name, value: node, keySpan: span } = entry;
  const type = scalarText(child(node, 'type')) as ValueType;
  const century = centuryOf(child(node, 'century'));
  const day = (scalarText(child(node, 'day')) as 'first' | 'last' | undefined) ?? null;
  const formats = textsOf(child(node, 'format'));
  const rules = { century: century ?? centuryOf(child(input, 'century')), day };
  if (formats.length > 0) checkFormats(type, formats, rules, child(node, 'format')!, name, scope);
  warnOfIdleKeys(type, node, name, scope);
  const factType = factTypeOf(type);
  const unit = factType.kind === 'number' ? factType.unit : 'number';
  const columns = textsOf(child(node, 'columns'));
  const min = readQuantity(scope, child(node, 'min'), unit, name);
  const max = readQuantity(scope, child(node, 'max'), unit, name);
  if (min !== null && max !== null && min.value > max.value) {
    complain(
      scope,
      'reversed-bounds',
      {
        en: `"${name}": min ${min.text} is above max ${max.text}`,
        zh: `“${name}”：min ${min.text} 大于 max ${max.text}`,
      },
      child(node, 'min')!.span,
      { en: 'swap them', zh: '请把两者对调' },
    );
  }
  const field: Field = {
    name,
    type,
    slot,
    columns: columns.length > 0 ? columns : [name],
    // Without an id nobody can be told apart, and with a default nearly all would be one.
    optional: type !== 'id' && saysYes(child(node, 'optional')),
    subjective: saysYes(child(node, 'subjective')),
    missing: null,
    values: compileValues(child(node, 'values'), type, name, entry, scope),
    min: min?.value ?? null,
    max: max?.value ?? null,
    formats,
    listed: child(node, 'format')?.kind === 'list',
    decimal: decimalSignOf(child(node, 'decimal')),
    scale: type === 'percent' ? null : compileScale(child(node, 'scale'), name, scope),
    positive: scalarText(child(node, 'positive')) ?? null,
    currencyColumn: scalarText(child(node, 'currency_column')) ?? null,
    century,
    day,
    blanks: blanksOf(child(node, 'blanks')),
    inGroup: compileInGroup(child(node, 'in_group'), type, name, scope),
    whole: false,
    from: null,
    span,
  };
  return type === 'id' ? field : { ...field, missing: compileDefault(child(node, 'missing'), field, scope) };
}

// What says nothing of its type is no error: a book may keep criteria in which it stands.
function warnOfIdleKeys(type: ValueType, node: Node, name: string, scope: Scope): void {
  for (const { key, keySpan } of entriesOf(node)) {
    const suits = SUITS[key];
    if (suits === undefined || suits.includes(type)) continue;
    scope.report({
      code: 'wrong-type',
      severity: 'warning',
      message: {
        en: `"${name}": "${key}" does nothing for a field of type ${type}`,
        zh: `“${name}”：${key} 对类型为 ${type} 的字段不起作用`,
      },
      at: keySpan,
      help: {
        en: `take it out, or write the type that is meant: ${suits.join(', ')}`,
        zh: `请删去，或改用所指的类型：${suits.join('、')}`,
      },
    });
  }
}

const NUMBERS: readonly ValueType[] = ['number', 'money', 'percent'];
/** The types of fields of which a key says something; those that are not here suit all, or are refused elsewhere. */
const SUITS: Readonly<Record<string, readonly ValueType[] | undefined>> = {
  min: [...NUMBERS, 'date'],
  max: [...NUMBERS, 'date'],
  decimal: NUMBERS,
  scale: ['number', 'money'],
  positive: NUMBERS,
  currency_column: ['money'],
  century: ['date'],
  day: ['date'],
};

function checkFormats(
  type: ValueType,
  formats: readonly string[],
  rules: DayRules,
  node: Node,
  name: string,
  scope: Scope,
): void {
  if (type === 'date') {
    checkDayFormats(formats, rules, node, name, scope);
    return;
  }
  const known = FORMATS[type] ?? [];
  const strange = formats.find((format) => !known.includes(format));
  if (strange === undefined) return;
  complain(
    scope,
    'wrong-type',
    {
      en: `"${name}": a ${type} has no format "${strange}"`,
      zh: `“${name}”：类型 ${type} 没有“${strange}”这种格式`,
    },
    node.span,
    {
      en: 'dates have patterns; percents have percent or fraction; numbers have ago, for 45 days ago',
      zh: 'date 可写日期格式；percent 可写 percent 或 fraction；number 可写 ago（如“45 days ago”）',
    },
  );
}

const FORMATS: Partial<Readonly<Record<ValueType, readonly string[]>>> = {
  percent: ['percent', 'fraction'],
  number: ['ago'],
};

function checkDayFormats(
  formats: readonly string[],
  rules: DayRules,
  node: Node,
  name: string,
  scope: Scope,
): void {
  for (const format of formats) {
    const wrong = checkDayFormat(format, rules);
    if (wrong === null) continue;
    const help = wrong.help ?? {
      en: 'write DD/MM/YYYY, MM/DD/YYYY, a list of such, excel, unix or ROC',
      zh: '请写 DD/MM/YYYY、MM/DD/YYYY，或几种格式的列表，或 excel、unix、ROC',
    };
    const { message } = wrong;
    complain(scope, 'bad-date', joined([quoted(name), message], COLON), node.span, help);
  }
  const clash = findClash(formats);
  if (clash !== null)
    complain(
      scope,
      'bad-date',
      {
        en: `"${name}": ${clash[0]} and ${clash[1]} read one cell as two days`,
        zh: `“${name}”：按 ${clash[0]} 和按 ${clash[1]} 会把同一单元格读成不同的日期`,
      },
      node.span,
      { en: 'keep the one that the export writes', zh: '请只保留导出文件实际使用的那一种' },
    );
}

function compileScale(node: Node | undefined, name: string, scope: Scope): number | null {
  const text = scalarText(node);
  if (node === undefined || text === undefined) return null;
  return (
    scaleNamed(text) ??
    complain(
      scope,
      'bad-amount',
      {
        en: `"${name}": expected a unit such as thousand or 万, found "${text}"`,
        zh: `“${name}”：应为单位，如 thousand 或 万，实际为“${text}”`,
      },
      node.span,
      {
        en: 'write one, thousand, million, billion, lakh, crore, 千, 万, 百万 or 亿',
        zh: '请写 one、thousand、million、billion、lakh、crore、千、万、百万或亿',
      },
    )
  );
}

/** Compiles `in_group`: how the values of sites become that of their group. */
export function compileInGroup(node: Node | undefined, type: ValueType, name: string, scope: Scope): InGroup {
  const way = scalarText(node) as InGroup | undefined;
  if (node === undefined || way === undefined) return usualInGroup(type);
  if (!suitsGroup(way, type)) {
    const others = IN_GROUP_WORDS.filter((word) => suitsGroup(word, type));
    complain(
      scope,
      'wrong-type',
      { en: `"${name}": a ${type} has no "${way}"`, zh: `“${name}”：类型 ${type} 不能用“${way}”` },
      node.span,
      { en: `write ${others.join(', ')}`, zh: `请写 ${others.join('、')}` },
    );
  }
  return way;
}

function compileValues(
  node: Node | undefined,
  type: ValueType,
  name: string,
  entry: MapEntry,
  scope: Scope,
): ReadonlyMap<string, readonly string[]> {
  if (type === 'choice' && node === undefined) {
    complain(
      scope,
      'missing-key',
      { en: `"${name}": a choice needs its values`, zh: `“${name}”：选项字段需要列出取值` },
      entry.keySpan,
      { en: 'add values: [first, second]', zh: '请加上 values: [first, second]' },
    );
  }
  if (type !== 'choice' && node !== undefined) {
    complain(
      scope,
      'wrong-type',
      {
        en: `"${name}": only a choice has values, found ${type}`,
        zh: `“${name}”：只有选项字段才有取值，实际类型为 ${type}`,
      },
      node.span,
      { en: 'write type: choice', zh: '请写 type: choice' },
    );
  }
  if (node?.kind === 'map') {
    warnOfSharedSpellings(node.entries, name, scope);
    return new Map(node.entries.map(({ key, value }) => [key, textsOf(value)]));
  }
  return new Map(textsOf(node).map((value) => [value, []]));
}

// The first value keeps a spelling that several have: nobody may take that for what is meant.
function warnOfSharedSpellings(entries: readonly MapEntry[], name: string, scope: Scope): void {
  const taken = new Map<string, string>();
  for (const { key, value } of entries) {
    for (const spelling of new Set([key, ...textsOf(value)])) {
      const first = taken.get(spelling);
      if (first === undefined) taken.set(spelling, key);
      else
        scope.report({
          code: 'duplicate-name',
          severity: 'warning',
          message: {
            en: `"${name}": "${spelling}" stands for ${first} and for ${key}, and is read as ${first}`,
            zh: `“${name}”：“${spelling}”既指 ${first} 又指 ${key}，会读作 ${first}`,
          },
          at: value.span,
          help: { en: 'take it out of one of them', zh: '请从其中一个删去' },
        });
    }
  }
}

/** Compiles `missing`, the value that stands for a blank; null where there is none, and after a report. */
export function compileDefault(node: Node | undefined, field: Field, scope: Scope): FieldDefault | null {
  const text = scalarText(node);
  if (node === undefined || text === undefined) return null;
  const type = factTypeOf(field.type);
  if (type.kind === 'number') {
    const quantity = readQuantity(scope, node, type.unit, field.name);
    return quantity === null ? null : { value: quantity.value, decimal: quantity.decimal };
  }
  const value = cellReader(field, { decimal: '.' })(text);
  if (isProblem(value))
    return complain(
      scope,
      'unknown-value',
      {
        en: `"${field.name}": expected ${value.expected.en}, found "${text}"`,
        zh: `“${field.name}”：应为${afterHan(value.expected.zh)}，实际为“${text}”`,
      },
      node.span,
      helpOf(value, { misfits: [text], fitting: [] }),
    );
  return value === null ? null : { value, decimal: null };
}
