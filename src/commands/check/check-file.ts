import { NO_CUTS } from '../../condition/condition.ts';
import type { Criteria } from '../../criteria/criteria.ts';
import { InputError } from '../../errors.ts';
import type { Io } from '../../io.ts';
import { formatCount } from '../../output/language.ts';
import type { RunMeta } from '../../say/run.ts';
import type { Diagnostic } from '../../text/diagnostic.ts';
import { type CheckedCustomers, checkCustomers } from '../../verdict/classify-table.ts';
import { type CaseResult, runCases } from '../../verdict/example.ts';
import { runMeta } from '../run/describe-run.ts';
import { type LoadedCriteria, loadCriteria } from '../run/inputs.ts';
import { type LoadedLock, loadLock } from '../run/lock-file.ts';
import { NO_CUSTOMER_FILE } from '../run/no-customer-file.ts';
import { openRun, type Run } from '../run/open-run.ts';
import { rankCustomers } from '../run/read-customers.ts';
import { caseDiagnostics } from './case-diagnostics.ts';
import type { CheckFlags } from './command.ts';
import { type Coverage, countCoverage, coverageDiagnostics, coveredPercent } from './coverage.ts';
import { EXPECTED, type Examination, examineCustomers } from './examine.ts';
import { lintCriteria } from './lint/lint.ts';
import type { LintFinding } from './lint/lint-rule.ts';
import { shiftsOf } from './shifts.ts';
import { findUnmatchedInput } from './unmatched-input.ts';

/** Checks one criteria file; undefined is the default one. */
export async function checkFile(
  file: string | undefined,
  asOf: number,
  leastCoverage: number | null,
  flags: CheckFlags,
  io: Io,
): Promise<CheckResult> {
  let loaded: LoadedCriteria;
  try {
    loaded = await loadCriteria(io, file);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { diagnostics } = error;
    return {
      file: file ?? '',
      asOf,
      criteria: null,
      criteriaSha256: null,
      diagnostics,
      cases: [],
      coverage: null,
      examined: null,
    };
  }
  const { criteria } = loaded;
  const findings = lintCriteria(criteria, asOf);
  const { lock, diagnostics: misfits } = await checkLock(io, loaded, flags);
  // A lock that is of no use is reported, and customers are ranked afresh.
  const own = { ...flags, fresh: lock === null };
  const path = flags.customers ?? (flags.table === undefined ? null : NO_CUSTOMER_FILE);
  const real = path === null ? null : await readReal(path, loaded, own, io);
  const cuts = real?.customers.cuts ?? lock?.cuts;
  const cases = runCases(criteria, asOf, cuts);
  const counter = countCoverage(criteria, asOf, cuts?.get(criteria) ?? NO_CUTS);
  for (const { customer, criteria: own } of cases)
    if (customer !== null && own === criteria) counter.see(customer.facts, customer.verdict);
  const coverage = counter.result();
  const examined =
    real === null
      ? null
      : await examineCustomers(
          real.customers,
          criteria,
          asOf,
          findings,
          shiftsOf(criteria),
          lock !== null,
          async (shifted) => {
            // What is wrong with the file was reported the first time.
            const quiet = { report: () => {}, refuse: () => {} };
            return (await checkCustomers({ criteria: shifted, asOf, open: real.run.file.open, ...quiet }))!;
          },
        );
  const unmatched = real === null ? [] : await findUnmatchedInput(loaded, real.run.file);
  const name = loaded.file;
  return {
    file: name,
    asOf,
    criteria,
    criteriaSha256: loaded.sha256,
    cases,
    coverage,
    examined: examined === null ? null : { ...examined, run: runMeta(real!.run), file: real!.run.file.name },
    diagnostics: [
      ...loaded.warnings,
      ...misfits,
      ...unmatched,
      ...(examined === null
        ? findings.map(({ diagnostic }) => diagnostic)
        : findings.map((finding, index) => confirmed(finding, examined, index))),
      ...caseDiagnostics(cases),
      ...(examined === null ? [] : unexpectedDiagnostics(examined, real!.run.file.name)),
      ...coverageDiagnostics(coverage, cases.length > 0),
      ...(leastCoverage !== null && coveredPercent(coverage) < leastCoverage
        ? [tooLittle(coveredPercent(coverage), leastCoverage, name)]
        : []),
    ],
  };
}

