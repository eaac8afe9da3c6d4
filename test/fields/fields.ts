import { isProblem } from '../../src/fields/amount.ts';
import type { Field } from '../../src/fields/field.ts';
import { cellReader } from '../../src/fields/parse-cell.ts';

/** A field for tests: what is not given is as plain as can be. */
export function fieldOf(given: Partial<Field> & Pick<Field, 'type'>): Field {
  const name = given.name ?? given.type;
  return {
    name,
    slot: 0,
    columns: [name],
    optional: false,
    subjective: false,
    missing: null,
    values: new Map(),
    min: null,
    max: null,
    format: null,
    blanks: new Set(),
    span: { kind: 'span', source: { name: 'criteria.yaml', text: '' }, start: 0, end: 0 },
    ...given,
  };
}

/** What a cell of a field reads as; problems as text: "! expected | help". */
export function readCell(
  given: Partial<Field> & Pick<Field, 'type'>,
  text: string,
  decimal: '.' | ',' = '.',
): number | string | null {
  const value = cellReader(fieldOf(given), { decimal })(text);
  return isProblem(value) ? `! ${value.expected} | ${value.help ?? ''}` : value;
}
