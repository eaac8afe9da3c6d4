import { formatCell } from '../../numbers.ts';
import type {
  Actions,
  Block,
  Cell,
  FactList,
  Figures,
  List,
  Note,
  Section,
  Table,
  TableControls,
} from '../../report.ts';
import { renderChart } from './charts/chart.ts';
import { markIcon } from './charts/frame.ts';
import { escapeHtml, type PageContext, place } from './page.ts';

/** A block of a report as HTML. */
export function renderBlock(block: Block, context: PageContext): string {
  switch (block.kind) {
    case 'heading':
      return `<h3>${escapeHtml(block.text)}</h3>`;
    case 'paragraph':
      return `<p>${escapeHtml(block.text)}</p>`;
    case 'list':
      return renderList(block);
    case 'note':
      return renderNote(block, context);
    case 'facts':
      return renderFacts(block, context);
    case 'table':
      return renderTable(block, context);
    case 'details':
      return `<details><summary>${escapeHtml(block.summary)}</summary>${renderBlocks(block.blocks, context)}</details>`;
    case 'section':
      return renderSection(block, context);
    case 'figures':
      return renderFigures(block, context);
    case 'actions':
      return renderActions(block, context);
    case 'chart':
      return renderChart(block, renderTable(block.table, context, block.title), context);
  }
}

function renderBlocks(blocks: readonly Block[], context: PageContext): string {
  return blocks.map((block) => renderBlock(block, context)).join('\n');
}

function renderSection({ id, title, lead, blocks }: Section, context: PageContext): string {
  return `<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${escapeHtml(title)}</h2>
<p class="lead">${escapeHtml(lead)}</p>
${renderBlocks(blocks, context)}</section>`;
}

function renderList({ items, numbered }: List): string {
  const tag = numbered === true ? 'ol' : 'ul';
  return `<${tag}>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</${tag}>`;
}

function renderNote({ severity, text }: Note, { words }: PageContext): string {
  return `<p class="note ${severity}"><strong>${escapeHtml(words.severities[severity])}</strong> ${escapeHtml(text)}</p>`;
}

/** Labels with their values. */
export function renderFacts({ items }: FactList, { words }: PageContext): string {
  return `<dl class="facts">${items
    .map(({ label, value }) => `<div><dt>${escapeHtml(label)}</dt><dd>${renderCell(value, words)}</dd></div>`)
    .join('')}</dl>`;
}

function renderFigures({ items }: Figures, { words }: PageContext): string {
  const cards = items.map(({ label, value, note, series }) => {
    const number =
      value.kind === 'count' || value.kind === 'money' || value.kind === 'share'
        ? ` data-v="${value.value}"`
        : '';
    const mark = series === undefined ? '' : markIcon(series);
    const said = note === '' ? '' : `<dd class="of">${escapeHtml(note)}</dd>`;
    return `<div class="figure"><dt>${mark}${escapeHtml(label)}</dt><dd class="value"${number}>${escapeHtml(formatCell(value, words))}</dd>${said}</div>`;
  });
  return `<dl class="figures">${cards.join('')}</dl>`;
}

function renderActions({ title, items, nothing }: Actions, { sections }: PageContext): string {
  const list = items.map(({ urgency, text, about, section }) => {
    const who = about.map((one) => `<span>${escapeHtml(one)}</span>`).join(' ');
    const names = about.length === 0 ? '' : `<span class="about">${who}</span>`;
    // Where only some sections were asked for there may be nowhere to go.
    const what = sections.has(section)
      ? `<a href="#${section}">${escapeHtml(text)}</a>`
      : `<span class="act">${escapeHtml(text)}</span>`;
    return `<li class="${urgency}">${markIcon(urgency)}<div>${what}${names}</div></li>`;
  });
  const inside = list.length === 0 ? `<p>${escapeHtml(nothing)}</p>` : `<ol>${list.join('')}</ol>`;
  return `<div class="actions"><h3>${escapeHtml(title)}</h3>${inside}</div>`;
}

/**
 * A table; a long one carries what the script needs to sort, filter and turn it over, any other is told row by row on a
 * phone. `title`: what it is called where it has no caption of its own.
 */
