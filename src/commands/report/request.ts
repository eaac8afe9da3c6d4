import { UserError } from '../../errors.ts';
import { didYouMean } from '../../text/suggest.ts';
import type { ReportFlags } from './command.ts';
import { SECTIONS, type SectionName } from './report.ts';

/** What is asked of a report: of which customers, in which format, which sections, under which title. */
export interface ReportRequest {
  readonly path: string;
  readonly format: NonNullable<ReportFlags['format']>;
  readonly sections: readonly SectionName[];
  readonly title: string | null;
}

/**
 * Reads the flags. `words`: the customer file, and names of sections that stand behind --section, or before the file.
 */
export function readReportRequest(
  words: readonly string[],
  { format, section, title }: ReportFlags,
): ReportRequest {
  const { path, more } = readWords(words, section !== undefined);
  return {
    path,
    format: format ?? 'text',
    sections: sectionsOf([...(section ?? []), ...more]),
    title: title === undefined || title.trim() === '' ? null : title,
  };
}

// Of several words the file is the one that is no section, else the first.
function readWords(
  words: readonly string[],
  asked: boolean,
): { readonly path: string; readonly more: readonly string[] } {
  const at = Math.max(
    0,
    words.findIndex((word) => !(NAMES as readonly string[]).includes(word)),
  );
  const more = words.flatMap((word, index) => (index === at ? [] : word.split(',')));
  if (more.length > 0 && !asked)
    throw new UserError(
      {
        en: `one customer file is expected, and "${words[1]}" stands behind it`,
        zh: `只能有一个客户文件，而后面还有“${words[1]}”`,
      },
      {
        en: 'a report is of one file; names of sections stand behind --section',
        zh: '一份报告只针对一个文件；版块名称要写在 --section 后面',
      },
    );
  return { path: words[at]!, more };
}

const NAMES = Object.keys(SECTIONS) as SectionName[];

// In the order of the report, whatever order they are asked for in.
function sectionsOf(asked: readonly string[]): SectionName[] {
  if (asked.length === 0) return NAMES;
  for (const name of asked)
    if (!(NAMES as readonly string[]).includes(name))
      throw new UserError(
        { en: `--section: there is no section "${name}"`, zh: `--section：没有版块“${name}”` },
        didYouMean(name, NAMES) ?? {
          en: `the sections are ${NAMES.join(', ')}`,
          zh: `可用的版块有：${NAMES.join('、')}`,
        },
      );
  return NAMES.filter((name) => asked.includes(name));
}
