import { rulesEn } from './en.ts';
import { rulesZh } from './zh.ts';

/** The criteria and the data that a report was made from. */
export interface RulesWords {
  readonly criteria: CriteriaWords;
  readonly data: DataWords;
}

interface CriteriaWords {
  readonly title: string;
  lead(name: string, version: string, owner: string | null): string;
  reason(reason: string): string;
  readonly order: string;
  readonly columns: Readonly<Record<'category' | 'criterion' | 'words', string>>;
  readonly otherwise: string;
  readonly staysWhile: string;
  unit(name: string): string;
  sameUnit(name: string): string;
  /** What is held against customers, whatever their criteria. */
  readonly checks: string;
  readonly checkColumns: Readonly<Record<'check' | 'of' | 'weight' | 'expected', string>>;
  readonly changes: string;
  unchanged(day: string): string;
  changed(day: string, version: string): string;
}

interface DataWords {
  readonly title: string;
  lead(customers: number, undetermined: number): string;
  readonly labels: Readonly<
    Record<
      | 'file'
      | 'sha256'
      | 'encoding'
      | 'delimiter'
      | 'sheet'
      | 'rows'
      | 'rejected'
      | 'criteriaFile'
      | 'criteriaSha256'
      | 'tool'
      | 'book',
      string
    >
  >;
  readonly lacks: string;
  readonly lacksDescription: string;
  rejected(count: number, file: string): string;
}

/** The words of the sections on criteria and data in a language. */
export function rulesWords(language: 'en' | 'zh'): RulesWords {
  switch (language) {
    case 'en':
      return rulesEn;
    case 'zh':
      return rulesZh;
  }
}
