import { areDisjoint, type Bounds, boundsOf, intersect } from '../../../condition/bounds.ts';
import { cutField } from '../../../condition/cells.ts';
import type { Condition } from '../../../condition/condition.ts';
import {
  type Box,
  boxAround,
  createSpace,
  type Goal,
  reaches,
  regions,
  type Space,
  TRUE,
} from '../../../condition/domain.ts';
import { leavesOf } from '../../../condition/leaves.ts';
import type { Possible } from '../../../condition/possible.ts';
import type { Criteria } from '../../../criteria/criteria.ts';
import { compileJudgement, type Judgement } from './judgement.ts';
import { needsOf } from './needs.ts';
import { type CompiledPlaces, compilePlaces, type Places, placings, UNPLACED } from './placings.ts';
import { openSearch, type Search } from './search.ts';
import type { Answer, Solve, Witness } from './witness.ts';

/**
 * Prepares the search for witnesses. Conditions on fields are settled exactly, cell by cell; derived values and scores by
 * interval arithmetic on ranges that are halved (branch and prune: Van Hentenryck, Michel and Deville, Numerica, 1997).
 * A customer counts as a witness only once the evaluator itself has confirmed it.
 */
export function createSolver(criteria: Criteria, asOf: number): Solve {
  const bounds = new Map<Condition, Bounds>();
  const compiled = new Map<Places, CompiledPlaces>();
  const boundsIn = (condition: Condition): Bounds => {
    const found = bounds.get(condition) ?? boundsOf(condition);
    bounds.set(condition, found);
    return found;
  };
  // Several rules ask whether a condition can hold at all.
  const alone = new Map<Condition, Answer>();
  return (whole) => {
    const goal = withoutMet(whole, boundsIn);
    if (goal === null) return { kind: 'impossible' };
    const [only] = goal;
    if (goal.length > 1 || only === undefined || only.allowed !== TRUE) return solve(goal);
    const answer = alone.get(only.condition) ?? solve(goal);
    alone.set(only.condition, answer);
    return answer;
  };
  function solve(goal: Goal): Answer {
    const conditions = goal.map(({ condition }) => condition);
    const leaves = conditions.flatMap((condition) => leavesOf(condition));
    const { fields, cohorts } = needsOf(criteria, conditions);
    const variables = fields.map((field) => cutField(field, leaves, asOf));
    const space = createSpace(variables, criteria.slots, asOf);
    let open = false;
    for (const places of placings(criteria, cohorts)) {
      const own = compiled.get(places) ?? compilePlaces(criteria, asOf, places);
      if (places === UNPLACED) compiled.set(places, own);
      const answer = solvePlaced(goal, space, criteria, own);
      if (answer.kind === 'witness') return answer;
      open ||= answer.kind === 'open';
    }
    return { kind: open ? 'open' : 'impossible' };
  }
}

// Without the terms that follow from the others; null where two exclude each other at first sight, as most criteria do.
function withoutMet(goal: Goal, boundsIn: (condition: Condition) => Bounds): Goal | null {
  let required: Bounds = new Map();
  for (const { condition, allowed } of goal) {
    if (allowed.false || allowed.missing) continue;
    const own = boundsIn(condition);
    if (areDisjoint(required, own)) return null;
    required = required.size === 0 ? own : intersect(required, own);
  }
  return goal.filter(
    ({ condition, allowed }) => !(allowed.false && areDisjoint(required, boundsIn(condition))),
  );
}

// With relative tests that come out in one given way, everything depends on the customer alone. The box around a goal
// settles most of them; a customer to show is then looked for only when one is asked for.
function solvePlaced(goal: Goal, space: Space, criteria: Criteria, places: CompiledPlaces): Answer {
  const around = boxAround(goal, space);
  if (around === null) return { kind: 'impossible' };
  const judgement = compileJudgement(space, criteria, places);
  const judge = judgement.inBox(around);
  const isReached = (how: (may: Possible, allowed: Possible) => boolean): boolean =>
    goal.every(({ condition, allowed }) => how(judge(condition), allowed));
  if (!isReached(reaches.some)) return { kind: 'impossible' };
  const open = (): Search => openSearch(goal, space, judgement, criteria, places);
  const witnessOf = (search: Search): Witness => {
    const found = findWitness(goal, space, judgement, search);
    return typeof found === 'string' ? search.sample(around)! : found;
  };
  if (isReached(reaches.all)) return { kind: 'witness', witness: () => witnessOf(open()) };
  const search = open();
  if (!search.canAgree(around)) return { kind: 'impossible' };
  if (search.sample(around) !== null) return { kind: 'witness', witness: () => witnessOf(search) };
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
