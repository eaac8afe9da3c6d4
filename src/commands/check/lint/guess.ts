import type { Bounds } from '../../../condition/bounds.ts';
import { fillCell, type Goal } from '../../../condition/domain.ts';
import type { Criteria } from '../../../criteria/criteria.ts';
import { decimalOf } from '../../../fields/decimal.ts';
import { createFacts, fillNumber } from '../../../fields/facts.ts';
import type { Field } from '../../../fields/field.ts';
import { middleOf } from '../../../fields/nice-number.ts';
import { factTypeOf } from '../../../fields/value.ts';
import type { CompiledPlaces } from './placings.ts';
import { isReached, type Witness, witnessOf } from './witness.ts';

/**
 * Tries a few customers at the ends of what a goal asks for, and between them: one of them reaches most goals, and
 * nothing has to be searched. Null where none does, which proves nothing.
 */
export type GuessWitness = (goal: Goal, fields: readonly Field[], required: Bounds) => (() => Witness) | null;

/** Opens guesses at goals without relative tests. */
export function openGuesses(criteria: Criteria, compiled: CompiledPlaces): GuessWitness {
  const facts = createFacts(criteria.slots);
  return (goal, fields, required) => {
    const fill = (pick: Pick): boolean =>
      fields.every((field) => {
        const value = valueFor(field, required, pick, compiled.asOf);
        if (value === null) return false;
        if (typeof value === 'string') fillCell(facts, field.slot, { kind: 'text', text: value });
        else fillNumber(facts, field.slot, decimalOf(value));
        return true;
      });
    const found = PICKS.find((pick) => fill(pick) && isReached(goal, facts, compiled));
    if (found === undefined) return null;
    return () => {
      fill(found);
      compiled.compute(facts);
      return witnessOf(facts, fields, criteria, compiled);
    };
  };
}

/** A number between two ends, both included; one of them may be infinite. */
type Pick = (low: number, high: number) => number;

const PICKS: readonly Pick[] = [
  (low, high) => (low > -Infinity ? low : high),
  (low, high) => (high < Infinity ? high : low),
  (low, high) => middleOf(low, high, 100),
];

// A value that a field may have, and must where the goal asks for one; null where none is found at once.
function valueFor(field: Field, required: Bounds, pick: Pick, asOf: number): string | number | null {
  const { slot, type, values, min, max } = field;
  const bound = required.get(slot);
  if (factTypeOf(type).kind === 'text') {
    const [text] = bound?.kind === 'texts' ? bound.texts : type === 'choice' ? values.keys() : [ANY_TEXT];
    return text !== undefined && (type !== 'choice' || values.has(text)) ? text : null;
  }
  // One is no zero to divide by, and less than most amounts that it is compared with in a formula.
  const free = type === 'date' ? asOf : 1;
  const asked = bound?.kind === 'range' ? bound : { low: free, high: free };
  const low = Math.max(asked.low, min ?? -Infinity);
  const high = Math.min(asked.high, max ?? Infinity);
  const value = pick(low, high);
  const isWhole = type === 'date' || type === 'flag';
  if (!Number.isFinite(value) || value < low || value > high) return null;
  return isWhole && !Number.isInteger(value) ? null : value;
}

const ANY_TEXT = 'other';
