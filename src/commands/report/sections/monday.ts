import type { AuditedAccount, Finding } from '../../../audit/audit.ts';
import { type Check, type Criteria, keyCategory } from '../../../criteria/criteria.ts';
import { type Actions, money } from '../../../output/report.ts';
import { sayCondition } from '../../../say/condition.ts';
import { factName } from '../../../say/fact.ts';
import { canFill } from '../../../say/undetermined.ts';
import { byCount, byId } from '../../../text/order.ts';
import type { NearList } from '../../run/portfolio/near.ts';
import type { PortfolioModel } from '../model.ts';
import { reasonsAtRisk, reasonsText } from './lost.ts';
import { nameOf, type SectionContext, show } from './section.ts';

/** What to do on Monday: whatever asks for a person, the most urgent first, each with whom it is about. */
export function mondayBlock(model: PortfolioModel, context: SectionContext): Actions {
  const { analysis, audit, run, past } = model;
  const { words, say } = context;
  const { actions } = say.frame;
  const items: Actions['items'][number][] = [];
  const add: AddAction = (urgency, text, about, section) => {
    items.push({ urgency, text, about, section });
  };
  const named = (rows: readonly NamedCustomer[], all: number): string[] => nameFirst(rows, all, context);
  addDuties(model, context, add);
  const comparison = past?.since?.comparison ?? null;
  if (comparison !== null) {
    const entered = comparison.movements.filter(({ from, to }) => to === 'key' && from !== 'key');
    const left = comparison.movements.filter(({ from, to }) => from === 'key' && to !== 'key');
    if (left.length > 0) add('warn', actions.left(left.length), named(left, left.length), 'movements');
    if (entered.length > 0)
      add('good', actions.entered(entered.length), named(entered, entered.length), 'movements');
  }
  const { near, pursuit, portfolio } = analysis;
  const close = ({ first, count, isExact }: NearList): string[] => named(first, isExact ? count : MOST_NAMED);
  if (near.narrow.count > 0)
    add('warn', actions.narrow(near.narrow.count, near.narrow.isExact), close(near.narrow), 'scores');
  const { missing, hasReason } = audit.lost;
  const [alike] = reasonsAtRisk(audit.lost);
  if (alike !== undefined) {
    const { customers, top } = alike.atRisk;
    add('warn', actions.signs(customers, reasonsText(alike.reasons, words)), named(top, customers), 'lost');
  }
  if (hasReason && missing.customers > 0) {
    const worth = Number(missing.revenue) > 0 ? show(money(missing.revenue), words) : null;
    const text = actions.unexplained(missing.customers, worth);
    add('warn', text, named(missing.top, missing.customers), 'lost');
  }
  if (portfolio.undetermined.customers > 0) {
    const fields = byCount(portfolio.lacks)
      .slice(0, MOST_NAMED)
      .map(([field, customers]) =>
        actions.lacks(factName(field, context.titles, context.language), customers),
      );
    const mayFill = canFill([...portfolio.lacks.keys()], run.criteria);
    const { customers } = portfolio.undetermined;
    const text = mayFill ? actions.undetermined(customers) : actions.undecidable(customers);
    add('warn', text, fields, 'data');
  }
  const capacity = keyCategory(run.criteria)?.capacity ?? null;
  const keys = analysis.categories.get('key')!.customers;
  if (capacity !== null && keys > capacity) add('warn', actions.capacity(keys, capacity), [], 'criteria');
  if (near.misses.count > 0)
    add('plain', actions.misses(near.misses.count, near.misses.isExact), close(near.misses), 'scores');
  if (pursuit.customers > 0) {
    const first = pursuit.rows.slice(0, MOST_NAMED).map(({ row }) => nameOf(row));
    add('plain', actions.pursue(pursuit.customers), first, 'target');
  }
  return {
    kind: 'actions',
    title: actions.title,
    items: items.sort((one, other) => ORDER.indexOf(one.urgency) - ORDER.indexOf(other.urgency)),
    nothing: actions.nothing,
  };
}

const ORDER: readonly Actions['items'][number]['urgency'][] = ['bad', 'warn', 'good', 'plain'];

