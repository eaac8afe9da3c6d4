import type { Comparison } from '../compare/comparison.ts';
import type { ComparedCategory, Movement } from '../compare/movement.ts';
import type { Change } from '../criteria/changes/change.ts';
import type { Criteria } from '../criteria/criteria.ts';
import { jsonNumber } from '../output/json-pieces.ts';
import { defineWords, formatCount, type Language } from '../output/language.ts';
import { type Cell, money, type Table, text } from '../output/report.ts';
import { wordsFor } from '../output/words.ts';
import { categoryName } from './category.ts';
import { causeJson, printCauses } from './cause.ts';

/** Each movement: the customer, its old and new category, its revenue, its manager, and why it moved. */
export function movementTable(
  comparison: Comparison,
  changes: readonly Change[],
  criteria: Pick<Criteria, 'fields' | 'titles'>,
  language: Language,
  most: number,
): Table {
  const words = wordsFor(language);
  const say = movementWords(language);
  const { movements, hasRevenue } = comparison;
  const managed = movements.some(({ manager }) => manager !== null);
  const category = (one: ComparedCategory): string => comparedCategoryName(one, language);
  const shown = movements.slice(0, most);
  return {
    kind: 'table',
    columns: [
      { header: words.columns.customerId, align: 'left' },
      { header: say.columns.customer, align: 'left', flexible: 'wrap' },
      { header: say.columns.move, align: 'left', flexible: 'wrap' },
      ...(hasRevenue ? [{ header: say.columns.revenue, align: 'right' } as const] : []),
      ...(managed ? [{ header: say.columns.manager, align: 'left', flexible: 'wrap' } as const] : []),
      { header: say.columns.why, align: 'left', flexible: 'wrap' },
    ],
    rows: shown.map(({ id, name, from, to, revenue, manager, causes }): Cell[] => [
      text(id),
      text(name ?? ''),
      { ...text(say.arrow(category(from), category(to))), tone: toneOf(from, to) },
      ...(hasRevenue ? [money(revenue)] : []),
      ...(managed ? [text(manager ?? words.none)] : []),
      text(printCauses(causes, changes, criteria, language)),
    ]),
    more: movements.length > shown.length ? say.more(movements.length - shown.length) : undefined,
  };
}

/** The name of a category, or of being new or gone. */
export function comparedCategoryName(category: ComparedCategory, language: Language): string {
  if (category === 'absent') return movementWords(language).absent;
  return categoryName(category, wordsFor(language));
}

function toneOf(from: ComparedCategory, to: ComparedCategory): Cell['tone'] {
  return to === 'key' ? 'good' : from === 'key' ? 'bad' : undefined;
}

/** A movement as JSON; changes of criteria go by their place in the list. */
export function movementJson(movement: Movement, changes: readonly Change[]): object {
  const { id, name, from, to, criterionFrom, criterionTo, revenue, profit, unit, manager, causes } = movement;
  return {
    customer_id: id,
    customer_name: name,
    from,
    to,
    criterion_from: criterionFrom,
    criterion_to: criterionTo,
    revenue: jsonNumber(revenue),
    gross_profit: jsonNumber(profit),
    business_unit: unit,
    account_manager: manager,
    causes_together: causes.together,
    causes: causes.of.map((cause) => causeJson(cause, changes)),
  };
}

/** Words for movements, and for lists that `diff` and `review` cut short. */
export const movementWords = defineWords({
  columns: {
    customer: { en: 'customer', zh: '客户' },
    move: { en: 'move', zh: '变动' },
    revenue: { en: 'revenue', zh: '销售额' },
    manager: { en: 'account manager', zh: '客户经理' },
    why: { en: 'why', zh: '原因' },
  },
  absent: { en: 'not there', zh: '不在名单' },
  arrow: {
    en: (from: string, to: string) => `${from} → ${to}`,
    zh: (from: string, to: string) => `${from} → ${to}`,
  },
  more: {
    en: (count: number) =>
      `… and ${formatCount.en(count)} more; --verbose shows all, --format json has every one`,
    zh: (count: number) => `…… 另有 ${formatCount.zh(count)} 项；--verbose 显示全部，--format json 含每一项`,
  },
});
