import { workflowCommand } from '../../output/formats/github.ts';
import { fullMessage, regionOf } from '../../output/region.ts';
import type { CheckResult } from './result.ts';

/** Annotations that GitHub shows on the lines of a pull request: its workflow commands. */
export function formatGithub(results: readonly CheckResult[]): string {
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
        fullMessage(diagnostic, '\n'),
      );
    })
    .join('');
}
