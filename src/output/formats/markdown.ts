import { escapeLine, escapeText } from '../markdown-text.ts';
import { formatCell } from '../numbers.ts';
import type { Block, Cell, Report, Table } from '../report.ts';
import type { Words } from '../words/words.ts';

/** A report as GitHub-flavoured Markdown. Text is only ever text: nothing in it becomes markup, HTML or a link. */
export function formatMarkdown(report: Report, options: { readonly words: Words }): string {
  const { words } = options;
  const blocks = report.blocks.map((block) => formatBlock(block, words));
  return `${[`# ${escapeText(report.title)}`, ...blocks].filter((block) => block !== '').join('\n\n')}\n`;
}

function formatBlock(block: Block, words: Words): string {
  switch (block.kind) {
    case 'heading':
      return `## ${escapeText(block.text)}`;
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
      const inner = block.blocks.map((one) => formatBlock(one, words)).join('\n\n');
      return `<details>\n<summary>${escapeText(block.summary)}</summary>\n\n${inner}\n\n</details>`;
    }
  }
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
  return cell === undefined ? '' : escapeText(formatCell(cell, words));
}
