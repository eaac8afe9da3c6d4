import type { Criteria } from '../criteria/criteria.ts';
import { copySlot, createFacts, type Facts, factText, numberOrNull } from '../fields/facts.ts';
import { type FactType, factTypeOf } from '../fields/value.ts';
import { keyFields } from '../verdict/key-fields.ts';
import type { WorkedField } from './compare-sides.ts';
import type { FieldChange } from './movement.ts';

/** A field that categories depend on, with each way it is read, the newer criteria's first. */
export interface FieldReads {
  readonly name: string;
  readonly reads: readonly { readonly slot: number; readonly type: FactType }[];
}

/** The fields that categories depend on, on either side, units included. */
export function fieldsThatDecide(before: readonly Criteria[], after: readonly Criteria[]): FieldReads[] {
  const found = new Map<string, Map<number, FactType>>();
  for (const criteria of [...after, ...before]) {
    const by = criteria.units?.by.name;
    const fields = [...keyFields(criteria, null), ...criteria.fields.filter(({ name }) => name === by)];
    for (const { name, slot, type } of fields) {
      const own = found.get(name) ?? new Map<number, FactType>();
      if (!own.has(slot)) own.set(slot, factTypeOf(type));
      found.set(name, own);
    }
  }
  return [...found].map(([name, own]) => ({ name, reads: [...own].map(([slot, type]) => ({ slot, type })) }));
}

/** A field whose value differs, with its slots. */
export interface ChangedField extends FieldChange {
  readonly slots: readonly number[];
}

/** The fields whose values differ, however they are read; null is missing. */
export function changedFields(before: Facts, after: Facts, fields: readonly FieldReads[]): ChangedField[] {
  return fields.flatMap(({ name, reads }) => {
    const changed = reads.filter((read) => valueAt(before, read) !== valueAt(after, read));
    if (changed.length === 0) return [];
    // Each side as its own criteria read it, where that shows a change.
    const [first, last] = [reads[0]!, reads.at(-1)!];
    const across = { name, type: first.type, from: valueAt(before, last), to: valueAt(after, first) };
    const slots = reads.map(({ slot }) => slot);
    if (isSameType(first.type, last.type) && across.from !== across.to) return [{ ...across, slots }];
    const [read] = changed as [Read];
    return [{ name, type: read.type, from: valueAt(before, read), to: valueAt(after, read), slots }];
  });
}

type Read = FieldReads['reads'][number];

function valueAt(facts: Facts, { slot, type }: Read): number | string | null {
  if (type.kind === 'text') return factText(facts, slot);
  return numberOrNull(facts.numbers[slot]!);
}

function isSameType(one: FactType, other: FactType): boolean {
  if (one.kind === 'text' || other.kind === 'text') return one.kind === other.kind;
  return one.unit === other.unit;
}

/** Facts with what order lines come to where only new lines are taken from the newer side, or only the calendar, as `told` by one of them. */
export function withLines(
  facts: Facts,
  told: Facts,
  worked: readonly WorkedField[],
  which: 'newLines' | 'calendar',
): Facts {
  const mixed = mixFacts(facts, facts, []);
  for (const { slot, between } of worked) {
    copySlot(told, between[which === 'newLines' ? 0 : 1].slot, mixed, slot);
  }
  return mixed;
}

/** The older facts with some fields as they are in the newer ones. */
export function mixFacts(before: Facts, after: Facts, fields: readonly ChangedField[]): Facts {
  const mixed = createFacts(before.numbers.length);
  for (let slot = 0; slot < before.numbers.length; slot += 1) copySlot(before, slot, mixed);
  for (const { slots } of fields) for (const slot of slots) copySlot(after, slot, mixed);
  return mixed;
}
