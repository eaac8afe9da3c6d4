import type { CategoryName } from '../criteria/criteria.ts';
import type { Day } from '../fields/day.ts';
import type { Verdict } from './verdict.ts';

/** A category that a person has set against the criteria: with a reason, an author and an end. */
export interface Override {
  readonly category: CategoryName;
  readonly reason: string;
  readonly author: string;
  /** The last day on which it holds. */
  readonly expires: Day;
}

/** The verdict of an override; equal categories share one, so that customers can be counted by verdict. */
export function overrideVerdict({ category }: Override): Verdict {
  return VERDICTS[category];
}

const VERDICTS: Readonly<Record<CategoryName, Verdict>> = {
  target: { kind: 'decided', category: 'target', criterion: null, by: 'override' },
  normal: { kind: 'decided', category: 'normal', criterion: null, by: 'override' },
  lost: { kind: 'decided', category: 'lost', criterion: null, by: 'override' },
  key: { kind: 'decided', category: 'key', criterion: null, by: 'override' },
};
