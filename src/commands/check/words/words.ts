import { checkEn } from './en.ts';
import { checkZh } from './zh.ts';

/** What a check says beside its findings, in one language. */
export interface CheckWords {
  readonly title: string;
  readonly findings: string;
  readonly cases: string;
  readonly coverage: string;
  readonly robustness: string;
  readonly columns: Readonly<
    Record<
      | 'criterion'
      | 'condition'
      | 'cases'
      | 'holds'
      | 'fails'
      | 'customers'
      | 'line'
      | 'where'
      | 'from'
      | 'down'
      | 'up'
      | 'severity'
      | 'place'
      | 'finding',
      string
    >
  >;
  readonly unreadable: string;
  readonly nothingFound: string;
  remarks(count: number): string;
  casesPassed(passed: number, of: number): string;
  readonly noCases: string;
  covered(covered: number, total: number, percent: number): string;
  customersCovered(covered: number, total: number, customers: number): string;
  flips(flips: number, key: number): string;
  robustnessIntro(customers: number): string;
  readonly allCovered: string;
}

/** The words of a check in a language. */
export function checkWords(language: 'en' | 'zh'): CheckWords {
  return language === 'zh' ? checkZh : checkEn;
}
