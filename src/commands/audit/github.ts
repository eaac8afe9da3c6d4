import type { Audit } from '../../audit/audit.ts';
import { workflowCommand } from '../../output/formats/github.ts';
import type { AuditVoice } from '../../say/audit-voice.ts';
import { noticesOf } from './notices.ts';

/** The headline, then each finding on its line of the plan or of the customer file. */
export function formatAuditGithub(audit: Audit, file: string, voice: AuditVoice): string {
  const { audit: say, words } = voice;
  const { accounts, red, amber, green } = audit.totals;
  const headline = workflowCommand('notice', { title: say.title }, say.headline(accounts, red, amber, green));
  const lines = noticesOf(audit, file, voice).map((notice) => {
    const { severity, state, about, message, advice, duty } = notice;
    const level = severity === 'error' && state === 'broken' ? 'error' : 'warning';
    const what = state === 'unknown' ? `${say.columns.unknown}${words.colon}${message}` : message;
    const text = `${about === '' ? '' : `${about}${words.colon}`}${what}${advice === '' ? '' : `\n${advice}`}`;
    return workflowCommand(level, { file: notice.file, line: notice.line, title: duty }, text);
  });
  return [headline, ...lines].join('');
}
