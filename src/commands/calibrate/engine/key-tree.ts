import { binOf, compileCondition, groupOf, type Test, type TestContext } from '../../../condition/compile.ts';
import {
  type Cohort,
  type CompareCondition,
  type Condition,
  type CutRule,
  type Leaf,
  NO_CUTS,
  type RankCondition,
} from '../../../condition/condition.ts';
import type { Fact } from '../../../condition/fact.ts';
import { isLeaf } from '../../../condition/leaves.ts';
import { COMPARISONS } from '../../../condition/operators.ts';
import { firstAbove } from '../../../condition/rank-edges.ts';
import { type Criteria, keyCategory } from '../../../criteria/criteria.ts';
import type { RankedCuts } from '../../../facts/cohort.ts';
import { type Reach, scoreReach } from '../../../facts/score-reach.ts';
import type { Facts } from '../../../fields/facts.ts';
import { rankedValue } from '../../../fields/rounded.ts';
import type { Passes, Threshold, ThresholdPart } from './threshold.ts';

/** The key criteria of one layer as a tree over numbered leaves. */
export type KeyTree =
  | { readonly kind: 'all' | 'any'; readonly of: readonly KeyTree[] }
  | { readonly kind: 'not'; readonly of: KeyTree }
  | { readonly kind: 'leaf'; readonly leaf: number };

/** A test of the tree; with a threshold where its amount can be moved. */
export interface KeyLeaf {
  readonly test: Test;
  readonly threshold: Threshold | null;
  /** The value of a customer that the amount is compared with; NaN when it is missing. */
  readonly measure: (facts: Facts) => number;
  /** Measures of the same name are the same number for any customer. */
  readonly measureName: string;
}

/** A tree of key criteria with its leaves, by their number in it. */
export interface KeyCriteria {
  readonly tree: KeyTree;
  readonly leaves: readonly KeyLeaf[];
}

/** What a layer is compiled with. `ranked` is null with a lock: lines of relative tests then stay where they are. */
export interface LayerContext extends TestContext {
  readonly ranked: RankedCuts | null;
}

/** Takes the key criteria of a layer apart; null when key has none. A test with two amounts becomes two leaves. */
export function compileKeyCriteria(criteria: Criteria, context: LayerContext): KeyCriteria | null {
  const key = keyCategory(criteria);
  if (key?.when.kind !== 'criteria') return null;
  const leaves: KeyLeaf[] = [];
  const reachOf = (fact: Fact): Reach | null => {
    const score = criteria.computed.find((one) => one.kind === 'score' && one.fact === fact);
    return score?.kind === 'score' ? scoreReach(score) : null;
  };
  const add = (leaf: KeyLeaf): KeyTree => ({ kind: 'leaf', leaf: leaves.push(leaf) - 1 });
  const of = key.when.criteria.map(({ id, condition }) => {
    const compile = (part: Condition, helps: boolean): KeyTree => {
      if (isLeaf(part)) {
        const found = leavesOf(part, { criterion: id, helps }, { ...context, reachOf }).map(add);
        return found.length === 1 ? found[0]! : { kind: 'all', of: found };
      }
      if (part.kind === 'not') return { kind: 'not', of: compile(part.of, !helps) };
      return { kind: part.kind, of: part.of.map((inner) => compile(inner, helps)) };
    };
    return compile(condition, true);
  });
  return { tree: { kind: 'any', of }, leaves };
}

/** The thresholds of one layer, in the order of its criteria. */
export function findThresholds(criteria: Criteria): Threshold[] {
  const ranked: RankedCuts = { ...NO_CUTS, groups: () => [], sorted: () => null, data: [] };
  const key = compileKeyCriteria(criteria, { asOf: 0, cohorts: criteria.cohorts, cuts: NO_CUTS, ranked });
  return key === null ? [] : key.leaves.flatMap(({ threshold }) => threshold ?? []);
}

