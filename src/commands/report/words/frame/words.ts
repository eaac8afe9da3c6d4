import { frameEn } from './en.ts';
import { frameZh } from './zh.ts';

/** The page around the sections, and what is to be done first. */
export interface FrameWords {
  readonly title: string;
  readonly subtitle: Readonly<Record<'asOf' | 'file' | 'criteria', string>>;
  /** What a page says of itself: for readers, screen readers and controls. */
  readonly page: PageWords;
  readonly actions: ActionWords;
  /** The sections where there is little room. */
  readonly short: Readonly<Record<ShortName, string>>;
  readonly noBook: string;
}

type ShortName =
  | 'overview'
  | 'concentration'
  | 'growth'
  | 'scores'
  | 'movements'
  | 'lost'
  | 'target'
  | 'duties'
  | 'groups'
  | 'criteria'
  | 'data'
  | 'customers';

/** The words of a page that no section has; `controls` are those of a long table. */
export interface PageWords {
  readonly skip: string;
  readonly contents: string;
  readonly theme: string;
  readonly numbers: string;
  readonly footer: string;
  readonly controls: {
    readonly search: string;
    readonly all: string;
    readonly showing: string;
    readonly nothing: string;
    readonly previous: string;
    readonly next: string;
    readonly sort: string;
  };
}

/** What to do on Monday: each with whom it is about behind it. */
interface ActionWords {
  readonly title: string;
  readonly nothing: string;
  /** Checks that cannot be told, since something is missing. */
  untold(accounts: number): string;
  withoutManager(count: number): string;
  /** Key accounts that break a check; what should hold is said as the criteria say it. */
  broken(count: number, expected: string): string;
  /** Broken duties of key accounts, by who has to act. */
  duties(findings: number, accounts: number): string;
  dutiesOf(manager: string, findings: number): string;
  entered(count: number): string;
  left(count: number): string;
  /** Where not all were counted: the nearest. */
  narrow(count: number, isExact: boolean): string;
  misses(count: number, isExact: boolean): string;
  unexplained(count: number, worth: string | null): string;
  /** Who shows what those lost for a reason showed. */
  signs(count: number, reason: string): string;
  load(managers: number): string;
  loadOf(manager: string, accounts: number, most: number): string;
  undetermined(count: number): string;
  lacks(field: string, count: number): string;
  capacity(keys: number, capacity: number): string;
  pursue(count: number): string;
  more(count: number): string;
}

/** The words around the sections in a language. */
export function frameWords(language: 'en' | 'zh'): FrameWords {
  switch (language) {
    case 'en':
      return frameEn;
    case 'zh':
      return frameZh;
  }
}
