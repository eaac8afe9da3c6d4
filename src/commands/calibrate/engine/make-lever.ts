import type { Condition, Quantity } from '../../../condition/condition.ts';
import type { Lever, LeverPart, LeverUnit, Passes } from './lever.ts';

/** An amount as the file writes it, exactly, and what it counts. */
export interface LeverAmount {
  readonly text: string;
  readonly decimal: string;
  readonly unit: LeverUnit;
}

/** The amount of a test as it is written, without its double. */
export function amountOf({ text, decimal, unit }: Quantity): LeverAmount {
  return { text, decimal, unit };
}

/** Makes a lever of one amount of a test. */
export type MakeLever = (part: LeverPart, operator: string, amount: LeverAmount, passes: Passes) => Lever;

/** Makes the levers of a test that stands in a criterion; `helps` is false under `not`. */
export function leverMaker(
  { kind, fact, span }: Exclude<Condition, { kind: 'all' | 'any' | 'not' }>,
  place: { readonly criterion: string; readonly helps: boolean },
): MakeLever {
  return (part, operator, amount, passes) => ({
    ...{ source: span.source, start: span.start, part, fact: fact.name, operator, passes },
    calculated: fact.origin !== 'field' && (kind === 'compare' || kind === 'between'),
    other: null,
    most: Number.POSITIVE_INFINITY,
    reach: null,
    ...place,
    ...amount,
  });
}
