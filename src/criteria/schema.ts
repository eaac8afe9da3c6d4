import { z } from 'zod';
import { OPERATORS, type OperandKind } from '../condition/operators.ts';
import { VALUE_TYPES } from '../fields/value.ts';
import { CATEGORY_NAMES } from './criteria.ts';

const amount = z.union([z.number(), z.string()]).describe('an amount such as 5m, 500万, 15%, 90 days');
const value = z.union([z.string(), z.number(), z.boolean()]);
const texts = z.union([z.string(), z.array(value).min(1)]);

const operands: Record<OperandKind, z.ZodType> = {
  amount,
  range: z.tuple([amount, amount]),
  value,
  values: z.array(value).min(1),
  flag: value,
  day: value,
  days: amount,
  top: amount,
  ratio: amount,
  quantile: z.strictObject({
    of: z.number().int().min(2).max(1000),
    at_least: z.number().int().min(1).optional(),
    at_most: z.number().int().min(1).optional(),
    method: z.enum(['type7', 'rfm']).optional(),
  }),
};

const operators = Object.fromEntries(
  Object.entries(OPERATORS).map(([name, { operand, meaning }]) => [
    name,
    operands[operand].optional().describe(meaning),
  ]),
);

const test = z.union([value, z.strictObject({ ...operators, per: z.string().optional() })]);

/** A condition: all of its members must hold. Names of facts are checked when the criteria are compiled. */
const condition: z.ZodType = z.lazy(() =>
  z
    .object({
      id: z.string().optional(),
      all: z.array(condition).min(1).optional(),
      any: z.array(condition).min(1).optional(),
      not: condition.optional(),
    })
    .catchall(test),
);

const field = z.strictObject({
  type: z.enum(VALUE_TYPES),
  columns: texts.optional(),
  optional: z.boolean().optional(),
  subjective: z.boolean().optional(),
  missing: value.optional(),
  values: z
    .union([z.array(value).min(1), z.record(z.string(), z.union([value, z.array(value), z.null()]))])
    .optional(),
  min: amount.optional(),
  max: amount.optional(),
  format: z.string().optional(),
});

const factor = z.strictObject({
  fact: z.string(),
  weight: amount,
  scale: z.tuple([amount, amount]).optional(),
  bands: z.record(z.string(), amount).optional(),
  points: z.record(z.string(), amount).optional(),
  quantiles: z
    .union([
      z.number().int().min(2),
      z.strictObject({ of: z.number().int().min(2), method: z.enum(['type7', 'rfm']).optional() }),
    ])
    .optional(),
  order: z.enum(['high', 'low']).optional(),
  missing: amount.optional(),
});

const category = z.strictObject({
  when: z.union([z.literal('otherwise'), condition]),
  stays_while: condition.optional(),
  capacity: z.number().int().min(1).optional(),
});

const categoryName = z.enum(CATEGORY_NAMES);

const check = z.strictObject({
  id: z.string(),
  for: z.union([categoryName, z.array(categoryName).min(1)]),
  duty: z.string().optional(),
  expect: condition,
  severity: z.enum(['error', 'warning']).optional(),
});

const example = z.strictObject({
  name: z.string(),
  customer: z.record(z.string(), z.union([value, z.null()])),
  expect: z.enum([...CATEGORY_NAMES, 'undetermined']),
});

/** The shape of a criteria file: one definition gives the errors, the types and the JSON Schema for editors. */
const criteriaSchema = z.strictObject({
  name: z.string().optional(),
  version: z.union([z.string(), z.number()]).optional(),
  reason: z.string().optional(),
  owner: z.string().optional(),
  extends: z.string().optional(),
  input: z
    .strictObject({
      decimal: z.enum(['.', ',']).optional(),
      encoding: z.string().optional(),
      delimiter: z.string().optional(),
    })
    .optional(),
  fields: z.record(z.string(), field).optional(),
  derived: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
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
      manager: z.string().optional(),
      plan: z.enum(['required', 'optional']).optional(),
      review_every: amount.optional(),
      max_key_accounts_per_manager: z.number().int().min(1).optional(),
      open_issues_at_most: amount.optional(),
    })
    .optional(),
  checks: z.array(check).optional(),
  units: z.strictObject({ by: z.string(), criteria: z.record(z.string(), z.string()) }).optional(),
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
  let schema: z.core.$ZodType = criteriaSchema;
  for (const step of path) schema = stepInto(schema, step) ?? criteriaSchema;
  const shape = shapesOf(schema)[0];
  return shape === undefined ? [] : Object.keys(shape);
}

type Definition = {
  type: string;
  shape?: Record<string, z.core.$ZodType>;
  innerType?: z.core.$ZodType;
  element?: z.core.$ZodType;
  valueType?: z.core.$ZodType;
  catchall?: z.core.$ZodType;
  options?: z.core.$ZodType[];
  getter?: () => z.core.$ZodType;
};

function variantsOf(schema: z.core.$ZodType): Definition[] {
  const definition = schema._zod.def as unknown as Definition;
  if (definition.getter) return variantsOf(definition.getter());
  if (definition.innerType) return variantsOf(definition.innerType);
  if (definition.options) return definition.options.flatMap(variantsOf);
  return [definition];
}

function stepInto(schema: z.core.$ZodType, step: PropertyKey): z.core.$ZodType | undefined {
  for (const { shape, element, valueType, catchall } of variantsOf(schema)) {
    const next = shape?.[String(step)] ?? element ?? valueType ?? catchall;
    if (next !== undefined) return next;
  }
  return undefined;
}

function shapesOf(schema: z.core.$ZodType): Record<string, z.core.$ZodType>[] {
  return variantsOf(schema).flatMap((variant) => (variant.shape === undefined ? [] : [variant.shape]));
}
