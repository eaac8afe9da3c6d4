import type { AuditedAccount, Finding } from '../../../audit/audit.ts';
import type { Check, Criteria } from '../../../criteria/criteria.ts';
import { sayCondition } from '../../../say/condition.ts';
import { byCount } from '../../../text/order.ts';
import { type AddAction, nameFirst } from './monday-parts.ts';
import type { PortfolioModel, SectionVoice } from './section.ts';

/** What broken duties and checks of key accounts ask for: who has to answer, and by whom it is to be settled. */
export function addDuties({ audit }: PortfolioModel, voice: SectionVoice, add: AddAction): void {
  const { say } = voice;
  const { actions } = say.frame;
  const { accounts, managers } = audit;
  const alone = accounts.filter(({ findings }) => findings.some(isOf('manager')));
  if (alone.length > 0)
    add('bad', actions.withoutManager(alone.length), nameFirst(alone, alone.length, voice), 'duties');

  const open = accounts
    .map((account) => ({ account, broken: account.findings.filter(isWork) }))
    .filter(({ broken }) => broken.length > 0);
  if (open.length > 0) {
    const urgent = open.some(({ broken }) => broken.some(({ severity }) => severity === 'error'));
    const count = open.reduce((sum, { broken }) => sum + broken.length, 0);
    add(urgent ? 'bad' : 'warn', actions.duties(count, open.length), byManager(open, voice), 'duties');
  }
  for (const { check, criteria, found } of brokenChecks(accounts)) {
    const expected = sayCondition(check.expect, criteria, voice.language);
    const urgency = check.severity === 'error' ? 'bad' : 'warn';
    add(urgency, actions.broken(found.length, expected), nameFirst(found, found.length, voice), 'duties');
  }
  const untold = accounts.filter(({ findings }) =>
    findings.some(({ detail }) => detail.kind === 'check-unknown'),
  );
  if (untold.length > 0)
    add('warn', actions.untold(untold.length), nameFirst(untold, untold.length, voice), 'duties');
  const loaded = managers.filter(({ load }) => load !== null);
  if (loaded.length > 0) {
    const about = loaded.map(({ name, accounts: own, most }) => actions.loadOf(name ?? '', own, most ?? own));
    add('warn', actions.load(loaded.length), about, 'duties');
  }
}

function isOf(duty: string): (finding: Finding) => boolean {
  return ({ duty: own, state }) => own.kind === 'duty' && own.id === duty && state === 'broken';
}

// What a manager does for the account; who that is, and how many accounts it has, is told apart.
function isWork({ duty, state }: Finding): boolean {
  return duty.kind === 'duty' && duty.id !== 'manager' && duty.id !== 'load' && state === 'broken';
}

function byManager(
  open: readonly { readonly account: AuditedAccount; readonly broken: readonly Finding[] }[],
  { say }: SectionVoice,
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
  return [...checks.values()].sort((one, other) => (one.check.id < other.check.id ? -1 : 1));
}
