import type { Audit } from '../../audit/audit.ts';
import { workflowCommand } from '../../output/formats/github.ts';
import type { Language } from '../../output/language.ts';
import { wordsFor } from '../../output/words.ts';
import { accountWords } from '../../say/audited-accounts.ts';
import { noticesOf } from './notices.ts';
import { auditWords } from './words.ts';

/** The headline, then each finding on its line of the plan or of the customer file. */
export function formatAuditGithub(audit: Audit, file: string, language: Language): string {
  const words = wordsFor(language);
  const say = accountWords(language);
  const { title } = auditWords(language);
  const { accounts, red, amber, green } = audit.totals;
  const headline = workflowCommand('notice', { title }, say.headline(accounts, red, amber, green));
  const lines = noticesOf(audit, file, language).map((notice) => {
    const { severity, state, about, message, advice, duty } = notice;
    const level = severity === 'error' && state === 'broken' ? 'error' : 'warning';
    const what = state === 'unknown' ? `${say.unknown}${words.colon}${message}` : message;
    const text = `${about === '' ? '' : `${about}${words.colon}`}${what}${advice === '' ? '' : `\n${advice}`}`;
    return workflowCommand(level, { file: notice.file, line: notice.line, title: duty }, text);
  });
  return [headline, ...lines].join('');
}
