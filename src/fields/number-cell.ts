import type { Problem } from './amount.ts';
import { plainDecimal } from './decimal.ts';
import { fastNumber } from './fast-number.ts';
import type { Field, NumberStyle } from './field.ts';
import { tidy } from './fold.ts';
import { foldNumber, readNumberText } from './number-text.ts';
import { unknownCellHelp } from './unknown-cell.ts';

/** Compiles the reader of a number, money or percent column; percents come out as ratios, blank as null. */
export function numberReader(field: Field, style: NumberStyle): (text: string) => number | null | Problem {
  const { decimal } = style;
  const percent = field.type === 'percent';
  const money = field.type === 'money';
  const shift = percent && field.format === 'percent' ? 2 : 0;
  const unsigned = !percent || field.format !== null;
  return (text) => {
    if (text === '') return null;
    const plain = money && SIGNS.has(text.charCodeAt(0)) ? text.slice(1) : text;
    const fast = unsigned || text.endsWith('%') ? fastNumber(plain, decimal, percent, shift) : Number.NaN;
    if (!Number.isNaN(fast)) return fast;
    if (tidy(text) === '') return null;
    const found = parseNumberCell(text, field, style);
    return 'kind' in found ? found : found.value;
  };
}

/** Reads a number, money or percent cell by the whole grammar: its exact decimal, and the nearest double. */
export function parseNumberCell(
  text: string,
  field: Field,
  style: NumberStyle,
): { readonly value: number; readonly decimal: string } | Problem {
  const problem = (help: string | undefined): Problem => ({
    kind: 'problem',
    expected: EXPECTED[field.type]!,
    help,
  });
  const found = readNumberText(text, style.decimal);
  if (!('digits' in found)) return problem(unknownCellHelp(foldNumber(text)) ?? found.help);
  if (found.money && field.type !== 'money')
    return problem('declare the field as money, or remove the currency');
  if (found.percent && field.type !== 'percent')
    return problem('declare the field as percent, or remove the sign');
  const hundredths = found.percent || field.format === 'percent';
  const decimal = plainDecimal(found.digits, found.negative, found.power - (hundredths ? 2 : 0));
  if (field.type === 'percent' && !found.percent && field.format === null && decimal !== '0')
    return problem(PERCENT_HELP);
  const value = Number(decimal);
  return Number.isFinite(value) ? { value, decimal } : problem('numbers this large are not kept');
}

const EXPECTED: Readonly<Partial<Record<Field['type'], string>>> = {
  number: 'number such as 1,234.50',
  money: 'money such as 1,234.50',
  percent: 'a percent such as 95%',
};
const SIGNS = new Set([...'$€£¥￥'].map((sign) => sign.charCodeAt(0)));
const PERCENT_HELP =
  'write 95%, or say how the column is written: format: percent (95 means 95%) or format: fraction (0.95 means 95%)';
