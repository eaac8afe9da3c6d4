import { formatDay } from '../fields/day.ts';
import { exactNumber } from '../fields/exact-number.ts';
import { factTypeOf } from '../fields/value.ts';
import type { MonthlyValues } from '../lines/add-up.ts';
import { factJson } from './fact.ts';

/** What lines come to month by month as JSON, in full. */
export function monthsJson(found: readonly MonthlyValues[]): object[] {
  return found.map(({ series, from, to, cells }) => ({
    field: series.name,
    from: formatDay(from),
    to: formatDay(to),
    months: cells.map((cell) => factJson(exactNumber(cell), factTypeOf('number'))),
  }));
}
