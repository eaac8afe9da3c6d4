import type { Audit } from '../../src/audit/audit.ts';
import { type AuditOptions, openAudit } from '../../src/audit/audit-customers.ts';
import type { PlanShelf } from '../../src/audit/plan-shelf.ts';
import { readCriteriaSource } from '../../src/criteria/read-criteria.ts';
import { parseDay } from '../../src/fields/day.ts';
import { parsePlan } from '../../src/plan/parse-plan.ts';
import { openTable } from '../../src/table/open-table.ts';
import { classifyTable } from '../../src/verdict/classify-table.ts';

/** Criteria for tests: what is key, normal and lost stands in a column. */
const CRITERIA = `
name: Test
version: "2"
fields:
  customer_id: { type: id }
  customer_name: { type: text, optional: true }
  account_manager: { type: text, optional: true }
  status: { type: choice, values: [key, normal, lost, target], optional: true }
  revenue: { type: money, optional: true }
  prior_revenue: { type: money, optional: true }
  margin: { type: percent, optional: true }
  on_time_rate: { type: percent, optional: true }
  lost_reason: { type: text, optional: true }
priority: [lost, key, target, normal]
categories:
  lost: { when: { status: lost } }
  key: { when: { status: key } }
  target: { when: { status: target } }
  normal: { when: { status: normal } }
`;

export interface AuditGiven {
  readonly criteria?: string;
  /** Files that the criteria name. */
  readonly files?: Readonly<Record<string, string>>;
  readonly asOf?: string;
  /** Plans by file name; none is "without a book". */
  readonly plans?: Readonly<Record<string, string>>;
  readonly isWhole?: boolean;
  readonly manager?: string | null;
  readonly failedBefore?: AuditOptions['failedBefore'];
}

/** Audits customers in memory; `duties` and `checks` lie over the criteria above. */
export async function auditOf(csv: string, given: AuditGiven = {}): Promise<Audit> {
  const open = async (name: string) => {
    const text = given.files?.[name];
    return text === undefined ? null : { name, text };
  };
  const source = { name: 'c.yaml', text: CRITERIA + (given.criteria ?? '') };
  const { value: criteria, diagnostics } = await readCriteriaSource(source, open);
  if (criteria === null) throw new Error(JSON.stringify(diagnostics.map(({ message }) => message)));
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(csv);
  }
  const refuse = (): void => {};
  const asOf = parseDay(given.asOf ?? '2026-06-30')!;
  const options = {
    criteria,
    asOf,
    manager: given.manager ?? null,
    isWhole: given.isWhole ?? true,
    plans: given.plans === undefined ? null : await shelfOf(given.plans),
    failedBefore: given.failedBefore ?? (() => null),
  };
  const told = { file: 'x.csv', encoding: null, delimiter: ',', report: refuse };
  const read = await classifyTable(
    { criteria, asOf, report: refuse, refuse, open: () => openTable(bytes(), { ...told, refuse }) },
    ({ cuts, table }) => {
      const { see, result } = openAudit(cuts, table, options);
      return { take: see, result };
    },
  );
  return read!.taken.result();
}

/** Plans as a book has them; one that nobody can place is of nobody. */
async function shelfOf(plans: Readonly<Record<string, string>>): Promise<PlanShelf> {
  const parsed = await Promise.all(
    Object.entries(plans).map(async ([file, text]) => ({ file, ...(await parsePlan(text, file)) })),
  );
  const all = parsed.flatMap(({ file, value }) => (value === null ? [] : [{ file, plan: value }]));
  return {
    all,
    find: (kind, account) =>
      all.find(({ plan }) => plan.kind === kind && plan.account.value === account) ?? null,
    unread: new Map(),
    diagnostics: parsed.flatMap(({ diagnostics }) => diagnostics),
  };
}

/** The findings of an account as words: "error broken plan: no-plan". */
export function findingsOf(audit: Audit, id: string): string[] {
  const account = audit.accounts.find((one) => one.id === id)!;
  return account.findings.map(
    ({ severity, state, duty, detail }) => `${severity} ${state} ${duty.id}: ${detail.kind}`,
  );
}
