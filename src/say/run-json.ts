import { TOTALS_OF, type Totals } from '../book/totals.ts';
import type { Criteria } from '../criteria/criteria.ts';
import { formatDay } from '../fields/day.ts';
import type { ExactNumber } from '../fields/exact-number.ts';
import { countLeftOut, type LeftOutRows } from '../table/layout.ts';
import { printAmount } from '../verdict/amounts.ts';
import type { Override } from '../verdict/override.ts';
import type { CutPoints } from './cut-points.ts';

/** What it takes to make the same document again; `asOf` is a day counted from 1970-01-01. */
export interface RunMeta {
  readonly version: string;
  readonly asOf: number;
  readonly dataSha256: string;
  readonly criteriaSha256: string;
  readonly criteria: Criteria;
  /** The name that people know the criteria file by. */
  readonly criteriaFile: string;
  readonly cutPoints: CutPoints;
  /** Rows of the file that are no customers; complete once it was read. */
  readonly leftOut: LeftOutRows;
}

/** How a document begins that has one run behind it: what it takes to reproduce it. */
export function runHead(meta: RunMeta): object {
  return {
    format_version: 1,
    tool: `keyaccounts ${meta.version}`,
    as_of: formatDay(meta.asOf),
    data_sha256: meta.dataSha256,
    criteria: criteriaJson(meta),
    ...leftOutJson(meta.leftOut),
  };
}

/** Which criteria were used. */
export function criteriaJson({
  criteria,
  criteriaFile,
  criteriaSha256,
}: Omit<RunMeta, 'dataSha256'>): object {
  return { file: criteriaFile, name: criteria.name, version: criteria.version, sha256: criteriaSha256 };
}

/** The rows that are no customers, where there are any: all are counted, the first listed. */
export function leftOutJson(rows: LeftOutRows): object {
  const count = countLeftOut(rows);
  return count === 0 ? {} : { left_out: { rows: count, first: rows.first } };
}

/** An override as JSON. */
export function overrideJson({ category, reason, author, expires }: Override): object {
  return { category, reason, author, expires: formatDay(expires) };
}

/** Totals of categories as JSON. */
export function totalsJson(totals: Totals): object {
  return Object.fromEntries(
    TOTALS_OF.map((of) => {
      const { customers, revenue, profit } = totals.get(of)!;
      return [of, { customers, revenue: amount(revenue), gross_profit: amount(profit) }];
    }),
  );
}

function amount(value: ExactNumber | null): string | null {
  return value === null ? null : printAmount(value);
}
