import { expect, it } from 'vitest';
import { scoresOf } from '../../src/criteria/reads.ts';
import { scoreReach } from '../../src/facts/score-reach.ts';
import { compileText } from '../criteria/compile-text.ts';

it.each([
  ['a scale', 'revenue, scale: [0, 10]', 0, 100],
  ['bands, below which there are no points', 'revenue, bands: { 0: 20, 5: 80 }', 0, 80],
  ['texts, of which others have no points', 'grade, points: { A: 80, B: 20 }', 0, 80],
  ['numbers, likewise', 'revenue, points: { 5: 80 }', 0, 80],
  ['a flag, of which nothing else can be', 'is_new, points: { yes: 80, no: 20 }', 20, 80],
  ['a flag that one side of is named', 'is_new, points: { yes: 80 }', 0, 80],
])('tells what a score lies between: %s', async (_, factor, least, most) => {
  const criteria = await compileText(`fields:
  customer_id: { type: id }
  revenue: { type: money }
  grade: { type: choice, values: [A, B, C] }
  is_new: { type: flag }
scores:
  s: [{ weight: 1, fact: ${factor} }]
categories:
  key: { when: { s: { at_least: 50 } } }
  normal: { when: otherwise }
`);
  const reach = scoreReach(scoresOf(criteria)[0]!);
  expect([Number(reach.least), Number(reach.most)]).toEqual([least, most]);
});
