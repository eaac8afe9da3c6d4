import type { Detail, DutyName } from '../audit/audit.ts';
import { formatDay } from '../fields/day.ts';
import { regionOf } from '../output/region.ts';
import { formatPeriod } from '../plan/period.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import type { ConditionTrace, TestTrace } from '../verdict/trace.ts';
import { nameIn } from './amounts.ts';
import type { AuditVoice } from './audit-voice.ts';
import { sayCondition } from './condition.ts';
import { distanceText } from './reason-parts.ts';
import { valueText } from './reasons.ts';
import type { Told } from './words/audit.ts';

/** What is wrong, and what to do about it. */
export function tellDetail(detail: Detail, voice: AuditVoice): Told {
  const { words, audit } = voice;
  const { details } = audit;
  switch (detail.kind) {
    case 'no-person':
      return details.noPerson(detail.why, detail.text ?? '');
    case 'load':
      return details.load(detail.accounts, detail.most);
    case 'no-plan':
      return details.noPlan;
    case 'plan-closed':
      return details.planClosed;
    case 'plan-unreadable':
      return details.planUnreadable(detail.problems.length, placeOf(detail.problems));
    case 'no-owner':
      return details.noOwner;
    case 'other-owner':
      return details.otherOwner(detail.owner, detail.manager);
    case 'no-manager-to-compare':
      return details.noManagerToCompare(detail.owner);
    case 'no-review':
      return details.noReview;
    case 'review-overdue':
      return details.reviewOverdue(formatDay(detail.due), detail.days);
    case 'review-old':
      return details.reviewOld(formatDay(detail.last), detail.days, detail.every);
    case 'never-reviewed':
      return details.neverReviewed(formatDay(detail.since), detail.days, detail.every);
    case 'review-far':
      return details.reviewFar(formatDay(detail.due), detail.days, detail.every);
    case 'issues': {
      const [oldest, ...others] = detail.issues;
      return details.issues(oldest!.title, oldest!.owner, oldest!.days, others.length, detail.most);
    }
    case 'issue-undated':
      return details.issueUndated(detail.title);
    case 'no-forecast':
      return details.noForecast(detail.last === null ? null : formatDay(detail.last.to));
    case 'forecast-blank':
      return details.forecastBlank(formatPeriod(detail.period));
    case 'sections-empty':
      return details.sectionsEmpty(firstTitles(detail.titles), detail.titles.length, detail.of);
    case 'older-criteria':
      return details.olderCriteria(detail.stated, detail.current);
    case 'orphan':
      return details.orphan(detail.category === null ? null : words.categories[detail.category]);
    case 'maybe-orphan':
      return details.maybeOrphan;
    case 'check':
      return tellCheck(detail, voice);
    case 'check-unknown':
      return details.checkUnknown(
        detail.check.id,
        detail.lacks.map((name) => nameIn(voice.plan.facts, name)).join(words.comma),
        detail.isBlank,
      );
  }
}

/** What a duty is called: built-in ones in words, checks by their id. */
export function dutyText(duty: DutyName, { audit }: AuditVoice): string {
  return duty.kind === 'duty' ? audit.duties[duty.id] : duty.id;
}

const MOST_TITLES = 2;

// Without the numbers that templates give their headings.
function firstTitles(titles: readonly string[]): string[] {
  return titles
    .slice(0, MOST_TITLES)
    .map((title) => title.replace(/^(?:\d+|[一二三四五六七八九十]+)[.、)）]?\s*(?=\S)/, ''));
}

function placeOf(problems: readonly Diagnostic[]): string {
  const [first] = problems;
  if (first === undefined) return '';
  const { file, line } = regionOf(first);
  return line === null ? file : `${file}:${line}`;
}

// Each fact that keeps the check from holding, with its value; then what was expected, and how far it is.
function tellCheck({ check, criteria, trace }: Extract<Detail, { kind: 'check' }>, voice: AuditVoice): Told {
  const { words, say, plan, audit } = voice;
  const failing = failingTests(trace);
  const values = new Map(
    failing.map((one) => {
      const label = nameIn(plan.facts, one.condition.fact.name);
      return [label, `${label} ${valueText(one, say)}`];
    }),
  );
  const expected = sayCondition(trace.condition, criteria, voice);
  const [only] = failing;
  const distance = only === undefined || failing.length > 1 ? '' : distanceText(only, say, false);
  return audit.details.check(
    check.id,
    [...values.values()].join(words.comma),
    distance === '' ? expected : plan.apart(expected, distance),
  );
}

function failingTests(trace: ConditionTrace): TestTrace[] {
  if (trace.kind === 'test') return [trace];
  const parts =
    trace.condition.kind === 'all' ? trace.parts.filter(({ outcome }) => outcome === 'false') : trace.parts;
  return parts.flatMap(failingTests);
}
