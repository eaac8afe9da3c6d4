import type { Audit } from '../../audit/audit.ts';
import type { Comparison } from '../../compare/comparison.ts';
import type { Change } from '../../criteria/changes/change.ts';
import type { Criteria } from '../../criteria/criteria.ts';
import type { ExactNumber } from '../../fields/exact-number.ts';
import type { GroupCount } from '../../group/group-table.ts';
import type { MonthlyValues } from '../../lines/add-up.ts';
import type { CutPoints, DataFile } from '../../say/run.ts';
import type { LeftOutRows } from '../../table/layout.ts';
import type { PortfolioAnalysis } from './analysis/analysis.ts';

/** Everything that a report shows: computed once, read by every section and every format. */
export interface PortfolioModel {
  readonly analysis: PortfolioAnalysis;
  /** How key accounts are managed, why customers were lost, and who shows the same signs. */
  readonly audit: Audit;
  /** What the lines of each key account on the page come to month by month, where the criteria have a series. */
  readonly months: ReadonlyMap<string, readonly MonthlyValues[]>;
  readonly run: PortfolioRun;
  /** What the book knows of runs before; null without a book. */
  readonly past: PortfolioPast | null;
}

/** What the analysis was made from. */
interface PortfolioRun {
  readonly criteria: Criteria;
  readonly criteriaFile: string;
  readonly criteriaSha256: string;
  readonly file: string;
  readonly dataSha256: string;
  readonly files: readonly DataFile[];
  readonly asOf: number;
  readonly encoding: string;
  readonly delimiter: string;
  readonly sheet: string | null;
  readonly cutPoints: CutPoints;
  readonly rejected: { readonly count: number; readonly file: string } | null;
  readonly leftOut: LeftOutRows;
  /** The currency of the amounts; null where nothing says it. */
  readonly currency: string | null;
  /** The groups of companies that are the customers; null where each row is one. */
  readonly groups: GroupCount | null;
}

/** The runs before this one, and who moved since the last of them. */
export interface PortfolioPast {
  readonly path: string;
  /** The key portfolio at each run before, in their order. */
  readonly runs: readonly PastRun[];
  /** With the last run; null at the first, and on a day of which the book does not keep the run before. */
  readonly since: Since | null;
}

/** The run before, and what is different now; `asOf` is its day. */
export interface Since {
  readonly asOf: number;
  readonly comparison: Comparison;
  /** What differs between the criteria of the two runs. */
  readonly changes: readonly Change[];
}

/** The key accounts of an earlier run: how many, and what they stand for. */
export interface PastRun {
  readonly asOf: number;
  readonly criteriaVersion: string;
  readonly criteriaSha256: string;
  readonly keys: number;
  /** In the file's money; null where it was not known. */
  readonly revenue: ExactNumber | null;
  readonly profit: ExactNumber | null;
}
