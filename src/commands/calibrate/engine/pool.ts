import type { MoneySum } from '../../../verdict/money-sum.ts';
import type { KeyTree } from './key-tree.ts';
import type { Lever } from './lever.ts';

/**
 * The customers whose category can hang on a threshold of the key criteria, in columns: what each test of key came
 * to, and what its amount is compared with. Eight bytes a customer and fact, one for each test.
 */
export interface Pool {
  readonly levers: readonly Lever[];
  readonly layers: readonly PoolLayer[];
  readonly count: number;
  /** By customer: its line in the file, the layer that it is under, where its outcomes begin, whether it is key. */
  readonly lines: Uint32Array;
  readonly layerOf: Uint32Array;
  readonly outcomesAt: Uint32Array;
  readonly outcomes: Uint8Array;
  readonly isKey: Uint8Array;
  /** In the file's money; NaN where it is not known. */
  readonly revenue: Float64Array;
  /** The place of the customer's group in `groups`; 0, null, where it has none. */
  readonly groupOf: Uint32Array;
  readonly groups: readonly (string | null)[];
  /** By lever and customer, what the amount is compared with. */
  readonly measures: readonly Float64Array[];
  /** Key accounts that no threshold moves: an override holds them, or stays_while. */
  readonly held: Held;
  /** Of all customers, in the file's money. */
  readonly totalRevenue: number;
}

/** The key criteria of the company, or of a unit. */
export interface PoolLayer {
  readonly tree: KeyTree;
  /** By leaf, the place of its lever in `levers`; −1 where nothing can be moved. */
  readonly leverOf: readonly number[];
}

/** Customers, their revenue, and how many of them each group has, by its place in `groups`. */
export interface Held {
  readonly customers: number;
  readonly revenue: MoneySum;
  readonly groups: ReadonlyMap<number, number>;
}

/** The byte of a test that fails. */
export const FALSE = 0;
/** The byte of a test that holds. */
export const TRUE = 1;
/** The byte of a test that cannot be told. */
export const MISSING = 2;
