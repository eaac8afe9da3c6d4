import { formatCount } from '../../../output/numbers.ts';
import { auditDetailsEn } from './details-en.ts';
import type { AuditWords } from './words.ts';

/** An audit, in English. */
export const auditEn: AuditWords = {
  title: 'Audit of key accounts',
  titleOf: (manager) => `Audit of the key accounts of ${manager}`,
  headings: {
    red: 'Red: call about these first',
    amber: 'Amber: to be put right',
    managers: 'By account manager',
    duties: 'How the duties are kept',
    others: 'Checks of other customers',
    plans: 'Plans without a key account',
    forecasts: 'Forecasts held against the data',
    lost: 'Why customers were lost',
    atRisk: 'Who shows the same signs today',
  },
  columns: {
    account: 'account',
    wrong: 'what is wrong',
    todo: 'what to do',
    red: 'red',
    amber: 'amber',
    green: 'green',
    duty: 'duty',
    severity: 'weight',
    held: 'kept',
    broken: 'broken',
    unknown: 'cannot be told',
    check: 'check',
    largest: 'largest',
    file: 'file',
    period: 'period',
    forecast: 'forecast',
    actual: 'actual',
    deviation: 'deviation',
    reason: 'reason',
    cumulative: 'together',
    signs: 'signs',
    worth: 'was worth',
    stated: 'says',
  },
  statuses: { red: 'red', amber: 'amber', green: 'green' },
  severities: { error: 'must', warning: 'should' },
  duties: {
    manager: 'manager named',
    load: 'load of managers',
    plan: 'account plan',
    owner: 'manager owns plan',
    review: 'review in date',
    cadence: 'reviewed often enough',
    issues: 'issues solved in time',
    forecast: 'forecast',
    complete: 'plan complete',
    fresh: 'plan up to date',
    orphan: 'no plan left behind',
  },
  headline: (accounts, red, amber, green) =>
    `${counted(accounts, 'key account')}: ${formatCount(red)} red, ${formatCount(amber)} amber, ${formatCount(green)} green`,
  counts: (errors, warnings, unknown) =>
    `${counted(errors, 'error')} and ${counted(warnings, 'warning')}; ${formatCount(unknown)} cannot be told since something is missing`,
  allGreen: 'every key account is managed as it must be',
  named: (customer, amount) => `${customer}, ${amount}`,
  nobody: 'nobody by name',
  ofManager: (red, amber, accounts) => {
    const parts = [...(red > 0 ? [`${red} red`] : []), ...(amber > 0 ? [`${amber} amber`] : [])];
    return `${parts.join(', ')} of ${formatCount(accounts)}`;
  },
  load: (accounts, most) =>
    most !== null && accounts > most ? `${accounts}, of at most ${most}` : formatCount(accounts),
  also: (count) => `and ${count} amber`,
  noPlansLooked: 'plans were not looked at: name the folder of the book with --book',
  howToWritePlans: (command) => `"${command}" writes a plan for every key account that has none`,
  undetermined: (count) =>
    `${counted(count, 'customer')} ${count === 1 ? 'is' : 'are'} undetermined and not audited: classify shows what they lack`,
  more: (count) => `… and ${formatCount(count)} more`,
  allMore: (count) => `… and ${formatCount(count)} more (--verbose shows all)`,
  planProblems: (count) =>
    `${counted(count, 'mistake')} in plans of other customers, or in files of which nobody can tell whose they are`,
  forecastNote: 'actual is what the export says of the twelve months up to the as-of day',
  lost: {
    summary: (customers, revenue, missing) =>
      `${counted(customers, 'lost customer')}${revenue === null ? '' : `, worth ${revenue}`}${missing === 0 ? ', each with its reason' : `; of ${formatCount(missing)} nobody knows why`}`,
    none: 'no customer is lost',
    noField: 'the criteria have no field "lost_reason": without reasons nothing is learnt from a loss',
    unknownReason: 'not known',
    missing: (count) =>
      `${counted(count, 'lost customer')} without a reason: find it out before you try to win them back`,
    sign: (name, shown, known, today) => `${name} (${shown} of ${known}; today ${today})`,
    falling: 'falling revenue',
    noSigns: '–',
    nobodyAtRisk: (reason) => `${reason}: nobody`,
    atRisk: (reason, customers) => `${reason}: ${counted(customers, 'customer')}`,
    rule: 'a sign counts when at least two of those lost for the reason showed it, at least half of them, and a smaller part of today’s key and normal customers; of several signs a customer must show two',
  },
  details: auditDetailsEn,
};

function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}
