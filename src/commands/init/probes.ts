import { isProblem } from '../../fields/amount.ts';
import type { Currency } from '../../fields/currency.ts';
import { type DecimalSign, declareField } from '../../fields/field.ts';
import { canBeTwo, foldNumber, LEDGER_LETTERS } from '../../fields/number-text.ts';
import { type CellReader, cellReader } from '../../fields/parse-cell.ts';
import { type SeenCurrencies, seeCurrencies } from '../../fields/seen-currencies.ts';
import type { ValueType } from '../../fields/value.ts';
import { type Fit, noteFit, noteMisfit, openFit, type SeeCell } from './fit.ts';

/** One way in which a column may be read, tried on its cells with the reader that would read them later. */
export interface Probe extends Fit {
  readonly format: 'percent' | null;
  readonly decimal: DecimalSign;
  readonly read: CellReader;
}

/** What the cells of a column are beyond their type, as far as they are amounts. */
export interface SeenAmounts {
  readonly currencies: SeenCurrencies;
  /** Letters of bookkeepers behind them, such as cr, with how often. */
  readonly letters: Map<string, number>;
  /** A cell that means one number with a decimal point and another with a decimal comma, such as 1,234. */
  eitherDecimal: string | null;
  /** Cells that are the number zero. */
  zeros: number;
  /** The largest size among plain numbers. */
  largest: number;
  /** There are plain numbers up to 1, and between 1 and 10; zero is neither. */
  upToOne: boolean;
  upToTen: boolean;
}

/** Opens the probes of a column that are worth trying, given what its header hints at. */
export function seeProbes(
  header: string,
  hints: { readonly ratio: boolean },
): { readonly probes: readonly Probe[]; readonly amounts: SeenAmounts; readonly see: SeeCell } {
  let mark: Currency | null = null;
  const seeMark = (currency: Currency): void => {
    mark = currency;
  };
  const kinds = hints.ratio ? [...NUMBERS, RATIO] : NUMBERS;
  const groups = [
    [probe('flag', null, '.', seeMark)],
    ...kinds.map(([type, format]) =>
      (['.', ',', 'any'] as const).map((decimal) => probe(type, format, decimal, seeMark)),
    ),
  ];
  // Those of a column of texts are all given up after a few cells.
  let open = groups;
  const amounts: SeenAmounts = {
    currencies: seeCurrencies(),
    letters: new Map(),
    eitherDecimal: null,
    zeros: 0,
    largest: 0,
    upToOne: false,
    upToTen: false,
  };
  return {
    probes: groups.flat(),
    amounts,
    see(cell, line, seen) {
      if (open.length === 0) return;
      mark = null;
      const [, amount = cell, letters] = LETTER_LAST.test(cell)
        ? (LEDGER_LETTERS.exec(foldNumber(cell)) ?? [])
        : [];
      const numbers: number[] = [];
      let money: number | null = null;
      let isFewer = false;
      for (const group of open) {
        // Whether the same type was read with a point or a comma before the decimals.
        let plain = false;
        for (const one of group) {
          if (one.dropped) continue;
          const text = one.type === 'money' ? amount : cell;
          // What one decimal sign reads says as much where each cell shows its own, but for 1,234.
          const value = plain && one.decimal === 'any' ? (canBeTwo(text) ? null : 0) : one.read(text);
          if (value === null || isProblem(value)) {
            noteMisfit(one, cell, line, seen);
            isFewer ||= one.dropped;
            continue;
          }
          noteFit(one, cell);
          plain = true;
          if (typeof value !== 'number' || one.decimal === 'any') continue;
          if (one.type === 'number') numbers.push(value);
          if (one.type === 'money') money = value;
        }
      }
      if (isFewer) open = open.filter((group) => group.some(({ dropped }) => !dropped));
      if (money === 0) amounts.zeros += 1;
      noteNumbers(amounts, numbers, cell);
      if (money !== null && letters !== undefined) count(amounts.letters, letters.toLowerCase());
      if (mark !== null) amounts.currencies.see(mark, line, header, cell);
    },
  };
}

const NUMBERS = [
  ['number', null],
  ['money', null],
  ['percent', null],
] as const;
const RATIO = ['percent', 'percent'] as const;

function probe(
  type: ValueType,
  format: Probe['format'],
  decimal: DecimalSign,
  see: (currency: Currency) => void,
): Probe {
  const field = declareField(type, type, { formats: format === null ? [] : [format] });
  return { ...openFit(type), format, decimal, read: cellReader(field, { decimal }, see) };
}

const LETTER_LAST = /[A-Za-z.借贷]\s*$/;

function noteNumbers(amounts: SeenAmounts, numbers: readonly number[], cell: string): void {
  for (const value of numbers) {
    const size = Math.abs(value);
    amounts.largest = Math.max(amounts.largest, size);
    if (size > 0 && size <= 1) amounts.upToOne = true;
    if (size > 1 && size < 10) amounts.upToTen = true;
  }
  if (numbers.length === 2 && numbers[0] !== numbers[1]) amounts.eitherDecimal ??= cell;
}

function count(counts: Map<string, number>, text: string): void {
  counts.set(text, (counts.get(text) ?? 0) + 1);
}
