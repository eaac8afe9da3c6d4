import { oncePer } from '../once-per.ts';
import { type Day, dayOf, parseDay } from './day.ts';
import { dayFormatReader, MONTH_NAME, monthOf } from './day-format.ts';

/** One way in which exports write days: what `format` says for it, and a cell. */
export interface DateForm {
  /** The text of `format`; null is read without one, since it can be only one day. */
  readonly format: string | null;
  /** A cell of 30 June 2026, or of its month or quarter. */
  readonly example: string;
  /** What the field must say beside its format. */
  readonly needs: 'century' | 'day' | null;
}

/** The forms of days, in the order in which a format is proposed for cells that could be several. */
export const DATE_FORMS: readonly DateForm[] = [
  form(null, '2026-06-30'),
  form(null, '2026/6/30'),
  form(null, '2026年6月30日'),
  form(null, '民國115年6月30日'),
  form(null, '30 June 2026'),
  form(null, '30-Jun-2026'),
  form(null, '30JUN2026'),
  form(null, 'Jun 30, 2026'),
  form(null, '2026-W27-2'),
  form(null, '/Date(1782777600000)/'),
  form('DD/MM/YYYY', '30/06/2026'),
  form('MM/DD/YYYY', '06/30/2026'),
  form('DD.MM.YYYY', '30.06.2026'),
  form('MM.DD.YYYY', '06.30.2026'),
  form('DD-MM-YYYY', '30-06-2026'),
  form('MM-DD-YYYY', '06-30-2026'),
  form('YYYYMMDD', '20260630'),
  form('D MMM YYYY', '30 Jun 2026'),
  form('DD/MM/YY', '30/06/26', 'century'),
  form('MM/DD/YY', '06/30/26', 'century'),
  form('DD.MM.YY', '30.06.26', 'century'),
  form('DD-MM-YY', '30-06-26', 'century'),
  form('MM-DD-YY', '06-30-26', 'century'),
  form('DD-MMM-YY', '30-Jun-26', 'century'),
  form('D MMM YY', '30 Jun 26', 'century'),
  form('MMM D, YY', 'Jun 30, 26', 'century'),
  form('YY/MM/DD', '26/06/30', 'century'),
  form('YY-MM-DD', '26-06-30', 'century'),
  form('YYYY-MM', '2026-06', 'day'),
  form('YYYY/MM', '2026/06', 'day'),
  form('YYYY年MM月', '2026年6月', 'day'),
  form('MM/YYYY', '06/2026', 'day'),
  form('MM.YYYY', '06.2026', 'day'),
  form('MM-YYYY', '06-2026', 'day'),
  form('MMM YYYY', 'Jun 2026', 'day'),
  form('MMM-YYYY', 'Jun-2026', 'day'),
  form('YYYY-Qn', '2026-Q2', 'day'),
  form('YYYY Qn', '2026 Q2', 'day'),
  form('YYYYQn', '2026Q2', 'day'),
  form('Qn YYYY', 'Q2 2026', 'day'),
  form('Qn/YYYY', 'Q2/2026', 'day'),
  form('YYYY年第n季度', '2026年第2季度', 'day'),
  form('excel', '46203'),
  form('excel', '46203.75'),
  form('unix', '1782777600'),
  form('unix', '1782777600000'),
  form('ROC', '115/06/30'),
  form('ROC', '1150630'),
];

/** Reads what can be only one day, whatever the export: year first, months by name, weeks, and /Date(…)/ of the web. */
export function parseUnmistakableDay(text: string): Day | null {
  const first = YEAR_FIRST.exec(text);
  if (first !== null) {
    const [, year, , month, date, chineseYear, chineseMonth, chineseDate] = first;
    return dayOf(Number(year ?? chineseYear), Number(month ?? chineseMonth), Number(date ?? chineseDate));
  }
  for (const [pattern, read] of UNMISTAKABLE) {
    const groups = pattern.exec(text)?.groups;
    if (groups !== undefined) return read(groups);
  }
  return null;
}

/**
 * The formats that a date field needs to read these cells too, beside those that it has: as few as can be. `also` are
 * others that would do as well, and mean other days. Null where some cell is written in no form that is known.
 */
export function findDateForms(
  texts: readonly string[],
  known: readonly string[],
): { readonly forms: readonly DateForm[]; readonly also: readonly DateForm[] } | null {
  const forms: DateForm[] = [];
  let rest = texts.filter((text) => known.every((format) => readAs(format, text) === null));
  let also: DateForm[] = [];
  while (rest.length > 0) {
    const counted = NAMED_FORMS.map((one) => ({
      one,
      fits: rest.filter((text) => likelyDays(text, [one]).length > 0).length,
    }));
    const most = Math.max(...counted.map(({ fits }) => fits));
    if (most === 0) return null;
    const best = counted.filter(({ fits }) => fits === most).map(({ one }) => one);
    const [chosen] = best;
    forms.push(chosen!);
    also = best.slice(1).filter((one) => rest.some((text) => clash(one.format!, chosen!.format!, text)));
    rest = rest.filter((text) => readAs(chosen!.format!, text) === null);
  }
  return { forms, also: forms.length === 1 ? also : [] };
}

