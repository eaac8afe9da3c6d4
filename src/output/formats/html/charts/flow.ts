import { sum } from 'd3-array';
import type { FlowChart } from '../../../chart.ts';
import { formatCount } from '../../../numbers.ts';
import { escapeHtml, place } from '../escape.ts';
import type { Canvas } from './frame.ts';

/** Bands from the categories on the left to those on the right; who moved stands out from who stayed. */
export function drawFlow(
  chart: FlowChart,
  { width, narrow }: Canvas,
): { readonly height: number; readonly body: string } {
  const height = narrow ? 380 : 400;
  const [left, right] = narrow ? [86, width - 86] : [190, width - 190];
  const top = 30;
  const room = height - top - 8 - GAP * (Math.max(chart.from.length, chart.to.length) - 1);
  const unit =
    room /
    Math.max(
      1,
      sum(chart.from, ({ count }) => count),
    );
  const [from, to] = [stack(chart.from, unit, top), stack(chart.to, unit, top)];
  const [leaving, arriving] = [from.map(({ y }) => y), to.map(({ y }) => y)];
  const bands = chart.links.map(({ from: start, to: end, count }) => {
    const thick = Math.max(LEAST_BAND, count * unit);
    const [y0, y1] = [leaving[start]!, arriving[end]!];
    leaving[start] = y0 + count * unit;
    arriving[end] = y1 + count * unit;
    const [one, other] = [chart.from[start]!, chart.to[end]!];
    const stays = one.series === other.series;
    const title = escapeHtml(`${one.label} → ${other.label}: ${formatCount(count)}`);
    return {
      stays,
      path: `<path class="band ${stays ? 'stays' : 'moves'} s-${other.series}" d="${bandPath(left + NODE, right - NODE, y0, y1, thick)}"><title>${title}</title></path>`,
    };
  });
  const nodes = (side: typeof from, legend: FlowChart['from'], x: number, out: -1 | 1): string[] =>
    side.map(({ y, height: tall }, index) => {
      const { series, label, count } = legend[index]!;
      const middle = y + tall / 2;
      return `<rect class="node s-${series}" x="${place(x)}" y="${place(y)}" width="${NODE}" height="${place(Math.max(2, tall))}"/><text class="row-name" x="${place(out < 0 ? x - 8 : x + NODE + 8)}" y="${place(middle)}" dy="0.35em" text-anchor="${out < 0 ? 'end' : 'start'}">${escapeHtml(label)} <tspan class="node-count">${formatCount(count)}</tspan></text>`;
    });
  const heads = [
    `<text class="axis" x="${left + NODE}" y="14" text-anchor="end">${escapeHtml(chart.labels.from)}</text>`,
    `<text class="axis" x="${right - NODE}" y="14">${escapeHtml(chart.labels.to)}</text>`,
  ];
  // Movers are drawn last, over those who stayed.
  const drawn = [...bands.filter(({ stays }) => stays), ...bands.filter(({ stays }) => !stays)];
  return {
    height,
    body: [
      ...heads,
      ...drawn.map(({ path }) => path),
      ...nodes(from, chart.from, left, -1),
      ...nodes(to, chart.to, right - NODE, 1),
    ].join(''),
  };
}

const NODE = 10;
const GAP = 18;
const LEAST_BAND = 1.5;

function stack(nodes: FlowChart['from'], unit: number, top: number): { y: number; height: number }[] {
  let y = top;
  return nodes.map(({ count }) => {
    const node = { y, height: count * unit };
    y += node.height + GAP;
    return node;
  });
}

function bandPath(x0: number, x1: number, y0: number, y1: number, thick: number): string {
  const middle = place((x0 + x1) / 2);
  const [a, b, c, d] = [y0, y1, y1 + thick, y0 + thick].map(place);
  return `M${place(x0)},${a}C${middle},${a} ${middle},${b} ${place(x1)},${b}L${place(x1)},${c}C${middle},${c} ${middle},${d} ${place(x0)},${d}Z`;
}
