import { expect, it } from 'vitest';
import { lastReview } from '../../src/audit/judge-plan.ts';
import { formatDay, parseDay } from '../../src/fields/day.ts';
import { parsePlan } from '../../src/plan/parse-plan.ts';

const ROWS = '| date | with |\n| :--- | :--- |\n';

it.each([
  ['no log', '## 1 Profile\n\n2026-05-01 visited\n', undefined],
  ['an empty log', `## 12 Review log\n\n${ROWS}| | |\n`, null],
  ['rows', `## 12 Review log\n\n${ROWS}| 2026-03-01 | A |\n| 2026-05-04 | B |\n`, '2026-05-04'],
  ['rows out of order', `## Review log\n\n${ROWS}| 2026-05-04 | A |\n| 2026-03-01 | B |\n`, '2026-05-04'],
  ['a row to come', `## Review log\n\n${ROWS}| 2026-05-04 | A |\n| 2026-09-01 | planned |\n`, '2026-05-04'],
  ['a list', '## Reviews\n\n- 2026/5/4: quarterly\n- **2026.06.01** visit\n', '2026-06-01'],
  ['headings', '## Review log\n\n### 2026-05-04\n\nAll well.\n', '2026-05-04'],
  ['Chinese', '## 十二、回顾记录\n\n| 日期 |\n| --- |\n| 2026年5月4日 |\n', '2026-05-04'],
  [
    'days as people type them',
    `## Review log\n\n${ROWS}| 2026-03-01 | A |\n| 1.5.2026 | B |\n`,
    '2026-05-01',
  ],
  ['months by name', '## Reviews\n\n- 4 May 2026: quarterly\n- **June 1, 2026** visit\n', '2026-06-01'],
  [
    'days in another column',
    '## Review log\n\n| with | date |\n|---|---|\n| Bob | 2026-05-04 |\n',
    '2026-05-04',
  ],
  ['a comment', '## Review log\n\n<!-- such as 2026-05-04 -->\n', null],
  ['a day within a line', '## Review log\n\nnext time on 2026-05-04\n', null],
  ['no day of the calendar', '## Review log\n\n- 2026-02-30\n', null],
  ['another section', '## Review log\n\n- 2026-05-04\n\n## Notes\n\n- 2026-06-01\n', '2026-05-04'],
])('%s', async (_, body, expected) => {
  const { value } = await parsePlan(`---\naccount: A\n---\n\n${body}`, 'plans/a.md');
  const found = lastReview(value!, parseDay('2026-06-30')!);
  expect(typeof found === 'number' ? formatDay(found) : found).toBe(expected);
});
