import type { CategoryName, Criteria } from '../criteria/criteria.ts';
import type { ClassifiedCustomer } from './classify-table.ts';
import { missingFields } from './missing-fields.ts';

/** Customers and their revenue; revenue in the file's money. */
export interface Tally {
  readonly customers: number;
  readonly revenue: number;
}

/** The categories in numbers. */
export interface Portfolio {
  readonly total: Tally;
  readonly categories: ReadonlyMap<CategoryName, Tally>;
  /** Key accounts by the id of the criterion that decided. */
  readonly keyCriteria: ReadonlyMap<string, Tally>;
  readonly undetermined: Tally;
  /** How many undetermined customers lack each field. */
  readonly lacks: ReadonlyMap<string, number>;
  /** Whether the criteria have a money field called revenue. */
  readonly hasRevenue: boolean;
}

export interface PortfolioBuilder {
  add(customer: ClassifiedCustomer): void;
  result(): Portfolio;
}

/** Adds customers up as they come. Sums are kept in hundredths, so cents add up exactly. */
export function buildPortfolio(criteria: Criteria): PortfolioBuilder {
  const field = criteria.fields.find((one) => one.name === 'revenue' && one.type === 'money');
  const tallies = new Map<string, { customers: number; hundredths: number }>();
  const lacks = new Map<string, number>();
  const keyIds = new Set<string>();
  const count = (name: string, hundredths: number): void => {
    const tally = tallies.get(name) ?? { customers: 0, hundredths: 0 };
    tally.customers += 1;
    tally.hundredths += hundredths;
    tallies.set(name, tally);
  };
  const tallyOf = (name: string): Tally => {
    const tally = tallies.get(name);
    return tally === undefined
      ? { customers: 0, revenue: 0 }
      : { customers: tally.customers, revenue: tally.hundredths / 100 };
  };
  return {
    add({ facts, verdict, criteria: own }) {
      const revenue = field === undefined ? Number.NaN : facts.numbers[field.slot]!;
      // Only the sum leaves a missing revenue out; no verdict looks at it.
      const hundredths = Number.isNaN(revenue) ? 0 : Math.round(revenue * 100);
      count('total', hundredths);
      if (verdict.kind === 'decided') {
        count(`category ${verdict.category}`, hundredths);
        if (verdict.category !== 'key') return;
        const id = verdict.criterion?.id ?? verdict.by;
        keyIds.add(id);
        count(`key ${id}`, hundredths);
        return;
      }
      count('undetermined', hundredths);
      for (const name of missingFields(verdict.lacks, facts, own))
        lacks.set(name, (lacks.get(name) ?? 0) + 1);
    },
    result: () => ({
      total: tallyOf('total'),
      categories: new Map(criteria.categories.map(({ name }) => [name, tallyOf(`category ${name}`)])),
      keyCriteria: new Map([...keyIds].sort().map((id) => [id, tallyOf(`key ${id}`)])),
      undetermined: tallyOf('undetermined'),
      lacks,
      hasRevenue: field !== undefined,
    }),
  };
}
