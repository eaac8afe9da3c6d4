import { formatDay } from '../../../fields/day.ts';
import { cutPointsJson } from '../../../say/cut-points.ts';
import type { SectionName } from '../sections/portfolio.ts';
import type { PortfolioModel } from '../sections/section.ts';
import { concentrationJson, growthJson, overviewJson, scoresJson } from './money.ts';
import { customersJson, dutiesJson, groupsJson, lostJson, movementsJson, targetJson } from './people.ts';
import { criteriaJson, dataJson } from './rules.ts';

/** The numbers of a report for other programs: the same that every other format shows, in full. */
export function portfolioJson(
  model: PortfolioModel,
  { title, sections }: { readonly title: string | null; readonly sections: readonly SectionName[] },
): string {
  const { run } = model;
  const document = {
    format_version: 1,
    tool: `keyaccounts ${run.version}`,
    title,
    as_of: formatDay(run.asOf),
    data_sha256: run.dataSha256,
    criteria_sha256: run.criteriaSha256,
    ...cutPointsJson(run.cutPoints),
    ...Object.fromEntries(sections.map((name) => [name, WRITERS[name](model)])),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

const WRITERS: Readonly<Record<SectionName, (model: PortfolioModel) => unknown>> = {
  overview: overviewJson,
  concentration: concentrationJson,
  growth: growthJson,
  scores: scoresJson,
  movements: movementsJson,
  lost: lostJson,
  target: targetJson,
  duties: dutiesJson,
  units: groupsJson,
  criteria: criteriaJson,
  data: dataJson,
  customers: customersJson,
};
