import { z } from 'zod';
import { OPERATORS, type OperandKind } from '../condition/operators.ts';
import { IN_GROUP_WORDS } from '../fields/in-group.ts';
import { LETTER_PAIRS } from '../fields/number-text.ts';
import { VALUE_TYPES } from '../fields/value.ts';
import { CATEGORY_NAMES } from './criteria.ts';
import { FLAGS } from './scope.ts';
import { LINE_FUNCTIONS } from './tables.ts';

const EXPECTED = z.registry<{ readonly words: string }>();

// What belongs in a place, as a mistake there says it.
function said<T extends z.ZodType>(words: string, schema: T): T {
  EXPECTED.add(schema, { words });
  return schema;
}

function oneOf<const T extends readonly z.ZodType[]>(words: string, options: T): z.ZodUnion<T> {
  return said(words, z.union(options));
}

function amountSuchAs(words: string) {
  return said(words, z.union([z.number(), z.string()]).describe(words));
}

const amount = amountSuchAs('an amount such as 5m, 500万, 15% or 90 days');
const days = amountSuchAs('a time such as 90 days');
const share = amountSuchAs('a percent such as 20%');
const limit = amountSuchAs('a whole number such as 5, or a percent such as 10%');
const name = said('a name', z.string());
const count = said('a whole number from 1 on', z.number().int().min(1));
const value = oneOf('a value', [z.string(), z.number(), z.boolean()]);
const texts = oneOf('a text or a list of texts', [z.string(), z.array(value).min(1)]);
const range = said('a list of two amounts such as [10%, 20%]', z.tuple([amount, amount]));

// In any case, as a pattern that editors read, too.
const flagWords = [...FLAGS.keys()].filter((word) => /\p{L}/u.test(word));
const anyCase = flagWords.map((word) =>
  word.replace(/[a-z]/g, (letter) => `[${letter.toUpperCase()}${letter}]`),
);
const yesOrNo = oneOf('yes or no', [z.boolean(), z.string().regex(new RegExp(`^(?:${anyCase.join('|')})$`))]);

const operands: Record<OperandKind, z.ZodType> = {
  amount,
  range,
  value,
  values: said('a list of values such as [first, second]', z.array(value).min(1)),
  texts: oneOf('a text or a list of texts', [value, z.array(value).min(1)]),
  flag: oneOf('yes or no', [z.boolean(), z.string(), z.number()]),
  day: oneOf('a date such as 2026-06-30', [z.string(), z.number()]),
  days,
  top: amountSuchAs('a whole number such as 20, or a percent such as 10%'),
  ratio: amountSuchAs('a percent such as 80%'),
  quantile: said(
    'a map such as { of: 5, at_least: 4 }',
    z.strictObject({
      of: said('a whole number from 2 to 1000', z.number().int().min(2).max(1000)),
      at_least: count.optional(),
      at_most: count.optional(),
      order: z.enum(['high', 'low']).optional(),
      method: z.enum(['type7', 'rfm']).optional(),
    }),
  ),
};

const operators = Object.fromEntries(
  Object.entries(OPERATORS).map(([name, { operand, meaning }]) => [
    name,
    operands[operand].optional().describe(meaning),
  ]),
);

const test = oneOf('a value, or operators such as { at_least: 5m }', [
  value,
  z.strictObject({ ...operators, per: name.optional() }),
]);

/** A condition: all of its members must hold. Names of facts are checked when the criteria are compiled. */
const condition: z.ZodType = said(
  'a condition such as { revenue: { at_least: 5m } }',
  z.lazy(() =>
    z
      .object({
        id: name.optional(),
        all: conditions.optional(),
        any: conditions.optional(),
        not: condition.optional(),
      })
      .catchall(test),
  ),
);
const conditions = said('a list of conditions such as [{ status: closed }]', z.array(condition).min(1));

const decimal = said('".", "," or any', z.enum(['.', ',', 'any']));
const century = said('the first of a hundred years such as 2000', z.number().int().min(1000).max(9000));

