import fc from 'fast-check';
import type { TableColumn } from './engines.ts';

/** A field that criteria are drawn over, with what its cells may hold. */
export interface DrawnField {
  readonly name: string;
  readonly column: TableColumn['type'];
  readonly says: string;
  /** What stands for a blank, in criteria that say so. */
  readonly missing: string;
  /** What is plausible, in criteria that say so. */
  readonly limits?: string;
  readonly cells: fc.Arbitrary<string>;
}

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
export const DAYS = [
  '2026-06-30',
  '2026-06-29',
  '2026-03-31',
  '2026-04-01',
  '2025-06-30',
  '2024-02-29',
  '2026-07-01',
];
/** The days on which criteria may be asked. */
export const AS_OF_DAYS = ['2026-06-30', '2026-06-30', '2024-02-29', '2026-03-31'];

const amount = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...AMOUNTS) },
  { weight: 1, arbitrary: fc.integer({ min: -9999, max: 9999 }).map((cents) => String(cents / 100)) },
);
const cents = amount.map((text) => (/\.\d{3}/.test(text) ? '1.5' : text));
const day = fc.constantFrom(...DAYS);

/** What stands in a column of texts for a number, a day or a flag, and is none; columns with a type have a blank. */
export const BAD_CELL = 'abc';

/** The fields behind the id. */
export const FIELDS: readonly DrawnField[] = [
  { name: 'x', column: 'decimal', says: 'type: number', missing: '0', cells: amount },
  { name: 'y', column: 'decimal', says: 'type: number', missing: '0', cells: amount },
  {
    name: 'z',
    column: 'decimal',
    says: 'type: number',
    missing: '1.15',
    limits: 'min: -1, max: 5.75m',
    cells: amount,
  },
  { name: 'money', column: 'decimal', says: 'type: money', missing: '0', cells: cents },
  { name: 'prior', column: 'decimal', says: 'type: money', missing: '0', limits: 'min: -1', cells: cents },
  { name: 'big', column: 'decimal', says: 'type: money, scale: thousand', missing: '5m', cells: cents },
  {
    name: 'rate',
    column: 'decimal',
    says: 'type: percent, format: fraction',
    missing: '15%',
    cells: fc.constantFrom('0', '0.15', '0.3', '-0.1', '1', '0.1'),
  },
  {
    name: 'share',
    column: 'decimal',
    says: 'type: percent, format: [percent, fraction]',
    missing: '50%',
    limits: 'max: 100%',
    cells: fc.constantFrom('0', '0.15', '15', '1', '1.15', '95', '-20', '0.3', '100', '115'),
  },
  { name: 'day', column: 'date', says: 'type: date', missing: '2026-03-31', cells: day },
  {
    name: 'start',
    column: 'date',
    says: 'type: date',
    missing: '2025-06-30',
    limits: 'min: 2025-01-01, max: 2026-06-30',
    cells: day,
  },
  {
    name: 'flag',
    column: 'flag',
    says: 'type: flag',
    missing: 'yes',
    cells: fc.constantFrom('true', 'false'),
  },
  {
    name: 'state',
    column: 'text',
    says: 'type: choice, values: { active: [活跃], closed: [], customer: [kunde] }',
    missing: 'closed',
    cells: fc.oneof(
      { weight: 30, arbitrary: fc.constantFrom('active', 'Closed', 'kunde', 'ACTIVE ', '活跃') },
      { weight: 1, arbitrary: fc.constant('other') },
    ),
  },
  {
    name: 'name',
    column: 'text',
    says: 'type: text',
    missing: 'UK',
    cells: fc.constantFrom('EU North', 'EUROPE', 'eu', ' UK', "O'Neil", 'a\\b'),
  },
  {
    name: 'unit',
    column: 'text',
    says: 'type: text',
    missing: 'South',
    cells: fc.constantFrom('North', 'North', 'South', 'West'),
  },
];

/** Fields whose values thresholds are drawn from, and which are ranked, beside what is calculated. */
export const NUMBERS = ['x', 'y', 'money', 'rate', 'z', 'prior', 'big', 'share', 'idle', 'span'];

/** Formulas, some of them of the one before: `@`. One that the units do not allow gives way to the plain `x`. */
export const FORMULAS = [
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
  '@',
  '@ * 2',
  '1 - @',
  'money - prior',
  'max(money, 5m)',
  'money + 500万',
  'money / big',
  'big / 3',
  'share + 15%',
  'rate / share',
  'idle',
  'idle * rate',
  'span / 30',
  'idle - 90 days',
  'min(idle, span)',
  '1 + 4 * (round(rate * 9) - 1) / 8',
];

/** Formulas of days; what is added to a day may be no whole number of them. */
export const DAY_FORMULAS = [
  'day + 90 days',
  'day - 1',
  'start + 90.5',
  'day + x',
  'start + y / 3',
  'min(day, start)',
  'max(start, day)',
  'coalesce(day, start)',
];

