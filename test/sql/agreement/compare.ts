import type { Criteria } from '../../../src/criteria/criteria.ts';
import type { TableForm } from '../../../src/sql/read-fields.ts';
import type { Query } from '../../../src/sql/tree.ts';
import {
  type Customers,
  criteriaOf,
  type Engine,
  evaluate,
  queryOf,
  textOfQuery,
  type VerdictLine,
} from './engines.ts';
import { criteriaTextOf, customersOf, type Draw } from './model.ts';

/** What was compared, and the customers on whom an engine and the evaluator differ. */
export interface Comparison {
  readonly verdicts: number;
  /** How many engines have no SQL for the criteria. */
  readonly refused: number;
  readonly differences: readonly string[];
  readonly expected: readonly VerdictLine[];
}

/** The same of a draw, with the files that it comes to. */
export interface Compared extends Comparison {
  readonly text: string;
  readonly customers: Customers;
}

/** Changes a query, to see that the change is noticed. */
export type Mutate = (query: Query) => Query;

/** Compares the verdicts on a draw; null where it makes no criteria. */
export async function compareDraw(
  draw: Draw,
  engines: readonly Engine[],
  mutate?: Mutate,
): Promise<Compared | null> {
  const text = await criteriaTextOf(draw, criteriaOf);
  const criteria = text === null ? null : await criteriaOf(text);
  if (text === null || criteria === null) return null;
  const customers = customersOf(draw);
  return { ...(await compareCustomers(criteria, customers, engines, mutate)), text, customers };
}

/** Compares the verdicts that engines and the evaluator give. */
export async function compareCustomers(
  criteria: Criteria,
  customers: Customers,
  engines: readonly Engine[],
  mutate: Mutate = (query) => query,
  form: TableForm = 'typed',
): Promise<Comparison> {
  const expected = await evaluate(criteria, customers);
  const differences: string[] = [];
  let [verdicts, refused] = [0, 0];
  for (const engine of engines) {
    const { query } = queryOf(criteria, engine.name, form);
    if (query === null) {
      refused += 1;
      continue;
    }
    await engine.load(customers, form);
    const found = await engine
      .run(textOfQuery(mutate(query), engine.name, form))
      .catch((error: Error) => [error.message]);
    verdicts += expected.length;
    differences.push(...differencesOf(engine.name, expected, found));
  }
  return { verdicts, refused, differences, expected };
}

/** What an engine says otherwise. A verdict that is withheld for want of digits is no other one. */
export function differencesOf(
  engine: string,
  expected: readonly VerdictLine[],
  found: readonly VerdictLine[],
): string[] {
  if (found.length !== expected.length) return [`${engine}: ${found[0] ?? 'no rows'}`];
  return expected.flatMap((line, index) => {
    const other = found[index]!;
    const isWithheld =
      other.startsWith(`${line.slice(0, line.indexOf(':'))}: - by -`) &&
      other.includes('more than 38 digits');
    return line === other || isWithheld ? [] : [`${engine}: expected ${line}; found ${other}`];
  });
}
