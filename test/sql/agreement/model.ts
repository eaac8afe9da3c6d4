import fc from 'fast-check';
import type { Criteria } from '../../../src/criteria/criteria.ts';
import { NO_CUTS } from '../../../src/facts/cohort.ts';
import { exactFact } from '../../../src/fields/facts.ts';
import { openTable } from '../../../src/table/open-table.ts';
import { createClassifier } from '../../../src/verdict/classify.ts';
import { openReader } from '../../../src/verdict/pass.ts';
import { AS_OF, type Customers, csvOf, type TableColumn } from './engines.ts';

/** Criteria and customers, drawn by chance; a threshold is drawn from what a customer has exactly. */
export interface Draw {
  readonly formulas: readonly string[];
  readonly criteria: readonly Conjecture[];
  /** Whether a blank amount stands for zero. */
  readonly defaults: readonly boolean[];
  readonly priority: boolean;
  readonly scores: readonly (readonly DrawnFactor[])[];
  readonly rows: readonly Row[];
}

/** A factor of a score: its fact by number, and what gives the points. */
interface DrawnFactor {
  readonly fact: number;
  readonly weight: string;
  readonly rule: string;
  readonly missing: string | null;
}

/** A condition whose thresholds are not known yet. */
export type Conjecture =
  | { readonly kind: 'all' | 'any'; readonly of: readonly Conjecture[] }
  | { readonly kind: 'not'; readonly of: Conjecture }
  | {
      readonly kind: 'test';
      readonly fact: number;
      readonly operator: string;
      readonly at: number;
      readonly step: number;
    }
  | { readonly kind: 'relative'; readonly fact: number; readonly test: string }
  | { readonly kind: 'fixed'; readonly text: string };

type Row = readonly (string | null)[];

const COLUMNS: readonly TableColumn[] = [
  { name: 'customer_id', type: 'text' },
  { name: 'x', type: 'decimal' },
  { name: 'y', type: 'decimal' },
  { name: 'z', type: 'decimal' },
  { name: 'money', type: 'decimal' },
  { name: 'prior', type: 'decimal' },
  { name: 'rate', type: 'decimal' },
  { name: 'day', type: 'date' },
  { name: 'flag', type: 'flag' },
  { name: 'state', type: 'text' },
  { name: 'name', type: 'text' },
];

// Where binary fractions go wrong, and where differences and quotients of them meet round numbers.
const AMOUNTS = [
  '0',
  '1',
  '1.15',
  '1.3',
  '0.1',
  '0.3',
  '0.15',
  '3',
  '7',
  '100',
  '115',
  '-1',
  '-0.3',
  '2.5',
  '0.5',
  '1.005',
  '33.33',
  '4999999.99',
  '5000000',
  '5750000',
  '123456789012.34',
  '9999999999999.99',
];
const DAYS = [
  '2026-06-30',
  '2026-06-29',
  '2026-03-31',
  '2026-04-01',
  '2025-06-30',
  '2024-02-29',
  '2026-07-01',
];

const amount = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...AMOUNTS) },
  { weight: 1, arbitrary: fc.integer({ min: -9999, max: 9999 }).map((cents) => String(cents / 100)) },
);
const cents = amount.map((text) => (/\.\d{3}/.test(text) ? '1.5' : text));
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { freq: 6 });

const row: fc.Arbitrary<Row> = fc
  .tuple(
    maybe(amount),
    maybe(amount),
    maybe(amount),
    maybe(cents),
    maybe(cents),
    maybe(fc.constantFrom('0', '0.15', '0.3', '-0.1', '1', '0.1')),
    maybe(fc.constantFrom(...DAYS)),
    maybe(fc.constantFrom('true', 'false')),
    maybe(fc.constantFrom('active', 'Closed', 'kunde', 'ACTIVE ', '活跃')),
    maybe(fc.constantFrom('EU North', 'EUROPE', 'eu', ' UK', "O''Neil", 'a\\b')),
  )
  .map((cells) => ['', ...cells]);

const { formula } = fc.letrec<{ formula: string }>((tie) => ({
  formula: fc.oneof(
    { depthSize: 'small', withCrossShrink: true, maxDepth: 4 },
    fc.constantFrom(
      'x',
      'y',
      'z',
      'x / y',
      '(x - y) / y',
      'x - y',
      'x + y + z',
      'x / y / z',
      '(money - prior) / prior',
      'rate * x',
      'flag * x',
      '1.15',
      '3',
      '0.1',
    ),
    fc
      .tuple(tie('formula'), fc.constantFrom('+', '-', '*', '/'), tie('formula'))
      .map(([left, sign, right]) => `(${left}) ${sign} (${right})`),
    fc
      .tuple(fc.constantFrom('min', 'max', 'coalesce'), tie('formula'), tie('formula'))
      .map(([name, one, other]) => `${name}(${one}, ${other})`),
    tie('formula').map((of) => `abs(${of})`),
    tie('formula').map((of) => `-(${of})`),
    fc
      .tuple(tie('formula'), fc.integer({ min: -1, max: 3 }))
      .map(([of, places]) => `round(${of}, ${places})`),
  ),
}));

