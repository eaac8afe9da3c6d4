import type { Io } from '../../io.ts';
import type { CustomerFlags } from '../run/classification.ts';
import { openOutput } from '../run/output.ts';
import { writeRejects } from '../run/rejects.ts';
import { makeModel } from './model.ts';
import { readReportRequest } from './request.ts';
import { showReport } from './show-report.ts';

/** The flags of `report`, as typed. */
export interface ReportFlags extends CustomerFlags {
  readonly format?: 'text' | 'html' | 'markdown' | 'json';
  readonly output?: string;
  readonly section?: readonly string[];
  readonly title?: string;
}

/** Makes a picture of the portfolio; the exit code. `words`: the customer file, and names of sections. */
export async function runReport(words: readonly string[], flags: ReportFlags, io: Io): Promise<number> {
  const { path, ...request } = readReportRequest(words, flags);
  const output = await openOutput(io, flags.output);
  try {
    const { model, rejected } = await makeModel(path, flags, io);
    await output.write(await showReport(model, request, flags, io));
    if (flags.rejects !== undefined) await writeRejects(io, flags.rejects, rejected);
    await output.commit();
    return 0;
  } catch (error) {
    await output.discard();
    throw error;
  }
}
