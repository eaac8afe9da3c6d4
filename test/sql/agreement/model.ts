import fc from 'fast-check';
import { NO_CUTS } from '../../../src/condition/condition.ts';
import type { CategoryName, Criteria } from '../../../src/criteria/criteria.ts';
import { parseDay } from '../../../src/fields/day.ts';
import { exactFact } from '../../../src/fields/facts.ts';
import type { TableForm } from '../../../src/sql/tree.ts';
import { createClassifier } from '../../../src/verdict/classify.ts';
import { openReader } from '../../../src/verdict/pass.ts';
import { AS_OF, type Customers, criteriaOf, openWith, type Situation } from './engines.ts';
import {
  AS_OF_DAYS,
  BAD_CELL,
  DAY_FORMULAS,
  DAYS,
  type DrawnField,
  FIELDS,
  FIXED,
  FORMULAS,
  NUMBERS,
  OPERATORS,
  OTHER_FACTORS,
  PER,
  POINT_RULES,
  RELATIVE,
  SCORE_FORMULAS,
} from './vocabulary.ts';

/** Criteria and customers, drawn by chance; a threshold is drawn from what a customer has exactly. */
export interface Draw {
  readonly formulas: readonly string[];
  readonly dayFormula: string;
  readonly ofScore: string | null;
  readonly criteria: readonly Conjecture[];
  /** Whether a category has one condition, and none of them an id. */
  readonly isBare: boolean;
  /** By field whether a blank stands for something, and whether values beyond the plausible are mistakes. */
  readonly defaults: readonly boolean[];
  readonly limits: boolean;
  readonly priority: boolean;
  readonly scores: readonly (readonly DrawnFactor[])[];
  readonly rows: readonly Row[];
  readonly beside: DrawnBeside;
}

/** What is drawn beside one file of criteria and one of customers. */
interface DrawnBeside {
  /** Whether the fields stand in a file that the criteria extend. */
  readonly isLayered: boolean;
  /** What a business unit says otherwise; null where there are none. */
  readonly unit: { readonly formula: string; readonly criterion: Conjecture } | null;
  readonly stays: Conjecture | null;
  readonly previous: readonly (CategoryName | null)[];
  readonly overrides: readonly (readonly [CategoryName, string] | null)[];
  readonly cuts: Situation['cuts'];
  readonly form: TableForm;
  readonly asOf: string;
}

/** A factor of a score: its fact by number, and what gives the points; or the whole of it. */
type DrawnFactor =
  | {
      readonly fact: number;
      readonly weight: string;
      readonly rule: string;
      readonly missing: string | null;
    }
  | { readonly weight: string; readonly text: string; readonly missing: string | null };

/** A condition whose thresholds are not known yet. */
type Conjecture =
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

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { freq: 6 });

const row: fc.Arbitrary<Row> = fc.tuple(
  ...FIELDS.map(({ cells, column }) =>
    column === 'text'
      ? maybe(cells)
      : maybe(fc.oneof({ weight: 200, arbitrary: cells }, { weight: 1, arbitrary: fc.constant(BAD_CELL) })),
  ),
);

const { formula } = fc.letrec<{ formula: string }>((tie) => ({
  formula: fc.oneof(
    { depthSize: 'small', withCrossShrink: true, maxDepth: 4 },
    fc.constantFrom(...FORMULAS),
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

const FACTS = { max: 19 };
const weight = fc.constantFrom('1', '2', '30', '0.5', '15');
const missingPoints = fc.option(fc.constantFrom('0', '50', '100'), { freq: 2 });
const factor: fc.Arbitrary<DrawnFactor> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      fact: fc.nat(FACTS),
      weight,
      rule: fc.constantFrom(...POINT_RULES),
      missing: missingPoints,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ weight, text: fc.constantFrom(...OTHER_FACTORS), missing: missingPoints }),
  },
);

