import { createFacts, type Facts, fillNumber } from '../fields/facts.ts';
import { oncePer } from '../once-per.ts';
import { type DomainCell, turnsOf, type Variable } from './cells.ts';
import { compileCondition } from './compile.ts';
import { type Condition, type Leaf, NO_CUTS, type Outcome } from './condition.ts';
import { isLeaf, leavesOf } from './leaves.ts';
import { type Possible, possibleOutcomes } from './possible.ts';

/** Something asked of a customer: that each condition comes to one of the outcomes that are allowed. */
export type Goal = readonly Term[];

/** A condition with the outcomes that reach the goal. */
export interface Term {
  readonly condition: Condition;
  readonly allowed: Possible;
}

/** That a condition holds. */
export const TRUE: Possible = { true: true, false: false, missing: false };
/** That a condition fails, and would whatever else were known. */
export const FALSE: Possible = { true: false, false: true, missing: false };
/** That a condition does not hold: it fails, or cannot be told. */
export const NOT_TRUE: Possible = { true: false, false: true, missing: true };

/** All customers: the fields that matter, cut into cells. */
export interface Space {
  readonly variables: readonly Variable[];
  /** What a condition on a field of the space comes to in its cells. */
  runsOf(leaf: Leaf, variable: number): readonly Run[];
  /** The place of a field in `variables`. */
  indexOf(slot: number): number | undefined;
}

/** Cells with one outcome, up to where the next run starts. */
interface Run {
  readonly from: number;
  readonly outcome: Outcome;
}

/** From one cell to another, both included, of each variable. */
export interface Box {
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** A part of the space; `certain` when every customer in it reaches the goal, else some may. */
export interface SpacePart {
  readonly box: Box;
  readonly certain: boolean;
}

/** Makes the space of some fields. */
export type CreateSpace = (variables: readonly Variable[]) => Space;

/** Opens spaces in which each test is compiled once. `slots`: how many facts a customer has. */
export function openSpaces(slots: number, asOf: number): CreateSpace {
  const facts = createFacts(slots);
  const context = { asOf, cohorts: [], cuts: NO_CUTS };
  const testOf = oncePer((leaf: Leaf) => compileCondition(leaf, context));
  const findRuns = (leaf: Leaf, variable: Variable): Run[] => {
    const test = testOf(leaf);
    return turnsOf(leaf, variable, asOf).map((from) => {
      fillCell(facts, variable.field.slot, variable.cells[from]!);
      return { from, outcome: test(facts) };
    });
  };
  return (variables) => {
    const places = new Map(variables.map(({ field }, index) => [field.slot, index]));
    const runs = new Map<Leaf, readonly Run[]>();
    return {
      variables,
      indexOf: (slot) => places.get(slot),
      runsOf(leaf, variable) {
        const own = runs.get(leaf) ?? findRuns(leaf, variables[variable]!);
        runs.set(leaf, own);
        return own;
      },
    };
  };
}

/** Gives a field the value that stands for a cell. */
export function fillCell(facts: Facts, slot: number, cell: DomainCell): void {
  facts.texts[slot] = cell.kind === 'text' ? cell.text : null;
  facts.numbers[slot] = Number.NaN;
  facts.errors[slot] = 0;
  facts.decimals[slot] = () => null;
  if (cell.kind === 'point' || cell.kind === 'range') fillNumber(facts, slot, cell.sample);
}

/** What a condition on a field may come to in a box. */
export function outcomesIn(space: Space, leaf: Leaf, box: Box): Possible | null {
  const variable = variableOf(leaf, space);
  if (variable === undefined) return null;
  const found = { true: false, false: false, missing: false };
  const runs = space.runsOf(leaf, variable);
  for (let run = runs.length - 1; run >= 0; run -= 1) {
    const { from, outcome } = runs[run]!;
    if (from <= box.to[variable]!) found[outcome] = true;
    if (from <= box.from[variable]!) break;
  }
  return found;
}

// None for a relative test: what it comes to hangs on the other customers.
function variableOf({ kind, fact }: Leaf, space: Space): number | undefined {
  return kind === 'rank' ? undefined : space.indexOf(fact.slot);
}

function wholeBox({ variables }: Space): { from: number[]; to: number[] } {
  return { from: variables.map(() => 0), to: variables.map(({ cells }) => cells.length - 1) };
}

/**
 * The smallest box outside of which no customer reaches a goal, as far as single tests of fields that must hold tell;
 * null where one of them never holds.
 */
export function boxAround(goal: Goal, space: Space): Box | null {
  const { from, to } = wholeBox(space);
  for (const { condition, allowed } of goal) {
    if (allowed.false || allowed.missing) continue;
    for (const leaf of condition.kind === 'all' ? condition.of : [condition]) {
      if (!isLeaf(leaf)) continue;
      const variable = variableOf(leaf, space);
      if (variable === undefined) continue;
      const runs = space.runsOf(leaf, variable);
      const first = runs.findIndex(({ outcome }) => outcome === 'true');
      if (first < 0) return null;
      const last = runs.findLastIndex(({ outcome }) => outcome === 'true');
      from[variable] = Math.max(from[variable]!, runs[first]!.from);
      to[variable] = Math.min(to[variable]!, (runs[last + 1]?.from ?? Infinity) - 1);
    }
  }
  return from.some((cell, variable) => cell > to[variable]!) ? null : { from, to };
}

/** What a condition on fields alone may come to in a box. */
export function possibleIn(space: Space): (condition: Condition, box: Box) => Possible {
  return (condition, box) =>
    possibleOutcomes(condition, {
      asOf: 0,
      known: (leaf) => outcomesIn(space, leaf, box),
      range: () => ({ low: -Infinity, high: Infinity, missing: true }),
      rank: () => ({ true: true, false: true, missing: true }),
    });
}

/**
 * Every part of the space in which the goal is reached, found by halving boxes until a box reaches it or misses
 * it as a whole: exact, since within a cell no condition changes. What conditions that are not on fields may
 * come to says `possible`; where they leave a box open, the region is not certain, and each of its variables is
 * a range of numbers, one text, one flag or missing.
 */
export function* regions(
  goal: Goal,
  space: Space,
  possible: (condition: Condition, box: Box) => Possible,
): Generator<SpacePart> {
  // In the order of the boxes; as many halves may wait as there are variables, which may be more than the stack holds.
  const parts = [{ terms: goal, box: wholeBox(space) }];
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    const { terms, box } = part;
    const open: Term[] = [];
    const isMissed = terms.some((term) => {
      const may = possible(term.condition, box);
      if (!within(may, term.allowed)) open.push(term);
      return !overlaps(may, term.allowed);
    });
    if (isMissed) continue;
    const variable = open.length === 0 ? null : widest(open, space, box);
    if (variable === null) {
      yield { box, certain: open.length === 0 };
      continue;
    }
    const middle = Math.floor((box.from[variable]! + box.to[variable]!) / 2);
    // What the whole box reaches, its halves do.
    parts.push(
      { terms: open, box: { ...box, from: box.from.with(variable, middle + 1) } },
      { terms: open, box: { ...box, to: box.to.with(variable, middle) } },
    );
  }
}

