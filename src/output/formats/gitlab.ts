import { createHash } from 'node:crypto';
import { cleanLines } from '../clean.ts';

/** A finding as GitLab shows it on the line of a merge request. */
export interface QualityFinding {
  readonly check: string;
  /** What is wrong in the first line; examples and advice may follow. */
  readonly description: string;
  readonly severity: 'info' | 'minor' | 'major';
  readonly file: string;
  /** Null where the whole file is meant: the first line then, since each finding needs one. */
  readonly line: number | null;
}

/**
 * A code quality report of GitLab. A finding keeps its fingerprint when lines are put in above it, or when another example
 * is found for it, so that a merge request shows only what it brings.
 */
export function formatGitlab(findings: readonly QualityFinding[]): string {
  const met = new Map<string, number>();
  const report = findings.map(({ check, description, severity, file, line }) => {
    const path = file.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');
    const said = cleanLines(description);
    const what = JSON.stringify([path, check, said.split('\n', 1)[0]]);
    const nth = met.get(what) ?? 0;
    met.set(what, nth + 1);
    return {
      description: said,
      check_name: check,
      fingerprint: createHash('sha256').update(`${what} ${nth}`).digest('hex'),
      severity,
      location: { path, lines: { begin: line ?? 1 } },
    };
  });
  return `${JSON.stringify(report, null, 2)}\n`;
}
