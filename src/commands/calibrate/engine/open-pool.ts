import { compileCondition } from '../../../condition/compile.ts';
import type { Cuts, Outcome } from '../../../condition/condition.ts';
import type { Fact } from '../../../condition/fact.ts';
import type { CategoryName, Criteria } from '../../../criteria/criteria.ts';
import { criteriaIn } from '../../../criteria/per-criteria.ts';
import type { RankedCuts } from '../../../facts/cohort.ts';
import { type ExactNumber, nearest } from '../../../fields/exact-number.ts';
import { type Facts, factText } from '../../../fields/facts.ts';
import { addKnown } from '../../../verdict/amounts.ts';
import { createClassifier } from '../../../verdict/classify.ts';
import type { ClassifiedCustomer } from '../../../verdict/classify-table.ts';
import { openKnownValues } from '../../../verdict/known-values.ts';
import { emptyMoney, exactMoneyOf, type MoneySum } from '../../../verdict/money-sum.ts';
import { categoryOf, type Verdict } from '../../../verdict/verdict.ts';
import { compileKeyCriteria, type KeyCriteria, type KeyTree } from './key-tree.ts';
import type { Threshold } from './threshold.ts';

/**
 * The customers whose category depends on a threshold of the key criteria, in columns: the outcome of each test of key,
 * and the value that its amount is compared with. Eight bytes a customer and fact, and one for each test.
 */
export interface Pool {
  readonly thresholds: readonly Threshold[];
  readonly layers: readonly PoolLayer[];
  readonly count: number;
  /** By customer: its line in the file, the layer that it is under, where its outcomes begin, whether it is key. */
  readonly lines: Uint32Array;
  readonly layerOf: Uint32Array;
  readonly outcomesAt: Uint32Array;
  readonly outcomes: Uint8Array;
  readonly isKey: Uint8Array;
  /** In the file's money; NaN where it is not known, and the nearest double where one cannot tell it. */
  readonly revenue: Float64Array;
  /** By customer, the revenue that a double cannot tell. */
  readonly longRevenue: ReadonlyMap<number, ExactNumber>;
  /** The place of the customer's group in `groups`; 0, null, where it has none. */
  readonly groupOf: Uint32Array;
  readonly groups: readonly (string | null)[];
  /** By threshold and customer, what the amount is compared with. */
  readonly measures: readonly Float64Array[];
  /** Key accounts that no threshold moves: an override holds them, or stays_while. */
  readonly held: Held;
  /** Of all customers, in the file's money. */
  readonly totalRevenue: ExactNumber;
}

/** The key criteria of the company, or of a unit. */
export interface PoolLayer {
  readonly tree: KeyTree;
  /** By leaf, the place of its threshold in `thresholds`; −1 where nothing can be moved. */
  readonly thresholdOf: readonly number[];
}

/** Customers, their revenue, and how many of them each group has, by its place in `groups`. */
export interface Held {
  readonly customers: number;
  readonly revenue: MoneySum;
  readonly groups: ReadonlyMap<number, number>;
}

/** What customers are gathered with; `cuts` and `ranked` have the criteria of units too. */
export interface PoolOptions {
  readonly criteria: Criteria;
  readonly asOf: number;
  readonly cuts: ReadonlyMap<Criteria, Cuts>;
  /** Null where the lines of relative tests are locked, or there are none. */
  readonly ranked: ReadonlyMap<Criteria, RankedCuts> | null;
  /** The fact by which key accounts are counted. */
  readonly per: Fact | null;
}

/** A pool that is being filled. */
export interface PoolBuilder {
  readonly thresholds: readonly Threshold[];
  add(customer: ClassifiedCustomer): void;
  result(): Pool;
}

