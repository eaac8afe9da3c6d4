import { OPERATORS, type OperandKind } from '../condition/operators.ts';
import { IN_GROUP_WORDS } from '../fields/in-group.ts';
import { LETTER_PAIRS } from '../fields/number-text.ts';
import { VALUE_TYPES } from '../fields/value.ts';
import { LOCALES } from '../text/locales.ts';
import { verbatim, type Wording } from '../text/wording.ts';
import { CATEGORY_NAMES } from './criteria.ts';
import { FLAGS } from './scope.ts';
import { LINE_FUNCTIONS } from './tables.ts';

/**
 * What may stand in a place of a criteria file, as JSON Schema (draft 7) says it, and what a mistake there says: the
 * check of a file and the schema for editors read the same data.
 */
export interface Shape {
  /** What belongs here, in words; where there are none, the type says it all. Not for editors. */
  readonly $expected?: Wording | undefined;
  readonly description?: string | undefined;
  readonly type?: ShapeType | readonly ShapeType[] | undefined;
  readonly enum?: readonly string[] | undefined;
  readonly pattern?: string | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly items?: Shape | undefined;
  readonly minItems?: number | undefined;
  readonly maxItems?: number | undefined;
  readonly properties?: Readonly<Record<string, Shape>> | undefined;
  readonly required?: readonly string[] | undefined;
  /** What stands under any other key; false where there may be none. */
  readonly additionalProperties?: Shape | false | undefined;
  readonly anyOf?: readonly Shape[] | undefined;
}

/** The types of JSON Schema. */
export type ShapeType = 'string' | 'number' | 'integer' | 'boolean' | 'null' | 'array' | 'object';

const text: Shape = { type: 'string' };
const amount = amountSuchAs({
  en: 'an amount such as 5m, 500万, 15% or 90 days',
  zh: '数量，如 5m、500万、15% 或 90 days',
});
const days = amountSuchAs({ en: 'a time such as 90 days', zh: '时间，如 90 days' });
const share = amountSuchAs({ en: 'a percent such as 20%', zh: '百分比，如 20%' });
const limit = amountSuchAs({
  en: 'a whole number such as 5, or a percent such as 10%',
  zh: '整数（如 5）或百分比（如 10%）',
});
const name: Shape = { $expected: { en: 'a name', zh: '名称' }, type: 'string' };
const count = wholeNumber({ en: 'a whole number from 1 on', zh: '从 1 起的整数' }, 1);
// Of as many parts as customers the work would grow with the square of them.
const bins = wholeNumber({ en: 'a whole number from 2 to 1000', zh: '2 到 1000 的整数' }, 2, 1000);
const value: Shape = { $expected: { en: 'a value', zh: '一个值' }, type: ['string', 'number', 'boolean'] };
const texts = anyOf({ en: 'a text or a list of texts', zh: '文本或文本列表' }, text, listOf(value));
const range = pairOf(amount, {
  en: 'a list of two amounts such as [10%, 20%]',
  zh: '两个数量的列表，如 [10%, 20%]',
});
const blanks = listOf(value, { en: 'a list of texts such as ["N/A", "-"]', zh: '文本列表，如 ["N/A", "-"]' });

// In any case, as a pattern that editors read, too.
const flagWords = [...FLAGS.keys()].filter((word) => /\p{L}/u.test(word));
const anyCase = flagWords.map((word) =>
  word.replace(/[a-z]/g, (letter) => `[${letter.toUpperCase()}${letter}]`),
);
const yesOrNo: Shape = {
  $expected: { en: 'yes or no', zh: 'yes 或 no' },
  type: ['boolean', 'string'],
  pattern: `^(?:${anyCase.join('|')})$`,
};

const title: Shape = anyOf(
  {
    en: 'a title, or one for each language such as { en: Base business, zh: 基础业务 }',
    zh: '标题，或各语言的标题，如 { en: Base business, zh: 基础业务 }',
  },
  text,
  map(mapValues(LOCALES, () => text)),
);

const highOrLow = oneOf('high', 'low');
const method = oneOf('type7', 'rfm');

