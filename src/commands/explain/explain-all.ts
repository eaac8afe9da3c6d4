import type { Io } from '../../io.ts';
import type { DecidedBlock } from '../../verdict/block-pass.ts';
import type { ClassifiedCustomer, Opening } from '../../verdict/classify-table.ts';
import { employTeam, gatherTeam } from '../run/blocks/share-work.ts';
import type { LoadedCriteria } from '../run/inputs.ts';
import { openRun } from '../run/open-run.ts';
import { createOutputBuffer, openRowOutput } from '../run/output-buffer.ts';
import { readCustomers } from '../run/read-customers.ts';
import { withResults } from '../run/results.ts';
import { openLines } from './block-lines.ts';
import type { ExplainFlags } from './command.ts';

/** Explains every customer, a line of JSON each; the exit code. */
export async function explainAll(
  path: string,
  loaded: LoadedCriteria,
  told: ExplainFlags,
  io: Io,
): Promise<number> {
  // Its output is for programs, whatever the default format is.
  const flags: ExplainFlags = { ...told, format: 'json' };
  io.keepLittleRoom();
  const rows = { changes: flags.changes === true };
  const work = {
    script: 'explain-worker.js',
    rows,
    openRows: openLines,
    namesLines: true,
    threads: null,
  };
  // A book knows more of a customer than its row.
  const team = flags.book === undefined ? gatherTeam(path, work, io) : null;
  const run = await openRun(path, flags, io, { loaded });
  const { asOf, criteria } = run;
  if (run.book === null) run.file.skipSha256();
  const shared = employTeam(team, run, io);
  const openLine = await openLines(rows, asOf);
  return withResults(io, flags, async ({ output, setAside }) => {
    const pending = createOutputBuffer();
    const rowOutput = openRowOutput(pending, output.write);
    const begin = async ({ table, cuts }: Opening) => {
      await rowOutput.settle();
      await output.restart();
      const write = openLine({ table, criteria, cuts });
      return {
        take: (customer: ClassifiedCustomer): void => write(customer, pending, 0),
        join: ({ rows: written }: DecidedBlock): Promise<void> => rowOutput.pass(written),
        pause: rowOutput.pause,
      };
    };
    await readCustomers(shared, begin, flags, io);
    await rowOutput.settle();
    await setAside(run.rejected);
    return 0;
  });
}
