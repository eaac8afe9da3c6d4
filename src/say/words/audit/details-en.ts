import type { DetailWords } from './words.ts';

/** Findings in English. */
export const auditDetailsEn: DetailWords = {
  noPerson(why, text) {
    switch (why) {
      case 'blank':
        return ['no account manager', 'name one person in the data'];
      case 'placeholder':
        return [`"${text}" is a placeholder, not an account manager`, 'name one person in the data'];
      case 'gone':
        return [`the account manager has left: "${text}"`, 'name a successor'];
      case 'mailbox':
        return [`"${text}" is a mailbox, not a person`, 'name the person behind it'];
      case 'several':
        return [`several account managers: "${text}"`, 'make one of them answerable'];
      case 'team':
        return [`"${text}" is a team, not a person`, 'name one person of it'];
      case 'role':
        return [`"${text}" is a role, not a person`, 'name who holds it'];
    }
  },
  load: (accounts, most) => [
    `${accounts} key accounts, at most ${most} can be managed`,
    'hand some of them over',
  ],
  noPlan: ['no account plan', 'have one written'],
  planClosed: ['the plan is closed', 'reopen it, or write a new one'],
  planUnreadable: (problems, place) => [
    `the plan cannot be read${problems > 1 ? ` in ${problems} places` : ''}`,
    `mend ${place}`,
  ],
  noOwner: ['the plan has no owner', 'write the account manager into "owner"'],
  otherOwner: (owner, manager) => [
    `the plan belongs to ${owner}, not to the account manager`,
    `hand it to ${manager}, or correct the data`,
  ],
  noManagerToCompare: (owner) => [
    `whether ${owner} may own the plan: no account manager is named`,
    'name the account manager first',
  ],
  noReview: ['no next review is named', 'agree on a day, and write it into "next_review"'],
  reviewOverdue: (due, days) => [
    `review overdue by ${daysOf(days)} (${due})`,
    'hold it, log it, and name the next one',
  ],
  reviewOld: (last, days, every) => [
    `last review ${daysOf(days)} ago (${last}), one is due every ${daysOf(every)}`,
    'review it now, and log it',
  ],
  neverReviewed: (since, days, every) => [
    `no review logged in ${daysOf(days)} as key account (since ${since}), one is due every ${daysOf(every)}`,
    'review it now, and log it',
  ],
  reviewFar: (due, days, every) => [
    `next review only in ${daysOf(days)} (${due}), one is due every ${daysOf(every)}`,
    'bring it forward',
  ],
  issues: (title, owner, days, more, most) => [
    `${title === null ? 'an issue' : `"${title}"`} open for ${daysOf(days)}${more > 0 ? `, and ${more} more` : ''}; at most ${most}`,
    owner === null ? 'give it an owner, and solve it' : `have ${owner} solve it`,
  ],
  issueUndated: (title) => [
    `how long ${title === null ? 'an issue' : `"${title}"`} has been open`,
    'write the day into "opened"',
  ],
  noForecast: (last) =>
    last === null
      ? ['no forecast', 'agree on one with the customer']
      : [`no forecast after ${last}`, 'agree on the next one with the customer'],
  forecastBlank: (period) => [`the forecast of ${period} is blank`, 'agree on it with the customer'],
  sectionsEmpty: (titles, count, of) => [
    `${count} of ${of} sections of the plan are empty`,
    `write ${titles.join(', ')}${count > titles.length ? ' …' : ''}`,
  ],
  olderCriteria: (stated, current) => [
    `the plan is from criteria ${stated}, now ${current}`,
    `look it through, then write "criteria: ${current}"`,
  ],
  orphan: (category) =>
    category === null
      ? ['its customer is not in the file', 'close the plan, or look into the export']
      : [`its customer is now ${category}`, 'close the plan: "keyaccounts plan" does it'],
  maybeOrphan: [
    'whether its customer is still there: rows of the file could not be read',
    'mend the rows that were set aside',
  ],
  check: (id, values, expected) => [`${id}: ${values}`, `it should be: ${expected}`],
  checkUnknown: (id, lacks, isBlank) =>
    isBlank
      ? [`${id}: ${lacks} is missing`, 'fill it in in the export']
      : [
          `${id}: ${lacks} has no result`,
          'look into it: what it is calculated from is zero or not there yet',
        ],
};

function daysOf(count: number): string {
  return `${count} ${count === 1 ? 'day' : 'days'}`;
}
