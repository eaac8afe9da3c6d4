import type { Cohort, CutRule, Quantity } from '../condition/condition.ts';
import type { Fact } from '../condition/fact.ts';
import { currencyOfAmount, isProblem, parseAmount } from '../fields/amount.ts';
import { type CurrencyRules, worthOf } from '../fields/convert.ts';
import type { Currency } from '../fields/currency.ts';
import { likelyDays, parseUnmistakableDay } from '../fields/date-forms.ts';
import { formatDay, parseDay } from '../fields/day.ts';
import { multiplyDecimals } from '../fields/decimal.ts';
import { boundOf } from '../fields/facts.ts';
import type { Field } from '../fields/field.ts';
import type { Unit } from '../fields/value.ts';
import type { Code } from '../text/codes.ts';
import type { ReportDiagnostic } from '../text/diagnostic.ts';
import type { Span } from '../text/source.ts';
import { didYouMean, nearestName } from '../text/suggest.ts';
import { afterHan, type Wording } from '../text/wording.ts';
import { type Node, scalarText } from './node.ts';
import { noTitles, type TitleMaps } from './titles.ts';

/** What names mean while a criteria file is compiled, and where its mistakes go. */
export interface Scope {
  readonly fields: readonly Field[];
  readonly facts: Map<string, Fact>;
  readonly cohorts: Cohort[];
  /** Derived values that may be meant as a number or as a ratio, so that amounts of both kinds suit them. */
  readonly quotients: Set<string>;
  /** Names that something has asked for. */
  readonly used: Set<string>;
  /** Derived values whose formula could not be read: what is said of them only follows from that. */
  readonly unread: Set<string>;
  /** Fields with a value for each month, which are no facts. */
  readonly series: Set<string>;
  readonly titles: TitleMaps;
  /** In which currency amounts are compared, and what others are worth in it. */
  readonly money: CurrencyRules;
  /** Amounts with a currency, where nobody has said in which one they are compared. */
  readonly namedAmounts: NamedAmount[];
  readonly report: ReportDiagnostic;
}

/** An amount of the criteria that names its currency. */
export interface NamedAmount {
  readonly text: string;
  readonly currency: Currency;
  readonly span: Span;
}

/** A scope in which nothing is known yet but the fields, which are added as they are compiled. */
export function openScope(
  fields: readonly Field[],
  report: ReportDiagnostic,
  money: CurrencyRules = {},
): Scope {
  return {
    fields,
    facts: new Map(),
    cohorts: [],
    quotients: new Set(),
    used: new Set(),
    unread: new Set(),
    series: new Set(),
    titles: noTitles(),
    money,
    namedAmounts: [],
    report,
  };
}

/** Reports an error, and gives the null that stands for what could not be made. */
export function complain(scope: Scope, code: Code, message: Wording, at: Span, help?: Wording): null {
  scope.report({ code, severity: 'error', message, help, at });
  return null;
}

/** The parts of something; null where one of them could not be made. */
export function allMade<T>(parts: readonly (T | null)[]): T[] | null {
  const made = parts.filter((part) => part !== null);
  return made.length < parts.length ? null : made;
}

/** Reports a name that no field has. */
export function complainOfField(scope: Scope, name: string, at: Span, help?: Wording): null {
  const message = { en: `unknown field "${name}"`, zh: `没有“${name}”这个字段` };
  return complain(scope, 'unknown-field', message, at, help);
}

/** The fact of a name, or null after a report. */
export function findFact(scope: Scope, name: string, at: Span): Fact | null {
  if (scope.unread.has(name)) {
    scope.used.add(name);
    return null;
  }
  const fact = scope.facts.get(name);
  if (fact === undefined && scope.series.has(name))
    return complain(
      scope,
      'wrong-type',
      {
        en: `"${name}" is a series: explain shows its months, and criteria take one value`,
        zh: `“${name}”是按月序列：各月数值由 explain 显示，标准只能用单个值`,
      },
      at,
      {
        en: 'add a field with one value: within: 12 months in place of every: month',
        zh: '请另加一个单值字段：用 within: 12 months 代替 every: month',
      },
    );
  if (fact === undefined)
    return complain(scope, 'unknown-fact', noFact(name), at, suggestName(name, scope.facts));
  scope.used.add(name);
  return fact;
}

