import type { Criteria } from '../criteria/criteria.ts';
import { criteriaIn } from '../criteria/per-criteria.ts';
import { type Day, formatDay } from '../fields/day.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import { keyFields } from './key-fields.ts';
import type { RowFacts } from './pass.ts';

/** Notices when all days that categories depend on are long before the as-of date: the export is from another time. */
export interface OldDates {
  see(row: RowFacts): void;
  found(file: string): Diagnostic[];
  /** What was seen since the last time, to be joined to what was seen before. */
  take(): NewestDays;
  join(part: NewestDays): void;
}

/** The newest day of each field, and how many customers have any. */
export interface NewestDays {
  readonly newest: readonly Day[];
  readonly dated: number;
}

/** Watches the newest of such days while customers come. */
export function watchOldDates(criteria: Criteria, asOf: Day): OldDates {
  const names = new Set(criteriaIn(criteria).flatMap((own) => keyFields(own, null).map(({ name }) => name)));
  const days = criteria.fields.filter(({ name, type }) => type === 'date' && names.has(name));
  const newest = days.map(({ name, slot }) => ({ name, slot, day: Number.NEGATIVE_INFINITY }));
  let dated = 0;
  return {
    see({ facts }) {
      let isDated = false;
      for (const one of newest) {
        const day = facts.numbers[one.slot]!;
        if (Number.isNaN(day)) continue;
        isDated = true;
        if (day > one.day) one.day = day;
      }
      if (isDated) dated += 1;
    },
    take() {
      const part = { newest: newest.map(({ day }) => day), dated };
      for (const one of newest) one.day = Number.NEGATIVE_INFINITY;
      dated = 0;
      return part;
    },
    join(part) {
      for (const [at, one] of newest.entries()) one.day = Math.max(one.day, part.newest[at]!);
      dated += part.dated;
    },
    found(file) {
      const [last] = newest.toSorted((one, other) => other.day - one.day);
      if (last === undefined || dated < FEW || asOf - last.day <= A_YEAR) return [];
      const { name, day } = last;
      const message = {
        en: `the newest "${name}" is ${formatDay(day)}, and the as-of date is ${formatDay(asOf)}: all is more than a year old`,
        zh: `最新的“${name}”是 ${formatDay(day)}，而截至日期是 ${formatDay(asOf)}：全部数据都在一年以前`,
      };
      const help = {
        en: `if the export is of that time, give --as-of ${formatDay(endOfMonth(day))}`,
        zh: `如果导出的就是那时的数据，请加上 --as-of ${formatDay(endOfMonth(day))}`,
      };
      return [{ code: 'old-dates', severity: 'warning', message, help, at: { kind: 'file', file } }];
    },
  };
}

// Two customers may both have been lost long ago.
const FEW = 3;
const A_YEAR = 366;

function endOfMonth(day: Day): Day {
  const month = formatDay(day).slice(0, 7);
  let last = day;
  while (formatDay(last + 1).startsWith(month)) last += 1;
  return last;
}
