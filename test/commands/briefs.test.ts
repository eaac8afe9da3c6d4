import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ICAL from 'ical.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runReport } from '../../src/commands/report/run.ts';
import { runReview } from '../../src/commands/review/run.ts';
import { nodeIo } from '../../src/io.ts';
import { type MemoryIo, memoryIo } from './memory-io.ts';

const CRITERIA = `
name: Test
version: "1"
fields:
  customer_id: { type: id }
  customer_name: { type: text, optional: true }
  account_manager: { type: text, optional: true }
  status: { type: choice, values: [active, prospect, closed] }
  revenue: { type: money, missing: 0 }
  prior_revenue: { type: money, missing: 0, optional: true }
  potential: { type: money, optional: true }
  lost_reason: { type: text, optional: true }
priority: [lost, key, target, normal]
categories:
  lost: { when: { status: closed } }
  key: { when: { any: [{ id: large, revenue: { at_least: 1m } }] } }
  target: { when: { status: prospect } }
  normal: { when: otherwise }
duties: { manager: account_manager, plan: required, review_every: 90 days }
`;

const CUSTOMERS = `customer_id,customer_name,account_manager,status,revenue,prior_revenue,potential,lost_reason
K1,Alpha,Ｚｏｅ Smith,active,1200000,1000000,,
K2,Beta,"zoe  smith",active,2000000,1000000,,
K3,Gamma,王 芳,active,3000000,1000000,,
N1,Near,Zoe Smith,active,990000,1000000,,
T1,Goal,王芳,prospect,0,0,500000,
T2,Nobody's,TBD,prospect,0,0,100000,
E1,Evil,..\\..\\Ann <script>,active,1500000,1000000,,
L1,Lost one,Zoe Smith,closed,0,500000,,price
L2,Lost two,Zoe Smith,closed,0,500000,,price
`;

const FLAGS = { criteria: 'c.yaml', prefix: '', lang: 'en', asOf: '2026-06-30' } as const;

async function briefs(flags: object = {}, customers = CUSTOMERS): Promise<MemoryIo> {
  const io = memoryIo({ 'c.yaml': CRITERIA, 'c.csv': customers });
  await runReport('c.csv', [], { ...FLAGS, per: 'account_manager', output: 'out', ...flags }, io);
  return io;
}

function pagesOf(io: MemoryIo): ReadonlyMap<string, string> {
  return new Map(
    [...io.files].flatMap(([path, text]) => (path.startsWith('out/') ? [[path.slice(4), String(text)]] : [])),
  );
}

/** The page whose name begins so. */
function pageOf(io: MemoryIo, start: string): string {
  const found = [...pagesOf(io)].filter(([name]) => name.startsWith(start));
  expect(found).toHaveLength(1);
  return found[0]![1];
}

