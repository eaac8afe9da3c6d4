import { compileCondition } from '../../../condition/compile.ts';
import type { Cuts, Outcome } from '../../../condition/condition.ts';
import type { Fact } from '../../../condition/fact.ts';
import type { CategoryName, Criteria } from '../../../criteria/criteria.ts';
import type { RankedCuts } from '../../../facts/cohort.ts';
import type { Facts } from '../../../fields/facts.ts';
import { addKnown } from '../../../verdict/amounts.ts';
import { createClassifier } from '../../../verdict/classify.ts';
import type { ClassifiedCustomer } from '../../../verdict/classify-table.ts';
import { emptyMoney, moneyOf } from '../../../verdict/money-sum.ts';
import type { Verdict } from '../../../verdict/verdict.ts';
import { criteriaIn } from '../../../verdict/view.ts';
import { byteColumn, type Column, indexColumn, numberColumn, push } from './column.ts';
import { compileKeyCriteria, type KeyCriteria } from './key-tree.ts';
import type { Lever } from './lever.ts';
import { FALSE, MISSING, type Pool, TRUE } from './pool.ts';

/** What customers are gathered with; `cuts` and `ranked` have the criteria of units too. */
export interface PoolOptions {
  readonly criteria: Criteria;
  readonly asOf: number;
  readonly cuts: ReadonlyMap<Criteria, Cuts>;
  /** Null where the lines of relative tests are locked, or there are none. */
  readonly ranked: ReadonlyMap<Criteria, RankedCuts> | null;
  readonly revenue: Fact | null;
  /** The fact by which key accounts are counted. */
  readonly per: Fact | null;
}

/** Takes customers as they come. */
export interface PoolBuilder {
  readonly levers: readonly Lever[];
  add(customer: ClassifiedCustomer): void;
  result(): Pool;
}

/** Opens a pool. Of customers that no threshold moves, only sums are kept. */
export function openPool(options: PoolOptions): PoolBuilder {
  const { revenue, per } = options;
  const levers: Lever[] = [];
  const measures = new Map<string, Column<Float64Array>>();
  const measureNames: string[] = [];
  const layers = openLayers(options, levers, measureNames);
  for (const name of measureNames) measures.set(name, numberColumn());
  const [lines, layerOf, outcomesAt, groupOf] = [indexColumn(), indexColumn(), indexColumn(), indexColumn()];
  const [outcomes, isKey, revenues] = [byteColumn(), byteColumn(), numberColumn()];
  const groups = new Map<string | null, number>([[null, 0]]);
  const held = { customers: 0, revenue: emptyMoney(), groups: new Map<number, number>() };
  const totalRevenue = emptyMoney();
  const groupIn = (facts: Facts): number => {
    const name = per === null ? null : facts.texts[per.slot]!;
    const known = groups.get(name);
    if (known === undefined) groups.set(name, groups.size);
    return known ?? groups.size - 1;
  };
  return {
    levers,
    add({ facts, verdict, computed, override, previous, criteria, record }) {
      const amount = revenue === null ? Number.NaN : facts.numbers[revenue.slot]!;
      addKnown(totalRevenue, amount);
      const nowKey = verdict.kind === 'decided' && verdict.category === 'key';
      const layer = layers.get(criteria);
      if (override !== null || layer?.isMovable(facts, computed, previous) !== true) {
        if (!nowKey) return;
        const group = groupIn(facts);
        held.customers += 1;
        addKnown(held.revenue, amount);
        held.groups.set(group, (held.groups.get(group) ?? 0) + 1);
        return;
      }
      push(lines, record.line);
      push(layerOf, layer.index);
      push(outcomesAt, outcomes.length);
      for (const { test } of layer.key.leaves) push(outcomes, CODES[test(facts)]);
      for (const [name, column] of measures) push(column, layer.measures.get(name)?.(facts) ?? Number.NaN);
      push(isKey, nowKey ? 1 : 0);
      push(revenues, amount);
      push(groupOf, groupIn(facts));
    },
    result: () => ({
      levers,
      layers: [...layers.values()].map(({ key: { tree }, leverOf }) => ({ tree, leverOf })),
      count: lines.length,
      ...{ lines: lines.values, layerOf: layerOf.values, outcomesAt: outcomesAt.values },
      ...{ outcomes: outcomes.values, isKey: isKey.values, revenue: revenues.values },
      ...{ groupOf: groupOf.values, groups: [...groups.keys()] },
      measures: measureNames.map((name) => measures.get(name)!.values),
      held,
      totalRevenue: moneyOf(totalRevenue),
    }),
  };
}

const CODES: Readonly<Record<Outcome, number>> = { false: FALSE, true: TRUE, missing: MISSING };

interface Layer {
  readonly index: number;
  readonly key: KeyCriteria;
  readonly leverOf: readonly number[];
  readonly measures: ReadonlyMap<string, (facts: Facts) => number>;
  /** Whether the criteria of key alone decide: no category before it does, and it is not kept by stays_while. */
  isMovable(facts: Facts, computed: Verdict, previous: CategoryName | null): boolean;
}

// Adds the levers that it finds, each with the name of its measure; one that units inherit is found once.
function openLayers(options: PoolOptions, levers: Lever[], measureNames: string[]): Map<Criteria, Layer> {
  const places = new Map<string, number>();
  const layers = new Map<Criteria, Layer>();
  for (const criteria of criteriaIn(options.criteria)) {
    const { cohorts } = criteria;
    const context = { asOf: options.asOf, cohorts, cuts: options.cuts.get(criteria)! };
    const ranked = options.ranked?.get(criteria) ?? null;
    const key = compileKeyCriteria(criteria, { ...context, ranked });
    if (key === null) continue;
    const leverOf = key.leaves.map(({ lever, measureName }) => {
      if (lever === null) return -1;
      const place = JSON.stringify([lever.source.name, lever.start, lever.part]);
      const known = places.get(place) ?? levers.length;
      places.set(place, known);
      if (known === levers.length) {
        levers.push(lever);
        measureNames.push(measureName);
      }
      return known;
    });
    const measures = new Map(key.leaves.map(({ measureName, measure }) => [measureName, measure]));
    const isMovable = compileMovable(criteria, context);
    layers.set(criteria, { index: layers.size, key, leverOf, measures, isMovable });
  }
  return layers;
}

function compileMovable(
  criteria: Criteria,
  context: Parameters<typeof compileCondition>[1],
): Layer['isMovable'] {
  const at = criteria.categories.findIndex(({ name }) => name === 'key');
  const key = criteria.categories[at]!;
  // Whoever comes through what stands before key is let into a category that takes everyone.
  const before = createClassifier(
    {
      ...criteria,
      categories: [
        ...criteria.categories.slice(0, at),
        { ...key, staysWhile: null, when: { kind: 'otherwise' } },
      ],
    },
    context.asOf,
    context.cuts,
  );
  const stays = key.staysWhile === null ? null : compileCondition(key.staysWhile, context);
  const places = new Map(criteria.categories.map(({ name }, place) => [name, place]));
  return (facts, computed, previous) => {
    const reached = computed.kind === 'decided' ? computed : before.classify(facts, previous);
    if (reached.kind !== 'decided' || places.get(reached.category)! < at) return false;
    return stays === null || previous !== 'key' || stays(facts) !== 'true';
  };
}
