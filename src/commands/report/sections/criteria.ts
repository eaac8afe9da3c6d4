import type { Change } from '../../../criteria/changes/change.ts';
import { formatDay } from '../../../fields/day.ts';
import type { Block, List } from '../../../output/report.ts';
import { printChange } from '../../../say/criteria-change.ts';
import { ruleBlocks, ruleWords } from '../../../say/rules.ts';
import type { PortfolioModel } from '../model.ts';
import type { BuildSection, SectionContext } from './section.ts';

/** By which rules customers were classified, in words, and whether they are those of the last run. */
export const criteriaSection: BuildSection = (model, context) => {
  const { say, language } = context;
  const { criteria } = model.run;
  const rules = ruleWords(language);
  const blocks: Block[] = [];
  if (criteria.reason !== null) blocks.push({ kind: 'paragraph', text: rules.reason(criteria.reason) });
  blocks.push(...sinceLastRun(model, context));
  blocks.push(...ruleBlocks(criteria, model.analysis.portfolio.keyCriteria, language));
  const lead = rules.lead(criteria.name, criteria.version, criteria.owner);
  return {
    kind: 'section',
    id: 'criteria',
    title: rules.title,
    short: say.frame.short.criteria,
    lead,
    blocks,
  };
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
