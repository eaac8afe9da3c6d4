import type { Audit } from '../../audit/audit.ts';
import { type AuditOptions, openAudit } from '../../audit/audit-customers.ts';
import { openPeople } from '../../audit/name-customer.ts';
import type { Criteria } from '../../criteria/criteria.ts';
import { type GroupTable, rowsOf } from '../../group/group-table.ts';
import { partsTogether } from '../../lines/add-together.ts';
import type { LineTotals } from '../../lines/add-up.ts';
import type { CheckedCustomers, ClassifiedCustomer, Opening } from '../../verdict/classify-table.ts';
import type { Run } from '../run/open-run.ts';
import type { BookPlans } from '../run/plans/read-plans.ts';
import { analysePortfolio, type PortfolioAnalysis } from './analysis/analysis.ts';

/** The portfolio of a run, and how its key accounts are managed. */
export interface AnalysedRun {
  readonly analysis: PortfolioAnalysis;
  readonly audit: Audit;
  readonly run: Run;
  readonly table: CheckedCustomers;
  /** The plans of the book; null without one. */
  readonly plans: BookPlans | null;
}

/** Analysis and audit of the same customers, in the same pass. */
export interface Builder {
  take(customer: ClassifiedCustomer): void;
  result(): { readonly analysis: PortfolioAnalysis; readonly audit: Audit };
}

/** Begins a pass over the customers of a run; `book`: what it knows of their plans and of the lost. */
export function startBuilder(
  { criteria, asOf, rejected, lines }: Run,
  { cuts, table, grouped }: Pick<Opening, 'cuts' | 'table' | 'grouped'>,
  book: Pick<AuditOptions, 'plans' | 'failedBefore'> = { plans: null },
): Builder {
  const personOf = openPeople();
  const analysis = analysePortfolio(criteria, {
    asOf,
    cuts,
    mostCustomers: MOST_CUSTOMERS,
    personOf: (name) => personOf(name).key,
    parts: partsIn(lines?.totals() ?? [], criteria, grouped),
  });
  const audit = openAudit(cuts, table, {
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
      analysis.add(customer);
      audit.see(customer);
    },
    result: () => ({ analysis: analysis.result(), audit: audit.result() }),
  };
}

// Revenue is a sum of the lines of one table, and of a group where it is that of its sites.
function partsIn(
  all: readonly LineTotals[],
  { fields }: Criteria,
  grouped: GroupTable | null,
): LineTotals['parts'] {
  const found = all.find(({ parts }) => parts.size > 0)?.parts ?? NO_PARTS;
  if (grouped === null) return found;
  if (fields.find(({ name }) => name === 'revenue')?.inGroup !== 'sum') return NO_PARTS;
  const rows = rowsOf(grouped);
  return new Map([...found].map(([name, parts]) => [name, (id) => partsTogether(parts, rows(id))]));
}

const NO_PARTS: LineTotals['parts'] = new Map();

// As many as a page of five megabytes can hold beside everything else.
const MOST_CUSTOMERS = 2000;

/** What a report shows of order lines. */
export const LINES = { allMonths: true, allParts: true };
