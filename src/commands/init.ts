import type { Criteria } from '../criteria/criteria.ts';
import { readCriteriaSource } from '../criteria/read-criteria.ts';
import { findDoubts } from '../criteria/starter/doubts.ts';
import { checkHeader } from '../criteria/starter/fields.ts';
import { type Profile, profileTable } from '../criteria/starter/profile.ts';
import { NOTHING_PROPOSED, planStarter } from '../criteria/starter/starter.ts';
import { InputError, UserError } from '../errors.ts';
import { type Day, formatDay } from '../fields/day.ts';
import type { Io } from '../io.ts';
import { printStarter, type StarterRun } from '../output/starter/print-starter.ts';
import { starterWordsFor } from '../output/words/starter/starter-words.ts';
import type { StarterCounts } from '../output/words/starter/words.ts';
import type { Table } from '../table/table.ts';
import { type Diagnostic, hasErrors } from '../text/diagnostic.ts';
import { type CheckedCustomers, checkCustomers } from '../verdict/classify-table.ts';
import { buildPortfolio } from '../verdict/portfolio.ts';
import { proposeLines } from '../verdict/propose-lines.ts';
import { sayRemarks } from './classification.ts';
import { type CustomerFile, customerFile, readAsOf } from './inputs.ts';
import type { CommonFlags } from './options.ts';
import { openOutput } from './output.ts';

/** The flags of `init`, as typed. */
export interface InitFlags extends CommonFlags {
  readonly output?: string;
  readonly force?: boolean;
}

/** Writes criteria that run on a customer file at once, proposed from its headers and values; the exit code. */
export async function runInit(path: string, flags: InitFlags, io: Io): Promise<number> {
  if (flags.output !== undefined && flags.force !== true && io.exists(flags.output)) {
    const help = 'name another file, or give --force to write over it';
    throw new UserError(`"${flags.output}" is there already`, help);
  }
  const asOf = readAsOf(io, flags.asOf);
  const words = starterWordsFor(flags.lang);
  const found: Diagnostic[] = [];
  const told = { encoding: flags.encoding ?? null, delimiter: flags.delimiter ?? null };
  const dialect = { ...told, sheet: flags.sheet ?? null };
  const file = customerFile(io, path, dialect, (diagnostic) => found.push(diagnostic), flags);
  const { table, profile } = await lookAtColumns(file, found);
  const { text, counts, refused } = await propose({ table, profile, file, asOf }, found, {
    file: file.name,
    ...told,
    words,
  });
  file.endProgress();
  const output = await openOutput(io, flags.output);
  await output.write(text);
  await output.commit();
  if (flags.quiet === true) return 0;
  // What classify would refuse is no obstacle to a starter file: it is said, and the file is written.
  const remarks = refused.map((problem) => ({ ...problem, severity: 'warning' as const }));
  await sayRemarks([...found, ...remarks], file.name, table, flags, io);
  await io.err.write(`${words.done(counts)}\n`);
  const next = flags.output === undefined ? words.nextSaved : words.next;
  const customers = [path, ...(flags.sheet === undefined ? [] : ['--sheet', flags.sheet])].map(shellWord);
  await io.err.write(`${next(customers.join(' '), shellWord(flags.output ?? 'criteria.yaml'))}\n`);
  return 0;
}

async function lookAtColumns(
  file: CustomerFile,
  found: Diagnostic[],
): Promise<{ table: Table; profile: Profile }> {
  const broken = keepFirst();
  const table = await file.open(broken.add);
  if (table === null) throw new InputError(found);
  const { cells: header, line } = table.header;
  found.push(...checkHeader(header, file.name, line));
  if (hasErrors(found)) throw new InputError(found);
  const profile = await profileTable(header, table.records);
  if (profile.rows === 0) found.push(...broken.kept);
  if (profile.rows === 0 && !hasErrors(found)) {
    const message = 'the file has a header and no customers, so nothing can be seen of its columns';
    const at = { kind: 'file', file: file.name } as const;
    const help = 'check the filter of the export';
    found.push({ code: 'no-customers', severity: 'error', message, help, at });
  }
  if (hasErrors(found)) throw new InputError(found);
  return { table, profile };
}

interface Seen {
  readonly table: Table;
  readonly profile: Profile;
  readonly file: CustomerFile;
  readonly asOf: Day;
}

interface Proposal {
  readonly text: string;
  readonly counts: StarterCounts;
  readonly refused: readonly Diagnostic[];
}

// First a draft, whose fields read the customers; then the lines that they reach, and what comes of it.
async function propose(
  { table, profile, file, asOf }: Seen,
  found: Diagnostic[],
  run: StarterRun,
): Promise<Proposal> {
  const starter = planStarter(profile, table.dialect.delimiter);
  found.push(...findDoubts(starter, profile, file.name));
  const draft = await compileStarter(printStarter(starter, NOTHING_PROPOSED, run));
  const refused = keepFirst();
  const measured = await readCustomers(draft, asOf, file, refused);
  const { amounts: style } = run.words;
  const totalLine = profile.totalRow?.line ?? null;
  const text = printStarter(starter, await proposeLines(measured, draft, starter, { style, totalLine }), run);
  const criteria = await compileStarter(text);
  const customers = await readCustomers(criteria, asOf, file, keepFirst());
  const portfolio = buildPortfolio(criteria);
  for await (const customer of customers.classify()) portfolio.add(customer);
  const { total, categories, undetermined } = portfolio.result();
  const counts = {
    customers: total.customers,
    asOf: formatDay(asOf),
    categories: [...categories].map(([name, tally]) => [name, tally.customers] as const),
    undetermined: undetermined.customers,
    refused: refused.rows(),
  };
  return { text, counts, refused: refused.kept };
}

// What init writes is read back before anybody sees it: mistakes in it are ours.
async function compileStarter(text: string): Promise<Criteria> {
  const source = { name: 'starter criteria', text };
  const { value, diagnostics } = await readCriteriaSource(source, async () => null);
  if (value !== null && !hasErrors(diagnostics)) return value;
  const messages = diagnostics.map(({ message }) => message).join('; ');
  throw new Error(`the starter criteria do not compile: ${messages}`);
}

async function readCustomers(
  criteria: Criteria,
  asOf: Day,
  file: CustomerFile,
  refused: KeptProblems,
): Promise<CheckedCustomers> {
  const problems: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): number => problems.push(diagnostic);
  const checked = await checkCustomers({ criteria, asOf, open: file.open, report, refuse: refused.add });
  if (checked === null || hasErrors(problems)) throw new InputError(problems);
  return checked;
}

interface KeptProblems {
  readonly kept: readonly Diagnostic[];
  rows(): number;
  readonly add: (problem: Diagnostic) => void;
}

// A file of a million bad rows keeps the first, and counts the rest.
function keepFirst(): KeptProblems {
  const kept: Diagnostic[] = [];
  let rows = 0;
  let last = 0;
  return {
    kept,
    rows: () => rows,
    add: (problem) => {
      if (kept.length < MOST_KEPT) kept.push(problem);
      const line = problem.at.kind === 'cell' ? problem.at.line : 0;
      if (line !== last) rows += 1;
      last = line;
    },
  };
}

const MOST_KEPT = 1000;

// A name as it can be pasted into a shell.
function shellWord(text: string): string {
  return /^[\p{L}\p{N}_./:@%+=-]+$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
