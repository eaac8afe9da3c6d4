import type { SideBySide } from '../criteria/changes/side-by-side.ts';
import type { Criteria } from '../criteria/criteria.ts';
import { hasRelativeTests } from '../criteria/per-criteria.ts';
import { betweenDays, columnOn, type LineDays } from '../criteria/tables.ts';
import type { Day } from '../fields/day.ts';
import type { Field } from '../fields/field.ts';
import type { Beside } from '../verdict/pass.ts';

/** The two classifications that are compared: which criteria, on which day. */
export interface Sides {
  readonly criteria: SideBySide;
  readonly asOfBefore: Day;
  readonly asOfAfter: Day;
  /** Whether the order lines of the older side are at hand; a book keeps what they came to, and no lines. */
  readonly hasOlderLines: boolean;
}

/** Whether one side ranks customers among each other. */
export function ranksCustomers({ criteria: { before, after } }: Pick<Sides, 'criteria'>): boolean {
  return hasRelativeTests(before) || hasRelativeTests(after);
}

/** What the newer export is read for besides its own verdicts; `alone`: there is no older one. */
export function besideAfter(sides: Sides, alone: boolean): Beside {
  const { criteria, asOfBefore, asOfAfter } = sides;
  const worked = workedFields(sides);
  const { before, after, fieldsBefore, slots } = criteria;
  const views: { criteria: Criteria; asOf: Day }[] = [];
  if (ranksCustomers(sides)) {
    if (before !== after) views.push({ criteria: before, asOf: asOfAfter });
    if (alone && asOfBefore !== asOfAfter) {
      views.push({ criteria: before, asOf: asOfBefore });
      if (before !== after) views.push({ criteria: after, asOf: asOfBefore });
    }
  }
  return {
    slots: slots + worked.length * 2,
    fields: [...fieldsBefore, ...worked.flatMap(({ between }) => between)],
    style: before.input,
    required: alone,
    called: { en: 'the older criteria', zh: '旧标准' },
    views,
  };
}

/** What the older export is read for besides. */
export function besideBefore(sides: Sides): Beside {
  const { criteria, asOfBefore } = sides;
  const worked = workedFields(sides);
  const { before, after, fieldsAfter, slots } = criteria;
  const views = ranksCustomers(sides) && before !== after ? [{ criteria: after, asOf: asOfBefore }] : [];
  return {
    slots: slots + worked.length * 2,
    fields: [...fieldsAfter, ...worked.map(({ between }) => between[1])],
    style: after.input,
    required: false,
    called: { en: 'the newer criteria', zh: '新标准' },
    views,
  };
}

/** A field that order lines give, with what lies between the two days: new lines, then the calendar, each in a slot of its own. */
export interface WorkedField {
  readonly slot: number;
  readonly between: readonly [newLines: Field, calendar: Field];
}

/** The days that have to be known of each side besides its own, so that new lines are told from the calendar. */
export function daysBetween({ asOfBefore, asOfAfter }: Sides): {
  readonly before: readonly LineDays[];
  readonly after: readonly LineDays[];
} {
  if (asOfBefore === asOfAfter) return { before: [], after: [] };
  const both = betweenDays(asOfBefore, asOfAfter);
  return { before: [both[1]], after: both };
}

/** Such fields of both criteria, to be read from both exports; none where there is only one day. */
export function workedFields({ criteria, asOfBefore, asOfAfter }: Sides): readonly WorkedField[] {
  if (asOfBefore === asOfAfter) return [];
  const fields = [...criteria.after.fields, ...criteria.before.fields].filter(({ from }) => from !== null);
  const distinct = [...new Map(fields.map((field) => [field.slot, field])).values()];
  const [newLines, calendar] = betweenDays(asOfBefore, asOfAfter);
  return distinct.map((field, at): WorkedField => {
    const on = (days: LineDays, slot: number): Field => ({
      ...field,
      slot,
      optional: true,
      columns: field.columns.map((column) => columnOn(column, days)),
    });
    const slot = criteria.slots + at * 2;
    return { slot: field.slot, between: [on(newLines, slot), on(calendar, slot + 1)] };
  });
}