function overlaps(one: Possible, other: Possible): boolean {
  return (one.true && other.true) || (one.false && other.false) || (one.missing && other.missing);
}

function within(one: Possible, other: Possible): boolean {
  return (!one.true || other.true) && (!one.false || other.false) && (!one.missing || other.missing);
}

/** Whether possible outcomes are allowed: some of them, so that a customer may do it; all, so that each does. */
export const reaches = { some: overlaps, all: within };

// The variable with most cells among those that the first open condition reads, else the next. What hangs on
// others by way of derived values is halved only as far as it mixes numbers with texts or with nothing.
function widest(open: Goal, space: Space, box: Box): number | null {
  for (const { condition } of open) {
    const variable = widestOf(variablesOf(condition, space), box);
    if (variable !== null) return variable;
  }
  return widestOf(
    [...space.variables.keys()].filter((variable) => isMixed(space, variable, box)),
    box,
  );
}

function isMixed({ variables }: Space, variable: number, { from, to }: Box): boolean {
  const { field, cells } = variables[variable]!;
  if (field.type === 'flag') return true;
  return cells
    .slice(from[variable]!, to[variable]! + 1)
    .some(({ kind }) => kind === 'missing' || kind === 'text');
}

function widestOf(variables: readonly number[], box: Box): number | null {
  let found: number | null = null;
  let most = 0;
  for (const variable of variables) {
    const width = box.to[variable]! - box.from[variable]!;
    if (width > most) [found, most] = [variable, width];
  }
  return found;
}

function variablesOf(condition: Condition, space: Space): number[] {
  return leavesOf(condition).flatMap(({ fact }) => space.indexOf(fact.slot) ?? []);
}
