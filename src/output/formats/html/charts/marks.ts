import {
  type SymbolType,
  symbol,
  symbolCircle,
  symbolCross,
  symbolDiamond2,
  symbolSquare,
  symbolTriangle,
} from 'd3-shape';
import type { Series } from '../../../chart.ts';
import { place } from '../escape.ts';

/** The shape of a series, as large as so many square units, around a point. */
export function drawMark(series: Series, x: number, y: number, area: number, inside = ''): string {
  const path = symbol(SHAPES[series], area)()!.replace(/-?\d+\.\d+/g, (number) => place(Number(number)));
  const close = inside === '' ? '/>' : `>${inside}</path>`;
  return `<path class="m s-${series}" transform="translate(${place(x)} ${place(y)})" d="${path}"${close}`;
}

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
