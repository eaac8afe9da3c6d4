import { formatCount } from '../../../../output/numbers.ts';
import type { RulesWords } from './words.ts';

/** Rules and data, in English. */
export const rulesEn: RulesWords = {
  criteria: {
    title: 'Criteria',
    lead: (name, version, owner) =>
      `${name}${version === '' ? '' : `, version ${version}`}${owner === null ? '' : `, in the hands of ${owner}`}`,
    reason: (reason) => `Why this version: ${reason}`,
    order: 'The first category that applies decides, in this order',
    columns: { category: 'category', criterion: 'criterion', words: 'applies when' },
    otherwise: 'everyone else',
    staysWhile: 'stays key while',
    unit: (name) => `Criteria of ${name}`,
    sameUnit: (name) => `The other criteria of ${name} are the company's`,
    checks: 'What is checked',
    checkColumns: { check: 'check', of: 'of', weight: 'weight', expected: 'what should hold' },
    changes: 'What changed since the last run',
    unchanged: (day) => `The criteria are those of the last run (${day})`,
    changed: (day, version) =>
      `The criteria differ from those of the last run (${day}${version === '' ? '' : `, version ${version}`})`,
  },
  data: {
    title: 'Data',
    lead: (customers, undetermined) =>
      `${counted(customers, 'customer')} ${customers === 1 ? 'was' : 'were'} read; ${customers === 0 ? 'there is nothing to show' : undetermined === 0 ? 'every one has a category' : `${formatCount(undetermined)} cannot be decided, since a value is missing`}`,
    labels: {
      file: 'file',
      sha256: 'SHA-256',
      encoding: 'encoding',
      delimiter: 'columns separated by',
      sheet: 'sheet',
      rows: 'customers',
      rejected: 'rows set aside',
      criteriaFile: 'criteria file',
      criteriaSha256: 'SHA-256 of the criteria',
      tool: 'made with',
      book: 'book',
    },
    lacks: 'What undetermined customers lack',
    lacksDescription: 'A bar for each field: how many undetermined customers lack it',
    rejected: (count, file) => `${formatCount(count)}, written to ${file}`,
  },
};

function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}
