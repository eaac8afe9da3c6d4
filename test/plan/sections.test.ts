import { expect, it } from 'vitest';
import { sectionsOf } from '../../src/plan/sections.ts';

const DATA =
  '<!-- keyaccounts:data why -->\n## not a section\n| a |\n| --- |\n| 1 |\n<!-- /keyaccounts:data -->\n';

it.each([
  ['nothing', '', 'empty'],
  ['guidance', '<!-- write here\nand here -->\n', 'empty'],
  ['guidance that never ends', '<!-- write here\nreally\n', 'empty'],
  ['a section that was commented out', '<!--\n## Second\n\nx\n-->\n', 'empty'],
  ['a note of the tool', '<!-- keyaccounts:closed 2026-07-31 -->\n> **2026-07-31**: closed.\n', 'empty'],
  ['a blank row', '| name | role |\n| --- | --- |\n|  |  |\n', 'empty'],
  ['bullets', '- \n* [ ]\n1. \n', 'empty'],
  ['labels', '**Quality:**\n- cost：\n', 'empty'],
  ['a rule', '---\n', 'empty'],
  ['a sentence', 'They want to grow in the north.\n', 'written'],
  ['a sentence above a rule', 'They want to grow\n---\n', 'written'],
  ['a row', '| name | role |\n|---|---|\n| Li | buyer |\n', 'written'],
  ['a label with text', 'Quality: 2 ppm\n', 'written'],
  ['a comment within a line', 'Cost <!-- hm --> is high\n', 'written'],
  ['code', '```\n## x\n```\n', 'written'],
  ['data', DATA, 'data'],
  ['data and guidance', `${DATA}<!-- write -->\n`, 'empty'],
  ['data and a blank row', `${DATA}| a |\n| --- |\n| |\n`, 'empty'],
  ['data and text', `Well.\n${DATA}`, 'written'],
])('takes %s for what it is', (_, body, state) => {
  const text = `---\naccount: C1\n---\n# Plan\n\n## First ##\n\n${body}\n## Second\n\nx\n`;
  const sections = sectionsOf({ source: { name: 'p.md', text } });
  expect(sections.map(({ title }) => title)).toEqual(['First', 'Second']);
  expect(sections[0]!.state).toBe(state);
});

it('knows the sections by their headings, whatever ends the lines', () => {
  const text = '---\r\naccount: C1\r\n---\r\n# Plan\r\n## 一、概况\r\n内容\r\n### 更多\r\n## 二、行动\r\n';
  expect(sectionsOf({ source: { name: 'p.md', text } }).map(({ title, state }) => [title, state])).toEqual([
    ['一、概况', 'written'],
    ['二、行动', 'empty'],
  ]);
});

// Where time grew with the square of the length, each of these would run for hours.
const SIZE = 3_000_000;
it.each([
  ['comments that never end', '<!-- '.repeat(SIZE / 5), 'empty'],
  ['comments and headings', '<!--\n## x\n-->\n'.repeat(SIZE / 14), 'empty'],
  ['hyphens behind a bar', `|${'-'.repeat(SIZE)}x\n`, 'written'],
  ['a word', 'x'.repeat(SIZE), 'written'],
  ['empty lines', '\n'.repeat(SIZE * 3), 'empty'],
])('reads a section of megabytes of %s', (_, body, state) => {
  const text = `---\naccount: C1\n---\n# Plan\n\n## First\n\n${body}\n`;
  const sections = sectionsOf({ source: { name: 'p.md', text } });
  expect(sections.map((section) => [section.title, section.state])).toEqual([['First', state]]);
});

it.each([
  [`## a${' '.repeat(SIZE)}x`, SIZE + 2],
  [`## a${'#'.repeat(SIZE)}x`, SIZE + 2],
  [`## a ${'#'.repeat(SIZE)}`, 1],
])('reads a heading of megabytes: %#', (heading, length) => {
  const text = `---\naccount: C1\n---\n${heading}\n`;
  const [section] = sectionsOf({ source: { name: 'p.md', text } });
  expect(section!.title).toHaveLength(length);
});
