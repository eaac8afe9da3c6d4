import type { AgeCondition, CompareCondition, MeanTest } from './condition.ts';
import type { Fact } from './fact.ts';

/** What stands behind an operator in the file. */
export type OperandKind =
  | 'amount'
  | 'range'
  | 'value'
  | 'values'
  | 'flag'
  | 'day'
  | 'days'
  | 'top'
  | 'ratio'
  | 'quantile';

/** Which facts an operator suits. */
export type OperatorDomain = 'ordered' | 'any' | 'day' | 'rankable';

/** What an operator takes, which facts it suits, and what it means, in a line for people. */
export interface Operator {
  readonly operand: OperandKind;
  readonly suits: OperatorDomain;
  readonly meaning: string;
}

/** The closed set of operators. */
export const OPERATORS = {
  at_least: { operand: 'amount', suits: 'ordered', meaning: 'this much or more' },
  more_than: { operand: 'amount', suits: 'ordered', meaning: 'more than this' },
  at_most: { operand: 'amount', suits: 'ordered', meaning: 'this much or less' },
  less_than: { operand: 'amount', suits: 'ordered', meaning: 'less than this' },
  between: { operand: 'range', suits: 'ordered', meaning: 'from the first to the second, both included' },
  is: { operand: 'value', suits: 'any', meaning: 'equal to this value; a bare value means the same' },
  is_not: { operand: 'value', suits: 'any', meaning: 'anything but this value' },
  in: { operand: 'values', suits: 'any', meaning: 'one of these values' },
  not_in: { operand: 'values', suits: 'any', meaning: 'none of these values' },
  present: { operand: 'flag', suits: 'any', meaning: 'yes: there is a value; no: there is none' },
  since: { operand: 'day', suits: 'day', meaning: 'on this day or later' },
  before: { operand: 'day', suits: 'day', meaning: 'earlier than this day' },
  older_than: { operand: 'days', suits: 'day', meaning: 'more than so many days before the as-of date' },
  within: { operand: 'days', suits: 'day', meaning: 'not more than so many days before the as-of date' },
  top: {
    operand: 'top',
    suits: 'rankable',
    meaning: 'among the largest so many customers, or the largest percent of them',
  },
  top_share: {
    operand: 'ratio',
    suits: 'rankable',
    meaning: 'among the largest customers that together make this share of the sum',
  },
  quantile: {
    operand: 'quantile',
    suits: 'rankable',
    meaning: 'in these bins when all customers are cut into equal parts',
  },
  above_mean: {
    operand: 'flag',
    suits: 'rankable',
    meaning: 'yes: more than the mean of all customers; no: not more',
  },
  at_least_mean: {
    operand: 'flag',
    suits: 'rankable',
    meaning: 'yes: the mean of all customers or more; no: less',
  },
  below_mean: {
    operand: 'flag',
    suits: 'rankable',
    meaning: 'yes: less than the mean of all customers; no: not less',
  },
} as const satisfies Record<string, Operator>;

/** An operator as a criteria file spells it. */
export type OperatorName = keyof typeof OPERATORS;

/** The side of its bound on which a comparison holds, with the bound itself or without it. */
export const SIDE_OF: Readonly<Record<CompareCondition['operator'], 'above' | 'below'>> = {
  at_least: 'above',
  more_than: 'above',
  since: 'above',
  at_most: 'below',
  less_than: 'below',
  before: 'below',
};

/** The side of its line on which an age holds: more days than the line are above it. */
export const AGE_SIDE: Readonly<Record<AgeCondition['operator'], 'above' | 'below'>> = {
  older_than: 'above',
  within: 'below',
};

/** What a test on the mean is called, and what stands behind it. */
export const MEAN_OPERATORS: Readonly<
  Record<MeanTest['side'], { readonly operator: MeanOperator; readonly operand: 'yes' | 'no' }>
> = {
  above: { operator: 'above_mean', operand: 'yes' },
  at_least: { operator: 'at_least_mean', operand: 'yes' },
  at_most: { operator: 'above_mean', operand: 'no' },
  below: { operator: 'below_mean', operand: 'yes' },
};

/** An operator that compares with the mean. */
export type MeanOperator = 'above_mean' | 'at_least_mean' | 'below_mean';

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
  'per',
  'otherwise',
]);

/** Whether an operator of a domain makes sense for a fact. */
export function suits(fact: Fact, domain: OperatorDomain): boolean {
  const unit = fact.type.kind === 'number' ? fact.type.unit : null;
  switch (domain) {
    case 'any':
      return true;
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

/** A fact's type in words. */
export function describeType(fact: Fact): string {
  if (fact.type.kind === 'text') return 'text';
  return fact.type.unit === 'day' ? 'a date' : fact.type.unit === 'flag' ? 'yes or no' : fact.type.unit;
}
