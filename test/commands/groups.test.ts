import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { main } from '../../src/cli.ts';
import { createTestBook, type TestBook } from '../book/book-folder.ts';
import { type MemoryIo, memoryIo } from './memory-io.ts';

const CASE = new URL('../../fixtures/cases/classify/groups/files/', import.meta.url);
const CRITERIA = readFileSync(new URL('criteria.yaml', CASE), 'utf8');
const SITES = readFileSync(new URL('customers.csv', CASE), 'utf8');
// The same, as somebody added it up by hand.
const ADDED = `Account ID,Account Name,Account Owner,Revenue,Prior Revenue,Gross Profit,Last Order,On Time
0010,Marlow Steel Group,Ines Falk,10000000.60,9600000,1990000,2026-06-02,97%
0020,Orchard Foods,Ines Falk,2900000,2700000,700000,2026-06-11,96%
0030,,,2000000,2000000,420000,2025-04-09,91%
0040,Quay Marine,Raj Patel,3000000,3300000,300000,2026-06-20,94%
`;
const TEMPLATES = Object.fromEntries(
  ['criteria/plans/key.en.md', 'criteria/plans/key.zh.md'].map((name) => [
    name,
    readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8'),
  ]),
);
const UNGROUPED = CRITERIA.replace(/^group: .*\n/m, '');

let book: TestBook;
beforeEach(async () => {
  book = await createTestBook();
});
afterEach(() => book.clear());

/** Runs a command on the sites, or on another file; its io, and what it wrote as JSON. */
async function run(args: string, files: Readonly<Record<string, string>> = {}) {
  const io: MemoryIo = memoryIo({
    'c.csv': SITES,
    'added.csv': ADDED,
    'c.yaml': CRITERIA,
    'ungrouped.yaml': UNGROUPED,
    ...TEMPLATES,
    ...files,
  });
  const code = await main(args.replaceAll('BOOK', book.path).split(' '), io);
  const text = io.written();
  return { code, io, text, json: args.includes('--format json') && text !== '' ? JSON.parse(text) : null };
}

const AS_OF = '--as-of 2026-06-30';
const GROUPED = `-c c.yaml ${AS_OF}`;

/** Each customer with its category, as a document lists them. */
const categoriesOf = (rows: readonly { customer_id: string; category: string | null }[]): string[] =>
  rows.map(({ customer_id, category }) => `${customer_id} ${category}`).sort();

describe('sites that are added up come to what a file of groups comes to', () => {
  it.each([
    ['classify', 'classify FILE CRITERIA --format json', 'summary'],
    ['the overview of a report', 'report FILE CRITERIA --format json', 'overview'],
    ['the concentration of a report', 'report FILE CRITERIA --format json', 'concentration'],
    ['the near misses of a report', 'report FILE CRITERIA --format json', 'scores'],
    ['audit', 'audit FILE CRITERIA --format json', 'accounts'],
    ['near', 'explain FILE --near 50% CRITERIA --format json', 'near'],
    ['calibrate', 'calibrate FILE CRITERIA --key-accounts 2 --format json', 'choices'],
  ])('in %s', async (_, command, part) => {
    const [grouped, added] = await Promise.all(
      [
        ['c.csv', 'c.yaml'],
        ['added.csv', 'ungrouped.yaml'],
      ].map(([file, criteria]) =>
        run(command.replace('FILE', file!).replace('CRITERIA', `-c ${criteria} ${AS_OF}`)),
      ),
    );
    const found = JSON.stringify(grouped!.json[part]);
    expect(found).not.toBeUndefined();
    // Where a group stands, of how many rows it is, and where the criteria say so, is its own.
    const plain = (text: string): unknown =>
      JSON.parse(text, (key, value) =>
        ['line', 'sites', 'groups', 'at', 'criteria_file', 'file'].includes(key) ? undefined : value,
      );
    expect(plain(found)).toEqual(plain(JSON.stringify(added!.json[part])));
  });
});

