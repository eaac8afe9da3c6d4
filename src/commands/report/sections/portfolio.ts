import { formatDay } from '../../../fields/day.ts';
import type { Report } from '../../../output/report.ts';
import { concentrationSection } from './concentration.ts';
import { criteriaSection } from './criteria.ts';
import { customersSection } from './customers.ts';
import { dataSection } from './data.ts';
import { dutiesSection } from './duties.ts';
import { groupsSection } from './groups.ts';
import { growthSection } from './growth.ts';
import { lostSection } from './lost.ts';
import { movementsSection } from './movements.ts';
import { overviewSection } from './overview.ts';
import { scoresSection } from './scores.ts';
import type { BuildSection, PortfolioModel, SectionVoice } from './section.ts';
import { targetSection } from './target.ts';

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
} as const satisfies Record<string, BuildSection>;

/** A section, as it is asked for. */
export type SectionName = keyof typeof SECTIONS;

/** The portfolio as a report of some sections, or of all. */
export function reportPortfolio(
  model: PortfolioModel,
  voice: SectionVoice,
  { title, sections }: { readonly title: string | null; readonly sections: readonly SectionName[] },
): Report {
  const { run } = model;
  const { subtitle } = voice.say.frame;
  const version = run.criteria.version === '' ? '' : ` ${run.criteria.version}`;
  return {
    title: title ?? voice.say.frame.title,
    blocks: [
      {
        kind: 'facts',
        items: [
          { label: subtitle.asOf, value: { kind: 'text', text: formatDay(run.asOf) } },
          { label: subtitle.file, value: { kind: 'text', text: run.file } },
          { label: subtitle.criteria, value: { kind: 'text', text: `${run.criteria.name}${version}` } },
        ],
      },
      ...sections.map((name) => SECTIONS[name](model, voice)),
    ],
  };
}
