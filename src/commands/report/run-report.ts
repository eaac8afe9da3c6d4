import type { Io } from '../../io.ts';
import { openOutput } from '../run/output.ts';
import { writeRejects } from '../run/rejects.ts';
import type { ReportFlags } from './command.ts';
import { makeModel } from './model.ts';
import { readReportRequest } from './request.ts';
import { showReport } from './show-report.ts';

/** Makes a picture of the portfolio; the exit code. `more`: names of sections, or the file where these come first. */
export async function runReport(
  customers: string,
  more: readonly string[],
  flags: ReportFlags,
  io: Io,
): Promise<number> {
  const { path, ...request } = readReportRequest([customers, ...more], flags);
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
