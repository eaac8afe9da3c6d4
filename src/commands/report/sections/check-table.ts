import type { Criteria } from '../../../criteria/criteria.ts';
import { type Table, text } from '../../../output/report.ts';
import { sayCondition } from '../../../say/condition.ts';
import { dutyWords } from '../../../say/duties.ts';
import { categoryName } from './cells.ts';
import type { SectionVoice } from './section.ts';

/** What each check expects, in words, so that whoever reads its name elsewhere can look it up. */
export function checkTable(criteria: Criteria, { words, say, language }: SectionVoice): Table {
  const own = say.rules.criteria;
  return {
    kind: 'table',
    caption: own.checks,
    columns: [
      { header: own.checkColumns.check, align: 'left' },
      { header: own.checkColumns.of, align: 'left' },
      { header: own.checkColumns.weight, align: 'left' },
      { header: own.checkColumns.expected, align: 'left', flexible: 'wrap' },
    ],
    rows: criteria.checks.map(({ id, for: categories, severity, expect }) => [
      text(id),
      text(categories.map((name) => categoryName(name, words)).join(words.comma)),
      text(dutyWords(language).severities[severity]),
      text(sayCondition(expect, criteria, language)),
    ]),
  };
}
