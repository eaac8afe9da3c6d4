import type { SideBySide } from '../criteria/changes/side-by-side.ts';
import type { Criteria } from '../criteria/criteria.ts';
import type { Day } from '../fields/day.ts';
import type { Beside } from '../verdict/pass.ts';
import { criteriaIn } from '../verdict/view.ts';

/** The two classifications that are compared: which criteria, on which day. */
export interface Sides {
  readonly criteria: SideBySide;
  readonly asOfBefore: Day;
  readonly asOfAfter: Day;
}

/** What the newer export is read for besides its own verdicts; `alone`: there is no older one. */
export function besideAfter({ criteria, asOfBefore, asOfAfter }: Sides, alone: boolean): Beside {
  const { before, after, fieldsBefore, slots } = criteria;
  const views: { criteria: Criteria; asOf: Day }[] = [];
  if (isRanked(before) || isRanked(after)) {
    if (before !== after) views.push({ criteria: before, asOf: asOfAfter });
    if (alone && asOfBefore !== asOfAfter) {
      views.push({ criteria: before, asOf: asOfBefore });
      if (before !== after) views.push({ criteria: after, asOf: asOfBefore });
    }
  }
  return {
    slots,
    fields: fieldsBefore,
    style: before.input,
    required: alone,
    called: 'the older criteria',
    views,
  };
}

/** What the older export is read for besides. */
export function besideBefore({ criteria, asOfBefore }: Sides): Beside {
  const { before, after, fieldsAfter, slots } = criteria;
  const ranked = isRanked(before) || isRanked(after);
  const views = ranked && before !== after ? [{ criteria: after, asOf: asOfBefore }] : [];
  return {
    slots,
    fields: fieldsAfter,
    style: after.input,
    required: false,
    called: 'the newer criteria',
    views,
  };
}

/** Whether criteria rank customers among each other. */
export function isRanked(company: Criteria): boolean {
  return criteriaIn(company).some(({ cohorts }) => cohorts.length > 0);
}
