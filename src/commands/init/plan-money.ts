import { type Currency, currencyNamed, isAlsoWord, isCurrencyCode } from '../../fields/currency.ts';
import { foldName } from '../../fields/fold.ts';
import { headerUnit } from '../../fields/header-unit.ts';
import { chooseOwn, groupCurrencies, type SeenCurrency } from '../../fields/seen-currencies.ts';
import type { StarterField } from './fields.ts';
import { type ColumnProfile, toReckon } from './profile.ts';

/** In which currency the amounts of a file are added up. */
export interface MoneyPlan {
  /** The code that the criteria say; null where the file names none, or one sign that many currencies have. */
  readonly currency: string | null;
  /** The other currencies, of which a person must say what they are worth. */
  readonly others: readonly string[];
  /** Where each was seen first; line 0 is the header. */
  readonly first: readonly Pick<SeenCurrency, 'text' | 'line'>[];
  /** Some amounts name no currency, among others that do. */
  readonly bare: boolean;
  /** By the name of a field, the header of the column that names the currency of its amounts. */
  readonly columns: ReadonlyMap<string, string>;
}

/** Finds the currencies of the amounts that rules use: by the cells, their header, or a column beside them. */
export function planMoney(
  fields: readonly StarterField[],
  columns: readonly ColumnProfile[],
  used: ReadonlySet<string>,
): MoneyPlan {
  const money = fields.filter(({ guess }) => guess.type === 'money');
  const naming = columns.filter(namesCurrencies);
  const beside = new Map(
    money.flatMap((field) => {
      const column = headerUnit(field.column.header)?.currency == null ? nearest(naming, field) : undefined;
      return column === undefined ? [] : [[field.name, column] as const];
    }),
  );
  const seen = money
    .filter(({ name }) => used.has(name))
    .flatMap((field) => seenIn(field, beside.get(field.name)));
  const groups = groupCurrencies(seen);
  const [only] = groups;
  const { code, others } = groups.length > 1 ? chooseOwn(groups) : { code: only?.name ?? '', others: [] };
  return {
    currency: isCurrencyCode(code) ? code : null,
    others,
    first: groups.map(({ first }) => first),
    bare: money.some((field) => used.has(field.name) && !beside.has(field.name) && hasBare(field.column)),
    columns: new Map([...beside].map(([name, { header }]) => [name, header])),
  };
}

function namesCurrencies({ distinct }: ColumnProfile): boolean {
  const named = [...(distinct?.values() ?? [])].map(({ text }) => currencyNamed(text));
  return named.every((one) => one !== null) && !named.every(isAlsoWord);
}

// Of several such columns, the one whose header speaks of the amount, else the one that stands next to it.
function nearest(naming: readonly ColumnProfile[], { column }: StarterField): ColumnProfile | undefined {
  const name = foldName(column.header);
  const rank = ({ header, index }: ColumnProfile): number =>
    foldName(header).includes(name) ? 0 : Math.abs(index - column.index);
  return [...naming].sort((one, other) => rank(one) - rank(other))[0];
}

function seenIn({ column }: StarterField, beside: ColumnProfile | undefined): SeenCurrency[] {
  const { header, filled, amounts, unit } = column;
  const named = unit?.currency == null ? [] : [seenAs(unit.currency, header, header, filled, 0)];
  const texts = [...(beside?.distinct?.values() ?? [])].map(({ text, count, line }) =>
    seenAs(currencyNamed(text)!, beside!.header, text, count, line),
  );
  return [...amounts.currencies.all.values(), ...named, ...texts];
}

function seenAs(currency: Currency, column: string, text: string, cells: number, line: number): SeenCurrency {
  return { currency, column, text, cells, line };
}

// Zero is the same in every currency.
function hasBare(column: ColumnProfile): boolean {
  const { currencies, zeros } = column.amounts;
  const marked = [...currencies.all.values()].reduce((sum, { cells }) => sum + cells, 0);
  return marked > 0 && toReckon(column) - marked > zeros;
}
