import type { Audit } from '../../audit/audit.ts';
import { openAudit } from '../../audit/audit-customers.ts';
import type { BookFolder } from '../../book/files.ts';
import { withFiles } from '../../book/overlay.ts';
import { readSignsOfLost } from '../../book/signs-of-lost.ts';
import type { PlanOutcome } from '../../plan/outcome.ts';
import type { CheckedCustomers } from '../../verdict/classify-table.ts';
import type { Run } from '../run/open-run.ts';
import { readPlans } from '../run/plans/read-plans.ts';

/**
 * Holds key accounts to their duties, with the plans as this run leaves them. `signs`: the checks that customers
 * had failed who were lost since the run before.
 */
export async function reviewAudit(
  { criteria, asOf, rejected }: Run,
  customers: CheckedCustomers,
  book: BookFolder,
  plans: PlanOutcome | null,
  signs: ReadonlyMap<string, readonly string[]>,
): Promise<Audit> {
  const texts = new Map<string, string>();
  for (const { file, text } of plans?.results ?? []) if (text !== null) texts.set(file, text);
  // What a first run of this day said plays no part.
  const before = await readSignsOfLost(book, asOf - 1);
  const audit = openAudit(customers.cuts, customers.table.file, {
    criteria,
    asOf,
    manager: null,
    isWhole: rejected.length === 0,
    plans: await readPlans(withFiles(book, texts)),
    failedBefore: (id) => signs.get(id) ?? before.get(id) ?? null,
  });
  for await (const customer of customers.classify()) audit.see(customer);
  return audit.result();
}
