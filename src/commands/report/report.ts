import { formatDay } from '../../fields/day.ts';
import type { Report } from '../../output/report.ts';
import type { SECTION_NAMES } from './command.ts';
import type { PortfolioModel } from './model.ts';
import { concentrationSection } from './sections/concentration.ts';
import { criteriaSection } from './sections/criteria.ts';
import { customersSection } from './sections/customers.ts';
import { dataSection } from './sections/data.ts';
import { dutiesSection } from './sections/duties.ts';
import { groupsSection } from './sections/groups.ts';
import { growthSection } from './sections/growth.ts';
import { lostSection } from './sections/lost.ts';
import { movementsSection } from './sections/movements.ts';
import { overviewSection } from './sections/overview.ts';
import { scoresSection } from './sections/scores.ts';
import type { BuildSection, SectionContext } from './sections/section.ts';
import { targetSection } from './sections/target.ts';

/** The sections of a report in their order; each can be asked for alone. */
export const SECTIONS = {
  overview: overviewSection,
  concentration: concentrationSection,
  growth: growthSection,
  scores: scoresSection,
  movements: movementsSection,
  lost: lostSection,
  target: targetSection,
  duties: dutiesSection,
  units: groupsSection,
  criteria: criteriaSection,
  data: dataSection,
  customers: customersSection,
} as const satisfies Record<(typeof SECTION_NAMES)[number], BuildSection>;

/** A section, as it is asked for. */
export type SectionName = keyof typeof SECTIONS;

/** The portfolio as a report of some sections, or of all. */
export function reportPortfolio(
  model: PortfolioModel,
  context: SectionContext,
  { title, sections }: { readonly title: string | null; readonly sections: readonly SectionName[] },
): Report {
  const { run } = model;
  const { subtitle } = context.say.frame;
  const version = run.criteria.version === '' ? '' : ` ${run.criteria.version}`;
  return {
    title: title ?? context.say.frame.title,
    blocks: [
      {
        kind: 'facts',
        items: [
          { label: subtitle.asOf, value: { kind: 'text', text: formatDay(run.asOf) } },
          { label: subtitle.file, value: { kind: 'text', text: run.file } },
          { label: subtitle.criteria, value: { kind: 'text', text: `${run.criteria.name}${version}` } },
        ],
      },
      ...sections.map((name) => SECTIONS[name](model, context)),
    ],
  };
}
