import type { Condition } from '../../../condition/condition.ts';
import type { Category, Criteria } from '../../../criteria/criteria.ts';
import { formatDay } from '../../../fields/day.ts';
import { printChange } from '../../diff/print-change.ts';
import { sayCondition } from '../../plan/say-condition.ts';
import type { Block, Cell, Table } from '../../report.ts';
import { categoryCell, count, text } from './cells.ts';
import type { BuildSection, PortfolioModel, SectionVoice } from './section.ts';

/** By which rules customers were classified, in words, and whether they are those of the last run. */
export const criteriaSection: BuildSection = (model, voice) => {
  const { say } = voice;
  const { criteria } = model.run;
  const own = say.rules.criteria;
  const blocks: Block[] = [];
  if (criteria.reason !== null) blocks.push({ kind: 'paragraph', text: own.reason(criteria.reason) });
  blocks.push(...sinceLastRun(model, voice));
  blocks.push({ kind: 'paragraph', text: own.order }, ruleTable(criteria, model, voice, null));
  for (const [unit, theirs] of criteria.units?.criteria ?? []) {
    const table = ruleTable(theirs, model, voice, criteria);
    if (table.rows.length > 0)
      blocks.push({
        kind: 'details',
        summary: own.unit(unit),
        blocks: [table, { kind: 'paragraph', text: own.sameUnit(unit) }],
      });
  }
  const lead = own.lead(criteria.name, criteria.version, criteria.owner);
  return { kind: 'section', id: 'criteria', title: own.title, short: say.frame.short.criteria, lead, blocks };
};

function sinceLastRun({ past, run }: PortfolioModel, { say, diff, explain }: SectionVoice): Block[] {
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
  if (changes.length === 0) return [note];
  const items = changes.map((change) => printChange(change, diff, explain.conditions));
  return [note, { kind: 'list', items, numbered: true }];
}

interface Rule {
  /** As verdicts name it. */
  readonly id: string;
  readonly name: string;
  readonly condition: string;
}

// Of a unit only the categories that it has otherwise than the company.
function ruleTable(
  criteria: Criteria,
  { portrait }: PortfolioModel,
  { words, say, audit }: SectionVoice,
  company: Criteria | null,
): Table {
  const own = say.rules.criteria;
  const said = (category: Category, of: Criteria): string =>
    JSON.stringify(rulesOf(category, of).map(({ id, condition }) => [id, condition]));
  const rulesOf = (category: Category, of: Criteria): Rule[] => {
    const print = (condition: Condition): string => sayCondition(condition, of, audit);
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
  const decided = (category: Category, id: string): Cell => {
    const tally =
      category.name === 'key' && company === null ? portrait.portfolio.keyCriteria.get(id) : undefined;
    return tally === undefined ? text('') : count(tally.customers);
  };
  return {
    kind: 'table',
    columns: [
      { header: own.columns.category, align: 'left' },
      { header: own.columns.criterion, align: 'left' },
      { header: own.columns.keys, align: 'right' },
      { header: own.columns.words, align: 'left', flexible: 'wrap' },
    ],
    rows: shown.flatMap((category) =>
      rulesOf(category, criteria).map(({ id, name, condition }, index): Cell[] => [
        index === 0 ? categoryCell(category.name, words) : text(''),
        text(name),
        decided(category, id),
        text(condition),
      ]),
    ),
  };
}
