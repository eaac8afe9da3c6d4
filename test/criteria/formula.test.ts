import { expect, it } from 'vitest';
import { readCriteriaSource } from '../../src/criteria/read-criteria.ts';
import { compileFormula } from '../../src/facts/derive.ts';
import { createFacts } from '../../src/fields/facts.ts';
import { positionAt, type Source } from '../../src/text/source.ts';

const BASE = `fields:
  customer_id: { type: id }
  revenue: { type: money }
  prior_revenue: { type: money }
  orders: { type: number }
  margin: { type: percent }
  last_order: { type: date }
  partner: { type: flag }
scores:
  loyalty: [{ fact: orders, weight: 1, scale: [0, 10] }]
categories:
  key: { when: { revenue: { at_least: 5m } } }
  normal: { when: otherwise }
`;
// In the order of the fields after the id.
const VALUES = [5000, 4000, 11, 0.25, 100, 1, 80];
const AS_OF = 190;

async function readDerived(derived: string) {
  const open = async (name: string): Promise<Source> => ({ name, text: BASE });
  const text = `extends: base.yaml\nderived:\n${derived}\n`;
  return readCriteriaSource({ name: 'main.yaml', text }, open);
}

async function calculate(formula: string): Promise<[number, string]> {
  const { value: criteria, diagnostics } = await readDerived(`  x: ${JSON.stringify(formula)}`);
  expect(diagnostics.filter(({ code }) => code !== 'unused-name')).toEqual([]);
  const one = criteria!.computed.find(({ fact }) => fact.name === 'x')!;
  const facts = createFacts(criteria!.slots);
  const slots = ['revenue', 'prior_revenue', 'orders', 'margin', 'last_order', 'partner', 'loyalty'];
  for (const [index, name] of slots.entries()) {
    const { slot } = criteria!.facts.get(name)!;
    facts.numbers[slot] = VALUES[index]!;
    facts.decimals[slot] = () => String(VALUES[index]);
  }
  if (one.kind !== 'derived' || one.fact.type.kind !== 'number') throw new Error('no derived value');
  const { evaluate, column } = compileFormula(one.formula, AS_OF);
  evaluate(facts, 1);
  return [column.values[0]!, one.fact.type.unit];
}

it.each<[string, number, string]>([
  // Brackets and blanks, anywhere.
  ['(revenue - prior_revenue)', 1000, 'money'],
  ['  (  revenue-prior_revenue  )  ', 1000, 'money'],
  ['((revenue - prior_revenue) / 2)', 500, 'money'],
  ['(((orders)))', 11, 'number'],
  ['revenue - (prior_revenue - (revenue - 1k) / 4)', 2000, 'money'],
  ['-(revenue - prior_revenue)', -1000, 'money'],
  ['max( (revenue) , (prior_revenue) )', 5000, 'money'],
  // From left to right, * and / before + and -, a sign before all.
  ['20 - 5 - 3', 12, 'number'],
  ['20 / 5 / 2', 2, 'number'],
  ['2 + 3 * 4 - -1', 15, 'number'],
  ['+orders', 11, 'number'],
  // A plain number takes the unit of what it meets.
  ['revenue - 1000', 4000, 'money'],
  ['1000 + revenue', 6000, 'money'],
  ['revenue - 2 * 1000', 3000, 'money'],
  ['days_since(last_order) - 2', 88, 'days'],
  ['max(revenue, 1000)', 5000, 'money'],
  ['min(1000, revenue)', 1000, 'money'],
  ['coalesce(margin, 0)', 0.25, 'ratio'],
  ['margin + 1', 1.25, 'ratio'],
  ['loyalty - 30', 50, 'points'],
  ['1 - partner', 0, 'number'],
  ['last_order - 2', 98, 'day'],
  // It only scales what it multiplies or divides.
  ['1 + 4*(orders - 1)/25', 2.6, 'number'],
  ['(loyalty + loyalty) / 2', 80, 'number'],
  ['0.5 * loyalty', 40, 'points'],
  ['revenue / 4', 1250, 'money'],
  ['days_since(last_order) / 30', 3, 'days'],
  ['margin * 100', 25, 'number'],
  ['partner * 10', 10, 'number'],
  ['22 / orders', 2, 'number'],
  ['revenue / prior_revenue', 1.25, 'ratio'],
  // Amounts as everywhere in criteria.
  ['revenue - 1k', 4000, 'money'],
  ['revenue / 5m', 0.001, 'money'],
  ['500万', 5_000_000, 'number'],
  ['1.2亿 + revenue', 120_005_000, 'money'],
  ['revenue - ¥1k', 4000, 'money'],
  ['revenue - 500 EUR', 4500, 'money'],
  ['margin - 5%', 0.2, 'ratio'],
  ['margin - 5 %', 0.2, 'ratio'],
  ['days_since(last_order) - 2 weeks', 76, 'days'],
  ['last_order + 90 days', 190, 'day'],
  ['last_order + orders / 2', 105.5, 'day'],
  ['round(revenue / 3000, 1)', 1.7, 'money'],
])('calculates %s', async (formula, value, unit) => {
  const [found, foundUnit] = await calculate(formula);
  expect(found).toBeCloseTo(value, 9);
  expect(foundUnit).toBe(unit);
});

