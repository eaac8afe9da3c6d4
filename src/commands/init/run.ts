import { InputError, UserError } from '../../errors.ts';
import type { Io } from '../../io.ts';
import { cleanText } from '../../output/clean.ts';
import type { CustomerTable } from '../../table/table.ts';
import { type Diagnostic, hasErrors } from '../../text/diagnostic.ts';
import { shellWord } from '../../text/shell-word.ts';
import { type CustomerFile, customerFile, readAsOf } from '../run/inputs.ts';
import { keepFirst } from '../run/problems.ts';
import { sayRemarks } from '../run/remarks.ts';
import { withResults } from '../run/results.ts';
import type { InitFlags } from './command.ts';
import { checkHeader } from './fields.ts';
import { type Profile, profileTable } from './profile.ts';
import { type Proposal, proposeCriteria } from './propose-criteria.ts';
import { starterWords } from './words.ts';

/** Writes criteria that run on a customer file at once, proposed from its headers and values; the exit code. */
export async function runInit(path: string, flags: InitFlags, io: Io): Promise<number> {
  if (flags.output !== undefined && flags.force !== true && io.exists(flags.output)) {
    const help = 'name another file, or give --force to write over it';
    throw new UserError(`"${flags.output}" is there already`, help);
  }
  const asOf = readAsOf(io, flags.asOf);
  const words = starterWords(flags.lang);
  const found: Diagnostic[] = [];
  const told = { encoding: flags.encoding ?? null, delimiter: flags.delimiter ?? null };
  const dialect = { ...told, sheet: flags.sheet ?? null };
  const file = customerFile(io, path, dialect, (diagnostic) => found.push(diagnostic), flags);
  const propose = async (): Promise<Proposal & { table: CustomerTable }> => {
    const { table, profile } = await profileFile(file, found);
    const source = { ...told, file: file.name, language: flags.lang };
    return { table, ...(await proposeCriteria({ table, profile, file, asOf }, source)) };
  };
  const { table, text, counts, remarks } = await propose().finally(file.endProgress);
  await withResults(io, flags, ({ output }) => output.write(text));
  if (flags.quiet === true) return 0;
  await sayRemarks([...found, ...remarks], file.name, table, file.leftOut, flags, io);
  await io.err.write(`${words.done(counts)}\n`);
  const next = flags.output === undefined ? words.nextSaved : words.next;
  const customers = [path, ...(flags.sheet === undefined ? [] : ['--sheet', flags.sheet])].map(shellWord);
  const line = next(customers.join(' '), shellWord(flags.output ?? 'criteria.yaml'));
  await io.err.write(`${cleanText(line)}\n`);
  return 0;
}

async function profileFile(
  file: CustomerFile,
  found: Diagnostic[],
): Promise<{ table: CustomerTable; profile: Profile }> {
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
