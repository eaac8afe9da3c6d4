import { workflowCommand } from '../../output/formats/github.ts';
import { formatGitlab } from '../../output/formats/gitlab.ts';
import { fullMessage, regionOf } from '../../output/region.ts';
import { CODES, type Code } from '../../text/codes.ts';
import type { Diagnostic } from '../../text/diagnostic.ts';
import { type Language, LINE_BREAK } from '../../text/wording.ts';
import { VERSION } from '../../version.ts';
import type { CheckResult } from './check-file.ts';

/** Annotations that GitHub shows on the lines of a pull request: its workflow commands. */
export function formatGithub(results: readonly CheckResult[], language: Language): string {
  return results
    .flatMap(({ diagnostics }) => diagnostics)
    .map((diagnostic) => {
      const { file, line, column, endLine, endColumn } = regionOf(diagnostic);
      const level = { error: 'error', warning: 'warning', info: 'notice' }[diagnostic.severity];
      // GitHub takes columns only where a region stands on one line.
      const oneLine = line === endLine;
      const properties = {
        file,
        line,
        endLine,
        col: oneLine ? column : null,
        endColumn: oneLine ? endColumn : null,
        title: diagnostic.code,
      };
      return workflowCommand(
        level as 'error' | 'warning' | 'notice',
        properties,
        fullMessage(diagnostic, LINE_BREAK, language),
      );
    })
    .join('');
}

/** Findings that GitLab shows on the lines of a merge request. */
export function formatQuality(results: readonly CheckResult[], language: Language): string {
  const severities = { error: 'major', warning: 'minor', info: 'info' } as const;
  return formatGitlab(
    results
      .flatMap(({ diagnostics }) => diagnostics)
      .map((diagnostic) => {
        const { file, line } = regionOf(diagnostic);
        return {
          check: diagnostic.code,
          description: fullMessage(diagnostic, LINE_BREAK, language),
          severity: severities[diagnostic.severity],
          file,
          line,
        };
      }),
  );
}

/** SARIF 2.1.0 (OASIS), as code scanning services read it. */
export function formatSarif(results: readonly CheckResult[]): string {
  const diagnostics = results.flatMap((result) => result.diagnostics);
  const codes = [...new Set(diagnostics.map(({ code }) => code))].sort();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'keyaccounts',
            version: VERSION,
            rules: codes.map((code) => ({ id: code, shortDescription: { text: CODES[code].en } })),
          },
        },
        columnKind: 'unicodeCodePoints',
        results: diagnostics.map((diagnostic) => sarifResult(diagnostic, codes)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function sarifResult(diagnostic: Diagnostic, codes: readonly Code[]): object {
  const { file, line, column, endLine, endColumn } = regionOf(diagnostic);
  const region =
    line === null
      ? {}
      : {
          region: {
            startLine: line,
            ...(column === null ? {} : { startColumn: column, endLine, endColumn }),
          },
        };
  return {
    ruleId: diagnostic.code,
    ruleIndex: codes.indexOf(diagnostic.code),
    level: { error: 'error', warning: 'warning', info: 'note' }[diagnostic.severity],
    message: { text: fullMessage(diagnostic, LINE_BREAK, 'en') },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) }, ...region } }],
  };
}

function uriOf(file: string): string {
  return file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
}
