import type { Day } from '../fields/day.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import { cellsOf, dayAhead, dayLike, isPlaceholder, linesUnder, unreadDate } from './dated-lines.ts';
import type { Plan } from './plan.ts';

/** The reviews that a plan has logged. */
interface LoggedReviews {
  /** In the order in which they are written; null where the plan keeps no log. */
  readonly days: readonly Day[] | null;
  /** Days that cannot be read. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the days that the lines of a plan's review log begin with, whatever its template calls the section. */
export function readReviews(plan: Plan): LoggedReviews {
  const lines = linesUnder(plan, LOG);
  if (lines === null) return { days: null, diagnostics: [] };
  const days: Day[] = [];
  const diagnostics: Diagnostic[] = [];
  // Where the table at hand has its days; null outside of tables, below zero where no header names a column of days.
  let column: number | null = null;
  for (const line of lines) {
    const cells = cellsOf(line);
    const isHeader = cells !== null && column === null;
    column = cells === null ? null : (column ?? cells.findIndex(({ text }) => DATE.test(text)));
    const cell = cells?.[column!] ?? null;
    const day = (cell === null ? null : dayAhead(cell.text)) ?? dayAhead(line.text);
    if (day !== null) {
      days.push(day);
      continue;
    }
    // Other lines of a log may say anything, unless they begin with what looks like a day.
    const unread = cell === null || isHeader ? dayLike(line) : isPlaceholder(cell.text) ? null : cell;
    if (unread !== null) diagnostics.push(unreadDate(plan.source, unread, REVIEW, EFFECT));
  }
  return { days, diagnostics };
}

const LOG = /review|besprech|rückblick|回顾|复盘|评审|会议/i;
const DATE = /^(?:date|day|when|datum|tag|wann|日期|时间)/i;
const REVIEW = { en: 'review log', zh: '回顾记录' };
const EFFECT = { en: 'this review does not count', zh: '这次回顾不计入' };
