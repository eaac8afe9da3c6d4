import type { BookEvent } from '../../../book/files.ts';
import type { Standing } from '../../../book/history.ts';
import { bookEn } from './en.ts';
import { bookZh } from './zh.ts';

type BookHeading = 'newKey' | 'formerKey' | 'overrides' | 'portfolio' | 'history';

type BookColumn =
  | 'asOf'
  | 'before'
  | 'now'
  | 'criterion'
  | 'criteriaVersion'
  | 'cause'
  | 'signs'
  | 'computed'
  | 'reason'
  | 'author'
  | 'expires'
  | 'trend'
  | 'profit'
  | 'entered'
  | 'left';

type BookLabel = 'lastRun' | 'since' | 'decidedBy' | 'nowBy' | 'runs';

/** What is said of the book, in one language. */
export interface BookWords {
  /** What happened to the book's files, a line on standard error. */
  event(event: BookEvent): string;
  readonly headings: Readonly<Record<BookHeading, string>>;
  readonly columns: Readonly<Record<BookColumn, string>>;
  readonly labels: Readonly<Record<BookLabel, string>>;
  readonly standings: Readonly<Record<Standing, string>>;
  /** Where a customer stood that was not there. */
  readonly notThere: string;
  /** What decided that is no criterion. */
  readonly decidedBy: Readonly<Record<'otherwise' | 'stays_while' | 'override', string>>;
  /** Why a customer moved, as the history keeps it: "own data and calendar", and what of it. */
  cause(cause: string, detail: string): string;
  overridesApplied(count: number, changing: number): string;
  noRunYet(day: string): string;
  /** "key since 2026-03-31": `first` when that is the first run of the book. */
  since(day: string, first: boolean): string;
  criteriaOf(criterion: string, version: string): string;
  readonly noRuns: string;
}

/** The words for a book in a language. */
export function bookWords(language: 'en' | 'zh'): BookWords {
  switch (language) {
    case 'en':
      return bookEn;
    case 'zh':
      return bookZh;
  }
}