const factor: fc.Arbitrary<DrawnFactor> = fc.record({
  fact: fc.nat({ max: 9 }),
  weight: fc.constantFrom('1', '2', '30', '0.5', '15'),
  rule: fc.constantFrom(
    'scale: [0, 1]',
    'scale: [0, 0.3]',
    'scale: [1, 0]',
    'scale: [-1, 3]',
    'scale: [0, 5000000]',
    'bands: { 0: 10, 0.15: 50, 1.15: 100 }',
    'bands: { -1: 0, 0.3: 33.3, 3: 100 }',
    'points: { 0: 20, 1: 100, 1.15: 60 }',
    'quantiles: 5',
    'quantiles: 4, order: low',
    'quantiles: { of: 3, method: rfm }',
  ),
  missing: fc.option(fc.constantFrom('0', '50', '100'), { freq: 1 }),
});

const NUMBERS = ['x', 'y', 'money', 'rate'];
const OPERATORS = ['at_least', 'more_than', 'at_most', 'less_than', 'is', 'is_not', 'between', 'in'];
const FIXED = [
  '{ state: active }',
  '{ state: { in: [active, closed] } }',
  '{ state: { is_not: closed } }',
  '{ name: { starts_with: ["EU ", "O\'"] } }',
  '{ name: { in: [UK, eu, "a\\\\b"] } }',
  '{ flag: yes }',
  '{ flag: { is_not: no } }',
  '{ day: { within: 90 days } }',
  '{ day: { older_than: 91 } }',
  '{ day: { older_than: 90.5 } }',
  '{ day: { since: 2026-04-01 } }',
  '{ day: { before: 2026-06-30 } }',
  '{ day: { between: [2026-03-31, 2026-06-29] } }',
  '{ idle: { at_least: 90 } }',
  '{ idle: { more_than: 365 days } }',
  '{ idle: { between: [0.5, 91.5] } }',
  '{ day: { present: no } }',
  '{ x: { present: yes } }',
  '{ f0: { present: yes } }',
  '{ f0: { present: no } }',
];

const RELATIVE = [
  'top: 1',
  'top: 3',
  'top: 20',
  'top: 10%',
  'top: 33.3%',
  'top_share: 80%',
  'top_share: 50%',
  'quantile: { of: 5, at_least: 4 }',
  'quantile: { of: 4, at_most: 1, order: low }',
  'quantile: { of: 3, at_least: 2, at_most: 2 }',
  'quantile: { of: 5, at_least: 5, method: rfm }',
  'above_mean: yes',
  'above_mean: no',
  'at_least_mean: yes',
  'below_mean: yes',
];

const { condition } = fc.letrec<{ condition: Conjecture }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true, maxDepth: 3 },
    fc.record({
      kind: fc.constant('test' as const),
      fact: fc.nat({ max: 9 }),
      operator: fc.constantFrom(...OPERATORS),
      at: fc.nat({ max: 1000 }),
      step: fc.constantFrom(0, 0, 0, -1, 1),
    }),
    fc
      .tuple(
        fc.nat({ max: 9 }),
        fc.constantFrom(...RELATIVE),
        fc.constantFrom('', ', per: state', ', per: name'),
      )
      .map(([fact, test, per]) => ({ kind: 'relative' as const, fact, test: `${test}${per}` })),
    fc.constantFrom(...FIXED).map((text) => ({ kind: 'fixed' as const, text })),
    fc
      .tuple(
        fc.constantFrom('all' as const, 'any' as const),
        fc.array(tie('condition'), { minLength: 1, maxLength: 3 }),
      )
      .map(([kind, of]) => ({ kind, of })),
    tie('condition').map((of) => ({ kind: 'not' as const, of })),
  ),
}));

/** Draws of so many customers at most. */
export function draws(customers: number): fc.Arbitrary<Draw> {
  return fc.record({
    formulas: fc.array(formula, { minLength: 1, maxLength: 4 }),
    criteria: fc.array(condition, { minLength: 3, maxLength: 6 }),
    defaults: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
    priority: fc.boolean(),
    scores: fc.array(fc.array(factor, { minLength: 1, maxLength: 4 }), { minLength: 0, maxLength: 2 }),
    rows: fc.array(row, { minLength: 1, maxLength: customers, size: 'max' }),
  });
}

/** The customers of a draw. */
export function customersOf({ rows }: Draw): Customers {
  return {
    columns: COLUMNS,
    rows: rows.map((cells, index) => [`C${String(index).padStart(4, '0')}`, ...cells.slice(1)]),
  };
}

