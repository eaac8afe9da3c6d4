import { type Exact, exactOf } from '../fields/exact.ts';
import { groupBy } from '../group-by.ts';
import type { LineTotals, MonthlyValues, PartsOf, RevenuePart } from './add-up.ts';

/** What the lines of several customers, such as the sites of a group, come to together in each month. */
export function monthsTogether(all: readonly LineTotals[], ids: readonly string[]): readonly MonthlyValues[] {
  return all.flatMap((totals) => {
    const found = ids.map((id) => totals.months(id)).filter((months) => months.length > 0);
    return (found[0] ?? []).map((first, at) => ({
      ...first,
      cells: first.cells.map((_, month) => addCells(found.map((months) => months[at]!.cells[month]!))),
    }));
  });
}

/** The revenue of several customers in parts. */
export function partsTogether(partsOf: PartsOf, ids: readonly string[]): readonly RevenuePart[] {
  const parts = groupBy(ids.flatMap(partsOf), ({ value }) => value);
  return [...parts].map(([value, own]) => ({ value, cell: addCells(own.map(({ cell }) => cell)) }));
}

// One is as it was written.
function addCells(cells: readonly string[]): string {
  if (cells.length === 1) return cells[0]!;
  return cells
    .map(exactOf)
    .reduce((sum: Exact, one) => sum.add(one))
    .toString();
}
