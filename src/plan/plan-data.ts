import type { Cuts } from '../condition/condition.ts';
import type { Fact } from '../condition/fact.ts';
import type { Criteria } from '../criteria/criteria.ts';
import type { Day } from '../fields/day.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import { didYouMean } from '../text/suggest.ts';
import { type BrokenCheck, compileBrokenChecks } from '../verdict/broken-checks.ts';
import type { ClassifiedCustomer } from '../verdict/classify-table.ts';
import { createExplainer, type Explanation } from '../verdict/explain.ts';
import { knownFacts } from '../verdict/known-facts.ts';
import type { Override } from '../verdict/override.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { compileMeasures, type Measures, numberOf } from './measures.ts';
import { yearAfter } from './period.ts';
import type { Period, Plan } from './plan.ts';
import type { Rank, Shares, Totals } from './totals.ts';

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
  /** What a plan may aim at, in the order in which it is shown. */
  readonly aims: readonly { readonly fact: Fact; readonly value: number | null }[];
  readonly revenue: number | null;
  readonly profit: number | null;
  /** The plan that is there. */
  readonly plan: Plan | null;
}

/** What plans are filled from beside a customer; `cuts` has the criteria of units too. */
export interface DataOptions {
  readonly criteria: Criteria;
  readonly asOf: Day;
  readonly cuts: ReadonlyMap<Criteria, Cuts>;
  readonly totals: Totals;
}

/** Takes from a customer what its plan shows. `since`: the day from which it is what it is. */
export type TakeData = (customer: ClassifiedCustomer, plan: Plan | null, since: Day) => PlanData;

/** Compiles the taking; each unit's criteria are compiled when the first customer comes. */
export function compileData({ criteria: company, asOf, cuts, totals }: DataOptions): TakeData {
  const explain = createExplainer(asOf, cuts, company);
  const broken = compileBrokenChecks(asOf, cuts);
  const readers = new Map<Criteria, ReturnType<typeof compileMeasures>>();
  return (customer, plan, since) => {
    const { criteria, facts, verdict, computed, override, previous } = customer;
    const read = readers.get(criteria) ?? compileMeasures(criteria);
    readers.set(criteria, read);
    const known = knownFacts(criteria);
    const text = (fact: Fact | null): string | null =>
      fact === null ? null : (facts.texts[fact.slot] ?? null);
    const number = (fact: Fact | null): number | null => (fact === null ? null : numberOf(facts, fact));
    const lastOrder = criteria.facts.get('last_order');
    const every = criteria.duties.reviewEvery;
    return {
      ...read(facts),
      explanation: explain({ ...customer, verdict: computed }, previous, true),
      verdict,
      computed,
      override,
      unit: text(known.unit),
      manager: text(known.manager),
      lostReason: text(known.lostReason),
      lastOrder: lastOrder?.type.kind === 'number' ? numberOf(facts, lastOrder) : null,
      since: plan?.since?.value ?? since,
      asOf,
      nextReview: every === null ? null : asOf + every.value,
      nextYear: yearAfter(asOf),
      shares: totals.sharesOf(customer),
      rank: totals.rankOf(customer),
      brokenChecks: broken(customer),
      aims: aimsOf(criteria, plan).map((fact) => ({ fact, value: numberOf(facts, fact) })),
      revenue: number(known.revenue),
      profit: number(known.profit),
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
      message: `"targets": unknown fact "${name}"`,
      help: didYouMean(name, numbers),
      at: span,
    }));
}