const field = z.strictObject({
  type: z.enum(VALUE_TYPES),
  columns: texts.optional(),
  optional: yesOrNo.optional(),
  subjective: yesOrNo.optional(),
  missing: value.optional(),
  values: oneOf('a list of values, or a map of values to their spellings', [
    z.array(value).min(1),
    z.record(
      z.string(),
      oneOf('a spelling, a list of spellings or nothing', [value, z.array(value), z.null()]),
    ),
  ]).optional(),
  min: amount.optional(),
  max: amount.optional(),
  format: oneOf('a format or a list of formats', [z.string(), z.array(z.string()).min(1)]).optional(),
  decimal: decimal.optional(),
  scale: amountSuchAs('a unit such as thousand, million, 万 or one').optional(),
  positive: said('Cr or Dr', z.enum(LETTER_PAIRS.flat())).optional(),
  currency_column: name.optional(),
  century: century.optional(),
  day: said('first or last', z.enum(['first', 'last'])).optional(),
  blanks: said('a list of texts such as ["N/A", "-"]', z.array(value).min(1)).optional(),
  in_group: z.enum(IN_GROUP_WORDS).optional(),
});

const yes = said('yes', z.union([z.boolean(), z.string()]));
const reach = amountSuchAs('a time such as 12 months');
const lineFunctions = Object.fromEntries(
  Object.entries(LINE_FUNCTIONS).map(([key, { takes, meaning }]) => [
    key,
    (takes.length === 0 ? yes : name).optional().describe(meaning),
  ]),
);

const lineField = z.strictObject({
  from: name,
  ...lineFunctions,
  within: oneOf('a time such as 12 months, or two such as [24 months, 12 months]', [
    reach,
    z.tuple([reach, reach]),
  ]).optional(),
  where: condition.optional(),
  every: z.enum(['month']).optional(),
  last: count.optional(),
  missing: value.optional(),
  subjective: yesOrNo.optional(),
  in_group: z.enum(IN_GROUP_WORDS).optional(),
});

const bins = said('a whole number such as 5', z.number().int().min(2));

const factor = z.strictObject({
  fact: name,
  weight: amount,
  scale: range.optional(),
  bands: z.record(z.string(), amount).optional(),
  points: z.record(z.string(), amount).optional(),
  quantiles: oneOf('a whole number such as 5, or a map such as { of: 5, method: rfm }', [
    bins,
    z.strictObject({ of: bins, method: z.enum(['type7', 'rfm']).optional() }),
  ]).optional(),
  order: z.enum(['high', 'low']).optional(),
  missing: amount.optional(),
});

const category = z.strictObject({
  when: oneOf('otherwise, or a condition such as { revenue: { at_least: 5m } }', [
    z.literal('otherwise'),
    condition,
  ]),
  stays_while: condition.optional(),
  capacity: count.optional(),
});

const categoryName = z.enum(CATEGORY_NAMES);

const check = z.strictObject({
  id: name,
  for: oneOf('a category or a list of categories', [categoryName, z.array(categoryName).min(1)]),
  duty: z.string().optional(),
  expect: condition,
  severity: z.enum(['error', 'warning']).optional(),
});

const example = z.strictObject({
  name: z.string(),
  customer: z.record(z.string(), oneOf('a value or nothing', [value, z.null()])),
  expect: z.enum([...CATEGORY_NAMES, 'undetermined']),
});

const rowTest = said(
  'a map of fields to texts such as { customer_id: ["Total*"] }',
  z.record(z.string(), oneOf('blank, a text or a list of texts', [value, z.array(value).min(1)])),
);

const input = z.strictObject({
  decimal: decimal.optional(),
  currency: z.string().optional(),
  rates: said('a map such as { USD: 0.92 }', z.record(z.string(), amount)).optional(),
  encoding: z.string().optional(),
  delimiter: z.string().optional(),
  sheet: z.string().optional(),
  escape: said('one sign such as "\\\\"', z.string().length(1)).optional(),
  html: yesOrNo.optional(),
  header_row: count.optional(),
  ends_at: said('blank_row', z.enum(['blank_row'])).optional(),
  leave_out: said('a list such as [{ customer_id: ["Total*"] }]', z.array(rowTest).min(1)).optional(),
  keep: said('a list such as [{ customer_id: ["Total Energies"] }]', z.array(rowTest).min(1)).optional(),
  blanks: said('a list of texts such as ["N/A", "-"]', z.array(value).min(1)).optional(),
  century: century.optional(),
  zeros: said('a list of texts such as ["-"]', z.array(value).min(1)).optional(),
});

const table = z.strictObject({
  file: said('the name of a file', z.string()).optional(),
  customer: oneOf('a column such as Customer No, or a map such as { columns: [Customer No, 客户编号] }', [
    texts,
    z.strictObject({ columns: texts }),
  ]),
  date: name.optional(),
  unique: said('a list of fields such as [order_no, line_no]', z.array(name).min(1)).optional(),
  input: input.optional(),
  fields: z.record(z.string(), field).optional(),
});

