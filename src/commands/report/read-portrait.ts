import type { Audit } from '../../audit/audit.ts';
import { type AuditOptions, openAudit } from '../../audit/audit-customers.ts';
import { nameCustomers } from '../../audit/name-customer.ts';
import type { Cuts } from '../../condition/condition.ts';
import type { Criteria } from '../../criteria/criteria.ts';
import type { Io } from '../../io.ts';
import type { ClassifiedCustomer, ClassifiedTable, Opening } from '../../verdict/classify-table.ts';
import type { Run } from '../run/open-run.ts';
import { readCustomers } from '../run/read-customers.ts';
import type { ReportFlags } from './command.ts';
import { buildPortrait, type Portrait } from './portrait/portrait.ts';

/** The portfolio of a run, and how its key accounts are managed. */
export interface Portrayed {
  readonly portrait: Portrait;
  readonly audit: Audit;
  readonly run: Run;
  readonly table: ClassifiedTable;
}

/** Looks at the customers of a run. */
export async function portray(run: Run, flags: ReportFlags, io: Io): Promise<Portrayed> {
  const begin = ({ cuts }: Opening): Builder => startBuilder(run, cuts);
  const { taken, customers } = await readCustomers(run, begin, flags, io);
  return { ...taken.result(), run, table: customers };
}

/** Portrait and audit of the same customers, in the same look. */
export interface Builder {
  take(customer: ClassifiedCustomer): void;
  result(): { readonly portrait: Portrait; readonly audit: Audit };
}

/** Begins a look at the customers of a run; `book`: what it knows of their plans and of the lost. */
export function startBuilder(
  { criteria, asOf, file, rejected }: Run,
  cuts: ReadonlyMap<Criteria, Cuts>,
  book: Pick<AuditOptions, 'plans' | 'failedBefore'> = { plans: null },
): Builder {
  const { personOf } = nameCustomers();
  const portrait = buildPortrait(criteria, {
    asOf,
    cuts,
    mostCustomers: MOST_CUSTOMERS,
    personOf: (name) => personOf(name).key,
  });
  const audit = openAudit(cuts, file.name, {
    criteria,
    asOf,
    manager: null,
    ...book,
    // Rows are set aside while the customers are read.
    get isWhole() {
      return rejected.length === 0;
    },
  });
  return {
    take(customer) {
      portrait.add(customer);
      audit.see(customer);
    },
    result: () => ({ portrait: portrait.result(), audit: audit.result() }),
  };
}

// As many as a page of five megabytes can hold beside everything else.
const MOST_CUSTOMERS = 2000;
