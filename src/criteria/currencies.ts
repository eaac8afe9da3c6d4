import { currencyName, RATE_NOTE, rateLine } from '../fields/convert.ts';
import { type Currency, currencyNamed, isOneCurrency, sameCurrency } from '../fields/currency.ts';
import { chooseOwn } from '../fields/seen-currencies.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import type { Criteria } from './criteria.ts';
import type { InputRules } from './input.ts';
import { criteriaIn } from './per-criteria.ts';
import type { NamedAmount } from './scope.ts';
import type { LineTable } from './tables.ts';
import { namesInUse } from './unused.ts';

/** Whose amounts are used together: those of the customer file, and those of which tables. */
export interface AmountsInUse {
  readonly customers: boolean;
  readonly tables: readonly LineTable[];
}

/** Finds the amounts that decide, or that reports, plans and lists ask for. */
export function amountsInUse(criteria: Criteria): AmountsInUse {
  const names = namesInUse(criteria);
  const isUsed = ({ name, type }: { readonly name: string; readonly type: string }): boolean =>
    type === 'money' && names.has(name);
  return {
    customers: criteria.fields.some((field) => field.from === null && isUsed(field)),
    tables: criteria.tables.filter(({ sums }) => sums.some(isUsed)),
  };
}

/** What is wrong where criteria name several currencies for amounts that they use together, and no rate. */
export function checkCurrencies(criteria: Criteria): Diagnostic[] {
  const { customers, tables } = amountsInUse(criteria);
  const all = [
    ...(customers ? [{ whose: { en: 'the customer file', zh: '客户文件' }, ...criteria.input }] : []),
    ...tables.map(({ name, input }) => ({ whose: { en: `table "${name}"`, zh: `表“${name}”` }, ...input })),
  ].filter(isTold);
  const [first] = all;
  const other = all.find(({ currency }) => !isSame(currency, first!.currency));
  if (other === undefined) return [];
  const own = criteria.input.currency ?? first!.currency;
  const others = new Set(all.map(({ currency }) => currency).filter((one) => !isSame(one, own)));
  return [
    {
      code: 'mixed-currencies',
      severity: 'error',
      message: {
        en: `amounts of several currencies are never added up: ${first!.whose.en} is in ${first!.currency}, ${other.whose.en} in ${other.currency}`,
        zh: `不同币种的金额不会相加：${first!.whose.zh} 为 ${first!.currency}，${other.whose.zh} 为 ${other.currency}`,
      },
      notes: [RATE_NOTE],
      help: {
        en: `say what they are worth, in the criteria: ${rateLine(own, [...others])}`,
        zh: `请在标准文件中给出汇率：${rateLine(own, [...others])}`,
      },
      at: other.currencyAt,
    },
  ];
}

/** What is wrong where the criteria name several currencies in their amounts, and do not say what they are worth. */
export function checkNamedAmounts(criteria: Criteria): Diagnostic[] {
  const [first, ...others] = allNamedAmounts(criteria);
  const other = others.find((one) => !isOneCurrency(one.currency, first!.currency));
  return other === undefined
    ? []
    : [otherCurrency(other, first!.currency, `"${first!.text}"`, `“${first!.text}”`)];
}

/** The amounts with a currency of the criteria and of their units, where nobody has said in which they are compared. */
export function allNamedAmounts(criteria: Criteria): readonly NamedAmount[] {
  return criteriaIn(criteria).flatMap(({ namedAmounts }) => namedAmounts);
}

/** What is said of an amount that names another currency than what it is compared with. */
export function otherCurrency(
  { text, currency, span }: NamedAmount,
  own: Pick<Currency, 'codes'>,
  en: string,
  zh: string,
): Diagnostic {
  const { code } = chooseOwn([{ name: own.codes[0]!, codes: own.codes, cells: 0 }]);
  const line = rateLine(code, [currencyName(currency)]);
  return {
    code: 'mixed-currencies',
    severity: 'error',
    message: {
      en: `amounts of several currencies are never compared: "${text}", and ${en}`,
      zh: `不同币种的金额不能比较：“${text}”与${zh}`,
    },
    notes: [RATE_NOTE],
    help: { en: `say what it is worth, in the criteria: ${line}`, zh: `请在标准文件中给出汇率：${line}` },
    at: span,
  };
}

type Told<T extends InputRules> = T & {
  readonly currency: string;
  readonly currencyAt: NonNullable<InputRules['currencyAt']>;
};

function isTold<T extends InputRules>(rules: T): rules is Told<T> {
  return rules.currency !== null && rules.currencyAt !== null;
}

function isSame(one: string, other: string): boolean {
  return sameCurrency(currencyNamed(one)!, currencyNamed(other)!);
}
