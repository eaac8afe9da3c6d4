import type { Condition, Leaf } from '../condition/condition.ts';
import type { Fact } from '../condition/fact.ts';
import { isLeaf, leavesOf } from '../condition/leaves.ts';
import { oncePer } from '../once-per.ts';
import {
  allOf,
  anyOf,
  call,
  choose,
  column,
  compare,
  isNull,
  isSameSql,
  isThere,
  NULL,
  not,
  SQL_TRUE,
  type Sql,
  type SqlColumn,
  textOf,
  whole,
} from './tree.ts';

/** What says which fields a verdict lacks, in the order in which the evaluator names them. */
export interface LackScope {
  /** The column of a fact. */
  value(fact: Fact): Sql;
  /** Whether a fact may be missing at all. */
  mayLack(fact: Fact): boolean;
  /** What a calculated fact needs and has no default for; null for a field. */
  needs(fact: Fact): readonly Fact[] | null;
  condition(condition: Condition): Sql;
  /** The fact by whose groups a test ranks; null for other tests. */
  per(leaf: Leaf): Fact | null;
  /** Whether the cut points of a test's group are known at all; null for other tests. */
  ranks(leaf: Leaf): Sql | null;
  /** Whether a test may be NULL though its fact is there: with more digits than whole numbers have. */
  mayOverflow(leaf: Leaf): boolean;
}

/** A condition that decides. */
export interface Deciding {
  readonly condition: Condition;
  /** Whether it holds; NULL where something is missing. */
  readonly holds: Sql;
  /** Whether it holds, or would if all that is missing were there; null where nothing can be. */
  readonly mayHold: Sql | null;
  /** Its outcome, of customers whose category is open for want of something. */
  readonly outcome: Sql;
}

/** What is said where whole numbers of the database are too short. */
export const TOO_MANY_DIGITS = 'needs more than 38 digits';

/** What is said where nothing is missing, and still no category applies. */
export const NO_CATEGORY = 'no category applies';

/** What is said where no field is missing, but the line of a relative test: a lock may not know the group. */
export const NO_CUT_POINTS = 'no cut points';

/** What is missing, and the columns that have to be known to say so. */
export interface SaidLacks {
  readonly because: Sql;
  readonly firsts: readonly SqlColumn[];
}

/** The names of what is missing where one of some conditions is: "revenue; last_order". */
export function compileLacksSql(
  deciding: readonly Deciding[],
  scope: LackScope,
  claim: (name: string) => string,
): SaidLacks {
  const said = new Map<string, Said>();
  const keyOf = oncePer((guard: Sql) => JSON.stringify(guard));
  const found = deciding.flatMap(({ condition, outcome }) => mentions(condition, [isNull(outcome)], scope));
  const kept = found.flatMap((mention) => {
    const own = said.get(mention.name) ?? { mentions: [], paths: openPath() };
    const keys = mention.guards.map(keyOf);
    if (hasPath(own.paths, keys)) return [];
    addPath(own.paths, keys);
    said.set(mention.name, own);
    return [{ ...mention, place: own.mentions.push(mention) - 1 }];
  });
  const firsts = new Map(
    [...said]
      .filter(([, { mentions }]) => mentions.length > MOST_INLINE)
      .map(([name, { mentions }]) => [name, firstOf(name, mentions, claim)]),
  );
  const isSaid = ({ name, guards, place }: (typeof kept)[number]): Sql => {
    const first = firsts.get(name);
    if (first !== undefined) return compare(column(first.name), '=', placeOf(place));
    const before = said
      .get(name)!
      .mentions.slice(0, place)
      .map((mention) => allOf(mention.guards));
    return allOf(before.length === 0 ? guards : [...guards, not(anyOf(before))]);
  };
  const parts = kept.map((mention) => choose([{ if: isSaid(mention), gives: textOf(mention.name) }], null));
  const names = parts.length === 0 ? NULL : call('join_texts', textOf('; '), ...parts);
  const ranks = deciding.some(({ condition }) => leavesOf(condition).some(({ kind }) => kind === 'rank'));
  // A group that a lock does not know lacks nothing that a field has.
  const nothing = textOf(NO_CUT_POINTS);
  const orNothing =
    parts.length === 0 ? nothing : call('coalesce', call('nullif', names, textOf('')), nothing);
  return { because: ranks ? orNothing : names, firsts: [...firsts.values()] };
}

/** Where a name is said, and the guards of each such place as a path from one to the next. */
interface Said {
  readonly mentions: Mention[];
  readonly paths: Path;
}

interface Path {
  readonly next: Map<string, Path>;
  isWhole: boolean;
}

function openPath(): Path {
  return { next: new Map(), isWhole: false };
}