// Where a test stands: in which criterion, and whether passing it helps; under `not` it does not.
interface Place {
  readonly criterion: string;
  readonly helps: boolean;
}

function leavesOf(
  leaf: Leaf,
  place: Place,
  context: LayerContext & { readonly reachOf: (fact: Fact) => Reach | null },
): KeyLeaf[] {
  const test = compileCondition(leaf, context);
  const { fact, span } = leaf;
  const number = (facts: Facts): number => facts.numbers[fact.slot]!;
  const threshold = thresholdsOf(leaf, place);
  switch (leaf.kind) {
    case 'member':
    case 'present':
      return [{ test, threshold: null, measure: () => Number.NaN, measureName: '' }];
    case 'compare': {
      const { operator, bound } = leaf;
      const own = {
        ...threshold('bound', operator, bound, passesOf(operator)),
        reach: context.reachOf(fact),
      };
      return [{ test, threshold: own, measure: number, measureName: `value ${fact.name}` }];
    }
    case 'between':
      return (['low', 'high'] as const).map((part) => {
        const operator = part === 'low' ? 'at_least' : 'at_most';
        const side = compileCondition({ kind: 'compare', fact, operator, bound: leaf[part], span }, context);
        const own = {
          ...threshold(part, `between ${part}`, leaf[part], operator),
          other: leaf[part === 'low' ? 'high' : 'low'].decimal,
          reach: context.reachOf(fact),
        };
        return { test: side, threshold: own, measure: number, measureName: `value ${fact.name}` };
      });
    case 'age': {
      const { operator, days } = leaf;
      const own = threshold('days', operator, days, operator === 'within' ? 'at_most' : 'more_than');
      const measure = (facts: Facts): number => context.asOf - number(facts);
      return [{ test, threshold: own, measure, measureName: `age ${fact.name}` }];
    }
    case 'rank':
      return rankLeaves(leaf, test, threshold, context);
  }
}

function passesOf(operator: CompareCondition['operator']): Passes {
  const { side, withBound } = COMPARISONS[operator];
  if (side === 'above') return withBound ? 'at_least' : 'more_than';
  return withBound ? 'at_most' : 'less_than';
}

type MakeThreshold = (
  part: ThresholdPart,
  operator: string,
  amount: Pick<Threshold, 'text' | 'decimal' | 'unit'>,
  passes: Passes,
) => Threshold;

function thresholdsOf({ kind, fact, span }: Leaf, { criterion, helps }: Place): MakeThreshold {
  return (part, operator, { text, decimal, unit }, passes) => ({
    source: span.source,
    start: span.start,
    part,
    criterion,
    fact: fact.name,
    operator,
    text,
    decimal,
    unit,
    passes,
    helps,
    calculated: fact.origin !== 'field' && (kind === 'compare' || kind === 'between'),
    other: null,
    most: Number.POSITIVE_INFINITY,
    reach: null,
  });
}

// The leaves of a relative test: its count or percent, or each side of its parts.
function rankLeaves(
  leaf: RankCondition,
  test: Test,
  threshold: MakeThreshold,
  context: LayerContext,
): KeyLeaf[] {
  const cohort = context.cohorts[leaf.cohort]!;
  const { cut } = cohort;
  if (cut.kind === 'quantiles') return quantileLeaves(leaf, threshold, cohort, context);
  const { ranked } = context;
  const measureName = placeName(leaf);
  // The mean is what customers make it: no amount of the criteria moves it.
  if (ranked === null || cut.kind === 'mean')
    return [{ test, threshold: null, measure: () => Number.NaN, measureName }];
  const measure = (facts: Facts): number => {
    const group = groupOf(cohort, facts);
    const sorted = group === null ? null : ranked.sorted(leaf.cohort, group);
    return sorted === null ? Number.NaN : measureOf(cut, sorted, facts, cohort);
  };
  const own =
    cut.kind === 'top_count'
      ? threshold('top', 'top', countOf(cut.count, 'count'), 'at_most')
      : cut.kind === 'top_ratio'
        ? threshold('top', 'top', cut.ratio, 'less_than')
        : { ...threshold('top', 'top_share', cut.ratio, 'less_than'), calculated: true };
  return [{ test, threshold: own, measure, measureName }];
}

