import { datedText } from '../../fields/date-cell.ts';
import { DATE_FORMS, type DateForm, likelyDays, parseUnmistakableDay } from '../../fields/date-forms.ts';
import type { Day } from '../../fields/day.ts';
import { tidy } from '../../fields/fold.ts';
import { standsForNever } from '../../fields/seen-cells.ts';
import { addText, type Fit, noteFit, noteMisfit, type OddText, openFit, type SeeCell } from './fit.ts';

/** How the cells of a column write days; cells that the same forms read are counted together. */
export interface SeenDays extends Fit {
  readonly groups: ReadonlyMap<string, DayGroup>;
  /** Days such as 1900-01-01 that programs write where there is none. */
  readonly never: Map<string, OddText>;
}

/** Cells that the same forms read; none is needed for a day that can be only one. */
interface DayGroup {
  readonly forms: readonly { readonly form: DateForm; readonly day: Day }[];
  cells: number;
  /** The latest day that is read in them as a year of two digits. */
  latest: Day | null;
}

/** Opens the gathering for a column; digits alone are days only where its header speaks of days. */
export function seeDays(header: { readonly date: boolean }): {
  readonly days: SeenDays;
  readonly see: SeeCell;
} {
  const groups = new Map<string, DayGroup>();
  const never = new Map<string, OddText>();
  const days = { ...openFit('date'), groups, never };
  let tried: readonly DateForm[] | undefined;
  return {
    days,
    see(text, line, seen) {
      const dated = datedText(text);
      let forms = tried === undefined ? [] : likelyDays(dated, tried);
      const unmistakable = forms.length === 0 ? parseUnmistakableDay(dated) : null;
      if (forms.length === 0 && unmistakable === null && (header.date || !DIGITS.test(dated)))
        forms = likelyDays(dated);
      const day = unmistakable ?? forms[0]?.day;
      if (day === undefined) return noteMisfit(days, text, line, seen);
      noteFit(days, text);
      if (standsForNever(day) && forms.every((form) => form.day === day))
        addText(never, tidy(text), line, MOST_NEVER);
      addToGroup(groups, forms);
      // Forms that read none of the first cells need not be tried on each of the others.
      if (days.fits === ENOUGH)
        tried = [...new Set([...groups.values()].flatMap((group) => group.forms.map(({ form }) => form)))];
    },
  };
}

const DIGITS = /^\d+(?:[.,]\d+)?$/;
const ENOUGH = 200;
const MOST_NEVER = 10;

function addToGroup(groups: Map<string, DayGroup>, forms: DayGroup['forms']): void {
  const first = forms[0]?.day;
  // Where two forms read one day, the cell says nothing of which of the two it is.
  const key = forms.map(({ form, day }) => `${form.format}${day === first ? '' : '!'}`).join(' ');
  const group = groups.get(key) ?? { forms, cells: 0, latest: null };
  groups.set(key, group);
  group.cells += 1;
  const short = forms.find(({ form }) => form.needs === 'century');
  if (short !== undefined) group.latest = Math.max(short.day, group.latest ?? short.day);
}

/** A form of days that cells are written in. */
export interface FoundForm {
  readonly form: DateForm;
  /** Forms that read the same cells, as other days. */
  readonly rivals: readonly DateForm[];
  readonly cells: number;
}

/** As few forms as read all cells of a column, the one that reads most first. */
export function findForms({ groups }: SeenDays): readonly FoundForm[] {
  const found: FoundForm[] = [];
  let rest = [...groups.values()].filter(({ forms }) => forms.length > 0);
  while (rest.length > 0) {
    const counts = new Map<DateForm, number>();
    for (const { forms, cells } of rest)
      for (const { form } of forms) counts.set(form, (counts.get(form) ?? 0) + cells);
    const most = Math.max(...counts.values());
    const best = DATE_FORMS.filter((form) => counts.get(form) === most);
    const form = best[0]!;
    const rivals = best.filter((other) => rest.some(({ forms }) => differ(forms, form, other)));
    found.push({ form, rivals, cells: most });
    rest = rest.filter(({ forms }) => !forms.some((one) => one.form === form));
  }
  return found;
}

/** The latest day that years of two digits give when they are taken for 20YY; null where no cell has such a year. */
export function latestShortYear({ groups }: SeenDays): Day | null {
  const days = [...groups.values()].flatMap(({ latest }) => (latest === null ? [] : [latest]));
  return days.length === 0 ? null : Math.max(...days);
}

function differ(forms: DayGroup['forms'], one: DateForm, other: DateForm): boolean {
  const dayBy = (form: DateForm): Day | undefined => forms.find((found) => found.form === form)?.day;
  const [day, otherDay] = [dayBy(one), dayBy(other)];
  return day !== undefined && otherDay !== undefined && day !== otherDay;
}
