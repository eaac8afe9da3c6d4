import { expect, it } from 'vitest';
import { formatDay } from '../../src/fields/day.ts';
import { openActions } from '../../src/plan/actions.ts';
import { parsePlan } from '../../src/plan/parse-plan.ts';
import { positionAt } from '../../src/text/source.ts';

const TABLES: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'the table of the template',
    '## 11 Actions\n\n| action | owner | due | state |\n| :--- | :--- | :--- | :--- |\n| Agree the price | Ann | 2026-07-15 | open |\n| | | | |\n',
    ['Agree the price / Ann / 2026-07-15'],
  ],
  [
    'Chinese',
    '## 十一、行动计划\n\n| 行动 | 负责人 | 截止日期 | 状态 |\n| --- | --- | --- | --- |\n| 确认价格 | 王芳 | 2026年7月5日 | 进行中 |\n| 旧事 | 王芳 | 2026-07-01 | 已完成 |\n',
    ['确认价格 / 王芳 / 2026-07-05'],
  ],
  [
    'columns in another order, and more of them',
    '## Actions\n\n| due | note | action | who | status |\n|---|---|---|---|---|\n| 2026/8/1 | x | Visit \\| call | | |\n',
    ['Visit | call / – / 2026-08-01'],
  ],
  [
    'what is done, has no day, or is hidden in a note',
    '## Actions\n\n| action | owner | due | state |\n|---|---|---|---|\n| A | | 2026-08-01 | done |\n| B | | soon | open |\n<!--\n| C | | 2026-08-01 | open |\n-->\n',
    [],
  ],
  [
    'days as people type them',
    '## Actions\n\n| action | owner | due |\n|---|---|---|\n| A | | 1.9.2026 |\n| B | | 1 July 2026 |\n| C | | July 1, 2026, at noon |\n| D | | 31/12/2026 |\n',
    ['A / – / 2026-09-01', 'B / – / 2026-07-01', 'C / – / 2026-07-01', 'D / – / 2026-12-31'],
  ],
  [
    'tables of other sections',
    '## Review log\n\n| date | with | due |\n|---|---|---|\n| 2026-01-01 | x | 2026-02-02 |\n',
    [],
  ],
];

it.each(TABLES)('reads %s', async (_, body, wanted) => {
  const { value } = await parsePlan(`---\naccount: A\n---\n\n# A\n\n${body}`, 'a.md');
  const found = openActions(value!).map(
    ({ action, owner, due }) => `${action} / ${owner ?? '–'} / ${formatDay(due)}`,
  );
  expect(found).toEqual(wanted);
});

const HEAD = '| action | owner | due | state |\n|---|---|---|---|\n';
const LOG = '| date | with |\n|---|---|\n';

it.each([
  ['an action', `## Actions\n\n${HEAD}| A | | next week | open |\n`, [[10, 9]]],
  ['a day of two readings', `## Actions\r\n\r\n| A \\| B | | 07/08/2026 |\r\n`, [[8, 14]]],
  ['a day that the calendar does not have', `## Actions\n\n${HEAD}| A | | 2026-02-30 | |\n`, [[10, 9]]],
  ['a review', `## Review log\n\n${LOG}| 2026-08-01 | A |\n| 1.8. | B |\n`, [[11, 3]]],
  [
    'a review in a list',
    '## Review log\n\n<!-- when\n-->\n- 07/08/2026: Bob\n\nNext time 07/08/2026\n',
    [[10, 3]],
  ],
  ['what is done', `## Actions\n\n${HEAD}| A | | soon | done |\n`, []],
  [
    'what nobody has filled in',
    `## Actions\n\n${HEAD}| A | | | |\n| B | | – | |\n| | | soon | |\n| C | | TBD | |\n`,
    [],
  ],
  ['what a template asks for', `## Review log\n\n${LOG}| YYYY-MM-DD | |\n| | Bob |\n`, []],
  [
    'tables without days',
    '## Interactions\n\n| product | volume | price |\n|---|---|---|\n| A | 5 | high |\n',
    [],
  ],
])('warns of days that cannot be read: %s', async (_, body, places) => {
  const { diagnostics } = await parsePlan(`---\naccount: A\n---\n\n\n${body}`, 'a.md');
  expect(diagnostics.map(({ code, severity }) => `${severity} ${code}`)).toEqual(
    places.map(() => 'warning unread-date'),
  );
  const found = diagnostics.map(({ at }) => at.kind === 'span' && positionAt(at.source, at.start));
  expect(found).toEqual(places.map(([line, column]) => ({ line, column })));
});

it('says nothing of a plan that is closed', async () => {
  const text = `---\naccount: A\nstatus: closed\n---\n\n## Actions\n\n${HEAD}| A | | next week | open |\n`;
  expect((await parsePlan(text, 'a.md')).diagnostics).toEqual([]);
});
