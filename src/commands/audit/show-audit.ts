import type { Audit } from '../../audit/audit.ts';
import type { Io } from '../../io.ts';
import { formatMarkdown } from '../../output/formats/markdown.ts';
import type { Report } from '../../output/report.ts';
import { wordsFor } from '../../output/words.ts';
import { nameReasons } from '../../say/lost-customers.ts';
import { shellWord } from '../../text/shell-word.ts';
import { bookPart } from '../run/book.ts';
import { describeRun, runMeta } from '../run/describe-run.ts';
import type { Run } from '../run/open-run.ts';
import { showReport } from '../run/show-report.ts';
import type { AuditFlags } from './command.ts';
import { formatAuditGithub } from './github.ts';
import { formatAuditJson } from './json.ts';
import { formatAuditJunit } from './junit.ts';
import { reportAudit } from './report.ts';

/** An audit with the run that it was made from. */
export interface Audited {
  readonly run: Run;
  readonly audit: Audit;
}

/** An audit in a format. */
export function showAudit(
  audited: Audited,
  format: NonNullable<AuditFlags['format']>,
  path: string,
  flags: AuditFlags,
  io: Io,
): string {
  const { audit, run } = audited;
  switch (format) {
    case 'text':
      return showReport(reportOf(audited, path, flags), format, flags, io);
    case 'markdown':
      return showAuditSummary(audited, path, flags);
    case 'json': {
      const about = { book: run.book?.path ?? null, manager: flags.manager ?? null };
      return formatAuditJson(audit, runMeta(run), about);
    }
    case 'github':
      return formatAuditGithub(audit, run.file.name, flags.lang);
    case 'junit':
      return formatAuditJunit(audit, run.asOf, flags.strict === true, flags.lang);
  }
}

/** An audit as Markdown: for a mail, or the summary of a step. */
export function showAuditSummary(audited: Audited, path: string, flags: AuditFlags): string {
  return formatMarkdown(reportOf(audited, path, flags), { words: wordsFor(flags.lang) });
}

function reportOf({ audit, run }: Audited, path: string, flags: AuditFlags): Report {
  const book = run.book === null ? null : bookPart(run.book);
  const criteria = flags.criteria === undefined ? '' : ` -c ${shellWord(flags.criteria)}`;
  const planCommand =
    run.book === null
      ? null
      : `keyaccounts plan ${shellWord(path)}${criteria} --book ${shellWord(run.book.path)} --missing`;
  const about = { ...describeRun(run, flags), book, manager: flags.manager ?? null, planCommand };
  // What one manager answers for is shown whole.
  const all = flags.verbose === true || flags.manager !== undefined;
  return reportAudit(
    nameReasons(audit, run.criteria, flags.lang),
    about,
    flags.lang,
    all ? null : MOST_SHOWN,
  );
}

const MOST_SHOWN = 10;
