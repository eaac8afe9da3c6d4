import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Criteria } from '../../../src/criteria/criteria.ts';
import { caseNames, readCase } from '../agreement/cases.ts';
import { besideOf } from '../agreement/compare.ts';
import {
  AS_OF,
  type Customers,
  criteriaOf,
  csvOf,
  customersIn,
  cutsQueryOf,
  evaluate,
  queryOf,
  type Situation,
  textOfQuery,
} from '../agreement/engines.ts';
import { linesDraws, linesSituationOf } from '../agreement/lines-model.ts';
import { draws, situationOf } from '../agreement/model.ts';

// Criteria, customers and the verdicts of the evaluator, as files that test/sql/spark/replay.py runs in Spark.
const TOLD = process.env['SPARK_CORPUS'];
const COUNT = Number(process.env['SPARK_CASES'] ?? 3);
const SEED = 1;
const LONGEST = 20_000;

it('writes what Spark replays: the statement, the customers and the verdicts', async () => {
  const folder = TOLD ?? mkdtempSync(join(tmpdir(), 'keyaccounts-spark-'));
  let written = 0;
  for (const name of caseNames()) {
    if (await writeCase(`${folder}/${name}`, (await readCase(name)).situation, true)) written += 1;
  }
  if (await writeCase(`${folder}/units`, await unitsSituation(), true)) written += 1;
  for (const [index, draw] of fc.sample(draws(120), { seed: SEED, numRuns: COUNT }).entries()) {
    const situation = await situationOf(draw);
    if (situation !== null && (await writeCase(`${folder}/drawn-${index}`, situation))) written += 1;
  }
  for (const [index, draw] of fc.sample(linesDraws(60), { seed: SEED, numRuns: COUNT }).entries()) {
    const situation = await linesSituationOf(draw);
    if (situation !== null && (await writeCase(`${folder}/lines-${index}`, situation))) written += 1;
  }
  expect(written).toBeGreaterThan(0);
  if (TOLD === undefined) rmSync(folder, { recursive: true });
}, 600_000);

// False where the criteria cannot be said in Spark.
async function writeCase(folder: string, situation: Situation, isAlways = false): Promise<boolean> {
  const { customers, orders, form, previous, overrides } = situation;
  const criteria = await criteriaOf(situation.files);
  if (criteria === null) return false;
  const { compile, evaluate: beside } = await besideOf(situation, criteria);
  // What is ranked among all customers has its cut points in a table.
  const found = situation.cuts === 'kept' ? null : queryOf(criteria, 'spark', form, compile).query;
  const query = found ?? queryOf(criteria, 'spark', form, { ...compile, cuts: ['cuts'] }).query;
  const cuts = found === null ? cutsQueryOf(criteria, 'spark', form, compile) : null;
  const hasCuts = cuts !== null && cuts.result.length > 0;
  const texts = [query, hasCuts ? cuts : null].map((one) => (one === null ? '' : textOfQuery(one, 'spark')));
  // Spark plans long statements for half a minute each.
  const isLong = texts.some((text) => text.length > LONGEST);
  if (query === null || (isLong && !isAlways)) return false;
  mkdirSync(folder, { recursive: true });
  const write = (file: string, text: string): void => writeFileSync(`${folder}/${file}`, text);
  const writeTable = (name: string, table: Customers): void => {
    write(`${name}.csv`, csvOf(withFlags(table)));
    const typeOf = (type: keyof typeof TYPES): string => TYPES[form === 'text' ? 'text' : type];
    write(`${name}.types`, table.columns.map((one) => `\`${one.name}\` ${typeOf(one.type)}`).join(', '));
  };
  write('query.sql', texts[0]!);
  if (hasCuts) write('cuts.sql', texts[1]!);
  write('shuffles.txt', `${mostShuffles(criteria, situation)}\n`);
  writeTable('customers', customers);
  if (orders !== undefined) writeTable('orders', orders);
  if (previous !== null) writeTable('book', { columns: [ID, CATEGORY], rows: [...previous] });
  if (overrides !== null)
    writeTable('overrides', {
      columns: [ID, CATEGORY, { name: 'expires', type: 'date' }],
      rows: [...overrides].map(([id, { category, expires }]) => [id, category, expires]),
    });
  write('expected.txt', `${(await evaluate(criteria, customers, beside)).join('\n')}\n`);
  return true;
}

const ID = { name: 'customer_id', type: 'text' } as const;
const CATEGORY = { name: 'category', type: 'text' } as const;

// Thresholds need no other customer, in whatever unit. Each group of ranks is put together, and stands beside its customers;
// so does what is known beside them.
function mostShuffles({ cohorts, units }: Criteria, { previous, overrides, orders }: Situation): number {
  const layers = [{ cohorts }, ...(units?.criteria.values() ?? [])];
  const isAlone = previous === null && overrides === null && orders === undefined;
  return isAlone && layers.every((one) => one.cohorts.length === 0) ? 1 : 100;
}

async function unitsSituation(): Promise<Situation> {
  const files = { 'criteria.yaml': COMPANY, 'north.yaml': UNIT };
  const customers = customersIn(OF_UNITS, (await criteriaOf(files))!);
  return { files, customers, previous: null, overrides: null, cuts: 'found', form: 'typed', asOf: AS_OF };
}

const COMPANY = `name: company
fields: { customer_id: { type: id }, unit: { type: text }, revenue: { type: money }, prior: { type: money } }
derived: { growth: (revenue - prior) / prior }
categories:
  key: { when: { any: [{ id: large, revenue: { at_least: 100 } }, { id: growing, growth: { at_least: 15% } }] } }
  normal: { when: otherwise }
units: { by: unit, criteria: { North: north.yaml } }
`;
const UNIT = `categories: { key: { when: { any: [{ id: north, revenue: { at_least: 10 } }] } } }
`;
const OF_UNITS = `customer_id,unit,revenue,prior
A,North,10,
B,North,9.99,5
C,South,99.99,100
D,South,1.15,1
E,South,1.14,1
F,,100,
G,,,
`;

// As Spark reads booleans.
function withFlags({ columns, rows }: Customers): Customers {
  const flag = (cell: string | null): string | null =>
    cell === 'yes' ? 'true' : cell === 'no' ? 'false' : cell;
  return {
    columns,
    rows: rows.map((row) => row.map((cell, at) => (columns[at]!.type === 'flag' ? flag(cell) : cell))),
  };
}

const TYPES = { text: 'STRING', decimal: 'DECIMAL(18, 4)', date: 'DATE', flag: 'BOOLEAN' };
