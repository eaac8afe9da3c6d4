import type { Condition } from '../../../condition/condition.ts';
import type { Category, Criteria } from '../../../criteria/criteria.ts';
import { type Cell, type Table, text } from '../../../output/report.ts';
import { sayCondition } from '../../../say/condition.ts';
import { categoryCell, count } from './cells.ts';
import type { PortfolioModel, SectionVoice } from './section.ts';

/** The criteria of each category in words; of a unit only the categories that it has otherwise than the company. */
export function ruleTable(
  criteria: Criteria,
  { portrait }: PortfolioModel,
  { words, say, language }: SectionVoice,
  company: Criteria | null,
): Table {
  const own = say.rules.criteria;
  const said = (category: Category, of: Criteria): string =>
    JSON.stringify(rulesOf(category, of).map(({ id, condition }) => [id, condition]));
  const rulesOf = (category: Category, of: Criteria): Rule[] => {
    const print = (condition: Condition): string => sayCondition(condition, of, language);
    const stays =
      category.staysWhile === null
        ? []
        : [{ id: 'stays_while', name: own.staysWhile, condition: print(category.staysWhile) }];
    if (category.when.kind === 'otherwise')
      return [{ id: 'otherwise', name: '', condition: own.otherwise }, ...stays];
    return [
      ...category.when.criteria.map(({ id, condition }) => ({ id, name: id, condition: print(condition) })),
      ...stays,
    ];
  };
  const shown = criteria.categories.filter((category) => {
    const theirs = company?.categories.find(({ name }) => name === category.name);
    return company === null || theirs === undefined || said(category, criteria) !== said(theirs, company);
  });
  const keysBy = (category: Category, id: string): Cell =>
    category.name === 'key' && company === null
      ? count(portrait.portfolio.keyCriteria.get(id)?.customers ?? 0)
      : text('');
  return {
    kind: 'table',
    columns: [
      { header: own.columns.category, align: 'left' },
      { header: own.columns.criterion, align: 'left' },
      { header: words.columns.keyAccounts, align: 'right' },
      { header: own.columns.words, align: 'left', flexible: 'wrap' },
    ],
    rows: shown.flatMap((category) =>
      rulesOf(category, criteria).map(({ id, name, condition }, index): Cell[] => [
        index === 0 ? categoryCell(category.name, words) : text(''),
        text(name),
        keysBy(category, id),
        text(condition),
      ]),
    ),
  };
}

interface Rule {
  /** As verdicts name it. */
  readonly id: string;
  readonly name: string;
  readonly condition: string;
}
