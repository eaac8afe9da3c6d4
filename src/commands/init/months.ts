import { DATE_FORMS, likelyDays } from '../../fields/date-forms.ts';
import { formatDay } from '../../fields/day.ts';
import { dayFormatReader } from '../../fields/day-format.ts';
import { tidy } from '../../fields/fold.ts';
import { compareText } from '../../text/order.ts';
import { MONTH_NAMES } from './header-period.ts';
import type { ColumnProfile } from './profile.ts';

/** A column that holds the amounts of one month, and the name of its field. */
export interface MonthColumn {
  readonly column: ColumnProfile;
  readonly name: string;
}

/** Columns of months that follow each other, the oldest first; none where there are fewer than half a year of them. */
export function findMonths(columns: readonly ColumnProfile[]): readonly MonthColumn[] {
  const dated = columns.flatMap((column) => {
    const month = monthIn(column.header);
    return month === null ? [] : [{ column, month }];
  });
  dated.sort((one, other) => one.month - other.month);
  const newest = dated.findLastIndex(({ month }, at) => at > 0 && month !== dated[at - 1]!.month + 1);
  const run = dated.slice(Math.max(0, newest));
  return run.length < FEWEST ? [] : run.map(({ column, month }) => ({ column, name: nameOf(month) }));
}

/** The newest twelve months of a file, as fields, and the twelve before, where they are all there. */
export function yearsOfMonths<F extends { readonly name: string; readonly known: boolean }>(
  fields: readonly F[],
): readonly (readonly F[])[] {
  const months = fields.filter(({ name, known }) => known && NAME.test(name));
  const sorted = months.sort((one, other) => compareText(one.name, other.name));
  if (sorted.length === 0) return [];
  return [sorted.slice(-12), ...(sorted.length >= 24 ? [sorted.slice(-24, -12)] : [])];
}

const FEWEST = 6;
const NAME = /^month_\d+(?:_\d\d)?$/;

// Months are counted from the year 0 on; without a year, from 1 to 12.
function monthIn(header: string): number | null {
  const text = tidy(header);
  const last = /^\p{L}[\p{L}\s.]*?[\s_:-]+(\S.*)$/u.exec(text)?.[1];
  for (const part of last === undefined ? [text] : [text, last]) {
    const day =
      likelyDays(part, MONTHS)[0]?.day ?? SHORT.map((read) => read(part)).find((found) => found !== null);
    if (day != null) {
      const [year, month] = formatDay(day).split('-').map(Number) as [number, number];
      return year * 12 + month - 1;
    }
    const named = MONTH_NAMES.findIndex((names) => names.includes(part.toLowerCase().replace(/\.$/, '')));
    if (named >= 0) return named;
  }
  return null;
}

function nameOf(month: number): string {
  const [year, number] = [Math.floor(month / 12), String((month % 12) + 1).padStart(2, '0')];
  return year === 0 ? `month_${number}` : `month_${year}_${number}`;
}

const MONTHS = DATE_FORMS.filter(({ format, needs }) => needs === 'day' && /M/.test(format!));
const SHORT = ['MMM YY', 'MMM-YY', 'MM/YY', 'MM.YY'].map((format) =>
  dayFormatReader(format, { century: 2000, day: 'last' }),
);