it.each([
  // Behind a division by a plain number, amounts of both kinds suit.
  ['orders / 20', '50%', []],
  ['orders / 20', '5', []],
  ['1 + 4 * (orders - 1) / 25', '3', []],
  ['loyalty / 100', '60%', []],
  ['max(orders / 20, 0.5)', '60%', []],
  ['revenue / orders', '60%', ['wrong-unit']],
  ['margin * 100', '15%', ['wrong-unit']],
  ['margin + 1', '115', ['ratio-without-percent']],
])('compares %s with %s', async (formula, amount, codes) => {
  const { diagnostics } = await readDerived(
    `  x: ${formula}\ncategories: { key: { when: { any: [{ x: { at_least: ${amount} } }] } } }`,
  );
  expect(diagnostics.map(({ code }) => code).filter((code) => code !== 'unused-name')).toEqual(codes);
});

it('takes amounts of both kinds on to what is derived from such a value', async () => {
  const { diagnostics } = await readDerived(
    '  x: orders / 20\n  y: x + 1\ncategories: { key: { when: { y: { at_least: 110% } } } }',
  );
  expect(diagnostics).toEqual([]);
});

async function mistakes(derived: string): Promise<string[]> {
  const { diagnostics } = await readDerived(derived);
  return diagnostics
    .filter(({ code }) => code !== 'unused-name')
    .map(({ code, at }) => {
      const where = at.kind === 'span' ? positionAt(at.source, at.start) : { line: 0, column: 0 };
      return `${code} ${where.line}:${where.column}`;
    });
}

it.each([
  // The formula begins in column 6.
  ['revenue * revenue', ['wrong-unit 3:6']],
  ['revenue - 5%', ['wrong-unit 3:6']],
  ['revenue - 90 days', ['wrong-unit 3:6']],
  ['orders + (revenue - margin)', ['wrong-unit 3:15']],
  ['2 - last_order', ['wrong-unit 3:6']],
  ['max(last_order, 5)', ['wrong-unit 3:6']],
  ['max(revenue, ¥1k, 5%)', ['wrong-unit 3:6']],
  ['revenue +', ['bad-formula 3:15']],
  ['(revenue', ['bad-formula 3:14']],
  ['revenue)', ['bad-formula 3:13']],
  ['revenue prior_revenue', ['bad-formula 3:14']],
  ['revenue ^ 2', ['bad-formula 3:14']],
  ['(orders)%', ['bad-formula 3:14']],
  ['max(revenue,, 5)', ['bad-formula 3:18']],
  ['max(revenue', ['bad-formula 3:17']],
  ['orders * 3 months', ['bad-formula 3:15']],
  ['orders * 2 apples', ['bad-formula 3:15']],
  ['max(revenue, 1,000)', ['mistyped-line 3:20']],
  ['abs(revenue, orders)', ['bad-formula 3:6']],
  ['sum(revenue)', ['unknown-function 3:6']],
  ['1 + ordres', ['unknown-fact 3:10']],
  ['customer_id + 1', ['wrong-type 3:6']],
])('refuses %s where it goes wrong', async (formula, expected) => {
  expect(await mistakes(`  x: ${formula}`)).toEqual(expected);
});

