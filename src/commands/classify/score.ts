import type { Facts } from '../../fields/facts.ts';
import { roundedFact } from '../../fields/rounded.ts';

/** A score for display: its exact value, rounded once to two digits; null when it is missing. */
export function scoreOf(facts: Facts, slot: number): number | null {
  const score = roundedFact(facts, slot, 2);
  return Number.isNaN(score) ? null : score;
}
