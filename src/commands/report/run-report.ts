import type { Io } from '../../io.ts';
import { withResults } from '../run/results.ts';
import type { ReportFlags } from './command.ts';
import { makeModel } from './model.ts';
import { readReportRequest } from './request.ts';
import { showPortfolio } from './show-portfolio.ts';

/** Makes a picture of the portfolio; the exit code. `more`: names of sections, or the file where these come first. */
export async function runReport(
  customers: string,
  more: readonly string[],
  flags: ReportFlags,
  io: Io,
): Promise<number> {
  const { path, ...request } = readReportRequest([customers, ...more], flags);
  return withResults(io, flags, async ({ output, setAside }) => {
    const { model, rejected } = await makeModel(path, flags, io);
    await output.write(await showPortfolio(model, request, flags, io));
    await setAside(rejected);
    return 0;
  });
}