/** The criteria file of a draw, with thresholds that some customer has exactly; `read` compiles one. */
export async function criteriaTextOf(
  draw: Draw,
  read: (text: string) => Promise<Criteria | null>,
): Promise<string | null> {
  const bare = await read(
    fileOf(draw, ['{ x: { at_least: 0 } }', '{ x: { at_least: 1 } }', '{ x: { at_least: 2 } }']),
  );
  if (bare === null) return null;
  const values = await exactValues(bare, customersOf(draw));
  const facts = [...factsIn(draw), ...draw.scores.flatMap((_, index) => [`s${index}`, `s${index}`])];
  const write = (one: Conjecture): string => {
    switch (one.kind) {
      case 'fixed':
        return one.text;
      case 'relative':
        return `{ ${facts[one.fact % facts.length]}: { ${one.test} } }`;
      case 'not':
        return `{ not: ${write(one.of)} }`;
      case 'all':
      case 'any':
        return `{ ${one.kind}: [${one.of.map(write).join(', ')}] }`;
      case 'test': {
        const fact = facts[one.fact % facts.length]!;
        const known = values.get(fact) ?? [];
        const pick = (at: number): string => (known.length === 0 ? '0.15' : known[at % known.length]!);
        const first = stepped(pick(one.at), one.step);
        const second = pick(one.at + 1);
        const [low, high] = Number(first) <= Number(second) ? [first, second] : [second, first];
        const operand = one.operator === 'between' || one.operator === 'in' ? `[${low}, ${high}]` : first;
        return `{ ${fact}: { ${one.operator}: ${operand} } }`;
      }
    }
  };
  return fileOf(draw, draw.criteria.map(write));
}

// The numbers of a draw, by name.
function factsIn({ formulas }: Draw): string[] {
  return [...NUMBERS, ...formulas.map((_, index) => `f${index}`)];
}

function scoresOf(draw: Draw): string {
  const facts = factsIn(draw);
  const write = ({ fact, weight, rule, missing }: DrawnFactor): string =>
    `    - { fact: ${facts[fact % facts.length]}, weight: ${weight}, ${rule}${missing === null ? '' : `, missing: ${missing}`} }`;
  const scores = draw.scores.map((factors, index) => `  s${index}:\n${factors.map(write).join('\n')}\n`);
  return scores.length === 0 ? '' : `scores:\n${scores.join('')}`;
}

// A little beside the exact value, where doubles do not tell the two apart.
function stepped(text: string, step: number): string {
  if (step === 0) return text;
  const places = 17;
  const scaled = BigInt(Math.round(Number(text) * 1e6)) * 10n ** 11n + BigInt(step);
  const digits = String(scaled < 0n ? -scaled : scaled).padStart(places + 1, '0');
  return `${scaled < 0n ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

function fileOf(draw: Draw, criteria: readonly string[]): string {
  const { formulas, defaults, priority } = draw;
  const missing = (at: number): string => (defaults[at] === true ? ', missing: 0' : '');
  const ids = (from: number, to: number): string =>
    criteria
      .slice(from, to)
      .map((one, index) => `        - { id: c${from + index}, all: [${one}] }`)
      .join('\n');
  const half = Math.ceil(criteria.length / 2);
  return `name: drawn
fields:
  customer_id: { type: id }
  x: { type: number${missing(0)} }
  y: { type: number${missing(1)} }
  z: { type: number${missing(2)} }
  money: { type: money${missing(3)} }
  prior: { type: money${missing(4)} }
  rate: { type: percent, format: fraction }
  day: { type: date }
  flag: { type: flag }
  state: { type: choice, values: { active: [活跃], closed: [], customer: [kunde] } }
  name: { type: text }
derived:
  idle: days_since(day)
${formulas.map((one, index) => `  f${index}: "${one}"`).join('\n')}
${scoresOf(draw)}priority: [lost, key, normal]
categories:
  lost:
    when:
      any:
${ids(0, half)}
  key:
    when:
      any:
${ids(half, criteria.length)}
  normal: { when: ${priority ? 'otherwise' : '{ x: { present: yes } }'} }
`;
}

// The exact values of each number over the customers, where they are plain decimals; others to twelve places.
async function exactValues(criteria: Criteria, customers: Customers): Promise<Map<string, string[]>> {
  const bytes = new TextEncoder().encode(csvOf(customers));
  const table = await openTable(
    (async function* () {
      yield bytes;
    })(),
    { file: 'c.csv', encoding: 'utf-8', delimiter: ',', report: () => undefined, refuse: () => undefined },
  );
  const reader = openReader({ criteria }, table!, () => undefined)!;
  const classifier = createClassifier(criteria, AS_OF, NO_CUTS);
  const found = new Map<string, Set<string>>();
  for await (const batch of table!.records) {
    for (const record of batch) {
      reader.read(record);
      classifier.compute(reader.facts);
      for (const { name, slot, type } of criteria.facts.values()) {
        const exact = type.kind === 'number' ? exactFact(reader.facts, slot) : null;
        if (exact === null || exact.abs().compare(1e15) > 0) continue;
        const text = exact.toString();
        if (text.includes('/')) continue;
        const set = found.get(name) ?? new Set();
        found.set(name, set.add(text.slice(0, 28)));
      }
    }
  }
  return new Map([...found].map(([name, values]) => [name, [...values].sort()]));
}
