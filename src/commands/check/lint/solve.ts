import { areDisjoint, type Bounds, boundsOf, intersect } from '../../../condition/bounds.ts';
import { cutField } from '../../../condition/cells.ts';
import type { Condition } from '../../../condition/condition.ts';
import {
  type Box,
  boxAround,
  fillCell,
  type Goal,
  openSpaces,
  reaches,
  regions,
  type Space,
  TRUE,
} from '../../../condition/domain.ts';
import { leavesOf } from '../../../condition/leaves.ts';
import type { Possible } from '../../../condition/possible.ts';
import type { Criteria } from '../../../criteria/criteria.ts';
import { createFacts, type Facts, fillNumber } from '../../../fields/facts.ts';
import type { Field } from '../../../fields/field.ts';
import { factTypeOf } from '../../../fields/value.ts';
import { groupBy } from '../../../group-by.ts';
import { openGuesses } from './guess.ts';
import { compileJudgement, type Judgement } from './judgement.ts';
import { type Needs, needsOf } from './needs.ts';
import { type CompiledPlaces, compilePlaces, placings, UNPLACED } from './placings.ts';
import { openSearch, type Search } from './search.ts';
import { type Answer, isReached, type Solver, type Witness } from './witness.ts';

/**
 * Prepares the search for witnesses. Conditions on fields are settled exactly, cell by cell; derived values and scores by
 * interval arithmetic on ranges that are halved (branch and prune: Van Hentenryck, Michel and Deville, Numerica, 1997).
 * A customer counts as a witness only once the evaluator itself has confirmed it.
 */
export function createSolver(criteria: Criteria, asOf: number): Solver {
  const bounds = new Map<Condition, Bounds>();
  const unplaced = compilePlaces(criteria, asOf, UNPLACED);
  const guess = openGuesses(criteria, unplaced);
  const createSpace = openSpaces(criteria.slots, asOf);
  const boundsIn = (condition: Condition): Bounds => {
    const found = bounds.get(condition) ?? boundsOf(condition);
    bounds.set(condition, found);
    return found;
  };
  // Several rules ask whether a condition can hold at all.
  const alone = new Map<Condition, boolean>();
  const facts = createFacts(criteria.slots);
  return {
    solve,
    isImpossible(whole) {
      const question = questionOf(whole);
      if (question === null) return true;
      const [only, ...others] = question.goal;
      if (others.length > 0 || only === undefined || only.allowed !== TRUE) return isExcluded(question);
      const found = alone.get(only.condition) ?? isExcluded(question);
      alone.set(only.condition, found);
      return found;
    },
  };
  function solve(whole: Goal): Answer {
    const question = questionOf(whole);
    if (question === null) return { kind: 'impossible' };
    const guessed = guessAt(question);
    if (guessed === null) return search(question);
    // Which one is shown says the search, in whose order people see likely customers first.
    const witness = (): Witness => {
      const found = search(question);
      return found.kind === 'witness' ? found.witness() : guessed();
    };
    return { kind: 'witness', witness };
  }
  function guessAt({ goal, required, needs }: Question): (() => Witness) | null {
    return needs.cohorts.length === 0 ? guess(goal, needs.fields, required) : null;
  }
  // Null where what must hold excludes itself at first sight.
  function questionOf(whole: Goal): Question | null {
    const required = requiredBy(whole, boundsIn);
    if (required === null) return null;
    const goal = whole.filter(
      ({ condition, allowed }) => !(allowed.false && areDisjoint(required, boundsIn(condition))),
    );
    const conditions = goal.map(({ condition }) => condition);
    return { goal, required, needs: needsOf(criteria, conditions) };
  }
  function search(question: Question): Answer {
    let open = false;
    for (const placed of placedParts(question, 'top')) {
      const answer = placed === null ? OPEN : solvePlaced(placed);
      if (answer.kind === 'witness') return answer;
      open ||= answer.kind === 'open';
    }
    return { kind: open ? 'open' : 'impossible' };
  }
  function isExcluded(question: Question): boolean {
    if (guessAt(question) !== null || isReachedAlone(question)) return false;
    // From the bottom up, since customers at the top meet most criteria.
    for (const placed of placedParts(question, 'bottom')) {
      if (placed === null) return isExcludedInPart(question);
      if (!isExcludedPlaced(placed)) return false;
    }
    return true;
  }
  // Whether it is impossible even without the conditions that hang on more relative tests than what must hold does.
  function isExcludedInPart({ goal }: Question): boolean {
    const cohortsOf = (terms: Goal): readonly number[] =>
      needsOf(
        criteria,
        terms.map(({ condition }) => condition),
      ).cohorts;
    const own = new Set(cohortsOf(goal.filter(({ allowed }) => !allowed.false)));
    const part = questionOf(goal.filter((term) => cohortsOf([term]).every((cohort) => own.has(cohort))));
    return part === null || (part.goal.length < goal.length && isExcluded(part));
  }
  // Where nothing more is known of a customer than what makes a criterion hold, most others cannot be told.
  function isReachedAlone({ goal, needs }: Question): boolean {
    const asked = questionOf(goal.filter(({ allowed }) => !allowed.missing));
    if (asked === null || asked.goal.length === goal.length || needs.cohorts.length > 0) return false;
    const answer = search(asked);
    if (answer.kind !== 'witness') return false;
    const told = new Map(answer.witness().values.map(({ field, value }) => [field, value]));
    for (const field of needs.fields) fillField(facts, field, told.get(field) ?? null);
    return isReached(goal, facts, unplaced);
  }
  function* placedParts({ goal, needs }: Question, from: 'top' | 'bottom'): Generator<Placed | null> {
    const leaves = groupBy(
      goal.flatMap(({ condition }) => leavesOf(condition)),
      ({ fact }) => fact.slot,
    );
    const space = createSpace(
      needs.fields.map((field) => cutField(field, leaves.get(field.slot) ?? [], asOf)),
    );
    for (const places of placings(criteria, needs.cohorts, goal, from)) {
      if (places === null) yield null;
      else {
        const compiled = places === UNPLACED ? unplaced : compilePlaces(criteria, asOf, places);
        yield { goal, space, criteria, compiled };
      }
    }
  }
}

