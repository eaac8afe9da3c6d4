import type { Titles } from '../criteria/titles.ts';
import { formatDay } from '../fields/day.ts';
import type { FactType, Unit } from '../fields/value.ts';
import { jsonNumber } from '../output/json-pieces.ts';
import { defineWords, type Language, type Pair } from '../output/language.ts';
import { LOCALES } from '../text/locales.ts';

/** What people call a fact: by its title, else by the usual word; what has neither goes by the name that the criteria give it. */
export function factName(name: string, titles: Titles, language: Language): string {
  const title = titles.facts.get(name);
  if (title !== undefined) return title[language];
  const names: Readonly<Record<string, string>> = factWords(language).names;
  return Object.hasOwn(names, name) ? names[name]! : name;
}

/**
 * A fact's value in full, as it would be compared: 4,999,999.99, 14.99%, 2026-06-30. Given the bound it is
 * compared with, it shows as many digits as it takes to tell the two apart; `all` shows every digit.
 */
export function formatFact(
  value: number | string | null,
  type: FactType,
  language: Language,
  bound: number | 'all' | null = null,
): string {
  const words = factWords(language);
  if (value === null) return words.unknown;
  if (type.kind === 'text') return String(value);
  if (typeof value === 'string') return formatLong(value, type.unit, language);
  switch (type.unit) {
    case 'day':
      return formatDay(value);
    case 'flag':
      return value === 1 ? words.yes : words.no;
    case 'days':
      return words.days(decimals(value, 0, bound, language));
    case 'ratio':
      return `${decimals(hundredfold(value), 2, typeof bound === 'number' ? hundredfold(bound) : bound, language)}%`;
    case 'points':
      return decimals(value, 1, bound, language);
    case 'money': {
      const shown = decimals(value, 2, bound, language);
      return /\.\d$/.test(shown) ? `${shown}0` : shown;
    }
    case 'number':
      return decimals(value, 2, bound, language);
  }
}

/** What facts are called, and the words among their values. */
export const factWords = defineWords({
  names: {
    revenue: { en: 'revenue', zh: '销售额' },
    prior_revenue: { en: 'revenue of the year before', zh: '上年同期销售额' },
    gross_profit: { en: 'gross profit', zh: '毛利' },
    prior_gross_profit: { en: 'gross profit of the year before', zh: '上年同期毛利' },
    quantity: { en: 'quantity', zh: '销量' },
    prior_quantity: { en: 'quantity of the year before', zh: '上年同期销量' },
    potential: { en: 'potential', zh: '年采购潜力' },
    headroom: { en: 'room to grow', zh: '增长空间' },
    wallet_share: { en: 'share of wallet', zh: '客户份额' },
    margin: { en: 'margin', zh: '毛利率' },
    growth: { en: 'growth of revenue', zh: '销售额增长率' },
    volume_growth: { en: 'growth of quantity', zh: '销量增长率' },
    contribution_growth: { en: 'growth of gross profit', zh: '毛利增长率' },
    last_order: { en: 'last order', zh: '最近下单日期' },
    idle_days: { en: 'time since the last order', zh: '距上次下单' },
    monthly: { en: 'by month', zh: '按月' },
    on_time_rate: { en: 'on-time rate', zh: '准时交付率' },
    new_market: { en: 'new product or market', zh: '开拓新产品或新市场' },
    strategic_value: { en: 'strategic value', zh: '战略价值得分' },
    status: { en: 'status', zh: '状态' },
    business_unit: { en: 'business unit', zh: '事业部' },
    lost_reason: { en: 'reason of the loss', zh: '流失原因' },
  },
  unknown: { en: 'not known', zh: '无数据' },
  yes: { en: 'yes', zh: '是' },
  no: { en: 'no', zh: '否' },
  days: {
    en: (count: string) => `${count} ${count === '1' || count === '-1' ? 'day' : 'days'}`,
    zh: (count: string) => `${count} 天`,
  },
});

// A decimal's own digits: 0.07 is 7 %, and 0.14995 is 14.995 %.
function hundredfold(ratio: number): number {
  return Number((ratio * 100).toPrecision(15));
}

// More digits than a double can tell: money and numbers have them.
function formatLong(decimal: string, unit: Unit, language: Language): string {
  const shown = formatOf(language, 2).format(decimal as `${number}`);
  return unit === 'money' && /\.\d$/.test(shown) ? `${shown}0` : shown;
}

function decimals(value: number, most: number, bound: number | 'all' | null, language: Language): string {
  if (bound === 'all') return formatOf(language, MOST_DIGITS).format(Number(value.toPrecision(15)));
  for (let digits = most; digits < MOST_DIGITS; digits += 1) {
    const format = formatOf(language, digits);
    const shown = format.format(value);
    if (bound === null || value === bound || shown !== format.format(bound)) return shown;
  }
  return String(value);
}

const MOST_DIGITS = 12;

// Each is made when it is first used: most runs need few of them, and many none.
function formatOf(language: Language, digits: number): Intl.NumberFormat {
  const made = MADE[language];
  made[digits] ??= new Intl.NumberFormat(LOCALES[language], {
    signDisplay: 'negative',
    maximumFractionDigits: digits,
  });
  return made[digits];
}

// By how many decimals they show at the most.
const MADE: Pair<Intl.NumberFormat[]> = { en: [], zh: [] };

/** A fact's value as JSON: days as dates, flags as true and false. */
export function factJson(value: number | string | null, type: FactType): unknown {
  if (type.kind === 'text') return value;
  if (typeof value !== 'number') return jsonNumber(value);
  if (type.unit === 'day') return formatDay(value);
  return type.unit === 'flag' ? value === 1 : value;
}
