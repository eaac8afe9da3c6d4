import type { Change } from '../../../criteria/changes/change.ts';
import { formatDay } from '../../../fields/day.ts';
import type { Block, List } from '../../../output/report.ts';
import { printChange } from '../../../say/criteria-change.ts';
import { checkTable } from './check-table.ts';
import { ruleTable } from './rule-table.ts';
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
  if (criteria.checks.length > 0) blocks.push(checkTable(criteria, voice));
  const lead = own.lead(criteria.name, criteria.version, criteria.owner);
  return { kind: 'section', id: 'criteria', title: own.title, short: say.frame.short.criteria, lead, blocks };
};

function sinceLastRun({ past, run }: PortfolioModel, voice: SectionVoice): Block[] {
  const { say } = voice;
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
  return changes.length === 0 ? [note] : [note, changeList(changes, voice)];
}

/** What changed in the criteria, numbered as movements name it. */
export function changeList(changes: readonly Change[], { language }: SectionVoice): List {
  const items = changes.map((change) => printChange(change, language));
  return { kind: 'list', items, numbered: true };
}
