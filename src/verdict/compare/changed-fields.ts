import type { Criteria } from '../../criteria/criteria.ts';
import { createFacts, type Facts } from '../../fields/facts.ts';
import type { Field } from '../../fields/field.ts';
import { factTypeOf } from '../../fields/value.ts';
import { keyFields } from '../key-fields.ts';
import type { FieldChange } from './movement.ts';

/** A field that categories hang on, with every slot that it is read into. */
export interface FieldSlots {
  readonly field: Field;
  readonly slots: readonly number[];
}

/** The fields on which categories hang on either side, units included. */
export function fieldsThatDecide(before: readonly Criteria[], after: readonly Criteria[]): FieldSlots[] {
  const found = new Map<string, { field: Field; slots: Set<number> }>();
  for (const criteria of [...after, ...before]) {
    const by = criteria.units?.by.name;
    const fields = [...keyFields(criteria, null), ...criteria.fields.filter(({ name }) => name === by)];
    for (const field of fields) {
      const own = found.get(field.name) ?? { field, slots: new Set<number>() };
      own.slots.add(field.slot);
      found.set(field.name, own);
    }
  }
  return [...found.values()].map(({ field, slots }) => ({ field, slots: [...slots] }));
}

/** A field whose value differs, with its slots. */
export interface ChangedField extends FieldChange {
  readonly slots: readonly number[];
}

/** Which of the fields have another value; null is missing. */
export function changedFields(before: Facts, after: Facts, fields: readonly FieldSlots[]): ChangedField[] {
  return fields.flatMap(({ field, slots }) => {
    const type = factTypeOf(field.type);
    const valueIn = (facts: Facts): number | string | null => {
      const slot = slots[0]!;
      if (type.kind === 'text') return facts.texts[slot] ?? null;
      return Number.isNaN(facts.numbers[slot]!) ? null : facts.numbers[slot]!;
    };
    const [from, to] = [valueIn(before), valueIn(after)];
    return from === to ? [] : [{ name: field.name, type, from, to, slots }];
  });
}

/** The older facts with some fields as they are in the newer ones. */
export function mixFacts(before: Facts, after: Facts, fields: readonly ChangedField[]): Facts {
  const mixed = createFacts(before.numbers.length);
  const copy = (from: Facts, slot: number): void => {
    mixed.numbers[slot] = from.numbers[slot]!;
    mixed.errors[slot] = from.errors[slot]!;
    mixed.texts[slot] = from.texts[slot]!;
    const decimal = from.decimals[slot];
    if (decimal !== undefined) mixed.decimals[slot] = decimal;
  };
  for (let slot = 0; slot < before.numbers.length; slot += 1) copy(before, slot);
  for (const { slots } of fields) for (const slot of slots) copy(after, slot);
  return mixed;
}
