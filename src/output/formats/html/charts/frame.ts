import { type ScaleLinear, scaleLinear } from 'd3-scale';
import {
  type SymbolType,
  symbol,
  symbolCircle,
  symbolCross,
  symbolDiamond2,
  symbolSquare,
  symbolTriangle,
} from 'd3-shape';
import { formatCell } from '../../../numbers.ts';
import type { Axis, Guide, Series } from '../../../report.ts';
import { cutText, displayWidth } from '../../../width.ts';
import type { Words } from '../../../words.ts';
import { escapeHtml, place } from '../page.ts';

/** How large a picture is drawn: for a desk, for a page half as wide, and for a phone, where labels stand above (`narrow`). */
export interface Canvas {
  readonly width: number;
  readonly narrow: boolean;
  readonly words: Words;
}

/** The inside of a picture, with its axes. */
interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
  /** Grid, ticks and names of the axes. */
  readonly axes: string;
}

/** The axes of a picture of two amounts; of one where x is null. `least` and `most` are those of the data, where the axis does not say. */
export function drawFrame(
  { x, y }: { readonly x: Axis | null; readonly y: Axis },
  range: { readonly x: readonly [number, number]; readonly y: readonly [number, number] },
  height: number,
  { width, narrow, words }: Canvas,
): Frame {
  const [left, right, top, bottom] = [narrow ? 46 : 62, width - 20, 28, height - 44];
  const xScale = scaleOf(x ?? { label: '', kind: 'count', from: 0, to: 1 }, range.x, [left, right]);
  const yScale = scaleOf(y, range.y, [bottom, top]);
  const steps = [Math.min(8, Math.round(width / 90)), narrow ? 4 : 6] as const;
  const vertical = (x === null ? [] : ticksOf(xScale, steps[0], x)).map((tick) => {
    const at = place(xScale(tick));
    return `<line class="grid" x1="${at}" x2="${at}" y1="${top}" y2="${bottom}"/><text class="tick" x="${at}" y="${bottom + 17}" text-anchor="middle">${tickText(tick, x!, words)}</text>`;
  });
  const horizontal = ticksOf(yScale, steps[1], y).map((tick) => {
    const at = place(yScale(tick));
    return `<line class="grid" x1="${left}" x2="${right}" y1="${at}" y2="${at}"/><text class="tick" x="${left - 8}" y="${at}" dy="0.32em" text-anchor="end">${tickText(tick, y, words)}</text>`;
  });
  const names = [
    x === null
      ? ''
      : `<text class="axis" x="${right}" y="${height - 8}" text-anchor="end">${escapeHtml(x.label)} →</text>`,
    `<text class="axis" x="2" y="11">↑ ${escapeHtml(y.label)}</text>`,
  ];
  const zero = [
    ...(crosses(xScale.domain()) ? [axisLine(xScale(0), xScale(0), top, bottom)] : []),
    axisLine(left, right, yScale(Math.max(0, yScale.domain()[0]!)), yScale(Math.max(0, yScale.domain()[0]!))),
  ];
  return {
    left,
    right,
    top,
    bottom,
    x: xScale,
    y: yScale,
    axes: [...vertical, ...horizontal, ...zero, ...names].join(''),
  };
}

function axisLine(x1: number, x2: number, y1: number, y2: number): string {
  return `<line class="zero" x1="${place(x1)}" x2="${place(x2)}" y1="${place(y1)}" y2="${place(y2)}"/>`;
}

function crosses([low, high]: number[]): boolean {
  return low! < 0 && high! > 0;
}

function scaleOf(
  axis: Axis,
  [least, most]: readonly [number, number],
  range: readonly [number, number],
): ScaleLinear<number, number> {
  const domain = [axis.from ?? least, axis.to ?? most];
  const scale = scaleLinear(domain, range).clamp(true);
  // What nobody fixed ends at a round number.
  return axis.to === undefined ? scale.nice(6) : scale;
}

// Half a customer is none.
function ticksOf(scale: ScaleLinear<number, number>, steps: number, { kind }: Axis): number[] {
  const ticks = scale.ticks(steps);
  return kind === 'count' ? ticks.filter(Number.isInteger) : ticks;
}

// A number beside an axis, as short as it can be said.
function tickText(value: number, axis: Axis, words: Words): string {
  if (axis.kind === 'share') return `${Number((value * 100).toFixed(1))}%`;
  if (axis.kind === 'score') return String(value);
  const text = formatCell({ kind: axis.kind, value }, words);
  return escapeHtml(axis.kind === 'money' ? text.replace(/\.0(?=\D|$)/, '') : text);
}

/** The lines that criteria draw, each with its name; names that would meet stand below each other. */
export function drawGuides(
  guides: readonly Guide[],
  { left, right, top, bottom, x, y }: Frame,
  narrow: boolean,
): string {
  const most = narrow ? 24 : Math.min(48, Math.round((right - left) / 12));
  const taken: { from: number; to: number; row: number }[] = [];
  return guides
    .map(({ axis, at, label }) => {
      const text = cutText(label, most);
      const width = displayWidth(text) * 6.6;
      if (axis === 'y') {
        const line = place(y(at));
        return `<line class="guide" x1="${left}" x2="${right}" y1="${line}" y2="${line}"/><text class="guide-name" x="${right - 4}" y="${line}" dy="-0.45em" text-anchor="end">${escapeHtml(text)}</text>`;
      }
      const line = x(at);
      const toLeft = line + width > right;
      const [from, to] = toLeft ? [line - width, line] : [line, line + width];
      let row = 0;
      while (taken.some((one) => one.row === row && one.from < to && from < one.to)) row += 1;
      taken.push({ from, to, row });
      const anchor = toLeft ? `x="${place(line - 5)}" text-anchor="end"` : `x="${place(line + 5)}"`;
      return `<line class="guide" x1="${place(line)}" x2="${place(line)}" y1="${top}" y2="${bottom}"/><text class="guide-name" ${anchor} y="${top + 12 + row * 15}">${escapeHtml(text)}</text>`;
    })
    .join('');
}

/** The shape of a series, as large as so many square units, around a point. */
export function drawMark(series: Series, x: number, y: number, area: number, inside = ''): string {
  const path = pathOf(series, area);
  const close = inside === '' ? '/>' : `>${inside}</path>`;
  return `<path class="m s-${series}" transform="translate(${place(x)} ${place(y)})" d="${path}"${close}`;
}

// A table has one in every row.
function pathOf(series: Series, area: number): string {
  const key = `${series} ${area}`;
  let path = PATHS.get(key);
  if (path === undefined) {
    path = symbol(SHAPES[series], area)()!.replace(/-?\d+\.\d+/g, (number) => place(Number(number)));
    PATHS.set(key, path);
  }
  return path;
}

const PATHS = new Map<string, string>();

/** A mark of its own, as it stands in legends, tables and lists. */
export function markIcon(series: Series): string {
  return `<svg class="icon" viewBox="-8 -8 16 16" aria-hidden="true" focusable="false">${drawMark(series, 0, 0, ICON_AREA)}</svg>`;
}

const ICON_AREA = 120;

// No two categories share a shape: colour is never alone.
const SHAPES: Readonly<Record<Series, SymbolType>> = {
  key: symbolDiamond2,
  normal: symbolCircle,
  target: symbolTriangle,
  lost: symbolCross,
  undetermined: symbolSquare,
  revenue: symbolCircle,
  profit: symbolSquare,
  good: symbolCircle,
  warn: symbolTriangle,
  bad: symbolDiamond2,
  plain: symbolCircle,
};
