import type { Chart, ChartData, Legend } from '../../chart.ts';
import { drawBars } from './charts/bars.ts';
import { drawCurves } from './charts/curves.ts';
import { drawFlow } from './charts/flow.ts';
import type { Canvas } from './charts/frame.ts';
import { drawHistogram } from './charts/histogram.ts';
import { markIcon } from './charts/marks.ts';
import { drawScatter } from './charts/scatter.ts';
import { drawTrend } from './charts/trend.ts';
import { escapeHtml } from './escape.ts';
import type { PageVoice } from './page.ts';
import { renderTable } from './table.ts';

/** A picture with its name, its legend and the same numbers as a table. Drawn for a desk and for a phone. */
export function renderChart(chart: Chart, voice: PageVoice): string {
  const { id, title, description, data, table, open, more, aside } = chart;
  const said = [more, aside].filter((one) => one !== undefined).join('; ');
  const rest = said === '' ? '' : `<p class="more">${escapeHtml(said)}</p>`;
  return `<figure class="chart" id="chart-${id}"><figcaption>${escapeHtml(title)}</figcaption>
${renderLegend(legendOf(data), lineOf(data))}${svgOf(`${id}-w`, title, description, data, { width: WIDE, narrow: false, words: voice.words })}
${svgOf(`${id}-n`, title, description, data, { width: NARROW, narrow: true, words: voice.words })}${rest}
<details class="numbers"${open === true ? ' open' : ''}><summary>${escapeHtml(voice.page.numbers)}<span class="unseen">${escapeHtml(`${voice.words.colon}${title}`)}</span></summary>${renderTable(table, voice, title)}</details></figure>`;
}

const WIDE = 960;
const NARROW = 360;

function svgOf(id: string, title: string, description: string, data: ChartData, canvas: Canvas): string {
  const { height, body } = draw(data, canvas);
  const kind = canvas.narrow ? 'narrow' : 'wide';
  return `<svg class="${kind}" viewBox="0 0 ${canvas.width} ${height}" role="img" aria-labelledby="${id}-t ${id}-d"><title id="${id}-t">${escapeHtml(title)}</title><desc id="${id}-d">${escapeHtml(description)}</desc>${body}</svg>`;
}

function draw(data: ChartData, canvas: Canvas): { readonly height: number; readonly body: string } {
  switch (data.kind) {
    case 'curves':
      return drawCurves(data, canvas);
    case 'scatter':
      return drawScatter(data, canvas);
    case 'histogram':
      return drawHistogram(data, canvas);
    case 'bars':
      return drawBars(data, canvas);
    case 'flow':
      return drawFlow(data, canvas);
    case 'trend':
      return drawTrend(data, canvas);
  }
}

// One series needs no legend: the title says what it is.
function legendOf(data: ChartData): readonly Legend[] {
  switch (data.kind) {
    case 'curves':
      return data.curves;
    case 'scatter':
    case 'histogram':
      return data.legend;
    case 'bars':
      return data.legend.length > 1 ? data.legend : [];
    case 'flow':
      return [];
    case 'trend':
      return data.lines;
  }
}

function lineOf(data: ChartData): string | null {
  return data.kind === 'bars' ? (data.line ?? null) : null;
}

function renderLegend(legend: readonly Legend[], line: string | null): string {
  const items = [
    ...legend.map(({ series, label }) => `<li>${markIcon(series)}${escapeHtml(label)}</li>`),
    ...(line === null ? [] : [`<li>${markIcon('plain')}${escapeHtml(line)}</li>`]),
  ];
  return items.length === 0 ? '' : `<ul class="legend">${items.join('')}</ul>\n`;
}
