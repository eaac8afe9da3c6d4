import type { BookWords } from './words.ts';

/** The book, in English. */
export const bookEn: BookWords = {
  event(event) {
    switch (event.kind) {
      case 'stale-lock':
        return `book: took over the lock that ${event.owner} left behind at ${event.since}`;
      case 'finished':
        return `book: wrote the ${counted(event.files, 'file')} that a run which was cut short had decided on`;
      case 'discarded':
        return `book: gave up what a run that was cut short had decided, since ${list(event.names)} changed in the meantime`;
      case 'kept':
        return `book: ended a run that was cut short, but left ${list(event.names)} as changed in the meantime`;
    }
  },
  headings: {
    newKey: 'New key accounts',
    formerKey: 'Former key accounts',
    overrides: 'Overrides',
    portfolio: 'Key accounts, run over run',
    history: 'Since when, and why',
  },
  columns: {
    asOf: 'as of',
    before: 'before',
    now: 'now',
    criterion: 'criterion',
    criteriaVersion: 'criteria',
    cause: 'cause',
    signs: 'failed checks before',
    computed: 'by the criteria',
    reason: 'reason',
    author: 'author',
    expires: 'until',
    trend: 'trend',
    profit: 'profit',
    entered: 'new',
    left: 'left',
  },
  labels: {
    lastRun: 'last run',
    since: 'since',
    decidedBy: 'decided by',
    nowBy: 'now by',
    runs: 'runs',
  },
  standings: {
    target: 'target',
    normal: 'normal',
    lost: 'lost',
    key: 'key',
    undetermined: 'undetermined',
    gone: 'not in the file',
  },
  notThere: 'new',
  decidedBy: {
    otherwise: 'no other category applies',
    stays_while: 'stays by the lower line',
    override: 'an override',
  },
  cause: (cause, detail) => (detail === '' ? cause : `${cause}: ${detail}`),
  overridesApplied: (count, changing) => {
    if (count === 1)
      return `1 override applied, ${changing === 1 ? 'which changes the category' : 'which changes nothing'}`;
    const which =
      changing === count
        ? 'all of which change'
        : changing === 1
          ? '1 of which changes'
          : `${changing === 0 ? 'none' : changing} of which change`;
    return `${count} overrides applied, ${which} the category`;
  },
  noRunYet: (day) => `the book has no run before ${day}: nobody has a previous category`,
  since: (day, first) => (first ? `${day}, the first run of the book` : day),
  criteriaOf: (criterion, version) => (version === '' ? criterion : `${criterion}, criteria ${version}`),
  noRuns: 'the book has no run yet; review records one',
};

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => `"${name}"`);
  return names.length > 5 ? `${shown.join(', ')} and ${names.length - 5} more` : shown.join(', ');
}
