import { formatDay } from '../../../fields/day.ts';
import type { ExactNumber } from '../../../fields/exact-number.ts';
import { barsOf } from '../../bars.ts';
import type { Block, Cell, Chart, Report, Table, Tone } from '../../report.ts';
import { displayWidth, wrapText } from '../../width.ts';
import type { Words } from '../../words.ts';
import type { WorkbookWriter } from '../workbook.ts';
import { EXCEL_DAY, excelDay } from './excel-day.ts';
import type { Sheet } from './sheet.ts';
import { type Look, MARKS } from './styles.ts';

/** Adds a table as a sheet of its own, whose header stays and filters. */
export function addTable(workbook: WorkbookWriter, name: string, { columns, rows, total }: Table): void {
  const wrapped = new Set(columns.flatMap(({ flexible }, index) => (flexible === 'wrap' ? [index] : [])));
  const sheet = workbook.sheet(name, {
    kind: 'table',
    headers: columns.map(({ header }) => header),
    staying: 1,
    wrapped,
  });
  const put = cellWriter(workbook, sheet);
  for (const cells of rows) {
    for (const [index, cell] of cells.entries()) put(cell, wrapped.has(index) ? WRAP : PLAIN);
    sheet.endRow();
  }
  for (const cell of total ?? []) put(cell, BOLD);
  if (total !== undefined) sheet.endRow();
  sheet.end();
}

/** Adds a report as a page to be read from top to bottom: each of its numbers is one that can be added up. */
export function addPage(workbook: WorkbookWriter, name: string, report: Report, words: Words): void {
  const sheet = workbook.sheet(name, { kind: 'page', widths: widthsOf(report) });
  const put = cellWriter(workbook, sheet);
  const line = (text: string, look: Look): void => {
    put({ kind: 'text', text }, look);
    sheet.endRow();
  };
  const lines = (text: string, look: Look): void => {
    for (const one of wrapText(text, PAGE_WIDTH)) line(one, look);
  };
  const gap = (): void => sheet.endRow();
  const table = ({ caption, columns, rows, total, more }: Table): void => {
    if (caption !== undefined) line(caption, BOLD);
    for (const { header, align } of columns) put({ kind: 'text', text: header }, TABLE_HEADER[align]);
    sheet.endRow();
    for (const [cells, look] of [
      ...rows.map((row) => [row, PLAIN] as const),
      ...(total === undefined ? [] : [[total, BOLD] as const]),
    ]) {
      for (const cell of cells) put(cell, look);
      sheet.endRow();
    }
    if (more !== undefined) line(more, DIM);
  };
  const chart = ({ title, table: own, more }: Chart): void =>
    table({
      ...own,
      caption: title,
      more: [more, own.more].filter((one) => one !== undefined).join(words.semicolon) || undefined,
    });
  const block = (one: Block): void => {
    switch (one.kind) {
      case 'heading':
        line(one.text, HEADING);
        return;
      case 'paragraph':
        lines(one.text, PLAIN);
        break;
      case 'note':
        lines(`${words.severities[one.severity]}${words.colon}${one.text}`, NOTES[one.severity]);
        break;
      case 'list':
        for (const [index, item] of one.items.entries())
          lines(`${one.numbered === true ? `${index + 1}.` : '•'} ${item}`, PLAIN);
        break;
      case 'facts':
        for (const { label, value } of one.items) {
          put({ kind: 'text', text: label }, DIM);
          put(value, LEFT);
          sheet.endRow();
        }
        break;
      case 'table':
        table(one);
        break;
      case 'details':
        line(one.summary, HEADING);
        one.blocks.forEach(block);
        return;
      case 'section':
        line(one.title, HEADING);
        lines(one.lead, DIM);
        one.blocks.forEach(block);
        return;
      case 'figures':
        for (const { label, value, note } of one.items) {
          put({ kind: 'text', text: label }, PLAIN);
          put(value, BOLD);
          put({ kind: 'text', text: note }, DIM);
          sheet.endRow();
        }
        break;
      case 'actions':
        line(one.title, HEADING);
        if (one.items.length === 0) line(one.nothing, PLAIN);
        for (const [index, { text, about }] of one.items.entries())
          lines(
            `${index + 1}. ${[text, about.join(' · ')].filter((part) => part !== '').join(words.colon)}`,
            PLAIN,
          );
        break;
      case 'chart':
        chart(one);
        break;
    }
    gap();
  };
  line(report.title, TITLE);
  gap();
  report.blocks.forEach(block);
  sheet.end();
}

type PutCell = (cell: Cell | undefined, look: Look) => void;

