import type { Fact } from '../condition/fact.ts';
import type { Exact } from '../fields/exact.ts';
import type { Approximation } from './double.ts';
import type { Ratio } from './ratio.ts';
import type { ComparisonSign, Sql } from './tree.ts';

/** A fact in a query: where its value stands, and how it is compared to the last digit. */
export type FactColumn = TextColumn | DayColumn | AmountColumn;

interface Known {
  readonly fact: Fact;
  /** Its column; NULL is missing. */
  readonly value: Sql;
}

/** A text, id or choice. */
export interface TextColumn extends Known {
  readonly kind: 'text';
}

/** A day in a column of dates. */
export interface DayColumn extends Known {
  readonly kind: 'day';
}

/** A number, or a day that was calculated. */
export interface AmountColumn extends Known {
  readonly kind: 'number';
  /** How many places its column holds exactly; null where it is a rounded double. */
  readonly places: number | null;
  readonly approximation: Approximation;
  /** What it is exactly; asked for where the double leaves a comparison open. */
  exact(): Ratio;
  /** How it is compared exactly, where that is not done by what it is exactly; and how many digits that takes at most. */
  readonly compareExactly?: (
    operator: ComparisonSign,
    bound: Exact,
  ) => { readonly test: Sql; readonly digits: number };
}
