import type { Variable } from '../../../condition/cells.ts';
import { compileCondition } from '../../../condition/compile.ts';
import type { Condition } from '../../../condition/condition.ts';
import { type Box, fillCell, fillNumber, type Goal, reaches, type Space } from '../../../condition/domain.ts';
import type { Possible } from '../../../condition/possible.ts';
import type { Criteria } from '../../../criteria/criteria.ts';
import { type Interval, isNever } from '../../../facts/interval.ts';
import { createFacts } from '../../../fields/facts.ts';
import { middleOf } from '../../../fields/nice-number.ts';
import { compileJudgement, hullsOf } from './judgement.ts';
import type { CompiledPlaces } from './placings.ts';
import { createSamples, sampleOf } from './samples.ts';
import type { Witness } from './solve.ts';

/** The search for a customer in boxes of one space. */
export interface Search {
  /** What a condition may come to in a box; never too few outcomes. */
  possible(condition: Condition, box: Box): Possible;
  /** Tries likely customers of a box. */
  sample(box: Box): Witness | null;
  /** Halves the ranges of a box until a customer is found, all of it is excluded, or it has been long enough. */
  refine(box: Box): Witness | 'impossible' | 'open';
}

/** Opens the search. A witness has been computed and tested as any customer, so it is never only likely. */
export function openSearch(goal: Goal, space: Space, criteria: Criteria, compiled: CompiledPlaces): Search {
  const { cuts, places, asOf, classifier } = compiled;
  const { variables } = space;
  const context = { asOf, cohorts: criteria.cohorts, cuts };
  const tests = goal.map(({ condition, allowed }) => ({
    test: compileCondition(condition, context),
    allowed,
  }));
  const judge = compileJudgement(space, criteria, compiled);
  const samples = createSamples(variables);
  const facts = createFacts(criteria.slots);

  const fill = (box: Box, pick: (index: number) => string | null): void => {
    for (const [index, { field, cells }] of variables.entries()) {
      const cell = cells[box.from[index]!]!;
      fillCell(facts, field.slot, cell);
      const free = cell.kind === 'range' || (cell.kind === 'point' && box.to[index]! > box.from[index]!);
      const sample = free ? pick(index) : null;
      if (sample !== null) fillNumber(facts, field.slot, sample);
    }
  };
  const witness = (): Witness | null => {
    classifier().compute(facts);
    if (!tests.every(({ test, allowed }) => allowed[test(facts)])) return null;
    const values = variables.map(({ field }) => ({
      field,
      value: facts.texts[field.slot] ?? facts.decimals[field.slot]!(),
    }));
    return { criteria, values, places, verdict: classifier().classify(facts, null) };
  };

  return {
    possible: (condition, box) => judge.inBox(box)(condition),
    sample(box) {
      for (const pick of samples(hullsOf(box, variables))) {
        fill(box, pick);
        const found = witness();
        if (found !== null) return found;
      }
      return null;
    },
    refine(box) {
      const queue = [{ ranges: hullsOf(box, variables), axis: 0 }];
      let whole = true;
      for (let count = 0; count < queue.length; count += 1) {
        if (count === MOST_HALVINGS) return 'open';
        const { ranges, axis } = queue[count]!;
        const may = judge.inRanges(box, ranges);
        if (!goal.every(({ condition, allowed }) => reaches.some(may(condition), allowed))) continue;
        fill(box, (index) => sampleOf(ranges[index]!, variables[index]!.field));
        const found = witness();
        if (found !== null) return found;
        const halves = halve(ranges, axis, variables);
        if (halves === null) whole = false;
        else queue.push(...halves);
      }
      return whole ? 'impossible' : 'open';
    },
  };
}

const MOST_HALVINGS = 200;

interface Ranges {
  readonly ranges: Interval[];
  /** The variable that is halved next. */
  readonly axis: number;
}

// Halves the variables in turn; null when no range can be halved any more.
function halve(ranges: readonly Interval[], axis: number, variables: readonly Variable[]): Ranges[] | null {
  for (let step = 0; step < ranges.length; step += 1) {
    const index = (axis + step) % ranges.length;
    const range = ranges[index]!;
    if (isNever(range) || range.high - range.low < 1e-9) continue;
    const middle = middleOf(range.low, range.high, variables[index]!.field.type === 'percent' ? 0.1 : 100);
    if (!(middle > range.low && middle < range.high)) continue;
    const next = (index + 1) % ranges.length;
    return [
      { ranges: ranges.with(index, { ...range, high: middle }), axis: next },
      { ranges: ranges.with(index, { ...range, low: middle }), axis: next },
    ];
  }
  return null;
}
