import type { FrameWords } from './frame.ts';
import { frameWords } from './frame.ts';
import { type MoneyWords, moneyWords } from './money.ts';
import { type PeopleWords, peopleWords } from './people.ts';
import { type RulesWords, rulesWords } from './rules.ts';

/** What a report of the portfolio says, in one language. Numbers come written; sentences have no full stop. */
export interface ReportWords {
  /** The page around the sections, and what to do first. */
  readonly frame: FrameWords;
  /** Where the money is: overview, concentration, growth and profit, scores. */
  readonly money: MoneyWords;
  /** Who: movements, lost, targets, duties, units and managers, customers. */
  readonly people: PeopleWords;
  /** By which rules, and from which data. */
  readonly rules: RulesWords;
}

/** The words of a whole report in a language. */
export function reportWords(language: 'en' | 'zh'): ReportWords {
  return {
    frame: frameWords(language),
    money: moneyWords(language),
    people: peopleWords(language),
    rules: rulesWords(language),
  };
}
