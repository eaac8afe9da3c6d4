import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { main } from '../../../src/cli.ts';
import { memoryIo } from '../memory-io.ts';

// A line says what an explanation of the same customer says, without what is the same for all.

const RELATIVE = `
fields:
  customer_id: { type: id, columns: [Customer ID] }
  status: { type: text, columns: [Status], optional: true }
  revenue: { type: money, columns: [Revenue (Last 12 Months)], optional: true }
  last_order: { type: date, columns: [Last Order Date], optional: true }
  new_market: { type: flag, columns: [New Market], optional: true }
scores:
  worth:
    - { fact: revenue, weight: 3, quantiles: 5, missing: 0 }
    - { fact: new_market, weight: 1, points: { yes: 100, no: 0 }, missing: 10 }
categories:
  key:
    when:
      any:
        - { id: first, revenue: { top: 10% } }
        - { id: steady, all: [{ not: { status: Closed } }, { last_order: { within: 90 days } }, { revenue: { between: [1m, 2m] } }] }
        - { id: worthy, worth: { at_least: 80 }, new_market: yes }
    stays_while: { revenue: { at_least_mean: yes } }
  normal: { when: otherwise }
`;

const MANY = `
fields:
  customer_id: { type: id, columns: [Customer ID] }
  revenue: { type: money, columns: [Revenue (Last 12 Months)], optional: true }
categories:
  key:
    when:
      any:
${Array.from({ length: 200 }, (_, at) => `        - { id: above-${at}, revenue: { more_than: ${at * 10000} } }\n`).join('')}
  normal: { when: otherwise }
`;

// Ids that JSON escapes, what is exactly on a bound, amounts of more digits than a double has, and blanks.
const ODD = `Customer ID,Status,Revenue (Last 12 Months),Last Order Date,New Market
plain-1,Active,1000000,2026-04-01,yes
"with ""quotes""",Closed,2000000.00,2026-06-30,no
客户 \\ 3,Closed,12345678901234567.89,,
"line
end",,,,
é5,Active,1999999.995,2026-04-02,yes
-6,Active,-0.01,2026-03-31,no
plain\\7,Closed,92345.67,2026-04-01,yes
`;

it.each([
  ['the shipped criteria', file('criteria/default.yaml'), file('fixtures/customers/sample.csv')],
  ['relative tests, negations, ranges and ages', RELATIVE, file('fixtures/customers/sample.csv')],
  ['odd ids and amounts', RELATIVE, ODD],
  ['more tests than are written together', MANY, ODD],
  ['odd ids and amounts, compared', RELATIVE.replace('{ top: 10% }', '{ more_than: 2m }'), ODD],
])('%s', async (_, criteria, customers) => {
  const files = { 'c.csv': customers, 'c.yaml': criteria };
  const explain = async (...args: string[]): Promise<string> => {
    const io = memoryIo(files);
    const code = await main(['explain', 'c.csv', ...args, '-c', 'c.yaml', '--as-of', '2026-06-30', '-q'], io);
    expect([code, io.said()]).toEqual([0, '']);
    return io.written();
  };
  const lines = (await explain('--all'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  // Every fifth of many, since each has its smallest changes searched for.
  const some = lines.filter((_, at) => lines.length < 10 || at % 5 === 0);
  const ids = some.map((line) => line.customer_id);
  const { explanations } = JSON.parse(await explain(...ids, '--format', 'json'));
  expect(some.length).toBeGreaterThan(6);
  expect(some).toEqual(explanations.map(lineOf));
});

const STAYING = `
fields:
  customer_id: { type: id }
  revenue: { type: money, optional: true }
categories:
  key:
    when: { revenue: { at_least: 1000 } }
    stays_while: { revenue: { at_least: 800 } }
  normal:
    when: otherwise
    stays_while: { revenue: { at_most: 100 } }
`;

it('whoever was in a category before', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'keyaccounts-lines-'));
  try {
    const io = memoryIo({
      'c.yaml': STAYING,
      'may.csv': 'customer_id,revenue\nA,1000\nB,1000\nC,500\nD,500\n',
      'june.csv': 'customer_id,revenue\nA,900\nB,700\nC,500\nD,\n',
    });
    const run = async (command: string, ...args: string[]): Promise<string> => {
      const before = io.written().length;
      await main([command, ...args, '-c', 'c.yaml', '--book', join(folder, 'book'), '-q'], io);
      return io.written().slice(before);
    };
    await run('review', 'may.csv', '--as-of', '2026-05-31', '--accept', 'moved', '--no-plans');
    const june = ['june.csv', '--as-of', '2026-06-30'];
    const lines = (await run('explain', ...june, '--all')).trimEnd().split('\n');
    const { explanations } = JSON.parse(
      await run('explain', ...june, 'A', 'B', 'C', 'D', '--format', 'json'),
    );
    const staying = lines.map((line) => JSON.parse(line)).map(({ categories }) => categories.map(stayOf));
    expect(staying).toEqual(explanations.map(({ categories }: Explained) => categories.map(stayOf)));
    expect(staying).toEqual([
      ['key true true', 'normal true'],
      ['key false false', 'normal true'],
      ['key false', 'normal true false'],
      ['key missing', 'normal true missing'],
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

function stayOf({ category, outcome, stays_while }: Explained['categories'][number]): string {
  return `${category} ${outcome} ${stays_while?.outcome ?? ''}`.trim();
}

interface Explained {
  readonly customer_id: string;
  readonly line: number;
  readonly category: string | null;
  readonly criterion: string | null;
  readonly undetermined_because: readonly string[];
  readonly categories: readonly {
    readonly category: string;
    readonly outcome: string;
    readonly stays_while?: { readonly outcome: string } | null;
    readonly criteria: readonly { readonly id: string; readonly condition: Tested }[];
  }[];
  readonly scores: readonly {
    readonly score: string;
    readonly value: number | null;
    readonly factors: readonly { readonly fact: string; readonly points: number | null }[];
  }[];
}

interface Tested {
  readonly kind: string;
  readonly outcome: string;
  readonly parts?: readonly Tested[];
  readonly fact?: string;
  readonly value?: unknown;
  readonly distance?: number | null;
  readonly rank?: number | null;
}

function lineOf({ customer_id, line, category, criterion, ...one }: Explained): object {
  const because = one.undetermined_because;
  return {
    format_version: 1,
    as_of: '2026-06-30',
    customer_id,
    line,
    category,
    criterion,
    ...(because.length === 0 ? {} : { undetermined_because: because }),
    categories: one.categories.map(({ category: name, outcome, criteria }) => ({
      category: name,
      outcome,
      ...(criteria.length === 0 ? {} : { criteria: criteria.map(criterionOf) }),
    })),
    ...(one.scores.length === 0 ? {} : { scores: one.scores.map(scoreOf) }),
  };
}

function criterionOf({ id, condition }: Explained['categories'][number]['criteria'][number]): object {
  return { id, ...conditionOf(condition) };
}

function conditionOf({ kind, outcome, parts, fact, value, distance, rank }: Tested): object {
  if (parts !== undefined) return { outcome, [kind]: parts.map(conditionOf) };
  return {
    outcome,
    fact,
    value,
    ...(distance === null ? {} : { distance }),
    ...(rank == null ? {} : { rank }),
  };
}

function scoreOf({ score, value, factors }: Explained['scores'][number]): object {
  return { score, value, points: Object.fromEntries(factors.map(({ fact, points }) => [fact, points])) };
}

function file(path: string): string {
  return readFileSync(fileURLToPath(new URL(`../../../${path}`, import.meta.url)), 'utf8');
}
