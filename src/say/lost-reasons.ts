import type { Audit } from '../audit/audit.ts';
import type { Criteria } from '../criteria/criteria.ts';
import { knownFacts } from '../verdict/known-facts.ts';
import { choiceText } from './choice-text.ts';

/** An audit with the reasons of lost customers as a language calls them. */
export function nameReasons(audit: Audit, criteria: Criteria, language: 'en' | 'zh'): Audit {
  const field = knownFacts(criteria).lostReason?.name;
  const reasons = audit.lost.reasons.map((one) => ({
    ...one,
    reason: choiceText(criteria, field, one.reason, language),
  }));
  return { ...audit, lost: { ...audit.lost, reasons } };
}
