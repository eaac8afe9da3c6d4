import { isDeepStrictEqual } from 'node:util';
import type { Criteria } from '../../../src/criteria/criteria.ts';
import { formatDay, parseDay } from '../../../src/fields/day.ts';
import type { SqlOptions } from '../../../src/sql/compile-sql.ts';
import type { Query } from '../../../src/sql/tree.ts';
import {
  criteriaOf,
  cutsQueryOf,
  type Engine,
  evaluate,
  lockOf,
  queryOf,
  type Situation,
  sourceIn,
  textOfQuery,
  UNREADABLE,
  type VerdictLine,
  verdictsOf,
} from './engines.ts';

/** What was compared, and the customers on whom an engine and the evaluator differ. */
export interface Comparison {
  readonly verdicts: number;
  /** Why engines have no SQL for the criteria, once for each that has none. */
  readonly refused: readonly string[];
  readonly differences: readonly string[];
  readonly expected: readonly VerdictLine[];
}

/** Changes a query, to see that the change is noticed. */
export type Mutate = (query: Query) => Query;

/** What decides in a situation beside criteria and customers, for the evaluator and for SQL. */
interface Beside {
  readonly evaluate: NonNullable<Parameters<typeof evaluate>[2]>;
  readonly compile: Partial<SqlOptions>;
}

/**
 * Compares the verdicts that engines and the evaluator give; null where there are no criteria. With `mutate`, only
 * those of the queries that it changes.
 */
export async function compareSituation(
  situation: Situation,
  engines: readonly Engine[],
  mutate?: Mutate,
): Promise<Comparison | null> {
  const criteria = await criteriaOf(situation.files);
  if (criteria === null) return null;
  const { customers, orders, form } = situation;
  const beside = await besideOf(situation, criteria);
  let expected: readonly VerdictLine[] | null = null;
  const differences: string[] = [];
  const refused: string[] = [];
  let verdicts = 0;
  for (const engine of engines) {
    const { name } = engine;
    const cuts = situation.cuts === 'kept' ? cutsQueryOf(criteria, name, form, beside.compile) : null;
    const isKept = cuts !== null && cuts.result.length > 0;
    const more = { ...beside.compile, ...(isKept ? { cuts: ['cuts'] } : {}) };
    const { query, problems } = queryOf(criteria, name, form, more);
    if (query === null) {
      refused.push(problems[0]!);
      continue;
    }
    const asked = mutate === undefined ? query : mutate(query);
    if (mutate !== undefined && isDeepStrictEqual(asked, query)) continue;
    expected ??= await evaluate(criteria, customers, beside.evaluate);
    await engine.load(customers, form);
    if (orders !== undefined) await engine.load(orders, form, 'orders');
    await loadBeside(situation, engine);
    if (isKept) await keepCuts(engine, cuts);
    const found = await verdictsOf(engine, asked).catch((error: Error) => [error.message]);
    verdicts += expected.length;
    differences.push(...differencesOf(name, expected, found));
  }
  return { verdicts, refused, differences, expected: expected ?? [] };
}

/** What a situation adds to the options of the evaluator and of SQL. */
export async function besideOf(
  { customers, orders, previous, overrides, cuts, form, asOf }: Situation,
  criteria: Criteria,
): Promise<Beside> {
  const half = { ...customers, rows: customers.rows.slice(0, Math.ceil(customers.rows.length / 2)) };
  const lock = cuts === 'locked' ? await lockOf(criteria, half, asOf) : null;
  return {
    evaluate: {
      asOf,
      ...(orders === undefined ? {} : { orders }),
      ...(previous === null ? {} : { previous: (id) => previous.get(id) ?? null }),
      override(id) {
        const own = overrides?.get(id);
        const expires = own === undefined ? null : parseDay(own.expires)!;
        if (own === undefined || expires === null || expires < asOf) return null;
        return { category: own.category, reason: 'r', author: 'a', expires };
      },
      ...(lock === null ? {} : { locked: lock.cuts }),
    },
    compile: {
      source: {
        ...sourceIn(form),
        previous: previous === null ? null : ['book'],
        overrides: overrides === null ? null : ['overrides'],
      },
      lock,
      asOf: { kind: 'day', day: asOf },
    },
  };
}

// The tables that stand beside that of the customers.
async function loadBeside({ previous, overrides, form, asOf }: Situation, engine: Engine): Promise<void> {
  const rowsOf = (rows: readonly (readonly string[])[]): string =>
    rows.map((row) => `(${row.map((cell) => `'${cell}'`).join(', ')})`).join(', ');
  // A table with no row of these customers has one of another.
  const was = [...(previous ?? []), ['C9999', 'key']] as const;
  const set = [
    ...(overrides ?? new Map()),
    ['C9999', { category: 'key', expires: formatDay(asOf) }],
  ] as const;
  const settled = set.map(([id, { category, expires }]) => [id, category, expires]);
  if (previous !== null)
    await engine.exec(`DROP TABLE IF EXISTS book; CREATE TABLE book (customer_id TEXT, category TEXT);
      INSERT INTO book VALUES ${rowsOf(was)};`);
  if (overrides !== null)
    await engine.exec(`DROP TABLE IF EXISTS overrides;
      CREATE TABLE overrides (customer_id TEXT, category TEXT, expires ${form === 'text' ? 'TEXT' : 'DATE'});
      INSERT INTO overrides VALUES ${rowsOf(settled)};`);
}

/** Makes the table of cut points that other queries read. */
export async function keepCuts(engine: Engine, cuts: Query): Promise<void> {
  const text = textOfQuery(cuts, engine.name);
  await engine.exec(`DROP TABLE IF EXISTS cuts; CREATE TABLE cuts AS ${text}`);
}

// What an engine says otherwise. A verdict that is withheld for want of digits is no other one.
function differencesOf(
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
    const isUnread = line.endsWith(`lacks ${UNREADABLE}`) && other.startsWith(`${line}: `);
    return line === other || isWithheld || isUnread ? [] : [`${engine}: expected ${line}; found ${other}`];
  });
}
