import type { DomainCell, Variable } from '../../../condition/cells.ts';
import type { Condition, Cuts, Leaf, RankCondition } from '../../../condition/condition.ts';
import { type Box, outcomesIn, type Space } from '../../../condition/domain.ts';
import {
  leafOutcomes,
  type Possible,
  type PossibleContext,
  possibleOutcomes,
} from '../../../condition/possible.ts';
import type { Criteria } from '../../../criteria/criteria.ts';
import { type Interval, isNever, NEVER } from '../../../facts/interval.ts';
import type { FactRanges } from '../../../facts/interval-facts.ts';
import { createFacts } from '../../../fields/facts.ts';
import { type CompiledPlaces, isPlaced } from './placings.ts';

/** The outcomes that conditions may have in a part of the space: never too few, sometimes too many. */
export interface Judgement {
  inBox(box: Box): Judge;
  /** In a part of a box: each number within a range of its own. */
  inRanges(box: Box, ranges: readonly Interval[]): Judge;
}

/**
 * The outcomes that a condition may have in one part of the space. `settled`: those of tests of derived values and scores
 * that are known besides; null for the others.
 */
export type Judge = (condition: Condition, settled?: (leaf: Leaf) => Possible | null) => Possible;

/** Compiles derived values and scores for boxes. The cut points must be infinite, as `placings` makes them. */
export function compileJudgement(
  space: Space,
  criteria: Criteria,
  { asOf, cuts, openRanges }: CompiledPlaces,
): Judgement {
  const { variables } = space;
  const varies = new Array<boolean>(criteria.slots).fill(true);
  const facts = createFacts(criteria.slots);
  const fill = (box: Box, ranges: readonly Interval[]): FactRanges => {
    const numbers = new Array<Interval>(criteria.slots).fill(NEVER);
    for (const [index, { field }] of variables.entries()) numbers[field.slot] = ranges[index]!;
    const textsOf = (slot: number): (string | null)[] => {
      const index = space.indexOf(slot);
      if (index === undefined) return [null];
      return variables[index]!.cells.slice(box.from[index]!, box.to[index]! + 1).map((cell) =>
        cell.kind === 'text' ? cell.text : null,
      );
    };
    const filled: FactRanges = { numbers, facts, varies, textsOf };
    openRanges(filled)();
    return filled;
  };
  const judge = (box: Box, ranges: () => readonly Interval[], refined: boolean): Judge => {
    // Most conditions are on fields alone, and ask for no ranges.
    let found: FactRanges | null = null;
    const filled = (): FactRanges => {
      found ??= fill(box, ranges());
      return found;
    };
    const context: PossibleContext = {
      asOf,
      known(leaf) {
        const may = outcomesIn(space, leaf, box);
        if (may === null || !refined || leaf.fact.type.kind === 'text') return may;
        return both(may, leafOutcomes(leaf, context));
      },
      range: (slot) => filled().numbers[slot]!,
      rank: (leaf) => rankOutcomes(leaf, criteria, cuts, filled()),
    };
    return (condition, settled) => {
      if (settled === undefined) return possibleOutcomes(condition, context);
      const known = (leaf: Leaf): Possible | null => {
        const may = settled(leaf);
        return may === null ? context.known(leaf) : both(may, leafOutcomes(leaf, context));
      };
      return possibleOutcomes(condition, { ...context, known });
    };
  };
  // All conditions of a goal ask about a box in turn.
  let last: { readonly box: Box; readonly judge: Judge } | null = null;
  return {
    inBox(box) {
      if (last?.box !== box) last = { box, judge: judge(box, () => hullsOf(box, variables), false) };
      return last.judge;
    },
    inRanges: (box, ranges) => judge(box, () => ranges, true),
  };
}

function both(one: Possible, other: Possible): Possible {
  return {
    true: one.true && other.true,
    false: one.false && other.false,
    missing: one.missing && other.missing,
  };
}

function rankOutcomes(
  { cohort: index, test }: RankCondition,
  { cohorts }: Criteria,
  cuts: Cuts,
  { numbers, textsOf }: FactRanges,
): Possible {
  const { fact, per } = cohorts[index]!;
  const value = numbers[fact.slot]!;
  const groups = per === null ? [''] : (textsOf?.(per.slot) ?? []);
  const there = !isNever(value) && groups.some((group) => group !== null);
  const points = cuts.find(index, '') ?? [];
  const holds = isPlaced(test, points);
  const missing = isNever(value) || value.missing || groups.includes(null);
  return { true: there && holds, false: there && !holds, missing };
}

/** The range of each variable in a box. */
export function hullsOf({ from, to }: Box, variables: readonly Variable[]): Interval[] {
  return variables.map(({ cells }, index) => hullOf(cells, from[index]!, to[index]!));
}

function hullOf(cells: readonly DomainCell[], from: number, to: number): Interval {
  let [low, high, missing] = [Infinity, -Infinity, false];
  for (let index = from; index <= to; index += 1) {
    const cell = cells[index]!;
    if (cell.kind === 'missing') missing = true;
    else if (cell.kind !== 'text') [low, high] = [Math.min(low, cell.low), Math.max(high, cell.high)];
  }
  return low > high ? { ...NEVER, missing } : { low, high, missing, steady: false };
}
