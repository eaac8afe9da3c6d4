import { max, sum } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import type { BarChart } from '../../../chart.ts';
import { formatCell } from '../../../numbers.ts';
import { cutText, displayWidth } from '../../../width.ts';
import { escapeHtml, place } from '../escape.ts';
import type { Canvas } from './frame.ts';
import { drawMark } from './marks.ts';

/** Bars below each other, each behind its label, its number behind it. On a phone labels stand above. */
export function drawBars(
  chart: BarChart,
  canvas: Canvas,
): { readonly height: number; readonly body: string } {
  const { width, narrow, words } = canvas;
  const [step, thick] = narrow ? [50, 18] : [38, 22];
  const labels = narrow
    ? 0
    : Math.min(230, (max(chart.rows, ({ label }) => displayWidth(label)) ?? 0) * 8 + 16);
  const longest = max(chart.rows, ({ note }) => displayWidth(note)) ?? 0;
  const notes = Math.min(width * 0.6, Math.max(narrow ? 96 : 150, longest * (narrow ? 6.9 : 7.2) + 12));
  const scale = scaleLinear([0, domainOf(chart)], [labels, width - notes]).clamp(true);
  const top = 8;
  const middle = (row: number): number => top + row * step + (narrow ? 30 : 15);
  const rows = chart.rows.map(({ label, values, note }, row) => {
    const at = middle(row);
    let end = 0;
    const parts = values.map((value, index) => {
      if (value <= 0) return '';
      const [left, right] = [scale(end), scale(end + value)];
      end += value;
      const { series, label: name } = chart.legend[index]!;
      const shown = formatCell({ kind: chart.value.kind, value }, words);
      const title = `<title>${escapeHtml(`${label} · ${name}: ${shown}`)}</title>`;
      const wide = Math.max(1, right - left - (values.length > 1 ? 1 : 0));
      const inside =
        series === 'key' && chart.value.kind === 'share' && wide > 52
          ? `<text class="in-bar" x="${place(left + 8)}" y="${at}" dy="0.35em">${escapeHtml(shown)}</text>`
          : '';
      const mark =
        values.length > 1 && inside === '' && wide > 18
          ? `<g class="in-mark">${drawMark(series, left + 10, at, 40)}</g>`
          : '';
      return `<rect class="bar s-${series}" x="${place(left)}" y="${place(at - thick / 2)}" width="${place(wide)}" height="${thick}" rx="2">${title}</rect>${inside}${mark}`;
    });
    const name = narrow
      ? `<text class="row-name" x="0" y="${at - 16}">${escapeHtml(cutText(label, 44))}</text>`
      : `<text class="row-name" x="${labels - 12}" y="${at}" dy="0.35em" text-anchor="end">${escapeHtml(cutText(label, 30))}</text>`;
    // A line over the bars ends before the numbers: they all stand right.
    const behind = chart.value.kind === 'share' || chart.line !== undefined ? width - notes : scale(end);
    const amount = `<text class="row-note" x="${place(behind + 8)}" y="${at}" dy="0.35em">${escapeHtml(note)}</text>`;
    return `${name}${parts.join('')}${amount}`;
  });
  const height = top + chart.rows.length * step + 6;
  return { height, body: rows.join('') + drawLine(chart, middle, labels, width - notes, words) };
}

// The bars of one sum, and those under a line of shares, are as long as all of it; others as the longest of them.
function domainOf({ value, rows, line: cumulative }: BarChart): number {
  if (value.to !== undefined) return value.to;
  const lengthOf = ({ values }: BarChart['rows'][number]): number => sum(values.filter((one) => one > 0));
  const length = cumulative === undefined ? max(rows, lengthOf) : sum(rows, lengthOf);
  return Math.max(length ?? 1, Number.MIN_VALUE);
}

function drawLine(
  { rows }: BarChart,
  middle: (row: number) => number,
  left: number,
  right: number,
  words: Canvas['words'],
): string {
  const scale = scaleLinear([0, 1], [left, right]);
  const points = rows.flatMap(({ cumulative }, row): [number, number][] =>
    cumulative === undefined ? [] : [[scale(cumulative), middle(row)]],
  );
  if (points.length < 2) return '';
  const dots = points.map(([x, y]) => drawMark('plain', x, y, 36)).join('');
  const shares = rows
    .flatMap(({ cumulative }, row) => (cumulative === undefined ? [] : [{ cumulative, row }]))
    .map(({ cumulative, row }) => shareText(scale(cumulative), middle(row), cumulative, words))
    .join('');
  return `<path class="curve l-plain" d="${line().digits(1)(points)}"/>${dots}${shares}`;
}

// Above its dot.
function shareText(x: number, y: number, share: number, words: Canvas['words']): string {
  const text = formatCell({ kind: 'share', value: share }, words);
  return `<text class="dot-share" x="${place(x)}" y="${place(y - 9)}" text-anchor="middle">${escapeHtml(text)}</text>`;
}