async function readReal(
  path: string,
  loaded: LoadedCriteria,
  flags: CheckFlags,
  io: Io,
): Promise<{ readonly run: Run; readonly customers: CheckedCustomers }> {
  // What is wrong with the criteria is reported with everything else that the check finds.
  const run = await openRun(path, flags, io, { loaded, isTold: true });
  return { run, customers: await rankCustomers(run, flags, io) };
}

async function checkLock(
  io: Io,
  loaded: LoadedCriteria,
  flags: CheckFlags,
): Promise<{ lock: LoadedLock | null; diagnostics: readonly Diagnostic[] }> {
  try {
    return { lock: await loadLock(io, loaded, flags), diagnostics: [] };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { lock: null, diagnostics: error.diagnostics };
  }
}

function confirmed(
  { diagnostic }: LintFinding,
  { shown, customers }: Examination,
  index: number,
): Diagnostic {
  const one = shown[index];
  if (one == null) return diagnostic;
  const more = one.count > one.ids.length ? ' and others' : '';
  const note =
    one.count === 0
      ? {
          en: `none of the ${formatCount.en(customers)} customers shows it`,
          zh: `${formatCount.zh(customers)} 个客户中没有这种情况`,
        }
      : {
          en: `${formatCount.en(one.count)} of the ${formatCount.en(customers)} customers show it: ${one.ids.join(', ')}${more}`,
          zh: `${formatCount.zh(customers)} 个客户中有 ${formatCount.zh(one.count)} 个属于这种情况：${one.ids.join('、')}${one.count > one.ids.length ? ' 等' : ''}`,
        };
  return { ...diagnostic, notes: [...(diagnostic.notes ?? []), note] };
}

function unexpectedDiagnostics({ unexpected }: Examination, file: string): Diagnostic[] {
  return unexpected.map(({ line, id, expected, found }) => ({
    code: 'failed-case',
    severity: 'error',
    message: {
      en: `customer "${id}": expected ${expected}, found ${found}`,
      zh: `客户“${id}”：应为 ${expected}，实际为 ${found}`,
    },
    help: {
      en: `keyaccounts explain ${file} ${id} says why`,
      zh: `运行 keyaccounts explain ${file} ${id} 可查看原因`,
    },
    at: { kind: 'cell', file, line, column: EXPECTED },
  }));
}

function tooLittle(percent: number, least: number, file: string): Diagnostic {
  return {
    code: 'low-coverage',
    severity: 'error',
    message: {
      en: `the cases cover ${percent}% of criteria and lines, fewer than ${least}%`,
      zh: `案例只覆盖了 ${percent}% 的标准和界线，低于 ${least}%`,
    },
    help: {
      en: 'add cases on both sides of the lines that --verbose names',
      zh: '请在 --verbose 列出的各条界线两侧补充案例',
    },
    at: { kind: 'file', file },
  };
}

/** What `check` found in one criteria file. */
export interface CheckResult {
  readonly file: string;
  /** The day that cases and customers are judged on, counted from 1970-01-01. */
  readonly asOf: number;
  /** Null when it cannot be read: the diagnostics say why. */
  readonly criteria: Criteria | null;
  readonly criteriaSha256: string | null;
  /** Everything that was found, cases that failed included. */
  readonly diagnostics: readonly Diagnostic[];
  readonly cases: readonly CaseResult[];
  /** Which of the criteria and lines the cases show. */
  readonly coverage: Coverage | null;
  /** What the customers of a file say; null when none was given. */
  readonly examined: (Examination & { readonly run: RunMeta; readonly file: string }) | null;
}
