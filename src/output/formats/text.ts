import { factLines, hangingLines, noteLines, type Page, paragraphLines, showCell } from '../lines.ts';
import type { Actions, Block, Chart, Figures, Report } from '../report.ts';
import { barLines } from './bars.ts';
import { tableLines } from './grid.ts';

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
