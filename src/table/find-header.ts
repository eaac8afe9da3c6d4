import { listNames } from '../text/wording.ts';
import type { CsvRow } from './csv-row.ts';
import { groupsColumns, joinHeaderRows } from './header-rows.ts';
import { HEADER_ROWS, type Layout } from './layout.ts';
import { isBlank, isRead } from './row-shape.ts';
import type { Fail, TableOptions } from './table.ts';

/** The row that is told, else the one that the layout finds; binding says what it lacks. */
export function findHeader(rows: readonly CsvRow[], options: TableOptions, fail: Fail): number {
  const { layout, report, file } = options;
  const first = rows.findIndex((row) => !isBlank(row) && !isComment(row));
  if (layout === undefined || first < 0) return first;
  if (layout.headerRow !== null) {
    const told = rows.findIndex(({ line }) => line === layout.headerRow);
    if (told >= 0 && !isBlank(rows[told]!)) return told;
    const what =
      told < 0
        ? {
            en: `no row starts in line ${layout.headerRow}`,
            zh: `第 ${layout.headerRow} 行在一条跨行记录的中间`,
          }
        : { en: `row ${layout.headerRow} is blank`, zh: `第 ${layout.headerRow} 行是空的` };
    fail(
      'empty-file',
      { en: `${what.en}, where the criteria say the header is`, zh: `${what.zh}，而标准文件说表头在这一行` },
      NO_HEADER_ROW_HELP,
      layout.headerRow,
    );
    return -1;
  }
  // Comments above the header are none of the rows that may be it.
  const filled = rows.slice(first).filter(isRead).slice(0, HEADER_ROWS);
  const found = filled[layout.findHeader(filled.map((row) => headerCells(rows, rows.indexOf(row))))];
  const nearest = lowerOf(rows, found === undefined ? first : rows.indexOf(found), layout.named);
  if (failDeeper(rows, nearest, rows.indexOf(filled.at(-1)!) + 1, layout.named, fail)) return -1;
  if (nearest === first) return first;
  const { line } = rows[nearest]!;
  const above = rows.slice(0, nearest).filter((row) => !isBlank(row)).length;
  const message = {
    en: `header found in row ${line}, ${above} ${above === 1 ? 'row' : 'rows'} above it left out`,
    zh: `表头在第 ${line} 行，略去其上方 ${above} 行`,
  };
  const at = { kind: 'cell', file, line, column: null } as const;
  if (!groupsColumns(rows[nearest - 1]!.cells, headerCells(rows, nearest))) {
    report({ code: 'header-found', severity: 'info', message, at });
    return nearest;
  }
  const named = rows[nearest - 1]!.cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const groups = listNames(named.slice(0, 5));
  const two = {
    en: `${message.en}: a header of two rows, of which the upper groups the columns (${groups.en})`,
    zh: `${message.zh}：表头有两行，上一行是各列的分组（${groups.zh}）`,
  };
  const help = {
    en: `say so in the criteria: input: { header_row: ${line} }`,
    zh: `请在标准文件中写：input: { header_row: ${line} }`,
  };
  report({ code: 'header-found', severity: 'info', message: two, help, at });
  return nearest;
}

// Where no row that may be the header names a column, one further down that was read already may name several.
function failDeeper(
  rows: readonly CsvRow[],
  nearest: number,
  from: number,
  named: Layout['named'],
  fail: Fail,
): boolean {
  if (named === null || named(headerCells(rows, nearest)) > 0) return false;
  const counts = rows
    .slice(from)
    .map((row, index) => (isRead(row) ? named(headerCells(rows, from + index)) : 0));
  const most = counts.reduce((max, count) => Math.max(max, count), 0);
  if (most < 2) return false;
  const { line } = rows[from + counts.indexOf(most)]!;
  const message = {
    en: `none of the first ${HEADER_ROWS} rows names a column that the criteria want, and row ${line} does`,
    zh: `前 ${HEADER_ROWS} 行都没有标准所需的列名，而第 ${line} 行有`,
  };
  const help = {
    en: `where it is the header, say so in the criteria: input: { header_row: ${line} }`,
    zh: `如果它是表头，请在标准文件中写：input: { header_row: ${line} }`,
  };
  fail('missing-column', message, help, line);
  return true;
}

/** The names that a row gives as a header; those above it, where it is the lower of two that make one together, fill its gaps. */
export function headerCells(rows: readonly CsvRow[], at: number): readonly string[] {
  const { cells } = rows[at]!;
  const above = rows[at - 1]?.cells;
  const below = rows.slice(at + 1, at + 1 + HEADER_ROWS).map((row) => row.cells);
  return (above === undefined ? null : joinHeaderRows(above, cells, below)) ?? cells;
}

// Of two rows that make a header together, the lower, which names the columns, unless the upper names more of them.
function lowerOf(rows: readonly CsvRow[], upper: number, named: Layout['named']): number {
  const above = headerCells(rows, upper);
  const below = upper + 1 < rows.length ? headerCells(rows, upper + 1) : [];
  if (!groupsColumns(above, below)) return upper;
  return named === null || named(below) >= named(above) ? upper + 1 : upper;
}

// "# exported 2026-11-26", a line of its own.
function isComment({ cells }: CsvRow): boolean {
  return cells.length === 1 && cells[0]!.startsWith('#') && cells[0]!.includes(' ');
}

const NO_HEADER_ROW_HELP = {
  en: 'take header_row out of the criteria, and the header is looked for',
  zh: '请在标准文件中删去 header_row，程序会自行查找表头',
};
