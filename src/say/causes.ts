import type { Cause, Causes } from '../compare/movement.ts';
import type { Change } from '../criteria/changes/change.ts';
import { formatDay } from '../fields/day.ts';
import type { Voice } from './comparison.ts';
import { formatFact } from './fact-value.ts';
import type { DiffWords } from './words/diff.ts';
import type { ExplainWords } from './words/explain.ts';

/** Why a customer moved, in one line. Changes of criteria go by their number in the list that stands before. */
export function printCauses(
  { together, of }: Causes,
  changes: readonly Change[],
  { say, explain }: Pick<Voice, 'say' | 'explain'>,
): string {
  const parts = of.map((cause) => printCause(cause, changes, say.cause, explain));
  if (parts.length === 1) return parts[0]!;
  return together ? say.cause.together(parts) : say.cause.either(parts);
}

function printCause(
  cause: Cause,
  changes: readonly Change[],
  say: DiffWords['cause'],
  explain: ExplainWords,
): string {
  switch (cause.kind) {
    case 'new':
      return say.new;
    case 'gone':
      return say.gone;
    case 'data': {
      const fields = cause.fields.map(({ name, type, from, to }) =>
        say.field(name, formatFact(from, type, explain.values), formatFact(to, type, explain.values)),
      );
      return say.data(joined(cause.alone, fields, say));
    }
    case 'criteria': {
      const numbers = cause.changes.map((change) => say.change(changes.indexOf(change) + 1));
      return joined(cause.alone, numbers, say);
    }
    case 'peers': {
      const lines = cause.lines.map(({ fact, type, group, from, to }) =>
        say.line(fact, group, formatFact(from, type, explain.values), formatFact(to, type, explain.values)),
      );
      return lines.length === 0 ? say.peersAlone : say.peers(lines.join(', '));
    }
    case 'calendar':
      return say.calendar(formatDay(cause.from), formatDay(cause.to));
    case 'override':
      return cause.to === null ? say.overrideEnded : say.override(cause.to.author, cause.to.reason);
  }
}

function joined(alone: boolean, parts: readonly string[], say: DiffWords['cause']): string {
  if (parts.length === 1) return parts[0]!;
  return alone ? say.either(parts) : parts.join(' + ');
}
