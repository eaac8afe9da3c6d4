import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { formatDay, parseDay } from '../../../src/fields/day.ts';
import {
  AS_OF,
  criteriaOf,
  csvOf,
  customersIn,
  type SetCategory,
  type Situation,
  type VerdictLine,
} from './engines.ts';

const FOLDER = fileURLToPath(new URL('cases', import.meta.url));

/** A situation in which verdicts once differed, or easily might, with those that are right. */
interface AgreementCase {
  readonly situation: Situation;
  readonly expected: readonly VerdictLine[];
}

/** What beside.json may hold. */
interface BesideFile {
  readonly previous: Readonly<Record<string, string>> | null;
  readonly overrides: Readonly<Record<string, SetCategory>> | null;
  readonly cuts: Situation['cuts'];
  readonly form: Situation['form'];
  readonly as_of: string;
}

const NOTHING_BESIDE: BesideFile = {
  previous: null,
  overrides: null,
  cuts: 'found',
  form: 'typed',
  as_of: formatDay(AS_OF),
};

/** The names of the cases that are kept. */
export function caseNames(): string[] {
  return readdirSync(FOLDER);
}

/** Reads a case: its criteria, customers.csv, expected.txt, and orders.csv and beside.json where more than these decides. */
export async function readCase(name: string): Promise<AgreementCase> {
  const read = (file: string): string => readFileSync(`${FOLDER}/${name}/${file}`, 'utf8');
  const names = readdirSync(`${FOLDER}/${name}`).filter((file) => file.endsWith('.yaml'));
  const files = Object.fromEntries(names.map((file) => [file, read(file)]));
  const criteria = (await criteriaOf(files))!;
  const beside: BesideFile = existsSync(`${FOLDER}/${name}/beside.json`)
    ? JSON.parse(read('beside.json'))
    : NOTHING_BESIDE;
  const { previous, overrides, cuts, form, as_of } = beside;
  return {
    situation: {
      files,
      customers: customersIn(read('customers.csv'), criteria),
      ...(existsSync(`${FOLDER}/${name}/orders.csv`)
        ? { orders: customersIn(read('orders.csv'), criteria.tables[0]!) }
        : {}),
      previous: previous === null ? null : (new Map(Object.entries(previous)) as Situation['previous']),
      overrides: overrides === null ? null : new Map(Object.entries(overrides)),
      cuts,
      form,
      asOf: parseDay(as_of)!,
    },
    expected: read('expected.txt').trimEnd().split('\n'),
  };
}

/** Keeps a situation as a case. */
export function writeCase(name: string, situation: Situation, expected: readonly VerdictLine[]): void {
  const { files, customers, orders, previous, overrides, cuts, form, asOf } = situation;
  const beside: BesideFile = {
    previous: previous === null ? null : Object.fromEntries(previous),
    overrides: overrides === null ? null : Object.fromEntries(overrides),
    cuts,
    form,
    as_of: formatDay(asOf),
  };
  mkdirSync(`${FOLDER}/${name}`, { recursive: true });
  const write = (file: string, text: string): void => writeFileSync(`${FOLDER}/${name}/${file}`, text);
  for (const [file, text] of Object.entries(files)) write(file, text);
  write('customers.csv', csvOf(customers));
  if (orders !== undefined) write('orders.csv', csvOf(orders));
  write('expected.txt', `${expected.join('\n')}\n`);
  if (JSON.stringify(beside) !== JSON.stringify(NOTHING_BESIDE))
    write('beside.json', `${JSON.stringify(beside, null, 2)}\n`);
}
