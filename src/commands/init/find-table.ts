import { leaveOutLine } from '../../criteria/input.ts';
import { foldName, tidy } from '../../fields/fold.ts';
import { isFigure } from '../../table/header-rows.ts';
import type { Layout } from '../../table/layout.ts';
import { rowLabelOf } from '../../table/row-label.ts';
import { findKnown } from './vocabulary.ts';

/**
 * Where the customers stand in an export of which nothing is known: the header is found by its shape, totals by their
 * label. `lacks` is called with the first rows where none of them can be a header; `isTitle` knows what stood above it.
 */
export function shapeLayout(
  { endsAtBlankRow, html }: Pick<Layout, 'endsAtBlankRow' | 'html'>,
  {
    lacks,
    isTitle,
  }: {
    readonly lacks: (rows: readonly (readonly string[])[]) => void;
    readonly isTitle: (cells: readonly string[]) => boolean;
  },
): Layout {
  return {
    headerRow: null,
    endsAtBlankRow,
    html,
    findHeader: (rows) => {
      const at = findHeaderByShape(rows);
      if (at === null) lacks(rows);
      return at ?? 0;
    },
    writeNumber: String,
    plainShares: true,
    named: null,
    leaveOut:
      () =>
      ({ cells }) =>
        rowLabelOf(firstFilled(cells)) !== null || isTitle(cells) || sumsNobody(cells),
    leaveOutLine: (_header, _cells, form) => leaveOutLine('customer_id', form),
    leaveOutRow: () => null,
  };
}

// A pivot table adds up what has no customer in a row of its own, which says nothing but amounts.
function sumsNobody(cells: readonly string[]): boolean {
  const texts = cells.map(tidy).filter((text) => text !== '' && !isFigure(text));
  return texts.length === 1 && PIVOT_BLANK.test(texts[0]!) && texts[0] === tidy(firstFilled(cells));
}

const PIVOT_BLANK = /^\((?:blank|leer|vide|en blanco|空白)\)$/i;

/**
 * The first row that looks like a header: as wide as most rows are, filled nearly everywhere, all texts that do not
 * repeat and are no numbers or dates, unless one is known to name the ids, with a row below it that differs. Where there is none,
 * the first row, if most of it are names.
 */
function findHeaderByShape(rows: readonly (readonly string[])[]): number | null {
  const width = commonWidth(rows);
  const at = rows.findIndex((cells, index) => {
    const names = cells.map(foldName).filter((name) => name !== '');
    return (
      index + 1 < rows.length &&
      cells.length === width &&
      (names.length >= Math.max(1, width * LEAST_FILLED) || leavesNamesOpen(cells, rows[index + 1]!)) &&
      new Set(names).size > names.length * LEAST_FILLED &&
      (!names.some(isFigure) || cells.some(namesCustomers))
    );
  });
  if (at >= 0) return at;
  const first = rows[0]?.map(foldName) ?? [];
  const names = first.filter((name) => name !== '' && !isFigure(name));
  if (rows.length >= 2 && (names.length < width * LEAST_FILLED || isData(first, rows.slice(1)))) return null;
  return 0;
}

function namesCustomers(cell: string): boolean {
  return findKnown(cell)?.fact.name === 'customer_id';
}

// Reports that are printed have no name above the customers: only the amounts beside them have one.
function leavesNamesOpen(cells: readonly string[], next: readonly string[]): boolean {
  const [first, ...others] = cells.map(foldName);
  const [name, ...figures] = next.map(foldName);
  return (
    first === '' &&
    others.length > 0 &&
    !others.includes('') &&
    name !== undefined &&
    name !== '' &&
    !isFigure(name) &&
    figures.some(isFigure)
  );
}

// Whether a row with numbers or dates is one of the customers: numbers stand below its numbers, and dates below its dates.
function isData(first: readonly string[], others: readonly (readonly string[])[]): boolean {
  return first.some((cell, column) => {
    if (!isFigure(cell)) return false;
    const below = others.map((cells) => foldName(cells[column] ?? '')).filter((text) => text !== '');
    const alike = below.filter((text) => isFigure(text) && DAY.test(text) === DAY.test(cell));
    return alike.length > below.length / 2;
  });
}

const DAY = /\d[-/.]\d+[-/.]\d/;

/** The first cell of a row that is not blank; empty where all are. */
export function firstFilled(cells: readonly string[]): string {
  return cells.find((cell) => tidy(cell) !== '') ?? '';
}

// The width that most rows have; of two, the larger.
function commonWidth(rows: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  return [...counts].reduce(
    (best, one) => (one[1] > best[1] || (one[1] === best[1] && one[0] > best[0]) ? one : best),
    [0, 0],
  )[0];
}

const LEAST_FILLED = 0.6;
