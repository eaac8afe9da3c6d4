import fc from 'fast-check';
import { AS_OF, type Customers, criteriaIn, type Situation, type TableColumn } from './engines.ts';
import { exactValues, stepped } from './model.ts';
import { OPERATORS } from './vocabulary.ts';

/** Criteria whose fields are worked out from order lines, with the lines, drawn by chance. */
export interface LinesDraw {
  readonly fields: readonly DrawnField[];
  readonly formulas: readonly string[];
  readonly tests: readonly DrawnTest[];
  readonly lines: readonly Line[];
}

/** A field that is worked out. */
interface DrawnField {
  readonly work: string;
  readonly kind: 'number' | 'day' | 'text' | 'flag';
  readonly within: string;
  readonly where: string;
  readonly missing: boolean;
}

/** A test of one of them, whose threshold is not known yet. */
interface DrawnTest {
  readonly fact: number;
  readonly operator: string;
  readonly at: number;
  readonly step: number;
  readonly negated: boolean;
}

type Line = readonly (string | null)[];

const LINE_COLUMNS: readonly TableColumn[] = [
  { name: 'customer', type: 'text' },
  { name: 'order_date', type: 'date' },
  { name: 'due', type: 'date' },
  { name: 'order_no', type: 'text' },
  { name: 'amount', type: 'decimal' },
  { name: 'quantity', type: 'decimal' },
  { name: 'discount', type: 'decimal' },
  { name: 'is_return', type: 'flag' },
  { name: 'state', type: 'text' },
  { name: 'product', type: 'text' },
  { name: 'line_no', type: 'text' },
];

const CUSTOMERS = ['C1', 'C2', 'C3', 'C4', 'C5', 'c1', '007', '大客户'];

// The ends of the windows, and the days about them.
const ENDS = [
  '2026-06-30',
  '2026-05-31',
  '2026-03-31',
  '2026-04-01',
  '2025-12-31',
  '2025-06-30',
  '2024-06-30',
  '2026-05-05',
];

const day = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.constantFrom(...ENDS), fc.integer({ min: -1, max: 1 }))
      .map(([end, days]) => shifted(end, days)),
  },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 900 }).map((days) => shifted('2026-07-03', -days)) },
);

function shifted(end: string, days: number): string {
  return new Date(Date.parse(end) + days * 86_400_000).toISOString().slice(0, 10);
}

const AMOUNTS = [
  '0',
  '0.1',
  '0.2',
  '0.3',
  '1',
  '1.15',
  '1.3',
  '-1',
  '-0.3',
  '100',
  '115',
  '33.33',
  '999.99',
  '1000',
  '-1000',
  '123456789012.34',
  '9999999999999.99',
];
const QUANTITIES = ['1', '2', '3', '0.5', '0.25', '0.125', '0.0625', '1.0001', '-2', '7', '12345678901234.5'];

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { freq: 5 });

const line: fc.Arbitrary<Line> = fc.tuple(
  fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...CUSTOMERS) },
    { weight: 1, arbitrary: fc.constantFrom('X1', 'X2') },
  ),
  day,
  maybe(day),
  maybe(fc.constantFrom('O1', 'O2', 'O3', 'O4')),
  maybe(fc.constantFrom(...AMOUNTS)),
  maybe(fc.constantFrom(...QUANTITIES)),
  maybe(fc.constantFrom('0', '0.05', '0.1', '0.15', '-0.1', '1')),
  maybe(fc.constantFrom('true', 'false')),
  maybe(fc.constantFrom('open', 'Paid', 'bezahlt', ' paid', 'OPEN')),
  maybe(fc.constantFrom('goods', 'service', 'spare parts', 'Ａ', '😀', "O''Neil", 'a\\b')),
);

