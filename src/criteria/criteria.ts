import type { Cohort, Condition, Quantity } from '../condition/condition.ts';
import type { Fact } from '../condition/fact.ts';
import type { Field } from '../fields/field.ts';
import type { Span } from '../text/source.ts';
import type { Wording } from '../text/wording.ts';
import type { DriftLimits } from './drift-limits.ts';
import type { Expression } from './expression.ts';
import type { InputRules } from './input.ts';
import type { ReportRules } from './report-rules.ts';
import type { NamedAmount } from './scope.ts';
import type { LineTable } from './tables.ts';
import type { Titles } from './titles.ts';

/** The four categories of key-account management. */
export const CATEGORY_NAMES = ['target', 'normal', 'lost', 'key'] as const;
/** A category, as a criteria file spells it. */
export type CategoryName = (typeof CATEGORY_NAMES)[number];

/** The checked model: everything that verdict, explain, lint, diff and calibrate read. */
export interface Criteria {
  readonly name: string;
  readonly version: string;
  /** Why this version was made, and who answers for it; null when the file does not say. */
  readonly reason: string | null;
  readonly owner: string | null;
  readonly input: InputRules;
  readonly fields: readonly Field[];
  /** The tables whose lines fields are worked out from. */
  readonly tables: readonly LineTable[];
  readonly idField: Field;
  /** Derived values and scores, each after what it needs. */
  readonly computed: readonly (Derived | Score)[];
  readonly facts: ReadonlyMap<string, Fact>;
  readonly cohorts: readonly Cohort[];
  /** In the order in which they decide. */
  readonly categories: readonly Category[];
  readonly duties: Duties;
  readonly checks: readonly Check[];
  readonly cases: readonly Case[];
  readonly drift: DriftLimits;
  readonly report: ReportRules;
  /**
   * Where groups of companies are the customers: the field with what their parent is called, and the field of the parent's
   * row that says so; null where each row is a customer.
   */
  readonly group: { readonly by: Field; readonly matches: Field } | null;
  /** Amounts with a currency, where the criteria do not say in which one they are compared. */
  readonly namedAmounts: readonly NamedAmount[];
  readonly units: { readonly by: Fact; readonly criteria: ReadonlyMap<string, Criteria> } | null;
  /** What people read in the place of names and ids. */
  readonly titles: Titles;
  /** How many slots a customer's facts need, units included. */
  readonly slots: number;
}

/** A fact that a formula gives. */
export interface Derived {
  readonly kind: 'derived';
  readonly fact: Fact;
  readonly formula: Expression;
  readonly span: Span;
}

/** 0 to 100: the weighted mean of its factors' points. */
export interface Score {
  readonly kind: 'score';
  readonly fact: Fact;
  readonly factors: readonly Factor[];
  readonly span: Span;
}

/** What one fact adds to a score: points from 0 to 100, by their weight among the weights of all factors. */
export interface Factor {
  readonly fact: Fact;
  readonly weight: Quantity;
  readonly points: PointRule;
  /** Points when the fact is missing; null makes the score missing. */
  readonly missing: Quantity | null;
  readonly span: Span;
}

/** How a value comes to its points: between two ends, by bands, value by value, or by its bin in a cohort. */
export type PointRule =
  | { readonly kind: 'scale'; readonly low: Quantity; readonly high: Quantity }
  | {
      readonly kind: 'bands';
      readonly bands: readonly { readonly from: Quantity; readonly points: Quantity }[];
    }
  | { readonly kind: 'points'; readonly points: ReadonlyMap<string, Quantity> }
  | {
      readonly kind: 'quantiles';
      readonly cohort: number;
      readonly of: number;
      readonly order: 'high' | 'low';
    };

/** Who belongs to a category; `staysWhile` keeps those who were in it already, null keeps nobody. */
export interface Category {
  readonly name: CategoryName;
  readonly when:
    | { readonly kind: 'criteria'; readonly criteria: readonly Criterion[] }
    | { readonly kind: 'otherwise' };
  readonly staysWhile: Condition | null;
  /** How many customers can be managed: a warning, never a cut. */
  readonly capacity: number | null;
  readonly span: Span;
}

/** The category of key accounts; undefined where the criteria have none. */
export function keyCategory({ categories }: Pick<Criteria, 'categories'>): Category | undefined {
  return categories.find(({ name }) => name === 'key');
}

/** The criteria of a category; none where it takes whoever is left, or is not there. */
export function criteriaOf(category: Category | undefined): readonly Criterion[] {
  return category?.when.kind === 'criteria' ? category.when.criteria : [];
}

/** A named condition that puts a customer into a category. */
export interface Criterion {
  readonly id: string;
  readonly category: CategoryName;
  readonly condition: Condition;
  readonly span: Span;
}

/** What every key account must have. */
export interface Duties {
  /** The field that names the account manager; null asks for none. */
  readonly manager: Fact | null;
  readonly plan: 'required' | 'optional';
  readonly reviewEvery: Quantity | null;
  readonly maxKeyAccountsPerManager: number | null;
  readonly openIssuesAtMost: Quantity | null;
}

/** What should hold for the customers of some categories. */
export interface Check {
  readonly id: string;
  /** What people call it; null where it goes by its id. */
  readonly title: Wording | null;
  readonly for: readonly CategoryName[];
  /** The duty that it belongs to, as the file calls it. */
  readonly duty: string | null;
  readonly expect: Condition;
  readonly severity: 'error' | 'warning';
  readonly span: Span;
}

/** An example customer with the category that it must have. */
export interface Case {
  readonly name: string;
  /** Cells as they would be typed, by field; a field that is not here is blank. */
  readonly customer: ReadonlyMap<string, { readonly text: string; readonly span: Span }>;
  readonly expect: CategoryName | 'undetermined';
  readonly span: Span;
}
