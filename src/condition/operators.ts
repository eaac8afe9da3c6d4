import type { Unit } from '../fields/value.ts';
import type { Wording } from '../text/wording.ts';
import type { Fact } from './fact.ts';

/** What stands behind an operator in the file. */
export type OperandKind =
  | 'amount'
  | 'range'
  | 'value'
  | 'values'
  | 'texts'
  | 'flag'
  | 'day'
  | 'days'
  | 'top'
  | 'ratio'
  | 'quantile';

/** Which facts an operator suits. */
export type OperatorDomain = 'ordered' | 'any' | 'text' | 'day' | 'rankable';

/** Operators of one family are read, decided and said alike: whatever walks conditions asks for the family. */
type OperatorFamily = 'compare' | 'between' | 'member' | 'present' | 'age' | 'top' | 'quantile' | 'mean';

/** What an operator takes, which facts it suits, and what it means, in a line for people. */
interface Operator {
  readonly family: OperatorFamily;
  readonly operand: OperandKind;
  readonly suits: OperatorDomain;
  readonly meaning: string;
}

/** The closed set of operators. */
export const OPERATORS = {
  at_least: { family: 'compare', operand: 'amount', suits: 'ordered', meaning: 'this much or more' },
  more_than: { family: 'compare', operand: 'amount', suits: 'ordered', meaning: 'more than this' },
  at_most: { family: 'compare', operand: 'amount', suits: 'ordered', meaning: 'this much or less' },
  less_than: { family: 'compare', operand: 'amount', suits: 'ordered', meaning: 'less than this' },
  between: {
    family: 'between',
    operand: 'range',
    suits: 'ordered',
    meaning: 'from the first to the second, both included',
  },
  is: {
    family: 'member',
    operand: 'value',
    suits: 'any',
    meaning: 'equal to this value; a bare value means the same',
  },
  is_not: { family: 'member', operand: 'value', suits: 'any', meaning: 'anything but this value' },
  in: { family: 'member', operand: 'values', suits: 'any', meaning: 'one of these values' },
  not_in: { family: 'member', operand: 'values', suits: 'any', meaning: 'none of these values' },
  starts_with: {
    family: 'member',
    operand: 'texts',
    suits: 'text',
    meaning: 'begins with this text, or with one of these',
  },
  present: {
    family: 'present',
    operand: 'flag',
    suits: 'any',
    meaning: 'yes: there is a value; no: there is none',
  },
  since: { family: 'compare', operand: 'day', suits: 'day', meaning: 'on this day or later' },
  before: { family: 'compare', operand: 'day', suits: 'day', meaning: 'earlier than this day' },
  older_than: {
    family: 'age',
    operand: 'days',
    suits: 'day',
    meaning: 'more than so many days before the as-of date',
  },
  within: {
    family: 'age',
    operand: 'days',
    suits: 'day',
    meaning: 'not more than so many days before the as-of date',
  },
  top: {
    family: 'top',
    operand: 'top',
    suits: 'rankable',
    meaning: 'among the largest so many customers, or the largest percent of them',
  },
  top_share: {
    family: 'top',
    operand: 'ratio',
    suits: 'rankable',
    meaning: 'among the largest customers that together make this share of the sum',
  },
  quantile: {
    family: 'quantile',
    operand: 'quantile',
    suits: 'rankable',
    meaning: 'in these bins when all customers are cut into equal parts',
  },
  above_mean: {
    family: 'mean',
    operand: 'flag',
    suits: 'rankable',
    meaning: 'yes: more than the mean of all customers; no: not more',
  },
  at_least_mean: {
    family: 'mean',
    operand: 'flag',
    suits: 'rankable',
    meaning: 'yes: the mean of all customers or more; no: less',
  },
  below_mean: {
    family: 'mean',
    operand: 'flag',
    suits: 'rankable',
    meaning: 'yes: less than the mean of all customers; no: not less',
  },
} as const satisfies Record<string, Operator>;

/** An operator as a criteria file spells it. */
export type OperatorName = keyof typeof OPERATORS;

/** The operators of a family. */
export type OperatorIn<F extends OperatorFamily> = {
  [N in OperatorName]: (typeof OPERATORS)[N]['family'] extends F ? N : never;
}[OperatorName];

/** Whether an operator belongs to a family. */
export function isIn<F extends OperatorFamily>(family: F, name: OperatorName): name is OperatorIn<F> {
  return OPERATORS[name].family === family;
}

/** A side of a line. */
type Side = 'above' | 'below';

