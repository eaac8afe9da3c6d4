import { max, sum } from 'd3-array';
import type { HistogramChart } from '../../../chart.ts';
import { formatCount } from '../../../numbers.ts';
import { escapeHtml, place } from '../escape.ts';
import { type Canvas, drawFrame, drawGuides } from './frame.ts';

/** Columns side by side, stacked by series, with the lines of the criteria over them. */
export function drawHistogram(
  chart: HistogramChart,
  canvas: Canvas,
): { readonly height: number; readonly body: string } {
  const height = canvas.narrow ? 260 : 320;
  const most = max(chart.bins, ({ counts }) => sum(counts)) ?? 1;
  const { from = 0, to = 100 } = chart.x;
  const frame = drawFrame(chart, { x: [from, to], y: [0, Math.max(1, most)] }, height, canvas);
  const { x, y } = frame;
  const columns = chart.bins.flatMap(({ from: low, to: high, counts }) => {
    let below = 0;
    return counts.map((count, index) => {
      if (count === 0) return '';
      const [top, bottom] = [y(below + count), y(below)];
      below += count;
      const { series, label } = chart.legend[index]!;
      const title = escapeHtml(`${label}: ${formatCount(count)} (${low}–${high})`);
      return `<rect class="column s-${series}" x="${place(x(low) + 1)}" width="${place(x(high) - x(low) - 2)}" y="${place(top)}" height="${place(Math.max(1, bottom - top))}"><title>${title}</title></rect>`;
    });
  });
  return { height, body: [frame.axes, ...columns, drawGuides(chart.guides, frame, canvas.narrow)].join('') };
}
