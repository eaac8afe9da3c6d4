import type { Cuts } from '../condition/condition.ts';
import type { Fact } from '../condition/fact.ts';
import type { Criteria } from '../criteria/criteria.ts';
import { factsOfExpression } from '../criteria/expression.ts';
import type { Day } from '../fields/day.ts';
import { nearest } from '../fields/exact-number.ts';
import { type Facts, factText } from '../fields/facts.ts';
import { shownNumber } from '../fields/rounded.ts';
import type { MonthlyValues } from '../lines/add-up.ts';
import { oncePer } from '../once-per.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import { didYouMean } from '../text/suggest.ts';
import { type BrokenCheck, compileBrokenChecks } from '../verdict/broken-checks.ts';
import type { ClassifiedCustomer } from '../verdict/classify-table.ts';
import { createExplainer, type Explanation } from '../verdict/explain.ts';
import { openKnownValues } from '../verdict/known-values.ts';
import type { Override } from '../verdict/override.ts';
import type { Verdict } from '../verdict/verdict.ts';
import type { CompanyTotals, Rank, Shares } from './company-totals.ts';
import { type Period, type Plan, yearAfter } from './plan.ts';

/** All that the data and a plan's own front matter know of one customer: what a plan is filled with. */
export interface PlanData extends Measures {
  readonly explanation: Explanation;
  readonly verdict: Verdict;
  /** What the criteria say, where an override says otherwise. */
  readonly computed: Verdict;
  readonly override: Override | null;
  readonly unit: string | null;
  readonly manager: string | null;
  readonly lostReason: string | null;
  readonly lastOrder: Day | null;
  readonly since: Day;
  readonly asOf: Day;
  readonly nextReview: Day | null;
  /** The period that a forecast made now is for. */
  readonly nextYear: Period;
  readonly shares: Shares;
  readonly rank: Rank | null;
  readonly brokenChecks: readonly BrokenCheck[];
  /** What its order lines come to month by month; none where the criteria have no series. */
  readonly months: readonly MonthlyValues[];
  /** The rows of a group of companies; none of a single row. */
  readonly sites: readonly PlanSite[];
  /** What a plan may aim at, in the order in which it is shown. */
  readonly aims: readonly { readonly fact: Fact; readonly value: number | null }[];
  readonly revenue: number | null;
  readonly profit: number | null;
  /** The plan that is there. */
  readonly plan: Plan | null;
}

/** A site of a group with what it brings; null is missing. */
export interface PlanSite {
  readonly id: string;
  readonly name: string | null;
  readonly revenue: number | null;
  readonly profit: number | null;
}

/** What plans are filled from besides a customer; `cuts` has the criteria of units too. */
interface DataOptions {
  readonly criteria: Criteria;
  readonly asOf: Day;
  readonly cuts: ReadonlyMap<Criteria, Cuts>;
  readonly totals: CompanyTotals;
  readonly monthsOf: (id: string) => readonly MonthlyValues[];
}

/** Takes from a customer what its plan shows. `since`: the day from which it is what it is. */
type TakeData = (
  customer: ClassifiedCustomer,
  plan: Plan | null,
  since: Day,
  sites: readonly PlanSite[],
) => PlanData;

/** Compiles the taking; each unit's criteria are compiled when the first customer comes. */
export function compileData({ criteria: company, asOf, cuts, totals, monthsOf }: DataOptions): TakeData {
  const explain = createExplainer(asOf, cuts, company);
  const broken = compileBrokenChecks(asOf, cuts);
  const known = openKnownValues(company);
  const measuresOf = oncePer(compileMeasures);
  return (customer, plan, since, sites) => {
    const { criteria, facts, verdict, computed, override } = customer;
    const { unit, manager, lostReason, revenue, profit } = known(facts, criteria);
    const lastOrder = criteria.facts.get('last_order');
    const every = criteria.duties.reviewEvery;
    return {
      ...measuresOf(criteria)(facts),
      explanation: explain({ ...customer, verdict: computed }, true),
      verdict,
      computed,
      override,
      unit,
      manager,
      lostReason,
      lastOrder: lastOrder?.type.kind === 'number' ? shownNumber(facts, lastOrder.slot) : null,
      since,
      asOf,
      nextReview: every === null ? null : asOf + every.value,
      nextYear: yearAfter(asOf),
      shares: totals.sharesOf(customer),
      rank: totals.rankOf(customer),
      brokenChecks: broken(customer),
      months: monthsOf(factText(facts, company.idField.slot)!),
      sites,
      aims: aimsOf(criteria, plan).map((fact) => ({
        fact,
        value: shownNumber(facts, fact.slot),
      })),
      revenue: nearest(revenue),
      profit: nearest(profit),
      plan,
    };
  };
}

