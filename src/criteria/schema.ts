import { OPERATORS, type OperandKind } from '../condition/operators.ts';
import { IN_GROUP_WORDS } from '../fields/in-group.ts';
import { LETTER_PAIRS } from '../fields/number-text.ts';
import { VALUE_TYPES } from '../fields/value.ts';
import { CATEGORY_NAMES } from './criteria.ts';
import { FLAGS } from './scope.ts';
import { LINE_FUNCTIONS } from './tables.ts';

/**
 * What may stand in a place of a criteria file, as JSON Schema (draft 7) says it, and what a mistake there says: the
 * check of a file and the schema for editors read the same data.
 */
export interface Shape {
  /** What belongs here, in words; where there are none, the type says it all. Not for editors. */
  readonly $expected?: string | undefined;
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
const amount = amountSuchAs('an amount such as 5m, 500万, 15% or 90 days');
const days = amountSuchAs('a time such as 90 days');
const share = amountSuchAs('a percent such as 20%');
const limit = amountSuchAs('a whole number such as 5, or a percent such as 10%');
const name: Shape = { $expected: 'a name', type: 'string' };
const count = wholeNumber('a whole number from 1 on', 1);
const value: Shape = { $expected: 'a value', type: ['string', 'number', 'boolean'] };
const texts = anyOf('a text or a list of texts', text, listOf(value));
const range = pairOf(amount, 'a list of two amounts such as [10%, 20%]');
const blanks = listOf(value, 'a list of texts such as ["N/A", "-"]');

// In any case, as a pattern that editors read, too.
const flagWords = [...FLAGS.keys()].filter((word) => /\p{L}/u.test(word));
const anyCase = flagWords.map((word) =>
  word.replace(/[a-z]/g, (letter) => `[${letter.toUpperCase()}${letter}]`),
);
const yesOrNo: Shape = {
  $expected: 'yes or no',
  type: ['boolean', 'string'],
  pattern: `^(?:${anyCase.join('|')})$`,
};

const highOrLow = oneOf('high', 'low');
const method = oneOf('type7', 'rfm');

const operands: Record<OperandKind, Shape> = {
  amount,
  range,
  value,
  values: listOf(value, 'a list of values such as [first, second]'),
  texts: anyOf('a text or a list of texts', value, listOf(value)),
  flag: { $expected: 'yes or no', type: ['boolean', 'string', 'number'] },
  day: { $expected: 'a date such as 2026-06-30', type: ['string', 'number'] },
  days,
  top: amountSuchAs('a whole number such as 20, or a percent such as 10%'),
  ratio: amountSuchAs('a percent such as 80%'),
  quantile: {
    $expected: 'a map such as { of: 5, at_least: 4 }',
    ...map(
      {
        of: wholeNumber('a whole number from 2 to 1000', 2, 1000),
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

const test = anyOf('a value, or operators such as { at_least: 5m }', value, map({ ...operators, per: name }));

/** A condition: all of its members must hold. Names of facts are checked when the criteria are compiled. */
const condition: Shape = {
  $expected: 'a condition such as { revenue: { at_least: 5m } }',
  type: 'object',
  properties: {
    id: name,
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
const conditions = listOf(condition, 'a list of conditions such as [{ status: closed }]');

const decimal: Shape = { $expected: '".", "," or any', ...oneOf('.', ',', 'any') };
const century = wholeNumber('the first of a hundred years such as 2000', 1000, 9000);
const inGroup = oneOf(...IN_GROUP_WORDS);

const field = map(
  {
    type: oneOf(...VALUE_TYPES),
    columns: texts,
    optional: yesOrNo,
    subjective: yesOrNo,
    missing: value,
    values: anyOf(
      'a list of values, or a map of values to their spellings',
      listOf(value),
      mapTo(
        anyOf(
          'a spelling, a list of spellings or nothing',
          value,
          { type: 'array', items: value },
          { type: 'null' },
        ),
      ),
    ),
    min: amount,
    max: amount,
    format: anyOf('a format or a list of formats', text, listOf(text)),
    decimal,
    scale: amountSuchAs('a unit such as thousand, million, 万 or one'),
    positive: { $expected: 'Cr or Dr', ...oneOf(...LETTER_PAIRS.flat()) },
    currency_column: name,
    century,
    day: { $expected: 'first or last', ...oneOf('first', 'last') },
    blanks,
    in_group: inGroup,
  },
  ['type'],
);

const yes: Shape = { $expected: 'yes', type: ['boolean', 'string'] };
const reach = amountSuchAs('a time such as 12 months');

const lineField = map(
  {
    from: name,
    ...mapValues(LINE_FUNCTIONS, ({ takes, meaning }) => ({
      ...(takes.length === 0 ? yes : name),
      description: meaning,
    })),
    within: anyOf('a time such as 12 months, or two such as [24 months, 12 months]', reach, pairOf(reach)),
    where: condition,
    every: oneOf('month'),
    last: count,
    missing: value,
    subjective: yesOrNo,
    in_group: inGroup,
  },
  ['from'],
);

const bins = wholeNumber('a whole number such as 5', 2);

const factor = map(
  {
    fact: name,
    weight: amount,
    scale: range,
    bands: mapTo(amount),
    points: mapTo(amount),
    quantiles: anyOf(
      'a whole number such as 5, or a map such as { of: 5, method: rfm }',
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
      'otherwise, or a condition such as { revenue: { at_least: 5m } }',
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
    for: anyOf('a category or a list of categories', categoryName, listOf(categoryName)),
    duty: text,
    expect: condition,
    severity: oneOf('error', 'warning'),
  },
  ['id', 'for', 'expect'],
);

const example = map(
  {
    name: text,
    customer: mapTo({ $expected: 'a value or nothing', type: ['string', 'number', 'boolean', 'null'] }),
    expect: oneOf(...CATEGORY_NAMES, 'undetermined'),
  },
  ['name', 'customer', 'expect'],
);

const rowTest: Shape = {
  $expected: 'a map of fields to texts such as { customer_id: ["Total*"] }',
  ...mapTo(anyOf('blank, a text or a list of texts', value, listOf(value))),
};

const input = map({
  decimal,
  currency: text,
  rates: { $expected: 'a map such as { USD: 0.92 }', ...mapTo(amount) },
  encoding: text,
  delimiter: text,
  sheet: text,
  escape: { $expected: 'one sign such as "\\\\"', type: 'string', pattern: '^[\\0-\\uFFFF]$' },
  html: yesOrNo,
  header_row: count,
  ends_at: { $expected: 'blank_row', ...oneOf('blank_row') },
  leave_out: listOf(rowTest, 'a list such as [{ customer_id: ["Total*"] }]'),
  keep: listOf(rowTest, 'a list such as [{ customer_id: ["Total Energies"] }]'),
  blanks,
  century,
  zeros: listOf(value, 'a list of texts such as ["-"]'),
});

const table = map(
  {
    file: { $expected: 'the name of a file', type: 'string' },
    customer: anyOf(
      'a column such as Customer No, or a map such as { columns: [Customer No, 客户编号] }',
      texts,
      map({ columns: texts }, ['columns']),
    ),
    date: name,
    unique: listOf(name, 'a list of fields such as [order_no, line_no]'),
    input,
    fields: mapTo(field),
  },
  ['customer'],
);

/** The shape of a criteria file: one definition gives the errors and the JSON Schema for editors. */
export const criteriaShape: Shape = map({
  name: text,
  version: { $expected: 'a version such as "2026.1"', type: ['string', 'number'] },
  reason: text,
  owner: text,
  extends: text,
  group: { $expected: 'a map such as { by: parent_id }', ...map({ by: name, matches: name }, ['by']) },
  input,
  tables: mapTo(table),
  fields: mapTo(anyOf('a map', field, lineField)),
  derived: mapTo({ $expected: 'a formula such as gross_profit / revenue', type: ['string', 'number'] }),
  scores: mapTo(listOf(factor)),
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
  report: map({ base_by: listOf(name, 'a list of fields such as [business_unit, product_line]') }),
  units: map({ by: name, criteria: mapTo({ $expected: 'the name of a criteria file', type: 'string' }) }, [
    'by',
    'criteria',
  ]),
  cases: { type: 'array', items: example },
});

/** The JSON Schema that editors use to complete and check a criteria file. */
export function criteriaJsonSchema(): object {
  const defined = { condition, conditions, test, field, category, input, texts };
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

function amountSuchAs(words: string): Shape {
  return { $expected: words, description: words, type: ['number', 'string'] };
}

function wholeNumber(words: string, minimum: number, maximum = Number.MAX_SAFE_INTEGER): Shape {
  return { $expected: words, type: 'integer', minimum, maximum };
}

function oneOf(...values: readonly string[]): Shape {
  return { type: 'string', enum: values };
}

function anyOf(words: string, ...branches: readonly Shape[]): Shape {
  return { $expected: words, anyOf: branches };
}

function listOf(items: Shape, words?: string): Shape {
  return { $expected: words, type: 'array', items, minItems: 1 };
}

function pairOf(item: Shape, words?: string): Shape {
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
