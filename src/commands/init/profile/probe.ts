import { isProblem } from '../../../fields/amount.ts';
import type { Field, NumberStyle } from '../../../fields/field.ts';
import { type CellReader, cellReader } from '../../../fields/parse-cell.ts';
import type { ValueType } from '../../../fields/value.ts';

/** One way in which a column may be read, tried on its cells with the reader that would read them later. */
export interface Probe {
  readonly type: ValueType;
  readonly format: string | null;
  readonly decimal: NumberStyle['decimal'];
  readonly read: CellReader;
  fits: number;
  /** The first cell that it reads. */
  example: string | null;
  /** The first cell that it does not read, and its line. */
  misfit: { readonly text: string; readonly line: number } | null;
  /** Given up: too many cells did not fit. */
  dropped: boolean;
}

/** The ways to read a column that are worth trying, given what its header hints at. */
export function probesFor(hints: { readonly date: boolean; readonly ratio: boolean }): Probe[] {
  const probes = [probe('flag', null, '.')];
  for (const decimal of ['.', ','] as const) {
    probes.push(
      probe('number', null, decimal),
      probe('money', null, decimal),
      probe('percent', null, decimal),
    );
    if (hints.ratio) probes.push(probe('percent', 'percent', decimal));
  }
  probes.push(probe('date', null, '.'));
  for (const mark of ['/', '.', '-'])
    probes.push(probe('date', `DD${mark}MM${mark}YYYY`, '.'), probe('date', `MM${mark}DD${mark}YYYY`, '.'));
  // Digits alone are a date only where the header says so.
  if (hints.date) probes.push(probe('date', 'YYYYMMDD', '.'), probe('date', 'excel', '.'));
  return probes;
}

/** Tries a filled cell; `seen` counts the filled cells up to this one. */
export function tryCell(probe: Probe, text: string, line: number, seen: number): number | string | null {
  const value = probe.read(text);
  if (!isProblem(value)) {
    probe.fits += 1;
    probe.example ??= text;
    return value;
  }
  probe.misfit ??= { text, line };
  probe.dropped = seen - probe.fits > PATIENCE + seen * TOLERANCE;
  return null;
}

/** Up to this share of cells may be wrong in a column that its header says all about. */
export const TOLERANCE = 0.1;
const PATIENCE = 20;

function probe(type: ValueType, format: string | null, decimal: NumberStyle['decimal']): Probe {
  const read = cellReader(plainField(type, format), { decimal });
  return { type, format, decimal, read, fits: 0, example: null, misfit: null, dropped: false };
}

// A field as it would be declared, with nothing but its type and format.
function plainField(type: ValueType, format: string | null): Field {
  const span = { kind: 'span', source: { name: '', text: '' }, start: 0, end: 0 } as const;
  const rest = { slot: 0, columns: [], optional: false, subjective: false, missing: null, span };
  return { name: type, type, format, values: new Map(), min: null, max: null, ...rest };
}