describe('report --per account_manager', () => {
  it('writes a page for each person, however they are spelt, and one for nobody', async () => {
    const io = await briefs({ format: 'markdown' });
    const names = [...pagesOf(io).keys()].sort();
    expect(names.map((name) => name.replace(/-[\da-f]{8}\./, '.'))).toEqual([
      'ann-script.md',
      'index.md',
      'no-manager.md',
      'zoe-smith.md',
      '王芳.md',
    ]);
    expect(io.written()).toBe('out: a page for each of 3 account managers, and an index\n');
  });

  it('says of each person only what is theirs, and why', async () => {
    const io = await briefs({ format: 'markdown' });
    const zoe = pageOf(io, 'zoe-smith');
    expect(zoe).toContain('| K1 | Alpha | 1.2m |');
    expect(zoe).toContain('revenue is at least 1m (1,200,000)');
    expect(zoe).toContain('| K2 | Beta |');
    expect(zoe).toContain('| N1 | Near | normal | large: revenue is at least 1m (10,000 to go) |');
    for (const other of ['Gamma', 'Goal', 'Evil']) expect(zoe).not.toContain(other);
    expect(pageOf(io, '王芳')).toContain('| T1 | Goal | 500k | large | revenue is at least 1m |');
    expect(pageOf(io, 'no-manager')).toContain("| T2 | Nobody's |");
  });

  it('names whoever shows signs of loss once, with all signs and reasons, and counts everybody', async () => {
    const checks = `
checks:
  - { id: reached, title: Reached, for: [key, normal], expect: { potential: { at_least: 10 } }, severity: warning }
`;
    const lost = (reason: string, potential: number) =>
      [1, 2].map((n) => `L${reason}${n},Lost,Zoe Smith,closed,5,100,${potential},${reason}`);
    const here = (id: string, prior: number, potential: number) =>
      `${id},${id},Zoe Smith,active,50,${prior},${potential},`;
    const rows = [
      CUSTOMERS.split('\n')[0]!,
      ...lost('price', 99),
      ...lost('quality', 5),
      ...Array.from({ length: 60 }, (_, at) => here(`N${at}`, 60, 99)),
      ...Array.from({ length: 40 }, (_, at) => here(`C${at}`, 40, 99)),
      here('B1', 60, 5),
    ];
    const io = memoryIo({ 'c.yaml': CRITERIA + checks, 'c.csv': `${rows.join('\n')}\n` });
    const flags = { ...FLAGS, per: 'account_manager', output: 'out', format: 'markdown' } as const;
    await runReport('c.csv', [], flags, io);
    const zoe = pageOf(io, 'zoe-smith');
    expect(zoe).toContain('61 customers show what lost customers showed before they left');
    expect(zoe).toMatch(
      /\| B1 \| B1 \| normal \| 50 \| potential is below 10, falling revenue \| (price, quality|quality, price) \|/,
    );
    expect(zoe.match(/\| N\d+ \| N\d+ \| normal/g)).toHaveLength(49);
    expect(zoe).toContain('… and 11 more');
  });

  it('leads from the index to every page, and back', async () => {
    const io = await briefs();
    const index = pagesOf(io).get('index.html')!;
    const links = [...index.matchAll(/<a href="([^"#]+)"/g)].map((match) => decodeURIComponent(match[1]!));
    expect([...links].sort()).toEqual([...pagesOf(io).keys()].filter((name) => name !== 'index.html').sort());
    for (const name of links) expect(pagesOf(io).get(name)).toContain('<a href="index.html">');
    expect(index).not.toContain('<script>,');
  });

  it('says it in Chinese', async () => {
    const page = pageOf(await briefs({ format: 'markdown', lang: 'zh' }), '王芳');
    expect(page).toContain('的客户简报');
    expect(page).toContain('销售额不低于 100万（实际 3,000,000）');
  });

  it('gives the same bytes twice, and names the pages of people who are gone', async () => {
    const [one, other] = [await briefs(), await briefs()];
    expect(pagesOf(one)).toEqual(pagesOf(other));
    one.files.set('c.csv', CUSTOMERS.replace(/^E1.*\n/m, ''));
    one.files.set('out/notes.html', 'mine');
    await runReport('c.csv', [], { ...FLAGS, per: 'account_manager', output: 'out' }, one);
    expect(one.said()).toMatch(/not of this run, and left as they are: ann-script-[\da-f]{8}\.html\n$/);
  });

  it.each([
    [{ output: undefined }, /--per writes a folder/],
    [{ format: 'json' }, /--per writes pages/],
    [{ calendar: 'due.ics' }, /plans of a book/],
  ])('refuses %j', async (flags, message) => {
    await expect(briefs(flags)).rejects.toThrow(message);
  });
});

describe('review --briefs --calendar', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'keyaccounts-briefs-'));
    await writeFile(join(folder, 'c.yaml'), CRITERIA);
    await writeFile(join(folder, 'c.csv'), CUSTOMERS);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const review = async (asOf: string, lang: 'en' | 'zh' = 'en', flags: object = {}): Promise<void> => {
    const out = { isTTY: false, width: 80, write: async () => true };
    const own = nodeIo();
    const holdOutput = () => ({ ...own.holdOutput(), commit: async () => {} });
    const io = { ...own, env: {}, out, err: out, holdOutput };
    const at = (name: string): string => join(folder, name);
    const named = { criteria: at('c.yaml'), book: at('book'), briefs: at('pages'), calendar: at('due.ics') };
    await runReview(at('c.csv'), { ...named, asOf, lang, format: 'text', ...flags }, io);
  };
  /** What a calendar says, as a parser that is not ours reads it: ids, days and summaries. */
  const eventsIn = async (name: string): Promise<{ uid: string; day: string; summary: string }[]> => {
    const root = new ICAL.Component(ICAL.parse(await readFile(join(folder, name), 'utf8')));
    return root.getAllSubcomponents('vevent').map((one) => {
      const event = new ICAL.Event(one);
      expect(event.startDate.isDate).toBe(true);
      return { uid: event.uid, day: event.startDate.toString(), summary: event.summary };
    });
  };
  const addAction = async (day: string): Promise<void> => {
    const plans = join(folder, 'book', 'plans');
    const name = (await readdir(plans)).find((one) => one.startsWith('K1'))!;
    const text = await readFile(join(plans, name), 'utf8');
    const row = /(## 11 Actions\n\n.*\n.*\n)\|.*\n/;
    await writeFile(
      join(plans, name),
      text.replace(row, `$1| Agree; "the" price, with 王芳 | Ann | ${day} | open |\n`),
    );
  };

  it('writes what is due for everybody and for each, with ids that stay', async () => {
    await review('2026-06-30');
    const reviews = await eventsIn('due.ics');
    expect(reviews.map(({ day }) => day)).toEqual(Array(4).fill('2026-09-28'));
    await addAction('2026-07-15');
    await review('2026-07-01');
    const all = await eventsIn('due.ics');
    expect(all[0]).toMatchObject({ day: '2026-07-15', summary: 'Agree; "the" price, with 王芳 (Alpha)' });
    expect(
      all
        .slice(1)
        .map(({ uid }) => uid)
        .sort(),
    ).toEqual(reviews.map(({ uid }) => uid).sort());
    const own = (await readdir(join(folder, 'pages'))).filter((name) => name.endsWith('.ics'));
    const zoe = await eventsIn(join('pages', own.find((name) => name.startsWith('zoe-smith'))!));
    expect(zoe.map(({ summary }) => summary)).toEqual([
      'Agree; "the" price, with 王芳 (Alpha)',
      'Review: Alpha',
      'Review: Beta',
    ]);
    const page = (await readdir(join(folder, 'pages'))).find((name) => /^zoe-smith.*html$/.test(name))!;
    expect(await readFile(join(folder, 'pages', page), 'utf8')).toContain('with 王芳');
    await addAction('2026-08-20');
    await review('2026-07-01');
    expect((await eventsIn('due.ics'))[0]).toMatchObject({ uid: all[0]!.uid, day: '2026-08-20' });
  });

  it('has what is overdue stand on the as-of day, from run to run', async () => {
    await review('2026-06-30');
    const reviews = await eventsIn('due.ics');
    await review('2026-09-28');
    expect(await eventsIn('due.ics')).toEqual(reviews);
    await review('2026-10-05', 'en', { accept: 'the same export' });
    expect(await eventsIn('due.ics')).toEqual(
      reviews.map(({ uid, summary }) => ({ uid, day: '2026-10-05', summary: `Overdue: ${summary}` })),
    );
    expect((await readFile(join(folder, 'due.ics'), 'utf8')).replaceAll('\r\n ', '')).toContain(
      'DESCRIPTION:customer K2\\, owner zoe  smith\\, was due on 2026-09-28',
    );
  });

  it('says that nobody knows who moved where the book does not keep its last run', async () => {
    await review('2026-06-30');
    await rm(join(folder, 'book', 'last'), { recursive: true });
    await review('2026-07-31', 'en', { format: 'markdown', accept: 'the same export' });
    const pages = await readdir(join(folder, 'pages'));
    const zoe = pages.find((name) => name.startsWith('zoe-smith') && name.endsWith('.md'))!;
    const read = (name: string): Promise<string> => readFile(join(folder, 'pages', name), 'utf8');
    expect(await read(zoe)).toContain(
      'The book does not keep the run before, so that nobody knows who moved',
    );
    expect(await read('index.md')).toMatch(/\[Zoe Smith\].* \| – \| \d+ \|$/m);
  });

  it('has a page for whoever answers for an open plan, though the export does not name them', async () => {
    await review('2026-06-30');
    const plans = join(folder, 'book', 'plans');
    const name = (await readdir(plans)).find((one) => one.startsWith('E1'))!;
    const text = await readFile(join(plans, name), 'utf8');
    await writeFile(join(plans, name), text.replace(/^owner: .*$/m, 'owner: Bob Stone'));
    await writeFile(join(folder, 'c.csv'), CUSTOMERS.replace(/^E1.*\n/m, ''));
    await review('2026-07-01', 'en', { plans: false });
    const page = (await readdir(join(folder, 'pages'))).find((one) =>
      /^bob-stone-[\da-f]{8}\.html$/.test(one),
    );
    expect(await readFile(join(folder, 'pages', page!), 'utf8')).toContain('Accounts of Bob Stone');
  });

  it('has lines that end as RFC 5545 asks, of at most 75 bytes, and no clock', async () => {
    await review('2026-06-30', 'zh');
    const text = await readFile(join(folder, 'due.ics'), 'utf8');
    const lines = text.split('\r\n');
    expect(lines.filter((line) => Buffer.byteLength(line) > 75 || /[\r\n]/.test(line))).toEqual([]);
    expect(new Set(lines.filter((line) => line.startsWith('DTSTAMP')))).toEqual(
      new Set(['DTSTAMP:20260630T000000Z']),
    );
    await rm(join(folder, 'book'), { recursive: true });
    await review('2026-06-30', 'zh');
    expect(await readFile(join(folder, 'due.ics'), 'utf8')).toBe(text);
  });
});