/** The side of its bound on which a comparison holds, with the bound itself or without it. */
export const COMPARISONS: Readonly<
  Record<OperatorIn<'compare'>, { readonly side: Side; readonly withBound: boolean }>
> = {
  at_least: { side: 'above', withBound: true },
  more_than: { side: 'above', withBound: false },
  at_most: { side: 'below', withBound: true },
  less_than: { side: 'below', withBound: false },
  since: { side: 'above', withBound: true },
  before: { side: 'below', withBound: false },
};

/** The side of its line on which an age holds: more days than the line are above it. */
export const AGE_SIDE: Readonly<Record<OperatorIn<'age'>, Side>> = {
  older_than: 'above',
  within: 'below',
};

/** How a value is looked for in a list, and whether the test holds where it is found. One value is a list of one. */
export const MEMBERSHIPS = {
  in: { finds: 'whole', expected: true },
  not_in: { finds: 'whole', expected: false },
  starts_with: { finds: 'beginning', expected: true },
} as const satisfies Record<string, Membership>;

interface Membership {
  readonly finds: Finds;
  readonly expected: boolean;
}

/** What counts as found: the value itself, or a text that begins with it. */
export type Finds = 'whole' | 'beginning';

/** A test of membership, whichever of its spellings stands in the file. */
export type MemberOperator = keyof typeof MEMBERSHIPS;

/** What each spelling of a test of membership means. */
export const MEMBER_OPERATORS: Readonly<Record<OperatorIn<'member'>, MemberOperator>> = {
  is: 'in',
  is_not: 'not_in',
  in: 'in',
  not_in: 'not_in',
  starts_with: 'starts_with',
};

/** Where a value stands against the mean: above or below it, with the mean itself or without. */
export type MeanSide = 'above' | 'at_least' | 'at_most' | 'below';

/** The sides that an operator on the mean asks for, with yes and with no. */
export const MEAN_SIDES: Readonly<Record<OperatorIn<'mean'>, Readonly<Record<'yes' | 'no', MeanSide>>>> = {
  above_mean: { yes: 'above', no: 'at_most' },
  at_least_mean: { yes: 'at_least', no: 'below' },
  below_mean: { yes: 'below', no: 'at_least' },
};

/** What a test on the mean is called, and what stands behind it. */
export const MEAN_OPERATORS: Readonly<
  Record<MeanSide, { readonly operator: OperatorIn<'mean'>; readonly operand: 'yes' | 'no' }>
> = {
  above: { operator: 'above_mean', operand: 'yes' },
  at_least: { operator: 'at_least_mean', operand: 'yes' },
  at_most: { operator: 'above_mean', operand: 'no' },
  below: { operator: 'below_mean', operand: 'yes' },
};

/** Own names only: `toString` is no operator. */
export function isOperator(name: string): name is OperatorName {
  return Object.hasOwn(OPERATORS, name);
}

/** Words of the language that no fact may be called. */
export const RESERVED_NAMES: ReadonlySet<string> = new Set([
  ...Object.keys(OPERATORS),
  'all',
  'any',
  'not',
  'id',
  'title',
  'per',
  'otherwise',
]);

/** Whether an operator of a domain makes sense for a fact. */
export function suits(fact: Fact, domain: OperatorDomain): boolean {
  const unit = fact.type.kind === 'number' ? fact.type.unit : null;
  switch (domain) {
    case 'any':
      return true;
    case 'text':
      return unit === null;
    case 'ordered':
      return unit !== null && unit !== 'flag';
    case 'day':
      return unit === 'day';
    case 'rankable':
      return unit !== null && unit !== 'flag' && unit !== 'day';
  }
}

/** The operators that a fact takes. */
export function suitable(fact: Fact): string[] {
  return Object.entries(OPERATORS)
    .filter(([, operator]) => suits(fact, operator.suits))
    .map(([name]) => name);
}

const DESCRIPTIONS: Readonly<Record<Unit | 'text', Wording>> = {
  text: { en: 'text', zh: '文本' },
  number: { en: 'number', zh: '数字' },
  money: { en: 'money', zh: '金额' },
  ratio: { en: 'ratio', zh: '比率' },
  days: { en: 'days', zh: '天数' },
  day: { en: 'a date', zh: '日期' },
  points: { en: 'points', zh: '得分' },
  flag: { en: 'yes or no', zh: '是或否' },
};

/** A fact's type in words. */
export function describeType(fact: Fact): Wording {
  return DESCRIPTIONS[fact.type.kind === 'text' ? 'text' : fact.type.unit];
}