/** Formulas of a score, which the others cannot be. */
export const SCORE_FORMULAS = ['s0', 's0 / 100', 'round(s0)', 's0 - x', 'coalesce(s0, x)', 's0 * rate'];

/** How a factor gives points for a number. */
export const POINT_RULES = [
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
];

/** Factors of facts that are no numbers. */
export const OTHER_FACTORS = [
  'fact: state, points: { active: 100, closed: 0 }',
  'fact: name, points: { eu: 50, UK: 100 }',
  'fact: flag, points: { yes: 100, no: 20 }',
  'fact: day, scale: [2024-02-29, 2026-06-30]',
  'fact: start, scale: [2026-07-01, 2025-06-30]',
  'fact: day, bands: { 2025-06-30: 10, 2026-03-31: 50, 2026-06-30: 100 }',
  'fact: due, bands: { 2026-06-30: 33.3, 2026-09-28: 100 }',
  'fact: start, points: { 2026-06-30: 100, 2024-02-29: 30 }',
];

/** Operators against thresholds that some customer has exactly. */
export const OPERATORS = [
  'at_least',
  'more_than',
  'at_most',
  'less_than',
  'is',
  'is_not',
  'between',
  'in',
  'not_in',
  'present',
] as const;

const TEXT_TESTS = (fact: string, one: string, other: string, start: string): string[] => [
  `{ ${fact}: ${one} }`,
  `{ ${fact}: { is: ${one} } }`,
  `{ ${fact}: { is_not: ${one} } }`,
  `{ ${fact}: { in: [${one}, ${other}] } }`,
  `{ ${fact}: { not_in: [${one}, ${other}] } }`,
  `{ ${fact}: { starts_with: ${start} } }`,
  `{ ${fact}: { present: no } }`,
  `{ ${fact}: { present: yes } }`,
];
const DAY_TESTS = (fact: string, one: string, other: string): string[] => [
  `{ ${fact}: { at_least: ${one} } }`,
  `{ ${fact}: { more_than: ${one} } }`,
  `{ ${fact}: { at_most: ${other} } }`,
  `{ ${fact}: { less_than: ${other} } }`,
  `{ ${fact}: { between: [${one}, ${other}] } }`,
  `{ ${fact}: ${one} }`,
  `{ ${fact}: { is_not: ${one} } }`,
  `{ ${fact}: { in: [${one}, ${other}] } }`,
  `{ ${fact}: { not_in: [${one}, ${other}] } }`,
  `{ ${fact}: { present: no } }`,
  `{ ${fact}: { present: yes } }`,
  `{ ${fact}: { since: ${one} } }`,
  `{ ${fact}: { before: ${other} } }`,
  `{ ${fact}: { within: 90 days } }`,
  `{ ${fact}: { older_than: 91 } }`,
  `{ ${fact}: { older_than: 90.5 } }`,
  `{ ${fact}: { within: 0.5 } }`,
];

/** Tests whose operands are not drawn from customers. */
export const FIXED = [
  ...TEXT_TESTS('state', 'active', 'closed', 'c'),
  ...TEXT_TESTS('name', 'UK', '"a\\\\b"', '["EU ", "O\'"]'),
  ...TEXT_TESTS('unit', 'North', 'South', '[N, So]'),
  ...TEXT_TESTS('customer_id', 'C0001', 'C0003', 'C000'),
  ...DAY_TESTS('day', '2026-03-31', '2026-06-29'),
  ...DAY_TESTS('start', '2026-04-01', '2026-06-30'),
  ...DAY_TESTS('due', '2026-06-30', '2026-09-27'),
  '{ flag: yes }',
  '{ flag: { is: no } }',
  '{ flag: { is_not: no } }',
  '{ flag: { in: [yes, no] } }',
  '{ flag: { not_in: [yes] } }',
  '{ flag: { present: no } }',
  '{ idle: { at_least: 90 } }',
  '{ idle: { more_than: 365 days } }',
  '{ idle: { between: [0.5, 91.5] } }',
  '{ x: { present: yes } }',
  '{ x: { at_least: 1, less_than: 100 } }',
  '{ money: { present: no } }',
  '{ rate: { present: no } }',
  '{ f0: { present: yes } }',
  '{ f0: { present: no } }',
  '{ span: { present: no } }',
  '{ money: { between: [1.15, 5m] }, rate: { at_least: 15%, present: yes } }',
  '{ state: active, flag: yes, day: { within: 90 days, since: 2026-04-01 } }',
  '{ big: { at_least: 5m } }',
  '{ share: { more_than: 15% } }',
  '{ share: { in: [1.15%, 15%, 95%] } }',
];

/** Tests that compare customers. */
export const RELATIVE = [
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
/** The groups in which they do. */
export const PER = ['', '', ', per: state', ', per: name', ', per: unit'];