const { condition } = fc.letrec<{ condition: Conjecture }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true, maxDepth: 3 },
    fc.record({
      kind: fc.constant('test' as const),
      fact: fc.nat(FACTS),
      operator: fc.constantFrom(...OPERATORS),
      at: fc.nat({ max: 1000 }),
      step: fc.constantFrom(0, 0, 0, -1, 1),
    }),
    fc
      .tuple(fc.nat(FACTS), fc.constantFrom(...RELATIVE), fc.constantFrom(...PER))
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

const category = fc.constantFrom<CategoryName>('key', 'target', 'normal', 'lost');
const NOTHING_BESIDE: DrawnBeside = {
  isLayered: false,
  unit: null,
  stays: null,
  previous: [],
  overrides: [],
  cuts: 'found',
  form: 'typed',
  asOf: AS_OF_DAYS[0]!,
};
const beside: fc.Arbitrary<DrawnBeside> = fc.oneof(
  { withCrossShrink: true },
  fc.constant(NOTHING_BESIDE),
  fc.record({
    isLayered: fc.boolean(),
    unit: fc.option(fc.record({ formula, criterion: condition })),
    stays: fc.option(condition, { freq: 2 }),
    previous: fc.oneof(fc.constant([]), fc.array(fc.option(category), { minLength: 1, maxLength: 12 })),
    overrides: fc.oneof(
      fc.constant([]),
      fc.array(fc.option(fc.tuple(category, fc.constantFrom(...DAYS)), { freq: 2 }), {
        minLength: 1,
        maxLength: 12,
      }),
    ),
    cuts: fc.constantFrom('found' as const, 'locked' as const, 'kept' as const),
    form: fc.constantFrom('typed' as const, 'text' as const),
    asOf: fc.constantFrom(...AS_OF_DAYS),
  }),
);

/** Draws of so many customers at most; `isAlone` leaves out what may stand beside criteria and customers. */
export function draws(customers: number, isAlone = false): fc.Arbitrary<Draw> {
  return fc.record({
    formulas: fc.array(formula, { minLength: 1, maxLength: 4 }),
    dayFormula: fc.constantFrom(...DAY_FORMULAS),
    ofScore: fc.option(fc.constantFrom(...SCORE_FORMULAS), { freq: 2 }),
    criteria: fc.array(condition, { minLength: 3, maxLength: 6 }),
    isBare: fc.boolean(),
    defaults: fc.array(fc.boolean(), { minLength: FIELDS.length, maxLength: FIELDS.length }),
    limits: fc.boolean(),
    priority: fc.boolean(),
    scores: fc.array(fc.array(factor, { minLength: 1, maxLength: 4 }), { minLength: 0, maxLength: 2 }),
    rows: fc.array(row, { minLength: 1, maxLength: customers, size: 'max' }),
    beside: isAlone ? fc.constant(NOTHING_BESIDE) : beside,
  });
}

/** The situation that a draw comes to, with thresholds that some customer has exactly; null where it makes no criteria. */
export async function situationOf(drawn: Draw): Promise<Situation | null> {
  const draw = await withPlainFormulas(drawn);
  const bare = await criteriaOf(
    filesOf(
      draw,
      draw.criteria.map(() => '{ x: { at_least: 0 } }'),
      null,
      null,
    ),
  );
  if (bare === null) return null;
  const customers = customersOf(draw);
  const { unit, stays, previous, overrides, ...others } = draw.beside;
  const asOf = parseDay(others.asOf)!;
  const values = await exactValues(bare, customers, asOf);
  const facts = [...factsIn(draw), ...draw.scores.flatMap((_, index) => [`s${index}`, `s${index}`])];
  const write = (one: Conjecture): string => writeCondition(one, facts, values);
  const files = filesOf(
    draw,
    draw.criteria.map(write),
    stays === null ? null : write(stays),
    unit === null ? null : write(unit.criterion),
  );
  const byId = <T>(of: readonly (T | null)[]): Map<string, T> =>
    new Map(
      customers.rows.flatMap(([id], index): [string, T][] => {
        const own = of[index % of.length];
        return own == null ? [] : [[id!, own]];
      }),
    );
  return {
    files,
    customers,
    previous: previous.length === 0 ? null : byId(previous),
    overrides:
      overrides.length === 0
        ? null
        : new Map([...byId(overrides)].map(([id, [name, expires]]) => [id, { category: name, expires }])),
    cuts: others.cuts,
    form: others.form,
    asOf,
  };
}

