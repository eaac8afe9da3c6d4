import { joined, SEMICOLON, type Wording } from '../text/wording.ts';
import { parseAge } from './age.ts';
import type { ColumnCells } from './amount.ts';
import type { Field, NumberStyle } from './field.ts';
import { tidy } from './fold.ts';
import { foldNumber, LEDGER_LETTERS, letterPair, readNumberText, showsDecimal } from './number-text.ts';
import { fieldLine, unknownCellHelp, unknownLine } from './unknown-cell.ts';
import type { ValueType } from './value.ts';

/**
 * What a cell that is no number may be, and the line of criteria that reads it: a form that some exports write, found
 * among NUMBER_FORMS, else a text that stands for nothing. `misfits` are all cells of the column that do not fit, `fitting` some that do.
 */
export function numberHelp(
  text: string,
  { misfits, fitting }: ColumnCells,
  field: Field,
  style: NumberStyle,
): Wording | undefined {
  const unknown = unknownCellHelp(text, true);
  if (unknown !== undefined) return unknown;
  for (const form of NUMBER_FORMS) {
    const help = form.help(text, { misfits, fitting }, field, style);
    if (help !== null) return help;
  }
  const found = readNumberText(text, field.decimal ?? style.decimal);
  const why = 'digits' in found ? TOO_LARGE : found.help;
  const line = unknownLine(field.name, [tidy(text)]);
  const parts = [why, line].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : joined(parts, SEMICOLON);
}

/** What to do about a cell, and the line of criteria for its field that does it. */
export function cellHelp(what: Wording, { name }: Field, keys: string): Wording {
  return {
    en: `${what.en}, in the criteria: ${fieldLine(name, keys)}`,
    zh: `${what.zh}，请在标准文件中写：${fieldLine(name, keys)}`,
  };
}

/** A way to write numbers that is read only where the criteria say so, since it could be something else. */
interface NumberForm {
  /** What it is, for the reference. */
  readonly name: string;
  readonly example: string;
  /** The type of a field that may be written so. */
  readonly type: ValueType;
  /** What the field says for it. */
  readonly keys: string;
  /** How to read a cell that is written so; null for other cells. */
  readonly help: (text: string, cells: ColumnCells, field: Field, style: NumberStyle) => Wording | null;
}

/** The ways to write numbers that need a line in the criteria. */
export const NUMBER_FORMS: readonly NumberForm[] = [
  {
    name: 'credit and debit, of which one is above zero',
    example: '1,200.00 Dr',
    type: 'money',
    keys: 'positive: Cr',
    help: (text, _, field, style) => {
      const [, amount, letters] = LEDGER_LETTERS.exec(foldNumber(text)) ?? [];
      if (field.positive !== null || amount === undefined) return null;
      if (!('digits' in readNumberText(amount, field.decimal ?? style.decimal))) return null;
      const [credit, debit] = letterPair(letters!);
      return cellHelp(
        {
          en: `say which is above zero, ${credit} or ${debit}`,
          zh: `请说明 ${credit} 和 ${debit} 哪一个为正`,
        },
        field,
        `positive: ${credit}`,
      );
    },
  },
  {
    name: 'how many days ago it was, on the day of the export',
    example: '45 days ago',
    type: 'number',
    keys: 'format: ago',
    help: (text, _, field) =>
      field.type === 'number' && field.formats.length === 0 && parseAge(text) !== null
        ? cellHelp(
            { en: 'if it counts the days until the export, say so', zh: '如果是导出当日距今的天数' },
            field,
            'format: ago',
          )
        : null,
  },
  {
    name: 'both notations in one column',
    example: '6.400.000,00',
    type: 'money',
    keys: 'decimal: any',
    help: (text, { fitting }, field, style) => {
      const decimal = field.decimal ?? style.decimal;
      if (decimal === 'any') return null;
      const other = decimal === '.' ? ',' : '.';
      const [, amount = foldNumber(text)] = LEDGER_LETTERS.exec(foldNumber(text)) ?? [];
      // 1.234.567 shows its thousands, though no decimals.
      if (!amount.includes(other) && !showsDecimal(amount, other)) return null;
      if (!('digits' in readNumberText(amount, other))) return null;
      const own = fitting.find((one) => showsDecimal(one, decimal));
      if (own === undefined) {
        const keys = `decimal: "${other}"`;
        const line = field.decimal === null ? `input: { ${keys} }` : fieldLine(field.name, keys);
        return {
          en: `if the file writes "${other}" before the decimals, say so in the criteria: ${line}`,
          zh: `如果文件用“${other}”作小数点，请在标准文件中写：${line}`,
        };
      }
      return cellHelp(
        {
          en: `the column also writes "${own}": what each cell means can be told from its separators`,
          zh: `这一列也有“${own}”这样的写法：可从分隔符看出每个单元格的意思`,
        },
        field,
        'decimal: any',
      );
    },
  },
  {
    name: 'percents without a sign',
    example: '0.95',
    type: 'percent',
    keys: 'format: fraction',
    help: (_, { misfits }, field, style) => {
      if (field.type !== 'percent' || field.formats.length > 0) return null;
      const values = misfits.flatMap((one) => {
        const found = readNumberText(one, field.decimal ?? style.decimal);
        return 'digits' in found ? [Math.abs(Number(`${found.digits.whole}.${found.digits.fraction}`))] : [];
      });
      if (values.length === 0) return null;
      const [some, all] = [values.some((value) => value > 1), values.every((value) => value > 1)];
      const what =
        some && !all
          ? {
              en: 'if numbers up to 1 are fractions and others percents, say so',
              zh: '如果不大于 1 的数是小数、其余是百分数',
            }
          : WHAT[all ? 1 : 0];
      return cellHelp(what, field, `format: ${all ? 'percent' : some ? '[percent, fraction]' : 'fraction'}`);
    },
  },
];

const TOO_LARGE = { en: 'numbers this large are not kept', zh: '不支持这么大的数' };
const WHAT = [
  { en: 'if 0.95 means 95%, say so', zh: '如果 0.95 表示 95%' },
  { en: 'if 95 means 95%, say so', zh: '如果 95 表示 95%' },
] as const;
