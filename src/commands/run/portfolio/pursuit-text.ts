import type { ExactNumber } from '../../../fields/exact-number.ts';
import { defineWords, type Language } from '../../../output/language.ts';
import { type Cell, money, type Table, text } from '../../../output/report.ts';
import { wordsFor } from '../../../output/words.ts';
import { sayCondition } from '../../../say/condition.ts';
import { criterionTitle } from '../../../say/title.ts';
import type { Lacking, Pursuit, PursuitRow } from './pursuit.ts';

/** What targets are put in order by. */
export function measureName(by: Pursuit['by'], language: Language): string {
  return by === 'potential' ? pursuitWords(language).potential : wordsFor(language).columns.revenue;
}

/** How much of it a target has; null where that is not known. */
export function measureOf({ row }: PursuitRow, by: Pursuit['by']): ExactNumber | null {
  return by === 'potential' ? row.potential : row.revenue;
}

/** What a list of targets says of each, behind its name. */
export function pursuitColumns(by: Pursuit['by'], language: Language): Table['columns'] {
  const say = pursuitWords(language);
  return [
    { header: measureName(by, language), align: 'right' },
    { header: say.nearest, align: 'left' },
    { header: say.lacks, align: 'left', flexible: 'wrap' },
  ];
}

/** What stands in these columns. */
export function pursuitCells(one: PursuitRow, by: Pursuit['by'], language: Language): readonly Cell[] {
  const { lacks } = one;
  return [
    money(measureOf(one, by)),
    text(lacks === null ? '' : criterionTitle(lacks.criterion.id, lacks.criteria.titles, language)),
    text(lacks === null ? '' : lackingText(lacks, language)),
  ];
}

// What must still hold, or become known, before a target is a key account.
function lackingText({ parts, criteria }: Lacking, language: Language): string {
  return parts
    .map(({ condition, outcome }) =>
      pursuitWords(language).lacking(sayCondition(condition, criteria, language), outcome === 'missing'),
    )
    .join(wordsFor(language).comma);
}

const pursuitWords = defineWords({
  potential: { en: 'potential', zh: '潜力' },
  nearest: { en: 'nearest criterion', zh: '最接近的标准' },
  lacks: { en: 'what must still hold to be key', zh: '成为大客户还须满足' },
  lacking: {
    en: (condition: string, unknown: boolean) => (unknown ? `not known whether ${condition}` : condition),
    zh: (condition: string, unknown: boolean) => (unknown ? `无法判断：${condition}` : condition),
  },
});
