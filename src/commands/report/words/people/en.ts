import { formatCount } from '../../../../output/numbers.ts';
import type { PeopleWords } from './words.ts';

/** Who, in English. */
export const peopleEn: PeopleWords = {
  movements: {
    title: 'Movements',
    lead: (moved, toKey, fromKey, day) =>
      `${counted(moved, 'customer')} moved since ${day}: ${formatCount(toKey)} became key, ${formatCount(fromKey)} ${fromKey === 1 ? 'is' : 'are'} key no longer`,
    nothing: (day) => `Nobody moved since ${day}`,
    firstRun: 'The book has no earlier run to compare with',
    chart: 'From the last run to this one',
    description:
      'Bands from each category of the last run to each of this one, as wide as the customers they hold',
    before: 'last run',
    now: 'now',
    standings: { absentBefore: 'new', absentNow: 'gone' },
    columns: { from: 'before', to: 'now', cause: 'cause', count: 'customers' },
    who: 'Who moved',
    causes: 'Why they moved',
    cause: {
      new: 'new in the export',
      gone: 'no longer in the export',
      data: "the customer's own data",
      criteria: 'changed criteria',
      peers: 'other customers moved a line',
      calendar: 'time passed',
      override: 'an override',
    },
    causesDescription: 'A bar for each kind of cause: in how many movements it has a part',
    notKept: 'The book does not keep the run before this day, so that nothing can be compared',
  },
  lost: {
    title: 'Lost customers',
    lead: (count, worth, unexplained) => {
      const bought = worth === null ? '' : `, worth ${worth}`;
      const why =
        unexplained === 0
          ? 'each has a reason'
          : `nobody wrote down why for ${formatCount(unexplained)} of them`;
      return `${counted(count, 'customer')} ${count === 1 ? 'is' : 'are'} lost${bought}; ${why}`;
    },
    nobody: 'No customer is lost',
    chart: 'Why customers were lost',
    description: 'A bar for each reason, the costliest first, with how much the reasons make together',
    noReason: 'no reason given',
    otherReasons: (count) => counted(count, 'other reason'),
    customers: 'customers',
    columns: {
      reason: 'reason',
      worth: 'worth',
      share: 'share',
      cumulative: 'cumulative',
      signs: 'what it shows',
    },
    alike: (count, reason) =>
      `${counted(count, 'current customer')} ${count === 1 ? 'shows' : 'show'} the signs of those lost for ${reason}`,
    falling: 'revenue below the year before',
    fails: (condition) => `not so: ${condition}`,
    nobodyAtRisk: (reasons) => `No current customer shows the signs of those lost for ${reasons}`,
    noSigns: 'Too few customers were lost for any one reason to see what they had in common',
    worthNote: 'Worth is the revenue of a year or, where there is none any more, that of the year before',
    moreReasons: (count) => `… and ${counted(count, 'other group')} of reasons with the same signs`,
    unexplained: 'Lost without a reason, the largest first',
    noField: 'The criteria have no field "lost_reason", so that reasons cannot be counted',
  },
  target: {
    title: 'Targets',
    lead: (count, potential, first) =>
      `${counted(count, 'target')}${potential === null ? '' : ` with a potential of ${potential} a year`}; first comes ${first}`,
    nobody: 'There are no targets',
    chart: 'The most promising targets',
    description: (shown, count) =>
      `A bar for each of the first ${formatCount(shown)} of ${counted(count, 'target')}`,
    columns: {
      potential: 'potential',
      nearest: 'nearest criterion',
      lacks: 'what must still hold to be key',
    },
    list: 'Pursuit list',
    lacking: (condition, unknown) => (unknown ? `not known whether ${condition}` : condition),
    more: (count) => `… and ${count} more targets`,
  },
  duties: {
    title: 'Duties',
    lead: (accounts, red, amber, green) =>
      `Of ${counted(accounts, 'key account')} ${formatCount(red)} ${red === 1 ? 'is' : 'are'} red, ${formatCount(amber)} amber and ${formatCount(green)} green`,
    nothing: 'There are no key accounts to look after',
    noPlans: 'Plans, reviews and forecasts were not looked at: give --book',
    chart: 'Key accounts by manager',
    description:
      'A bar for each account manager: how many key accounts are red, amber and green. Red breaks a duty that must be kept, amber another one, or something cannot be told',
    load: (most) => `at most ${formatCount(most)}`,
    columns: { most: 'at most', redRevenue: 'revenue of the red' },
  },
  groups: {
    title: 'Business units and account managers',
    lead: (units, managers) =>
      [
        ...(units > 0 ? [counted(units, 'business unit')] : []),
        ...(managers > 0 ? [counted(managers, 'account manager')] : []),
      ].join(' and '),
    nothing: 'The criteria name neither business units nor account managers',
    units: 'Business units',
    managers: 'Account managers',
    unnamedUnit: 'no business unit',
    unnamedManager: 'nobody by name',
  },
  customers: {
    title: 'Customers',
    lead: (count) => `${counted(count, 'customer')}, key accounts first, then by revenue`,
    leftOut: (shown, all) =>
      `${shown} of ${all} customers are listed here; "classify --format csv" has them all`,
  },
};

function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}
