import { type PlanLanguage, planLanguage } from '../plan/language.ts';
import { type AuditWords, auditWords } from '../words/audit/words.ts';

/** The languages of an audit's parts. */
export interface AuditVoice extends PlanLanguage {
  readonly audit: AuditWords;
}

export function auditVoice(language: 'en' | 'zh'): AuditVoice {
  return { ...planLanguage(language), audit: auditWords(language) };
}