/** What is said of a name that no fact has. */
export function noFact(name: string): Wording {
  return { en: `unknown fact "${name}"`, zh: `没有名为“${name}”的字段、派生值或得分` };
}

/** What a misspelt name may mean; nothing where so many are known that each mistake would take long. */
export function suggestName(name: string, known: KnownNames): Wording | undefined {
  return known.size > MOST_COMPARED ? undefined : didYouMean(name, known.keys());
}

/** The known name that a misspelt one most likely means; null likewise, and where none is near. */
export function nearestKnown(name: string, known: KnownNames): string | null {
  return known.size > MOST_COMPARED ? null : nearestName(name, known.keys());
}

// A day in the words of an export, as criteria write it; both where it could be two.
function dayHelp(text: string): Wording | undefined {
  const plain = parseUnmistakableDay(text);
  const likely = likelyDays(text).flatMap(({ form, day }) => (form.needs === 'day' ? [] : [day]));
  const days = [...new Set(plain === null ? likely : [plain])].map(formatDay);
  return days.length === 0 || days.length > 2
    ? undefined
    : { en: `write ${days.join(' or ')}`, zh: `请写 ${days.join(' 或 ')}` };
}

interface KnownNames {
  readonly size: number;
  keys(): Iterable<string>;
}

const MOST_COMPARED = 1000;

/** The place of a cohort in the list; equal cohorts are computed once. */
export function addCohort(scope: Scope, fact: Fact, per: Fact | null, cut: CutRule, span: Span): number {
  const key = JSON.stringify(cut);
  const known = scope.cohorts.findIndex(
    (cohort) => cohort.fact === fact && cohort.per === per && JSON.stringify(cohort.cut) === key,
  );
  if (known >= 0) return known;
  return scope.cohorts.push({ fact, per, cut, span }) - 1;
}

/** Reads an amount that suits a unit; null after a report. */
export function readQuantity(
  scope: Scope,
  node: Node | undefined,
  unit: Unit,
  name: string,
): Quantity | null {
  if (node?.kind !== 'scalar') return null;
  const { text, span } = node;
  if (unit === 'day') {
    const day = parseDay(text.trim());
    if (day !== null) return { ...boundOf(day, String(day)), unit, text };
    return complain(
      scope,
      'bad-date',
      {
        en: `"${name}": expected a date such as 2026-06-30, found "${text}"`,
        zh: `“${name}”：应为日期，如 2026-06-30，实际为“${text}”`,
      },
      span,
      dayHelp(text.trim()),
    );
  }
  if (unit === 'flag') {
    const flag = FLAGS.get(text.trim().toLowerCase());
    if (flag !== undefined) return { ...boundOf(flag, String(flag)), unit, text };
    return complain(
      scope,
      'wrong-type',
      {
        en: `"${name}": expected yes or no, found "${text}"`,
        zh: `“${name}”：应为 yes 或 no，实际为“${text}”`,
      },
      span,
    );
  }
  const amount = parseAmount(text);
  if (isProblem(amount))
    return complain(
      scope,
      'bad-amount',
      {
        en: `"${name}": expected ${amount.expected.en}, found "${text}"`,
        zh: `“${name}”：应为${afterHan(amount.expected.zh)}，实际为“${text}”`,
      },
      span,
      amount.help,
    );
  const quantity: Quantity = { ...boundOf(amount.value, amount.decimal), unit, text };
  const mismatch = unitMismatch(amount.unit, unit);
  const eitherWay = amount.unit === 'percent' && unit === 'number' && scope.quotients.has(name);
  if (mismatch !== null && amount.value !== 0 && !eitherWay) {
    return complain(
      scope,
      'wrong-unit',
      {
        en: `"${name}" is ${UNIT_WORDS[unit].en}, found ${AMOUNT_WORDS[amount.unit].en} "${text}"`,
        zh: `“${name}”应为${UNIT_WORDS[unit].zh}，实际为${AMOUNT_WORDS[amount.unit].zh}“${text}”`,
      },
      span,
      mismatch,
    );
  }
  if (unit === 'ratio' && amount.unit === 'plain' && Math.abs(amount.value) > 1) {
    const percent = multiplyDecimals(amount.decimal, '100');
    const message = {
      en: `"${name}" is a ratio: ${text} means ${percent}%`,
      zh: `“${name}”是比率：${text} 表示 ${percent}%`,
    };
    scope.report({
      code: 'ratio-without-percent',
      severity: 'warning',
      message,
      help: {
        en: `write ${amount.decimal}% or ${percent}%`,
        zh: `请写 ${amount.decimal}% 或 ${percent}%`,
      },
      at: span,
    });
  }
  if (amount.unit !== 'money' || mismatch !== null) return quantity;
  const decimal = convertAmount(scope, text, amount.decimal, span);
  if (decimal === null) return null;
  // What was converted is shown, and written anew, in the currency in which it is compared.
  return decimal === amount.decimal
    ? quantity
    : { ...boundOf(Number(decimal), decimal), unit, text: decimal };
}

