import type { Audit } from '../../audit/audit.ts';
import { formatGitlab } from '../../output/formats/gitlab.ts';
import type { Language } from '../../output/language.ts';
import { noticesOf } from './notices.ts';

/** Findings that GitLab shows on the lines of plans and of the customer file. */
export function formatAuditGitlab(audit: Audit, file: string, language: Language): string {
  return formatGitlab(
    noticesOf(audit, file, language).map(({ duty, isFailure, text, ...place }) => ({
      ...place,
      check: duty,
      description: text,
      severity: isFailure ? 'major' : 'minor',
    })),
  );
}
