import { type CurrencyRules, worthOf } from '../fields/convert.ts';
import { CURRENCY_MARKS, currencyNamed } from '../fields/currency.ts';
import { placesIn } from '../fields/decimal.ts';
import type { Field } from '../fields/field.ts';
import { type ConversionFactor, shownCell } from './read-fields.ts';
import type { RefuseSql } from './refuse-sql.ts';
import { call, choose, decimal, isNull, type Sql, textOf } from './tree.ts';

/**
 * Compiles what amounts of a field are worth, by the column that names their currencies; null where they are in that of the
 * criteria, or in the only one.
 */
export function compileWorth(
  field: Field,
  column: string | null,
  rules: CurrencyRules,
  refuse: RefuseSql,
): ConversionFactor | null {
  if (field.type !== 'money') return null;
  const unmarked = unmarkedWorth(rules);
  if (column === null)
    return unmarked === null ? null : { factor: literal(unmarked), places: placesIn(unmarked) };
  const own = rules.currency ?? null;
  if (own === null) {
    refuse(
      {
        en: `field "${field.name}": amounts in the currencies of another column need to be in one`,
        zh: `字段“${field.name}”：币种写在另一列的金额需要统一为一种币种`,
      },
      {
        en: 'say which, and what others are worth in it: input: { currency: EUR, rates: { USD: 0.92 } }',
        zh: '请说明是哪种币种，以及其他币种折合多少：input: { currency: EUR, rates: { USD: 0.92 } }',
      },
      field.span,
    );
    return null;
  }
  const marks = new Map<string, string[]>();
  for (const [mark, currency] of CURRENCY_MARKS) {
    const worth = worthOf(currency, own, rules);
    if (worth.kind === 'unknown') continue;
    const rate = worth.kind === 'same' ? ONE : worth.decimal;
    marks.set(rate, [...(marks.get(rate) ?? []), mark]);
  }
  // A column may name currencies in words of its own, which are compared letter by letter.
  const words = [...(rules.rates ?? [])].filter(([name]) => currencyNamed(name) === null);
  const cell = shownCell({ kind: 'source', name: column });
  const text = call('trim', cell);
  const rates = [...marks.keys(), ...words.map(([, rate]) => rate), unmarked ?? ONE];
  const most = Math.max(...rates.map(digitsIn));
  if (most > MOST_DIGITS)
    refuse(
      {
        en: `field "${field.name}": a rate of ${most} digits cannot be said in SQL`,
        zh: `字段“${field.name}”：${most} 位数字的汇率无法用 SQL 表达`,
      },
      { en: `write it with at most ${MOST_DIGITS}`, zh: `请最多写 ${MOST_DIGITS} 位` },
      field.span,
    );
  return {
    // A mark that has no rate leaves the amount unread.
    factor: choose(
      [
        { if: isNull(text), gives: literal(unmarked ?? ONE) },
        ...[...marks].map(([rate, of]) => ({
          if: {
            kind: 'in' as const,
            of: call('lower_ascii', text),
            values: of.map(textOf),
            among: true,
          },
          gives: literal(rate),
        })),
        ...words.map(([name, rate]) => ({
          if: { kind: 'in' as const, of: text, values: [textOf(name)], among: true },
          gives: literal(rate),
        })),
      ],
      null,
    ),
    places: Math.max(...rates.map(placesIn)),
  };
}

const ONE = '1';
// Beside an amount of 18 digits, in whole numbers of 38.
const MOST_DIGITS = 18;

// Amounts without a sign may be in another currency than those of the criteria.
function unmarkedWorth(rules: CurrencyRules): string | null {
  const { unmarked = null, currency = null } = rules;
  if (unmarked === null || currency === null) return null;
  const worth = worthOf(unmarked, currency, rules);
  return worth.kind === 'rate' ? worth.decimal : null;
}

// A whole number would take the room of ten digits.
function literal(rate: string): Sql {
  return decimal(rate.includes('.') ? rate : `${rate}.0`);
}

function digitsIn(rate: string): number {
  return rate.replace('.', '').length;
}
