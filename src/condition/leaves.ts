import type { Span } from '../text/source.ts';
import type { Cohort, Condition, Leaf, Quantity } from './condition.ts';
import type { Fact } from './fact.ts';

/** Whether a condition is a test of one fact, and no list of others. */
export function isLeaf(condition: Condition): condition is Leaf {
  return condition.kind !== 'all' && condition.kind !== 'any' && condition.kind !== 'not';
}

/** The tests of single facts that a condition is made of, in the order of the file. */
export function leavesOf(condition: Condition): readonly Leaf[] {
  if (isLeaf(condition)) return [condition];
  const found =
    LEAVES.get(condition) ??
    (condition.kind === 'not' ? leavesOf(condition.of) : condition.of.flatMap(leavesOf));
  LEAVES.set(condition, found);
  return found;
}

// Searches ask for those of the same condition thousands of times.
const LEAVES = new WeakMap<Condition, readonly Leaf[]>();

/** The parts of a list of conditions, those of lists of the same kind inside it among them. */
export function flatten(condition: Condition, kind: 'all' | 'any'): Condition[] {
  return condition.kind === kind ? condition.of.flatMap((part) => flatten(part, kind)) : [condition];
}

/** Conditions that must all hold, as one. */
export function joinAll(of: readonly Condition[], span: Span): Condition {
  return of.length === 1 ? of[0]! : { kind: 'all', of, span };
}

/** A condition with each of its tests replaced; parts in which nothing changes are the same as before. */
export function mapLeaves(condition: Condition, replace: (leaf: Leaf) => Leaf): Condition {
  if (isLeaf(condition)) return replace(condition);
  if (condition.kind === 'not') {
    const of = mapLeaves(condition.of, replace);
    return of === condition.of ? condition : { ...condition, of };
  }
  const of = condition.of.map((part) => mapLeaves(part, replace));
  return of.every((part, place) => part === condition.of[place]) ? condition : { ...condition, of };
}

/** The amounts that a test compares its fact with, from low to high; none for values that are looked for, ages and ranks. */
export function boundsIn(leaf: Leaf): readonly Quantity[] {
  switch (leaf.kind) {
    case 'compare':
      return [leaf.bound];
    case 'between':
      return [leaf.low, leaf.high];
    case 'member':
    case 'present':
    case 'age':
    case 'rank':
      return [];
  }
}

/** The same, and the amounts that a test looks for. */
export function amountsIn(leaf: Leaf): readonly Quantity[] {
  return leaf.kind === 'member' ? leaf.values.filter((value) => typeof value !== 'string') : boundsIn(leaf);
}

/** The facts that a condition reads; with the cohorts of its criteria also those that rank within groups. */
export function* factsOfCondition(condition: Condition, cohorts: readonly Cohort[]): Generator<Fact> {
  for (const leaf of leavesOf(condition)) {
    yield leaf.fact;
    const per = leaf.kind === 'rank' ? (cohorts[leaf.cohort]?.per ?? null) : null;
    if (per !== null) yield per;
  }
}
