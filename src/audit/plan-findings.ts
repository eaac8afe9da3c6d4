import type { Duties } from '../criteria/criteria.ts';
import type { Day } from '../fields/day.ts';
import { type Issue, isOpen, type Plan } from '../plan/plan.ts';
import { sectionsOf } from '../plan/sections.ts';
import type { Diagnostic, Place } from '../text/diagnostic.ts';
import type { Detail } from './audit.ts';
import type { DutyId } from './duty.ts';
import { lastReview } from './last-review.ts';
import { findWhyNoPerson, personKey } from './named-person.ts';
import { isOlderVersion } from './older-version.ts';

/** What is known of an account whose plan is looked at. */
export interface PlanContext {
  readonly duties: Duties;
  readonly asOf: Day;
  /** As the data names him or her; null where the criteria know no manager. */
  readonly manager: { readonly text: string | null } | null;
  /** The version of the criteria that the account is under. */
  readonly version: string;
}

/** A duty as it came out; `held` has nothing to tell. */
export type Outcome =
  | { readonly duty: DutyId; readonly state: 'held' }
  | {
      readonly duty: DutyId;
      readonly state: 'broken' | 'unknown';
      readonly detail: Detail;
      readonly at: Place;
    };

/** How the plan of a key account keeps the duties. A plan that cannot be read, or is closed, is none of the others. */
export function judgePlan(plan: Plan, problems: readonly Diagnostic[], context: PlanContext): Outcome[] {
  if (!isOpen(plan))
    return [broken('plan', { kind: 'plan-closed' }, plan.state?.span ?? plan.note?.span ?? plan.frontMatter)];
  const readable: Outcome =
    problems.length === 0
      ? held('plan')
      : broken('plan', { kind: 'plan-unreadable', problems }, problems[0]!.at);
  return [
    readable,
    ...judgeOwner(plan, context),
    ...judgeReview(plan, context),
    ...judgeCadence(plan, context),
    ...judgeIssues(plan, context),
    judgeForecast(plan, context),
    judgeSections(plan),
    ...judgeVersion(plan, context),
  ];
}

/** A duty that is kept. */
export function held(duty: DutyId): Outcome {
  return { duty, state: 'held' };
}

/** A duty that is not kept: what is the matter, and where to look. */
export function broken(duty: DutyId, detail: Detail, at: Place): Outcome {
  return { duty, state: 'broken', detail, at };
}

function judgeOwner({ owner, frontMatter }: Plan, { manager }: PlanContext): Outcome[] {
  if (owner === null) return [broken('owner', { kind: 'no-owner' }, frontMatter)];
  if (manager === null) return [];
  const { text } = manager;
  if (text === null || findWhyNoPerson(text) !== null)
    return [
      {
        duty: 'owner',
        state: 'unknown',
        detail: { kind: 'no-manager-to-compare', owner: owner.value },
        at: owner.span,
      },
    ];
  if (personKey(owner.value) === personKey(text)) return [held('owner')];
  return [broken('owner', { kind: 'other-owner', owner: owner.value, manager: text }, owner.span)];
}

function judgeReview({ nextReview, frontMatter }: Plan, { duties, asOf }: PlanContext): Outcome[] {
  if (nextReview === null)
    return duties.reviewEvery === null ? [] : [broken('review', { kind: 'no-review' }, frontMatter)];
  const { value: due, span } = nextReview;
  if (due >= asOf) return [held('review')];
  return [broken('review', { kind: 'review-overdue', due, days: asOf - due }, span)];
}

// Where nothing is logged yet, the account has waited since it became one.
function judgeCadence(plan: Plan, { duties, asOf }: PlanContext): Outcome[] {
  const every = duties.reviewEvery?.value ?? null;
  if (every === null) return [];
  const { nextReview, since, frontMatter } = plan;
  const last = lastReview(plan, asOf);
  if (last != null && asOf - last > every)
    return [broken('cadence', { kind: 'review-old', last, days: asOf - last, every }, frontMatter)];
  if (last === null && since !== null && asOf - since.value > every) {
    const days = asOf - since.value;
    return [broken('cadence', { kind: 'never-reviewed', since: since.value, days, every }, since.span)];
  }
  if (nextReview !== null && nextReview.value - asOf > every) {
    const { value: due, span } = nextReview;
    return [broken('cadence', { kind: 'review-far', due, days: due - asOf, every }, span)];
  }
  return last === undefined && nextReview === null ? [] : [held('cadence')];
}

function judgeIssues({ issues }: Plan, { duties, asOf }: PlanContext): Outcome[] {
  const most = duties.openIssuesAtMost?.value ?? null;
  if (most === null) return [];
  const open = issues.filter(({ state }) => state === 'open');
  const old = open
    .filter(({ opened }) => opened !== null && asOf - opened.value > most)
    .sort((one, other) => one.opened!.value - other.opened!.value);
  if (old.length > 0) {
    const told = old.map(({ title, owner, opened }) => ({
      title: title?.value ?? null,
      owner: owner?.value ?? null,
      days: asOf - opened!.value,
    }));
    return [broken('issues', { kind: 'issues', issues: told, most }, old[0]!.span)];
  }
  const undated = open.find(({ opened }: Issue) => opened === null);
  if (undated === undefined) return [held('issues')];
  const detail: Detail = { kind: 'issue-undated', title: undated.title?.value ?? null };
  return [{ duty: 'issues', state: 'unknown', detail, at: undated.span }];
}

function judgeForecast({ forecasts, frontMatter }: Plan, { asOf }: PlanContext): Outcome {
  const dated = forecasts.filter(({ period }) => period !== null);
  const running = dated.filter(({ period }) => period!.value.to >= asOf);
  if (running.some(({ revenue }) => revenue !== null)) return held('forecast');
  const [blank] = running;
  if (blank !== undefined)
    return broken('forecast', { kind: 'forecast-blank', period: blank.period!.value }, blank.span);
  const last = dated.toSorted((one, other) => other.period!.value.to - one.period!.value.to)[0] ?? null;
  const detail: Detail = { kind: 'no-forecast', last: last?.period?.value ?? null };
  return broken('forecast', detail, last?.span ?? frontMatter);
}

function judgeSections(plan: Plan): Outcome {
  const sections = sectionsOf(plan);
  const empty = sections.filter(({ state }) => state === 'empty');
  if (empty.length === 0) return held('complete');
  const titles = empty.map(({ title }) => title);
  return broken('complete', { kind: 'sections-empty', titles, of: sections.length }, empty[0]!.span);
}

function judgeVersion({ criteria }: Plan, { version }: PlanContext): Outcome[] {
  if (criteria === null || version === '') return [];
  const { value: stated, span } = criteria;
  if (!isOlderVersion(stated, version)) return [held('fresh')];
  return [broken('fresh', { kind: 'older-criteria', stated, current: version }, span)];
}
