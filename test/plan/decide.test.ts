import { expect, it } from 'vitest';
import type { CategoryName } from '../../src/criteria/criteria.ts';
import { decidePlan } from '../../src/plan/outcome.ts';
import type { Plan, PlanKind, PlanState } from '../../src/plan/plan.ts';
import type { Standing, Verdict } from '../../src/verdict/verdict.ts';

const span = { kind: 'span', source: { name: '', text: '' }, start: 0, end: 0 } as const;

function verdictOf(category: Standing): Verdict {
  return category === 'undetermined'
    ? { kind: 'undetermined', lacks: [] }
    : { kind: 'decided', category, criterion: null, by: 'otherwise' };
}

function planWith(
  what: 'none' | 'open' | 'closed note' | 'reopened note' | 'status closed',
): Pick<Plan, 'note' | 'state'> | null {
  const kind = what === 'closed note' ? 'closed' : 'reopened';
  const note = what.endsWith('note') ? ({ kind, day: 0, span } as const) : null;
  const value: PlanState = what === 'status closed' ? 'closed' : 'draft';
  return what === 'none' ? null : { note, state: { value, span } };
}

type Row = [
  Parameters<typeof verdictOf>[0],
  CategoryName | null,
  Parameters<typeof planWith>[0],
  PlanKind,
  'missing' | '',
  string,
];

it.each<Row>([
  ['key', null, 'none', 'key', '', 'write'],
  ['key', 'normal', 'none', 'key', '', 'write'],
  ['key', 'key', 'none', 'key', '', 'lacks'],
  ['key', 'key', 'none', 'key', 'missing', 'write'],
  ['normal', null, 'none', 'key', 'missing', 'none'],
  ['normal', 'key', 'none', 'key', '', 'none'],
  ['undetermined', null, 'none', 'key', 'missing', 'none'],
  ['key', 'key', 'open', 'key', '', 'refresh'],
  ['key', null, 'open', 'key', 'missing', 'refresh'],
  ['normal', 'key', 'open', 'key', '', 'close'],
  ['lost', 'key', 'reopened note', 'key', '', 'close'],
  ['normal', 'normal', 'closed note', 'key', '', 'none'],
  ['key', 'normal', 'closed note', 'key', '', 'reopen'],
  ['key', 'key', 'reopened note', 'key', '', 'refresh'],
  ['undetermined', 'key', 'open', 'key', '', 'none'],
  ['key', 'key', 'status closed', 'key', '', 'none'],
  ['normal', 'key', 'status closed', 'key', '', 'none'],
  ['lost', 'key', 'none', 'lost', '', 'write'],
  ['lost', 'lost', 'none', 'lost', '', 'lacks'],
  ['normal', 'lost', 'open', 'lost', '', 'close'],
  ['target', null, 'none', 'target', '', 'write'],
])('now %s, before %s, plan %s, for %s %s: %s', (now, before, plan, kind, missing, expected) => {
  const wish = { kind, missing: missing !== '' };
  expect(decidePlan(verdictOf(now), before, planWith(plan), wish)).toBe(expected);
});
