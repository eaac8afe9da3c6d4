import type { Audit } from '../../audit/audit.ts';
import { openAudit } from '../../audit/audit-customers.ts';
import { managerKey } from '../../audit/named-person.ts';
import { type BookFolder, openBook } from '../../book/files.ts';
import { readSignsOfLost } from '../../book/why.ts';
import type { Criteria } from '../../criteria/criteria.ts';
import { UserError } from '../../errors.ts';
import { factText } from '../../fields/facts.ts';
import type { Io } from '../../io.ts';
import { formatMarkdown } from '../../output/formats/markdown.ts';
import { jsonPieces } from '../../output/json-pieces.ts';
import type { Report } from '../../output/report.ts';
import { wordsFor } from '../../output/words.ts';
import { auditJson } from '../../say/audit-json.ts';
import { nameReasons } from '../../say/lost-customers.ts';
import { cutPointsJson, type RunMeta, runHead } from '../../say/run.ts';
import { shellWord } from '../../text/shell-word.ts';
import { didYouMean } from '../../text/suggest.ts';
import type { ClassifiedCustomer, Opening } from '../../verdict/classify-table.ts';
import { knownFacts } from '../../verdict/known-facts.ts';
import { bookOptions, bookPart } from '../run/book.ts';
import { describeRun, runMeta } from '../run/describe-run.ts';
import { NO_CUSTOMER_FILE } from '../run/no-customer-file.ts';
import { openRun, type Run } from '../run/open-run.ts';
import { expectFile } from '../run/output-format.ts';
import { type BookPlans, readPlans } from '../run/plans/read-plans.ts';
import { readCustomers } from '../run/read-customers.ts';
import { sayDiagnostics } from '../run/remarks.ts';
import { withResults } from '../run/results.ts';
import { showReport } from '../run/show-report.ts';
import type { AuditFlags } from './command.ts';
import { formatAuditGithub } from './github.ts';
import { formatAuditGitlab } from './gitlab.ts';
import { formatAuditJunit } from './junit.ts';
import { reportAudit } from './report.ts';

/** Says whether key accounts are managed as they must be; the exit code. */
export async function runAudit(path: string, flags: AuditFlags, io: Io): Promise<number> {
  const manager = readManager(flags.manager);
  const book = flags.book === undefined ? null : await openBook(flags.book, bookOptions(flags, io));
  const run = await openRun(path, flags, io, { book });
  const usual = io.env['GITHUB_ACTIONS'] === 'true' ? 'github' : 'text';
  const format = flags.format ?? usual;
  expectFile(format, flags.output, io);
  const audited = await withResults(
    io,
    { ...flags, reportFormat: format },
    async ({ output, setAside }): Promise<Audited> => {
      const plans = book === null ? null : await readPlans(book);
      if (plans !== null) await sayDiagnostics(plans.diagnostics, flags, io);
      const found: Audited = { run, audit: await auditRun(run, book, plans, manager, flags, io) };
      if (format === 'xlsx') {
        const { writeAuditWorkbook } = await import('./workbook.ts');
        await writeAuditWorkbook(found, reportOf(found, path, flags), flags, output.write, io);
      } else for (const piece of showAudit(found, format, path, flags, io)) await output.write(piece);
      await setAside(run.rejected);
      return found;
    },
  );
  const summary = io.env['GITHUB_STEP_SUMMARY'];
  if (format === 'github' && summary !== undefined && summary !== '')
    await io.append(summary, showAuditSummary(audited, path, flags));
  const { errors, warnings, unknown } = audited.audit.totals;
  return errors > 0 || (flags.strict === true && warnings + unknown > 0) ? 1 : 0;
}

function readManager(told: string | undefined): string | null {
  if (told === undefined) return null;
  const key = managerKey(told);
  if (key === null)
    throw new UserError(
      { en: `--manager: "${told}" is not the name of a person`, zh: `--manager：“${told}”不是人名` },
      {
        en: 'accounts for which nobody answers by name come first in the whole audit',
        zh: '没有实名客户经理的客户，在不加 --manager 的检查结果中排在最前',
      },
    );
  return key;
}

