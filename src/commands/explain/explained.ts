import type { ExactNumber } from '../../fields/exact-number.ts';
import type { MonthlyValues } from '../../lines/add-up.ts';
import type { Explanation } from '../../verdict/explain.ts';
import type { GroupSites } from '../../verdict/group-sites.ts';
import type { LinesBehind } from './lines.ts';

/** The explanation of a customer; where that is a group of companies, with the sites that it is made of. */
export interface Explained extends Explanation {
  /** Null where it is a single row. */
  readonly sites: ExplainedSites | null;
  /** What its fields come from that are worked out from order lines; empty where none is. */
  readonly lines: readonly LinesBehind[];
  /** What its lines come to month by month; empty where the criteria have no series. */
  readonly months: readonly MonthlyValues[];
}

/** The sites of a group, and what they come to. */
export interface ExplainedSites extends GroupSites {
  /** The values of the group, in the order of the fields. */
  readonly total: readonly (ExactNumber | null)[];
  /** The ids that somebody asked for, those of other customers among them. */
  readonly asked: readonly string[];
}