const WORKS: readonly (readonly [work: string, kind: DrawnField['kind']])[] = [
  ['sum: amount', 'number'],
  ['sum: quantity', 'number'],
  ['count: yes', 'number'],
  ['distinct: order_no', 'number'],
  ['distinct: amount', 'number'],
  ['distinct: due', 'number'],
  ['distinct: state', 'number'],
  ['distinct: is_return', 'number'],
  ['largest: amount', 'number'],
  ['smallest: amount', 'number'],
  ['largest: discount', 'number'],
  ['smallest: quantity', 'number'],
  ['mean: amount', 'number'],
  ['mean: amount', 'number'],
  ['sum: amount', 'number'],
  ['mean: quantity', 'number'],
  ['mean: discount', 'number'],
  ['latest: order_date', 'day'],
  ['earliest: due', 'day'],
  ['last_value: amount', 'number'],
  ['first_value: quantity', 'number'],
  ['last_value: due', 'day'],
  ['first_value: product', 'text'],
  ['last_value: product', 'text'],
  ['last_value: state', 'text'],
  ['first_value: order_no', 'text'],
  ['last_value: is_return', 'flag'],
];

const WITHIN = [
  '',
  '12 months',
  '[24 months, 12 months]',
  '1 month',
  '[2 quarters, 1 quarter]',
  '90 days',
  '[8 weeks, 30 days]',
  '[6 months, 1 month]',
  '1 day',
  '9000 quarters',
];

const WHERE = [
  '',
  '{ product: service }',
  '{ product: { is_not: goods } }',
  '{ amount: { less_than: 0 } }',
  '{ not: { amount: { at_least: 1.15 } } }',
  '{ any: [{ quantity: { at_least: 0.125 } }, { discount: { more_than: 10% } }] }',
  '{ due: { within: 30 days } }',
  '{ due: { older_than: 90 days } }',
  '{ due: { since: 2026-04-01 } }',
  '{ is_return: yes }',
  '{ state: { in: [paid] }, order_no: { present: yes } }',
  '{ product: { starts_with: [s, "a\\\\b"] } }',
];

const field: fc.Arbitrary<DrawnField> = fc
  .record({
    work: fc.constantFrom(...WORKS),
    within: fc.constantFrom(...WITHIN),
    where: fc.oneof(fc.constant(''), fc.constantFrom(...WHERE)),
    missing: fc.boolean(),
  })
  .map(({ work: [work, kind], ...rest }) => ({ work, kind, ...rest }));

const FORMULAS = [
  '(N0 - N1) / N1',
  'N0 / N1',
  'N0 - N1 - N2',
  'N0 * 3 - N1',
  'min(N0, N1)',
  'round(N0 / N1, 2)',
  'coalesce(N0, N1)',
];

const test: fc.Arbitrary<DrawnTest> = fc.record({
  fact: fc.nat({ max: 99 }),
  operator: fc.constantFrom(...OPERATORS),
  at: fc.nat({ max: 1000 }),
  step: fc.constantFrom(0, 0, 0, -1, 1),
  negated: fc.boolean(),
});

/** Draws of so many lines at most. */
export function linesDraws(lines: number): fc.Arbitrary<LinesDraw> {
  return fc.record({
    fields: fc.array(field, { minLength: 2, maxLength: 5, size: 'max' }),
    formulas: fc.array(fc.constantFrom(...FORMULAS), { minLength: 0, maxLength: 2 }),
    tests: fc.array(test, { minLength: 4, maxLength: 8, size: 'max' }),
    lines: fc.array(line, { minLength: 1, maxLength: lines, size: 'max' }),
  });
}

// Those of whom there are lines, and one without any.
const LINE_CUSTOMERS: Customers = {
  columns: [{ name: 'customer_id', type: 'text' }],
  rows: [...CUSTOMERS, 'N0'].map((id) => [id]),
};

// Each has a number of its own.
function linesOf({ lines }: LinesDraw): Customers {
  return { columns: LINE_COLUMNS, rows: lines.map((cells, index) => [...cells, String(index)]) };
}

/** What a draw comes to, with thresholds that some customer has exactly; null where it makes no criteria. */
export async function linesSituationOf(draw: LinesDraw): Promise<Situation | null> {
  const orders = linesOf(draw);
  const bare = await criteriaIn(fileOf(draw, ['{ v0: { present: yes } }']));
  if (bare === null) return null;
  const values = await exactValues(bare, LINE_CUSTOMERS, AS_OF, orders);
  const numbers = [...draw.formulas.keys()].map((index) => ({ name: `f${index}`, kind: 'number' as const }));
  const facts = [...draw.fields.map(({ kind }, index) => ({ name: `v${index}`, kind })), ...numbers];
  const write = ({ fact, operator, at, step, negated }: DrawnTest): string => {
    const { name, kind } = facts[fact % facts.length]!;
    const test = testOf(kind, operator, at, step, values.get(name) ?? []);
    return negated ? `{ not: { ${name}: ${test} } }` : `{ ${name}: ${test} }`;
  };
  return {
    files: { 'criteria.yaml': fileOf(draw, draw.tests.map(write)) },
    customers: LINE_CUSTOMERS,
    orders,
    previous: null,
    overrides: null,
    cuts: 'found',
    form: draw.lines.length % 2 === 0 ? 'typed' : 'text',
    asOf: AS_OF,
  };
}