// A sustained level of business, its profit, and growth by more than revenue alone: those that the criteria know.
const AIMS = ['revenue', 'gross_profit', 'growth', 'volume_growth', 'contribution_growth'];

// A person may aim at any other fact: it is enough to write it into the front matter.
function aimsOf(criteria: Criteria, plan: Plan | null): Fact[] {
  return [...new Set([...AIMS, ...(plan?.targets.keys() ?? [])])]
    .map((name) => criteria.facts.get(name))
    .filter((fact): fact is Fact => fact?.type.kind === 'number');
}

/** Targets of a plan for facts that the criteria do not have: nothing would come of them. */
export function unknownTargets({ plan, explanation }: PlanData): Diagnostic[] {
  const { facts } = explanation.criteria;
  const numbers = [...facts.values()].filter(({ type }) => type.kind === 'number').map(({ name }) => name);
  return [...(plan?.targets ?? [])]
    .filter(([name]) => !numbers.includes(name))
    .map(([name, { span }]) => ({
      code: 'unknown-fact',
      severity: 'warning',
      message: {
        en: `"targets": unknown fact "${name}"`,
        zh: `targets：没有名为“${name}”的字段、派生值或得分`,
      },
      help: didYouMean(name, numbers),
      at: span,
    }));
}

/** A fact with its value; null is missing. */
export interface Figure {
  readonly fact: Fact;
  readonly value: number | null;
}

/** A field with the year before, which the criteria keep in the field `prior_…` beside it. */
export interface ComparedFigure extends Figure {
  readonly before: number | null;
  /** From the year before to now, as a ratio; null where there is nothing to compare with. */
  readonly change: number | null;
}

/** All that the criteria know of a customer in numbers, sorted into what a plan shows together. */
interface Measures {
  readonly measures: readonly ComparedFigure[];
  /** Values of the business that stand alone: potential, margin, scores. */
  readonly figures: readonly Figure[];
  /** Percents that are measured rather than calculated, such as deliveries on time. */
  readonly value: readonly Figure[];
  /** Yes or no, such as whether the account opens a new market. */
  readonly flags: readonly Figure[];
}

/** Compiles the reading of a customer's numbers: whatever the fields are called, each stands in its place. */
function compileMeasures(criteria: Criteria): (facts: Facts) => Measures {
  const numbers = [...criteria.facts.values()].filter(({ type }) => type.kind === 'number');
  const pairs = numbers.flatMap((fact) => {
    const before = criteria.facts.get(`prior_${fact.name}`);
    return before === undefined || !numbers.includes(before) ? [] : [{ fact, before }];
  });
  const paired = new Set(pairs.flatMap(({ fact, before }) => [fact, before]));
  // What is calculated from a pair alone is its growth, which the pair shows.
  const growth = new Set(
    criteria.computed.flatMap((one) => {
      if (one.kind === 'score') return [];
      const parts = [...factsOfExpression(one.formula)];
      const isGrowth = pairs.some(({ fact, before }) =>
        parts.every((part) => part === fact || part === before),
      );
      return isGrowth ? [one.fact] : [];
    }),
  );
  const percents = new Set(criteria.fields.filter(({ type }) => type === 'percent').map(({ name }) => name));
  const alone = numbers.filter((fact) => !paired.has(fact) && !growth.has(fact));
  const flags = alone.filter(({ type }) => type.kind === 'number' && type.unit === 'flag');
  const value = alone.filter(({ name }) => percents.has(name));
  const figures = alone.filter((fact) => !flags.includes(fact) && !value.includes(fact));
  const read = (facts: Facts) => (fact: Fact) => ({
    fact,
    value: shownNumber(facts, fact.slot),
  });
  const isKnown = ({ value: found }: Figure): boolean => found !== null;
  return (facts) => ({
    measures: pairs
      .map(({ fact, before }) =>
        compare(fact, shownNumber(facts, fact.slot), shownNumber(facts, before.slot)),
      )
      .filter((one) => one.value !== null || one.before !== null),
    figures: figures.map(read(facts)).filter(isKnown),
    value: value.map(read(facts)).filter(isKnown),
    flags: flags.map(read(facts)).filter(isKnown),
  });
}

function compare(fact: Fact, value: number | null, before: number | null): ComparedFigure {
  const change =
    value === null || before === null || before === 0 ? null : (value - before) / Math.abs(before);
  return { fact, value, before, change };
}