describe('every command', () => {
  it('gives a group one category', async () => {
    const { json } = await run(`classify c.csv ${GROUPED} --format json`);
    expect(json.summary).toMatchObject({ total: { customers: 4 }, groups: 4, sites: 8 });
    const rows: { customer_id: string; group: string; category: string }[] = json.customers;
    const groups = [...new Map(rows.map((row) => [row.group, { ...row, customer_id: row.group }])).values()];
    const expected = ['0010 key', '0020 normal', '0030 lost', '0040 normal'];
    expect(categoriesOf(groups)).toEqual(expected);
    const { text } = await run(`explain c.csv --all ${GROUPED}`);
    expect(
      categoriesOf(
        text
          .trim()
          .split('\n')
          .map((one) => JSON.parse(one)),
      ),
    ).toEqual(expected);
    const { json: report } = await run(`report c.csv ${GROUPED} --format json`);
    expect(categoriesOf(report.customers.listed)).toEqual(expected);
    expect(report.data).toMatchObject({ groups: 4, sites: 8 });
    const { json: review } = await run(`review c.csv ${GROUPED} --book BOOK --format json`);
    expect(review).toMatchObject({ groups: 4, sites: 8, portfolio: { key: { customers: 1 } } });
    expect(review.audit.accounts.map(({ customer_id }: { customer_id: string }) => customer_id)).toEqual([
      '0010',
    ]);
    const tree = await book.tree();
    const history = tree['history.csv']!.trim().split('\n').slice(1);
    expect(history.map((row) => row.split(',')[1])).toEqual(['0010', '0020', '0030', '0040']);
    expect(Object.keys(tree).filter((name) => name.startsWith('plans/'))).toHaveLength(1);
    expect(tree['last/customers.csv']!.trim().split('\n')).toHaveLength(9);
    const { json: diff } = await run(`diff c.csv ${GROUPED} --book BOOK --format json`);
    expect(diff).toMatchObject({ summary: { moved: { customers: 0 } }, before: { count: 4 } });
    expect(diff.regrouped).toBeUndefined();
    const { text: shown } = await run('history --book BOOK 0030');
    expect(shown).toContain('0030');
  });

  it('names a group in its history, even one whose id a spreadsheet would run', async () => {
    const sites = SITES.replaceAll(/\b0010\b/g, '@010');
    await run(`review c.csv ${GROUPED} --book BOOK`, { 'c.csv': sites });
    const { text } = await run('history --book BOOK @010');
    expect(text).toContain('@010 Marlow Steel Group: key');
  });

  it('explains a site by its group, and knows no site by itself', async () => {
    const { json } = await run(`explain c.csv 0012 0010 0031 ${GROUPED} --format json`);
    expect(json.explanations.map(({ customer_id }: { customer_id: string }) => customer_id)).toEqual([
      '0010',
      '0030',
    ]);
    const { group } = json.explanations[0];
    expect(group.values).toMatchObject({ revenue: 10000000.6, on_time_rate: 0.97 });
    expect(group.sites.map(({ values }: { values: { revenue: number } }) => values.revenue)).toEqual([
      4100000.1, 3500000.2, 2400000.3,
    ]);
    const { text } = await run(`explain c.csv 0040 ${GROUPED}`);
    expect(text).not.toContain('part of group');
  });

  it('holds a group to what the row of its head expects', async () => {
    const [header, ...rows] = SITES.trim().split('\n');
    const expected = rows.map(
      (row) => `${row},${row.startsWith('0010') ? 'normal' : row.startsWith('0020') ? 'normal' : ''}`,
    );
    const file = [`${header},expected_category`, ...expected].join('\n');
    const { json } = await run(`check c.yaml --customers c.csv ${AS_OF} --format json`, { 'c.csv': file });
    expect(JSON.stringify(json)).toContain('"expected":"normal","found":"key"');
    expect(JSON.stringify(json).match(/"expected":"/g)).toHaveLength(1);
  });

  it('has left nobody of a group out of which a row cannot be read', async () => {
    await run(`review c.csv ${GROUPED} --book BOOK --format json`);
    const bad = SITES.replace(
      '0031,Pine Logistics North,0030,Raj Patel,1200000',
      '0031,Pine Logistics North,0030,Raj Patel,tba',
    );
    const { json } = await run(
      'review c.csv -c c.yaml --as-of 2026-07-31 --book BOOK --rejects bad.csv --format json',
      { 'c.csv': bad },
    );
    expect(json.movements).toEqual([]);
    expect((await book.tree())['history.csv']).not.toContain('gone');
  });

  it('reports each group in one line, with its number of sites', async () => {
    const { text } = await run(`report c.csv ${GROUPED} --format markdown`);
    expect(text).toContain('4 groups of 8 customers');
    expect(text).toMatch(/\| 0010 \| Marlow Steel Group \| key \| 3 \| 10\.0m \|/);
    expect(text).not.toContain('Marlow Steel Leeds');
  });

  it('plans for the group when a site is named', async () => {
    const { json } = await run(`plan c.csv ${GROUPED} --book BOOK --id 0011 --format json`);
    expect(json.plans.map(({ customer_id }: { customer_id: string }) => customer_id)).toEqual(['0010']);
  });

  it('says what its sites do not agree on, and how to end that', async () => {
    const criteria = CRITERIA.replace(', in_group: smallest', '');
    const { io } = await run(`classify c.csv ${GROUPED}`, { 'c.yaml': criteria });
    const help = 'fields: { on_time_rate: { in_group: smallest } }';
    expect(io.said()).toContain('"on_time_rate": 2 groups have sites that differ');
    expect(io.said()).toContain(help);
    const { io: next } = await run(`classify c.csv -c next.yaml ${AS_OF}`, {
      'c.yaml': criteria,
      'next.yaml': `extends: c.yaml\n${help}\n`,
    });
    expect(next.said()).not.toContain('on_time_rate');
  });

  it('says that an override of a site holds for nobody', async () => {
    await book.put(
      'overrides.csv',
      'customer_id,category,reason,author,expires\n0011,key,why,Ann Lee,2026-12-31\n0040,key,why,Ann Lee,2026-12-31\n',
    );
    const { io, json } = await run(`classify c.csv ${GROUPED} --book BOOK --format json`);
    expect(io.said()).toContain('is part of group "0010"');
    expect(json.customers.at(-1)).toMatchObject({ customer_id: '0040', category: 'key' });
  });

  it('takes a lock of sites for none of groups', async () => {
    const { io } = await run(`lock c.csv -c ungrouped.yaml ${AS_OF} -o ungrouped.lock.json`);
    const lock = String(io.files.get('ungrouped.lock.json'));
    const { io: later, code } = await run(`classify c.csv ${GROUPED}`, { 'c.lock.json': lock });
    expect([code, later.said().includes('[stale-lock]')]).toEqual([2, true]);
  });
});

describe('between two runs', () => {
  const MOVED = SITES.replace('0012,Marlow Steel Gent,0011', '0012,Marlow Steel Gent,0040');

  it('says who changed the group, and that its category moved', async () => {
    await run(`review c.csv ${GROUPED} --book BOOK --format json`);
    const { json } = await run('review c.csv -c c.yaml --as-of 2026-07-31 --book BOOK --format json', {
      'c.csv': MOVED,
    });
    expect(json.regrouped).toEqual([{ customer_id: '0012', from: '0010', to: '0040' }]);
    expect(
      json.movements.map((one: { customer_id: string; to: string }) => `${one.customer_id} ${one.to}`),
    ).toEqual(['0010 normal']);
    const { 'history.csv': history } = await book.tree();
    expect(history!.trim().split('\n').at(-1)).toContain('0010,key,normal,otherwise,1,own data,');
  });

  it('moves and comes near as a file of groups does, for the same causes', async () => {
    const added = ADDED.replace('10000000.60,9600000,1990000', '7600000.30,7100000,1510000').replace(
      '3000000,3300000,300000',
      '5400000.30,5800000,780000',
    );
    const days = '--as-of 2026-06-30 --against-as-of 2026-05-31 --format json';
    const files = { 'moved.csv': MOVED, 'added-moved.csv': added };
    const grouped = await run(`diff moved.csv --against c.csv -c c.yaml ${days}`, files);
    const alone = await run(`diff added-moved.csv --against added.csv -c ungrouped.yaml ${days}`, files);
    expect(grouped.json.movements).toHaveLength(1);
    for (const part of ['summary', 'movements', 'matrix', 'managers', 'near_misses'])
      expect([part, grouped.json[part]]).toEqual([part, alone.json[part]]);
  });

  it('tells a site that stands alone from a new customer', async () => {
    const { json } = await run(`diff new.csv --against c.csv ${GROUPED} --format json`, {
      'new.csv': SITES.replace('0012,Marlow Steel Gent,0011', '0012,Marlow Steel Gent,'),
    });
    const moved = json.movements.find((one: { customer_id: string }) => one.customer_id === '0012');
    expect(moved.causes).toEqual([{ kind: 'group', group: '0010', in: 'before' }]);
  });

  it('compares criteria that make groups with criteria that do not', async () => {
    const { json } = await run(`diff c.csv ${GROUPED} --against-criteria ungrouped.yaml --format json`);
    expect([json.before.count, json.after.count]).toEqual([8, 4]);
    expect(json.changes[0]).toMatchObject({ path: ['group', 'by'], to: 'parent_id', decides: true });
    expect(json.regrouped).toHaveLength(5);
    const back = await run(`diff c.csv -c ungrouped.yaml ${AS_OF} --against-criteria c.yaml --format json`);
    expect([back.json.before.count, back.json.after.count]).toEqual([4, 8]);
  });

  it('closes the plan of an account that became part of a group', async () => {
    const alone = SITES.replace('0010,Marlow Steel Group,,', '0010,Marlow Steel Group,,');
    await run(`review c.csv ${GROUPED} --book BOOK --format json`, { 'c.csv': alone });
    const under = SITES.replace('0010,Marlow Steel Group,,', '0010,Marlow Steel Group,0040,');
    await run('review c.csv -c c.yaml --as-of 2026-07-31 --book BOOK --max-gone 100% --format json', {
      'c.csv': under,
    });
    const tree = await book.tree();
    const plan = Object.entries(tree).find(([name]) => name.startsWith('plans/0010'))![1];
    expect(plan).toContain('the customer is now part of group 0040');
    expect(tree['history.csv']).toContain('0010,key,gone,,1,group,now part of 0040,');
  });
});
