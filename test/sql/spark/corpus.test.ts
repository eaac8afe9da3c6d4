import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Criteria } from '../../../src/criteria/criteria.ts';
import {
  type Customers,
  criteriaOf,
  csvOf,
  customersIn,
  cutsQueryOf,
  evaluate,
  queryOf,
  textOfQuery,
} from '../agreement/engines.ts';
import { criteriaTextOf, customersOf, draws } from '../agreement/model.ts';

// Criteria, customers and the verdicts of the evaluator, as files that test/sql/spark/replay.py runs in Spark.
const CASES = fileURLToPath(new URL('../agreement/cases', import.meta.url));
const TOLD = process.env['SPARK_CORPUS'];
const COUNT = Number(process.env['SPARK_CASES'] ?? 3);
const SEED = 1;
const LONGEST = 20_000;

it('writes what Spark replays: the statement, the customers and the verdicts', async () => {
  const folder = TOLD ?? mkdtempSync(join(tmpdir(), 'keyaccounts-spark-'));
  let written = 0;
  for (const name of readdirSync(CASES)) {
    const criteria = (await criteriaOf(readFileSync(`${CASES}/${name}/criteria.yaml`, 'utf8')))!;
    const customers = customersIn(readFileSync(`${CASES}/${name}/customers.csv`, 'utf8'), criteria);
    if (await writeCase(`${folder}/${name}`, criteria, customers, true)) written += 1;
  }
  const units = (await criteriaOf(COMPANY, UNIT))!;
  if (await writeCase(`${folder}/units`, units, customersIn(OF_UNITS, units), true)) written += 1;
  for (const [index, draw] of fc.sample(draws(120), { seed: SEED, numRuns: COUNT }).entries()) {
    const text = await criteriaTextOf(draw, criteriaOf);
    const criteria = text === null ? null : await criteriaOf(text);
    if (criteria !== null && (await writeCase(`${folder}/drawn-${index}`, criteria, customersOf(draw))))
      written += 1;
  }
  expect(written).toBeGreaterThan(0);
  if (TOLD === undefined) rmSync(folder, { recursive: true });
}, 600_000);

// False where the criteria cannot be said in Spark.
async function writeCase(
  folder: string,
  criteria: Criteria,
  customers: Customers,
  isAlways = false,
): Promise<boolean> {
  // What is ranked among all customers has its cut points in a table.
  const found = queryOf(criteria, 'spark').query;
  const query = found ?? queryOf(criteria, 'spark', 'typed', { cuts: ['cuts'] }).query;
  const cuts = found === null ? cutsQueryOf(criteria, 'spark') : null;
  const texts = [query, cuts].map((one) => (one === null ? '' : textOfQuery(one, 'spark')));
  // Spark plans long statements for half a minute each.
  const isLong = texts.some((text) => text.length > LONGEST);
  if (query === null || (isLong && !isAlways)) return false;
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/query.sql`, texts[0]!);
  if (cuts !== null) writeFileSync(`${folder}/cuts.sql`, texts[1]!);
  writeFileSync(`${folder}/shuffles.txt`, `${mostShuffles(criteria)}\n`);
  writeFileSync(`${folder}/customers.csv`, csvOf(withFlags(customers)));
  writeFileSync(
    `${folder}/types.txt`,
    customers.columns.map(({ name, type }) => `\`${name}\` ${TYPES[type]}`).join(', '),
  );
  writeFileSync(`${folder}/expected.txt`, `${(await evaluate(criteria, customers)).join('\n')}\n`);
  return true;
}

// Thresholds need no other customer, in whatever unit. Each group of ranks is put together, and stands beside its customers.
function mostShuffles({ cohorts, units }: Criteria): number {
  const layers = [{ cohorts }, ...(units?.criteria.values() ?? [])];
  return layers.every((one) => one.cohorts.length === 0) ? 1 : 100;
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