const operands: Record<OperandKind, Shape> = {
  amount,
  range,
  value,
  values: listOf(value, {
    en: 'a list of values such as [first, second]',
    zh: '取值列表，如 [first, second]',
  }),
  texts: anyOf({ en: 'a text or a list of texts', zh: '文本或文本列表' }, value, listOf(value)),
  flag: { $expected: { en: 'yes or no', zh: 'yes 或 no' }, type: ['boolean', 'string', 'number'] },
  day: {
    $expected: { en: 'a date such as 2026-06-30', zh: '日期，如 2026-06-30' },
    type: ['string', 'number'],
  },
  days,
  top: amountSuchAs({
    en: 'a whole number such as 20, or a percent such as 10%',
    zh: '整数（如 20）或百分比（如 10%）',
  }),
  ratio: amountSuchAs({ en: 'a percent such as 80%', zh: '百分比，如 80%' }),
  quantile: {
    $expected: { en: 'a map such as { of: 5, at_least: 4 }', zh: '键值表，如 { of: 5, at_least: 4 }' },
    ...map(
      {
        of: bins,
        at_least: count,
        at_most: count,
        order: highOrLow,
        method,
      },
      ['of'],
    ),
  },
};

const operators = mapValues(OPERATORS, ({ operand, meaning }) => ({
  ...operands[operand],
  description: meaning,
}));

const test = anyOf(
  { en: 'a value, or operators such as { at_least: 5m }', zh: '一个值，或运算符，如 { at_least: 5m }' },
  value,
  map({ ...operators, per: name }),
);

/** A condition: all of its members must hold. Names of facts are checked when the criteria are compiled. */
const condition: Shape = {
  $expected: {
    en: 'a condition such as { revenue: { at_least: 5m } }',
    zh: '条件，如 { revenue: { at_least: 5m } }',
  },
  type: 'object',
  properties: {
    id: name,
    title,
    get all() {
      return conditions;
    },
    get any() {
      return conditions;
    },
    get not() {
      return condition;
    },
  },
  additionalProperties: test,
};
const conditions = listOf(condition, {
  en: 'a list of conditions such as [{ status: closed }]',
  zh: '条件列表，如 [{ status: closed }]',
});

const decimal: Shape = {
  $expected: { en: '".", "," or any', zh: '“.”、“,”或 any' },
  ...oneOf('.', ',', 'any'),
};
const century = wholeNumber(
  { en: 'the first of a hundred years such as 2000', zh: '一百年的起始年份，如 2000' },
  1000,
  9000,
);
const inGroup = oneOf(...IN_GROUP_WORDS);

const field = map(
  {
    type: oneOf(...VALUE_TYPES),
    columns: texts,
    optional: yesOrNo,
    subjective: yesOrNo,
    missing: value,
    values: anyOf(
      {
        en: 'a list of values, or a map of values to their spellings',
        zh: '取值列表，或取值与其各种写法的对照表',
      },
      listOf(value),
      mapTo(
        anyOf(
          { en: 'a spelling, a list of spellings or nothing', zh: '一种写法、几种写法的列表，或留空' },
          value,
          { type: 'array', items: value },
          { type: 'null' },
        ),
      ),
    ),
    min: amount,
    max: amount,
    format: anyOf({ en: 'a format or a list of formats', zh: '格式或格式列表' }, text, listOf(text)),
    decimal,
    scale: amountSuchAs({
      en: 'a unit such as thousand, million, 万 or one',
      zh: '单位，如 thousand、million、万或 one',
    }),
    positive: { $expected: { en: 'Cr or Dr', zh: 'Cr 或 Dr' }, ...oneOf(...LETTER_PAIRS.flat()) },
    currency_column: name,
    century,
    day: { $expected: { en: 'first or last', zh: 'first 或 last' }, ...oneOf('first', 'last') },
    blanks,
    in_group: inGroup,
    title,
  },
  ['type'],
);

const yes: Shape = { $expected: verbatim('yes'), type: ['boolean', 'string'] };
const reach = amountSuchAs({ en: 'a time such as 12 months', zh: '时间，如 12 months' });

