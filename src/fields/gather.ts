import { decimalOf } from './decimal.ts';
import { exactExtremes } from './exact-extremes.ts';
import { exactSums } from './exact-sums.ts';
import { exactField, type Facts, factText, fillNumber, longDecimal } from './facts.ts';

/**
 * Makes one value of many, for many that are gathered at once, each known by a number from 0 on: what comes in another
 * order comes to the same, to the last digit.
 */
export interface Gathering {
  /** Takes the value in the slot; a missing one says nothing. */
  add(at: number, facts: Facts): void;
  /** Takes all that another has gathered. */
  join(at: number, other: number): void;
  /** Puts what was gathered into a slot, which may be of other facts; missing where nothing was. */
  fill(at: number, facts: Facts, slot: number): void;
  /** Whether there is no value because the values differ. */
  differs(at: number): boolean;
}

/** Adds up the numbers in a slot; with `mean` divides by how many there were. */
export function gatherSum(slot: number, mean: boolean): Gathering {
  const sums = exactSums();
  const counts: number[] = [];
  return {
    add(at, facts) {
      const value = facts.numbers[slot]!;
      if (Number.isNaN(value)) return;
      counts[at] = (counts[at] ?? 0) + 1;
      sums.add(at, value, longDecimal(facts, slot));
    },
    join(at, other) {
      const more = counts[other] ?? 0;
      if (more === 0) return;
      counts[at] = (counts[at] ?? 0) + more;
      sums.join(at, other);
    },
    fill(at, facts, into) {
      const count = counts[at] ?? 0;
      if (count === 0) fillMissing(facts, into);
      else if (mean) fillNumber(facts, into, sums.mean(at, count, FINER));
      else {
        const short = sums.short(at);
        if (short === null) fillNumber(facts, into, sums.decimal(at));
        else fillShort(facts, into, short);
      }
    },
    differs: () => false,
  };
}

// So fine that no bound which people write can come to lie between it and the mean.
const FINER = 24;

/** Keeps the largest of the numbers in a slot, or the smallest: amounts, days, or flags. */
export function gatherExtreme(slot: number, side: 'largest' | 'smallest'): Gathering {
  const extremes = exactExtremes(side);
  return {
    add(at, facts) {
      const value = facts.numbers[slot]!;
      if (!Number.isNaN(value)) extremes.see(at, value, longDecimal(facts, slot));
    },
    join: extremes.join,
    fill(at, facts, into) {
      const value = extremes.value(at);
      const decimal = extremes.long(at);
      if (Number.isNaN(value)) fillMissing(facts, into);
      else if (decimal === null) fillShort(facts, into, value);
      else fillNumber(facts, into, decimal);
    },
    differs: () => false,
  };
}

/** Keeps the value that all share; where they differ there is none. */
export function gatherSame(slot: number, kind: 'number' | 'text'): Gathering {
  const shared = sharedValues(slot, kind);
  return {
    add: shared.add,
    join: shared.join,
    fill: (at, facts, into) => fillValue(facts, into, kind, shared.of(at)),
    differs: shared.differs,
  };
}

/** Keeps the value of the one that `isOwn` picks; where that is missing, the one that all share. */
export function gatherOwn(slot: number, kind: 'number' | 'text', isOwn: (at: number) => boolean): Gathering {
  const own: (string | undefined)[] = [];
  const shared = sharedValues(slot, kind);
  return {
    add(at, facts) {
      const value = valueIn(facts, slot, kind);
      if (isOwn(at) && value !== null) own[at] = value;
      shared.add(at, facts);
    },
    join: shared.join,
    fill: (at, facts, into) => fillValue(facts, into, kind, own[at] ?? shared.of(at)),
    differs: (at) => own[at] === undefined && shared.differs(at),
  };
}

const DIFFERENT = Symbol('different');

// Texts as they are, numbers as their decimals: equal amounts are equal texts.
function sharedValues(slot: number, kind: 'number' | 'text') {
  const values: (string | typeof DIFFERENT | undefined)[] = [];
  const see = (at: number, value: string | typeof DIFFERENT): void => {
    const known = values[at];
    values[at] = known === undefined || known === value ? value : DIFFERENT;
  };
  return {
    add(at: number, facts: Facts): void {
      const value = valueIn(facts, slot, kind);
      if (value !== null) see(at, value);
    },
    join(at: number, other: number): void {
      const value = values[other];
      if (value !== undefined) see(at, value);
    },
    of(at: number): string | null {
      const value = values[at];
      return value === undefined || value === DIFFERENT ? null : value;
    },
    differs: (at: number): boolean => values[at] === DIFFERENT,
  };
}

function valueIn(facts: Facts, slot: number, kind: 'number' | 'text'): string | null {
  return kind === 'text' ? factText(facts, slot) : exactField(facts, slot);
}

function fillValue(facts: Facts, slot: number, kind: 'number' | 'text', value: string | null): void {
  if (kind === 'text') facts.texts[slot] = value;
  else if (value === null) fillMissing(facts, slot);
  else fillNumber(facts, slot, value);
}

function fillMissing(facts: Facts, slot: number): void {
  facts.numbers[slot] = Number.NaN;
  facts.errors[slot] = 0;
  facts.decimals[slot] = NOTHING;
}

const NOTHING = (): null => null;

// Of at most fifteen digits, so that the double says it all.
function fillShort(facts: Facts, slot: number, value: number): void {
  facts.numbers[slot] = value;
  facts.errors[slot] = 0;
  facts.decimals[slot] = () => decimalOf(value);
}