/** What broken duties and checks of key accounts ask for: who has to answer, and by whom it is to be settled. */
function addDuties({ audit }: PortfolioModel, context: SectionContext, add: AddAction): void {
  const { say } = context;
  const { actions } = say.frame;
  const { accounts, managers } = audit;
  const alone = accounts.filter(({ findings }) => findings.some(lacksManager));
  if (alone.length > 0)
    add('bad', actions.withoutManager(alone.length), nameFirst(alone, alone.length, context), 'duties');

  const open = accounts
    .map((account) => ({ account, broken: account.findings.filter(isWork) }))
    .filter(({ broken }) => broken.length > 0);
  if (open.length > 0) {
    const urgent = open.some(({ broken }) => broken.some(({ severity }) => severity === 'error'));
    const count = open.reduce((sum, { broken }) => sum + broken.length, 0);
    add(urgent ? 'bad' : 'warn', actions.duties(count, open.length), byManager(open, context), 'duties');
  }
  for (const { check, criteria, found } of brokenChecks(accounts)) {
    const expected = sayCondition(check.expect, criteria, context.language);
    const urgency = check.severity === 'error' ? 'bad' : 'warn';
    add(urgency, actions.broken(found.length, expected), nameFirst(found, found.length, context), 'duties');
  }
  const untold = accounts.filter(({ findings }) =>
    findings.some(({ detail }) => detail.kind === 'check-unknown'),
  );
  if (untold.length > 0)
    add('warn', actions.untold(untold.length), nameFirst(untold, untold.length, context), 'duties');
  const loaded = managers.filter(({ load }) => load !== null);
  if (loaded.length > 0) {
    const about = loaded.map(({ name, accounts: own, most }) => actions.loadOf(name ?? '', own, most ?? own));
    add('warn', actions.load(loaded.length), about, 'duties');
  }
}

function lacksManager({ duty, state }: Finding): boolean {
  return duty.kind === 'duty' && duty.id === 'manager' && state === 'broken';
}

// What a manager does for the account; who that is, and how many accounts it has, is told apart.
function isWork({ duty, state }: Finding): boolean {
  return duty.kind === 'duty' && duty.id !== 'manager' && duty.id !== 'load' && state === 'broken';
}

function byManager(
  open: readonly { readonly account: AuditedAccount; readonly broken: readonly Finding[] }[],
  { say }: SectionContext,
): string[] {
  const counts = new Map<string, number>();
  for (const { account, broken } of open) {
    const name = account.manager ?? say.people.groups.unnamedManager;
    counts.set(name, (counts.get(name) ?? 0) + broken.length);
  }
  const sorted = byCount(counts);
  const shown = sorted
    .slice(0, MOST_MANAGERS)
    .map(([name, count]) => say.frame.actions.dutiesOf(name, count));
  const left = sorted.length - shown.length;
  return left > 0 ? [...shown, say.frame.actions.more(left)] : shown;
}

const MOST_MANAGERS = 6;

interface BrokenCheck {
  readonly check: Check;
  readonly criteria: Criteria;
  readonly found: AuditedAccount[];
}

// A check of the company and of a unit under one id is one; the order is that in which they are met.
function brokenChecks(accounts: readonly AuditedAccount[]): BrokenCheck[] {
  const checks = new Map<string, BrokenCheck>();
  for (const account of accounts) {
    for (const { detail } of account.findings) {
      if (detail.kind !== 'check') continue;
      const { check, criteria } = detail;
      const known = checks.get(check.id) ?? { check, criteria, found: [] };
      checks.set(check.id, known);
      known.found.push(account);
    }
  }
  return [...checks.values()].sort((one, other) => byId(one.check, other.check));
}

/** Notes something to do, with whom it is about and the section that says more. */
type AddAction = (
  urgency: Actions['items'][number]['urgency'],
  text: string,
  about: readonly string[],
  section: string,
) => void;

/** Whom something to do is about. */
interface NamedCustomer {
  readonly id: string;
  readonly name: string | null;
}

/** The first by name, and how many more there are. */
function nameFirst(rows: readonly NamedCustomer[], all: number, { say }: SectionContext): string[] {
  const names = rows.slice(0, MOST_NAMED).map(nameOf);
  return all > names.length ? [...names, say.frame.actions.more(all - names.length)] : names;
}

/** More names than this are not read. */
const MOST_NAMED = 4;
