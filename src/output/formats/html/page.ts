import type { Words } from '../../words.ts';

/** What a page says of itself, beside what its report says. */
export interface PageVoice {
  readonly words: Words;
  readonly page: PageText;
  /** The sections that there are, by id. */
  readonly sections: ReadonlySet<string>;
}

/** The page's own words: links, buttons and the last line. */
export interface PageText {
  readonly skip: string;
  readonly contents: string;
  readonly theme: string;
  readonly numbers: string;
  readonly footer: string;
}
