import type { CategoryName } from '../criteria/criteria.ts';
import { createFacts, errorOf, type Facts } from '../fields/facts.ts';
import type { Classifier } from './classify.ts';
import type { Verdict } from './verdict.ts';

/** A copy of a customer's facts in which one field can be given another value. */
export interface ChangedCustomer {
  /** The facts as they are, in a copy of their own. */
  readonly original: Facts;
  /** The facts as they were changed last. */
  readonly changed: Facts;
  /** The verdict with a number in a field, as its exact decimal. */
  withNumber(slot: number, decimal: string): Verdict;
  withText(slot: number, text: string): Verdict;
  /** The exact decimal of a field as it is; null when it is missing. */
  decimalOf(slot: number): string | null;
}

/** Copies the facts; the original may be filled with the next customer. `fields` are the first slots. */
export function copyCustomer(
  facts: Facts,
  fields: number,
  classifier: Classifier,
  previous: CategoryName | null,
): ChangedCustomer {
  const decimals = Array.from({ length: fields }, (_, slot) => facts.decimals[slot]?.() ?? null);
  const numbers = Float64Array.from(facts.numbers);
  const errors = Float64Array.from(facts.errors);
  const texts = [...facts.texts];
  const copy = (into: Facts): Facts => {
    into.numbers.set(numbers);
    into.errors.set(errors);
    for (const [slot, text] of texts.entries()) into.texts[slot] = text;
    for (const [slot, decimal] of decimals.entries()) into.decimals[slot] = () => decimal;
    return into;
  };
  const original = copy(createFacts(numbers.length));
  classifier.compute(original);
  const changed = createFacts(numbers.length);
  const restore = (): Facts => copy(changed);
  const verdict = (): Verdict => {
    classifier.compute(changed);
    return classifier.classify(changed, previous);
  };
  return {
    original,
    changed,
    decimalOf: (slot) => decimals[slot] ?? null,
    withNumber(slot, decimal) {
      restore();
      const value = Number(decimal);
      changed.numbers[slot] = value;
      changed.errors[slot] = errorOf(value, decimal);
      changed.decimals[slot] = () => decimal;
      return verdict();
    },
    withText(slot, text) {
      restore();
      changed.texts[slot] = text;
      return verdict();
    },
  };
}