/** Opens a pool for customers as they come; of those that no threshold moves only sums are kept. */
export function openPool(options: PoolOptions): PoolBuilder {
  const { per } = options;
  const read = openKnownValues(options.criteria);
  const thresholds: Threshold[] = [];
  const measures = new Map<string, NumberColumn<Float64Array>>();
  const measureNames: string[] = [];
  const layers = openLayers(options, thresholds, measureNames);
  for (const name of measureNames) measures.set(name, numberColumn());
  const [lines, layerOf, outcomesAt, groupOf] = [indexColumn(), indexColumn(), indexColumn(), indexColumn()];
  const [outcomes, isKey, revenues] = [byteColumn(), byteColumn(), numberColumn()];
  const groups = new Map<string | null, number>([[null, 0]]);
  const held = { customers: 0, revenue: emptyMoney(), groups: new Map<number, number>() };
  const totalRevenue = emptyMoney();
  const longRevenue = new Map<number, ExactNumber>();
  const groupIn = (facts: Facts): number => {
    const name = per === null ? null : factText(facts, per.slot);
    const known = groups.get(name);
    if (known === undefined) groups.set(name, groups.size);
    return known ?? groups.size - 1;
  };
  return {
    thresholds,
    add({ facts, verdict, computed, override, previous, criteria, record }) {
      const amount = read(facts, criteria).revenue;
      addKnown(totalRevenue, amount);
      const nowKey = categoryOf(verdict) === 'key';
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
      for (const { test } of layer.key.leaves) push(outcomes, OUTCOME_CODES[test(facts)]);
      for (const [name, column] of measures) push(column, layer.measures.get(name)?.(facts) ?? Number.NaN);
      push(isKey, nowKey ? 1 : 0);
      if (typeof amount === 'string') longRevenue.set(lines.length - 1, amount);
      push(revenues, nearest(amount) ?? Number.NaN);
      push(groupOf, groupIn(facts));
    },
    result: () => ({
      thresholds,
      layers: [...layers.values()].map(({ key: { tree }, thresholdOf }) => ({ tree, thresholdOf })),
      count: lines.length,
      lines: lines.values,
      layerOf: layerOf.values,
      outcomesAt: outcomesAt.values,
      outcomes: outcomes.values,
      isKey: isKey.values,
      revenue: revenues.values,
      longRevenue,
      groupOf: groupOf.values,
      groups: [...groups.keys()],
      measures: measureNames.map((name) => measures.get(name)!.values),
      held,
      totalRevenue: exactMoneyOf(totalRevenue),
    }),
  };
}

/** What a customer brings, to its last digit; NaN where it is not known. */
export function revenueIn({ revenue, longRevenue }: Pool, customer: number): ExactNumber {
  return (longRevenue.size === 0 ? undefined : longRevenue.get(customer)) ?? revenue[customer]!;
}

/** The byte that stands for what a test came to. */
export const OUTCOME_CODES = { false: 0, true: 1, missing: 2 } as const satisfies Readonly<
  Record<Outcome, number>
>;

interface Layer {
  readonly index: number;
  readonly key: KeyCriteria;
  readonly thresholdOf: readonly number[];
  readonly measures: ReadonlyMap<string, (facts: Facts) => number>;
  /** Whether the criteria of key alone decide: no earlier category applies, and stays_while does not keep the customer. */
  isMovable(facts: Facts, computed: Verdict, previous: CategoryName | null): boolean;
}

// Adds the thresholds that it finds, each with the name of its measure; one that units inherit is found once.
function openLayers(
  options: PoolOptions,
  thresholds: Threshold[],
  measureNames: string[],
): Map<Criteria, Layer> {
  const places = new Map<string, number>();
  const layers = new Map<Criteria, Layer>();
  for (const criteria of criteriaIn(options.criteria)) {
    const { cohorts } = criteria;
    const context = { asOf: options.asOf, cohorts, cuts: options.cuts.get(criteria)! };
    const ranked = options.ranked?.get(criteria) ?? null;
    const key = compileKeyCriteria(criteria, { ...context, ranked });
    if (key === null) continue;
    const thresholdOf = key.leaves.map(({ threshold, measureName }) => {
      if (threshold === null) return -1;
      const place = JSON.stringify([threshold.source.name, threshold.start, threshold.part]);
      const known = places.get(place) ?? thresholds.length;
      places.set(place, known);
      if (known === thresholds.length) {
        thresholds.push(threshold);
        measureNames.push(measureName);
      }
      return known;
    });
    const measures = new Map(key.leaves.map(({ measureName, measure }) => [measureName, measure]));
    const isMovable = compileMovable(criteria, context);
    layers.set(criteria, { index: layers.size, key, thresholdOf, measures, isMovable });
  }
  return layers;
}

function compileMovable(
  criteria: Criteria,
  context: Parameters<typeof compileCondition>[1],
): Layer['isMovable'] {
  const at = criteria.categories.findIndex(({ name }) => name === 'key');
  const key = criteria.categories[at]!;
  // Key is replaced by a category that takes everyone: whoever reaches it has passed the categories before key.
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

/** Numbers in flat memory, which doubles when it is full: 8, 4 or 1 bytes each. */
export interface NumberColumn<A extends Flat = Flat> {
  values: A;
  length: number;
}

type Flat = Float64Array | Uint32Array | Uint8Array;

// An empty column of doubles; NaN may be in it.
function numberColumn(): NumberColumn<Float64Array> {
  return { values: new Float64Array(64), length: 0 };
}

/** An empty column of whole numbers below 2^32. */
export function indexColumn(): NumberColumn<Uint32Array> {
  return { values: new Uint32Array(64), length: 0 };
}

// An empty column of whole numbers below 256.
function byteColumn(): NumberColumn<Uint8Array> {
  return { values: new Uint8Array(64), length: 0 };
}

/** Puts a number at the end; `values` may be another array afterwards. */
export function push(column: NumberColumn, value: number): void {
  if (column.length === column.values.length) {
    const Kind = column.values.constructor as new (length: number) => Flat;
    const larger = new Kind(column.length * 2);
    larger.set(column.values);
    column.values = larger;
  }
  column.values[column.length] = value;
  column.length += 1;
}
