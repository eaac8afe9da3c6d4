import { cutComputed, type Variable } from '../../../condition/cells.ts';
import type { Leaf } from '../../../condition/condition.ts';
import { type Box, fillCell, type Goal, reaches, type Space } from '../../../condition/domain.ts';
import { leavesOf } from '../../../condition/leaves.ts';
import { onlyOutcome, type Possible } from '../../../condition/possible.ts';
import type { Criteria } from '../../../criteria/criteria.ts';
import { type Interval, isNever } from '../../../facts/interval.ts';
import { createFacts, fillNumber } from '../../../fields/facts.ts';
import type { Field } from '../../../fields/field.ts';
import { middleOf, niceBetween } from '../../../fields/nice-number.ts';
import { hullsOf, type Judge, type Judgement } from './judgement.ts';
import type { CompiledPlaces } from './placings.ts';
import { isReached, type Witness, witnessOf } from './witness.ts';

/** The search for a customer in boxes of one space. */
export interface Search {
  /** Whether one of some likely customers of a box reaches the goal. */
  holdsSample(box: Box): boolean;
  /** The first of them that does. */
  sample(box: Box): Witness | null;
  /** Whether the derived values and scores can have values in a box with which all of the goal holds at once. */
  canAgree(box: Box): boolean;
  /** Halves the ranges of a box until it finds a customer, has excluded the whole box, or gives up. */
  refine(box: Box): Witness | 'impossible' | 'open';
}

/** Opens the search. Every witness is computed and tested like any customer, so it is certain. */
export function openSearch(
  goal: Goal,
  { variables }: Space,
  judgement: Judgement,
  criteria: Criteria,
  compiled: CompiledPlaces,
): Search {
  const samples = createSamples(variables);
  const facts = createFacts(criteria.slots);

  const fill = (box: Box, pick: (index: number) => string | null): void => {
    for (const [index, { field, cells }] of variables.entries()) {
      const cell = cells[box.from[index]!]!;
      fillCell(facts, field.slot, cell);
      const free = cell.kind === 'range' || (cell.kind === 'point' && box.to[index]! > box.from[index]!);
      // Nothing lies between yes and no.
      const sample = free && field.type !== 'flag' ? pick(index) : null;
      if (sample !== null) fillNumber(facts, field.slot, sample);
    }
  };
  const fields = variables.map(({ field }) => field);
  const reachesGoal = (): boolean => isReached(goal, facts, compiled);
  const witness = (): Witness => witnessOf(facts, fields, criteria, compiled);
  const holdsSample = (box: Box): boolean => {
    for (const pick of samples(hullsOf(box, variables))) {
      fill(box, pick);
      if (reachesGoal()) return true;
    }
    return false;
  };

  const agreement = openAgreement(goal, criteria, compiled);

  return {
    canAgree: (box) => agreement(judgement.inBox(box)),
    holdsSample,
    sample: (box) => (holdsSample(box) ? witness() : null),
    refine(box) {
      const queue = [{ ranges: hullsOf(box, variables), axis: 0 }];
      let whole = true;
      for (let count = 0; count < queue.length; count += 1) {
        if (count === MOST_HALVINGS) return 'open';
        const { ranges, axis } = queue[count]!;
        const may = judgement.inRanges(box, ranges);
        if (!goal.every(({ condition, allowed }) => reaches.some(may(condition), allowed))) continue;
        fill(box, (index) => sampleOf(ranges[index]!, variables[index]!.field));
        if (reachesGoal()) return witness();
        const halves = halve(ranges, axis, variables);
        if (halves === null) whole = false;
        else queue.push(...halves);
      }
      return whole ? 'impossible' : 'open';
    },
  };
}

const MOST_HALVINGS = 200;

/**
 * Conditions on one derived value may each hold somewhere in a box, and never together: growth cannot be above 7 % and
 * below it. Each such value is cut into cells, and the goal tried with one cell after another, all else left as open as
 * it is.
 */