const lineField = map(
  {
    from: name,
    ...mapValues(LINE_FUNCTIONS, ({ takes, meaning }) => ({
      ...(takes.length === 0 ? yes : name),
      description: meaning,
    })),
    within: anyOf(
      {
        en: 'a time such as 12 months, or two such as [24 months, 12 months]',
        zh: '时间（如 12 months），或起止两个时间（如 [24 months, 12 months]）',
      },
      reach,
      pairOf(reach),
    ),
    where: condition,
    every: oneOf('month'),
    last: count,
    missing: value,
    subjective: yesOrNo,
    in_group: inGroup,
    title,
  },
  ['from'],
);

const factor = map(
  {
    fact: name,
    weight: amount,
    scale: range,
    bands: mapTo(amount),
    points: mapTo(amount),
    quantiles: anyOf(
      {
        en: 'a whole number from 2 to 1000, or a map such as { of: 5, method: rfm }',
        zh: '2 到 1000 的整数，或键值表（如 { of: 5, method: rfm }）',
      },
      bins,
      map({ of: bins, method }, ['of']),
    ),
    order: highOrLow,
    missing: amount,
  },
  ['fact', 'weight'],
);

const category = map(
  {
    when: anyOf(
      {
        en: 'otherwise, or a condition such as { revenue: { at_least: 5m } }',
        zh: 'otherwise，或条件，如 { revenue: { at_least: 5m } }',
      },
      oneOf('otherwise'),
      condition,
    ),
    stays_while: condition,
    capacity: count,
  },
  ['when'],
);

const categoryName = oneOf(...CATEGORY_NAMES);

const check = map(
  {
    id: name,
    title,
    for: anyOf(
      { en: 'a category or a list of categories', zh: '类别或类别列表' },
      categoryName,
      listOf(categoryName),
    ),
    duty: text,
    expect: condition,
    severity: oneOf('error', 'warning'),
  },
  ['id', 'for', 'expect'],
);

const example = map(
  {
    name: text,
    customer: mapTo({
      $expected: { en: 'a value or nothing', zh: '一个值，或留空' },
      type: ['string', 'number', 'boolean', 'null'],
    }),
    expect: oneOf(...CATEGORY_NAMES, 'undetermined'),
  },
  ['name', 'customer', 'expect'],
);

const rowTest: Shape = {
  $expected: {
    en: 'a map of fields to texts such as { customer_id: ["Total*"] }',
    zh: '字段与文本的对照表，如 { customer_id: ["Total*"] }',
  },
  ...mapTo(
    anyOf({ en: 'blank, a text or a list of texts', zh: 'blank、文本或文本列表' }, value, listOf(value)),
  ),
};

const input = map({
  decimal,
  currency: text,
  rates: {
    $expected: { en: 'a map such as { USD: 0.92 }', zh: '键值表，如 { USD: 0.92 }' },
    ...mapTo(amount),
  },
  encoding: text,
  delimiter: text,
  sheet: text,
  escape: {
    $expected: { en: 'one sign such as "\\\\"', zh: '一个符号，如 "\\\\"' },
    type: 'string',
    pattern: '^[\\0-\\uFFFF]$',
  },
  html: yesOrNo,
  header_row: count,
  ends_at: { $expected: verbatim('blank_row'), ...oneOf('blank_row') },
  leave_out: listOf(rowTest, {
    en: 'a list such as [{ customer_id: ["Total*"] }]',
    zh: '列表，如 [{ customer_id: ["Total*"] }]',
  }),
  keep: listOf(rowTest, {
    en: 'a list such as [{ customer_id: ["Total Energies"] }]',
    zh: '列表，如 [{ customer_id: ["Total Energies"] }]',
  }),
  blanks,
  century,
  zeros: listOf(value, { en: 'a list of texts such as ["-"]', zh: '文本列表，如 ["-"]' }),
});

const table = map(
  {
    file: { $expected: { en: 'the name of a file', zh: '文件名' }, type: 'string' },
    customer: anyOf(
      {
        en: 'a column such as Customer No, or a map such as { columns: [Customer No, 客户编号] }',
        zh: '列名（如 客户编号），或键值表（如 { columns: [Customer No, 客户编号] }）',
      },
      texts,
      map({ columns: texts }, ['columns']),
    ),
    date: name,
    unique: listOf(name, {
      en: 'a list of fields such as [order_no, line_no]',
      zh: '字段列表，如 [order_no, line_no]',
    }),
    input,
    fields: mapTo(field),
  },
  ['customer'],
);

