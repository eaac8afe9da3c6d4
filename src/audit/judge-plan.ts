import type { Duties } from '../criteria/criteria.ts';
import type { Day } from '../fields/day.ts';
import { type Issue, isOpen, type Plan } from '../plan/plan.ts';
import { readReviews } from '../plan/reviews.ts';
import { sectionsOf } from '../plan/sections.ts';
import type { Diagnostic, Place } from '../text/diagnostic.ts';
import type { Detail } from './audit.ts';
import type { DutyId } from './duty.ts';
import { findWhyNoPerson, personKey } from './named-person.ts';

/** What is known of an account whose plan is looked at. */
interface PlanContext {
  readonly duties: Duties;
  readonly asOf: Day;
  /** As the data names him or her; null where the criteria know no manager. */
  readonly manager: { readonly text: string | null } | null;
  /** The version of the criteria that the account is under. */
  readonly version: string;
}

/** A duty as it came out; `held` has nothing to tell. */
export type DutyOutcome =
  | { readonly duty: DutyId; readonly state: 'held' }
  | {
      readonly duty: DutyId;
      readonly state: 'broken' | 'unknown';
      readonly detail: Detail;
      readonly at: Place;
    };

/** How the plan of a key account keeps the duties. A plan that cannot be read, or is closed, is none of the others. */
export function judgePlan(plan: Plan, problems: readonly Diagnostic[], context: PlanContext): DutyOutcome[] {
  if (!isOpen(plan))
    return [broken('plan', { kind: 'plan-closed' }, plan.state?.span ?? plan.note?.span ?? plan.frontMatter)];
  const readable: DutyOutcome =
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
export function held(duty: DutyId): DutyOutcome {
  return { duty, state: 'held' };
}

/** A duty that is not kept: what is the matter, and where to look. */
export function broken(duty: DutyId, detail: Detail, at: Place): DutyOutcome {
  return { duty, state: 'broken', detail, at };
}

function judgeOwner({ owner, frontMatter }: Plan, { manager }: PlanContext): DutyOutcome[] {
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

function judgeReview({ nextReview, frontMatter }: Plan, { duties, asOf }: PlanContext): DutyOutcome[] {
  if (nextReview === null)
    return duties.reviewEvery === null ? [] : [broken('review', { kind: 'no-review' }, frontMatter)];
  const { value: due, span } = nextReview;
  if (due >= asOf) return [held('review')];
  return [broken('review', { kind: 'review-overdue', due, days: asOf - due }, span)];
}

// Where nothing is logged yet, the account has waited since it became one.
function judgeCadence(plan: Plan, { duties, asOf }: PlanContext): DutyOutcome[] {
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

function judgeIssues({ issues }: Plan, { duties, asOf }: PlanContext): DutyOutcome[] {
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

function judgeForecast({ forecasts, frontMatter }: Plan, { asOf }: PlanContext): DutyOutcome {
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

function judgeSections(plan: Plan): DutyOutcome {
  const sections = sectionsOf(plan);
  const empty = sections.filter(({ state }) => state === 'empty');
  if (empty.length === 0) return held('complete');
  const titles = empty.map(({ title }) => title);
  return broken('complete', { kind: 'sections-empty', titles, of: sections.length }, empty[0]!.span);
}

function judgeVersion({ criteria }: Plan, { version }: PlanContext): DutyOutcome[] {
  if (criteria === null || version === '') return [];
  const { value: stated, span } = criteria;
  if (!isOlderVersion(stated, version)) return [held('fresh')];
  return [broken('fresh', { kind: 'older-criteria', stated, current: version }, span)];
}

/**
 * The last day up to the as-of day that the review log of a plan begins a line with, whatever its template calls the
 * section; null when nothing is logged. Undefined when the plan keeps no log.
 */
export function lastReview(plan: Plan, asOf: Day): Day | null | undefined {
  const { days } = readReviews(plan);
  if (days === null) return undefined;
  const past = days.filter((day) => day <= asOf);
  return past.length === 0 ? null : Math.max(...past);
}

/** Whether a version comes before another: numbers by their size, so that 2026.9 comes before 2026.10. */
export function isOlderVersion(one: string, other: string): boolean {
  const [parts, others] = [versionParts(one), versionParts(other)];
  for (let at = 0; at < Math.max(parts.length, others.length); at += 1) {
    const [part, against] = [parts[at] ?? '', others[at] ?? ''];
    if (part === against) continue;
    const [number, limit] = [Number(part), Number(against)];
    const bothNumbers = /^\d*$/.test(part) && /^\d*$/.test(against);
    if (bothNumbers && number === limit) continue;
    return bothNumbers ? number < limit : part < against;
  }
  return false;
}

// A leading "v" is spelling.
function versionParts(version: string): string[] {
  return (version
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^v(?=\d)/, '')
    .match(/\d+|\p{L}+/gu) ?? []) as string[];
}
