import type { MoneyStep } from '../numbers.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

/** The languages that people may read; data and criteria stay as they were typed. */
export type Language = 'en' | 'zh';

/** Every word that reports show, in one language. Sentences with numbers are functions: each language has its own grammar. */
export interface Words {
  readonly language: Language;
  /** Stands for a value that is not there. */
  readonly none: string;
  readonly yes: string;
  readonly no: string;
  /** Between a label and its value. */
  readonly colon: string;
  /** Between the items of a list within a sentence. */
  readonly comma: string;
  readonly moneySteps: readonly MoneyStep[];
  readonly categories: ByCategory;
  /** What each category is managed toward. */
  readonly goals: ByCategory;
  readonly undetermined: string;
  readonly total: string;
  readonly severities: Readonly<Record<'error' | 'warning' | 'info', string>>;
  readonly headings: Readonly<Record<HeadingWord, string>>;
  readonly columns: Readonly<Record<ColumnWord, string>>;
  readonly labels: Readonly<Record<LabelWord, string>>;
  readonly sentences: Sentences;
}

type ByCategory = Readonly<Record<'target' | 'normal' | 'lost' | 'key', string>>;

type HeadingWord = 'classification' | 'categories' | 'keyByCriterion' | 'undetermined' | 'warnings';

type ColumnWord =
  | 'category'
  | 'goal'
  | 'customers'
  | 'shareOfCustomers'
  | 'revenue'
  | 'shareOfRevenue'
  | 'criterion'
  | 'description'
  | 'keyAccounts'
  | 'shareOfKeyAccounts'
  | 'lacks'
  | 'fields'
  | 'score'
  | 'businessUnit'
  | 'accountManager'
  | 'customerId'
  | 'customerName';

type LabelWord =
  | 'asOf'
  | 'criteria'
  | 'version'
  | 'owner'
  | 'reason'
  | 'file'
  | 'book'
  | 'customers'
  | 'rejectedRows'
  | 'warnings'
  | 'shareOfRevenue'
  | 'cutPoints'
  | 'businessUnits';

/** Whole sentences, without a full stop at their end. */
interface Sentences {
  customers(count: number): string;
  keyAccounts(count: number): string;
  /** More key accounts than the criteria say can be managed; nobody is cut. */
  capacity(keyAccounts: number, capacity: number): string;
  /** The same for one business unit. */
  unitCapacity(unit: string, keyAccounts: number, capacity: number): string;
  /** Without a book nobody is known to be a key account already. */
  readonly noBook: string;
  readonly noRevenue: string;
  readonly noKeyAccounts: string;
  readonly noCriteriaMet: string;
  undetermined(count: number): string;
  readonly undeterminedHelp: string;
  /** How often a field is what an undetermined customer lacks; one customer may lack several. */
  lacks(count: number): string;
  /** An account that meets several criteria is listed under the first of them. */
  readonly firstCriterion: string;
  rejected(count: number, file: string): string;
  wrote(count: number, file: string): string;
  more(count: number): string;
  warnings(count: number): string;
  errors(count: number): string;
  /** Where the numbers behind top 20 and quintiles come from. */
  readonly freshCutPoints: string;
  lockedCutPoints(file: string): string;
}

/** The words of a language. */
export function wordsFor(language: Language): Words {
  switch (language) {
    case 'en':
      return en;
    case 'zh':
      return zh;
  }
}
