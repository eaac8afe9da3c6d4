import type { Cuts } from '../condition/condition.ts';
import type { Fact } from '../condition/fact.ts';
import type { CategoryName, Criteria } from '../criteria/criteria.ts';
import { type Interval, widen } from '../facts/interval.ts';
import { dependsOn, pointsOf } from '../facts/interval-facts.ts';
import { stepDecimal } from '../fields/decimal.ts';
import { exactField, type Facts, factText } from '../fields/facts.ts';
import type { Field } from '../fields/field.ts';
import { oncePer } from '../once-per.ts';
import { compareText } from '../text/order.ts';
import { type ChangedCustomer, changeCustomer } from './changed-customer.ts';
import { createClassifier } from './classify.ts';
import { keyFields } from './key-fields.ts';
import { compileJudge, type JudgeRanges } from './possible-verdicts.ts';
import { findSmallestStep, type Stretch } from './smallest-step.ts';
import { categoryOf, type Verdict } from './verdict.ts';

/** The smallest change of one field that makes a customer a key account, or takes that from it. */
export interface Counterfactual {
  readonly field: Field;
  /** As they would be typed: the exact decimal, the day as a number of days, or the text; null is blank. */
  readonly from: string | null;
  readonly to: string;
  /** What is added, in the unit of the field; null for texts and flags. */
  readonly change: number | null;
  /** The change against the value that is there; null where there is none to compare with. */
  readonly ratio: number | null;
  /** Proven by classifying the changed customer. */
  readonly verdict: Verdict;
}

/** What was looked for, and everything that was found, the smallest first. */
export interface Counterfactuals {
  readonly goal: 'become-key' | 'lose-key';
  readonly found: readonly Counterfactual[];
  /** Fields whose search was given up before it came as far as what was found: a smaller change may exist. */
  readonly unknown: readonly string[];
}

/** Looks for changes of one customer after another; its facts stay as they are. */
export interface Counterfactor {
  /** `within` limits numbers to so large a part of their value. */
  find(facts: Facts, verdict: Verdict, previous: CategoryName | null, within: number | null): Counterfactuals;
  /** Whether there is any such change of a number. */
  isNear(facts: Facts, verdict: Verdict, previous: CategoryName | null, within: number): boolean;
}

/**
 * Opens the search over the fields on which key accounts depend; cut points stay as they are. It is compiled once for each
 * set of criteria, the company's and those of each unit, when the first customer comes.
 */
export function openCounterfactors(
  asOf: number,
  cuts: ReadonlyMap<Criteria, Cuts>,
  company: Criteria,
): (criteria: Criteria) => Counterfactor {
  const unit = company.units?.by ?? null;
  return oncePer((criteria) => compileCounterfactor(criteria, asOf, cuts.get(criteria)!, unit));
}

function compileCounterfactor(
  criteria: Criteria,
  asOf: number,
  cuts: Cuts,
  unit: Fact | null,
): Counterfactor {
  const fields = keyFields(criteria, unit);
  const classifier = createClassifier(criteria, asOf, cuts);
  const judge = compileJudge(criteria, asOf, cuts);
  const dependents = new Map(fields.map(({ slot }) => [slot, dependsOn(criteria, slot)]));
  const varies = (slot: number): readonly boolean[] => dependents.get(slot)!;
  const open = (
    facts: Facts,
    verdict: Verdict,
    previous: CategoryName | null,
    within: number | null,
  ): Search => {
    const customer = changeCustomer(facts, criteria.fields.length, classifier, previous);
    return {
      customer,
      points: pointsOf(customer.original),
      varies,
      judge,
      previous,
      isKey: categoryOf(verdict) === 'key',
      within,
      unknown: [],
    };
  };
  return {
    find(facts, verdict, previous, within) {
      const search = open(facts, verdict, previous, within);
      const found = fields.flatMap((field) => changesOf(field, facts, search));
      found.sort(
        (one, other) => sizeOf(one) - sizeOf(other) || compareText(one.field.name, other.field.name),
      );
      return { goal: search.isKey ? 'lose-key' : 'become-key', found, unknown: search.unknown };
    },
    isNear(facts, verdict, previous, within) {
      const search = open(facts, verdict, previous, within);
      return fields.some((field) => changesOf(field, facts, search).some(isNumber));
    },
  };
}

/** Whether what changes is a number with something to compare with: texts, flags and days have no distance. */
export function isNumber({ ratio }: Counterfactual): boolean {
  return ratio !== null;
}

interface Search {
  readonly customer: ChangedCustomer;
  /** Its numbers as they are. */
  readonly points: readonly Interval[];
  /** By field slot, what depends on it. */
  readonly varies: (slot: number) => readonly boolean[];
  readonly judge: JudgeRanges;
  readonly previous: CategoryName | null;
  readonly isKey: boolean;
  readonly within: number | null;
  readonly unknown: string[];
}

function reached(verdict: Verdict, { isKey }: Search): boolean {
  return (categoryOf(verdict) === 'key') !== isKey;
}

