import { type Day, formatDay, parseDay } from '../fields/day.ts';
import type { Source } from '../text/source.ts';
import { lineBreakOf, markupLines } from './lines.ts';
import type { PlanNote } from './plan.ts';

/** The last note in a plan from an offset on; null when the tool has left none. */
export function lastNote(source: Source, body: number): PlanNote | null {
  let last: PlanNote | null = null;
  for (const { text, start, end } of markupLines(source.text)) {
    const [, kind, date] = MARKER.exec(text) ?? [];
    const day = date === undefined ? null : parseDay(date);
    if (start < body || day === null) continue;
    last = { kind: kind as PlanNote['kind'], day, span: { kind: 'span', source, start, end } };
  }
  return last;
}

/** The text with a note at its end; everything before stays as it is, byte for byte. */
export function addNote(text: string, kind: PlanNote['kind'], day: Day, words: string): string {
  const end = lineBreakOf(text);
  const gap = text.endsWith('\n') || text.endsWith('\r') ? end : end + end;
  return `${text}${gap}<!-- keyaccounts:${kind} ${formatDay(day)} -->${end}${words}${end}`;
}

const MARKER = /^<!-- keyaccounts:(closed|reopened) (\d{4}-\d{2}-\d{2}) -->[ \t]*$/;
