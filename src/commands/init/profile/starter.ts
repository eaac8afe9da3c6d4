import { nameFields, type StarterField } from './fields.ts';
import type { DecimalGuess } from './guess-decimal.ts';
import { guessDecimal } from './guess-decimal.ts';
import { findDayFirst } from './guess-type.ts';
import type { Line } from './lines.ts';
import type { ColumnProfile, Profile } from './profile.ts';
import { planRules, type StarterRules } from './rules.ts';

/** A starter criteria file as data: what the columns mean and which rules they allow. */
export interface Starter {
  readonly rows: number;
  readonly decimal: DecimalGuess;
  readonly fields: readonly StarterField[];
  readonly id: StarterField;
  readonly rules: StarterRules;
  /** Columns without a header, from which nothing can be read. */
  readonly nameless: readonly ColumnProfile[];
}

/** The lines that the customers themselves propose. */
export interface Proposed {
  /** What the largest tenth reaches, and the largest quarter; null when nobody is above zero. */
  readonly large: Line | null;
  readonly wide: Line | null;
  /** By the name of the growth. */
  readonly growth: ReadonlyMap<string, string>;
}

/** Decides what a starter file says, from what was seen of the columns. */
export function planStarter(profile: Profile, delimiter: string): Starter {
  const decimal = guessDecimal(profile.columns, delimiter);
  const dayFirst = findDayFirst(profile.columns);
  const { fields, id } = nameFields(profile, { decimal: decimal.decimal, dayFirst });
  const named = new Set(fields.map(({ column }) => column));
  return {
    rows: profile.rows,
    decimal,
    fields,
    id,
    rules: planRules(fields, profile.rows),
    nameless: profile.columns.filter((column) => !named.has(column)),
  };
}

/** Before any customer was measured. */
export const NOTHING_PROPOSED: Proposed = { large: null, wide: null, growth: new Map() };
