import type { Audit } from '../audit/audit.ts';
import { auditCustomers } from '../audit/audit-customers.ts';
import { managerKey } from '../audit/named-person.ts';
import { type BookFolder, openBook } from '../book/files.ts';
import { readSignsOfLost } from '../book/signs-of-lost.ts';
import { UserError } from '../errors.ts';
import type { Io } from '../io.ts';
import { didYouMean } from '../text/suggest.ts';
import { knownFacts } from '../verdict/known-facts.ts';
import { bookOptions } from './book.ts';
import {
  type Classification,
  type CustomerFlags,
  checkRun,
  openRun,
  sayDiagnostics,
} from './classification.ts';
import { openOutput } from './output.ts';
import { type BookPlans, readPlans } from './read-plans.ts';
import { writeRejects } from './rejects.ts';
import { type Audited, showAudit, showAuditSummary } from './show-audit.ts';

/** The flags of `audit`, as typed. */
export interface AuditFlags extends CustomerFlags {
  readonly format?: AuditFormat;
  readonly output?: string;
  readonly manager?: string;
  readonly strict?: boolean;
}

export type AuditFormat = 'text' | 'markdown' | 'json' | 'github' | 'junit';

/** Says whether key accounts are managed as they must be; the exit code. */
export async function runAudit(path: string, flags: AuditFlags, io: Io): Promise<number> {
  const manager = readManager(flags.manager);
  const book = flags.book === undefined ? undefined : await openBook(flags.book, bookOptions(flags, io));
  const run = await checkRun(await openRun(path, flags, io, undefined, undefined, book), flags, io);
  const output = await openOutput(io, flags.output);
  try {
    const plans = book === undefined ? null : await readPlans(book);
    if (plans !== null) await sayDiagnostics(plans.diagnostics, flags, io);
    const audit = await auditRun(run, book ?? null, plans, manager, flags.manager ?? '');
    if (run.book !== null) await sayDiagnostics(run.book.use.problems(run.file.name), flags, io);
    const audited: Audited = { run, audit };
    const format = flags.format ?? (io.env['GITHUB_ACTIONS'] === 'true' ? 'github' : 'text');
    await output.write(showAudit(audited, format, path, flags, io));
    if (flags.rejects !== undefined) await writeRejects(io, flags.rejects, run.rejected);
    await output.commit();
    const summary = io.env['GITHUB_STEP_SUMMARY'];
    if (format === 'github' && summary !== undefined && summary !== '')
      await io.append(summary, showAuditSummary(audited, path, flags));
    const { errors, warnings, unknown } = audit.totals;
    return errors > 0 || (flags.strict === true && warnings + unknown > 0) ? 1 : 0;
  } catch (error) {
    await output.discard();
    throw error;
  }
}

function readManager(told: string | undefined): string | null {
  if (told === undefined) return null;
  const key = managerKey(told);
  if (key === null)
    throw new UserError(
      `--manager: "${told}" is not the name of a person`,
      'accounts for which nobody answers by name come first in the whole audit',
    );
  return key;
}

async function auditRun(
  run: Classification,
  book: BookFolder | null,
  plans: BookPlans | null,
  manager: string | null,
  told: string,
): Promise<Audit> {
  const { criteria, asOf, checked } = run;
  const signs = book === null ? null : await readSignsOfLost(book, asOf);
  const fact = knownFacts(criteria).manager;
  if (manager !== null && fact === null)
    throw new UserError('--manager: the criteria know no account manager', 'name the field under "duties"');
  // Whoever is asked for must be in the file; what is looked for is a name as the file spells it.
  const names = new Map<string, string>();
  const audit = await auditCustomers(checked, {
    ...{ criteria, asOf, plans, manager },
    failedBefore: (id) => signs?.get(id) ?? null,
    isWhole: run.rejected.length === 0,
    watch: (customer) => {
      run.book?.use.take(customer);
      const name = manager === null || fact === null ? null : (customer.facts.texts[fact.slot] ?? null);
      const key = name === null || names.size >= MOST_NAMES ? null : managerKey(name);
      if (key !== null) names.set(key, name!);
    },
  });
  if (manager !== null && !names.has(manager) && names.size < MOST_NAMES)
    throw new UserError(
      `--manager: no customer of ${run.file.name} has the account manager "${told}"`,
      didYouMean(told, names.values()),
    );
  return audit;
}

const MOST_NAMES = 10_000;
