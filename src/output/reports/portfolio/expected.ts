import { type ConditionPhrases, printCondition } from '../../../condition/print.ts';
import type { Check, Criteria } from '../../../criteria/criteria.ts';

/** What should hold by a check, in words. */
export function printExpected(check: Check, criteria: Criteria, conditions: ConditionPhrases): string {
  return printCondition(check.expect, criteria.cohorts, conditions);
}
