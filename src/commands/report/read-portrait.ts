import type { Audit } from '../../audit/audit.ts';
import { type AuditOptions, openAudit } from '../../audit/audit-customers.ts';
import { nameCustomers } from '../../audit/name-customer.ts';
import { isRanked } from '../../compare/compare-sides.ts';
import type { Cuts } from '../../condition/condition.ts';
import type { Criteria } from '../../criteria/criteria.ts';
import { NO_CUTS } from '../../facts/cohort.ts';
import type { Io } from '../../io.ts';
import type { ClassifiedCustomer, ClassifiedTable } from '../../verdict/classify-table.ts';
import { criteriaIn } from '../../verdict/view.ts';
import { checkRun, classifyRun, type OpenRun, type Run } from '../run/classification.ts';
import type { ReportFlags } from './command.ts';
import { buildPortrait, type Portrait } from './portrait/portrait.ts';

/** The portfolio of a run, and how its key accounts are managed. */
export interface Portrayed {
  readonly portrait: Portrait;
  readonly audit: Audit;
  readonly run: Run;
  readonly table: ClassifiedTable;
}

/** Looks at the customers of a run. Without relative tests one look is enough; what was taken before a second beginning is void. */
export async function portray(run: OpenRun, flags: ReportFlags, io: Io): Promise<Portrayed> {
  if (isRanked(run.criteria)) {
    const { checked } = await checkRun(run, flags, io);
    const builder = startBuilder(run, checked.cuts);
    for await (const customer of checked.classify()) builder.add(customer);
    return { ...builder.result(), run, table: checked };
  }
  const cuts = new Map(criteriaIn(run.criteria).map((own) => [own, NO_CUTS]));
  let builder = startBuilder(run, cuts);
  const sink = {
    begin: async () => {
      builder = startBuilder(run, cuts);
    },
    take: (customer: ClassifiedCustomer) => builder.add(customer),
    pause: async () => {},
  };
  const table = await classifyRun(run, sink, flags, io);
  return { ...builder.result(), run, table };
}

/** Portrait and audit of the same customers, in the same look. */
export interface Builder {
  add(customer: ClassifiedCustomer): void;
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
    ...{ asOf, cuts, mostCustomers: MOST_CUSTOMERS },
    personOf: (name) => personOf(name).key,
  });
  const audit = openAudit(cuts, file.name, {
    ...{ criteria, asOf, manager: null, ...book },
    // Rows are set aside while the customers are read.
    get isWhole() {
      return rejected.length === 0;
    },
  });
  return {
    add(customer) {
      portrait.add(customer);
      audit.see(customer);
    },
    result: () => ({ portrait: portrait.result(), audit: audit.result() }),
  };
}

// As many as a page of five megabytes can hold beside everything else.
const MOST_CUSTOMERS = 2000;
