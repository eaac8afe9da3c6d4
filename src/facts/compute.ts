import type { Cuts } from '../condition/condition.ts';
import type { Fact } from '../condition/fact.ts';
import type { Criteria } from '../criteria/criteria.ts';
import { factsReadBy } from '../criteria/reads.ts';
import { type Exact, shortenExact } from '../fields/exact.ts';
import type { Facts } from '../fields/facts.ts';
import { compileFormula, type Formula } from './derive.ts';
import { compileScore } from './score.ts';

/** The derived values and scores of criteria, compiled for one as-of date and one set of cut points. */
export interface Computing {
  /** Fills those of the customer whose fields are in `facts`. */
  compute(facts: Facts): void;
  /** Computes what doubles tell of them for several customers together, of whom the fields in some slots are known. */
  openAhead(known: Iterable<number>): ComputedAhead;
}

/** Derived values and scores that are computed for several customers before these come one after the other. */
export interface ComputedAhead {
  /** Computes for the first customers of `ahead`; those whose values doubles do not tell are struck off. */
  compute(ahead: Facts, customers: number, isKnown: Uint8Array): void;
  /** Fills those of the customer who stands at this place, and computes what is left. */
  take(ahead: Facts, at: number, facts: Facts): void;
}

/** Compiles derived values and scores; `asOf` is a day counted from 1970-01-01. */
export function compileComputing(criteria: Criteria, asOf: number, cuts: Cuts): Computing {
  const context = { asOf, cohorts: criteria.cohorts, cuts };
  const all = criteria.computed.map((one) => {
    const formula = one.kind === 'derived' ? compileFormula(one.formula, asOf) : compileScore(one, context);
    return { slot: one.fact.slot, formula, of: factsReadBy(one), kept: keepExact(formula) };
  });
  return {
    compute(facts) {
      for (const one of all) computeSlot(facts, one);
    },
    openAhead(known) {
      const ready = new Set(known);
      const together: Slot[] = [];
      const alone: Slot[] = [];
      for (const one of all) {
        const isReady = one.formula.inDoubles && one.of.every(({ slot }) => ready.has(slot));
        if (isReady) ready.add(one.slot);
        (isReady ? together : alone).push(one);
      }
      return computeAhead(together, alone);
    },
  };
}

interface Slot {
  readonly slot: number;
  readonly formula: Formula;
  readonly of: readonly Fact[];
  readonly kept: KeptExact;
}

/** The exact value of the last customer that somebody asked for: whatever is calculated from it asks again. */
interface KeptExact {
  /** Null where it is not known. */
  facts: Facts | null;
  value: Exact | null;
  readonly exact: (facts: Facts) => Exact | null;
}

function keepExact(formula: Formula): KeptExact {
  const kept: KeptExact = {
    facts: null,
    value: null,
    exact: (facts) => {
      if (kept.facts !== facts) {
        const value = formula.exact(facts);
        // The digits of squares of squares double with every step.
        kept.value = value === null ? null : shortenExact(value);
        kept.facts = facts;
      }
      return kept.value;
    },
  };
  return kept;
}

function computeSlot(facts: Facts, own: Slot): void {
  own.formula.evaluate(facts, 1);
  const { values, errors } = own.formula.column;
  fillSlot(facts, own, values[0]!, errors[0]!);
}

function fillSlot(facts: Facts, { slot, kept }: Slot, value: number, error: number): void {
  kept.facts = null;
  // Of one customer after the other it is the same.
  if (facts.exacts[slot] !== kept.exact) facts.exacts[slot] = kept.exact;
  facts.numbers[slot] = value;
  facts.errors[slot] = error;
}

function computeAhead(together: readonly Slot[], alone: readonly Slot[]): ComputedAhead {
  return {
    compute(ahead, customers, isKnown) {
      for (const own of together)
        if (ahead.isSame[own.slot] === 0) computeColumn(ahead, own, customers, isKnown);
    },
    take(ahead, at, facts) {
      for (const own of together) {
        const place = own.slot * ahead.rows + at;
        fillSlot(facts, own, ahead.numbers[place]!, ahead.errors[place]!);
      }
      for (const one of alone) computeSlot(facts, one);
    },
  };
}

function computeColumn(
  ahead: Facts,
  { slot, of, formula }: Slot,
  customers: number,
  isKnown: Uint8Array,
): void {
  const isSame = of.every((fact) => ahead.isSame[fact.slot] === 1);
  const count = isSame ? ahead.rows : customers;
  formula.evaluate(ahead, count);
  const { values, errors } = formula.column;
  const from = slot * ahead.rows;
  let isTold = true;
  for (let at = 0; at < count; at += 1) {
    const value = values[at]!;
    const error = errors[at]!;
    ahead.numbers[from + at] = value;
    ahead.errors[from + at] = error;
    if (!(error < Number.POSITIVE_INFINITY || Number.isNaN(value))) {
      isKnown[at] = 0;
      isTold = false;
    }
  }
  if (isSame && isTold) ahead.isSame[slot] = 1;
}
