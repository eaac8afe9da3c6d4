import type { Bound } from '../fields/facts.ts';
import type { Unit } from '../fields/value.ts';
import type { Span } from '../text/source.ts';
import type { Fact } from './fact.ts';
import type { MeanSide, MemberOperator, OperatorIn } from './operators.ts';

/** True, false or missing, as in SQL. */
export type Outcome = 'true' | 'false' | 'missing';

/**
 * A condition over a customer's facts: the one tree that the evaluator, the explainer, the linter and the
 * differ walk. Names are resolved and amounts are read; nothing in it is text to be parsed again.
 */
export type Condition =
  | AllCondition
  | AnyCondition
  | NotCondition
  | CompareCondition
  | BetweenCondition
  | MemberCondition
  | PresentCondition
  | AgeCondition
  | RankCondition;

/** A test of one fact. */
export type Leaf = Exclude<Condition, { kind: 'all' | 'any' | 'not' }>;

/** True when every part is; false as soon as one is false; an empty list is never written. */
export interface AllCondition {
  readonly kind: 'all';
  readonly of: readonly Condition[];
  readonly span: Span;
}

/** True as soon as one part is; false when every part is; an empty list is never written. */
export interface AnyCondition {
  readonly kind: 'any';
  readonly of: readonly Condition[];
  readonly span: Span;
}

/** Turns true and false round; missing stays missing. */
export interface NotCondition {
  readonly kind: 'not';
  readonly of: Condition;
  readonly span: Span;
}

/** A number, or a day, against one bound. */
export interface CompareCondition {
  readonly kind: 'compare';
  readonly fact: Fact;
  readonly operator: OperatorIn<'compare'>;
  readonly bound: Quantity;
  readonly span: Span;
}

/** Both bounds belong to it. */
export interface BetweenCondition {
  readonly kind: 'between';
  readonly fact: Fact;
  readonly low: Quantity;
  readonly high: Quantity;
  readonly span: Span;
}

/** Whether one of the values is found: `is` and `in`, `is_not` and `not_in`. */
export interface MemberCondition {
  readonly kind: 'member';
  readonly fact: Fact;
  readonly operator: MemberOperator;
  readonly values: readonly (Quantity | string)[];
  readonly span: Span;
}

/** Whether there is a value at all; never missing itself. */
export interface PresentCondition {
  readonly kind: 'present';
  readonly fact: Fact;
  readonly expected: boolean;
  readonly span: Span;
}

/** The age of a day at the as-of date: older than so many days, or not (`within`). */
export interface AgeCondition {
  readonly kind: 'age';
  readonly fact: Fact;
  readonly operator: OperatorIn<'age'>;
  readonly days: Quantity;
  readonly span: Span;
}

/** Where the customer stands among all customers that have the fact, by its ranked value. */
export interface RankCondition {
  readonly kind: 'rank';
  readonly fact: Fact;
  readonly test: RankTest;
  /** The place of its cut points in `Criteria.cohorts`. */
  readonly cohort: number;
  readonly span: Span;
}

/** Among the top that the cohort cuts off, or in some of its bins. */
export type RankTest = { readonly kind: 'top' } | QuantileTest | MeanTest;

/** In some bins, counted from 1; null leaves a side open. `order`: the last bin has the highest values, or the lowest. */
export interface QuantileTest {
  readonly kind: 'quantile';
  readonly atLeast: number | null;
  readonly atMost: number | null;
  readonly order: 'high' | 'low';
}

/** On one side of the mean, with the mean itself or without it. `at_most` is what `above_mean: no` says. */
export interface MeanTest {
  readonly kind: 'mean';
  readonly side: MeanSide;
}

/** An amount as written ("5m"), with what it means: money, a ratio, days, a day. */
export interface Quantity extends Bound {
  readonly unit: Unit;
  readonly text: string;
}

/** What a relative test or a quantile factor needs to know of all customers. */
export interface Cohort {
  readonly fact: Fact;
  /** Customers are ranked among those with the same text in this fact; null ranks all together. */
  readonly per: Fact | null;
  readonly cut: CutRule;
  readonly span: Span;
}

/**
 * How cut points are found, from the ranked values of n customers that have the fact (see `rankedValue`): nothing but
 * whole-number arithmetic, so that another engine finds the same. `top` with a count: the value of the last customer
 * that is in; with a ratio p/q: of the fewest customers that reach it, (n·p + q − 1) div q. `top_share` with p/q: values
 * are added from the largest down, as exact decimals, until sum·q reaches total·p; the value that gets there is the cut
 * point, and there is none where the total is not above zero. `quantiles`: the of−1 points between the bins, as the
 * nearest doubles. `mean`: the sum of the values, as exact decimals, divided by n, as the nearest double. Ties always share a verdict, since
 * nothing but the value is compared with a cut point: `top` and `top_share` take what is not below it.
 */
export type CutRule =
  | { readonly kind: 'top_count'; readonly count: number }
  | { readonly kind: 'top_ratio'; readonly ratio: Quantity }
  | { readonly kind: 'top_share'; readonly ratio: Quantity }
  | { readonly kind: 'quantiles'; readonly of: number; readonly method: QuantileMethod }
  | { readonly kind: 'mean' };

/** R's type 7 with equal values in one bin, or the bins of R's package rfm (type 7 plus one, lower bound in). */
export type QuantileMethod = 'type7' | 'rfm';

/** Cut points by cohort and group, computed from the file or read from a lock. */
export interface Cuts {
  /** Ascending cut points; null when the group has no customers with the fact. */
  find(cohort: number, group: string): readonly number[] | null;
  /** Where a value stands among the customers of its group; null when only the cut points are known. */
  place(cohort: number, group: string, value: number): RankPlacement | null;
}

/** Cut points before any customer has been seen, and where nobody is ranked: relative tests are missing. */
export const NO_CUTS: Cuts = { find: () => null, place: () => null };

/** Cut points that a lock holds; `has` tells for which cohorts, since some may have to be computed all the same. */
export interface LockedCuts extends Cuts {
  has(cohort: number): boolean;
}

/** Rank 1 is the largest; equal values share a rank. */
export interface RankPlacement {
  readonly rank: number;
  readonly of: number;
}
