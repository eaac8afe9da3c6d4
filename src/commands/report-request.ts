import { UserError } from '../errors.ts';
import { SECTIONS, type SectionName } from '../output/reports/portfolio/portfolio.ts';
import { didYouMean } from '../text/suggest.ts';
import type { ReportFlags } from './report.ts';

/** What is asked of a report: in which format, which sections, under which title. */
export interface ReportRequest {
  readonly format: NonNullable<ReportFlags['format']>;
  readonly sections: readonly SectionName[];
  readonly title: string | null;
}

/** Reads the flags; the format is told, or seen from the ending of the output's name. */
export function readReportRequest({ format, output, section, title }: ReportFlags): ReportRequest {
  return {
    format: format ?? formatOf(output),
    sections: sectionsOf(section ?? []),
    title: title === undefined || title.trim() === '' ? null : title,
  };
}

function formatOf(output: string | undefined): ReportRequest['format'] {
  const ending = /\.([a-z]+)$/i.exec(output ?? '')?.[1]?.toLowerCase();
  switch (ending) {
    case 'html':
    case 'htm':
      return 'html';
    case 'md':
    case 'markdown':
      return 'markdown';
    case 'json':
      return 'json';
    default:
      return 'text';
  }
}

const NAMES = Object.keys(SECTIONS) as SectionName[];

// In the order of the report, whatever order they are asked for in.
function sectionsOf(asked: readonly string[]): SectionName[] {
  if (asked.length === 0) return NAMES;
  for (const name of asked)
    if (!(NAMES as readonly string[]).includes(name))
      throw new UserError(
        `--section: there is no section "${name}"`,
        didYouMean(name, NAMES) ?? `the sections are ${NAMES.join(', ')}`,
      );
  return NAMES.filter((name) => asked.includes(name));
}
