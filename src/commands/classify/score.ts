import { type Facts, numberOrNull } from '../../fields/facts.ts';
import { roundedFact } from '../../fields/rounded.ts';

/** A score for display: its exact value, rounded once to two digits; null when it is missing. */
export function scoreOf(facts: Facts, slot: number): number | null {
  return numberOrNull(roundedFact(facts, slot, 2));
}
