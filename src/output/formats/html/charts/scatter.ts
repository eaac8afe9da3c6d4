import { extent, max } from 'd3-array';
import type { ScatterChart } from '../../../chart.ts';
import { escapeHtml } from '../escape.ts';
import { type Canvas, drawFrame, drawGuides } from './frame.ts';
import { drawMark } from './marks.ts';

/** A mark for each customer; the large ones lie below, so that no small one is hidden. */
export function drawScatter(
  chart: ScatterChart,
  canvas: Canvas,
): { readonly height: number; readonly body: string } {
  const height = canvas.narrow ? 340 : 460;
  const { points } = chart;
  const range = (values: number[]): [number, number] => {
    const [low, high] = extent(values);
    return [low ?? 0, high ?? 1];
  };
  const frame = drawFrame(
    chart,
    { x: range(points.map(({ x }) => x)), y: range(points.map(({ y }) => y)) },
    height,
    canvas,
  );
  const largest = max(points, ({ size }) => size) ?? 1;
  // Many are smaller, so that they do not hide each other.
  const most = (canvas.narrow ? 420 : 900) * Math.min(1, FEW / Math.max(1, points.length));
  const marks = [...points]
    .sort((one, other) => other.size - one.size)
    .map(({ x, y, size, series, label }) => {
      const area = LEAST_AREA + most * (size / largest);
      return drawMark(series, frame.x(x), frame.y(y), area, `<title>${escapeHtml(label)}</title>`);
    });
  return {
    height,
    body: `${frame.axes}<g class="cloud">${marks.join('')}</g>${drawGuides(chart.guides, frame, canvas.narrow)}`,
  };
}

const LEAST_AREA = 26;
const FEW = 80;
