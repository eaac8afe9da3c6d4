import type { Io } from '../../io.ts';
import { formatMarkdown } from '../../output/formats/markdown.ts';
import { formatText } from '../../output/formats/text.ts';
import type { Page } from '../../output/lines.ts';
import type { Report } from '../../output/report.ts';
import { styleFor, wantsColor } from '../../output/style.ts';
import { wordsFor } from '../../output/words.ts';
import type { CommonFlags } from './flags.ts';

/** How people want to read a report. */
export interface ReadingFlags extends Pick<CommonFlags, 'lang'> {
  readonly color?: boolean | undefined;
  readonly output?: string;
}

/** A report as people read it, as Markdown or as text. */
export function showReport(report: Report, format: 'text' | 'markdown', flags: ReadingFlags, io: Io): string {
  return format === 'markdown'
    ? formatMarkdown(report, { words: wordsFor(flags.lang) })
    : formatText(report, pageFor(flags, io));
}

/** The page that text is laid out on: as wide and as colourful as the terminal, or a plain file. */
export function pageFor(flags: ReadingFlags, io: Io): Page {
  const toFile = flags.output !== undefined;
  return {
    width: toFile ? FILE_WIDTH : io.out.width,
    style: styleFor(!toFile && wantsColor(flags, io.env, io.out.isTTY)),
    words: wordsFor(flags.lang),
  };
}

const FILE_WIDTH = 100;
