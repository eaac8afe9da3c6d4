import CliTable3 from 'cli-table3';
import type { Chart } from '../chart.ts';
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
import type { Actions, Block, Cell, Figures, Report, Table } from '../report.ts';
import { cutText, wrapText } from '../width.ts';
import { barLines } from './bars.ts';

/** A report for a terminal: no line ends in blanks or is wider than the page. Ends with a newline. */
export function formatText(report: Report, options: Page): string {
  const page: Page = { ...options, width: Math.max(LEAST_WIDTH, Math.floor(options.width) || 80) };
  const lines = [...paragraphLines(report.title, page, page.style.heading), ''];
  lines.push(...stackLines(report.blocks, page));
  return `${lines
    .map((line) => line.replace(/ +$/, ''))
    .join('\n')
    .trimEnd()}\n`;
}

const LEAST_WIDTH = 20;

// Blocks below each other, with a blank line between those that do not belong together.
function stackLines(blocks: readonly Block[], page: Page): string[] {
  return blocks.flatMap((block, index) => [
    ...blockLines(block, page),
    ...(standsTogether(block, blocks[index + 1]) ? [] : ['']),
  ]);
}

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
    case 'details':
      return [
        ...paragraphLines(block.summary, page, page.style.heading),
        ...stackLines(block.blocks, page).slice(0, -1),
      ];
    case 'section':
      return [
        ...sectionTitle(block.title, page),
        ...paragraphLines(block.lead, page, (line) => line),
        ...(block.blocks.length === 0 ? [] : ['', ...stackLines(block.blocks, page).slice(0, -1)]),
      ];
    case 'figures':
      return figureLines(block, page);
    case 'actions':
      return actionLines(block, page);
    case 'chart':
      return chartLines(block, page);
  }
}

// Sections of a long page are told apart by a rule.
function sectionTitle(title: string, page: Page): string[] {
  const rule = (page.unicode === false ? '=' : '━').repeat(Math.min(page.width, RULE));
  return [page.style.dim(rule), ...paragraphLines(title, page, page.style.heading)];
}

const RULE = 60;

function figureLines({ items }: Figures, page: Page): string[] {
  const facts = items.map(({ label, value, note, series }) => {
    const shown = showCell(value, page);
    const text = note === '' ? shown : `${shown}  ${note}`;
    return { label, value: { kind: 'text', text, tone: series === 'key' ? 'key' : undefined } as const };
  });
  return factLines(facts, page);
}

function actionLines({ title, items, nothing }: Actions, page: Page): string[] {
  const head = paragraphLines(title, page, page.style.heading);
  if (items.length === 0) return [...head, ...hangingLines('- ', '- ', nothing, page)];
  const { colon } = page.words;
  return [
    ...head,
    ...items.flatMap(({ urgency, text, about }) => {
      const urgent = urgency === 'bad';
      const mark = urgent ? page.style.error('! ') : '- ';
      const whole = about.length === 0 ? text : `${text}${colon}${about.join(BETWEEN)}`;
      return hangingLines(urgent ? '! ' : '- ', mark, whole, page);
    }),
  ];
}

// Names may have commas.
const BETWEEN = ' · ';

// The picture as bars; what bars cannot say, the table does.
function chartLines({ title, lines, table, open, more }: Chart, page: Page): string[] {
  const bars = barLines(lines, page);
  const drawn =
    lines.length === 0
      ? tableLines(table, page)
      : open === true
        ? [...bars, '', ...tableLines(table, page)]
        : bars;
  const rest = more === undefined ? [] : paragraphLines(more, page, page.style.dim);
  return [...paragraphLines(title, page, page.style.bold), ...drawn, ...rest];
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
