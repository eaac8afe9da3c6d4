import { binOf, compileCondition, groupOf, type Test, type TestContext } from '../../condition/compile.ts';
import type { Cohort, Condition, CutRule, Quantity, RankCondition } from '../../condition/condition.ts';
import type { Criteria } from '../../criteria/criteria.ts';
import type { RankedCuts } from '../../facts/cohort.ts';
import type { Facts } from '../../fields/facts.ts';
import type { Lever, LeverPart, LeverUnit, Passes } from './lever.ts';
import { rankOf, ratioAbove, shareAbove } from './rank-measure.ts';

/** The key criteria of one layer as a tree over numbered leaves. */
export type KeyTree =
  | { readonly kind: 'all' | 'any'; readonly of: readonly KeyTree[] }
  | { readonly kind: 'not'; readonly of: KeyTree }
  | { readonly kind: 'leaf'; readonly leaf: number };

/** A test of the tree; with a lever where its amount can be moved. */
export interface KeyLeaf {
  readonly test: Test;
  readonly lever: Lever | null;
  /** What the amount is compared with, read of a customer; NaN when it is missing. */
  readonly measure: (facts: Facts) => number;
  /** Measures of the same name are the same number for any customer. */
  readonly measureName: string;
}

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
  const key = criteria.categories.find(({ name }) => name === 'key');
  if (key?.when.kind !== 'criteria') return null;
  const leaves: KeyLeaf[] = [];
  const add = (leaf: KeyLeaf): KeyTree => ({ kind: 'leaf', leaf: leaves.push(leaf) - 1 });
  const of = key.when.criteria.map(({ id, condition }) => {
    const compile = (part: Condition, helps: boolean): KeyTree => {
      switch (part.kind) {
        case 'all':
        case 'any':
          return { kind: part.kind, of: part.of.map((inner) => compile(inner, helps)) };
        case 'not':
          return { kind: 'not', of: compile(part.of, !helps) };
        case 'compare':
        case 'between':
        case 'member':
        case 'present':
        case 'age':
        case 'rank': {
          const found = leavesOf(part, { criterion: id, helps }, context).map(add);
          return found.length === 1 ? found[0]! : { kind: 'all', of: found };
        }
      }
    };
    return compile(condition, true);
  });
  return { tree: { kind: 'any', of }, leaves };
}

type Leaf = Exclude<Condition, { kind: 'all' | 'any' | 'not' }>;

interface Place {
  readonly criterion: string;
  readonly helps: boolean;
}

function leavesOf(leaf: Leaf, place: Place, context: LayerContext): KeyLeaf[] {
  const test = compileCondition(leaf, context);
  const { fact, span } = leaf;
  const number = (facts: Facts): number => facts.numbers[fact.slot]!;
  const lever = (part: LeverPart, operator: string, amount: Amount, passes: Passes): Lever => ({
    ...{ source: span.source, start: span.start, part, fact: fact.name, operator, passes },
    calculated: fact.origin !== 'field' && (leaf.kind === 'compare' || leaf.kind === 'between'),
    ...{ other: null, most: Number.POSITIVE_INFINITY },
    ...place,
    ...amount,
  });
  switch (leaf.kind) {
    case 'member':
    case 'present':
      return [{ test, lever: null, measure: () => Number.NaN, measureName: '' }];
    case 'compare': {
      const { operator, bound } = leaf;
      const own = lever('bound', operator, amountOf(bound), PASSES[operator]);
      return [{ test, lever: own, measure: number, measureName: `value ${fact.name}` }];
    }
    case 'between':
      return (['low', 'high'] as const).map((part) => {
        const operator = part === 'low' ? 'at_least' : 'at_most';
        const side = compileCondition({ kind: 'compare', fact, operator, bound: leaf[part], span }, context);
        const own = {
          ...lever(part, `between ${part}`, amountOf(leaf[part]), operator),
          other: leaf[part === 'low' ? 'high' : 'low'].decimal,
        };
        return { test: side, lever: own, measure: number, measureName: `value ${fact.name}` };
      });
    case 'age': {
      const { operator, days } = leaf;
      const own = lever('days', operator, amountOf(days), operator === 'within' ? 'at_most' : 'more_than');
      const measure = (facts: Facts): number => context.asOf - number(facts);
      return [{ test, lever: own, measure, measureName: `age ${fact.name}` }];
    }
    case 'rank':
      return rankLeaves(leaf, test, lever, context);
  }
}

