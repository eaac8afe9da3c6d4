import type { NumberStyle } from '../../../fields/field.ts';
import { TOLERANCE } from './probe.ts';
import type { ColumnProfile } from './profile.ts';

/** How the file writes decimals, and what a person must confirm about it. */
export interface DecimalGuess {
  readonly decimal: NumberStyle['decimal'];
  /** A column and cell that both signs can read, each as another number; null when cells settle it. */
  readonly doubt: { readonly column: string; readonly text: string } | null;
}

/** Finds the decimal sign that the number columns need; files separated by semicolons mostly write a comma. */
export function guessDecimal(columns: readonly ColumnProfile[], delimiter: string): DecimalGuess {
  const votes = { '.': 0, ',': 0 };
  for (const column of columns) {
    const [point, comma] = [mostFits(column, '.'), mostFits(column, ',')];
    const decimal = point > comma ? '.' : ',';
    if (point !== comma && Math.max(point, comma) >= column.filled * (1 - TOLERANCE))
      votes[decimal] += Math.abs(point - comma);
  }
  if (votes['.'] !== votes[',']) return { decimal: votes['.'] > votes[','] ? '.' : ',', doubt: null };
  const open = columns.find(({ eitherDecimal }) => eitherDecimal !== null);
  if (open === undefined) return { decimal: '.', doubt: null };
  const doubt = { column: open.header, text: open.eitherDecimal! };
  return { decimal: delimiter === ';' ? ',' : '.', doubt };
}

function mostFits({ probes }: ColumnProfile, decimal: NumberStyle['decimal']): number {
  const numeric = probes.filter((probe) => probe.decimal === decimal && NUMERIC.has(probe.type));
  return Math.max(...numeric.map(({ fits, dropped }) => (dropped ? 0 : fits)));
}

const NUMERIC: ReadonlySet<string> = new Set(['number', 'money', 'percent']);
