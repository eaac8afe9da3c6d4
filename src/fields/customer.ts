import type { Diagnostic } from '../text/diagnostic.ts';
import { shortenText } from '../text/shorten.ts';
import type { Wording } from '../text/wording.ts';
import { helpOf, isProblem, type Problem } from './amount.ts';
import type { Binding } from './bind.ts';
import { type Currency, currencyNamed } from './currency.ts';
import { errorOf, type Facts } from './facts.ts';
import type { Field, NumberStyle } from './field.ts';
import { foldName, tidy } from './fold.ts';
import { headerUnit } from './header-unit.ts';
import { cellReader, exactDecimal } from './parse-cell.ts';
import type { SeenCells } from './seen-cells.ts';

/** Reads a row's cells into the facts of a customer; what does not fit is returned. */
export type CustomerReader = (cells: readonly string[], line: number) => readonly Diagnostic[];

const NONE: readonly Diagnostic[] = [];

/** Compiles the reading of customers into one set of facts, filled again for every row. */
export function customerReader(
  fields: readonly Field[],
  binding: Binding,
  header: readonly string[],
  style: NumberStyle,
  facts: Facts,
  file: string,
  seen: SeenCells | null = null,
): CustomerReader {
  let current: readonly string[] = [];
  let row = 0;
  const readers = fields.map((field) => {
    const column = binding.columns[field.slot] ?? null;
    const name = column === null ? '' : header[column]!;
    const see = (currency: Currency, text: string): void => seen?.currencies.see(currency, row, name, text);
    return {
      field,
      column,
      read: cellReader(field, style, see),
      currencyOf: field.type === 'money' && column !== null ? currencyBeside(field, name, header) : null,
      watch: column === null ? null : (seen?.watch(field, name) ?? null),
      defaultError: errorOf(Number(field.missing?.value), field.missing?.decimal ?? '0'),
      misfits: gatherMisfits(),
      /** The last cell that fits, for helps that speak of both. */
      last: '',
      numeric: field.type === 'number' || field.type === 'money' || field.type === 'percent',
    };
  });
  // A converted amount may have more digits than were typed.
  const converts = style.currency != null;
  for (const { field, column, currencyOf } of readers) {
    facts.decimals[field.slot] = () => {
      const typed =
        column === null ? null : exactDecimal(current[column]!, field, style, currencyOf?.(current));
      return (
        typed ??
        (Number.isNaN(facts.numbers[field.slot]!)
          ? null
          : (field.missing?.decimal ?? String(facts.numbers[field.slot]!)))
      );
    };
  }
  return (cells, line) => {
    current = cells;
    row = line;
    let problems: Diagnostic[] | null = null;
    for (const reader of readers) {
      const { field, column, read, defaultError, numeric, misfits, currencyOf, watch } = reader;
      const text = column === null ? '' : cells[column]!;
      let value = column === null ? null : currencyOf === null ? read(text) : read(text, currencyOf(cells));
      if (isProblem(value)) {
        problems ??= [];
        const name = header[column!]!;
        const message = {
          en: `column "${name}": expected ${value.expected.en}, found "${shortenText(text, 60)}"`,
          zh: `列“${name}”：应为${value.expected.zh}，实际为“${shortenText(text, 60)}”`,
        };
        misfits.add(text, reader.last);
        const problem = value;
        problems.push({
          code: 'bad-cell',
          severity: 'error',
          message,
          // Asked for when the file was read: by then it speaks of all cells that do not fit.
          get help() {
            return misfits.helpFor(problem, text);
          },
          at: { kind: 'cell', file, line, column: name },
        });
        value = null;
      } else if (numeric) {
        reader.last = text;
        if (misfits.any()) misfits.fit(text);
      }
      const blank = value === null;
      value ??= field.missing?.value ?? null;
      const { slot } = field;
      if (typeof value === 'number') {
        facts.numbers[slot] = value;
        const long = numeric && !blank && (converts || mayHaveManyDigits(text));
        facts.errors[slot] = blank
          ? defaultError
          : long
            ? errorOf(value, exactDecimal(text, field, style, currencyOf?.(cells))!)
            : 0;
        if (watch !== null && !blank) {
          watch.total += value;
          if (value > watch.above || value <= watch.upTo) watch.see(value, text, line);
        }
      } else {
        facts.numbers[slot] = Number.NaN;
        facts.texts[slot] = value;
      }
    }
    return problems ?? NONE;
  };
}

// What another column, or the header, says of the currency of an amount; null where nothing does.
function currencyBeside(
  { currencyColumn }: Field,
  name: string,
  header: readonly string[],
): ((cells: readonly string[]) => Currency | null) | null {
  if (currencyColumn === null) {
    const currency = headerUnit(name)?.currency ?? null;
    return currency === null ? null : () => currency;
  }
  const at = header.findIndex((one) => foldName(one) === foldName(currencyColumn));
  if (at < 0) return null;
  const known = new Map<string, Currency | null>();
  return (cells) => {
    const text = cells[at]!;
    const found = known.get(text);
    if (found !== undefined) return found;
    const named =
      tidy(text) === '' ? null : (currencyNamed(text) ?? { mark: tidy(text), codes: [tidy(text)] });
    // Cells repeat; where they do not, as in a column taken by mistake, no more is kept.
    if (known.size < MOST_CURRENCIES) known.set(text, named);
    return named;
  };
}

const MOST_CURRENCIES = 1000;

// The cells of a column that do not fit. A help is made once for each, when all are known.
function gatherMisfits() {
  const texts = new Set<string>();
  const fitting = new Set<string>();
  const helps = new Map<string, Wording | undefined>();
  return {
    any: () => texts.size > 0,
    fit(text: string): void {
      if (fitting.size < MOST_MISFITS) fitting.add(text);
    },
    add(text: string, last: string): void {
      fitting.add(last);
      if (texts.size === MOST_MISFITS || texts.has(text)) return;
      texts.add(text);
      helps.clear();
    },
    helpFor(problem: Problem, text: string): Wording | undefined {
      if (!texts.has(text)) return helpOf(problem, { misfits: [text], fitting: [...fitting] });
      if (!helps.has(text)) helps.set(text, helpOf(problem, { misfits: [...texts], fitting: [...fitting] }));
      return helps.get(text);
    },
  };
}

const MOST_MISFITS = 200;

// Whether a cell may hold more than 15 digits; what is not ASCII counts as one.
function mayHaveManyDigits(text: string): boolean {
  if (text.length <= 15) return false;
  let digits = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 0x7f || (code >= 0x30 && code <= 0x39)) digits += 1;
  }
  return digits > 15;
}