function testOf(
  kind: DrawnField['kind'],
  operator: string,
  at: number,
  step: number,
  known: readonly string[],
): string {
  if (operator === 'present') return `{ present: ${step === 0 ? 'yes' : 'no'} }`;
  const pick = (index: number): string => (known.length === 0 ? '0.15' : known[index % known.length]!);
  switch (kind) {
    case 'text':
      return TEXT_TESTS[at % TEXT_TESTS.length]!;
    case 'flag':
      return at % 2 === 0 ? '{ is: yes }' : '{ is_not: yes }';
    case 'day': {
      const iso = shifted(ENDS[at % ENDS.length]!, step);
      return [`{ since: ${iso} }`, `{ before: ${iso} }`, '{ within: 30 days }', `{ is: ${iso} }`][at % 4]!;
    }
    case 'number': {
      const [first, second] = [stepped(pick(at), step), pick(at + 1)];
      const [low, high] = Number(first) <= Number(second) ? [first, second] : [second, first];
      return `{ ${operator}: ${['between', 'in', 'not_in'].includes(operator) ? `[${low}, ${high}]` : first} }`;
    }
  }
}

const TEXT_TESTS = [
  '{ is: service }',
  '{ is: goods }',
  '{ is: paid }',
  '{ in: ["Ａ", O1, open] }',
  '{ is_not: "😀" }',
  '{ is_not: O2 }',
];

function fileOf({ fields, formulas }: LinesDraw, tests: readonly string[]): string {
  // Money is added to money only.
  const amounts = fields.flatMap(({ work }, index) =>
    /^(?!distinct).*amount/.test(work) ? [`v${index}`] : [],
  );
  const number = (at: number): string => (amounts.length === 0 ? '1' : amounts[at % amounts.length]!);
  const written = fields.map(({ work, kind, within, where, missing }, index) => {
    const parts = [
      `from: orders, ${work}`,
      ...(within === '' ? [] : [`within: ${within}`]),
      ...(where === '' ? [] : [`where: ${where}`]),
      ...(missing ? [`missing: ${DEFAULTS[kind]}`] : []),
    ];
    return `  v${index}: { ${parts.join(', ')} }`;
  });
  const half = Math.ceil(tests.length / 2);
  const ids = (from: number, to: number): string =>
    tests
      .slice(from, to)
      .map((one, index) => `        - { id: t${from + index}, all: [${one}] }`)
      .join('\n');
  return `name: drawn
tables:
  orders:
    customer: customer
    date: order_date
    unique: [line_no]
    fields:
      order_date: { type: date }
      due: { type: date }
      order_no: { type: text }
      amount: { type: money }
      quantity: { type: number, missing: 0.5 }
      discount: { type: percent, format: fraction }
      is_return: { type: flag }
      state: { type: choice, values: { open: [], paid: [bezahlt] } }
      product: { type: text, optional: true }
      line_no: { type: text }
fields:
  customer_id: { type: id }
${written.join('\n')}
${formulas.length === 0 ? '' : 'derived:\n'}${formulas
  .map((one, index) => `  f${index}: ${one.replace(/N(\d)/g, (_, at) => number(Number(at)))}`)
  .join('\n')}
priority: [key, ${half < tests.length ? 'lost, ' : ''}normal]
categories:
  key:
    when:
      any:
${ids(0, half)}
${half < tests.length ? `  lost:\n    when:\n      any:\n${ids(half, tests.length)}\n` : ''}  normal: { when: otherwise }
`;
}

const DEFAULTS = { number: '1.15', day: '2026-06-30', text: 'open', flag: 'yes' } as const;
