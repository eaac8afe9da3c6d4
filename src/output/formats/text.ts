import {
  factLines,
  GAP,
  hangingLines,
  noteLines,
  type Page,
  paragraphLines,
  showCell,
  showText,
} from '../lines.ts';
import type { Actions, BarLine, Block, Chart, Figures, Report } from '../report.ts';
import { cutText, displayWidth, widestOf } from '../width.ts';
import { tableLines } from './grid.ts';

/** A report for a terminal: no line ends in blanks or is wider than the page. Ends with a newline. */
export function formatText(report: Report, options: Page): string {
  const page: Page = { ...options, width: Math.max(LEAST_WIDTH, Math.floor(options.width) || 80) };
  const lines = [
    ...paragraphLines(report.title, page, page.style.heading),
    '',
    ...stackLines(report.blocks, page),
  ];
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

/** Bars of characters, a line each: the label, the bar, the number and what is to be said of it. */
export function barLines(bars: readonly BarLine[], page: Page): string[] {
  const labels = bars.map(({ label }) => showText(label, page));
  const values = bars.map(({ value }) => showCell(value, page));
  const notes = bars.map(({ note }) => (note === undefined ? '' : showText(note, page)));
  const labelWidth = Math.min(widestOf(labels), Math.floor(page.width / 3));
  const valueWidth = widestOf(values);
  const room = page.width - labelWidth - valueWidth - 2 * GAP.length;
  const beside = room - widestOf(notes) - GAP.length;
  // What is to be said of a number gives way before its bar does.
  const barWidth = Math.max(0, Math.min(MOST_BAR, beside >= LEAST_BAR ? beside : room));
  return bars.map((bar, at) => {
    const label = cutText(labels[at]!, labelWidth);
    const drawn = drawBar(bar.length, barWidth, page);
    const parts = [
      padEnd(label, labelWidth),
      (bar.series === 'key' ? page.style.key : (text: string) => text)(padEnd(drawn, barWidth)),
      padStart(values[at]!, valueWidth),
    ];
    const line = parts.join(GAP);
    const rest = page.width - labelWidth - barWidth - valueWidth - 3 * GAP.length;
    return notes[at] === '' || rest < LEAST_NOTE
      ? line
      : `${line}${GAP}${page.style.dim(cutText(notes[at]!, rest))}`;
  });
}

const LEAST_BAR = 8;
const MOST_BAR = 40;
const LEAST_NOTE = 8;
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

// What is not nothing is seen: at least the thinnest block.
function drawBar(length: number, width: number, page: Page): string {
  const part = Math.min(1, Math.max(0, length));
  if (page.unicode === false) return '#'.repeat(part > 0 ? Math.max(1, Math.round(part * width)) : 0);
  const eighths = part > 0 ? Math.max(1, Math.round(part * width * 8)) : 0;
  return '█'.repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8]!;
}

function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(text))) + text;
}
