import type { Comparison } from '../compare/comparison.ts';
import { compileBrokenChecks } from '../verdict/broken-checks.ts';
import type { CheckedCustomers } from '../verdict/classify-table.ts';

/**
 * For customers that were lost or left: the checks that they failed when they were last seen, by id. A check whose
 * outcome is missing is no sign.
 */
export async function findSigns(
  { movements }: Comparison,
  older: CheckedCustomers,
  asOf: number,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const wanted = new Set(movements.filter(({ to }) => to === 'lost' || to === 'absent').map(({ id }) => id));
  const found = new Map<string, readonly string[]>();
  const hasChecks = [...older.cuts.keys()].some(({ checks }) => checks.length > 0);
  if (wanted.size === 0 || !hasChecks) return found;
  const brokenBy = compileBrokenChecks(asOf, older.cuts);
  for await (const customer of older.classify()) {
    const { facts, criteria, verdict } = customer;
    const id = facts.texts[criteria.idField.slot]!;
    if (!wanted.has(id) || verdict.kind !== 'decided') continue;
    found.set(
      id,
      brokenBy(customer).map(({ check }) => check.id),
    );
  }
  return found;
}
