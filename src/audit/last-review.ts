import { type Day, parseDayAs } from '../fields/day.ts';
import type { Plan } from '../plan/plan.ts';
import { sectionsOf } from '../plan/sections.ts';

/**
 * The last day up to the as-of day that the review log of a plan begins a line with, whatever its template calls the
 * section; null when nothing is logged. Undefined when the plan keeps no log.
 */
export function lastReview(plan: Plan, asOf: Day): Day | null | undefined {
  const { text } = plan.source;
  const sections = sectionsOf(plan);
  const logs = sections.flatMap(({ title, span }, index) =>
    LOG.test(title) ? [text.slice(span.end, sections[index + 1]?.span.start ?? text.length)] : [],
  );
  if (logs.length === 0) return undefined;
  const days = logs
    .flatMap((log) => log.replace(COMMENT, '').split(/\r\n|\n|\r/))
    .map(dayIn)
    .filter((day) => day !== null && day <= asOf) as Day[];
  return days.length === 0 ? null : Math.max(...days);
}

const LOG = /review|besprech|rückblick|回顾|复盘|评审|会议/i;
const COMMENT = /<!--[\s\S]*?(?:-->|$)/g;
// Behind the signs of a table, list or heading: 2026-06-30, 2026/6/30, 2026.6.30, 2026年6月30日.
const FIRST_DAY =
  /^[\s|*+#>_-]*(?<year>\d{4})(?:[-/.]|年)(?<month>\d{1,2})(?:[-/.]|月)(?<date>\d{1,2})(?!\d)/;

function dayIn(line: string): Day | null {
  const { year, month, date } = FIRST_DAY.exec(line)?.groups ?? {};
  return year === undefined ? null : parseDayAs(`${year}-${month}-${date}`, 'YYYY-MM-DD');
}
