import type { Criteria } from '../criteria/criteria.ts';
import { allNamedAmounts, amountsInUse, otherCurrency } from '../criteria/currencies.ts';
import { rateLine, unmarkedNote } from '../fields/convert.ts';
import { currencyNamed, isCurrencyCode, isOneCurrency } from '../fields/currency.ts';
import { chooseOwn, type FileCurrency } from '../fields/seen-currencies.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import { COMMA, joined, type Wording } from '../text/wording.ts';
import type { LineTotals } from './add-up.ts';

/** The customer file once it was read: its name, and the currency that its amounts are in. */
export interface CustomerAmounts {
  readonly file: string;
  readonly currency: FileCurrency | null;
}

/** The currency of all amounts together, null where nothing says it; or what is wrong where they are in several. */
export interface MetCurrencies {
  readonly currency: string | null;
  readonly mixed: Diagnostic | null;
}

/** Puts the amounts of the customer file, of lines and of the criteria together, where they are used. */
export function meetCurrencies(
  criteria: Criteria,
  customers: CustomerAmounts,
  lines: readonly LineTotals[],
): MetCurrencies {
  const used = amountsInUse(criteria);
  // Other criteria may read the same lines in another currency.
  const spans = used.tables.map(({ span }) => span);
  const all: readonly Amounts[] = [
    ...(used.customers ? [{ ...customers, table: null }] : []),
    ...lines
      .filter(({ table }) => spans.includes(table.span))
      .map(({ table, file, currency }) => ({ file, currency, table: table.name })),
  ].flatMap(({ currency, ...one }) => (currency === null ? [] : [{ ...one, currency }]));
  const isMixed = all.some((one, at) =>
    all.slice(at + 1).some((other) => !isOneCurrency(one.currency, other.currency)),
  );
  if (isMixed) return { currency: null, mixed: mixedFiles(all) };
  const named = allNamedAmounts(criteria);
  for (const one of all) {
    const other = named.find(({ currency }) => !isOneCurrency(currency, one.currency));
    if (other === undefined) continue;
    const { en, zh } = placeOf(one);
    return { currency: null, mixed: otherCurrency(other, one.currency, en, zh) };
  }
  const told = [...all, customers, ...lines].find(({ currency }) => currency !== null);
  return { currency: told?.currency?.name ?? null, mixed: null };
}

interface Amounts extends CustomerAmounts {
  /** Null is the customer file. */
  readonly table: string | null;
  readonly currency: FileCurrency;
}

function mixedFiles(all: readonly Amounts[]): Diagnostic {
  const currencies = all.map(({ currency }) => currency);
  const code = currencies.find(({ first }) => first === null)?.name ?? chooseOwn(currencies).code;
  const others = all.filter(({ currency }) => !isOneCurrency(currency, currencyNamed(code)!));
  const places = joined(all.map(placeOf), COMMA);
  const line = rateLine(code, [...new Set(others.map((one) => one.currency.name))]);
  // Where criteria name two currencies, they are refused before a file is read: a cell names one of these.
  const { file, currency } = others.findLast((one) => one.currency.first !== null)!;
  return {
    code: 'mixed-currencies',
    severity: 'error',
    message: {
      en: `amounts of several currencies are never added up: ${places.en}`,
      zh: `不同币种的金额不会相加：${places.zh}`,
    },
    notes: [unmarkedNote(code), ...others.flatMap(ownCurrency)],
    help: {
      en: `say which currency they are to be in, in the criteria: ${line}`,
      zh: `请在标准文件中说明统一为哪种币种：${line}`,
    },
    at: { kind: 'cell', file, line: currency.first!.line, column: currency.first!.column },
  };
}

function placeOf({ file, currency: { name, first } }: Amounts): Wording {
  return {
    en: `${name} in "${file}"${first === null ? '' : ` (line ${first.line})`}`,
    zh: `“${file}”中为 ${name}${first === null ? '' : `（第 ${first.line} 行）`}`,
  };
}

// Cells without a sign stand beside those that have one.
function ownCurrency({ table, currency: { name, first } }: Amounts): Wording[] {
  if (table === null || first === null || !isCurrencyCode(name)) return [];
  return [
    {
      en: `where those of "${table}" are in ${name} too, add tables: { ${table}: { input: { currency: ${name} } } }`,
      zh: `如果“${table}”中的也是 ${name}，请加上 tables: { ${table}: { input: { currency: ${name} } } }`,
    },
  ];
}
