import { formatCount } from '../../../../output/numbers.ts';
import type { FrameWords } from './words.ts';

/** The page, in English. */
export const frameEn: FrameWords = {
  title: 'Customer portfolio',
  subtitle: { asOf: 'as of', file: 'customers', criteria: 'criteria' },
  page: {
    skip: 'Skip to the contents',
    contents: 'Sections',
    theme: 'Light or dark',
    numbers: 'The numbers as a table',
    footer: 'One file: it loads nothing and sends nothing',
    controls: {
      search: 'Find a customer',
      all: 'All categories',
      showing: '{from} to {to} of {count}',
      nothing: 'No customer matches',
      previous: 'Previous',
      next: 'Next',
      sort: 'Sort by',
    },
  },
  actions: {
    title: 'What to do on Monday',
    nothing: 'The data asks for nothing',
    untold: (accounts) => `Fill in what the checks of ${counted(accounts, 'key account')} ask for`,
    withoutManager: (count) => `Name a manager for ${counted(count, 'key account')}`,
    broken: (count, expected) =>
      `${counted(count, 'key account')} ${count === 1 ? 'breaks' : 'break'} the check that ${expected}`,
    duties: (findings, accounts) =>
      `Settle ${counted(findings, 'broken duty', 'broken duties')} of ${counted(accounts, 'key account')}`,
    dutiesOf: (manager, findings) => `${manager} ${formatCount(findings)}`,
    entered: (count) => `Welcome ${counted(count, 'new key account')}: agree a manager and a plan`,
    left: (count) =>
      `Look into ${counted(count, 'account')} that ${count === 1 ? 'is' : 'are'} no longer key`,
    narrow: (count, isExact) =>
      isExact
        ? `Hold ${counted(count, 'key account')} close to the line`
        : 'Hold the key accounts closest to the line',
    misses: (count, isExact) =>
      isExact
        ? `Develop ${counted(count, 'customer')} one step short of key`
        : 'Develop the customers that come closest to key',
    unexplained: (count, worth) =>
      `Find out why ${counted(count, 'customer')} left${worth === null ? '' : `, worth ${worth}`}`,
    signs: (count, reason) =>
      `Call ${counted(count, 'customer')} that ${count === 1 ? 'shows' : 'show'} the signs of those lost for ${reason}`,
    load: (managers) => `Relieve ${counted(managers, 'manager')} with too many key accounts`,
    loadOf: (manager, accounts, most) => `${manager} ${formatCount(accounts)} of ${formatCount(most)}`,
    undetermined: (count) => `Fill in what is missing for ${counted(count, 'customer')} without a category`,
    lacks: (field, count) => `${field} (${formatCount(count)})`,
    capacity: (keys, capacity) =>
      `${counted(keys, 'key account')} for a capacity of ${formatCount(capacity)}: adjust the criteria, nobody is cut`,
    pursue: (count) =>
      count === 1 ? 'Pursue 1 target' : `Pursue the largest of ${counted(count, 'target')}`,
    more: (count) => `and ${formatCount(count)} more`,
  },
  short: {
    overview: 'Overview',
    concentration: 'Concentration',
    growth: 'Growth',
    scores: 'Scores',
    movements: 'Movements',
    lost: 'Lost',
    target: 'Targets',
    duties: 'Duties',
    groups: 'Units',
    criteria: 'Criteria',
    data: 'Data',
    customers: 'Customers',
  },
  noBook: 'Without a book nothing is known of the last run: give --book to see who moved',
};

function counted(count: number, noun: string, nouns = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : nouns}`;
}
