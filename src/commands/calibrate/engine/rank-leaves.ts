import { binOf, compileCondition, groupOf, type Test } from '../../../condition/compile.ts';
import type { Cohort, CutRule, RankCondition } from '../../../condition/condition.ts';
import type { Facts } from '../../../fields/facts.ts';
import { rankedValue } from '../../../fields/ranked-value.ts';
import type { KeyLeaf, LayerContext } from './key-tree.ts';
import { amountOf, type LeverAmount, type MakeLever } from './make-lever.ts';
import { rankOf, ratioAbove, shareAbove } from './rank-measure.ts';

/** The leaves of a relative test: its count or percent, or each side of its parts. */
export function rankLeaves(
  leaf: RankCondition,
  test: Test,
  lever: MakeLever,
  context: LayerContext,
): KeyLeaf[] {
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

// Ranks hang on the layer, and belong to this test alone.
function placeName({ span }: RankCondition): string {
  return `rank ${span.source.name} ${span.start}`;
}

function countOf(count: number, unit: 'count' | 'bin'): LeverAmount {
  return { text: String(count), decimal: String(count), unit };
}
