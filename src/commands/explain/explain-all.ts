import { formatDay } from '../../fields/day.ts';
import type { Io } from '../../io.ts';
import type { ClassifiedCustomer, Opening } from '../../verdict/classify-table.ts';
import { createExplainer } from '../../verdict/explain.ts';
import { openRun } from '../run/open-run.ts';
import { readCustomers } from '../run/read-customers.ts';
import { withResults } from '../run/results.ts';
import type { ExplainFlags } from './command.ts';
import { explanationLine } from './explanation-line.ts';

/** Explains every customer, a line of JSON each; the exit code. */
export async function explainAll(path: string, told: ExplainFlags, io: Io): Promise<number> {
  // What it writes is no report for people, whatever is the usual format.
  const flags: ExplainFlags = { ...told, format: 'json' };
  const run = await openRun(path, flags, io);
  const { asOf, criteria } = run;
  const day = formatDay(asOf);
  const changes = flags.changes === true;
  return withResults(io, flags, async ({ output, setAside }) => {
    let pending = '';
    const flush = async (): Promise<void> => {
      await output.write(pending);
      pending = '';
    };
    const begin = async ({ cuts }: Opening) => {
      pending = '';
      await output.restart();
      const explain = createExplainer(asOf, cuts, criteria);
      return {
        take: (customer: ClassifiedCustomer): void => {
          const one = explain(customer, customer.previous, changes);
          pending += `${JSON.stringify(explanationLine(one, day, changes))}\n`;
        },
        pause: async (): Promise<void> => {
          if (pending.length > FLUSH) await flush();
        },
      };
    };
    await readCustomers(run, begin, flags, io);
    await flush();
    await setAside(run.rejected);
    return 0;
  });
}

const FLUSH = 1 << 18;
