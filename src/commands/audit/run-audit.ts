import type { Audit } from '../../audit/audit.ts';
import { openAudit } from '../../audit/audit-customers.ts';
import { managerKey } from '../../audit/named-person.ts';
import { type BookFolder, openBook } from '../../book/files.ts';
import { readSignsOfLost } from '../../book/signs-of-lost.ts';
import type { Criteria } from '../../criteria/criteria.ts';
import { UserError } from '../../errors.ts';
import type { Io } from '../../io.ts';
import { didYouMean } from '../../text/suggest.ts';
import type { ClassifiedCustomer, Opening } from '../../verdict/classify-table.ts';
import { knownFacts } from '../../verdict/known-facts.ts';
import { bookOptions } from '../run/book.ts';
import { openRun, type Run } from '../run/open-run.ts';
import { type BookPlans, readPlans } from '../run/plans/read-plans.ts';
import { readCustomers } from '../run/read-customers.ts';
import { sayDiagnostics } from '../run/remarks.ts';
import { withResults } from '../run/results.ts';
import type { AuditFlags } from './command.ts';
import { type Audited, showAudit, showAuditSummary } from './show-audit.ts';

/** Says whether key accounts are managed as they must be; the exit code. */
export async function runAudit(path: string, flags: AuditFlags, io: Io): Promise<number> {
  const manager = readManager(flags.manager);
  const book = flags.book === undefined ? null : await openBook(flags.book, bookOptions(flags, io));
  const run = await openRun(path, flags, io, { book });
  const format = flags.format ?? (io.env['GITHUB_ACTIONS'] === 'true' ? 'github' : 'text');
  const audited = await withResults(io, flags, async ({ output, setAside }): Promise<Audited> => {
    const plans = book === null ? null : await readPlans(book);
    if (plans !== null) await sayDiagnostics(plans.diagnostics, flags, io);
    const found: Audited = { run, audit: await auditRun(run, book, plans, manager, flags, io) };
    await output.write(showAudit(found, format, path, flags, io));
    await setAside(run.rejected);
    return found;
  });
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
      `--manager: "${told}" is not the name of a person`,
      'accounts for which nobody answers by name come first in the whole audit',
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
  const begin = ({ cuts }: Opening) => {
    const audit = openAudit(cuts, run.file.name, {
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
      `--manager: no customer of ${run.file.name} has the account manager "${flags.manager}"`,
      didYouMean(flags.manager!, managers.names()),
    );
  return taken.result();
}

// Whoever is asked for must be in the file; what is looked for is a name as the file spells it.
function watchManagers(criteria: Criteria, wanted: string | null) {
  const fact = knownFacts(criteria).manager;
  if (wanted !== null && fact === null)
    throw new UserError('--manager: the criteria know no account manager', 'name the field under "duties"');
  const names = new Set<string>();
  return {
    see({ facts }: ClassifiedCustomer): void {
      const name = wanted === null || fact === null ? null : (facts.texts[fact.slot] ?? null);
      if (name !== null && names.size < MOST_NAMES) names.add(name);
    },
    names: () => names,
    isFound: () =>
      wanted === null || names.size >= MOST_NAMES || [...names].some((name) => managerKey(name) === wanted),
  };
}

const MOST_NAMES = 10_000;
