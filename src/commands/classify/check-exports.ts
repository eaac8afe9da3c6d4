import { InputError, SeveralErrors, UserError } from '../../errors.ts';
import type { Io } from '../../io.ts';
import { type Diagnostic, hasErrors } from '../../text/diagnostic.ts';
import type { CheckedCustomers } from '../../verdict/classify-table.ts';
import { loadCriteria } from '../run/inputs.ts';
import { openRun, type Run } from '../run/open-run.ts';
import { rankCustomers } from '../run/read-customers.ts';
import { sayDiagnostics } from '../run/remarks.ts';
import type { ClassifyFlags } from './command.ts';

/** One of several exports, read once: nothing in it stands in the way. */
export interface CheckedExport {
  readonly run: Run;
  readonly customers: CheckedCustomers;
}

/** Opens exports for runs that share criteria, book and order lines, which are read once and told of once. */
export async function openExports(
  paths: readonly string[],
  flags: ClassifyFlags,
  io: Io,
): Promise<readonly Run[]> {
  const loaded = await loadCriteria(io, flags.criteria);
  const { book: _, ...bookless } = flags;
  const runs: Run[] = [];
  for (const path of paths) {
    const first = runs[0];
    const run = await openRun(path, first === undefined ? flags : bookless, io, {
      loaded,
      isTold: first !== undefined,
      lines: first?.lines ?? null,
    });
    const book = first?.book ?? run.book;
    runs.push({ ...run, book, options: { ...run.options, ...book?.options } });
  }
  runs[0]?.book?.use.begin();
  return runs;
}

/** Reads all of them once. Throws what is wrong, so that what is wrong with one hides nothing of the others. */
export async function checkExports(
  runs: readonly Run[],
  flags: ClassifyFlags,
  io: Io,
): Promise<readonly CheckedExport[]> {
  const exports: CheckedExport[] = [];
  const errors: (InputError | UserError)[] = [];
  for (const run of runs) {
    try {
      const customers = await rankCustomers(sharingLines(run, run === runs[0]), flags, io);
      exports.push({ run, customers });
    } catch (error) {
      if (!(error instanceof InputError || error instanceof UserError)) throw error;
      errors.push(error);
    }
  }
  if (errors.length > 0) throw new SeveralErrors(errors);
  const unknown = unknownLines(runs, flags);
  if (hasErrors(unknown)) throw new InputError(unknown);
  await sayDiagnostics(unknown, flags, io);
  return exports;
}

// Whose lines are unknown can be said once all exports were read, and what the lines come to is said with the first.
function sharingLines(run: Run, isFirst: boolean): Run {
  const { lines } = run;
  if (lines === null) return run;
  return { ...run, lines: { ...lines, unknown: () => [], ...(isFirst ? {} : { totals: () => null }) } };
}

function unknownLines(runs: readonly Run[], { strict }: ClassifyFlags): readonly Diagnostic[] {
  const unread = new Set(runs.flatMap((run) => [...run.unread]));
  const names = runs.map(({ file }) => file.name).join(', ');
  return runs[0]?.lines?.unknown(unread, strict === true, names) ?? [];
}
