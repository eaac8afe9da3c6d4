import { expect, it } from 'vitest';
import { fitNotes } from '../../src/commands/run/fit-notes.ts';

it.each([
  [
    'a command that goes on in the next line',
    '  keyaccounts calibrate customers.csv -c mine.yaml \\\n    --write mine.yaml --reason "fewer"',
    [
      '  keyaccounts calibrate customers.csv \\',
      '      -c mine.yaml --write mine.yaml \\',
      '      --reason "fewer"',
    ],
  ],
  [
    'what stands in quotes, and names, each in one line with its flag',
    '  keyaccounts review customers.csv --accept "amounts in thousands" -o 2026年第二季度销售区域大客户组合.html',
    [
      '  keyaccounts review customers.csv \\',
      '      --accept "amounts in thousands" \\',
      '      -o 2026年第二季度销售区域大客户组合.html',
    ],
  ],
  [
    'what a command does, in two lines',
    '  keyaccounts sql --columns columns.yaml      revenue: REV_12M\n                                              growth: { column: GR }',
    ['  keyaccounts sql --columns columns.yaml', '      revenue: REV_12M', '      growth: { column: GR }'],
  ],
  [
    'what fits',
    '  keyaccounts check       all\n                          of it',
    ['  keyaccounts check       all', '                          of it'],
  ],
])('lays out %s', (_, notes, lines) => {
  expect(fitNotes(notes, 50).split('\n')).toEqual(lines);
});
