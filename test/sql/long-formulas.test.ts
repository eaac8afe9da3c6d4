import { describe, expect, it, vi } from 'vitest';
import { criteriaIn, queryOf, textOfQuery } from './agreement/engines.ts';

// A value that is calculated in 40 steps, each of which names the one before it twice, stands there a billion times
// where it is written out.

const FIELDS = `fields:
  customer_id: { type: id }
  revenue: { type: money }
  profit: { type: money }
`;

const CATEGORIES = `priority: [key, normal]
categories:
  key: { when: { last: { at_least: 0.3 } } }
  normal: { when: otherwise }
`;

/** Criteria with so many steps: of each, its formula after the names of those before it. */
function criteriaWith(steps: number, step: Step): string {
  const lines = Array.from({ length: steps }, (_, index) => {
    const formulas = index === 0 ? step('revenue', 'profit') : step(`a${index}`, `b${index}`);
    return Object.entries(formulas).map(([name, formula]) => `  ${name}${index + 1}: ${formula}\n`);
  });
  return `${FIELDS}derived:\n${lines.flat().join('')}  last: a${steps}\n${CATEGORIES}`;
}

/** The formulas of a step, from the names of the two before them. */
type Step = (a: string, b: string) => Readonly<Record<string, string>>;

const STEPS: readonly [string, Step][] = [
  ['sums', (a) => ({ a: `${a} + ${a}` })],
  ['quotients', (a) => ({ a: `${a} / (${a} + 1)` })],
  ['the smallest', (a) => ({ a: `min(${a}, ${a} / 2)` })],
  ['the first', (a) => ({ a: `coalesce(${a}, ${a} + 1)` })],
  ['roundings', (a) => ({ a: `round(${a} / 3, 2)` })],
  ['sums and differences', (a, b) => ({ a: `${a} + ${b}`, b: `${a} - ${b}` })],
];

describe('a value in 40 steps is refused, and so is a formula that goes as deep', () => {
  it.each(STEPS)('%s', async (_, step) => {
    const criteria = await criteriaIn(criteriaWith(40, step));
    for (const name of ['duckdb', 'postgres'] as const) {
      const { query, problems } = queryOf(criteria!, name);
      expect(query).toBeNull();
      expect(problems.join('\n')).toMatch(/too long for SQL|digits/);
    }
  });

  it.each([
    ['quotients', `${'revenue / ('.repeat(40)}profit${')'.repeat(40)}`],
    ['roundings', `${'round('.repeat(40)}revenue / 3${', 2)'.repeat(40)}`],
    [
      'twice the same',
      Array(2)
        .fill(`${'revenue / ('.repeat(40)}profit${')'.repeat(40)}`)
        .join(' + '),
    ],
    ['a factor', 'factor'],
  ])('%s', async (_, formula) => {
    const factors = Array.from({ length: 39 }, (_, index) => `  f${index + 1}: f${index} * f${index}\n`);
    const derived = `derived:\n  f0: 1.5\n${factors.join('')}  factor: f39 * revenue\n  last: ${formula}\n`;
    const { query, problems } = queryOf((await criteriaIn(`${FIELDS}${derived}${CATEGORIES}`))!, 'postgres');
    expect(query).toBeNull();
    expect(problems[0]).toMatch(/too long for SQL/);
  });
});

it('is refused where what it lacks would be said in too many ways', async () => {
  const step = (a: string, b: string) => ({ a: `max(${a}, ${b})`, b: `min(${a}, ${b})` });
  const { problems } = queryOf((await criteriaIn(criteriaWith(12, step)))!, 'duckdb');
  expect(problems).toContain(
    '"last": it is calculated in so many steps that SQL cannot say which blank field it lacks',
  );
});

it('says of many criteria what they lack in a text that grows with their number', async () => {
  const lengthOf = async (count: number): Promise<number> => {
    const lines = Array.from(
      { length: count },
      (_, index) => `{ id: k${index + 1}, revenue: { at_least: ${index + 1} }, profit: { at_least: 5 } }`,
    );
    const criteria = await criteriaIn(
      `${FIELDS}categories: { key: { when: { any: [${lines.join(', ')}] } }, normal: { when: otherwise } }\n`,
    );
    return textOfQuery(queryOf(criteria!, 'duckdb').query!, 'duckdb').length;
  };
  const [few, many, more] = [await lengthOf(100), await lengthOf(200), await lengthOf(300)];
  expect((more! - many!) / (many! - few!)).toBeLessThan(1.2);
});

it('compares what many criteria lack by work that grows with their number', async () => {
  const workFor = async (count: number): Promise<number> => {
    const lines = Array.from({ length: count }, (_, at) => `{ id: k${at}, revenue: ${at}, profit: ${at} }`);
    const criteria = await criteriaIn(
      `${FIELDS}categories: { key: { when: { any: [${lines.join(', ')}] } }, normal: { when: otherwise } }\n`,
    );
    const keys = vi.spyOn(Object, 'keys');
    const { query } = queryOf(criteria!, 'duckdb');
    const work = keys.mock.calls.length;
    keys.mockRestore();
    expect(query).not.toBeNull();
    return work;
  };
  expect((await workFor(800)) / (await workFor(400))).toBeLessThan(2.2);
});