/** Compiles the writing of cells, each as what it is: an amount stays an amount, however it looks. */
function cellWriter({ styles }: WorkbookWriter, sheet: Sheet): PutCell {
  const looks = new Map<string, number>();
  const styleOf = (cell: Cell, look: Look): number => {
    const key = `${cell.kind === 'money' && isSmall(cell.value) ? 'small' : cell.kind}|${cell.series ?? ''}|${cell.tone ?? ''}|${look.name ?? ''}`;
    const known = looks.get(key) ?? styles.of(lookOf(cell, look));
    looks.set(key, known);
    return known;
  };
  return (cell, look) => {
    if (cell === undefined || cell.kind === 'none') return sheet.blank();
    const style = styleOf(cell, look);
    switch (cell.kind) {
      case 'text':
        return sheet.text(cell.text, style);
      case 'months':
        return sheet.text(barsOf(cell.values), style);
      case 'day': {
        const serial = excelDay(cell.day);
        return serial === null ? sheet.text(formatDay(cell.day), style) : sheet.number(serial, style);
      }
      case 'count':
      case 'money':
      case 'share':
      case 'score':
      case 'number': {
        const value = Number(cell.value);
        return Number.isFinite(value) ? sheet.number(value, style) : sheet.blank();
      }
    }
  };
}

// The sign of a series says with its colour what a tone says with a colour alone.
function lookOf(cell: Cell, { name: _, ...look }: Look): Look {
  const mark = cell.series === undefined ? {} : MARKS[cell.series];
  const tone = cell.tone === undefined || cell.series !== undefined ? {} : TONES[cell.tone];
  const format = mark.format !== undefined && cell.kind === 'text' ? mark.format : formatOf(cell);
  return { ...look, ...tone, ...mark, format };
}

function formatOf(cell: Cell): string {
  switch (cell.kind) {
    case 'text':
    case 'months':
    case 'none':
      return '@';
    case 'count':
      return '#,##0';
    case 'money':
      return isSmall(cell.value) ? '#,##0.00' : '#,##0';
    case 'share':
      return '0.0%';
    case 'score':
      return '0.0';
    case 'number':
      return 'General';
    case 'day':
      return EXCEL_DAY;
  }
}

function isSmall(amount: ExactNumber): boolean {
  const value = Math.abs(Number(amount));
  return value > 0 && value < 100;
}

// Wide enough for what stands in a column of any table; long texts run on over empty cells.
function widthsOf(report: Report): number[] {
  const widths: number[] = [];
  const see = (index: number, text: string): void => {
    widths[index] = Math.min(MOST_WIDE, Math.max(widths[index] ?? LEAST_WIDE, displayWidth(text) + 2));
  };
  const look = (block: Block): void => {
    if (block.kind === 'section' || block.kind === 'details') for (const one of block.blocks) look(one);
    if (block.kind === 'facts' || block.kind === 'figures')
      for (const { label } of block.items) see(0, label);
    const table = block.kind === 'table' ? block : block.kind === 'chart' ? block.table : null;
    for (const cells of [
      table?.columns.map(({ header }) => ({ kind: 'text', text: header }) as const) ?? [],
      ...(table?.rows ?? []),
    ])
      for (const [index, cell] of cells.entries()) see(index, cell.kind === 'text' ? cell.text : WIDE_NUMBER);
  };
  report.blocks.forEach(look);
  return widths;
}

const PAGE_WIDTH = 110;
const LEAST_WIDE = 12;
const MOST_WIDE = 44;
const WIDE_NUMBER = '000,000,000';

const PLAIN: Look = { name: 'plain' };
const BOLD: Look = { name: 'bold', bold: true };
const DIM: Look = { name: 'dim', ink: '5B6673' };
const LEFT: Look = { name: 'left', align: 'left' };
const WRAP: Look = { name: 'wrap', wrap: true };
const TITLE: Look = { name: 'title', bold: true, size: 16 };
const HEADING: Look = { name: 'heading', bold: true, size: 13, ink: '0B4F85' };
const TABLE_HEADER: Readonly<Record<'left' | 'right', Look>> = {
  left: { name: 'header', bold: true, fill: 'E6EAEF' },
  right: { name: 'header of numbers', bold: true, fill: 'E6EAEF', align: 'right' },
};
const NOTES: Readonly<Record<'error' | 'warning' | 'info', Look>> = {
  error: { name: 'error', ink: '8A3A00', bold: true },
  warning: { name: 'warning', ink: '6B4A00', bold: true },
  info: DIM,
};
const TONES: Readonly<Record<Tone, Look>> = {
  key: { ink: '0B4F85', bold: true },
  good: { ink: '00573F' },
  warn: { ink: '6B4A00' },
  bad: { ink: '8A3A00', bold: true },
  dim: { ink: '5B6673' },
};
