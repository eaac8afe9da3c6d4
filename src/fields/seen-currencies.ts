import type { Diagnostic } from '../text/diagnostic.ts';
import { COMMA, joined, type Wording } from '../text/wording.ts';
import { currencyName, rateLine, unmarkedNote } from './convert.ts';
import { type Currency, currencyNamed, isCurrencyCode, isOneCurrency, sameCurrency } from './currency.ts';
import { blankHelp, isBlankWord } from './unknown-cell.ts';

/** The currencies that the money cells of a file name, each with its cells counted. */
export interface SeenCurrencies {
  /** Counts a cell; what names no currency is not seen. */
  see(currency: Currency, line: number, column: string, text: string): void;
  /** What was seen since the last time, to be joined to what was seen before it; lines count from the first of it. */
  take(): readonly SeenCurrency[];
  join(part: readonly SeenCurrency[], firstLine: number): void;
  readonly all: ReadonlyMap<string, SeenCurrency>;
}

/** A currency as it was seen first, with its cells counted. */
export interface SeenCurrency {
  readonly currency: Currency;
  readonly line: number;
  readonly column: string;
  readonly text: string;
  cells: number;
}

/** Gathers currencies as the rows come. */
export function seeCurrencies(): SeenCurrencies {
  const all = new Map<string, SeenCurrency>();
  return {
    all,
    take() {
      const part = [...all.values()];
      all.clear();
      return part;
    },
    join(part, firstLine) {
      for (const one of part) {
        const known = all.get(one.currency.mark);
        if (known === undefined) all.set(one.currency.mark, { ...one, line: firstLine + one.line });
        else known.cells += one.cells;
      }
    },
    see(currency, line, column, text) {
      const known = all.get(currency.mark);
      if (known === undefined) all.set(currency.mark, { currency, line, column, text, cells: 1 });
      else known.cells += 1;
    },
  };
}

/** What the amounts of a file are in. */
export interface FileCurrency extends Pick<CurrencyGroup, 'name' | 'codes' | 'cells'> {
  /** The first cell that names it; null where the criteria do. */
  readonly first: SeenCurrency | null;
}

/** The currency of a file: that of the criteria, else the one that its cells name; null where there is none, or several. */
export function currencyOf(told: string | null, seen: SeenCurrencies | null): FileCurrency | null {
  if (told !== null) return { name: told, codes: currencyNamed(told)!.codes, cells: 0, first: null };
  const groups = groupCurrencies([...(seen?.all.values() ?? [])]);
  return groups.length === 1 ? groups[0]! : null;
}

/** What is wrong where a file names several currencies and nobody has said what they are worth; null when nothing is. */
export function mixedCurrencies({ all }: SeenCurrencies, file: string): Diagnostic | null {
  const groups = groupCurrencies([...all.values()]);
  if (groups.length < 2) return null;
  const places = groups.map(({ first }) => ({
    en: `"${first.text}" (line ${first.line})`,
    zh: `“${first.text}”（第 ${first.line} 行）`,
  }));
  const found = {
    code: 'mixed-currencies',
    severity: 'error',
    message: {
      en: `amounts of several currencies are never added up: ${joined(places, COMMA).en}`,
      zh: `不同币种的金额不会相加：${joined(places, COMMA).zh}`,
    },
    at: { kind: 'cell', file, line: groups[1]!.first.line, column: groups[1]!.first.column },
  } as const;
  // A column that says N/A names no other currency.
  const blank = groups.find(({ name }) => isBlankWord(name));
  if (blank !== undefined) return { ...found, help: blankHelp(blank.name) };
  const { code, others } = chooseOwn(groups);
  return {
    ...found,
    notes: [unmarkedNote(code), ...eitherNote(groups)],
    help: {
      en: `say which currency they are to be in, in the criteria: ${rateLine(code, others)}`,
      zh: `请在标准文件中说明统一为哪种币种：${rateLine(code, others)}`,
    },
  };
}

// A sign that may be the other currency, too, needs no rate then.
function eitherNote(groups: readonly CurrencyGroup[]): Wording[] {
  const [clear, sign] = [...groups].sort((one, other) => one.codes.length - other.codes.length);
  if (groups.length > 2 || !isCurrencyCode(clear!.name) || !sameCurrency(clear!, sign!)) return [];
  return [
    {
      en: `where "${sign!.name}" means ${clear!.name} too, input: { currency: ${clear!.name} } is enough`,
      zh: `如果“${sign!.name}”也是 ${clear!.name}，只需写 input: { currency: ${clear!.name} }`,
    },
  ];
}

/** Of several currencies, the code of the one that most cells name, to add up in, and the names of the others. */
export function chooseOwn(groups: readonly Pick<CurrencyGroup, 'name' | 'codes' | 'cells'>[]): {
  readonly code: string;
  readonly others: readonly string[];
} {
  const byCells = [...groups].sort((one, other) => other.cells - one.cells);
  // A word of a column may look like a code.
  const isKnown = ([code]: readonly string[]): boolean =>
    isCurrencyCode(code!) && currencyNamed(code!) !== null;
  const own = byCells.find(({ codes }) => isKnown(codes)) ?? byCells[0]!;
  const code = isKnown(own.codes) ? own.codes[0]! : 'EUR';
  const others = groups.filter((group) => group !== own || group.codes[0] !== code);
  return { code, others: others.map(({ name }) => name) };
}

/** Marks that can mean one currency, such as "$" and "USD", and where the first of them stands. */
export interface CurrencyGroup {
  /** Its code, or the sign where that can be many. */
  readonly name: string;
  readonly codes: readonly string[];
  readonly first: SeenCurrency;
  readonly cells: number;
}

/** The currencies of a file: a sign is the currency that has its code in the file, as "$" is "USD", but never a guess. */
export function groupCurrencies(seen: readonly SeenCurrency[]): CurrencyGroup[] {
  const clear = [...seen].sort((one, other) => one.currency.codes.length - other.currency.codes.length);
  const groups: SeenCurrency[][] = [];
  for (const one of clear) {
    const fitting = groups.filter((group) =>
      group.every((other) => isOneCurrency(one.currency, other.currency)),
    );
    if (fitting.length === 1) fitting[0]!.push(one);
    else groups.push([one]);
  }
  return groups
    .map((group) => ({
      name: currencyName(group[0]!.currency),
      codes: group[0]!.currency.codes,
      first: group.reduce((first, one) => (one.line < first.line ? one : first)),
      cells: group.reduce((sum, { cells }) => sum + cells, 0),
    }))
    .sort((one, other) => one.first.line - other.first.line);
}
