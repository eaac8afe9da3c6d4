import type { Change } from '../criteria/changes/change.ts';
import type { Day } from '../fields/day.ts';
import type { ExactNumber } from '../fields/exact-number.ts';
import type { FactType } from '../fields/value.ts';
import type { Override } from '../verdict/override.ts';
import { STANDINGS, type Standing } from '../verdict/verdict.ts';

/** A customer's category in one of two classifications that are compared; absent is who is not among its customers. */
export type ComparedCategory = Standing | 'absent';

/** In the order in which they are shown. */
export const COMPARED_CATEGORIES: readonly ComparedCategory[] = [...STANDINGS, 'absent'];

/** A customer whose category differs between two classifications. */
export interface Movement {
  readonly id: string;
  readonly name: string | null;
  readonly from: ComparedCategory;
  readonly to: ComparedCategory;
  /** The criteria that decided, by id; null for none. */
  readonly criterionFrom: string | null;
  readonly criterionTo: string | null;
  /** In the file's money, from the newer data, or from the older where the customer is gone; null is missing. */
  readonly revenue: ExactNumber | null;
  readonly profit: ExactNumber | null;
  readonly unit: string | null;
  readonly manager: string | null;
  readonly causes: Causes;
}

/** Why a customer moved. Each cause is enough by itself, unless only all of them together are. */
export interface Causes {
  readonly together: boolean;
  readonly of: readonly Cause[];
}

/** Something that by itself, or with others, moves a customer from its old category to its new one. */
export type Cause =
  | { readonly kind: 'new' }
  | { readonly kind: 'gone' }
  /** It was part of another customer, or is part of another now: a group of companies, by id. */
  | { readonly kind: 'group'; readonly id: string; readonly isIn: boolean }
  /** Its own data: each field is enough, unless only all of them are. */
  | { readonly kind: 'data'; readonly alone: boolean; readonly fields: readonly FieldChange[] }
  | { readonly kind: 'criteria'; readonly alone: boolean; readonly changes: readonly Change[] }
  /** Lines of relative tests that moved because of others. */
  | { readonly kind: 'peers'; readonly lines: readonly LineShift[] }
  | { readonly kind: 'calendar'; readonly from: Day; readonly to: Day }
  | { readonly kind: 'override'; readonly from: Override | null; readonly to: Override | null };

/** The kinds of causes, as they are counted and named. */
export type CauseKind = Cause['kind'];

/** A field with its value on both sides; days are counted from 1970-01-01. */
export interface FieldChange {
  readonly name: string;
  readonly type: FactType;
  /** null is missing. */
  readonly from: number | string | null;
  readonly to: number | string | null;
}

/** The lowest cut point of a test that differs, in the unit of the fact; null where a side has none there. */
export interface LineShift {
  readonly fact: string;
  readonly type: FactType;
  /** The group that was ranked; empty for all customers. */
  readonly group: string;
  readonly from: number | null;
  readonly to: number | null;
}
