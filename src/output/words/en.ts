import { formatCount } from '../numbers.ts';
import type { Words } from './words.ts';

/** What people read, in English. */
export const en: Words = {
  language: 'en',
  none: '–',
  yes: 'yes',
  no: 'no',
  colon: ': ',
  comma: ', ',
  moneySteps: [
    { size: 1, suffix: '', decimals: 0, below: 1e4 },
    { size: 1e3, suffix: 'k', decimals: 1, below: 1e5 },
    { size: 1e3, suffix: 'k', decimals: 0, below: 1e6 },
    { size: 1e6, suffix: 'm', decimals: 1, below: 1e9 },
    { size: 1e9, suffix: 'bn', decimals: 1, below: Number.POSITIVE_INFINITY },
  ],
  categories: { target: 'target', normal: 'normal', lost: 'lost', key: 'key' },
  goals: {
    target: 'capture the account: new business',
    normal: 'service and grow the account',
    lost: 'recapture it; first understand why it was lost',
    key: 'sustain the relationship and optimise profit',
  },
  undetermined: 'undetermined',
  total: 'total',
  severities: { error: 'error', warning: 'warning', info: 'note' },
  headings: {
    classification: 'Customers by category',
    categories: 'Categories',
    keyByCriterion: 'Key accounts by criterion',
    undetermined: 'Undetermined customers',
    warnings: 'Warnings',
  },
  columns: {
    category: 'category',
    goal: 'goal',
    customers: 'customers',
    shareOfCustomers: 'share of customers',
    revenue: 'revenue',
    shareOfRevenue: 'share of revenue',
    criterion: 'criterion',
    description: 'description',
    keyAccounts: 'key accounts',
    shareOfKeyAccounts: 'share of key accounts',
    lacks: 'lacks',
    fields: 'fields',
    score: 'score',
    businessUnit: 'business unit',
    accountManager: 'account manager',
    customerId: 'customer id',
    customerName: 'customer',
  },
  labels: {
    asOf: 'as of',
    criteria: 'criteria',
    version: 'version',
    owner: 'owner',
    reason: 'reason',
    file: 'file',
    book: 'book',
    customers: 'customers',
    rejectedRows: 'rejected rows',
    warnings: 'warnings',
    shareOfRevenue: 'share of revenue',
    cutPoints: 'cut points',
    businessUnits: 'business units',
  },
  sentences: {
    customers: (count) => counted(count, 'customer'),
    keyAccounts: (count) => counted(count, 'key account'),
    capacity: (keyAccounts, capacity) =>
      `${counted(keyAccounts, 'key account')}, ${formatCount(keyAccounts - capacity)} more than the capacity of ${formatCount(capacity)}; nobody is left out: adjust the criteria to bring the number down`,
    unitCapacity: (unit, keyAccounts, capacity) =>
      `"${unit}": ${counted(keyAccounts, 'key account')}, ${formatCount(keyAccounts - capacity)} more than the capacity of ${formatCount(capacity)}; nobody is left out: adjust the criteria to bring the number down`,
    noBook: 'no book: stays_while plays no part',
    noRevenue: 'no field "revenue": shares of revenue are left out',
    noKeyAccounts: 'no customer meets a criterion for key accounts',
    noCriteriaMet: 'no criterion met',
    undetermined: (count) =>
      `${counted(count, 'customer')} ${count === 1 ? 'is' : 'are'} undetermined: a value that decides is missing`,
    undeterminedHelp:
      'fill the values in the export, or give the field a default with "missing" in the criteria',
    lacks: (count) => `${counted(count, 'customer')} ${count === 1 ? 'lacks' : 'lack'} it`,
    firstCriterion: 'an account that meets several criteria counts under the first of them',
    rejected: (count, file) =>
      `${counted(count, 'row')} could not be read and ${count === 1 ? 'was' : 'were'} written to "${file}"`,
    wrote: (count, file) => `${counted(count, 'customer')} written to "${file}"`,
    more: (count) => `… and ${formatCount(count)} more`,
    warnings: (count) => counted(count, 'warning'),
    errors: (count) => counted(count, 'error'),
    freshCutPoints: 'computed from this file',
    lockedCutPoints: (file) => `locked in "${file}"`,
  },
};

function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}
