import type { Criteria } from '../criteria/criteria.ts';
import { InputError } from '../errors.ts';
import type { Day } from '../fields/day.ts';
import type { Io } from '../io.ts';
import { formatDiagnostics } from '../output/diagnostics.ts';
import type { ClassifyRun } from '../output/reports/classify.ts';
import type { RunMeta } from '../output/results/json.ts';
import { styleFor, wantsColor } from '../output/style.ts';
import { nameDelimiter } from '../table/delimiter.ts';
import type { Table } from '../table/table.ts';
import { type Diagnostic, hasErrors } from '../text/diagnostic.ts';
import { type CheckedCustomers, checkCustomers } from '../verdict/classify-table.ts';
import { type CustomerFile, customerFile, type LoadedCriteria, loadCriteria, readAsOf } from './inputs.ts';
import type { CommonFlags } from './options.ts';
import { VERSION } from './program.ts';
import type { Rejected } from './rejects.ts';

/** The flags of a command that reads a customer file, as typed. */
export interface CustomerFlags extends CommonFlags {
  readonly rejects?: string;
}

/** Customers that were looked at and may be classified, with the criteria, the day and where they came from. */
export interface Classification {
  readonly loaded: LoadedCriteria;
  readonly criteria: Criteria;
  readonly asOf: Day;
  readonly file: CustomerFile;
  readonly checked: CheckedCustomers;
  readonly rejected: readonly Rejected[];
}

/**
 * Loads the criteria and looks at the customers. All that is wrong is thrown as one InputError; what is only
 * remarkable is said on standard error. With `--rejects`, rows that cannot be read are returned instead.
 */
export async function openClassification(
  path: string,
  flags: CustomerFlags,
  io: Io,
): Promise<Classification> {
  const loaded = await loadCriteria(io, flags.criteria);
  const { criteria } = loaded;
  const asOf = readAsOf(io, flags.asOf);
  const found: Diagnostic[] = [...loaded.warnings];
  const rejected: Rejected[] = [];
  const dialect = {
    encoding: flags.encoding ?? criteria.encoding,
    delimiter: flags.delimiter ?? criteria.delimiter,
  };
  const file = customerFile(io, path, dialect, (diagnostic) => found.push(diagnostic));
  const checked = await checkCustomers({
    criteria,
    asOf,
    open: file.open,
    report: (diagnostic) => found.push(diagnostic),
    refuse: (problem, text) => rejected.push({ problem, text }),
  });
  const refused = flags.rejects === undefined ? rejected.map(({ problem }) => problem) : [];
  if (checked === null || hasErrors(found) || refused.length > 0)
    throw new InputError([...found, ...rejected.map(({ problem }) => problem)]);
  if (flags.quiet !== true) await sayRemarks(found, file.name, checked.table, flags, io);
  return { loaded, criteria, asOf, file, checked, rejected };
}

async function sayRemarks(
  found: readonly Diagnostic[],
  name: string,
  { dialect }: Table,
  flags: CustomerFlags,
  io: Io,
): Promise<void> {
  const style = styleFor(wantsColor(flags, io.env, io.err.isTTY));
  await io.err.write(formatDiagnostics(found, { style, limit: 20 }));
  const unusual = dialect.encoding !== 'utf-8' || dialect.delimiter !== ',';
  if (flags.verbose !== true && !(unusual && dialect.detected)) return;
  await io.err.write(
    `${name}: read as ${dialect.encoding}, columns separated by ${nameDelimiter(dialect.delimiter)}\n`,
  );
}

/** What lets any verdict of this run be reproduced. */
export function runMeta({ loaded, criteria, asOf, file }: Classification): RunMeta {
  return {
    version: VERSION,
    asOf,
    dataSha256: file.sha256(),
    criteriaSha256: loaded.sha256,
    criteria,
  };
}

/** What a report says about the run that it shows. */
export function describeRun(
  { criteria, loaded, file, asOf, rejected }: Classification,
  flags: CustomerFlags,
): ClassifyRun {
  const aside = flags.rejects === undefined ? null : { count: rejected.length, file: flags.rejects };
  return { criteria, criteriaFile: loaded.file, file: file.name, asOf, rejected: aside };
}
