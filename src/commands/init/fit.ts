import { tidy } from '../../fields/fold.ts';
import type { ValueType } from '../../fields/value.ts';

/** How well the cells of a column suit one way to read them. */
export interface Fit {
  readonly type: ValueType;
  fits: number;
  /** The first cell that it reads. */
  example: string | null;
  misfits: number;
  /** The first texts that it does not read, each with its first line and how often it stands. */
  readonly odd: Map<string, OddText>;
  /** Given up: too many cells did not fit. */
  dropped: boolean;
}

/** A text that does not fit its column. */
export interface OddText {
  readonly line: number;
  cells: number;
}

/** Takes a cell; `seen` counts the cells of its column that were tried, with this one. */
export type SeeCell = (text: string, line: number, seen: number) => void;

/** A way to read that has seen nothing yet. */
export function openFit(type: ValueType): Fit {
  return { type, fits: 0, example: null, misfits: 0, odd: new Map(), dropped: false };
}

/** Counts a cell that was read. */
export function noteFit(fit: Fit, text: string): void {
  fit.fits += 1;
  fit.example ??= text;
}

/** Counts a cell that was not read, among `seen` cells that were tried. */
export function noteMisfit(fit: Fit, text: string, line: number, seen: number): void {
  fit.misfits += 1;
  addText(fit.odd, tidy(text), line, MOST_ODD + 1);
  fit.dropped = seen - fit.fits > PATIENCE + seen * TOLERANCE;
}

/** Counts a text in a map of at most so many; false where it is full. */
export function addText(texts: Map<string, OddText>, text: string, line: number, most: number): boolean {
  const known = texts.get(text);
  if (known !== undefined) known.cells += 1;
  else if (texts.size < most) texts.set(text, { line, cells: 1 });
  else return false;
  return true;
}

/** The first text that does not fit; null where all do. */
export function firstMisfit({ odd }: Fit): { readonly text: string; readonly line: number } | null {
  for (const [text, { line }] of odd) return { text, line };
  return null;
}

/**
 * Texts that stand among cells of another kind as a few single mistakes do, or one word that stands in many: they can
 * be said to be blank. Null where there are too many for that.
 */
export function fewOdd({ fits, misfits, odd }: Fit): ReadonlyMap<string, OddText> | null {
  if (odd.size > MOST_ODD || [...odd.keys()].some((text) => text.length > LONGEST_ODD)) return null;
  const few = odd.size === 1 ? fits / 2 : Math.max(1, (fits + misfits) * TOLERANCE);
  return misfits <= few ? odd : null;
}

/** Up to this share of cells may be wrong in a column that its header says all about. */
export const TOLERANCE = 0.1;
const PATIENCE = 20;
const MOST_ODD = 5;
const LONGEST_ODD = 60;
