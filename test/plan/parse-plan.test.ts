import { describe, expect, it } from 'vitest';
import { formatDay, parseDay } from '../../src/fields/day.ts';
import { parsePlan } from '../../src/plan/parse-plan.ts';
import { formatPeriod, isOpen, parsePeriod, yearAfter } from '../../src/plan/plan.ts';
import { positionAt, type Span } from '../../src/text/source.ts';

const FULL = `---
account: "00123" # as in the export
category: key
name: Northwind
owner: Ana Sol
status: active
since: 2026-06-30
criteria: "2026.1"
criterion: backbone
next_review: 2026-09-28
forecast:
  period: 2026-07..2027-06
  revenue: 5m
  profit: 600k
targets: { revenue: 5.5m, margin: 15% }
issues:
  - { title: late invoices, opened: 2026-05-01, owner: Bo Li, state: open }
  - title: 包装破损
    state: 已解决
  - just a line
our_crm: https://example.com/7
---

# Northwind
`;

describe('parsePlan', () => {
  it('reads what the front matter says', async () => {
    const { value: plan, diagnostics } = await parsePlan(FULL, 'p.md');
    expect(diagnostics).toEqual([]);
    expect(plan?.account.value).toBe('00123');
    expect(plan?.owner?.value).toBe('Ana Sol');
    expect([plan?.state?.value, plan?.kind, plan?.criterion?.value]).toEqual(['active', 'key', 'backbone']);
    expect(formatDay(plan!.nextReview!.value)).toBe('2026-09-28');
    const [forecast] = plan!.forecasts;
    expect(formatPeriod(forecast!.period!.value)).toBe('2026-07-01..2027-06-30');
    expect([forecast!.revenue!.value, forecast!.profit!.value]).toEqual([5e6, 6e5]);
    expect([...plan!.targets].map(([name, { value }]) => [name, value.value])).toEqual([
      ['revenue', 5.5e6],
      ['margin', 0.15],
    ]);
    expect(plan!.issues.map(({ title, state }) => [title?.value, state])).toEqual([
      ['late invoices', 'open'],
      ['包装破损', 'closed'],
      ['just a line', 'open'],
    ]);
  });

  it('reads several forecasts', async () => {
    const text =
      '---\naccount: C1\nforecast:\n  - { period: 2026, revenue: 5m }\n  - { period: 2027, revenue: 600万 }\n---\n';
    const { value } = await parsePlan(text, 'p.md');
    expect(value!.forecasts.map(({ revenue }) => revenue!.value)).toEqual([5e6, 6e6]);
  });

  it.each([
    ['byte order mark', `\ufeff${FULL}`],
    ['CRLF', FULL.replaceAll('\n', '\r\n')],
    ['blanks behind the rules', FULL.replaceAll('---\n', '---  \n')],
  ])('reads the same with %s', async (_, text) => {
    const { value, diagnostics } = await parsePlan(text, 'p.md');
    expect(diagnostics).toEqual([]);
    expect(value?.issues).toHaveLength(3);
    const { line, column } = positionAt(value!.source, value!.owner!.span.start);
    expect([line, column]).toEqual([5, 8]);
  });

  it.each(['1.9.2026', '1 September 2026', 'Sep 1, 2026', '2026年9月1日'])(
    'reads %s as a day',
    async (day) => {
      const { value, diagnostics } = await parsePlan(`---\naccount: C1\nnext_review: ${day}\n---\n`, 'p.md');
      expect([value?.nextReview?.value, diagnostics]).toEqual([parseDay('2026-09-01'), []]);
    },
  );

  it.each([
    ['next_review: soon', 'bad-plan-value', [3, 14]],
    ['next_review: 2026-02-30', 'bad-plan-value', [3, 14]],
    ['status: done', 'bad-plan-value', [3, 9]],
    ['forecast: { period: 2026-13 }', 'bad-plan-value', [3, 21]],
    ['forecast: { revenue: 15% }', 'bad-plan-value', [3, 22]],
    ['targets: { revenue: 90 days }', 'bad-plan-value', [3, 21]],
    ['issues: [{ opened: yesterday }]', 'bad-plan-value', [3, 20]],
    ['owner: [Ana, Bo]', 'bad-plan-value', [3, 8]],
    ['next_reveiw: 2026-09-28', 'unknown-key', [3, 1]],
    ['forecast: { profits: 5m }', 'unknown-key', [3, 13]],
    ['owner：Ana', 'full-width-colon', [3, 6]],
    ['owner: {', 'yaml-syntax', [4, 1]],
    ['owner: &a Ana', 'yaml-anchor', [3, 11]],
  ])('says what is wrong with %s', async (line, code, place) => {
    const { diagnostics } = await parsePlan(`---\naccount: C1\n${line}\n---\n`, 'p.md');
    expect(diagnostics.map((one) => one.code)).toEqual([code]);
    const at = diagnostics[0]!.at as Span;
    const { line: found, column } = positionAt(at.source, at.start);
    expect([found, column]).toEqual(place);
  });

  it.each([
    ['', 'no-front-matter'],
    ['# Plan\n', 'no-front-matter'],
    ['---\naccount: C1\n', 'no-front-matter'],
    ['---\n---\n', 'missing-key'],
    ['---\nowner: Ana\n---\n', 'missing-key'],
    ['---\naccount:\n---\n', 'missing-key'],
    ['---\naccount: [a]\n---\n', 'bad-plan-value'],
  ])('has no plan in %j', async (text, code) => {
    const { value, diagnostics } = await parsePlan(text, 'p.md');
    expect(value).toBeNull();
    expect(diagnostics.map((one) => one.code)).toEqual([code]);
  });

  it.each([
    ['', true],
    ['<!-- keyaccounts:closed 2026-07-31 -->\n', false],
    ['<!-- keyaccounts:closed 2026-07-31 -->\nx\n<!-- keyaccounts:reopened 2026-08-31 -->\n', true],
    ['```\n<!-- keyaccounts:closed 2026-07-31 -->\n```\n', true],
  ])('is open or closed by its last note: %j', async (body, open) => {
    const { value } = await parsePlan(`---\naccount: C1\n---\n${body}`, 'p.md');
    expect(isOpen(value!)).toBe(open);
  });
});