function openAgreement(
  goal: Goal,
  criteria: Criteria,
  { asOf, testOf }: CompiledPlaces,
): (judge: Judge) => boolean {
  const leaves = goal.flatMap(({ condition }) => leavesOf(condition));
  const compared = new Set(leaves.flatMap(({ kind, fact }) => (kind === 'rank' ? [] : [fact.slot])));
  const cuts = criteria.computed
    .filter(({ fact }) => compared.has(fact.slot))
    .map(({ fact }) => ({ slot: fact.slot, cells: cutComputed(fact, leaves, asOf) }));
  if (cuts.length === 0 || cuts.reduce((all, { cells }) => all * cells.length, 1) > MOST_CELLS)
    return () => true;
  const facts = createFacts(criteria.slots);
  return (judge) => {
    const chosen = new Set<number>();
    const settled = (leaf: Leaf): Possible | null =>
      leaf.kind !== 'rank' && chosen.has(leaf.fact.slot) ? onlyOutcome(testOf(leaf)(facts)) : null;
    const agrees = (from: number): boolean => {
      if (!goal.every(({ condition, allowed }) => reaches.some(judge(condition, settled), allowed)))
        return false;
      const cut = cuts[from];
      if (cut === undefined) return true;
      chosen.add(cut.slot);
      const found = cut.cells.some((cell) => {
        fillCell(facts, cut.slot, cell);
        return agrees(from + 1);
      });
      chosen.delete(cut.slot);
      return found;
    };
    return agrees(0);
  };
}

const MOST_CELLS = 1000;

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

/** A number for each variable of a customer that is tried, as a decimal; null where it has none. */
export type PickNumber = (variable: number) => string | null;

/**
 * Likely customers within some ranges: amounts in simple proportion to the largest bound in the conditions, so that
 * growth, margins and shares come to likely values. The same ones every time.
 */
function createSamples(
  variables: readonly Variable[],
): (ranges: readonly Interval[]) => Generator<PickNumber> {
  const scale = scaleOf(variables);
  const amounts = PROPORTIONS.map((part) => ({
    value: part * scale,
    text: String(Number((part * scale).toPrecision(12))),
  }));
  return function* (ranges) {
    const picks = variables.map(({ field }, index) => samplesOf(ranges[index]!, field, amounts));
    for (let round = 0; round < ROUNDS; round += 1) {
      // Each variable strides through its samples in its own way: no two rounds meet the same mix.
      yield (variable) => {
        const own = picks[variable]!;
        const stride = STRIDES[variable % STRIDES.length]!;
        return own[round === 0 ? 0 : (round * stride + variable) % own.length] ?? null;
      };
    }
  };
}

const ROUNDS = 24;
const STRIDES = [1, 3, 5, 7, 11, 13];
const PROPORTIONS = [1, 0.1, 2, 0.5, 0.2, 1.5, 5, 0.05, 0.8, 0.01, 10, -1];

/** A number that is tried, and how it is written. */
interface Amount {
  readonly value: number;
  readonly text: string;
}

/** One number of a range, as short as people would write it. */
function sampleOf(range: Interval, { type }: Field): string | null {
  if (isNever(range)) return null;
  if (range.low === range.high) return String(range.low);
  return niceBetween(range.low, range.high, { whole: type === 'date', ratio: type === 'percent' });
}

function samplesOf(range: Interval, field: Field, amounts: readonly Amount[]): string[] {
  const first = sampleOf(range, field);
  const own = first === null ? [] : [first];
  if (field.type !== 'number' && field.type !== 'money') return own;
  for (const { value, text } of amounts) if (value > range.low && value < range.high) own.push(text);
  return own;
}

function scaleOf(variables: readonly Variable[]): number {
  const bounds = variables.flatMap(({ cells }) =>
    cells.map((cell) => (cell.kind === 'point' ? Math.abs(cell.low) : 0)),
  );
  return Math.max(100, ...bounds.filter((bound) => bound < 1e15));
}
