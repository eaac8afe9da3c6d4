import CliTable3 from 'cli-table3';
import { fitColumns } from '../columns.ts';
import {
  dots,
  factLines,
  GAP,
  hangingLines,
  noteLines,
  type Page,
  paragraphLines,
  showCell,
  showText,
  toneMark,
} from '../lines.ts';
import type { Block, Cell, Report, Table } from '../report.ts';
import { cutText, wrapText } from '../width.ts';

/** A report for a terminal: no line ends in blanks or is wider than the page. Ends with a newline. */
export function formatText(report: Report, options: Page): string {
  const page: Page = { ...options, width: Math.max(LEAST_WIDTH, Math.floor(options.width) || 80) };
  const lines = [...paragraphLines(report.title, page, page.style.heading), ''];
  report.blocks.forEach((block, index) => {
    lines.push(...blockLines(block, page));
    if (!standsTogether(block, report.blocks[index + 1])) lines.push('');
  });
  return `${lines
    .map((line) => line.replace(/ +$/, ''))
    .join('\n')
    .trimEnd()}\n`;
}

const LEAST_WIDTH = 20;

function standsTogether(block: Block, next: Block | undefined): boolean {
  return block.kind === 'heading' || (block.kind === 'note' && next?.kind === 'note');
}

function blockLines(block: Block, page: Page): string[] {
  switch (block.kind) {
    case 'heading':
      return paragraphLines(block.text, page, page.style.heading);
    case 'paragraph':
      return paragraphLines(block.text, page, (line) => line);
    case 'list':
      return block.items.flatMap((item, index) => {
        const mark = block.numbered === true ? `${index + 1}. ` : '- ';
        return hangingLines(mark, mark, item, page);
      });
    case 'note':
      return noteLines(block, page);
    case 'facts':
      return factLines(block.items, page);
    case 'table':
      return tableLines(block, page);
    case 'details': {
      const inner = block.blocks.flatMap((one) => [...blockLines(one, page), '']);
      return [...paragraphLines(block.summary, page, page.style.heading), ...inner.slice(0, -1)];
    }
  }
}

function tableLines(table: Table, page: Page): string[] {
  const lines = table.caption === undefined ? [] : paragraphLines(table.caption, page, page.style.bold);
  const rows = table.total === undefined ? table.rows : [...table.rows, table.total];
  const columns = table.columns.map(({ header, flexible }, index) => ({
    header: showText(header, page),
    cells: rows.map((row) => showCell(row[index], page)),
    flexible: flexible !== undefined,
  }));
  const widths = fitColumns(columns, page.width, GAP.length);
  lines.push(...(widths === null ? recordLines(table, rows, page) : gridLines(table, columns, widths, page)));
  if (table.more !== undefined) lines.push(...paragraphLines(table.more, page, page.style.dim));
  return lines;
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
  const grid = new CliTable3({
    chars: BARE,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colAligns: table.columns.map(({ align }) => align),
  });
  const rule = widths.map((width) => page.style.dim((page.unicode === false ? '-' : '─').repeat(width)));
  const rowAt = (at: number, row: readonly Cell[], total: boolean) =>
    columns.map(({ cells }, index) => {
      const lines = cellLines(cells[at]!, widths[index]!, table.columns[index]!.flexible, page);
      const mark = total ? page.style.bold : toneMark(row[index]?.tone, page.style);
      return lines.map(mark).join('\n');
    });
  grid.push(
    columns.map(({ header }, index) => ({
      content: wrapText(header, widths[index]!).map(page.style.dim).join('\n'),
      vAlign: 'bottom' as const,
    })),
    rule,
  );
  table.rows.forEach((row, at) => {
    grid.push(rowAt(at, row, false));
  });
  if (table.total !== undefined) grid.push(rule, rowAt(table.rows.length, table.total, true));
  return grid.toString().split('\n');
}

// No lines but the rules, which are rows of their own: cli-table3 would draw one between all rows.
const BARE = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '' },
  ...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
  ...{ left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: GAP },
};

// Wrapped here: cli-table3 would cut Chinese, which has no blanks to break at.
function cellLines(text: string, width: number, flexible: 'cut' | 'wrap' | undefined, page: Page): string[] {
  return flexible === 'wrap' ? wrapText(text, width) : [cutText(text, width, dots(page))];
}