/** The shape of a criteria file: one definition gives the errors, the types and the JSON Schema for editors. */
const criteriaSchema = z.strictObject({
  name: z.string().optional(),
  version: oneOf('a version such as "2026.1"', [z.string(), z.number()]).optional(),
  reason: z.string().optional(),
  owner: z.string().optional(),
  extends: z.string().optional(),
  group: said(
    'a map such as { by: parent_id }',
    z.strictObject({ by: name, matches: name.optional() }),
  ).optional(),
  input: input.optional(),
  tables: z.record(z.string(), table).optional(),
  fields: z.record(z.string(), oneOf('a map', [field, lineField])).optional(),
  derived: z
    .record(z.string(), oneOf('a formula such as gross_profit / revenue', [z.string(), z.number()]))
    .optional(),
  scores: z.record(z.string(), z.array(factor).min(1)).optional(),
  priority: z.array(categoryName).min(1).optional(),
  categories: z
    .strictObject({
      target: category.optional(),
      normal: category.optional(),
      lost: category.optional(),
      key: category.optional(),
    })
    .optional(),
  duties: z
    .strictObject({
      manager: name.optional(),
      plan: z.enum(['required', 'optional']).optional(),
      review_every: days.optional(),
      max_key_accounts_per_manager: count.optional(),
      open_issues_at_most: days.optional(),
    })
    .optional(),
  checks: z.array(check).optional(),
  drift: z
    .strictObject({
      max_gone: share.optional(),
      max_moves: limit.optional(),
      max_key_change: limit.optional(),
      max_amount_change: share.optional(),
      max_blank_rise: share.optional(),
      max_value_change: share.optional(),
    })
    .optional(),
  units: z
    .strictObject({
      by: name,
      criteria: z.record(z.string(), said('the name of a criteria file', z.string())),
    })
    .optional(),
  cases: z.array(example).optional(),
});

/** The JSON Schema that editors use to complete and check a criteria file. */
export function criteriaJsonSchema(): object {
  return z.toJSONSchema(criteriaSchema, { target: 'draft-7', io: 'input', reused: 'ref' });
}

/** One way in which a document is no criteria file: at which path, and what was expected there. */
export type ShapeIssue = z.core.$ZodIssue;

/** Every way in which a document, as plain data, is no criteria file; empty when it has the right shape. */
export function shapeIssues(document: unknown): readonly ShapeIssue[] {
  const result = criteriaSchema.safeParse(document);
  return result.success ? [] : result.error.issues;
}

/** The keys that a map at this path of the file may have. */
export function keysAt(path: readonly PropertyKey[]): readonly string[] {
  const keys = variantsOf(schemaAt(path)).flatMap(({ shape }) => Object.keys(shape ?? {}));
  return [...new Set(keys)];
}

/** What belongs at this path of the file, in words; undefined where its type says it all. */
export function expectedAt(path: readonly PropertyKey[]): string | undefined {
  let schema: z.core.$ZodType = schemaAt(path);
  while (!EXPECTED.has(schema)) {
    const { innerType } = definitionOf(schema);
    if (innerType === undefined) return undefined;
    schema = innerType;
  }
  return EXPECTED.get(schema)!.words;
}

function schemaAt(path: readonly PropertyKey[]): z.core.$ZodType {
  let schema: z.core.$ZodType = criteriaSchema;
  for (const step of path) schema = stepInto(schema, step) ?? criteriaSchema;
  return schema;
}

type Definition = {
  shape?: Record<string, z.core.$ZodType>;
  innerType?: z.core.$ZodType;
  element?: z.core.$ZodType;
  items?: z.core.$ZodType[];
  valueType?: z.core.$ZodType;
  catchall?: z.core.$ZodType;
  options?: z.core.$ZodType[];
  getter?: () => z.core.$ZodType;
};

function definitionOf(schema: z.core.$ZodType): Definition {
  return schema._zod.def as unknown as Definition;
}

function variantsOf(schema: z.core.$ZodType): Definition[] {
  const definition = definitionOf(schema);
  if (definition.getter) return variantsOf(definition.getter());
  if (definition.innerType) return variantsOf(definition.innerType);
  if (definition.options) return definition.options.flatMap(variantsOf);
  return [definition];
}

function stepInto(schema: z.core.$ZodType, step: PropertyKey): z.core.$ZodType | undefined {
  for (const { shape, element, items, valueType, catchall } of variantsOf(schema)) {
    const next =
      typeof step === 'number'
        ? (items?.[step] ?? element)
        : (shape?.[String(step)] ?? valueType ?? catchall);
    if (next !== undefined) return next;
  }
  return undefined;
}