/** An amount of money in the currency in which amounts are compared, exact; null after a report. */
export function convertAmount(
  { money, namedAmounts, report }: Pick<Scope, 'money' | 'namedAmounts' | 'report'>,
  text: string,
  decimal: string,
  at: Span,
): string | null {
  const currency = currencyOfAmount(text);
  if (currency === null) return decimal;
  if (money.currency == null) {
    namedAmounts.push({ text, currency, span: at });
    return decimal;
  }
  const worth = worthOf(currency, money.currency, money);
  if (worth.kind === 'rate') return multiplyDecimals(decimal, worth.decimal);
  if (worth.kind === 'same') return decimal;
  const message = {
    en: `amounts are compared in ${money.currency}, found "${text}"`,
    zh: `金额按 ${money.currency} 比较，实际为“${text}”`,
  };
  report({ code: 'mixed-currencies', severity: 'error', message, help: worth.help, at });
  return null;
}

/** Yes and no as criteria write them, in small letters. */
export const FLAGS: ReadonlyMap<string, number> = new Map([
  ...['yes', 'true', '1', 'y', '是'].map((text) => [text, 1] as const),
  ...['no', 'false', '0', 'n', '否'].map((text) => [text, 0] as const),
]);

/** Whether a key says yes; what is not there does not. */
export function saysYes(node: Node | undefined): boolean {
  return FLAGS.get(scalarText(node)?.toLowerCase() ?? 'no') === 1;
}

const UNIT_WORDS: Readonly<Record<Unit, Wording>> = {
  number: { en: 'a plain number', zh: '普通数字' },
  money: { en: 'money', zh: '金额' },
  ratio: { en: 'a ratio', zh: '比率' },
  days: { en: 'a number of days', zh: '天数' },
  day: { en: 'a date', zh: '日期' },
  points: { en: 'a score from 0 to 100', zh: '0 到 100 的得分' },
  flag: { en: 'yes or no', zh: '是或否' },
};

const AMOUNT_WORDS = {
  plain: { en: 'the number', zh: '数字' },
  percent: { en: 'the percent', zh: '百分比' },
  days: { en: 'the time', zh: '时间' },
  money: { en: 'the money', zh: '金额' },
} as const;

function unitMismatch(amount: 'plain' | 'percent' | 'days' | 'money', unit: Unit): Wording | null {
  switch (amount) {
    case 'plain':
      return null;
    case 'percent':
      return unit === 'ratio'
        ? null
        : {
            en: 'write the amount without a percent sign, or compare a ratio such as a margin',
            zh: '请去掉百分号，或改为与毛利率之类的比率比较',
          };
    case 'days':
      return unit === 'days'
        ? null
        : {
            en: 'only days can be compared with a time; days_since(date) gives them',
            zh: '只有天数能与时间比较；days_since(日期字段) 可得出天数',
          };
    case 'money':
      return unit === 'money'
        ? null
        : { en: 'only money fields can be compared with money', zh: '只有金额字段能与金额比较' };
  }
}
