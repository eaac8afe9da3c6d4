import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cutField } from '../../src/condition/cells.ts';
import { compileCondition } from '../../src/condition/compile.ts';
import { type Condition, NO_CUTS, type Outcome } from '../../src/condition/condition.ts';
import {
  type Box,
  boxAround,
  fillCell,
  openSpaces,
  outcomesIn,
  possibleIn,
  regions,
  type Space,
  TRUE,
} from '../../src/condition/domain.ts';
import { leavesOf } from '../../src/condition/leaves.ts';
import type { Criteria } from '../../src/criteria/criteria.ts';
import { createFacts } from '../../src/fields/facts.ts';
import { compileText } from '../criteria/compile-text.ts';

const AS_OF = 20_634; // 2026-06-30

const bound = fc.integer({ min: -2, max: 12 });
const test = fc.oneof(
  fc
    .tuple(fc.constantFrom('a', 'b'), fc.constantFrom('at_least', 'more_than', 'at_most', 'less_than'), bound)
    .map(([field, operator, value]) => `${field}: { ${operator}: ${value} }`),
  fc.tuple(bound, bound).map(([low, more]) => `a: { between: [${low}, ${low + Math.abs(more)}] }`),
  fc
    .tuple(fc.constantFrom('in', 'not_in'), bound)
    .map(([operator, value]) => `b: { ${operator}: [${value}, 5] }`),
  fc.constantFrom('c: x', 'c: { not_in: [x, y] }', 't: { starts_with: EU }', 't: EU-1', 'f: yes', 'f: no'),
  fc.constantFrom('d: { older_than: 90 }', 'd: { within: 30 days }', 'd: { since: 2026-01-01 }'),
  fc
    .tuple(fc.constantFrom('a', 'c', 'd', 'f', 't'), fc.constantFrom('yes', 'no'))
    .map(([field, there]) => `${field}: { present: ${there} }`),
);

it('knows what single tests come to in every part of the space', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(test, { minLength: 1, maxLength: 6 }),
      fc.infiniteStream(fc.nat(1000)),
      async (tests, picks) => {
        const { criteria, conditions, space } = await spaceOf(tests);
        const box = boxOf(space, () => picks.next().value);
        for (const leaf of conditions.flatMap(leavesOf)) {
          const found = outcomesIn(space, leaf, box)!;
          const variable = space.indexOf(leaf.fact.slot)!;
          const cells = range(box.from[variable]!, box.to[variable]!);
          const expected = new Set(cells.map((cell) => outcomeAt(leaf, space, variable, cell, criteria)));
          expect(new Set(Object.entries(found).flatMap(([outcome, may]) => (may ? [outcome] : [])))).toEqual(
            expected,
          );
        }
      },
    ),
  );
});

it('leaves nobody who reaches a goal outside of the box around it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(test, { minLength: 1, maxLength: 4 }), async (tests) => {
      const { criteria, conditions, space } = await spaceOf(tests);
      const around = boxAround(
        conditions.map((condition) => ({ condition, allowed: TRUE })),
        space,
      );
      const holding = space.variables.map(({ field, cells }, variable) => {
        const own = conditions.flatMap(leavesOf).filter(({ fact }) => fact.slot === field.slot);
        return [...cells.keys()].filter((cell) =>
          own.every((leaf) => outcomeAt(leaf, space, variable, cell, criteria) === 'true'),
        );
      });
      if (around === null) expect(holding.some((cells) => cells.length === 0)).toBe(true);
      else
        for (const [variable, cells] of holding.entries())
          expect(range(around.from[variable]!, around.to[variable]!)).toEqual(expect.arrayContaining(cells));
    }),
  );
});

async function spaceOf(tests: readonly string[]) {
  const text = `fields:
  customer_id: { type: id }
  a: { type: number, min: 0, max: 10 }
  b: { type: money, missing: 0 }
  c: { type: choice, values: [x, y, z] }
  d: { type: date }
  f: { type: flag }
  t: { type: text }
categories:
  key: { when: { any: [${tests.map((one) => `{ ${one} }`).join(', ')}] } }
  normal: { when: otherwise }
`;
  const criteria = await compileText(text);
  const { when } = criteria.categories.find(({ name }) => name === 'key')!;
  const conditions = when.kind === 'criteria' ? when.criteria.map(({ condition }) => condition) : [];
  const leaves = conditions.flatMap(leavesOf);
  const read = criteria.fields.filter(({ slot }) => leaves.some(({ fact }) => fact.slot === slot));
  const variables = read.map((field) => cutField(field, leaves, AS_OF));
  return { criteria, conditions, space: openSpaces(criteria.slots, AS_OF)(variables) };
}

function outcomeAt(
  leaf: Condition,
  space: Space,
  variable: number,
  cell: number,
  { slots }: Criteria,
): Outcome {
  const facts = createFacts(slots);
  const { field, cells } = space.variables[variable]!;
  fillCell(facts, field.slot, cells[cell]!);
  return compileCondition(leaf, { asOf: AS_OF, cohorts: [], cuts: NO_CUTS })(facts);
}

function boxOf({ variables }: Space, pick: () => number): Box {
  const ends = variables.map(({ cells }) => [pick() % cells.length, pick() % cells.length]);
  return { from: ends.map((two) => Math.min(...two)), to: ends.map((two) => Math.max(...two)) };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

it('halves a space of more fields than the stack holds', async () => {
  const names = Array.from({ length: 2000 }, (_, index) => `f${index}`);
  const fields = names.map((name) => `  ${name}: { type: number }\n`).join('');
  const any = names.map((name) => `{ ${name}: { at_least: 1 } }`).join(', ');
  const text = `fields:\n  customer_id: { type: id }\n${fields}categories:\n  key: { when: { any: [${any}] } }\n  normal: { when: otherwise }\n`;
  const value = await compileText(text);
  const { when } = value.categories.find(({ name }) => name === 'key')!;
  const { criteria } = when as Extract<typeof when, { kind: 'criteria' }>;
  const of = criteria.map((one) => one.condition);
  const condition: Condition = { kind: 'any', of, span: of[0]!.span };
  const leaves = leavesOf(condition);
  const space = openSpaces(
    value.slots,
    AS_OF,
  )(value.fields.slice(1).map((field) => cutField(field, leaves, AS_OF)));
  const [first] = regions([{ condition, allowed: TRUE }], space, possibleIn(space));
  expect(first!.certain).toBe(true);
});
