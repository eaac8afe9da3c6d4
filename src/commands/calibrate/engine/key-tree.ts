import { compileCondition, type Test, type TestContext } from '../../../condition/compile.ts';
import type { Condition } from '../../../condition/condition.ts';
import type { Fact } from '../../../condition/fact.ts';
import type { Criteria } from '../../../criteria/criteria.ts';
import { NO_CUTS, type RankedCuts } from '../../../facts/cohort.ts';
import { type Reach, scoreReach } from '../../../facts/score-reach.ts';
import type { Facts } from '../../../fields/facts.ts';
import type { Lever } from './lever.ts';
import { amountOf, leverMaker } from './make-lever.ts';
import { rankLeaves } from './rank-leaves.ts';

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
  const key = criteria.categories.find(({ name }) => name === 'key');
  if (key?.when.kind !== 'criteria') return null;
  const leaves: KeyLeaf[] = [];
  const reachOf = (fact: Fact): Reach | null => {
    const score = criteria.computed.find((one) => one.kind === 'score' && one.fact === fact);
    return score?.kind === 'score' ? scoreReach(score) : null;
  };
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
          const found = leavesOf(part, { criterion: id, helps }, { ...context, reachOf }).map(add);
          return found.length === 1 ? found[0]! : { kind: 'all', of: found };
        }
      }
    };
    return compile(condition, true);
  });
  return { tree: { kind: 'any', of }, leaves };
}

/** The levers of one layer, in the order of its criteria. */
export function findLevers(criteria: Criteria): Lever[] {
  const ranked: RankedCuts = { ...NO_CUTS, groups: () => [], sorted: () => null };
  const key = compileKeyCriteria(criteria, { asOf: 0, cohorts: criteria.cohorts, cuts: NO_CUTS, ranked });
  return key === null ? [] : key.leaves.flatMap(({ lever }) => lever ?? []);
}

type Leaf = Exclude<Condition, { kind: 'all' | 'any' | 'not' }>;

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
  const lever = leverMaker(leaf, place);
  switch (leaf.kind) {
    case 'member':
    case 'present':
      return [{ test, lever: null, measure: () => Number.NaN, measureName: '' }];
    case 'compare': {
      const { operator, bound } = leaf;
      const own = {
        ...lever('bound', operator, amountOf(bound), PASSES[operator]),
        reach: context.reachOf(fact),
      };
      return [{ test, lever: own, measure: number, measureName: `value ${fact.name}` }];
    }
    case 'between':
      return (['low', 'high'] as const).map((part) => {
        const operator = part === 'low' ? 'at_least' : 'at_most';
        const side = compileCondition({ kind: 'compare', fact, operator, bound: leaf[part], span }, context);
        const own = {
          ...lever(part, `between ${part}`, amountOf(leaf[part]), operator),
          other: leaf[part === 'low' ? 'high' : 'low'].decimal,
          reach: context.reachOf(fact),
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
