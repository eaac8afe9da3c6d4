import type { Cuts } from '../../condition/condition.ts';
import { formatDay } from '../../fields/day.ts';
import type { Io } from '../../io.ts';
import type { ClassifiedCustomer } from '../../verdict/classify-table.ts';
import { createExplainer, type Explain } from '../../verdict/explain.ts';
import { checkRun, classifyRun, openRun } from '../run/classification.ts';
import { hasRelativeTests } from '../run/lock-file.ts';
import { openOutput } from '../run/output.ts';
import { writeRejects } from '../run/rejects.ts';
import type { ExplainFlags } from './command.ts';
import { explanationLine } from './explanation-line.ts';

/** Explains every customer, a line of JSON each: in one look at the file where nobody has to be ranked. The exit code. */
export async function explainAll(path: string, told: ExplainFlags, io: Io): Promise<number> {
  // What it writes is no report for people, whatever is the usual format.
  const flags: ExplainFlags = { ...told, format: 'json' };
  const opened = await openRun(path, flags, io);
  const { asOf, criteria } = opened;
  const day = formatDay(asOf);
  const changes = flags.changes === true;
  const output = await openOutput(io, flags.output);
  let pending = '';
  const flush = async (): Promise<void> => {
    await output.write(pending);
    pending = '';
  };
  const takeWith = (explain: Explain) => (customer: ClassifiedCustomer) => {
    pending += `${JSON.stringify(explanationLine(explain(customer, customer.previous, changes), day, changes))}\n`;
  };
  try {
    const all = [criteria, ...(criteria.units?.criteria.values() ?? [])];
    if (opened.lock === null && hasRelativeTests(criteria)) {
      const { checked } = await checkRun(opened, flags, io);
      const take = takeWith(createExplainer(asOf, checked.cuts, criteria));
      for await (const customer of checked.classify()) {
        take(customer);
        if (pending.length > FLUSH) await flush();
      }
    } else {
      const noCuts: Cuts = { find: () => null, place: () => null };
      const cuts = opened.lock?.cuts ?? new Map(all.map((one) => [one, noCuts]));
      const take = takeWith(createExplainer(asOf, cuts, criteria));
      const begin = async (): Promise<void> => {
        pending = '';
        await output.restart();
      };
      await classifyRun(opened, { begin, take, pause: flush }, flags, io);
    }
    await flush();
    if (flags.rejects !== undefined) await writeRejects(io, flags.rejects, opened.rejected);
    await output.commit();
    return 0;
  } catch (error) {
    await output.discard();
    throw error;
  }
}

const FLUSH = 1 << 18;
