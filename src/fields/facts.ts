import { decimalOf, hasFewDigits } from './decimal.ts';
import { type Exact, exactOf } from './exact.ts';

/**
 * A customer's named values, in slots fixed when the criteria are compiled. One instance is filled again for
 * every customer, so nothing may keep it beyond that customer.
 *
 * Facts of several customers hold the values of a slot side by side, from slot times `rows` on; what is read or computed
 * when it is asked for is there of one customer only.
 *
 * Numbers are doubles with a bound on their rounding error. A comparison closer than that bound is decided
 * by exact arithmetic on what was typed: 1.15 against 1 is growth of 15 %, as on paper.
 */
export interface Facts {
  /** How many customers they have room for. */
  readonly rows: number;
  /** NaN is missing. */
  readonly numbers: Float64Array;
  /** How far each number may be from its exact value, by that value alone; 0 for a typed number of at most 15 digits. */
  readonly errors: Float64Array;
  /** null is missing, undefined a cell that is read when its text is asked for: `factText` knows. */
  readonly texts: (string | null | undefined)[];
  /** For each field slot whose text is undefined how it is read. */
  readonly readText: (() => string | null)[];
  /** For each such slot the column of its cell in the row that was read. */
  readonly columns: number[];
  /** For each field slot the exact decimal of its number, read when it is asked for; needed only where the double has an error. */
  readonly decimals: (() => string | null)[];
  /** For each slot beyond the fields its exact value, computed when it is asked for. */
  readonly exacts: ((facts: Facts) => Exact | null)[];
  /** 1 for slots of several customers that are the same for all of them, as those without a column; they are computed once. */
  readonly isSame: Uint8Array;
}

/** Facts with so many slots, all of them missing; of one customer unless told. */
export function createFacts(slots: number, rows = 1): Facts {
  return {
    rows,
    numbers: new Float64Array(slots * rows).fill(Number.NaN),
    errors: new Float64Array(slots * rows),
    texts: new Array<string | null | undefined>(slots * rows).fill(null),
    readText: [],
    columns: [],
    decimals: [],
    exacts: [],
    isSame: new Uint8Array(slots),
  };
}

/** The text in a slot; null is missing. */
export function factText(facts: Facts, slot: number): string | null {
  const text = facts.texts[slot];
  if (text !== undefined) return text;
  const read = facts.readText[slot]?.() ?? null;
  facts.texts[slot] = read;
  return read;
}

/** Copies what stands in one slot into a slot of other facts. */
export function copySlot(from: Facts, slot: number, into: Facts, to = slot): void {
  into.numbers[to] = from.numbers[slot]!;
  into.errors[to] = from.errors[slot]!;
  into.texts[to] = factText(from, slot);
  const decimal = from.decimals[slot];
  if (decimal !== undefined) into.decimals[to] = decimal;
}

/** Gives a slot a number, as its exact decimal. */
export function fillNumber(facts: Facts, slot: number, decimal: string): void {
  const value = Number(decimal);
  facts.numbers[slot] = value;
  facts.errors[slot] = errorOf(value, decimal);
  facts.decimals[slot] = () => decimal;
}

/** A number of the facts, which write NaN where it is missing: null then. */
export function numberOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

/** Half the distance between neighbouring doubles around 1: the relative error of one rounding. */
export const ROUNDING = 2 ** -53;

/** How far the double nearest to a plain decimal may be from it; 0 for at most 15 digits. */
export function errorOf(value: number, decimal: string): number {
  return hasFewDigits(decimal) ? 0 : Math.abs(value) * ROUNDING;
}

/** The exact decimal of a number whose double does not say it all; null where it does. */
export function longDecimal(facts: Facts, slot: number): string | null {
  return facts.errors[slot] === 0 ? null : (facts.decimals[slot]?.() ?? null);
}

/** Whether a number was typed, and of at most 15 digits: its double says it all. */
export function isShortTyped({ errors, exacts }: Facts, slot: number): boolean {
  return errors[slot] === 0 && exacts[slot] === undefined;
}

/** The exact value in a slot, or null when it is missing. */
export function exactFact(facts: Facts, slot: number): Exact | null {
  const compute = facts.exacts[slot];
  if (compute !== undefined) return compute(facts);
  const decimal = exactField(facts, slot);
  return decimal === null ? null : exactOf(decimal);
}

/** The exact decimal of a field, or null when it is missing: of few digits the double says it all. */
export function exactField(facts: Facts, slot: number): string | null {
  const value = facts.numbers[slot]!;
  if (Number.isNaN(value)) return null;
  return facts.errors[slot] === 0 ? decimalOf(value) : (facts.decimals[slot]?.() ?? null);
}

/**
 * Compares the number in a slot with a bound: negative, zero or positive as the fact is below, at or above
 * it; NaN when the fact is missing.
 */
export function compareFact(facts: Facts, slot: number, bound: Bound): number {
  const value = facts.numbers[slot]!;
  const error = facts.errors[slot]!;
  const difference = value - bound.value;
  if (error === 0 && bound.short) return difference;
  if (Math.abs(difference) > error + errorOfBound(bound)) return difference;
  if (Number.isNaN(difference)) return Number.NaN;
  const exact = exactFact(facts, slot);
  return exact === null ? Number.NaN : exact.compare(exactOf(bound.decimal));
}

/** How far a difference with a bound may be wrong for the bound's sake. */
export function errorOfBound({ value }: Bound): number {
  return Math.abs(value) * ROUNDING * 2;
}

/** A number that facts are compared with, once as a double and once exactly as written. */
export interface Bound {
  readonly value: number;
  readonly decimal: string;
  /** At most 15 digits: two such numbers are equal exactly when their doubles are. */
  readonly short: boolean;
}

/** A bound of a number as written: `decimal` is exact, `value` the double nearest to it. */
export function boundOf(value: number, decimal: string): Bound {
  return { value, decimal, short: hasFewDigits(decimal) };
}
