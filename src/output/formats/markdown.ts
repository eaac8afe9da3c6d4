import { escapeLine, escapeText } from '../markdown-text.ts';
import { formatCell } from '../numbers.ts';
import type { Actions, Block, Cell, Chart, Figures, Report, Table } from '../report.ts';
import type { Words } from '../words.ts';

/** A report as GitHub-flavoured Markdown. Text is only ever text: nothing in it becomes markup, HTML or a link. */
export function formatMarkdown(report: Report, options: { readonly words: Words }): string {
  const { words } = options;
  const blocks = report.blocks.map((block) => formatBlock(block, words));
  return `${[`# ${escapeText(report.title)}`, ...blocks].filter((block) => block !== '').join('\n\n')}\n`;
}

function formatBlock(block: Block, words: Words, level = '##'): string {
  switch (block.kind) {
    case 'heading':
      return `${level} ${escapeText(block.text)}`;
    case 'paragraph':
      return escapeLine(block.text);
    case 'list':
      return block.items
        .map((item, index) => `${block.numbered === true ? `${index + 1}.` : '-'} ${escapeLine(item)}`)
        .join('\n');
    case 'note':
      return `> **${words.severities[block.severity]}**${words.colon}${escapeText(block.text)}`;
    case 'facts':
      return block.items
        .map(({ label, value }) => `- **${escapeText(label)}**${words.colon}${formatValue(value, words)}`)
        .join('\n');
    case 'table':
      return formatTable(block, words);
    case 'details': {
      const inner = block.blocks.map((one) => formatBlock(one, words, level)).join('\n\n');
      return `<details>\n<summary>${escapeText(block.summary)}</summary>\n\n${inner}\n\n</details>`;
    }
    case 'section': {
      const inner = block.blocks.map((one) => formatBlock(one, words, '###'));
      return [`## ${escapeText(block.title)}`, escapeLine(block.lead), ...inner].join('\n\n');
    }
    case 'figures':
      return formatFigures(block, words);
    case 'actions':
      return formatActions(block, words);
    case 'chart':
      return formatChart(block, words);
  }
}

function formatFigures({ items }: Figures, words: Words): string {
  return items
    .map(({ label, value, note }) => {
      const rest = note === '' ? '' : ` · ${escapeText(note)}`;
      return `- ${escapeText(label)}${words.colon}**${formatValue(value, words)}**${rest}`;
    })
    .join('\n');
}

function formatActions({ title, items, nothing }: Actions, words: Words): string {
  const lines = items.map(({ text, about }, index) => {
    const whole = about.length === 0 ? text : `${text}${words.colon}${about.join(' · ')}`;
    return `${index + 1}. ${escapeLine(whole)}`;
  });
  const shown = lines.length === 0 ? escapeLine(nothing) : lines.join('\n');
  return `### ${escapeText(title)}\n\n${shown}`;
}

// A mail has no pictures: the bars as a table of two or three columns, or the table itself.
function formatChart({ title, lines, table, open, more }: Chart, words: Words): string {
  if (lines.length === 0 || open === true)
    return formatTable({ ...table, caption: title, more: bothOf(more, table.more, words) }, words);
  const noted = lines.some(({ note }) => note !== undefined);
  const rows = lines.map(({ label, value, note }) => {
    const cells = [escapeText(label), formatValue(value, words)];
    return `| ${(noted ? [...cells, escapeText(note ?? '')] : cells).join(' | ')} |`;
  });
  const head = noted ? ['|  |  |  |', '| --- | ---: | --- |'] : ['|  |  |', '| --- | ---: |'];
  const after = more === undefined ? '' : `\n\n${escapeLine(more)}`;
  return `**${escapeText(title)}**\n\n${[...head, ...rows].join('\n')}${after}`;
}

// What the picture leaves out, and what its table does.
function bothOf(one: string | undefined, other: string | undefined, words: Words): string | undefined {
  return one === undefined || other === undefined ? (one ?? other) : `${one}${words.semicolon}${other}`;
}

function formatTable(table: Table, words: Words): string {
  const { caption, columns, rows, total, more } = table;
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const values = (cells: readonly Cell[]) => columns.map((_, index) => formatValue(cells[index], words));
  const lines = [
    row(columns.map(({ header }) => escapeText(header))),
    row(columns.map(({ align }) => (align === 'right' ? '---:' : '---'))),
    ...rows.map((cells) => row(values(cells))),
    ...(total === undefined ? [] : [row(values(total).map((value) => (value === '' ? '' : `**${value}**`)))]),
  ];
  const before = caption === undefined ? '' : `**${escapeText(caption)}**\n\n`;
  const after = more === undefined ? '' : `\n\n${escapeLine(more)}`;
  return before + lines.join('\n') + after;
}

function formatValue(cell: Cell | undefined, words: Words): string {
  if (cell === undefined) return '';
  const text = escapeText(formatCell(cell, words));
  return cell.file === undefined ? text : `[${text}](${encodeURIComponent(cell.file)})`;
}
