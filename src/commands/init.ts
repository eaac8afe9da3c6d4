import type { Criteria } from '../criteria/criteria.ts';
import { readCriteriaSource } from '../criteria/read-criteria.ts';
import { findDoubts } from '../criteria/starter/doubts.ts';
import { checkHeader } from '../criteria/starter/fields.ts';
import { type Profile, profileTable } from '../criteria/starter/profile.ts';
import { NOTHING_PROPOSED, planStarter } from '../criteria/starter/starter.ts';
import { InputError, UserError } from '../errors.ts';
import type { Day } from '../fields/day.ts';
import { formatDay } from '../fields/day.ts';
import type { Io } from '../io.ts';
import { printStarter, type StarterRun } from '../output/starter/print-starter.ts';
import { starterWordsFor } from '../output/words/starter/starter-words.ts';
import type { StarterCounts } from '../output/words/starter/words.ts';
import type { Table } from '../table/table.ts';
import { type Diagnostic, hasErrors } from '../text/diagnostic.ts';
import { type CheckedCustomers, checkCustomers, type Refuse } from '../verdict/classify-table.ts';
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
  const found: Diagnostic[] = [];
  const told = { encoding: flags.encoding ?? null, delimiter: flags.delimiter ?? null };
  const file = customerFile(io, path, told, (diagnostic) => found.push(diagnostic));
  const { table, profile } = await lookAtColumns(file, found);
  const starter = planStarter(profile, table.dialect.delimiter);
  found.push(...findDoubts(starter, profile, file.name));
  const words = starterWordsFor(flags.lang);
  const run: StarterRun = { file: file.name, ...told, words };
  const draft = await compileStarter(printStarter(starter, NOTHING_PROPOSED, run));
  const refused: Diagnostic[] = [];
  const measured = await checkStarter(draft, asOf, file, (problem) => refused.push(problem));
  const proposed = await proposeLines(measured, draft, starter, {
    style: words.amounts,
    totalLine: profile.totalRow?.line ?? null,
  });
  const text = printStarter(starter, proposed, run);
  const counts = await countCategories(await compileStarter(text), asOf, file, refused.length);
  const output = await openOutput(io, flags.output);
  await output.write(text);
  await output.commit();
  if (flags.quiet === true) return 0;
  // What classify would refuse is no obstacle to a starter file: it is said, and the file is written.
  const remarks = [...found, ...refused.map((problem) => ({ ...problem, severity: 'warning' as const }))];
  await sayRemarks(remarks, file.name, table, flags, io);
  await io.err.write(`${words.done(counts)}\n`);
  const next = flags.output === undefined ? words.nextSaved : words.next;
  await io.err.write(`${next(shellWord(path), shellWord(flags.output ?? 'criteria.yaml'))}\n`);
  return 0;
}

async function lookAtColumns(
  file: CustomerFile,
  found: Diagnostic[],
): Promise<{ table: Table; profile: Profile }> {
  const table = await file.open(() => {});
  if (table === null) throw new InputError(found);
  const { cells: header, line } = table.header;
  found.push(...checkHeader(header, file.name, line));
  if (hasErrors(found)) throw new InputError(found);
  const profile = await profileTable(header, table.records);
  if (profile.rows === 0 && !hasErrors(found)) {
    const message = 'the file has a header and no customers, so nothing can be seen of its columns';
    const at = { kind: 'file', file: file.name } as const;
    const help = 'check the filter of the export';
    found.push({ code: 'no-customers', severity: 'error', message, help, at });
  }
  if (hasErrors(found)) throw new InputError(found);
  return { table, profile };
}

// What init writes is read back before anybody sees it: mistakes in it are ours.
async function compileStarter(text: string): Promise<Criteria> {
  const source = { name: 'starter criteria', text };
  const { value, diagnostics } = await readCriteriaSource(source, async () => null);
  if (value !== null && !hasErrors(diagnostics)) return value;
  throw new Error(
    `the starter criteria do not compile: ${diagnostics.map(({ message }) => message).join('; ')}`,
  );
}

async function checkStarter(
  criteria: Criteria,
  asOf: Day,
  file: CustomerFile,
  refuse: Refuse,
): Promise<CheckedCustomers> {
  const problems: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): number => problems.push(diagnostic);
  const checked = await checkCustomers({ criteria, asOf, open: file.open, report, refuse });
  if (checked === null || hasErrors(problems)) throw new InputError(problems);
  return checked;
}

async function countCategories(
  criteria: Criteria,
  asOf: Day,
  file: CustomerFile,
  refused: number,
): Promise<StarterCounts> {
  const checked = await checkStarter(criteria, asOf, file, () => {});
  const portfolio = buildPortfolio(criteria);
  for await (const customer of checked.classify()) portfolio.add(customer);
  const { total, categories, undetermined } = portfolio.result();
  return {
    customers: total.customers,
    asOf: formatDay(asOf),
    categories: [...categories].map(([name, { customers }]) => [name, customers] as const),
    undetermined: undetermined.customers,
    refused,
  };
}

// A name as it can be pasted into a shell.
function shellWord(text: string): string {
  return /^[\p{L}\p{N}_./:@%+=-]+$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
