import { type PlanLanguage, planLanguage } from './language.ts';
import { type AuditWords, auditWords } from './words/audit.ts';

/** The languages of an audit's parts. */
export interface AuditVoice extends PlanLanguage {
  readonly audit: AuditWords;
}

/** The words of an audit and of the plans that it speaks of. */
export function auditVoice(language: 'en' | 'zh'): AuditVoice {
  return { ...planLanguage(language), audit: auditWords(language) };
}
