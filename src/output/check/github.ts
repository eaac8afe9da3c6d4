import { cleanText } from '../clean.ts';
import { fullMessage, regionOf } from './region.ts';
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
      const properties = Object.entries({
        file,
        line,
        endLine,
        col: oneLine ? column : null,
        endColumn: oneLine ? endColumn : null,
        title: diagnostic.code,
      })
        .filter(([, value]) => value !== null)
        .map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
      return `::${level} ${properties.join(',')}::${escapeData(fullMessage(diagnostic, '\n'))}\n`;
    })
    .join('');
}

// As @actions/core escapes: line breaks would end the command, and data must not start one.
function escapeData(text: string): string {
  return text
    .split('\n')
    .map(cleanText)
    .join('\n')
    .replaceAll('%', '%25')
    .replaceAll('\r', '%0D')
    .replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
