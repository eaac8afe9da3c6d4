import type { Criteria } from '../criteria/criteria.ts';
import { amountOrNull, type ExactNumber, exactValue } from '../fields/exact-number.ts';
import { type Facts, factText } from '../fields/facts.ts';
import type { Field } from '../fields/field.ts';
import { factTypeOf } from '../fields/value.ts';
import type { CompanyGroup } from '../group/find-heads.ts';
import { keyFields } from './key-fields.ts';
import { knownFacts } from './known-facts.ts';
import type { Site } from './sites.ts';

/** The rows that a group of companies is made of, each with its own values. */
export interface GroupSites {
  /** What stands in the values, in their order. */
  readonly fields: readonly Field[];
  readonly sites: readonly SiteValues[];
}

/** One row of a group; a value that is null is missing. */
export interface SiteValues {
  readonly id: string;
  readonly name: string | null;
  readonly line: number;
  readonly values: readonly (ExactNumber | null)[];
}

/** Keeps the rows of some groups as they come. */
export interface SitesGatherer {
  take(site: Site, group: CompanyGroup): void;
  /** The rows of a group, by its id; null where it is a single row. */
  of(id: string): GroupSites | null;
}

/** Opens the keeping of the rows of groups that are wanted, with the values of these fields. */
export function gatherSites(
  criteria: Criteria,
  fields: readonly Field[],
  isWanted: (id: string) => boolean,
): SitesGatherer {
  const { name } = knownFacts(criteria);
  const found = new Map<string, SiteValues[]>();
  return {
    take({ record, facts }, { id, sites }) {
      if (sites === 1 || !isWanted(id)) return;
      const own = found.get(id) ?? [];
      found.set(id, own);
      own.push({
        id: factText(facts, criteria.idField.slot)!,
        name: name === null ? null : factText(facts, name.slot),
        line: record.line,
        values: valuesIn(facts, fields),
      });
    },
    of(id) {
      const sites = found.get(id);
      return sites === undefined ? null : { fields, sites };
    },
  };
}

/** The values of fields in facts, with all their digits. */
export function valuesIn(facts: Facts, fields: readonly Field[]): (ExactNumber | null)[] {
  return fields.map(({ slot }) => amountOrNull(exactValue(facts, slot)));
}

/** The fields with numbers on which categories hang, and what every list of customers shows: revenue and gross profit. */
export function numbersOfSites(company: Criteria): Field[] {
  const known = knownFacts(company);
  const names = new Set(keyFields(company, company.units?.by ?? null).map(({ name }) => name));
  for (const fact of [known.revenue, known.profit]) if (fact !== null) names.add(fact.name);
  return company.fields.filter(({ name, type }) => names.has(name) && factTypeOf(type).kind === 'number');
}