function addPath(from: Path, keys: readonly string[]): void {
  let path = from;
  for (const key of keys) {
    const next = path.next.get(key) ?? openPath();
    path.next.set(key, next);
    path = next;
  }
  path.isWhole = true;
}

// Whether some of these keys, in any order, are a whole path.
function hasPath({ next, isWhole }: Path, keys: readonly string[]): boolean {
  return isWhole || keys.some((key) => next.has(key) && hasPath(next.get(key)!, keys));
}

// Where a name may be said in more places, each that asks for all those before it would make a long query.
const MOST_INLINE = 8;

// Which of the places where a name may be said is the first whose guards hold.
function firstOf(name: string, own: readonly Mention[], claim: (name: string) => string): SqlColumn {
  const branches = own.map(({ guards }, place) => ({ if: allOf(guards), gives: placeOf(place) }));
  return { name: claim(`${name}_first`), value: choose(branches, null) };
}

function placeOf(place: number): Sql {
  return whole(BigInt(place + 1));
}

/** Whether a condition may be missing. */
export function mayBeMissing(condition: Condition, scope: LackScope): boolean {
  return leavesOf(condition).some((leaf) => leafMayBeMissing(leaf, scope));
}

function leafMayBeMissing(leaf: Leaf, scope: LackScope): boolean {
  switch (leaf.kind) {
    case 'present':
      return false;
    case 'rank':
      return true;
    default:
      return scope.mayLack(leaf.fact) || scope.mayOverflow(leaf);
  }
}

/** Whether a condition holds, or would if all that is missing were there: true where it is true or missing. */
export function compileMayHold(condition: Condition, scope: LackScope): Sql {
  if (!mayBeMissing(condition, scope)) return scope.condition(condition);
  switch (condition.kind) {
    case 'all':
      return allOf(condition.of.map((part) => compileMayHold(part, scope)));
    case 'any':
      return anyOf(condition.of.map((part) => compileMayHold(part, scope)));
    default:
      return call('coalesce', scope.condition(condition), SQL_TRUE);
  }
}

/** Whether a test of some conditions needed too many digits, so that nothing can be said; null where none can. */
export function compileOverflow(deciding: readonly Deciding[], scope: LackScope): Sql | null {
  const tests = deciding
    .flatMap(({ condition }) => leavesOf(condition))
    .filter(scope.mayOverflow)
    .map((leaf) => {
      const per = scope.per(leaf);
      const needed = per === null ? [leaf.fact] : [leaf.fact, per];
      const ranks = scope.ranks(leaf);
      return allOf([
        isNull(scope.condition(leaf)),
        ...needed.map((fact) => isThere(scope.value(fact))),
        ...(ranks === null ? [] : [ranks]),
      ]);
    });
  return tests.length === 0 ? null : anyOf(tests);
}

/** A name that is said where all guards hold. */
interface Mention {
  readonly guards: readonly Sql[];
  readonly name: string;
}

// Of a condition that is missing: the facts of its tests that are, whatever else it is made of.
function mentions(condition: Condition, guards: readonly Sql[], scope: LackScope): Mention[] {
  if (isLeaf(condition)) return mentionsOfLeaf(condition, guards, scope);
  if (condition.kind === 'not') return mentions(condition.of, guards, scope);
  return condition.of.flatMap((part) =>
    mentions(part, isLeaf(part) ? guards : [...guards, isNull(scope.condition(part))], scope),
  );
}

function mentionsOfLeaf(leaf: Leaf, guards: readonly Sql[], scope: LackScope): Mention[] {
  // A test for presence is never missing itself.
  if (leaf.kind === 'present') return [];
  const { fact } = leaf;
  const found = follow(fact, guards, scope);
  const per = scope.per(leaf);
  if (per !== null) found.push(...follow(per, [...guards, isThere(scope.value(fact))], scope));
  return found;
}

// A missing fact that was calculated is followed down to blank fields; where none is blank, it is named itself.
function follow(fact: Fact, guards: readonly Sql[], scope: LackScope): Mention[] {
  if (!scope.mayLack(fact)) return [];
  const own = withGuard(guards, isNull(scope.value(fact)));
  const needs = scope.needs(fact);
  if (needs === null) return [{ guards: own, name: fact.name }];
  const lacking = needs.filter((needed) => scope.mayLack(needed));
  const whole = lacking.reduce((sum, needed) => withGuard(sum, isThere(scope.value(needed))), own);
  return [...lacking.flatMap((needed) => follow(needed, own, scope)), { guards: whole, name: fact.name }];
}

function withGuard(guards: readonly Sql[], guard: Sql): readonly Sql[] {
  return has(guards, guard) ? guards : [...guards, guard];
}

function has(guards: readonly Sql[], guard: Sql): boolean {
  return guards.some((one) => isSameSql(one, guard));
}