function customersOf({ rows, beside: { form } }: Draw): Customers {
  const cellOf = (cell: string | null, { column }: DrawnField): string | null =>
    cell === BAD_CELL && form === 'typed' && column !== 'text' ? null : cell;
  return {
    columns: [
      { name: 'customer_id', type: 'text' },
      ...FIELDS.map(({ name, column }) => ({ name, type: column })),
    ],
    rows: rows.map((cells, index) => [
      `C${String(index).padStart(4, '0')}`,
      ...cells.map((cell, at) => cellOf(cell, FIELDS[at]!)),
    ]),
  };
}

function writeCondition(
  one: Conjecture,
  facts: readonly string[],
  values: ReadonlyMap<string, readonly string[]>,
): string {
  const write = (part: Conjecture): string => writeCondition(part, facts, values);
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
      if (one.operator === 'present') return `{ ${fact}: { present: ${one.at % 2 === 0 ? 'yes' : 'no'} } }`;
      const isList = ['between', 'in', 'not_in'].includes(one.operator);
      return `{ ${fact}: { ${one.operator}: ${isList ? `[${low}, ${high}]` : first} } }`;
    }
  }
}

// The numbers of a draw, by name.
function factsIn({ formulas, scores, ofScore }: Draw): string[] {
  const own = formulas.map((_, index) => `f${index}`);
  return [...own, ...NUMBERS, ...(scores.length === 0 || ofScore === null ? [] : ['g'])];
}

// What the units of a formula's parts do not allow gives way, so that most draws make criteria.
async function withPlainFormulas(draw: Draw): Promise<Draw> {
  const plain = async (one: string, before: readonly string[]): Promise<string> => {
    const formulas = [...before, one];
    const bare = { ...draw, formulas, ofScore: null, scores: [], beside: NOTHING_BESIDE };
    return (await criteriaOf(filesOf(bare, ALWAYS, null, null))) === null ? 'x' : one;
  };
  const formulas: string[] = [];
  for (const one of draw.formulas) formulas.push(await plain(one, formulas));
  const { unit } = draw.beside;
  const ofUnit = unit === null ? null : { ...unit, formula: await plain(unit.formula, []) };
  return { ...draw, formulas, beside: { ...draw.beside, unit: ofUnit } };
}

const ALWAYS = ['{ x: { at_least: 0 } }', '{ x: { at_least: 1 } }'];

function scoresOf(draw: Draw): string {
  const facts = factsIn({ ...draw, ofScore: null });
  const write = (one: DrawnFactor): string => {
    const what = 'text' in one ? one.text : `fact: ${facts[one.fact % facts.length]}, ${one.rule}`;
    return `    - { ${what}, weight: ${one.weight}${one.missing === null ? '' : `, missing: ${one.missing}`} }`;
  };
  const ofScore = '    - { fact: s0, weight: 2, bands: { 0: 0, 33.3: 50, 50: 100 } }';
  const scores = draw.scores.map((factors, index) => {
    const all = [...factors.map(write), ...(index === 1 && factors.length === 1 ? [ofScore] : [])];
    return `  s${index}:\n${all.join('\n')}\n`;
  });
  return scores.length === 0 ? '' : `scores:\n${scores.join('')}`;
}

