import { max, min } from 'd3-array';
import { area, line } from 'd3-shape';
import type { CurveChart, Point } from '../../../chart.ts';
import { escapeHtml, place } from '../escape.ts';
import { type Canvas, drawFrame, drawGuides } from './frame.ts';
import { drawMark } from './marks.ts';

/** Curves that rise with x, the points to remember marked on them. */
export function drawCurves(
  chart: CurveChart,
  canvas: Canvas,
): { readonly height: number; readonly body: string } {
  const height = canvas.narrow ? 300 : 400;
  const values = chart.curves.flatMap(({ points }) => points.map(({ y }) => y));
  const highest = max(values) ?? 1;
  // A hair above the whole is the whole.
  const most = highest > 1.02 ? highest : 1;
  const frame = drawFrame(chart, { x: [0, 1], y: [Math.min(0, min(values) ?? 0), most] }, height, canvas);
  const { x, y, bottom, right } = frame;
  const path = line<Point>(
    (point) => x(point.x),
    (point) => y(point.y),
  ).digits(1);
  const below = area<Point>(
    (point) => x(point.x),
    bottom,
    (point) => y(point.y),
  ).digits(1);
  const curves = chart.curves.map(({ series, points }, index) => {
    const filled = index === 0 ? `<path class="below s-${series}" d="${below([...points])}"/>` : '';
    return `${filled}<path class="curve l-${series}${index === 0 ? '' : ' dashed'}" d="${path([...points])}"/>`;
  });
  const marks = chart.marks.map(({ x: at, y: up, series, label }) => {
    const [left, top] = [x(at), y(up)];
    const toLeft = left > right - 120;
    const text = `<text class="mark-name" x="${place(left + (toLeft ? -12 : 12))}" y="${place(top + 17)}" text-anchor="${toLeft ? 'end' : 'start'}">${escapeHtml(label)}</text>`;
    return drawMark(series, left, top, 110) + text;
  });
  return {
    height,
    body: [frame.axes, ...curves, drawGuides(chart.guides, frame, canvas.narrow), ...marks].join(''),
  };
}
