import type { Condition } from '../../../condition/condition.ts';
import type { Change } from '../../../criteria/changes/change.ts';
import type { Category, Criteria } from '../../../criteria/criteria.ts';
import { formatDay } from '../../../fields/day.ts';
import { type Block, type Cell, count, type List, type Table, text } from '../../../output/report.ts';
import { sayCondition } from '../../../say/condition.ts';
import { printChange } from '../../../say/criteria-change.ts';
import { dutyWords } from '../../../say/duties.ts';
import type { PortfolioModel } from '../model.ts';
import { type BuildSection, categoryCell, categoryName, type SectionContext } from './section.ts';

/** By which rules customers were classified, in words, and whether they are those of the last run. */
export const criteriaSection: BuildSection = (model, context) => {
  const { say } = context;
  const { criteria } = model.run;
  const own = say.rules.criteria;
  const blocks: Block[] = [];
  if (criteria.reason !== null) blocks.push({ kind: 'paragraph', text: own.reason(criteria.reason) });
  blocks.push(...sinceLastRun(model, context));
  blocks.push({ kind: 'paragraph', text: own.order }, ruleTable(criteria, model, context, null));
  for (const [unit, theirs] of criteria.units?.criteria ?? []) {
    const table = ruleTable(theirs, model, context, criteria);
    if (table.rows.length > 0)
      blocks.push({
        kind: 'details',
        summary: own.unit(unit),
        blocks: [table, { kind: 'paragraph', text: own.sameUnit(unit) }],
      });
  }
  if (criteria.checks.length > 0) blocks.push(checkTable(criteria, context));
  const lead = own.lead(criteria.name, criteria.version, criteria.owner);
  return { kind: 'section', id: 'criteria', title: own.title, short: say.frame.short.criteria, lead, blocks };
};

function sinceLastRun({ past, run }: PortfolioModel, context: SectionContext): Block[] {
  const { say } = context;
  const last = past?.runs.at(-1);
  if (last === undefined) return [];
  const own = say.rules.criteria;
  const day = formatDay(last.asOf);
  const since = past?.since ?? null;
  const known = since !== null && since.asOf === last.asOf;
  const changes = known ? since.changes : [];
  // Comments and order change the file and not what it means.
  const same = known ? changes.length === 0 : last.criteriaSha256 === run.criteriaSha256;
  const text = same ? own.unchanged(day) : own.changed(day, last.criteriaVersion);
  const note: Block = { kind: 'note', severity: same ? 'info' : 'warning', text };
  return changes.length === 0 ? [note] : [note, changeList(changes, context)];
}

/** What changed in the criteria, numbered as movements name it. */
export function changeList(changes: readonly Change[], { language }: SectionContext): List {
  const items = changes.map((change) => printChange(change, language));
  return { kind: 'list', items, numbered: true };
}

/** The criteria of each category in words; of a unit only the categories that it has otherwise than the company. */
function ruleTable(
  criteria: Criteria,
  { analysis }: PortfolioModel,
  { words, say, language }: SectionContext,
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
      ? count(analysis.portfolio.keyCriteria.get(id)?.customers ?? 0)
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

/** What each check expects, in words, so that whoever reads its name elsewhere can look it up. */
function checkTable(criteria: Criteria, { words, say, language }: SectionContext): Table {
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