/** Two formats of one field that give one cell two days; null where there are none. */
export function findClash(formats: readonly string[]): readonly [string, string] | null {
  for (const [at, one] of formats.entries())
    for (const other of formats.slice(at + 1))
      if (EXAMPLES.some((example) => clash(one, other, example))) return [one, other];
  return null;
}

function form(format: string | null, example: string, needs: DateForm['needs'] = null): DateForm {
  return { format, example, needs };
}

const NAMED_FORMS = DATE_FORMS.filter(
  ({ format }, at) => format !== null && DATE_FORMS.findIndex((one) => one.format === format) === at,
);

// Among them cells that two orders of day and month read as two days.
const EXAMPLES = [
  ...DATE_FORMS.map(({ example }) => example),
  '01/02/2026',
  '01.02.2026',
  '01-02-2026',
  '01/02/26',
  '01.02.26',
  '01-02-26',
  '1 2 2026',
];

const LENIENT = { century: 2000, day: 'last' } as const;

function readAs(format: string, text: string): Day | null {
  return readerOf(format)(text);
}

const readerOf = oncePer((format: string) => dayFormatReader(format, LENIENT));

/** The forms that read a cell as a day of business, of those that need a format; years of two digits are taken for 20YY. */
export function likelyDays(
  text: string,
  forms: readonly DateForm[] = NAMED_FORMS,
): readonly { readonly form: DateForm; readonly day: Day }[] {
  return forms.flatMap((form) => {
    const day = readAs(form.format!, text);
    // Digits are some day in many forms: a day of business in few.
    return day !== null && day >= EARLIEST && day <= LATEST ? [{ form, day }] : [];
  });
}

const EARLIEST = parseDay('1950-01-01')!;
const LATEST = parseDay('2099-12-31')!;

function clash(one: string, other: string, text: string): boolean {
  const [day, otherDay] = [readAs(one, text), readAs(other, text)];
  return day !== null && otherDay !== null && day !== otherDay;
}

/** A day with the year in front, which leaves one reading; the calendar may lack it all the same. */
export const YEAR_FIRST = /^(?:(\d{4})([-/.])(\d{1,2})\2(\d{1,2})|(\d{4})年(\d{1,2})月(\d{1,2})日?)$/;

type Groups = Readonly<Record<string, string | undefined>>;

const WEEKDAY = '(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]? +)?';
const UNMISTAKABLE: readonly (readonly [RegExp, (groups: Groups) => Day | null])[] = [
  [
    new RegExp(
      `^${WEEKDAY}(?<d>\\d{1,2})(?:st|nd|rd|th)?[-/. ]+(?<m>${MONTH_NAME})[.,]?[-/ ]+(?<y>\\d{4})$`,
      'i',
    ),
    byName,
  ],
  [
    new RegExp(`^${WEEKDAY}(?<m>${MONTH_NAME})\\.? +(?<d>\\d{1,2})(?:st|nd|rd|th)?,? +(?<y>\\d{4})$`, 'i'),
    byName,
  ],
  [new RegExp(`^(?<d>\\d{2})(?<m>${MONTH_NAME})(?<y>\\d{4})$`, 'i'), byName],
  [new RegExp(`^(?<y>\\d{4})[-/ ](?<m>${MONTH_NAME})[-/ ](?<d>\\d{1,2})$`, 'i'), byName],
  [
    /^民[國国]\s*(?<y>\d{2,3})年(?<m>\d{1,2})月(?<d>\d{1,2})日?$/,
    ({ y, m, d }) => dayOf(Number(y) + 1911, Number(m), Number(d)),
  ],
  [/^(?<y>\d{4})-?W(?<w>\d{2})-?(?<d>[1-7])$/, ({ y, w, d }) => dayOfWeek(Number(y), Number(w), Number(d))],
  [/^\/Date\((?<ms>-?\d{1,15})(?:[+-]\d{4})?\)\/$/, ({ ms }) => Math.floor(Number(ms) / 86_400_000)],
];

function byName({ y, m, d }: Groups): Day | null {
  return dayOf(Number(y), monthOf(m!)!, Number(d));
}

// ISO 8601: week 1 is the one with 4 January, and weeks begin on Monday. 1970-01-01 was a Thursday.
function dayOfWeek(year: number, week: number, weekday: number): Day | null {
  const fourth = dayOf(year, 1, 4);
  if (fourth === null || week < 1 || week > 53) return null;
  const monday = fourth - ((((fourth + 3) % 7) + 7) % 7);
  const day = monday + (week - 1) * 7 + weekday - 1;
  const next = dayOf(year + 1, 1, 4)!;
  return day < next - ((((next + 3) % 7) + 7) % 7) ? day : null;
}
