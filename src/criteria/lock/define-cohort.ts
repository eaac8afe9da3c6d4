import { createHash } from 'node:crypto';
import type { Cohort, CutRule, Quantity } from '../../condition/condition.ts';
import { exactOf } from '../../fields/exact.ts';
import type { Criteria } from '../criteria.ts';
import { meaningOfComputed } from '../meaning.ts';
import { factsReadBy } from '../reads.ts';

/** A cut rule in canonical words, however the file writes its amounts: "top 20", "top 10%", "quantile of 5". */
export function cutRuleText(cut: CutRule): string {
  switch (cut.kind) {
    case 'top_count':
      return `top ${cut.count}`;
    case 'top_ratio':
      return `top ${percent(cut.ratio)}`;
    case 'top_share':
      return `top_share ${percent(cut.ratio)}`;
    case 'quantiles':
      return `quantile of ${cut.of}${cut.method === 'rfm' ? ', method rfm' : ''}`;
    case 'mean':
      return 'mean';
  }
}

/** How the cut points of a cohort are computed, as a sentence. */
export function describeCut({ cut, per }: Cohort): string {
  const of = per === null ? 'all customers' : `the customers of each ${per.name}`;
  switch (cut.kind) {
    case 'top_count':
      return `the value of number ${cut.count} from the top of ${of}; equal values are in`;
    case 'top_ratio':
      return `the value of the last of the fewest that make ${percent(cut.ratio)} of ${of}; equal values are in`;
    case 'top_share':
      return `the value of the largest of ${of} with which they together reach ${percent(cut.ratio)} of the sum`;
    case 'quantiles':
      return cut.method === 'rfm'
        ? `${cut.of} equal parts of ${of} as in R's package rfm: quantiles of type 7 plus one; a bin holds its lower bound`
        : `${cut.of} equal parts of ${of}: R's quantiles of type 7; equal values are in the lower bin`;
    case 'mean':
      return `the mean of ${of}`;
  }
}

function percent({ decimal }: Quantity): string {
  return `${exactOf(decimal).mul(100)}%`;
}

/**
 * By name of fact, a short hash of what it is worth: type and default of a field, how it is worked out from lines, the
 * formula or the factors of what is computed, down to the fields. By meaning, so layout does not count; neither do the headers that a field
 * may be read from, which differ from export to export.
 */
export function defineFacts({
  fields,
  tables,
  group,
  computed,
  cohorts,
}: Criteria): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  const worked = new Map(tables.flatMap(({ sums }) => sums.map(({ name, meaning }) => [name, meaning])));
  for (const { name, type, missing, inGroup } of fields) {
    // The amounts of groups are others than those of their sites.
    const own = group === null ? [] : [group.by.name, group.matches.name, inGroup];
    const meaning = worked.get(name);
    if (meaning !== undefined) own.push(meaning);
    known.set(name, hashOf([type, missing?.decimal ?? missing?.value ?? null, ...own]));
  }
  // Each computed fact comes after what it needs.
  for (const one of computed) {
    const names = [...new Set(factsReadBy(one).map(({ name }) => name))].sort();
    const definitions = names.map((name) => [name, known.get(name)]);
    known.set(one.fact.name, hashOf([meaningOfComputed(one, cohorts), definitions]));
  }
  return known;
}

function hashOf(definition: unknown): string {
  return createHash('sha256').update(JSON.stringify(definition)).digest('hex').slice(0, 16);
}