function measureOf(cut: CutRule, sorted: Float64Array, facts: Facts, { fact }: Cohort): number {
  const value = rankedValue(facts, fact.slot);
  if (Number.isNaN(value)) return value;
  switch (cut.kind) {
    case 'top_count':
      return rankOf(sorted, value);
    case 'top_ratio':
      return ratioAbove(sorted, value);
    case 'top_share':
      return shareAbove(sorted, value);
    case 'quantiles':
    case 'mean':
      return Number.NaN;
  }
}

function quantileLeaves(
  leaf: RankCondition,
  threshold: MakeThreshold,
  cohort: Cohort,
  context: LayerContext,
): KeyLeaf[] {
  const { test } = leaf;
  if (test.kind !== 'quantile') return [];
  const measure = (facts: Facts): number => {
    const group = groupOf(cohort, facts);
    const points = group === null ? null : context.cuts.find(leaf.cohort, group);
    if (points === null || Number.isNaN(facts.numbers[cohort.fact.slot]!)) return Number.NaN;
    const bin = binOf(facts, cohort, points);
    return test.order === 'low' ? points.length + 2 - bin : bin;
  };
  const sides = [
    { part: 'at_least', bin: test.atLeast, only: { ...test, atMost: null } },
    { part: 'at_most', bin: test.atMost, only: { ...test, atLeast: null } },
  ] as const;
  return sides.flatMap(({ part, bin, only }) => {
    if (bin === null) return [];
    const of = cohort.cut.kind === 'quantiles' ? cohort.cut.of : bin;
    const own = { ...threshold(part, `quantile ${part}`, countOf(bin, 'bin'), part), most: of };
    const side = compileCondition({ ...leaf, test: only }, context);
    return [{ test: side, threshold: own, measure, measureName: placeName(leaf) }];
  });
}

// Ranks depend on the layer and belong to this test alone.
function placeName({ span }: RankCondition): string {
  return `rank ${span.source.name} ${span.start}`;
}

function countOf(count: number, unit: 'count' | 'bin'): Pick<Threshold, 'text' | 'decimal' | 'unit'> {
  return { text: String(count), decimal: String(count), unit };
}

// At which amount of a relative test a customer is just in; ranked values come ascending.

// The rank that `top: n` compares with n: one more than the customers that are above.
function rankOf(sorted: Float64Array, value: number): number {
  return sorted.length - firstAbove(sorted, value) + 1;
}

// The part of the customers that are above: in for every `top` percent that is greater.
function ratioAbove(sorted: Float64Array, value: number): number {
  return (sorted.length - firstAbove(sorted, value)) / sorted.length;
}

// The part of the sum that those above make: in for every `top_share` that is greater; 1 where there is no sum.
function shareAbove(sorted: Float64Array, value: number): number {
  const { total, above } = sumsOf(sorted);
  if (total <= 0) return 1;
  return above[firstAbove(sorted, value)]! / total;
}

interface Sums {
  readonly total: number;
  /** By place, the most that the values from there on come to, taken from the top. */
  readonly above: Float64Array;
}

const known = new WeakMap<Float64Array, Sums>();

// Each group is summed once, however many customers ask.
function sumsOf(sorted: Float64Array): Sums {
  let sums = known.get(sorted);
  if (sums === undefined) {
    const above = new Float64Array(sorted.length + 1);
    let sum = 0;
    for (let index = sorted.length - 1; index >= 0; index -= 1) {
      sum += sorted[index]!;
      // Credit notes at the bottom take nothing from those above.
      above[index] = Math.max(above[index + 1]!, sum);
    }
    sums = { total: sum, above };
    known.set(sorted, sums);
  }
  return sums;
}
