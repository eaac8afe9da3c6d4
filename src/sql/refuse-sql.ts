import type { Diagnostic } from '../text/diagnostic.ts';
import type { Span } from '../text/source.ts';
import type { Wording } from '../text/wording.ts';

/** Takes what cannot be said in SQL: what, what helps, and where the criteria ask for it. */
export type RefuseSql = (message: Wording, help: Wording, at: Span) => void;

/** Makes errors of what is refused, in the order in which it is. */
export function refuseInto(diagnostics: Diagnostic[]): RefuseSql {
  return (message, help, at) => {
    diagnostics.push({ code: 'not-in-sql', severity: 'error', message, help, at });
  };
}
