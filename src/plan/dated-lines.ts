import { isProblem } from '../fields/amount.ts';
import { readTypedDay } from '../fields/date-cell.ts';
import type { Day } from '../fields/day.ts';
import { MONTH_NAME } from '../fields/day-format.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import type { Source } from '../text/source.ts';
import type { Wording } from '../text/wording.ts';
import { type Plan, UNKNOWN } from './plan.ts';
import { sectionsOf } from './sections.ts';

/** A text of a plan with the offset at which it starts. */
interface Written {
  readonly text: string;
  readonly start: number;
}

/** The lines of the sections whose titles match, without notes; null where the plan has no such section. */
export function linesUnder(plan: Plan, titles: RegExp): readonly Written[] | null {
  const { text } = plan.source;
  const sections = sectionsOf(plan);
  const found = sections.flatMap(({ title, span }, index) =>
    titles.test(title) ? [{ start: span.end, end: sections[index + 1]?.span.start ?? text.length }] : [],
  );
  if (found.length === 0) return null;
  return found.flatMap(({ start, end }) => {
    // What a note hides keeps its length, so that offsets stay.
    const shown = text.slice(start, end).replace(NOTE, (note) => note.replace(/[^\r\n]/g, ' '));
    const lines = [...shown.matchAll(LINE_OR_GAP)].map((line) => ({
      text: line[0],
      start: start + line.index,
    }));
    // No table goes on in the next section.
    return [...lines, { text: '', start: end }];
  });
}

/** The cells of a line of a table; a bar behind a backslash is text. Null where the line is of no table. */
export function cellsOf({ text, start }: Written): readonly Written[] | null {
  const [lead] = /^\s*\|?/.exec(text)!;
  if (!lead.endsWith('|')) return null;
  let at = start + lead.length;
  const bare = text.slice(lead.length).trimEnd().replace(/\|$/, '');
  return bare.split(/(?<!\\)\|/).map((cell) => {
    const found = { text: cell.replaceAll('\\|', '|').trim(), start: at + cell.search(/\S|$/) };
    at += cell.length + 1;
    return found;
  });
}

/** The day that a text begins with, behind signs of Markdown and whatever follows; null where it begins with none. */
export function dayAhead(text: string): Day | null {
  const bare = text.replace(SIGNS, '');
  const whole = readTypedDay(bare);
  if (!isProblem(whole)) return whole;
  const ahead = DAY_AHEAD.exec(bare);
  const day = ahead === null ? null : readTypedDay(ahead[0]);
  return isProblem(day) ? null : day;
}

/** What a text begins with that looks like a day, such as 07/08/2026, whichever day it is; null where it does not. */
export function dayLike({ text, start }: Written): Written | null {
  const [signs] = SIGNS.exec(text)!;
  const found = DAY_AHEAD.exec(text.slice(signs.length));
  return found === null ? null : { text: found[0], start: start + signs.length };
}

/** Whether a cell says nothing: it is blank, only signs, YYYY-MM-DD as a template asks for it, or "tbd". */
export function isPlaceholder(text: string): boolean {
  return (
    !/[\p{L}\p{N}]/u.test(text) ||
    UNKNOWN.includes(text.toLowerCase()) ||
    /^[ymdjt]+(?:\W[ymdjt]+){2}$/i.test(text)
  );
}

/** A day in a plan that cannot be read: `what` it is of, and what becomes of that. */
export function unreadDate(
  source: Source,
  { text, start }: Written,
  what: Wording,
  effect: Wording,
): Diagnostic {
  return {
    code: 'unread-date',
    severity: 'warning',
    message: {
      en: `${what.en}: expected a date such as 2026-09-30, found "${text}": ${effect.en}`,
      zh: `${what.zh}：应为日期，如 2026-09-30，实际为“${text}”：${effect.zh}`,
    },
    help: {
      en: 'write the day as 2026-09-30, or leave its cell blank',
      zh: '请将日期写成 2026-09-30 的形式，或将单元格留空',
    },
    at: { kind: 'span', source, start, end: start + text.length },
  };
}

const NOTE = /<!--[\s\S]*?(?:-->|$)/g;
// A line that is not blank, or the blank lines between two others: where nothing stands, nobody has to look.
// Of millions, in parts: a search has no room to remember each of them.
const LINE_OR_GAP = /[^\r\n]+|(?:\r\n|\n|\r(?!\n))(?:[ \t]*(?:\r\n|\n|\r(?!\n))){1,10000}/g;
const SIGNS = /^[\s|*+#>_-]*/;
const DAY_AHEAD = new RegExp(
  [
    '^(?:\\d{4}年\\d{1,2}月\\d{1,2}日?',
    '\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}',
    '\\d{1,2}[-/.]\\d{1,2}[-/.](?:\\d{4}|\\d{2})',
    `\\d{1,2}(?:st|nd|rd|th)?[-/. ]+(?:${MONTH_NAME})[.,]?[-/ ]+\\d{4}`,
    `(?:${MONTH_NAME})\\.? +\\d{1,2}(?:st|nd|rd|th)?,? +\\d{4})(?!\\d)`,
  ].join('|'),
  'i',
);