/** A little beside the exact value, where doubles do not tell the two apart. */
export function stepped(text: string, step: number): string {
  if (step === 0) return text;
  const places = 17;
  const scaled = BigInt(Math.round(Number(text) * 1e6)) * 10n ** 11n + BigInt(step);
  const digits = String(scaled < 0n ? -scaled : scaled).padStart(places + 1, '0');
  return `${scaled < 0n ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

// The criteria, and the files that they name.
function filesOf(
  draw: Draw,
  criteria: readonly string[],
  stays: string | null,
  ofUnit: string | null,
): Record<string, string> {
  const { isLayered, unit } = draw.beside;
  const fields = `fields:
  customer_id: { type: id }
${FIELDS.map((field, at) => fieldText(field, draw, at)).join('\n')}
derived:
  idle: days_since(day)
  due: ${draw.dayFormula}
  span: due - start
${draw.formulas.map((one, index) => `  f${index}: "${withoutSelf(one, index)}"`).join('\n')}
${draw.scores.length === 0 || draw.ofScore === null ? '' : `  g: "${draw.ofScore}"\n`}${scoresOf(draw)}`;
  const categories = `priority: [lost, key, target, normal]
categories:
${categoriesText(draw, criteria, stays)}${
  unit === null ? '' : 'units: { by: unit, criteria: { North: north.yaml } }\n'
}`;
  return {
    'criteria.yaml': isLayered
      ? `name: drawn\nextends: fields.yaml\n${categories}`
      : `name: drawn\n${fields}${categories}`,
    ...(isLayered
      ? { 'fields.yaml': `name: fields\n${fields}categories: { normal: { when: otherwise } }\n` }
      : {}),
    ...(unit === null
      ? {}
      : {
          'north.yaml': `derived: { f0: "${withoutSelf(unit.formula, 0)}" }
categories: { key: { when: { any: [{ id: north, all: [${ofUnit ?? ALWAYS[0]}] }] } } }
`,
        }),
  };
}

// The formula before this one in the place of @.
function withoutSelf(text: string, index: number): string {
  return text.replaceAll('@', index === 0 ? 'x' : `f${index - 1}`);
}

function fieldText({ name, says, missing, limits }: DrawnField, draw: Draw, at: number): string {
  const byDefault = draw.defaults[at] === true ? `, missing: ${missing}` : '';
  return `  ${name}: { ${says}${draw.limits && limits !== undefined ? `, ${limits}` : ''}${byDefault} }`;
}

function categoriesText(draw: Draw, criteria: readonly string[], stays: string | null): string {
  const third = Math.ceil(criteria.length / 3);
  const when = (from: number, to: number): string => {
    const own = criteria.slice(from, to);
    if (own.length === 0) return ALWAYS[1]!;
    if (draw.isBare) return own.length === 1 ? own[0]! : `{ all: [${own.join(', ')}] }`;
    return `{ any: [${own.map((one, index) => `{ id: c${from + index}, all: [${one}] }`).join(', ')}] }`;
  };
  return `  lost: { when: ${when(0, third)} }
  key:
    when: ${when(third, 2 * third)}
${stays === null ? '' : `    stays_while: ${stays}\n`}  target: { when: ${when(2 * third, criteria.length)} }
  normal: { when: ${draw.priority ? 'otherwise' : '{ x: { present: yes } }'} }
`;
}

/**
 * The exact values of each number over the customers, of the company and of units, where they are plain decimals; others to
 * 28 signs.
 */
export async function exactValues(
  company: Criteria,
  customers: Customers,
  asOf = AS_OF,
  orders?: Customers,
): Promise<Map<string, string[]>> {
  const found = new Map<string, Set<string>>();
  for (const criteria of [company, ...(company.units?.criteria.values() ?? [])]) {
    const table = await openWith(criteria, customers, orders, asOf);
    const reader = openReader({ criteria }, table, () => undefined)!;
    const classifier = createClassifier(criteria, asOf, NO_CUTS);
    for await (const batch of table.records) {
      for (const record of batch) {
        reader.read(record);
        classifier.compute(reader.facts);
        for (const { name, slot, type } of criteria.facts.values()) {
          const exact = type.kind === 'number' && type.unit !== 'day' ? exactFact(reader.facts, slot) : null;
          if (exact === null || exact.abs().compare(1e15) > 0) continue;
          const text = exact.toString();
          if (text.includes('/')) continue;
          const set = found.get(name) ?? new Set();
          found.set(name, set.add(text.slice(0, 28)));
        }
      }
    }
  }
  return new Map([...found].map(([name, values]) => [name, [...values].sort()]));
}
