import type { Audit } from '../../audit/audit.ts';
import { workflowCommand } from '../../output/formats/github.ts';
import type { Language } from '../../output/language.ts';
import { accountWords } from '../../say/audited-accounts.ts';
import { noticesOf } from './notices.ts';
import { auditWords } from './words.ts';

/** The headline, then each finding on its line of the plan or of the customer file. */
export function formatAuditGithub(audit: Audit, file: string, language: Language): string {
  const say = accountWords(language);
  const { title } = auditWords(language);
  const { accounts, red, amber, green } = audit.totals;
  const headline = workflowCommand('notice', { title }, say.headline(accounts, red, amber, green));
  const lines = noticesOf(audit, file, language).map(({ duty, isFailure, text, ...place }) =>
    workflowCommand(isFailure ? 'error' : 'warning', { ...place, title: duty }, text),
  );
  return [headline, ...lines].join('');
}
