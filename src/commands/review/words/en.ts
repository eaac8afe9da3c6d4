import { formatCount } from '../../../output/numbers.ts';
import type { ReviewWords } from './words.ts';

/** A review, in English. */
export const reviewEn: ReviewWords = {
  title: 'Review of key accounts',
  headings: {
    changes: 'What changed in the criteria',
    others: 'Other movements',
    audit: 'Duties to key accounts',
    plans: 'Plans',
    wouldWrite: 'What would be written',
  },
  columns: { change: 'change', profit: 'profit' },
  first: (customers) =>
    `the first run of this book: all ${formatCount(customers)} customers are new, and movements are shown from the next run on`,
  noCauses: 'the book does not keep the run before, so why customers moved is not known',
  nothingMoved: 'no customer moved since the last run',
  dryRun: 'dry run: nothing was written',
  nothingToWrite: 'nothing: the book is as this run would leave it',
  wouldWrite: { new: 'new', changed: 'changed', removed: 'removed' },
  undetermined: (count) =>
    `${formatCount(count)} ${count === 1 ? 'customer is' : 'customers are'} undetermined: classify shows what they lack`,
};
