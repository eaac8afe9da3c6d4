import { type Day, formatDay } from '../../../fields/day.ts';
import { capital, type Language } from '../../../output/language.ts';
import { wordsFor } from '../../../output/words.ts';
import { formatPeriod, isReasonKnown } from '../../../plan/plan.ts';
import type { PlanData } from '../../../plan/plan-data.ts';
import type { TemplateView } from '../../../plan/template.ts';
import { factName } from '../../../say/fact.ts';
import { lacksOf, reasonsOf, valuedText } from '../../../say/reason.ts';
import { changeText } from '../../../say/smallest-change.ts';
import { figureRow, forecastRows, issueRows, measureRow, objectiveRow, ratioText } from './view-rows.ts';
import { planTextWords } from './words.ts';

/** What a template is filled with: the data of a plan in the words of a language. */
export function planView(data: PlanData, language: Language): TemplateView {
  const { explanation, verdict, computed, override, shares, rank, plan } = data;
  const words = wordsFor(language);
  const { criteria } = explanation;
  const share = (value: number | null): string | null => ratioText(value, language);
  const category = (one: typeof verdict): string =>
    one.kind === 'decided' ? words.categories[one.category] : words.undetermined;
  return {
    id: explanation.id,
    name: explanation.name,
    title: explanation.name ?? explanation.id,
    unit: data.unit,
    manager: data.manager,
    owner: plan?.owner?.value ?? null,
    category: category(verdict),
    since: formatDay(data.since),
    as_of: formatDay(data.asOf),
    next_review: dayText(data.nextReview),
    next_year: formatPeriod(data.nextYear),
    criteria_name: criteria.name,
    criteria_version: criteria.version === '' ? null : criteria.version,
    criterion: verdict.kind === 'decided' ? (verdict.criterion?.id ?? verdict.by) : null,
    reasons: listOf(reasonsOf(explanation, language)),
    override:
      override === null
        ? null
        : [
            {
              category: words.categories[override.category],
              computed: category(computed),
              author: override.author,
              reason: override.reason,
              expires: formatDay(override.expires),
            },
          ],
    lacks: listOf(lacksOf(explanation, language)),
    changes: listOf(changeRows(data, language)),
    rank: rank === null ? null : String(rank.place),
    rank_of: rank === null ? null : String(rank.of),
    measures: listOf(data.measures.map((one) => measureRow(one, language))),
    figures: listOf(data.figures.map((one) => figureRow(one, language))),
    value_figures: listOf(data.value.map((one) => figureRow(one, language))),
    flags: listOf(data.flags.map((one) => figureRow(one, language))),
    share_of_company: share(shares.company),
    share_of_unit: share(shares.unit),
    share_of_key: share(shares.key),
    broken_checks: listOf(
      data.brokenChecks.map(({ check, trace }) => ({
        duty: dutyName(check.duty ?? check.id, language),
        expected: check.id,
        found: valuedText(trace, criteria, language),
      })),
    ),
    lost_reason: data.lostReason,
    last_order: dayText(data.lastOrder),
    target_names: listOf(
      data.aims.filter(({ value }) => value !== null).map(({ fact }) => ({ name: fact.name })),
    ),
    objectives: listOf(data.aims.flatMap((aim) => objectiveRow(aim, data, language))),
    forecasts: listOf((plan?.forecasts ?? []).flatMap((one) => forecastRows(one, data, language))),
    issues: listOf(issueRows(data, language)),
    loss_date: dayText(plan?.loss?.date?.value ?? null),
    loss_cause: plan?.loss?.cause?.value ?? null,
    loss_mechanism: plan?.loss?.mechanism?.value ?? null,
    loss_evidence: plan?.loss?.evidence?.value ?? null,
    loss_preventable: plan?.loss?.preventable?.value ?? null,
    reason_known: isReasonKnown(plan) ? words.yes : null,
  };
}

// What has been cannot change: only what is now. Where a person has set the category, no change would move it.
function changeRows({ explanation, override }: PlanData, language: Language) {
  if (override !== null) return [];
  const { goal, found } = explanation.counterfactuals;
  return found
    .filter(
      ({ field, ratio }) => !field.name.startsWith('prior_') && (goal === 'become-key' || isNear(ratio)),
    )
    .slice(0, MOST_CHANGES)
    .map((change) => {
      const field = { ...change.field, name: factName(change.field.name, language) };
      return { change: capital(changeText({ ...change, field }, language)) };
    });
}

const MOST_CHANGES = 2;

// That an account would not be key without its business, or once it is closed, is no risk to plan for.
function isNear(ratio: number | null): boolean {
  return ratio !== null && Math.abs(ratio) <= 0.3;
}

function listOf<T>(items: readonly T[]): readonly T[] | null {
  return items.length === 0 ? null : items;
}

function dayText(day: Day | null): string | null {
  return day === null ? null : formatDay(day);
}

function dutyName(name: string, language: Language): string {
  const names: Readonly<Record<string, string>> = planTextWords(language).duties;
  return Object.hasOwn(names, name) ? names[name]! : name;
}
