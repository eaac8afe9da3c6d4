import type { Audit } from '../../audit/audit.ts';
import type { Criteria } from '../../criteria/criteria.ts';
import { knownFacts } from '../../verdict/known-facts.ts';

/**
 * An audit with the reasons of lost customers as a language calls them: by the spelling in its script that the criteria
 * declare for the value, where there is one. What stands in files and JSON stays as declared.
 */
export function nameReasons(audit: Audit, criteria: Criteria, language: 'en' | 'zh'): Audit {
  const field = criteria.fields.find(({ name }) => name === knownFacts(criteria).lostReason?.name);
  const nameOf = (reason: string): string => {
    const spellings = [reason, ...(field?.values.get(reason) ?? [])];
    return spellings.find((one) => /\p{Script=Han}/u.test(one) === (language === 'zh')) ?? reason;
  };
  const reasons = audit.lost.reasons.map((one) => ({ ...one, reason: nameOf(one.reason) }));
  return { ...audit, lost: { ...audit.lost, reasons } };
}
