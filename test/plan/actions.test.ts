import { expect, it } from 'vitest';
import { formatDay } from '../../src/fields/day.ts';
import { openActions } from '../../src/plan/actions.ts';
import { parsePlan } from '../../src/plan/parse-plan.ts';

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