it('reads a review log below millions of empty lines', async () => {
  const log = `${'\n'.repeat(9_000_000)}- 2026-06-30: quarterly\n- 31/31/2026: next\n`;
  const { diagnostics } = await parsePlan(`---\naccount: C1\n---\n## Reviews\n${log}`, 'p.md');
  expect(diagnostics.map(({ code }) => code)).toEqual(['unread-date']);
});

describe('parsePeriod', () => {
  it.each([
    ['2027', '2027-01-01..2027-12-31'],
    ['2026-H2', '2026-07-01..2026-12-31'],
    ['2026Q1', '2026-01-01..2026-03-31'],
    ['2028-02', '2028-02-01..2028-02-29'],
    ['2026-07..2027-06', '2026-07-01..2027-06-30'],
    ['2026-07 to 2026-09', '2026-07-01..2026-09-30'],
    ['2026-07 至 2026-09', '2026-07-01..2026-09-30'],
    ['2026-07-05..2026-07-05', '2026-07-05..2026-07-05'],
  ])('reads %s', (text, expected) => {
    expect(formatPeriod(parsePeriod(text)!)).toBe(expected);
  });

  it.each([
    '',
    'soon',
    '2026-Q5',
    '2026-H3',
    '2026-00',
    '2026-13',
    '2027..2026',
    '2026..2027..2028',
    '26-07',
  ])('refuses %j', (text) => {
    expect(parsePeriod(text)).toBeNull();
  });

  it.each([
    ['2026-06-30', '2026-07-01..2027-06-30'],
    ['2026-12-31', '2027-01-01..2027-12-31'],
    ['2028-02-28', '2028-02-29..2029-02-28'],
    ['2027-02-28', '2027-03-01..2028-02-29'],
  ])('takes the year after %s', (day, expected) => {
    expect(formatPeriod(yearAfter(parsePeriod(day)!.from))).toBe(expected);
  });
});
