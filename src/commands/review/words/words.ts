import type { WouldWrite } from '../../../book/files.ts';
import { reviewEn } from './en.ts';
import { reviewZh } from './zh.ts';

/** What a review says, in one language. */
export interface ReviewWords {
  readonly title: string;
  readonly headings: Readonly<Record<'changes' | 'others' | 'audit' | 'plans' | 'wouldWrite', string>>;
  readonly columns: Readonly<Record<'change' | 'profit', string>>;
  /** The first run of a book: everybody is new. */
  first(customers: number): string;
  /** The run before is not kept any more, so that nobody knows why customers moved. */
  readonly noCauses: string;
  readonly nothingMoved: string;
  readonly dryRun: string;
  readonly nothingToWrite: string;
  readonly wouldWrite: Readonly<Record<WouldWrite['kind'], string>>;
  undetermined(count: number): string;
}

/** The words of a review in a language. */
export function reviewWords(language: 'en' | 'zh'): ReviewWords {
  switch (language) {
    case 'en':
      return reviewEn;
    case 'zh':
      return reviewZh;
  }
}