function renderTable(table: Table, { words }: PageContext, title?: string): string {
  const { caption, columns, rows, total, more, controls } = table;
  const told = controls === undefined;
  const classOf = ({ align, flexible }: Table['columns'][number]): string =>
    ` class="${align === 'right' ? 'n' : (flexible ?? 'k')}"`;
  // The same in every row.
  const attributes = columns.map((column) => ({
    own: classOf(column),
    header: told && column.align === 'right' ? ` data-h="${escapeHtml(column.header)}"` : '',
  }));
  const cells = (row: readonly Cell[]): string =>
    attributes
      .map(({ own, header }, index) => {
        const cell = row[index];
        // The first says whose row it is.
        const isHeader = index === 0 && cell !== undefined && !(cell.kind === 'text' && cell.text === '');
        const [tag, scope] = isHeader ? ['th', ' scope="row"'] : ['td', ''];
        const open = `<${tag}${scope}${own}`;
        if (cell === undefined) return `${open}></${tag}>`;
        return `${open}${header}${rawValue(cell)}>${renderCell(cell, words)}</${tag}>`;
      })
      .join('');
  const head = columns
    .map((column) => `<th scope="col"${classOf(column)}>${escapeHtml(column.header)}</th>`)
    .join('');
  const body = rows.map((row) => `<tr>${cells(row)}</tr>`).join('\n');
  const foot = total === undefined ? '' : `<tfoot><tr>${cells(total)}</tr></tfoot>`;
  const said = caption === undefined ? '' : `<caption><span>${escapeHtml(caption)}</span></caption>`;
  const after = more === undefined ? '' : `<p class="more">${escapeHtml(more)}</p>`;
  const label = escapeHtml(caption ?? title ?? columns.map(({ header }) => header).join(words.comma));
  return `<div class="scroll" tabindex="0" role="group" aria-label="${label}"><table${told ? ' class="told"' : ''}${controlData(controls)}>${said}<thead><tr>${head}</tr></thead><tbody>
${body}
</tbody>${foot}</table></div>${after}`;
}

function controlData(controls: TableControls | undefined): string {
  if (controls === undefined) return '';
  const { search, choose, all, showing, nothing, previous, next, sort } = controls;
  const data = { search, choose: String(choose), all, showing, nothing, previous, next, sort };
  return ` class="rows"${Object.entries(data)
    .map(([name, value]) => ` data-${name}="${escapeHtml(value)}"`)
    .join('')}`;
}

// The number as it is, for sorting and for whoever reads the page with a program.
function rawValue(cell: Cell): string {
  switch (cell.kind) {
    case 'money':
    case 'count':
    case 'share':
    case 'score':
    case 'number':
      return Number.isFinite(Number(cell.value)) ? ` data-v="${cell.value}"` : '';
    case 'day':
      return ` data-v="${cell.day}"`;
    case 'text':
    case 'months':
    case 'none':
      return '';
  }
}

/** A value with its mark, its bar and its tone. */
function renderCell(cell: Cell, words: PageContext['words']): string {
  if (cell.kind === 'months') return renderMonths(cell);
  const own = escapeHtml(formatCell(cell, words));
  const text =
    cell.file === undefined ? own : `<a href="${escapeHtml(encodeURIComponent(cell.file))}">${own}</a>`;
  const mark = cell.series === undefined ? '' : markIcon(cell.series);
  const toned = cell.tone === undefined ? text : `<span class="t-${cell.tone}">${text}</span>`;
  if (cell.bar === undefined) return mark + toned;
  const width = place(Math.min(1, Math.max(0, cell.bar)) * 100);
  return `<span class="with-bar"><svg class="cell-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="track" width="100" height="4"/><rect class="s-revenue" width="${width}" height="4"/></svg><span>${mark}${toned}</span></span>`;
}

// A small line of months beside a name; the zero of its scale is at the foot where no month is below it.
function renderMonths({ values, label }: Extract<Cell, { kind: 'months' }>): string {
  const least = Math.min(0, ...values);
  const span = Math.max(0, ...values) - least || 1;
  const points = values
    .map((value, at) => {
      const x = 1 + (at / Math.max(1, values.length - 1)) * 94;
      return `${place(x)},${place(17 - ((value - least) / span) * 14)}`;
    })
    .join(' ');
  return `<svg class="months" viewBox="0 0 96 18" role="img" aria-label="${escapeHtml(label)}"><title>${escapeHtml(label)}</title><polyline points="${points}"/></svg>`;
}
