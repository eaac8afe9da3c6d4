import { areDisjoint, type Bounds, boundsOf, intersect } from '../../../condition/bounds.ts';
import { cutField } from '../../../condition/cells.ts';
import type { Condition } from '../../../condition/condition.ts';
import {
  type Box,
  boxAround,
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
import { openGuesses } from './guess.ts';
import { compileJudgement, type Judgement } from './judgement.ts';
import { type Needs, needsOf } from './needs.ts';
import { type CompiledPlaces, compilePlaces, placings, UNPLACED } from './placings.ts';
import { openSearch, type Search } from './search.ts';
import type { Answer, Solve, Witness } from './witness.ts';

/**
 * Prepares the search for witnesses. Conditions on fields are settled exactly, cell by cell; derived values and scores by
 * interval arithmetic on ranges that are halved (branch and prune: Van Hentenryck, Michel and Deville, Numerica, 1997).
 * A customer counts as a witness only once the evaluator itself has confirmed it.
 */
export function createSolver(criteria: Criteria, asOf: number): Solve {
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
  const alone = new Map<Condition, Answer>();
  return (whole) => {
    const required = requiredBy(whole, boundsIn);
    if (required === null) return { kind: 'impossible' };
    const goal = whole.filter(
      ({ condition, allowed }) => !(allowed.false && areDisjoint(required, boundsIn(condition))),
    );
    const [only] = goal;
    if (goal.length > 1 || only === undefined || only.allowed !== TRUE) return solve(goal, required);
    const answer = alone.get(only.condition) ?? solve(goal, required);
    alone.set(only.condition, answer);
    return answer;
  };
  function solve(goal: Goal, required: Bounds): Answer {
    const needs = needsOf(
      criteria,
      goal.map(({ condition }) => condition),
    );
    const guessed = needs.cohorts.length === 0 ? guess(goal, needs.fields, required) : null;
    if (guessed === null) return search(goal, needs);
    // Which one is shown says the search, in whose order people see likely customers first.
    const witness = (): Witness => {
      const found = search(goal, needs);
      return found.kind === 'witness' ? found.witness() : guessed();
    };
    return { kind: 'witness', witness };
  }
  function search(goal: Goal, { fields, cohorts }: Needs): Answer {
    const leaves = goal.flatMap(({ condition }) => leavesOf(condition));
    const variables = fields.map((field) => cutField(field, leaves, asOf));
    const space = createSpace(variables);
    let open = false;
    for (const places of placings(criteria, cohorts)) {
      const own = places === UNPLACED ? unplaced : compilePlaces(criteria, asOf, places);
      const answer = solvePlaced(goal, space, criteria, own);
      if (answer.kind === 'witness') return answer;
      open ||= answer.kind === 'open';
    }
    return { kind: open ? 'open' : 'impossible' };
  }
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

// With relative tests that come out in one given way, everything depends on the customer alone. The box around a goal
// settles most of them; a customer to show is then looked for only when one is asked for.
function solvePlaced(goal: Goal, space: Space, criteria: Criteria, places: CompiledPlaces): Answer {
  const around = boxAround(goal, space);
  if (around === null) return { kind: 'impossible' };
  const judgement = compileJudgement(space, criteria, places);
  const judge = judgement.inBox(around);
  const comesTo = (how: (may: Possible, allowed: Possible) => boolean): boolean =>
    goal.every(({ condition, allowed }) => how(judge(condition), allowed));
  if (!comesTo(reaches.some)) return { kind: 'impossible' };
  const open = (): Search => openSearch(goal, space, judgement, criteria, places);
  const witnessFrom = (search: Search): Witness => {
    const found = findWitness(goal, space, judgement, search);
    return typeof found === 'string' ? search.sample(around)! : found;
  };
  if (comesTo(reaches.all)) return { kind: 'witness', witness: () => witnessFrom(open()) };
  const search = open();
  if (!search.canAgree(around)) return { kind: 'impossible' };
  if (search.holdsSample(around)) return { kind: 'witness', witness: () => witnessFrom(search) };
  const found = findWitness(goal, space, judgement, search);
  return typeof found === 'string' ? { kind: found } : { kind: 'witness', witness: () => found };
}

function findWitness(
  goal: Goal,
  space: Space,
  judgement: Judgement,
  search: Search,
): Witness | 'impossible' | 'open' {
  const uncertain: Box[] = [];
  for (const { box } of regions(goal, space, (condition, part) => judgement.inBox(part)(condition))) {
    if (!search.canAgree(box)) continue;
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

// After that much work the answer stays open, and says so.
const MOST_REGIONS = 200;
