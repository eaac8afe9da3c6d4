import type { Audit } from '../../audit/audit.ts';
import { formatGitlab } from '../../output/formats/gitlab.ts';
import type { Language } from '../../output/language.ts';
import { wordsFor } from '../../output/words.ts';
import { accountWords } from '../../say/audited-accounts.ts';
import { noticesOf } from './notices.ts';

/** Findings that GitLab shows on the lines of plans and of the customer file. */
export function formatAuditGitlab(audit: Audit, file: string, language: Language): string {
  const { colon } = wordsFor(language);
  const { unknown } = accountWords(language);
  return formatGitlab(
    noticesOf(audit, file, language).map((notice) => {
      const { duty, severity, state, about, message, advice, line } = notice;
      const isBroken = severity === 'error' && state === 'broken';
      const what = [about, ...(state === 'unknown' ? [unknown] : []), message].filter((one) => one !== '');
      return {
        check: duty,
        description: [what.join(colon), ...(advice === '' ? [] : [advice])].join('\n'),
        severity: isBroken ? 'major' : 'minor',
        file: notice.file,
        line,
      } as const;
    }),
  );
}
