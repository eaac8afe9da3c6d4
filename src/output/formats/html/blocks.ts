import { formatCell } from '../../numbers.ts';
import type { Actions, Block, FactList, Figures, List, Note, Section } from '../../report.ts';
import { renderChart } from './chart.ts';
import { markIcon } from './charts/marks.ts';
import { escapeHtml } from './escape.ts';
import type { PageVoice } from './page.ts';
import { renderCell, renderTable } from './table.ts';

/** A block of a report as HTML. */
export function renderBlock(block: Block, voice: PageVoice): string {
  switch (block.kind) {
    case 'heading':
      return `<h3>${escapeHtml(block.text)}</h3>`;
    case 'paragraph':
      return `<p>${escapeHtml(block.text)}</p>`;
    case 'list':
      return renderList(block);
    case 'note':
      return renderNote(block, voice);
    case 'facts':
      return renderFacts(block, voice);
    case 'table':
      return renderTable(block, voice);
    case 'details':
      return `<details><summary>${escapeHtml(block.summary)}</summary>${renderBlocks(block.blocks, voice)}</details>`;
    case 'section':
      return renderSection(block, voice);
    case 'figures':
      return renderFigures(block, voice);
    case 'actions':
      return renderActions(block, voice);
    case 'chart':
      return renderChart(block, voice);
  }
}

function renderBlocks(blocks: readonly Block[], voice: PageVoice): string {
  return blocks.map((block) => renderBlock(block, voice)).join('\n');
}

function renderSection({ id, title, lead, blocks }: Section, voice: PageVoice): string {
  return `<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${escapeHtml(title)}</h2>
<p class="lead">${escapeHtml(lead)}</p>
${renderBlocks(blocks, voice)}</section>`;
}

function renderList({ items, numbered }: List): string {
  const tag = numbered === true ? 'ol' : 'ul';
  return `<${tag}>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</${tag}>`;
}

function renderNote({ severity, text }: Note, { words }: PageVoice): string {
  return `<p class="note ${severity}"><strong>${escapeHtml(words.severities[severity])}</strong> ${escapeHtml(text)}</p>`;
}

/** Labels with their values. */
export function renderFacts({ items }: FactList, { words }: PageVoice): string {
  return `<dl class="facts">${items
    .map(({ label, value }) => `<div><dt>${escapeHtml(label)}</dt><dd>${renderCell(value, words)}</dd></div>`)
    .join('')}</dl>`;
}

function renderFigures({ items }: Figures, { words }: PageVoice): string {
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

function renderActions({ title, items, nothing }: Actions, { sections }: PageVoice): string {
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
