import { dots, factLines, GAP, type Page, paragraphLines, showCell, showText, toneMark } from '../lines.ts';
import type { Cell, Table } from '../report.ts';
import { cutText, displayWidth, widestOf, wrapText } from '../width.ts';

/** A table in columns as wide as the page allows; where it does not fit, each row becomes a list of its values. */
export function tableLines(table: Table, page: Page): string[] {
  const rows = table.total === undefined ? table.rows : [...table.rows, table.total];
  const columns = table.columns.map(({ header, flexible }, index) => ({
    header: showText(header, page),
    cells: rows.map((row) => showCell(row[index], page)),
    flexible: flexible !== undefined,
  }));
  const widths = fitColumns(columns, page.width, GAP.length);
  return [
    ...(table.caption === undefined ? [] : paragraphLines(table.caption, page, page.style.bold)),
    ...(widths === null ? recordLines(table, rows, page) : gridLines(table, columns, widths, page)),
    ...(table.more === undefined ? [] : paragraphLines(table.more, page, page.style.dim)),
  ];
}

// Where a table does not fit, each row becomes a list of its values: long, but whole.
function recordLines(table: Table, rows: readonly (readonly Cell[])[], page: Page): string[] {
  return rows.flatMap((row, index) => {
    const items = table.columns.flatMap(({ header }, column) => {
      const value = row[column];
      return value === undefined || showCell(value, page) === '' ? [] : [{ label: header, value }];
    });
    return index === 0 ? factLines(items, page) : ['', ...factLines(items, page)];
  });
}

function gridLines(
  table: Table,
  columns: readonly { readonly header: string; readonly cells: readonly string[] }[],
  widths: readonly number[],
  page: Page,
): string[] {
  const rule = widths
    .map((width) => page.style.dim((page.unicode === false ? '-' : '─').repeat(width)))
    .join(GAP);
  const place = (lines: readonly string[], line: number, index: number, mark: Mark): string => {
    const text = lines[line] ?? '';
    const blanks = ' '.repeat(Math.max(0, widths[index]! - displayWidth(text)));
    return table.columns[index]!.align === 'right' ? blanks + mark(text) : mark(text) + blanks;
  };
  const rowLines = (at: number, row: readonly Cell[], total: boolean): string[] => {
    const marks = columns.map((_, index) =>
      total ? page.style.bold : toneMark(row[index]?.tone, page.style),
    );
    const cells = columns.map(({ cells }, index) =>
      cellLines(cells[at]!, widths[index]!, table.columns[index]!.flexible, page),
    );
    return Array.from({ length: heightOf(cells) }, (_, line) =>
      cells.map((lines, index) => place(lines, line, index, marks[index]!)).join(GAP),
    );
  };
  const headers = columns.map(({ header }, index) => wrapText(header, widths[index]!));
  const height = heightOf(headers);
  // Headers stand on the rule, however many lines they take.
  const headerLines = Array.from({ length: height }, (_, line) =>
    headers
      .map((lines, index) => place(lines, line - height + lines.length, index, page.style.dim))
      .join(GAP),
  );
  const totalLines =
    table.total === undefined ? [] : [rule, ...rowLines(table.rows.length, table.total, true)];
  return [...headerLines, rule, ...table.rows.flatMap((row, at) => rowLines(at, row, false)), ...totalLines];
}

type Mark = (text: string) => string;

function heightOf(cells: readonly (readonly string[])[]): number {
  return cells.reduce((most, lines) => Math.max(most, lines.length), 1);
}

function cellLines(text: string, width: number, flexible: 'cut' | 'wrap' | undefined, page: Page): string[] {
  return flexible === 'wrap' ? wrapText(text, width) : [cutText(text, width, dots(page))];
}

/** A column as it would stand on the page: its header and the text of its cells. */
interface ColumnText {
  readonly header: string;
  readonly cells: readonly string[];
  readonly flexible: boolean;
}

/**
 * How wide each column may be on a page of so many cells with a gap between columns: as wide as its text if
 * there is room, else headers wrap, else flexible columns give way, the widest first. Numbers never do. Null
 * when the table does not fit at all.
 */
export function fitColumns(columns: readonly ColumnText[], width: number, gap: number): number[] | null {
  const room = width - gap * (columns.length - 1);
  const headers = columns.map(({ header }) => headerWidth(header));
  const cells = columns.map((column) => widestOf(column.cells));
  const natural = columns.map(({ header }, index) => Math.max(displayWidth(header), cells[index]!));
  const wrapped = natural.map((_, index) => Math.max(headers[index]!, cells[index]!));
  const least = columns.map(({ flexible }, index) =>
    flexible ? Math.min(wrapped[index]!, Math.max(headers[index]!, LEAST)) : wrapped[index]!,
  );
  const widths = shrink(shrink(natural, wrapped, room), least, room);
  return sum(widths) <= room ? widths : null;
}

// Narrower than this a name or a sentence says nothing.
const LEAST = 12;

function shrink(widths: readonly number[], least: readonly number[], room: number): number[] {
  const result = [...widths];
  for (let excess = sum(result) - room; excess > 0; excess--) {
    let index = -1;
    for (let at = 0; at < result.length; at++) {
      if (result[at]! > least[at]! && (index < 0 || result[at]! > result[index]!)) index = at;
    }
    if (index < 0) break;
    result[index]!--;
  }
  return result;
}

// The least width at which a header takes two lines. Chinese headers are short and stay whole.
function headerWidth(header: string): number {
  const words = header.split(' ');
  const breaks = words.map((_, at) => [words.slice(0, at).join(' '), words.slice(at).join(' ')]);
  return Math.min(...breaks.map(widestOf));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
