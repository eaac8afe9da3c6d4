import { expect, it } from 'vitest';
import { groupsColumns, holdsNames, joinHeaderRows } from '../../src/table/header-rows.ts';

it.each([
  ['merged groups', ['Customer', '', 'Sales', ''], ['No', 'Name', '2026', '2025'], true],
  ['groups that repeat', ['Customer', 'Customer', 'Sales', 'Sales'], ['No', 'Name', '2026', '2025'], true],
  ['a title', ['Customer report', '', '', ''], ['No', 'Name', '2026', '2025'], false],
  ['notes with labels', ['Date: 30/06/2026', '', '页码：1', ''], ['No', 'Name', '2026', '2025'], false],
  ['years with one label', ['', '', 'FY: 2026', 'FY: 2025'], ['No', 'Name', 'Sales', 'Sales'], true],
  ['a header and a row', ['No', 'Name', '', '2025'], ['C1', 'Ann', '5', '6'], false],
  ['a header and names', ['No', 'Name', 'Sales', 'Prior'], ['id', 'text', 'EUR', 'EUR'], false],
  ['names and their units', ['', '', 'Sales', 'Sales PY'], ['Sold-to party', '', 'EUR', 'EUR'], false],
  ['a group without names', ['Customer', '', 'Sales', ''], ['No', 'Name', '', ''], false],
])('tells whether a row groups columns: %s', (_, above, below, expected) => {
  expect(groupsColumns(above, below)).toBe(expected);
});

const GROUPED = ['No', 'Name', 'This year', '', 'Last year', '', 'Growth'];
const BELOW = ['', '', 'Units', 'Sales', 'Units', 'Sales', ''];
const FIGURES = [
  ['C-1', 'Ann', '5', '500.00', '4', '400.00', '25%'],
  ['C-2', 'Bo', '7', '700.00', '', '', ''],
  ['C-3', 'Cy', '', '', '2', '200.00', ''],
];

it.each([
  [
    'cells that were merged',
    GROUPED,
    BELOW,
    FIGURES,
    ['No', 'Name', 'Units', 'Sales', 'Units', 'Sales', 'Growth'],
  ],
  ['a lower row that names every column', GROUPED, GROUPED.map(() => 'Name'), FIGURES, null],
  [
    'a column that neither names',
    ['No', '', 'This year', '', '', ''],
    ['', '', 'Units', 'Sales', '', 'x'],
    [],
    null,
  ],
  [
    'a title above a header',
    ['Sales', '', '', ''],
    ['No', 'Name', 'Sales', ''],
    [['C-1', 'Ann', '5', '']],
    null,
  ],
  [
    'a customer below a header with a gap',
    ['Customer', '', 'Status', 'Sales'],
    ['C-1', 'Ann', '', ''],
    [
      ['C-2', 'Bo', 'active', '5'],
      ['C-3', 'Cy', 'active', '7'],
    ],
    null,
  ],
  ['a row below with figures', GROUPED, ['', '', '5', '6', '7', '8', ''], FIGURES, null],
])('joins two rows of a header: %s', (_, above, below, rows, expected) => {
  expect(joinHeaderRows(above, below, rows)).toEqual(expected);
});

const CODED = [
  ['C1', 'Ann', '5'],
  ['C2', 'Bo', ''],
  ['C3', 'Cy', '7'],
];
const WORDS = [
  ['Ann', 'active', 'North'],
  ['Bo', 'closed', 'South'],
];
const NUMBERED = [
  ['C1', 'Ann', 'active'],
  ['C2', 'Bo', 'closed'],
];

it.each([
  ['names of fields', ['AccountNumber', 'Name', 'AnnualRevenue'], CODED, true],
  ['names in Chinese', ['客户编码', '名称', '金额'], CODED, true],
  ['units', ['[no]', '[text]', '[EUR]'], CODED, true],
  ['names of a program', ['account_number__c', 'name', 'status__c'], NUMBERED, true],
  ['a customer', ['C0', 'Di', '9'], CODED, false],
  ['a customer of whom nothing is known', ['C0', 'Di', 'N/A'], CODED, false],
  ['an id without digits, and N/A', ['Unknown Co', 'Di', 'N/A'], CODED, false],
  ['a customer whose id has no digits', ['HEAD', 'Head Office', 'active'], NUMBERED, false],
  ['a customer among words', ['Di', 'active', 'West'], WORDS, false],
  ['one row below', ['AccountNumber', 'Name', 'AnnualRevenue'], CODED.slice(0, 1), false],
])('tells whether a row holds names: %s', (_, cells, below, expected) => {
  expect(holdsNames(cells, below)).toBe(expected);
});
