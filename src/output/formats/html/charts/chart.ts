import { extent, max, min, sum } from 'd3-array';
import { scaleLinear, scalePoint } from 'd3-scale';
import { area, line } from 'd3-shape';
import { formatCell } from '../../../numbers.ts';
import type {
  BarChart,
  Chart,
  ChartData,
  CurveChart,
  FlowChart,
  HistogramChart,
  Legend,
  Point,
  ScatterChart,
  TrendChart,
} from '../../../report.ts';
import { cutText, displayWidth } from '../../../width.ts';
import { escapeHtml, type PageContext, place } from '../page.ts';
import { type Canvas, drawFrame, drawGuides, drawMark, markIcon } from './frame.ts';

/** A picture with its name, its legend and the same numbers as a table (`numbers`, HTML). Drawn for a desk, for half of one or a sheet of paper, and for a phone. */
export function renderChart(chart: Chart, numbers: string, { words, page }: PageContext): string {
  const { id, title, description, data, open, more, aside } = chart;
  const said = [more, aside].filter((one) => one !== undefined).join(words.semicolon);
  const rest = said === '' ? '' : `<p class="more">${escapeHtml(said)}</p>`;
  const drawings = CANVASES.map(({ name, ...canvas }) =>
    svgOf(name, `${id}-${name[0]}`, title, description, data, { ...canvas, words }),
  );
  return `<figure class="chart" id="chart-${id}"><figcaption>${escapeHtml(title)}</figcaption>
${renderLegend(legendOf(data), lineOf(data))}${drawings.join('\n')}${rest}
<details class="numbers"${open === true ? ' open' : ''}><summary>${escapeHtml(page.numbers)}<span class="unseen">${escapeHtml(`${words.colon}${title}`)}</span></summary>${numbers}</details></figure>`;
}

// The style of the page shows the one that fits.
const CANVASES = [
  { name: 'wide', width: 960, narrow: false },
  { name: 'middle', width: 640, narrow: false },
  { name: 'narrow', width: 360, narrow: true },
] as const;

function svgOf(
  name: string,
  id: string,
  title: string,
  description: string,
  data: ChartData,
  canvas: Canvas,
): string {
  const { height, body } = draw(data, canvas);
  return `<svg class="${name}" viewBox="0 0 ${canvas.width} ${height}" role="img" aria-labelledby="${id}-t ${id}-d"><title id="${id}-t">${escapeHtml(title)}</title><desc id="${id}-d">${escapeHtml(description)}</desc>${body}</svg>`;
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

/** Curves that rise with x, the points to remember marked on them. */
function drawCurves(chart: CurveChart, canvas: Canvas): { readonly height: number; readonly body: string } {
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

/** A mark for each customer; the large ones lie below, so that no small one is hidden. */
function drawScatter(
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

/** Columns side by side, stacked by series, with the lines of the criteria over them. */
function drawHistogram(
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
      const { colon, beside } = canvas.words;
      const shown = formatCell({ kind: 'count', value: count }, canvas.words);
      const title = escapeHtml(`${label}${colon}${shown}${beside(`${low}–${high}`)}`);
      return `<rect class="column s-${series}" x="${place(x(low) + 1)}" width="${place(x(high) - x(low) - 2)}" y="${place(top)}" height="${place(Math.max(1, bottom - top))}"><title>${title}</title></rect>`;
    });
  });
  return { height, body: [frame.axes, ...columns, drawGuides(chart.guides, frame, canvas.narrow)].join('') };
}

/** Bars below each other, each behind its label, its number behind it. On a phone labels stand above. */
function drawBars(chart: BarChart, canvas: Canvas): { readonly height: number; readonly body: string } {
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
      const title = `<title>${escapeHtml(`${label} · ${name}${words.colon}${shown}`)}</title>`;
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

// Beside its dot, above the line that goes on to the right and down.
function shareText(x: number, y: number, share: number, words: Canvas['words']): string {
  const text = formatCell({ kind: 'share', value: share }, words);
  return `<text class="dot-share" x="${place(x + 7)}" y="${place(y - 6)}">${escapeHtml(text)}</text>`;
}

/** Bands from the categories on the left to those on the right; who moved stands out from who stayed. */
function drawFlow(
  chart: FlowChart,
  { width, narrow, words }: Canvas,
): { readonly height: number; readonly body: string } {
  const height = narrow ? 380 : 400;
  const side = narrow ? 86 : Math.min(190, width / 4);
  const [left, right] = [side, width - side];
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
    const shown = formatCell({ kind: 'count', value: count }, words);
    const title = escapeHtml(`${one.label} → ${other.label}${words.colon}${shown}`);
    return {
      stays,
      path: `<path class="band ${stays ? 'stays' : 'moves'} s-${other.series}" d="${bandPath(left + NODE, right - NODE, y0, y1, thick)}"><title>${title}</title></path>`,
    };
  });
  const nodes = (side: typeof from, legend: FlowChart['from'], x: number, out: -1 | 1): string[] =>
    side.map(({ y, height: tall }, index) => {
      const { series, label, count } = legend[index]!;
      const middle = y + tall / 2;
      return `<rect class="node s-${series}" x="${place(x)}" y="${place(y)}" width="${NODE}" height="${place(Math.max(2, tall))}"/><text class="row-name" x="${place(out < 0 ? x - 8 : x + NODE + 8)}" y="${place(middle)}" dy="0.35em" text-anchor="${out < 0 ? 'end' : 'start'}">${escapeHtml(label)} <tspan class="node-count">${formatCell({ kind: 'count', value: count }, words)}</tspan></text>`;
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

/** A line for each amount, a point for each run. */
function drawTrend(chart: TrendChart, canvas: Canvas): { readonly height: number; readonly body: string } {
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
  const every = Math.ceil(steps.length / Math.floor(canvas.width / 90));
  const names = steps
    .filter((index) => (steps.length - 1 - index) % every === 0)
    .map(
      (index) =>
        `<text class="tick" x="${place(at(index))}" y="${frame.bottom + 17}" text-anchor="middle">${escapeHtml(chart.steps[index]!)}</text>`,
    );
  return { height, body: [frame.axes, ...lines, ...names].join('') };
}