it.each([
  ['orders × 2', 'write "*" in place of "×"', 'orders * 2'],
  ['orders ÷ 2', 'write "/" in place of "÷"', 'orders / 2'],
  ['orders − 2', 'write "-" in place of "−"', 'orders - 2'],
  ['orders＋2', 'write "+" in place of "＋"', 'orders+2'],
  ['=orders*2', 'leave the "=" at the beginning out', 'orders*2'],
])('says how %s is written, and reads it so', async (formula, help, meant) => {
  const { diagnostics } = await readDerived(`  x: ${formula}`);
  expect(diagnostics.find(({ code }) => code === 'bad-formula')!.help!.en).toBe(help);
  expect(await mistakes(`  x: ${meant}`)).toEqual([]);
});

it('refuses a formula that nobody has written by hand', async () => {
  const brackets = `${'('.repeat(100_000)}orders${')'.repeat(100_000)}`;
  expect(await mistakes(`  x: ${brackets}`)).toEqual(['bad-formula 3:2006']);
  expect(await mistakes(`  x: ${'orders + '.repeat(100_000)}orders`)).toEqual(['bad-formula 3:9006']);
  expect(await mistakes(`  x: ${'orders + '.repeat(900)}orders`)).toEqual([]);
});

it.each([
  ['  ma: max(revenue, prior_revenue)'],
  ['  mi: min(revenue, prior_revenue)'],
  ['  ab: abs(revenue - prior_revenue)'],
  ['  roun: round(revenue)'],
  ['  coalesc: coalesce(revenue, prior_revenue)'],
  ['  max_revenue: max(revenue, 5m)\n  ma: max(mi, 1)\n  mi: min(max_revenue, 2)'],
  ['  k: orders\n  m: 5m + revenue\n  days: 90 days'],
])('sees no circle in %s', async (derived) => {
  expect(await mistakes(derived)).toEqual([]);
});

it('sees the circles that are there', async () => {
  expect(await mistakes('  ma: max(ma, 1)')).toEqual(['cycle 3:3', 'unknown-fact 3:11']);
  expect(await mistakes('  a: max(b, 1)\n  b: min(a, 1)')).toEqual(['cycle 3:3', 'unknown-fact 4:10']);
});

it('finds a circle of values that is longer than the stack', async () => {
  const circle = Array.from({ length: 20_000 }, (_, at) => `  d${at}: d${(at + 1) % 20_000}`);
  expect(await mistakes(circle.join('\n'))).toEqual(['cycle 3:3', 'unknown-fact 20002:11']);
});

it.each([
  ['derived values', (at: number) => `  d${at + 1}: d${at} + 1`, 500],
  ['long formulas', (at: number) => `  d${at + 1}: ${'abs('.repeat(100)}d${at}${')'.repeat(100)}`, 10],
  ['names', (at: number) => `  d${at + 1}: d${at}`, 1000],
])(
  'refuses %s that are calculated each from the one before, longer than the stack',
  async (_, line, most) => {
    const lines = ['  d0: revenue', ...Array.from({ length: 8000 }, (_, at) => line(at))];
    expect(await mistakes(lines.slice(0, most).join('\n'))).toEqual([]);
    expect(await mistakes(lines.join('\n'))).toEqual([`bad-formula ${most + 3}:3`]);
  },
);

it('rounds to no half digit', async () => {
  const [found] = await calculate('round(revenue, 1.5)');
  expect(found).toBeNaN();
});

it.each([
  ['revenue *', 'bad-formula'],
  ['revenu / revenue', 'unknown-fact'],
])('says nothing of a derived value that only follows from its formula: %s', async (formula, code) => {
  const { diagnostics } = await readCriteriaSource(
    {
      name: 'c.yaml',
      text: `name: Test
fields:
  customer_id: { type: id }
  revenue: { type: money }
derived: { share: ${formula}, doubled: share + revenue }
scores: { worth: [{ fact: share, weight: 1, scale: [0%, 10%] }] }
categories:
  key: { when: { all: [{ share: { at_least: 10% } }, { doubled: { older_than: 90 days } }, { worth: { at_least: 5 } }] } }
  normal: { when: otherwise }
`,
    },
    async () => null,
  );
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  expect(errors.map((one) => one.code)).toEqual([code]);
});
