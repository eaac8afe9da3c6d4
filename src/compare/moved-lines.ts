import { groupOf } from '../condition/compile.ts';
import type { Criteria } from '../criteria/criteria.ts';
import type { Facts } from '../fields/facts.ts';
import type { CutStore } from './cut-store.ts';
import type { LineShift } from './movement.ts';

/** The lines of relative tests that others have moved, in the groups of one customer. */
export function movedLines(company: Criteria, facts: Facts, store: CutStore): LineShift[] {
  const unit = company.units === null ? null : facts.texts[company.units.by.slot]!;
  const own = (unit === null ? undefined : company.units?.criteria.get(unit)) ?? company;
  const [older, newer] = (['before', 'after'] as const).map((peers) => store.find(peers, company)?.get(own));
  if (older === undefined || newer === undefined) return [];
  return own.cohorts.flatMap((cohort, index): LineShift[] => {
    const group = groupOf(cohort, facts);
    if (group === null) return [];
    const [from, to] = [older.find(index, group) ?? [], newer.find(index, group) ?? []];
    const at = Array.from({ length: Math.max(from.length, to.length) }, (_, place) => place).find(
      (place) => from[place] !== to[place],
    );
    if (at === undefined) return [];
    const { name, type } = cohort.fact;
    return [{ fact: name, type, group, from: from[at] ?? null, to: to[at] ?? null }];
  });
}
