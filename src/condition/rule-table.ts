import type { Field } from '../fields/field.ts';
import { cutField } from './cells.ts';
import type { Condition } from './condition.ts';
import {
  type Box,
  FALSE,
  type Goal,
  NOT_TRUE,
  openSpaces,
  possibleIn,
  regions,
  type Space,
  TRUE,
} from './domain.ts';
import { leavesOf } from './leaves.ts';

/** A named condition in an ordered list of rules of which the first that holds decides. */
export interface Rule {
  readonly name: string;
  readonly condition: Condition;
}

/** What a list of rules leaves open, and where two rules hold at once: exact, as boxes that do not overlap. */
export interface RuleTable {
  readonly space: Space;
  /** Where every rule is false. */
  readonly gaps: readonly Box[];
  readonly overlaps: readonly {
    readonly first: string;
    readonly second: string;
    readonly boxes: readonly Box[];
  }[];
  /** Rules that never decide, since earlier ones hold wherever they do. */
  readonly masked: readonly string[];
}

/** Analyses rules over fields alone, of any number and with any names; `asOf`: days since 1970-01-01. */
export function analyseRules(rules: readonly Rule[], fields: readonly Field[], asOf: number): RuleTable {
  const leaves = rules.flatMap(({ condition }) => leavesOf(condition));
  const read = new Set(leaves.map(({ fact }) => fact.slot));
  const variables = fields.filter(({ slot }) => read.has(slot)).map((field) => cutField(field, leaves, asOf));
  const space = openSpaces(fields.length, asOf)(variables);
  const find = (terms: Goal): Box[] =>
    mergeBoxes([...regions(terms, space, possibleIn(space))].map(({ box }) => box));
  const holds = ({ condition }: Rule) => ({ condition, allowed: TRUE });
  return {
    space,
    gaps: find(rules.map(({ condition }) => ({ condition, allowed: FALSE }))),
    overlaps: rules.flatMap((first, index) =>
      rules.slice(index + 1).flatMap((second) => {
        const boxes = find([holds(first), holds(second)]);
        return boxes.length === 0 ? [] : [{ first: first.name, second: second.name, boxes }];
      }),
    ),
    masked: rules
      .filter((rule, index) => {
        const earlier = rules.slice(0, index).map(({ condition }) => ({ condition, allowed: NOT_TRUE }));
        return find([holds(rule), ...earlier]).length === 0;
      })
      .map(({ name }) => name),
  };
}

/** Joins boxes that lie side by side, until none do. */
function mergeBoxes(boxes: readonly Box[]): Box[] {
  const merged: Box[] = [];
  for (let next of boxes) {
    for (let index = 0; index < merged.length; index += 1) {
      const joined = join(merged[index]!, next);
      if (joined === null) continue;
      merged.splice(index, 1);
      next = joined;
      index = -1;
    }
    merged.push(next);
  }
  return merged;
}

// Two boxes that differ along one variable, where one ends just before the other begins.
function join(one: Box, other: Box): Box | null {
  const differ = [...one.from.keys()].filter(
    (index) => one.from[index] !== other.from[index] || one.to[index] !== other.to[index],
  );
  const [axis] = differ;
  if (axis === undefined || differ.length > 1) return null;
  const [low, high] = one.from[axis]! < other.from[axis]! ? [one, other] : [other, one];
  return low.to[axis]! + 1 === high.from[axis]! ? { from: low.from, to: high.to } : null;
}
