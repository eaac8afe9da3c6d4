import type { Span } from '../text/source.ts';
import type { CurrencyRules } from './convert.ts';
import { type InGroup, usualInGroup } from './in-group.ts';
import type { ValueType } from './value.ts';

/** What a column of the export means: the checked form of one entry under `fields`. */
export interface Field {
  readonly name: string;
  readonly type: ValueType;
  /** Where its values stand among the facts of a customer: its place in `Criteria.fields`, as compiled. */
  readonly slot: number;
  /** Headers it may be read from; its own name when the file gives none. */
  readonly columns: readonly string[];
  /** The column may be absent; every value is then missing. */
  readonly optional: boolean;
  /** A judgement of people, marked as such. */
  readonly subjective: boolean;
  /** The value of a blank cell, as it would be typed; null leaves it missing. */
  readonly missing: FieldDefault | null;
  /** Declared values of a choice, each with the spellings that also mean it. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** Plausible range of a numeric field, in its unit; outside is an error of the cell. */
  readonly min: number | null;
  readonly max: number | null;
  /** How cells are written: date patterns such as DD/MM/YYYY or `excel`; `fraction` or `percent` for percents. */
  readonly formats: readonly string[];
  /** Whether the formats are given as a list, and so are all that stand in the column. */
  readonly listed: boolean;
  /** The sign before its decimals, where it is not that of the file; `any` tells it cell by cell. */
  readonly decimal: DecimalSign | null;
  /** The power of ten that its amounts are counted in: 3 is thousands; null where nobody has said. */
  readonly scale: number | null;
  /** The letters of bookkeepers that mark an amount above zero: Cr or Dr, H or S; null where they are not read. */
  readonly positive: string | null;
  /** The header of the column that names the currency of its amounts. */
  readonly currencyColumn: string | null;
  /** The first of the hundred years that two digits of its dates mean; null takes that of the file. */
  readonly century: number | null;
  /** Which day a month or quarter stands for. */
  readonly day: 'first' | 'last' | null;
  /** Texts that stand for a blank cell of this field, tidied and in lower case. */
  readonly blanks: ReadonlySet<string>;
  /** How the values of a group's sites become one, where groups of companies are the customers. */
  readonly inGroup: InGroup;
  /** Its numbers count something, so that there is none between two whole ones. */
  readonly whole: boolean;
  /** The table whose lines it is worked out from; null for a column of the export. */
  readonly from: string | null;
  readonly span: Span;
}

/** A field of which nothing is said but its name and type; what is given takes the place of that. */
export function declareField(name: string, type: ValueType, given: Partial<Field> = {}): Field {
  return {
    name,
    type,
    slot: 0,
    columns: [name],
    optional: false,
    subjective: false,
    missing: null,
    values: new Map(),
    min: null,
    max: null,
    formats: [],
    listed: false,
    decimal: null,
    scale: null,
    positive: null,
    currencyColumn: null,
    century: null,
    day: null,
    blanks: new Set(),
    inGroup: usualInGroup(type),
    whole: false,
    from: null,
    span: { kind: 'span', source: { name: '', text: '' }, start: 0, end: 0 },
    ...given,
  };
}

/** A default: its value and, for numbers, the exact decimal it stands for. */
export interface FieldDefault {
  readonly value: number | string;
  readonly decimal: string | null;
}

/** The sign before decimals; `any` tells it from the other separators of each cell, and refuses where it cannot. */
export type DecimalSign = '.' | ',' | 'any';

/** How the file writes its cells. */
export interface NumberStyle extends CurrencyRules {
  readonly decimal: DecimalSign;
  /** Texts that stand for a blank cell, tidied and in lower case. */
  readonly blanks?: ReadonlySet<string>;
  /** The first of the hundred years that two digits may mean. */
  readonly century?: number | null;
  /** Texts that stand for zero where numbers are read, likewise. */
  readonly zeros?: ReadonlySet<string>;
}
