import { cleanLines } from '../clean.ts';

/** A line that GitHub Actions shows on a pull request; properties that are null are left out. */
export function workflowCommand(
  level: 'error' | 'warning' | 'notice',
  properties: Readonly<Record<string, string | number | null>>,
  message: string,
): string {
  const shown = Object.entries(properties)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${level}${shown.length > 0 ? ' ' : ''}${shown.join(',')}::${escapeData(message)}\n`;
}

// As @actions/core escapes: line breaks would end the command, and data must not start one.
function escapeData(text: string): string {
  return cleanLines(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