function changesOf(field: Field, facts: Facts, search: Search): Counterfactual[] {
  switch (field.type) {
    case 'id':
    case 'text':
      return [];
    case 'choice':
      return choices(field, factText(facts, field.slot), search);
    case 'flag':
      return flags(field, search);
    case 'number':
      return numbers(field, field.whole ? 0 : 2, search);
    case 'money':
      return numbers(field, placesOf(facts.numbers[field.slot]!), search);
    case 'percent':
      return numbers(field, 4, search);
    case 'date':
      return numbers(field, 0, search);
  }
}

function choices(field: Field, from: string | null, search: Search): Counterfactual[] {
  if (search.within !== null) return [];
  return [...field.values.keys()].flatMap((to) => {
    const verdict = to === from ? null : search.customer.withText(field.slot, to);
    return verdict !== null && reached(verdict, search)
      ? [{ field, from, to, change: null, ratio: null, verdict }]
      : [];
  });
}

function flags(field: Field, search: Search): Counterfactual[] {
  if (search.within !== null) return [];
  const from = exactField(search.customer.original, field.slot);
  return ['1', '0'].flatMap((to) => {
    const verdict = to === from ? null : search.customer.withNumber(field.slot, to);
    return verdict !== null && reached(verdict, search)
      ? [{ field, from, to, change: null, ratio: null, verdict }]
      : [];
  });
}

// Cents; of amounts below 1, as in an export in millions, a thousandth or less of the amount.
function placesOf(value: number): number {
  const size = Math.abs(value);
  return size > 0 && size < 1 ? Math.ceil(-Math.log10(size)) + 3 : 2;
}

// In units of the last place that people write: a cent, a hundredth of a percent, a day.
function numbers(field: Field, places: number, search: Search): Counterfactual[] {
  const { slot } = field;
  const from = exactField(search.customer.original, slot);
  const start = from ?? '0';
  if (from === null && (field.type === 'date' || search.within !== null)) return [];
  const unit = 10 ** -places;
  const base = Number(start);
  if (from === null) {
    const verdict = search.customer.withNumber(slot, start);
    if (reached(verdict, search)) return [{ field, from, to: start, change: 0, ratio: null, verdict }];
  }
  const box = {
    numbers: [...search.points],
    facts: search.customer.original,
    varies: search.varies(slot),
  };
  const judgeBox = search.judge(box, search.previous);
  let open = Number.POSITIVE_INFINITY;
  let best = Number.POSITIVE_INFINITY;
  let found: Counterfactual[] = [];
  for (const sign of [1, -1]) {
    const at = (steps: number): string => stepDecimal(start, sign * steps, places);
    const judge = (least: number, most: number): Stretch => {
      const ends = [base + sign * least * unit, base + sign * most * unit];
      // What doubles lose hangs on the size of the start and of the step, also where the end comes close to zero.
      const lost = (Math.abs(base) + most * unit) * 4 * Number.EPSILON;
      box.numbers[slot] = widen(Math.min(...ends) - lost, Math.max(...ends) + lost, false, false);
      const { key, other } = judgeBox(() => search.customer.factsWith(slot, at(least)));
      return search.isKey ? { can: other, must: !key } : { can: key, must: !other };
    };
    const reaches = (steps: number): boolean => reached(search.customer.withNumber(slot, at(steps)), search);
    // The other way only something smaller counts.
    const most = Math.min(mostSteps(field, base, sign, unit, search.within), best - 1);
    const steps = findSmallestStep(most, judge, reaches);
    if (steps === null) continue;
    if (typeof steps !== 'number') {
      open = Math.min(open, steps.from);
      continue;
    }
    best = steps;
    const to = at(steps);
    const change = sign * steps * unit;
    const ratio = from === null || base === 0 || field.type === 'date' ? null : change / Math.abs(base);
    found = [{ field, from, to, change, ratio, verdict: search.customer.withNumber(slot, to) }];
  }
  if (open < best) search.unknown.push(field.name);
  return found;
}

// As far as the field may go: its plausible range, and what people would still believe.
function mostSteps(field: Field, base: number, sign: number, unit: number, within: number | null): number {
  const edge = sign > 0 ? field.max : field.min;
  const room = edge === null ? (FARTHEST[field.type] ?? 0) : Math.max(0, (edge - base) * sign);
  const near = within === null ? room : Math.min(room, Math.abs(base) * within);
  return Math.floor(near / unit + 1e-6);
}

const FARTHEST: Partial<Record<Field['type'], number>> = {
  number: 1e12,
  money: 1e12,
  percent: 100,
  date: 36_525,
};

// Numbers by their part of the value, then days, then what has nothing to compare with.
function sizeOf({ change, ratio, field }: Counterfactual): number {
  if (ratio !== null) return Math.abs(ratio);
  if (change === null) return 2e9;
  return field.type === 'date' ? Math.abs(change) / 365 : 1e9;
}
