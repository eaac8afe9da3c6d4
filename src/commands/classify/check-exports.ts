import { InputError, SeveralErrors, UserError } from '../../errors.ts';
import type { Io } from '../../io.ts';
import type { CheckedCustomers } from '../../verdict/classify-table.ts';
import { loadCriteria } from '../run/inputs.ts';
import { openRun, type Run } from '../run/open-run.ts';
import { rankCustomers } from '../run/read-customers.ts';
import type { CLASSIFY_FORMATS, ClassifyFlags } from './command.ts';

/** One of several exports, read once: nothing in it stands in the way. */
export interface CheckedExport {
  readonly run: Run;
  readonly customers: CheckedCustomers;
}

/** The flags with the format that they mean. */
export type SeveralFlags = ClassifyFlags & { readonly format: (typeof CLASSIFY_FORMATS)[number] };

/** Opens exports for runs that share criteria and book, which are read once and told of once. */
export async function openExports(
  paths: readonly string[],
  flags: SeveralFlags,
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
  flags: SeveralFlags,
  io: Io,
): Promise<readonly CheckedExport[]> {
  const exports: CheckedExport[] = [];
  const errors: (InputError | UserError)[] = [];
  for (const run of runs) {
    try {
      const customers = await rankCustomers(run, flags, io);
      exports.push({ run, customers });
    } catch (error) {
      if (!(error instanceof InputError || error instanceof UserError)) throw error;
      errors.push(error);
    }
  }
  if (errors.length > 0) throw new SeveralErrors(errors);
  return exports;
}
