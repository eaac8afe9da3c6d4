import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Fact } from '../../src/condition/fact.ts';
import { isOperator, OPERATORS, suits } from '../../src/condition/operators.ts';
import type { Criteria } from '../../src/criteria/criteria.ts';
import { UNITS } from '../../src/fields/value.ts';
import { criteriaOf } from './agreement/engines.ts';
import { draws, situationOf } from './agreement/model.ts';

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly definitions?: Readonly<Record<string, Schema>>;
}

const SCHEMA: Schema = JSON.parse(readFileSync('criteria/criteria.schema.json', 'utf8'));

// What has no part in the verdicts of a table: how exports are written, what people read, plans and reports; and what SQL
// refuses, by name.
const NOT_DRAWN = [
  /^(version|reason|owner|input|duties|checks|drift|report|cases)\b/,
  /^(group|tables)\b/,
  /^fields\.(from|sum|count|distinct|largest|smallest|mean|latest|earliest|first_value|last_value)$/,
  /^fields\.(within|where|every|last|missing|subjective|in_group|title)$/,
  /^field\.(columns|optional|subjective|decimal|positive|currency_column|century|day|blanks|in_group)$/,
  /^input\./,
  /\btitles?\b/,
  /^derived\.formula$/,
  /^scores\.factors$/,
  /^scores\.factors\./,
  /^category\.capacity$/,
];

// The keys that may stand somewhere, by the definition that they belong to.
function keysOf(
  schema: Schema,
  path: string,
  found = new Set<string>(),
  met = new Set<string>(),
): Set<string> {
  const [own, at] = resolved(schema, path);
  if (own !== schema && met.has(at)) return found;
  met.add(at);
  for (const [key, value] of Object.entries(own.properties ?? {})) {
    found.add(joined(at, key));
    keysOf(value, joined(at, key), found, met);
  }
  for (const one of under(own)) keysOf(one, at, found, met);
  return found;
}

// Those of them that a document has.
function keysIn(document: unknown, schema: Schema, path: string, found: Set<string>): void {
  const [own, at] = resolved(schema, path);
  for (const one of own.anyOf ?? []) keysIn(document, one, at, found);
  if (Array.isArray(document)) {
    for (const item of document) if (own.items !== undefined) keysIn(item, own.items, at, found);
    return;
  }
  if (typeof document !== 'object' || document === null) return;
  for (const [key, value] of Object.entries(document)) {
    const known = own.properties?.[key];
    if (known !== undefined) {
      found.add(joined(at, key));
      keysIn(value, known, joined(at, key), found);
    } else if (typeof own.additionalProperties === 'object')
      keysIn(value, own.additionalProperties, at, found);
  }
}

function resolved(schema: Schema, path: string): [Schema, string] {
  const name = schema.$ref?.split('/').at(-1);
  return name === undefined ? [schema, path] : [SCHEMA.definitions![name]!, name];
}

function under({ additionalProperties, items, anyOf }: Schema): Schema[] {
  const others = typeof additionalProperties === 'object' ? [additionalProperties] : [];
  return [...others, ...(items === undefined ? [] : [items]), ...(anyOf ?? [])];
}

function joined(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

// The operators of conditions, each with the unit that it is asked of.
function operatorsIn(part: unknown, { facts }: Criteria, found: Set<string>): void {
  if (typeof part !== 'object' || part === null) return;
  for (const [key, value] of Object.entries(part)) {
    const fact = facts.get(key);
    const isTest = fact !== undefined && !Array.isArray(part);
    const own = isTest ? (typeof value === 'object' ? Object.keys(value ?? {}) : ['is']) : [];
    for (const operator of own.filter(isOperator)) found.add(`${operator} of ${unitOf(fact!)}`);
    operatorsIn(value, { facts } as Criteria, found);
  }
}

function unitOf({ type }: Fact): string {
  return type.kind === 'number' ? type.unit : 'text';
}

function allOperators(): string[] {
  const types: Fact['type'][] = [
    { kind: 'text' },
    ...UNITS.map((unit) => ({ kind: 'number', unit }) as const),
  ];
  return Object.entries(OPERATORS).flatMap(([name, operator]) =>
    types
      .map((type): Fact => ({ name: '', slot: 0, type, origin: 'field' }))
      .filter((fact) => suits(fact, operator.suits))
      .map((fact) => `${name} of ${unitOf(fact)}`),
  );
}

describe('what is drawn to compare databases with the evaluator', () => {
  const keys = new Set<string>();
  const operators = new Set<string>();
  beforeAll(async () => {
    for (const draw of fc.sample(draws(6), { seed: 1, numRuns: 400 })) {
      const situation = await situationOf(draw);
      const criteria = situation === null ? null : await criteriaOf(situation.files);
      if (criteria === null) continue;
      for (const text of Object.values(situation!.files)) {
        const document = parse(text);
        keysIn(document, SCHEMA, '', keys);
        operatorsIn(document.categories, criteria, operators);
      }
    }
  }, 60_000);

  it('has every key of the language that verdicts hang on', () => {
    const wanted = [...keysOf(SCHEMA, '')].filter((key) => !NOT_DRAWN.some((pattern) => pattern.test(key)));
    expect(wanted.filter((key) => !keys.has(key))).toEqual([]);
    expect(wanted.length).toBeGreaterThan(50);
  });

  it('has every operator of every unit that it suits', () => {
    expect(allOperators().filter((one) => !operators.has(one))).toEqual([]);
  });
});
