import { createHash } from 'node:crypto';
import ical from 'ical-generator';
import { formatDay } from '../../../fields/day.ts';
import { cleanText } from '../../../output/clean.ts';
import type { Language } from '../../../output/language.ts';
import type { Due } from './gather.ts';
import { briefWords } from './words.ts';

/**
 * Reviews and actions as a calendar (RFC 5545), a whole day each. An entry keeps its id from run to run, so that an import
 * moves it rather than adding another; its stamp is the as-of day, so that the same run gives the same bytes. What is
 * overdue stands on the as-of day and says so, since nobody looks into the past of a calendar.
 */
export function writeCalendar(name: string, due: readonly Due[], asOf: number, language: Language): string {
  const say = briefWords(language).calendar;
  const prodId = { company: 'keyaccounts', product: 'keyaccounts', language: language.toUpperCase() };
  const calendar = ical({ name: cleanText(name), prodId });
  const met = new Map<string, number>();
  for (const { kind, day, account, name: customerName, action, owner } of due) {
    const customer = cleanText(customerName ?? account);
    const about = JSON.stringify([kind, account, action]);
    // The same thing twice in one plan is two entries.
    const again = (met.get(about) ?? 0) + 1;
    met.set(about, again);
    const hash = createHash('sha256').update(`${about}${again}`).digest('hex').slice(0, 32);
    const what = kind === 'review' ? say.review(customer) : say.action(cleanText(action), customer);
    const isOverdue = day < asOf;
    const shown = isOverdue ? asOf : day;
    calendar.createEvent({
      id: `${kind}-${hash}@keyaccounts`,
      stamp: dateOf(asOf),
      start: dateOf(shown),
      end: dateOf(shown + 1),
      allDay: true,
      summary: isOverdue ? say.overdue(what) : what,
      description: say.about(
        cleanText(account),
        owner === null ? null : cleanText(owner),
        isOverdue ? formatDay(day) : null,
      ),
    });
  }
  return `${calendar.toString()}\r\n`;
}

// Midnight in UTC, which the library writes without looking at the zone of the machine.
function dateOf(day: number): Date {
  return new Date(day * MS_PER_DAY);
}

const MS_PER_DAY = 86_400_000;