const PASSES = {
  at_least: 'at_least',
  since: 'at_least',
  more_than: 'more_than',
  at_most: 'at_most',
  less_than: 'less_than',
  before: 'less_than',
} as const;

type Amount = { readonly text: string; readonly decimal: string; readonly unit: LeverUnit };

function amountOf({ text, decimal, unit }: Quantity): Amount {
  return { text, decimal, unit };
}

function countOf(count: number, unit: 'count' | 'bin'): Amount {
  return { text: String(count), decimal: String(count), unit };
}

// Ranks hang on the layer, and belong to this test alone.
function placeName({ span }: RankCondition): string {
  return `rank ${span.source.name} ${span.start}`;
}

type MakeLever = (part: LeverPart, operator: string, amount: Amount, passes: Passes) => Lever;

function rankLeaves(leaf: RankCondition, test: Test, lever: MakeLever, context: LayerContext): KeyLeaf[] {
  const cohort = context.cohorts[leaf.cohort]!;
  const { cut } = cohort;
  if (cut.kind === 'quantiles') return quantileLeaves(leaf, lever, cohort, context);
  const { ranked } = context;
  const measureName = placeName(leaf);
  if (ranked === null) return [{ test, lever: null, measure: () => Number.NaN, measureName }];
  const measure = (facts: Facts): number => {
    const group = groupOf(cohort, facts);
    const sorted = group === null ? null : ranked.sorted(leaf.cohort, group);
    return sorted === null ? Number.NaN : measureOf(cut, sorted, facts, cohort);
  };
  const own =
    cut.kind === 'top_count'
      ? lever('top', 'top', countOf(cut.count, 'count'), 'at_most')
      : cut.kind === 'top_ratio'
        ? lever('top', 'top', amountOf(cut.ratio), 'less_than')
        : { ...lever('top', 'top_share', amountOf(cut.ratio), 'less_than'), calculated: true };
  return [{ test, lever: own, measure, measureName }];
}

function measureOf(cut: CutRule, sorted: Float64Array, facts: Facts, { fact }: Cohort): number {
  const value = facts.numbers[fact.slot]!;
  if (Number.isNaN(value)) return value;
  const slack = fact.origin === 'field' ? 0 : 4 * facts.errors[fact.slot]!;
  switch (cut.kind) {
    case 'top_count':
      return rankOf(sorted, value, slack);
    case 'top_ratio':
      return ratioAbove(sorted, value, slack);
    case 'top_share':
      return shareAbove(sorted, value, slack);
    case 'quantiles':
      return Number.NaN;
  }
}

function quantileLeaves(
  leaf: RankCondition,
  lever: MakeLever,
  cohort: Cohort,
  context: LayerContext,
): KeyLeaf[] {
  const { test } = leaf;
  if (test.kind !== 'quantile') return [];
  const measure = (facts: Facts): number => {
    const group = groupOf(cohort, facts);
    const points = group === null ? null : context.cuts.find(leaf.cohort, group);
    if (points === null || Number.isNaN(facts.numbers[cohort.fact.slot]!)) return Number.NaN;
    return binOf(facts, cohort, points);
  };
  const sides = [
    { part: 'at_least', bin: test.atLeast, only: { kind: 'quantile', atLeast: test.atLeast, atMost: null } },
    { part: 'at_most', bin: test.atMost, only: { kind: 'quantile', atLeast: null, atMost: test.atMost } },
  ] as const;
  return sides.flatMap(({ part, bin, only }) => {
    if (bin === null) return [];
    const of = cohort.cut.kind === 'quantiles' ? cohort.cut.of : bin;
    const own = { ...lever(part, `quantile ${part}`, countOf(bin, 'bin'), part), most: of };
    const side = compileCondition({ ...leaf, test: only }, context);
    return [{ test: side, lever: own, measure, measureName: placeName(leaf) }];
  });
}
