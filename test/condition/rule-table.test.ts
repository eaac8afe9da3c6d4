import { expect, it } from 'vitest';
import { compileCondition } from '../../src/condition/compile.ts';
import { NO_CUTS } from '../../src/condition/condition.ts';
import type { Box } from '../../src/condition/domain.ts';
import { analyseRules, type RuleTable } from '../../src/condition/rule-table.ts';
import { createFacts } from '../../src/fields/facts.ts';
import { compileText } from '../criteria/compile-text.ts';

// Ten customer segments over recency, frequency and monetary scores, in this order, first match wins.
const SEGMENTS: readonly (readonly [string, string, string, string])[] = [
  ['Champions', '5-5', '5-5', '5-5'],
  ['Potential Loyalist', '3-5', '3-5', '2-5'],
  ['Loyal', '2-4', '2-4', '2-4'],
  ['Promising', '3-4', '1-3', '3-5'],
  ['New', '4-5', '1-3', '1-5'],
  ["Can't Lose", '1-2', '3-4', '4-5'],
  ['At Risk', '1-2', '2-5', '4-5'],
  ['Need Attention', '1-3', '3-5', '3-5'],
  ['About To Sleep', '2-3', '1-3', '1-4'],
  ['Lost', '1-1', '1-5', '1-5'],
];

const NAMES = ['r', 'f', 'm'];
const range = (name: string, text: string) => `${name}: { between: [${text.replace('-', ', ')}] }`;
const YAML = `fields:
  customer_id: { type: id }
${NAMES.map((name) => `  ${name}: { type: number, min: 1, max: 5, missing: 1 }`).join('\n')}
categories:
  key: { when: { any: [
${SEGMENTS.map(([, ...own]) => `    { ${own.map((text, at) => range(NAMES[at]!, text)).join(', ')} }`).join(',\n')} ] } }
  normal: { when: otherwise }
`;

async function segments() {
  const value = await compileText(YAML);
  const { when } = value.categories[0]!;
  if (when.kind !== 'criteria') throw new Error('no criteria');
  const rules = when.criteria.map(({ condition }, index) => ({ name: SEGMENTS[index]![0], condition }));
  return { fields: value.fields, slots: value.slots, rules };
}

// How often boxes hold a point: exact analysis gives each point at most one box.
function holding({ space }: RuleTable, boxes: readonly Box[], point: readonly number[]): number {
  return boxes.filter(({ from, to }) =>
    space.variables.every(({ cells }, at) =>
      cells.slice(from[at]!, to[at]! + 1).some((cell) => cell.kind === 'point' && cell.low === point[at]),
    ),
  ).length;
}

it('finds the gaps, overlaps and masked rules of ten published segments exactly', async () => {
  const { rules, fields, slots } = await segments();
  const table = analyseRules(rules, fields, 0);
  const facts = createFacts(slots);
  const tests = rules.map(({ condition }) =>
    compileCondition(condition, { asOf: 0, cohorts: [], cuts: NO_CUTS }),
  );
  let gaps = 0;
  const deciding = new Set<string>();
  const pairs = new Set<string>();
  for (let r = 1; r <= 5; r += 1)
    for (let f = 1; f <= 5; f += 1)
      for (let m = 1; m <= 5; m += 1) {
        [r, f, m].forEach((value, at) => {
          facts.numbers[fields[at + 1]!.slot] = value;
        });
        const met = tests.map((test) => test(facts) === 'true');
        if (!met.includes(true)) gaps += 1;
        else deciding.add(rules[met.indexOf(true)]!.name);
        expect(holding(table, table.gaps, [r, f, m])).toBe(met.includes(true) ? 0 : 1);
        for (const [one, first] of rules.entries())
          for (const [other, second] of rules.entries()) {
            if (one >= other) continue;
            const both = met[one]! && met[other]!;
            if (both) pairs.add(`${first.name} & ${second.name}`);
            const found = table.overlaps.find(
              (overlap) => overlap.first === first.name && overlap.second === second.name,
            );
            expect(holding(table, found?.boxes ?? [], [r, f, m])).toBe(both ? 1 : 0);
          }
      }
  expect(gaps).toBe(10);
  expect(new Set(table.overlaps.map(({ first, second }) => `${first} & ${second}`))).toEqual(pairs);
  expect(table.masked).toEqual(rules.map(({ name }) => name).filter((name) => !deciding.has(name)));
});
