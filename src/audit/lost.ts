import type { CategoryName } from '../criteria/criteria.ts';
import type { Named } from './audit.ts';
import type { Sign } from './signs.ts';

/**
 * Why customers were lost, and who shows the same signs today. What a lost customer was worth is its revenue or, where
 * it has none any more, that of the year before.
 */
export interface LostAnalysis {
  /** Whether the criteria have a field for the reason at all. */
  readonly hasReason: boolean;
  readonly hasRevenue: boolean;
  readonly customers: number;
  readonly revenue: number;
  /** The largest first: a Pareto. */
  readonly reasons: readonly LostReason[];
  /** Lost customers without a reason, or with one that says it is not known. */
  readonly missing: MissingReasons;
  /** How many current customers (key and normal) were held against the signs. */
  readonly current: number;
}

/** Lost customers of whom nobody knows why; `revenue` is what they were worth, in the file's money. */
export interface MissingReasons {
  readonly customers: number;
  readonly revenue: number;
  /** How many of them are listed at all: all, or those of the manager who was asked for. */
  readonly listed: number;
  /** The largest; the others are only counted. */
  readonly top: readonly LostCustomer[];
}

/** A lost customer without a reason, as a list names it; `revenue` is what it still has. */
export interface LostCustomer extends Named {
  /** What it was worth; null where that is not known. */
  readonly worth: number | null;
  /** What stands in place of a reason, such as "unknown"; null is a blank. */
  readonly stated: string | null;
}

/** Customers lost for one reason; `revenue` is what they were worth, in the file's money. */
export interface LostReason {
  readonly reason: string;
  readonly customers: number;
  readonly revenue: number;
  /** Of the worth of all lost customers, those without a reason included; of their number where no worth is known. */
  readonly share: number;
  /** The share of this reason and of all before it. */
  readonly cumulative: number;
  /** What most of them showed when they were last seen, and current customers show less often. */
  readonly signs: readonly CountedSign[];
  /** Current customers that show such signs, those with the most first, then by revenue. */
  readonly atRisk: AtRisk;
}

/** A sign with how many show it of those of whom it is known. */
export interface CountedSign {
  readonly sign: Sign;
  readonly lost: SignCount;
  readonly current: SignCount;
}

/** How many customers show a sign, of those of whom that is known. */
export interface SignCount {
  readonly shown: number;
  readonly known: number;
}

/** Current customers that look as those did that were lost for a reason. */
export interface AtRisk {
  readonly customers: number;
  /** The first fifty; the others are only counted. */
  readonly top: readonly RiskyCustomer[];
}

/** A current customer with those signs of the lost that it shows. */
export interface RiskyCustomer extends Named {
  readonly category: CategoryName;
  readonly signs: readonly Sign[];
}
