import type { BookChange, BookFolder } from '../../book/files.ts';
import { readStandings } from '../../book/standings.ts';
import type { Io } from '../../io.ts';
import type { PlanOutcome } from '../../plan/outcome.ts';
import type { Run } from '../run/open-run.ts';
import { loadTemplates } from '../run/plans/plan-templates.ts';
import { type SeenCustomers, updatePlans } from '../run/plans/update-plans.ts';
import type { ReviewFlags } from './command.ts';

/**
 * Stages what becomes of the plans of key accounts: new ones for accounts that are new, fresh data in the others,
 * a closing note in those of former key accounts. `gone`: who has left the export.
 */
export async function reviewPlans(
  run: Run,
  seen: SeenCustomers,
  book: BookFolder,
  change: BookChange,
  gone: ReadonlySet<string>,
  flags: ReviewFlags,
  io: Io,
): Promise<PlanOutcome> {
  // What a first run of this day said plays no part.
  const standings = await readStandings(book, run.asOf - 1);
  const outcome = await updatePlans(run, seen, book, {
    kind: 'key',
    missing: false,
    ids: null,
    language: flags.lang,
    template: await loadTemplates(io, 'key', flags.template),
    since: (id) => standings.since(id, 'key'),
    isGone: (id) => gone.has(id) || standings.isGone(id),
  });
  for (const { file, text } of outcome.results) if (text !== null) change.write(file, text);
  return outcome;
}
