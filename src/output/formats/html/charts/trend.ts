import { max, min } from 'd3-array';
import { scalePoint } from 'd3-scale';
import { line } from 'd3-shape';
import type { TrendChart } from '../../../chart.ts';
import { formatCell } from '../../../numbers.ts';
import { escapeHtml, place } from '../escape.ts';
import { type Canvas, drawFrame } from './frame.ts';
import { drawMark } from './marks.ts';

/** A line for each amount, a point for each run. */
export function drawTrend(
  chart: TrendChart,
  canvas: Canvas,
): { readonly height: number; readonly body: string } {
  const height = canvas.narrow ? 260 : 300;
  const all = chart.lines.flatMap(({ values }) => values.filter((value) => value !== null));
  const steps = chart.steps.map((_, index) => index);
  const frame = drawFrame(
    { x: null, y: chart.y },
    { x: [0, 1], y: [Math.min(0, min(all) ?? 0), max(all) ?? 1] },
    height,
    canvas,
  );
  const x = scalePoint(steps, [frame.left + 24, frame.right - 40]);
  const at = (index: number): number => x(index) ?? frame.left;
  const lines = chart.lines.map(({ series, values }, order) => {
    const points = values.flatMap((value, index): [number, number][] =>
      value === null ? [] : [[at(index), frame.y(value)]],
    );
    const marks = values.map((value, index) => {
      if (value === null) return '';
      const shown = formatCell({ kind: chart.y.kind, value }, canvas.words);
      const mark = drawMark(
        series,
        at(index),
        frame.y(value),
        60,
        `<title>${escapeHtml(`${chart.steps[index]} · ${shown}`)}</title>`,
      );
      if (index < values.length - 1) return mark;
      return `${mark}<text class="mark-name" x="${place(at(index))}" y="${place(frame.y(value) - 10)}" text-anchor="middle">${escapeHtml(shown)}</text>`;
    });
    return `<path class="curve l-${series}${order === 0 ? '' : ' dashed'}" d="${line().digits(1)(points)}"/>${marks.join('')}`;
  });
  const every = Math.ceil(steps.length / (canvas.narrow ? 4 : 10));
  const names = steps
    .filter((index) => (steps.length - 1 - index) % every === 0)
    .map(
      (index) =>
        `<text class="tick" x="${place(at(index))}" y="${frame.bottom + 17}" text-anchor="middle">${escapeHtml(chart.steps[index]!)}</text>`,
    );
  return { height, body: [frame.axes, ...lines, ...names].join('') };
}