async function auditRun(
  run: Run,
  book: BookFolder | null,
  plans: BookPlans | null,
  manager: string | null,
  flags: AuditFlags,
  io: Io,
): Promise<Audit> {
  const { criteria, asOf } = run;
  const signs = book === null ? null : await readSignsOfLost(book, asOf);
  const failedBefore = (id: string): readonly string[] | null => signs?.get(id) ?? null;
  const managers = watchManagers(criteria, manager);
  const begin = ({ cuts, table }: Opening) => {
    const audit = openAudit(cuts, table, {
      criteria,
      asOf,
      plans,
      manager,
      failedBefore,
      // Rows are set aside while the customers are read.
      get isWhole() {
        return run.rejected.length === 0;
      },
    });
    const take = (customer: ClassifiedCustomer): void => {
      managers.see(customer);
      audit.see(customer);
    };
    return { take, result: audit.result };
  };
  const { taken } = await readCustomers(run, begin, flags, io);
  if (!managers.isFound())
    throw new UserError(
      {
        en: `--manager: no customer of ${run.file.name} has the account manager "${flags.manager}"`,
        zh: `--manager：${run.file.name} 中没有由“${flags.manager}”负责的客户`,
      },
      didYouMean(flags.manager!, managers.names()),
    );
  return taken.result();
}

// Whoever is asked for must be in the file; what is looked for is a name as the file spells it.
function watchManagers(criteria: Criteria, wanted: string | null) {
  const fact = knownFacts(criteria).manager;
  if (wanted !== null && fact === null)
    throw new UserError(
      {
        en: '--manager: the criteria know no account manager',
        zh: '--manager：标准文件没有指明客户经理字段',
      },
      { en: 'name the field under "duties"', zh: '请在 duties 下指明该字段' },
    );
  const names = new Set<string>();
  return {
    see({ facts }: ClassifiedCustomer): void {
      const name = wanted === null || fact === null ? null : factText(facts, fact.slot);
      if (name !== null && names.size < MOST_NAMES) names.add(name);
    },
    names: () => names,
    isFound: () =>
      wanted === null || names.size >= MOST_NAMES || [...names].some((name) => managerKey(name) === wanted),
  };
}

const MOST_NAMES = 10_000;

/** An audit with the run that it was made from. */
interface Audited {
  readonly run: Run;
  readonly audit: Audit;
}

/** An audit in a format, in pieces. */
function showAudit(
  audited: Audited,
  format: Exclude<NonNullable<AuditFlags['format']>, 'xlsx'>,
  path: string,
  flags: AuditFlags,
  io: Io,
): Iterable<string> {
  const { audit, run } = audited;
  switch (format) {
    case 'text':
      return [showReport(reportOf(audited, path, flags), format, flags, io)];
    case 'markdown':
      return [showAuditSummary(audited, path, flags)];
    case 'json': {
      const about = { book: run.book?.path ?? null, manager: flags.manager ?? null };
      return formatAuditJson(audit, runMeta(run), about);
    }
    case 'github':
      return [formatAuditGithub(audit, run.file.name, flags.lang)];
    case 'gitlab':
      return [formatAuditGitlab(audit, run.file.name, flags.lang)];
    case 'junit':
      return [formatAuditJunit(audit, run.asOf, flags.strict === true, flags.lang)];
  }
}

/** An audit as Markdown: for a mail, or the summary of a step. */
function showAuditSummary(audited: Audited, path: string, flags: AuditFlags): string {
  return formatMarkdown(reportOf(audited, path, flags), { words: wordsFor(flags.lang) });
}

function reportOf({ audit, run }: Audited, path: string, flags: AuditFlags): Report {
  const book = run.book === null ? null : bookPart(run.book);
  const planCommand = run.book === null ? null : planCommandOf(path, run.book.path, flags);
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

// With what it takes to read the same customers.
function planCommandOf(path: string, book: string, flags: AuditFlags): string {
  const told = (flag: string, value: string | undefined): string[] =>
    value === undefined ? [] : [flag, value];
  const words = [
    ...(path === NO_CUSTOMER_FILE ? [] : [path]),
    ...told('-c', flags.criteria),
    ...(flags.fresh === true ? ['--fresh'] : []),
    ...told('--as-of', flags.asOf),
    ...told('--encoding', flags.encoding),
    ...told('--delimiter', flags.delimiter),
    ...told('--sheet', flags.sheet),
    ...(flags.table ?? []).flatMap((one) => told('--table', one)),
    ...told('--rejects', flags.rejects),
    ...told('--book', book),
    '--missing',
  ];
  return `keyaccounts plan ${words.map(shellWord).join(' ')}`;
}

const MOST_SHOWN = 10;

/** An audit for other programs; messages are English, whatever the language of the run. */
function formatAuditJson(
  audit: Audit,
  meta: RunMeta,
  about: { readonly book: string | null; readonly manager: string | null },
): Iterable<string> {
  return jsonPieces({
    ...runHead(meta),
    ...cutPointsJson(meta.cutPoints),
    book: about.book,
    manager: about.manager,
    undetermined: audit.undetermined,
    ...auditJson(audit),
  });
}
