import { helpOf, isProblem } from '../../src/fields/amount.ts';
import { declareField, type Field } from '../../src/fields/field.ts';
import { cellReader } from '../../src/fields/parse-cell.ts';
import { expectChineseText } from '../chinese.ts';

/** A field for tests: what is not given is as plain as can be. */
export function fieldOf(given: Partial<Field> & Pick<Field, 'type'>): Field {
  return declareField(given.name ?? given.type, given.type, given);
}

/** What a cell of a field reads as; problems as text: "! expected | help". */
export function readCell(
  given: Partial<Field> & Pick<Field, 'type'>,
  text: string,
  decimal: '.' | ',' = '.',
): number | string | null {
  const value = cellReader(fieldOf(given), { decimal })(text);
  if (!isProblem(value)) return value;
  const help = helpOf(value, { misfits: [text], fitting: [] });
  for (const said of [value.expected, ...(help === undefined ? [] : [help])]) expectChineseText(said.zh);
  return `! ${value.expected.en} | ${help?.en ?? ''}`;
}