// A cell as a witness has it; a blank one stands for the default of its field.
function fillField(facts: Facts, { slot, type, missing }: Field, value: string | null): void {
  const text = value ?? missing?.decimal ?? missing?.value ?? null;
  if (text === null) fillCell(facts, slot, { kind: 'missing' });
  else if (factTypeOf(type).kind === 'text') fillCell(facts, slot, { kind: 'text', text: String(text) });
  else fillNumber(facts, slot, String(text));
}

const OPEN: Answer = { kind: 'open' };

/** A goal without what cannot stand in its way, with what its conditions read. */
interface Question {
  readonly goal: Goal;
  /** What those of its conditions that must hold ask of single facts. */
  readonly required: Bounds;
  readonly needs: Needs;
}

/** A goal with relative tests that come out in one given way: everything depends on the customer alone. */
interface Placed {
  readonly goal: Goal;
  readonly space: Space;
  readonly criteria: Criteria;
  readonly compiled: CompiledPlaces;
}

// What the conditions that must hold ask for together; null where two exclude each other at first sight, as most criteria do.
function requiredBy(goal: Goal, boundsIn: (condition: Condition) => Bounds): Bounds | null {
  let required: Bounds | null = null;
  for (const { condition, allowed } of goal) {
    if (allowed.false || allowed.missing) continue;
    const own = boundsIn(condition);
    if (required === null) required = own;
    else if (areDisjoint(required, own)) return null;
    else required = intersect(required, own);
  }
  return required ?? new Map();
}

function solvePlaced(placed: Placed): Answer {
  const around = judgeAround(placed);
  if (around === null) return { kind: 'impossible' };
  const { box, judgement, open, isReached } = around;
  if (isReached) {
    const witness = (): Witness => {
      const search = open();
      const found = findWitness(placed, judgement, search);
      return typeof found === 'string' ? search.sample(box)! : found;
    };
    return { kind: 'witness', witness };
  }
  const found = findWitness(placed, judgement, open());
  return typeof found === 'string' ? { kind: found } : { kind: 'witness', witness: () => found };
}

// As soon as one region is not excluded, nothing more has to be looked at.
function isExcludedPlaced(placed: Placed): boolean {
  const around = judgeAround(placed);
  if (around === null) return true;
  if (around.isReached) return false;
  const search = around.open();
  let count = 0;
  for (const box of openRegions(placed, around.judgement, search)) {
    count += 1;
    if (count > MOST_REGIONS || search.refine(box) !== 'impossible') return false;
  }
  return true;
}

/** The box around a goal that may be reached in it. */
interface Around {
  readonly box: Box;
  readonly judgement: Judgement;
  readonly open: () => Search;
  /** Whether a customer in the box is known to reach the goal. */
  readonly isReached: boolean;
}

// Null where no customer reaches the goal. Most goals are settled here, and one to show is looked for only when it is asked for.
function judgeAround({ goal, space, criteria, compiled }: Placed): Around | null {
  const box = boxAround(goal, space);
  if (box === null) return null;
  const judgement = compileJudgement(space, criteria, compiled);
  const judge = judgement.inBox(box);
  const comesTo = (how: (may: Possible, allowed: Possible) => boolean): boolean =>
    goal.every(({ condition, allowed }) => how(judge(condition), allowed));
  if (!comesTo(reaches.some)) return null;
  const open = (): Search => openSearch(goal, space, judgement, criteria, compiled);
  if (comesTo(reaches.all)) return { box, judgement, open, isReached: true };
  const search = open();
  if (!search.canAgree(box)) return null;
  return { box, judgement, open: () => search, isReached: search.holdsSample(box) };
}

function findWitness(placed: Placed, judgement: Judgement, search: Search): Witness | 'impossible' | 'open' {
  const uncertain: Box[] = [];
  for (const box of openRegions(placed, judgement, search)) {
    const witness = search.sample(box);
    if (witness !== null) return witness;
    uncertain.push(box);
    if (uncertain.length > MOST_REGIONS) return 'open';
  }
  let open = false;
  for (const box of uncertain) {
    const answer = search.refine(box);
    if (answer === 'open') open = true;
    else if (answer !== 'impossible') return answer;
  }
  return open ? 'open' : 'impossible';
}

function* openRegions({ goal, space }: Placed, judgement: Judgement, search: Search): Generator<Box> {
  for (const { box } of regions(goal, space, (condition, part) => judgement.inBox(part)(condition)))
    if (search.canAgree(box)) yield box;
}

// After that much work the answer stays open, and says so.
const MOST_REGIONS = 200;
