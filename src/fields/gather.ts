import { decimalOf, plainDecimal } from './decimal.ts';
import { exactOf } from './exact.ts';
import { errorOf, type Facts } from './facts.ts';

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
      else if (mean) fillDecimal(facts, into, sums.mean(at, count));
      else {
        const short = sums.short(at);
        if (short === null) fillDecimal(facts, into, sums.decimal(at));
        else fillShort(facts, into, short);
      }
    },
    differs: () => false,
  };
}

/** Keeps the largest of the numbers in a slot, or the smallest: amounts, days, or flags. */
export function gatherExtreme(slot: number, side: 'largest' | 'smallest'): Gathering {
  const values: number[] = [];
  const decimals = new Map<number, string>();
  const sign = side === 'largest' ? 1 : -1;
  const see = (at: number, value: number, decimal: string | null): void => {
    const known = values[at];
    if (known !== undefined && sign * compare(value, decimal, known, decimals.get(at) ?? null) <= 0) return;
    values[at] = value;
    if (decimal === null) decimals.delete(at);
    else decimals.set(at, decimal);
  };
  return {
    add(at, facts) {
      const value = facts.numbers[slot]!;
      if (!Number.isNaN(value)) see(at, value, longDecimal(facts, slot));
    },
    join(at, other) {
      const value = values[other];
      if (value !== undefined) see(at, value, decimals.get(other) ?? null);
    },
    fill(at, facts, into) {
      const value = values[at];
      const decimal = decimals.get(at);
      if (value === undefined) fillMissing(facts, into);
      else if (decimal === undefined) fillShort(facts, into, value);
      else fillDecimal(facts, into, decimal);
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
  if (kind === 'text') return facts.texts[slot]!;
  const value = facts.numbers[slot]!;
  return Number.isNaN(value) ? null : (longDecimal(facts, slot) ?? decimalOf(value));
}

function fillValue(facts: Facts, slot: number, kind: 'number' | 'text', value: string | null): void {
  if (kind === 'text') facts.texts[slot] = value;
  else if (value === null) fillMissing(facts, slot);
  else fillDecimal(facts, slot, value);
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

function fillDecimal(facts: Facts, slot: number, decimal: string): void {
  const value = Number(decimal);
  facts.numbers[slot] = value;
  facts.errors[slot] = errorOf(value, decimal);
  facts.decimals[slot] = () => decimal;
}

// The exact decimal of a number whose double does not say it all.
function longDecimal(facts: Facts, slot: number): string | null {
  return facts.errors[slot] === 0 ? null : (facts.decimals[slot]?.() ?? null);
}

function compare(one: number, exactOne: string | null, other: number, exactOther: string | null): number {
  if (one !== other || (exactOne === null && exactOther === null)) return one - other;
  return exactOf(exactOne ?? decimalOf(one)).compare(exactOf(exactOther ?? decimalOf(other)));
}

/** Sums to the last digit: in hundredths while doubles hold them, what is finer or larger in whole numbers of any length. */
function exactSums() {
  const hundredths: number[] = [];
  const fine = new Map<number, Scaled>();
  const addFine = (at: number, more: Scaled): void => {
    const known = fine.get(at);
    fine.set(at, known === undefined ? more : plus(known, more));
  };
  const addHundredths = (at: number, whole: number): void => {
    const sum = (hundredths[at] ?? 0) + whole;
    if (Math.abs(sum) < FIFTEEN) {
      hundredths[at] = sum;
      return;
    }
    hundredths[at] = 0;
    addFine(at, { digits: BigInt(sum), places: 2 });
  };
  const totalOf = (at: number): Scaled => {
    const whole: Scaled = { digits: BigInt(hundredths[at] ?? 0), places: 2 };
    const rest = fine.get(at);
    return rest === undefined ? whole : plus(whole, rest);
  };
  return {
    add(at: number, value: number, decimal: string | null): void {
      const whole = Math.round(value * 100);
      // Of at most fifteen digits, two decimals that are one double are one number.
      if (decimal === null && Math.abs(whole) < FIFTEEN && whole / 100 === value) addHundredths(at, whole);
      else addFine(at, scaledOf(decimal ?? decimalOf(value)));
    },
    join(at: number, other: number): void {
      const rest = fine.get(other);
      if (rest !== undefined) addFine(at, rest);
      addHundredths(at, hundredths[other] ?? 0);
    },
    /** The sum where a double says all of it; null where it has more digits. */
    short: (at: number): number | null => (fine.has(at) ? null : (hundredths[at] ?? 0) / 100),
    decimal: (at: number): string => printScaled(totalOf(at)),
    mean(at: number, count: number): string {
      const { digits, places } = totalOf(at);
      // So fine that no bound which people write can come to lie between it and the mean.
      const scaled = digits * 10n ** BigInt(MORE_PLACES);
      const half = BigInt(count) / 2n;
      const rounded = (scaled < 0n ? scaled - half : scaled + half) / BigInt(count);
      return printScaled({ digits: rounded, places: places + MORE_PLACES });
    },
  };
}

interface Scaled {
  readonly digits: bigint;
  /** How many of the digits stand behind the point. */
  readonly places: number;
}

function scaledOf(decimal: string): Scaled {
  const [whole, fraction = ''] = decimal.split('.') as [string, string?];
  return { digits: BigInt(whole.replace(/^(-?)0*(?=\d)/, '$1') + fraction), places: fraction.length };
}

function plus(one: Scaled, other: Scaled): Scaled {
  const places = Math.max(one.places, other.places);
  return { digits: raise(one, places) + raise(other, places), places };
}

function raise({ digits, places }: Scaled, to: number): bigint {
  return places === to ? digits : digits * 10n ** BigInt(to - places);
}

function printScaled({ digits, places }: Scaled): string {
  const negative = digits < 0n;
  return plainDecimal({ whole: String(negative ? -digits : digits), fraction: '' }, negative, -places);
}

const FIFTEEN = 1e15;
const MORE_PLACES = 24;
