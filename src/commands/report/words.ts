import { defineWords, type In } from '../../output/language.ts';
import { frameWords } from './words/frame.ts';
import { moneyWords } from './words/money.ts';
import { peopleWords } from './words/people.ts';
import { rulesWords } from './words/rules.ts';

/** What a report of the portfolio says, in one language. Numbers come written; sentences have no full stop. */
export const reportWords = defineWords({
  /** The page around the sections, and what to do first. */
  frame: frameWords,
  /** Where the money is: overview, concentration, growth and profit, scores. */
  money: moneyWords,
  /** Who: movements, lost, targets, duties, units and managers, customers. */
  people: peopleWords,
  /** By which rules, and from which data. */
  rules: rulesWords,
});

/** The words of a report in one language. */
export type ReportWords = In<typeof reportWords>;
