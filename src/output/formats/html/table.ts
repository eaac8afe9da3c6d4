import { formatCell } from '../../numbers.ts';
import type { Cell, Table, TableControls } from '../../report.ts';
import { markIcon } from './charts/marks.ts';
import { escapeHtml, place } from './escape.ts';
import type { PageVoice } from './page.ts';

/**
 * A table; a long one carries what the script needs to sort, filter and turn it over, any other is told row by row on a
 * phone. `title`: what it is called where it has no caption of its own.
 */
export function renderTable(table: Table, { words }: PageVoice, title?: string): string {
  const { caption, columns, rows, total, more, controls } = table;
  const told = controls === undefined;
  const classOf = ({ align, flexible }: Table['columns'][number]): string =>
    ` class="${align === 'right' ? 'n' : (flexible ?? 'k')}"`;
  const cells = (row: readonly Cell[]): string =>
    columns
      .map((column, index) => {
        const cell = row[index];
        // The first says whose row it is.
        const isHeader = index === 0 && cell !== undefined && !(cell.kind === 'text' && cell.text === '');
        const [tag, scope] = isHeader ? ['th', ' scope="row"'] : ['td', ''];
        const open = `<${tag}${scope}${classOf(column)}`;
        if (cell === undefined) return `${open}></${tag}>`;
        const header = told && column.align === 'right' ? ` data-h="${escapeHtml(column.header)}"` : '';
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
    case 'count':
    case 'money':
    case 'share':
    case 'score':
    case 'number':
      return Number.isFinite(cell.value) ? ` data-v="${cell.value}"` : '';
    case 'day':
      return ` data-v="${cell.day}"`;
    case 'text':
    case 'none':
      return '';
  }
}

/** A value with its mark, its bar and its tone. */
export function renderCell(cell: Cell, words: PageVoice['words']): string {
  const text = escapeHtml(formatCell(cell, words));
  const mark = cell.series === undefined ? '' : markIcon(cell.series);
  const toned = cell.tone === undefined ? text : `<span class="t-${cell.tone}">${text}</span>`;
  if (cell.bar === undefined) return mark + toned;
  const width = place(Math.min(1, Math.max(0, cell.bar)) * 100);
  return `<span class="with-bar"><svg class="cell-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="track" width="100" height="4"/><rect class="s-revenue" width="${width}" height="4"/></svg><span>${mark}${toned}</span></span>`;
}