/** The shape of a criteria file: one definition gives the errors and the JSON Schema for editors. */
export const criteriaShape: Shape = map({
  name: text,
  version: {
    $expected: { en: 'a version such as "2026.1"', zh: '版本号，如 "2026.1"' },
    type: ['string', 'number'],
  },
  reason: text,
  owner: text,
  extends: text,
  group: {
    $expected: { en: 'a map such as { by: parent_id }', zh: '键值表，如 { by: parent_id }' },
    ...map({ by: name, matches: name }, ['by']),
  },
  input,
  tables: mapTo(table),
  fields: mapTo(anyOf({ en: 'a map', zh: '键值表' }, field, lineField)),
  derived: mapTo(
    anyOf(
      { en: 'a formula such as gross_profit / revenue', zh: '公式，如 gross_profit / revenue' },
      { type: ['string', 'number'] },
      map({ formula: { type: ['string', 'number'] }, title }, ['formula']),
    ),
  ),
  scores: mapTo(
    anyOf(
      { en: 'a list of factors', zh: '评分项列表' },
      listOf(factor),
      map({ factors: listOf(factor), title }, ['factors']),
    ),
  ),
  priority: listOf(categoryName),
  categories: map({ target: category, normal: category, lost: category, key: category }),
  duties: map({
    manager: name,
    plan: oneOf('required', 'optional'),
    review_every: days,
    max_key_accounts_per_manager: count,
    open_issues_at_most: days,
  }),
  checks: { type: 'array', items: check },
  drift: map({
    max_gone: share,
    max_moves: limit,
    max_key_change: limit,
    max_amount_change: share,
    max_blank_rise: share,
    max_value_change: share,
  }),
  report: map({
    base_by: listOf(name, {
      en: 'a list of fields such as [business_unit, product_line]',
      zh: '字段列表，如 [business_unit, product_line]',
    }),
  }),
  units: map(
    {
      by: name,
      criteria: mapTo({ $expected: { en: 'the name of a criteria file', zh: '标准文件名' }, type: 'string' }),
      titles: mapTo(title),
    },
    ['by', 'criteria'],
  ),
  cases: { type: 'array', items: example },
});

/** The JSON Schema that editors use to complete and check a criteria file. */
export function criteriaJsonSchema(): object {
  const defined = { condition, conditions, test, field, category, input, texts, title };
  const names = new Map<unknown, string>(Object.entries(defined).map(([key, shape]) => [shape, key]));
  const known = (part: unknown): unknown =>
    names.has(part) ? { $ref: `#/definitions/${names.get(part)}` } : forEditors(part);
  const forEditors = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(known);
    if (typeof part !== 'object' || part === null) return part;
    const members = Object.entries(part).filter(
      ([key, member]) => key !== '$expected' && member !== undefined,
    );
    return Object.fromEntries(members.map(([key, member]) => [key, known(member)]));
  };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...(forEditors(criteriaShape) as object),
    definitions: mapValues(defined, forEditors),
  };
}

function amountSuchAs(words: Wording): Shape {
  return { $expected: words, description: words.en, type: ['number', 'string'] };
}

function wholeNumber(words: Wording, minimum: number, maximum = Number.MAX_SAFE_INTEGER): Shape {
  return { $expected: words, type: 'integer', minimum, maximum };
}

function oneOf(...values: readonly string[]): Shape {
  return { type: 'string', enum: values };
}

function anyOf(words: Wording, ...branches: readonly Shape[]): Shape {
  return { $expected: words, anyOf: branches };
}

function listOf(items: Shape, words?: Wording): Shape {
  return { $expected: words, type: 'array', items, minItems: 1 };
}

function pairOf(item: Shape, words?: Wording): Shape {
  return { $expected: words, type: 'array', items: item, minItems: 2, maxItems: 2 };
}

function map(properties: Readonly<Record<string, Shape>>, required?: readonly string[]): Shape {
  return { type: 'object', properties, required, additionalProperties: false };
}

function mapTo(values: Shape): Shape {
  return { type: 'object', additionalProperties: values };
}

function mapValues<T, U>(entries: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(entries).map(([key, entry]) => [key, change(entry)]));
}
