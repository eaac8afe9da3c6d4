import type { CategoryName } from '../criteria/criteria.ts';
import { copySlot, createFacts, type Facts, factText, fillNumber, longDecimal } from '../fields/facts.ts';
import type { Classifier } from './classify.ts';
import type { Verdict } from './verdict.ts';

/** A copy of the facts, since they may be filled with the next customer. `fields` are the first slots. */
export function copyFacts(facts: Facts, fields: number, classifier: Classifier): Facts {
  const copy = createFacts(facts.numbers.length);
  copy.numbers.set(facts.numbers);
  copy.errors.set(facts.errors);
  for (let slot = 0; slot < facts.texts.length; slot += 1) copy.texts[slot] = factText(facts, slot);
  for (let slot = 0; slot < fields; slot += 1) {
    const decimal = longDecimal(facts, slot);
    copy.decimals.push(() => decimal);
  }
  classifier.compute(copy);
  return copy;
}

/** A customer of which one field at a time can be given another value. */
export interface ChangedCustomer {
  /** The facts as they are, in a copy of their own. */
  readonly original: Facts;
  /** The facts with a number in a field, as its exact decimal, until the next change. */
  factsWith(slot: number, decimal: string): Facts;
  /** The verdict with a number in a field. */
  withNumber(slot: number, decimal: string): Verdict;
  withText(slot: number, text: string): Verdict;
}

/** Opens a copy for changes; the facts themselves stay as they are. */
export function changeCustomer(
  facts: Facts,
  fields: number,
  classifier: Classifier,
  previous: CategoryName | null,
): ChangedCustomer {
  const original = copyFacts(facts, fields, classifier);
  const changed = copyFacts(original, fields, classifier);
  let last = 0;
  const change = (slot: number): void => {
    copySlot(original, last, changed);
    last = slot;
  };
  const factsWith = (slot: number, decimal: string): Facts => {
    change(slot);
    fillNumber(changed, slot, decimal);
    classifier.compute(changed);
    return changed;
  };
  return {
    original,
    factsWith,
    withNumber: (slot, decimal) => classifier.classify(factsWith(slot, decimal), previous),
    withText(slot, text) {
      change(slot);
      changed.texts[slot] = text;
      return classifier.judge(changed, previous);
    },
  };
}
