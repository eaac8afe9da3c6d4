import type { Fact } from '../condition/fact.ts';
import type { Approximation } from './double.ts';
import type { Ratio } from './ratio.ts';
import type { Sql } from './tree.ts';

/** A fact in a query: where its value stands, and how it is compared to the last digit. */
export type FactColumn = KnownText | KnownDay | KnownNumber;

interface Known {
  readonly fact: Fact;
  /** Its column; NULL is missing. */
  readonly value: Sql;
}

/** A text, id or choice. */
export interface KnownText extends Known {
  readonly kind: 'text';
}

/** A day in a column of dates. */
export interface KnownDay extends Known {
  readonly kind: 'day';
}

/** A number, or a day that was calculated. */
export interface KnownNumber extends Known {
  readonly kind: 'number';
  /** How many places its column holds exactly; null where it is a rounded double. */
  readonly places: number | null;
  readonly approximation: Approximation;
  /** What it is exactly; asked for where the double leaves a comparison open. */
  exact(): Ratio;
}
