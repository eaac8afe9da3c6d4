import { describe, expect, it } from 'vitest';
import { runCheck } from '../../src/commands/check/run.ts';
import { runClassify } from '../../src/commands/classify/run.ts';
import { runDiff } from '../../src/commands/diff/run.ts';
import { runExplain } from '../../src/commands/explain/run.ts';
import { runLock } from '../../src/commands/lock/run.ts';
import { runReview } from '../../src/commands/review/run.ts';
import { InputError, UserError } from '../../src/errors.ts';
import { createTestBook } from '../book/book-folder.ts';
import { type MemoryIo, memoryIo } from './memory-io.ts';

const FIELDS = `fields:
  customer_id: { type: id }
  revenue: { type: money }
  cost: { type: money, optional: true }
  unit: { type: text, optional: true }
derived:
  profit: revenue - cost
`;

function criteria(when: string): string {
  return `${FIELDS}categories:\n  key: { when: ${when} }\n  normal: { when: otherwise }\n`;
}

const TOP = criteria('{ revenue: { top: 10% } }');
const LARGE = Array.from({ length: 20 }, (_, index) => `L${index},${(20 - index) * 100},1,North`);

function file(rows: readonly string[]): string {
  return `customer_id,revenue,cost,unit\n${rows.join('\n')}\n`;
}

const FLAGS = { criteria: 'x.yaml', lang: 'en', prefix: '' } as const;

async function lock(io: MemoryIo, more: object = {}): Promise<number> {
  return runLock('c.csv', { ...FLAGS, ...more }, io);
}

/** The key accounts of a file, in its order. */
async function keyAccounts(io: MemoryIo, more: object = {}): Promise<string[]> {
  const before = io.written().length;
  await runClassify('c.csv', { ...FLAGS, format: 'csv', ...more }, io);
  const lines = io.written().slice(before).split('\n');
  return lines.filter((line) => /,key,/.test(line)).map((line) => line.split(',')[0]!);
}

async function codesOf(run: Promise<unknown>): Promise<string[]> {
  const error = await run.catch((thrown: unknown) => thrown);
  return error instanceof InputError ? error.diagnostics.map(({ code }) => code) : [`${String(error)}`];
}

it('locks a test once that is written in two ways', async () => {
  const twice = criteria(
    '{ any: [{ revenue: { top: 10% } }, { revenue: { top: 10.0% }, cost: { at_least: 1 } }] }',
  );
  const io = memoryIo({ 'x.yaml': twice, 'c.csv': file(LARGE) });
  await lock(io);
  expect(await keyAccounts(io)).toEqual(['L0', 'L1']);
});

describe('small customers that come in', () => {
  const small = Array.from({ length: 20 }, (_, index) => `S${index},1,1,South`);

  it('move others where cut points are computed from the file', async () => {
    const io = memoryIo({ 'x.yaml': TOP, 'c.csv': file(LARGE) });
    expect(await keyAccounts(io)).toEqual(['L0', 'L1']);
    io.files.set('c.csv', file([...LARGE, ...small]));
    expect(await keyAccounts(io)).toEqual(['L0', 'L1', 'L2', 'L3']);
  });

  it('move nobody where they are locked, unless --fresh asks for that', async () => {
    const io = memoryIo({ 'x.yaml': TOP, 'c.csv': file(LARGE) });
    expect(await lock(io)).toBe(0);
    io.files.set('c.csv', file([...LARGE, ...small]));
    expect(await keyAccounts(io)).toEqual(['L0', 'L1']);
    expect(io.said()).toContain('locked in "x.lock.json"');
    expect(await keyAccounts(io, { fresh: true })).toEqual(['L0', 'L1', 'L2', 'L3']);
  });
});

it('holds a cut point between two customers as it is on paper', async () => {
  const rules = criteria('{ revenue: { quantile: { of: 4, at_least: 4 } } }');
  const io = memoryIo({
    'x.yaml': rules,
    'c.csv': file(['A,7.80,1,', 'B,7.80,1,', 'C,7.80,1,', 'D,7.86,1,']),
  });
  await lock(io);
  io.files.set(
    'c.csv',
    file(['A,7.80,1,', 'B,7.8149999999,1,', 'C,7.815,1,', 'D,7.815000001,1,', 'E,7.86,1,']),
  );
  expect(await keyAccounts(io)).toEqual(['D', 'E']);
});

describe('diff', () => {
  const flags = { ...FLAGS, format: 'json', keyLost: true } as const;
  const diff = async (io: MemoryIo, more: object) => {
    const before = io.written().length;
    await runDiff('c.csv', { ...flags, ...more }, io);
    const found = JSON.parse(io.written().slice(before));
    const moves = found.movements.map((one: { customer_id: string }) => one.customer_id);
    return [found.cut_points, moves.sort()];
  };
  const few = LARGE.slice(0, 10);

  it('holds the lines of both exports where they are locked', async () => {
    const io = memoryIo({ 'x.yaml': TOP, 'c.csv': file(LARGE), 'd.csv': file(few) });
    expect(await diff(io, { against: 'd.csv' })).toEqual(['fresh', expect.arrayContaining(['L1'])]);
    await lock(io);
    const gone = LARGE.slice(10).map((row) => row.split(',')[0]!);
    expect(await diff(io, { against: 'd.csv' })).toEqual(['locked', gone.sort()]);
  });

  it('lends a lock to older criteria for the tests that are the same', async () => {
    const io = memoryIo({ 'x.yaml': TOP, 'c.csv': file(few), 'd.csv': file(LARGE) });
    await runLock('d.csv', FLAGS, io);
    io.files.set('old.yaml', criteria('{ revenue: { top: 10%, at_least: 2000 } }'));
    expect(await diff(io, { againstCriteria: 'old.yaml' })).toEqual(['locked', ['L1']]);
    io.files.set('old.yaml', criteria('{ revenue: { top: 3 } }'));
    expect(await diff(io, { againstCriteria: 'old.yaml' })).toEqual(['locked', ['L2']]);
  });

  const diffText = async (io: MemoryIo): Promise<string> => {
    const before = io.written().length;
    await runDiff('c.csv', { ...flags, againstCriteria: 'old.yaml' }, io);
    return io.written().slice(before);
  };
  const kindsOf = ({ causes }: { causes: { kind: string }[] }): string[] => causes.map(({ kind }) => kind);

  it.each([
    ['has one that the newer criteria do not have', false, 'fresh'],
    ['has another than the newer criteria', true, 'locked'],
  ])('says that the lines moved where the older side %s', async (_, isLocked, cutPoints) => {
    const io = memoryIo({ 'x.yaml': TOP, 'old.yaml': TOP, 'c.csv': file(LARGE), 'd.csv': file(few) });
    await runLock('d.csv', { ...FLAGS, criteria: 'old.yaml' }, io);
    if (isLocked) await lock(io);
    const found = JSON.parse(await diffText(io));
    expect([found.cut_points, found.before.cut_points]).toEqual([cutPoints, 'locked']);
    const [{ length: older }, { length: newer }] = [
      await keyAccounts(io, { criteria: 'old.yaml' }),
      await keyAccounts(io),
    ];
    expect([found.before.key_accounts, found.after.key_accounts]).toEqual([older, newer]);
    expect(found.movements.map(kindsOf)).toEqual([['peers']]);
    // What the lines have done is not put down to a change that did nothing.
    io.files.set('x.yaml', TOP.replace('top: 10%', 'top: 10%, at_least: 1'));
    if (isLocked) await lock(io);
    const { movements } = JSON.parse(await diffText(io));
    expect(movements.map(kindsOf)).toEqual([['peers']]);
  });
});

it('gives the same verdicts locked as fresh on the same data, ties and groups included', async () => {
  const rules =
    '{ any: [{ revenue: { top: 2, per: unit } }, { profit: { quantile: { of: 4, at_least: 4 } } }, { revenue: { top_share: 40% } }, { profit: { above_mean: yes, per: unit } }, { profit: { quantile: { of: 6, at_least: 6, order: low } } }] }';
  const rows = ['A,5,1,x', 'B,5.00,2,x', 'C,5,0,x', 'D,4,,y', 'E,9,8,y', 'F,1,0.1,', 'G,2,2,y'];
  const io = memoryIo({ 'x.yaml': criteria(rules), 'c.csv': file(rows) });
  const fresh = await keyAccounts(io);
  await lock(io);
  expect(await keyAccounts(io)).toEqual(fresh);
  expect(await lock(io, { check: true })).toBe(0);
});

it('locks the cut points of units apart from the company’s', async () => {
  const company = `${TOP}units: { by: unit, criteria: { North: n.yaml } }\n`;
  const unit = 'categories:\n  key: { when: { revenue: { top: 1 } } }\n';
  const rows = [...LARGE.slice(0, 10), 'S1,5000,1,South', 'S2,10,1,South'];
  const io = memoryIo({ 'x.yaml': company, 'n.yaml': unit, 'c.csv': file(rows) });
  await lock(io);
  const { cut_points } = JSON.parse(String(io.files.get('x.lock.json'))) as {
    cut_points: { unit: string | null; cut: string; groups: { customers: number; cuts: number[] }[] }[];
  };
  expect(
    cut_points.map(({ unit: own, cut, groups }) => [own, cut, groups[0]!.customers, groups[0]!.cuts]),
  ).toEqual([
    [null, 'top 10%', 12, [2000]],
    ['North', 'top 1', 10, [2000]],
  ]);
  expect(await keyAccounts(io)).toEqual(['L0', 'S1']);
});

it('writes the same lock whatever the order of rows and tests', async () => {
  const tests = ['{ revenue: { top: 2, per: unit } }', '{ profit: { top: 3 } }'];
  const rows = ['A,5,1,x', 'B,6,2,y', 'C,7,0,x'];
  const texts: string[] = [];
  for (const [when, order] of [
    [tests, rows],
    [[...tests].reverse(), [...rows].reverse()],
  ] as const) {
    const io = memoryIo({ 'x.yaml': criteria(`{ any: [${when.join(', ')}] }`), 'c.csv': file(order) });
    await lock(io);
    texts.push(String(io.files.get('x.lock.json')).replace(/"data_sha256": .*/, ''));
  }
  expect(texts[1]).toBe(texts[0]);
});

it('warns once of groups that it does not know, whose tests are missing', async () => {
  const io = memoryIo({
    'x.yaml': criteria('{ revenue: { top: 1, per: unit } }'),
    'c.csv': file(['A,5,1,x']),
  });
  await lock(io);
  io.files.set('c.csv', file(['A,5,1,x', 'B,6,1,y', 'C,7,1,z', 'D,8,1,y']));
  expect(await keyAccounts(io)).toEqual(['A']);
  expect(io.said().match(/\[unlocked-group\]/g)).toHaveLength(1);
  expect(io.said()).toContain('3 customers of unit "y", "z"');
});

it('warns of a share of nothing, with a lock and without', async () => {
  const io = memoryIo({
    'x.yaml': criteria('{ revenue: { top_share: 80%, per: unit } }'),
    'c.csv': file(['A,5,1,x', 'B,6,1,y', 'C,-6,1,y', 'D,-7,1,z']),
  });
  expect(await keyAccounts(io)).toEqual(['A']);
  await lock(io);
  expect(await keyAccounts(io)).toEqual(['A']);
  const warnings = io.said().match(/nobody in unit "y", "z" is in "revenue" top_share 80%.*\[empty-share\]/g);
  expect(warnings).toHaveLength(3);
  expect(io.said().match(/\[empty-share\]/g)).toHaveLength(3);
});

describe('a lock that no longer fits', () => {
  it.each([
    ['another count', '{ revenue: { top: 20% } }', 1],
    ['another partition', '{ revenue: { top: 10%, per: unit } }', 1],
    ['another fact', '{ cost: { top: 10% } }', 2],
    ['one more test', '{ any: [{ revenue: { top: 10% } }, { profit: { top: 3 } }] }', 1],
    ['no relative test any more', '{ revenue: { at_least: 5 } }', 1],
  ])('is refused: %s', async (_, when, count) => {
    const io = memoryIo({ 'x.yaml': TOP, 'c.csv': file(LARGE) });
    await lock(io);
    io.files.set('x.yaml', criteria(when));
    expect(await codesOf(keyAccounts(io))).toEqual(Array(count).fill('stale-lock'));
    expect(await codesOf(runExplain('c.csv', ['L0'], { ...FLAGS, format: 'json' }, io))).toContain(
      'stale-lock',
    );
    expect(await lock(io, { check: true })).toBe(1);
  });

  it.each([
    [
      'another layout',
      TOP.replace(
        '{ when: { revenue: { top: 10% } } }',
        '\n    when:\n      revenue:\n        top: "10.0 %"',
      ),
      [],
    ],
    ['a new threshold', TOP.replace('top: 10%', 'top: 10%, at_least: 3'), []],
    [
      'another default',
      TOP.replace('revenue: { type: money }', 'revenue: { type: money, missing: 0 }'),
      ['stale-lock'],
    ],
  ])('or does: %s', async (_, text, codes) => {
    const io = memoryIo({ 'x.yaml': TOP, 'c.csv': file(LARGE) });
    await lock(io);
    io.files.set('x.yaml', text);
    expect(await codesOf(keyAccounts(io).then(() => Promise.reject(new InputError([]))))).toEqual(codes);
  });

  it('is refused when a formula or a score behind it was changed', async () => {
    const score = (weight: number): string =>
      `${criteria('{ size: { top: 1 } }')}scores:\n  size: [{ fact: profit, weight: ${weight}, scale: [0, 9] }, { fact: revenue, weight: 1, quantiles: 4 }]\n`;
    const io = memoryIo({ 'x.yaml': score(1), 'c.csv': file(LARGE) });
    await lock(io);
    expect(await keyAccounts(io)).toEqual(['L0', 'L1', 'L2', 'L3', 'L4']);
    io.files.set('x.yaml', score(2));
    expect(await codesOf(keyAccounts(io))).toEqual(['stale-lock']);
    io.files.set('x.yaml', score(1).replace('revenue - cost', 'revenue - cost * 2'));
    expect(await codesOf(keyAccounts(io))).toEqual(['stale-lock']);
    io.files.set(
      'x.yaml',
      score(1).replace('revenue - cost', '(revenue)  -  cost').replace('weight: 1', 'weight: 1.0'),
    );
    expect(await keyAccounts(io)).toEqual(['L0', 'L1', 'L2', 'L3', 'L4']);
  });
});

describe('a lock of what is worked out from lines', () => {
  const text = `tables:
  orders:
    customer: Customer
    date: day
    fields: { day: { type: date }, due: { type: date, columns: [day] }, amount: { type: money }, tax: { type: money } }
fields:
  customer_id: { type: id }
  revenue: { from: orders, sum: amount, within: 12 months }
categories:
  key: { when: { revenue: { top: 1 } } }
  normal: { when: otherwise }
`;
  const files = {
    'x.yaml': text,
    'c.csv': 'customer_id\nL0\nL1\n',
    'o.csv': 'Customer,day,amount,tax\nL0,2026-06-01,9,1\nL1,2026-05-01,8,1\n',
  };
  const flags = { table: ['orders=o.csv'], asOf: '2026-06-30' };

  it.each([
    ['another window', 'within: 12 months', 'within: 6 months'],
    ['no window', ', within: 12 months', ''],
    ['other lines', 'within: 12 months', 'within: 12 months, where: { amount: { at_least: 1 } }'],
    ['another field', 'sum: amount', 'sum: tax'],
    ['another function', 'sum: amount', 'largest: amount'],
    ['lines that are told apart', 'customer: Customer', 'customer: Customer\n    unique: [day]'],
    ['another day', 'date: day', 'date: due'],
    ['another customer', 'customer: Customer', 'customer: Payer'],
  ])('is refused: %s', async (_, before, after) => {
    const io = memoryIo(files);
    await lock(io, flags);
    io.files.set('x.yaml', text.replace(before, after));
    expect(await codesOf(keyAccounts(io, flags))).toContain('stale-lock');
  });

  it('fits as long as the same is worked out, however it is written', async () => {
    const io = memoryIo(files);
    await lock(io, flags);
    for (const [before, after] of [
      ['within: 12 months', 'within: 1 year'],
      ['day: { type: date }', 'day: { type: date, columns: [day, Tag] }'],
    ] as const) {
      io.files.set('x.yaml', text.replace(before, after));
      expect(await keyAccounts(io, flags)).toEqual(['L0']);
    }
  });
});

describe('a damaged lock', () => {
  it.each([
    ['a merge conflict', (text: string) => `<<<<<<< HEAD\n${text}`, 1],
    ['cut off', (text: string) => text.slice(0, 300), 11],
    ['a cut point that is no number', (text: string) => text.replace('[1900]', '["1900"]'), 17],
    ['too many cut points', (text: string) => text.replace('[1900]', '[1900, 2000]'), 17],
    ['a group twice', (text: string) => text.replace(/( +\{ "group".*\})/, '$1,\n$1'), 18],
    ['no groups', (text: string) => text.replace('"groups"', '"group"'), 9],
    ['a day that is none', (text: string) => text.replace('2026-06-30', '2026-02-30'), 5],
    ['a list', () => '[]', 1],
  ])('is named with its place: %s', async (_, damage, line) => {
    const io = memoryIo({ 'x.yaml': TOP, 'c.csv': file(LARGE) });
    await lock(io);
    io.files.set('x.lock.json', damage(String(io.files.get('x.lock.json'))));
    const error = await keyAccounts(io).catch((thrown: InputError) => thrown);
    expect(error).toBeInstanceOf(InputError);
    const [{ code, at }] = (error as InputError).diagnostics as [InputError['diagnostics'][number]];
    expect(code).toBe('bad-lock');
    expect(at.kind === 'span' ? at.source.text.slice(0, at.start).split('\n').length : null).toBe(line);
    // It can be written anew all the same.
    expect(await lock(io)).toBe(0);
  });
});

describe('--check', () => {
  it.each([
    ['no lock', (io: MemoryIo) => io.files.delete('x.lock.json'), 1],
    ['the same data', () => {}, 0],
    [
      'small customers that move no cut point',
      (io: MemoryIo) => io.files.set('c.csv', file(LARGE.slice(0, 19))),
      0,
    ],
    ['a cut point that moved', (io: MemoryIo) => io.files.set('c.csv', file(LARGE.slice(2))), 1],
    ['a damaged lock', (io: MemoryIo) => io.files.set('x.lock.json', '{'), 1],
  ])('with %s', async (_, change, code) => {
    const io = memoryIo({ 'x.yaml': TOP, 'c.csv': file(LARGE) });
    await lock(io);
    change(io);
    const before = new Map(io.files);
    expect(await lock(io, { check: true })).toBe(code);
    expect(io.files).toEqual(before);
  });

  it('takes cut points that an earlier version rounded otherwise for the same', async () => {
    const rules = criteria('{ revenue: { quantile: { of: 4, at_least: 4 } } }');
    const io = memoryIo({
      'x.yaml': rules,
      'c.csv': file(['A,7.80,1,', 'B,7.80,1,', 'C,7.80,1,', 'D,7.86,1,']),
    });
    await lock(io);
    const written = io.files.get('x.lock.json') as string;
    expect(written).toContain('"cuts": [7.8, 7.8, 7.815]');
    io.files.set('x.lock.json', written.replace('7.815', '7.8149999999999995'));
    expect(await lock(io, { check: true })).toBe(0);
    io.files.set('x.lock.json', written.replace('7.815', '7.81499'));
    expect(await lock(io, { check: true })).toBe(1);
  });

  it('compares on the day of the lock', async () => {
    const text = `fields:\n  customer_id: { type: id }\n  last: { type: date }\nderived: { idle: days_since(last) }\n`;
    const rules = 'categories:\n  key: { when: { idle: { top: 1 } } }\n  normal: { when: otherwise }\n';
    const io = memoryIo({ 'x.yaml': text + rules, 'c.csv': 'customer_id,last\nA,2026-01-01\n' });
    await lock(io, { asOf: '2026-02-01' });
    expect(await lock(io, { check: true })).toBe(0);
    expect(await lock(io, { check: true, asOf: '2026-02-02' })).toBe(1);
  });
});

it('has nothing to lock where no test is relative, and names a lock that is left over', async () => {
  const io = memoryIo({ 'x.yaml': criteria('{ revenue: { at_least: 5 } }') });
  expect(await lock(io)).toBe(0);
  expect([...io.files.keys()]).toEqual(['x.yaml']);
  expect(await lock(io, { check: true })).toBe(0);
  io.files.set('x.lock.json', '{}');
  expect(await lock(io, { check: true })).toBe(1);
  expect(io.said()).toContain('x.lock.json');
});

it('says which commands read a lock that is not in its usual place', async () => {
  const io = memoryIo({ 'x.yaml': TOP, 'c.csv': file(LARGE) });
  await lock(io, { output: 'x.lock.json' });
  expect(io.written()).toContain('from now on these cut points count');
  const before = io.written().length;
  await lock(io, { output: 'own.lock.json' });
  const said = io.written().slice(before).replaceAll(/\s+/g, ' ');
  expect(said).toContain(
    'written to "own.lock.json": "sql --lock" can read it there, other commands look for',
  );
  expect(said).toContain('look for the lock at "x.lock.json"');
  expect(said).not.toContain('from now on');
});

it('writes nothing beside the criteria that are shipped', async () => {
  const io = memoryIo({ 'package/criteria/default.yaml': TOP, 'c.csv': file(LARGE) });
  const shipped = { ...io, shipped: (path: string) => `package/${path}` };
  await expect(runLock('c.csv', { lang: 'en' }, shipped)).rejects.toBeInstanceOf(UserError);
  expect(await runLock('c.csv', { lang: 'en', output: 'own.lock.json' }, shipped)).toBe(0);
  expect([...io.files.keys()].sort()).toEqual(['c.csv', 'own.lock.json', 'package/criteria/default.yaml']);
});

it('lets check judge cases with relative tests', async () => {
  const cases = 'cases: [{ name: large, customer: { revenue: 1900 }, expect: key }]\n';
  const io = memoryIo({ 'x.yaml': TOP + cases, 'c.csv': file(LARGE) });
  const check = { lang: 'en', format: 'json' } as const;
  expect(await runCheck(['x.yaml'], check, io)).toBe(1);
  await lock(io);
  expect(await runCheck(['x.yaml'], check, io)).toBe(0);
  expect(await runCheck(['x.yaml'], { ...check, customers: 'c.csv' }, io)).toBe(0);
  io.files.set('x.lock.json', '{}');
  expect(await runCheck(['x.yaml'], check, io)).toBe(1);
});

it('explains with locked cut points, without ranks', async () => {
  const io = memoryIo({ 'x.yaml': TOP, 'c.csv': file(LARGE) });
  await lock(io);
  const before = io.written().length;
  await runExplain('c.csv', ['L3'], { ...FLAGS, format: 'json' }, io);
  const { cut_points, lock_sha256, explanations } = JSON.parse(io.written().slice(before));
  expect([cut_points, lock_sha256.length]).toEqual(['locked', 64]);
  const [key] = explanations[0].categories;
  expect(key.criteria[0].condition).toMatchObject({ distance: 200, rank: null, cut_points: [1900] });
});

describe('review', () => {
  it('keeps the lock of a run, so that a later one tells moved lines from own data', async () => {
    const book = await createTestBook({});
    const io = memoryIo({ 'x.yaml': TOP, 'c.csv': file(LARGE) });
    const review = async (asOf: string) => {
      const before = io.written().length;
      const flags = {
        ...FLAGS,
        format: 'json',
        book: book.path,
        plans: false,
        maxGone: '100%',
        accept: 'small ones were imported',
        asOf,
      } as const;
      await runReview('c.csv', flags, io);
      return JSON.parse(io.written().slice(before));
    };
    await lock(io);
    await review('2026-06-01');
    const more = Array.from({ length: 20 }, (_, index) => `S${index},1,1,South`);
    io.files.set('c.csv', file([...LARGE, ...more]));
    const held = await review('2026-06-02');
    expect(movesOf(held).filter(([id]) => id?.startsWith('L'))).toEqual([]);
    await lock(io);
    const renewed = await review('2026-06-03');
    expect(movesOf(renewed)).toEqual([
      ['L2', 'normal', 'key', 'peers'],
      ['L3', 'normal', 'key', 'peers'],
    ]);
    await book.clear();
  });
});

interface Moved {
  readonly customer_id: string;
  readonly from: string;
  readonly to: string;
  readonly causes: readonly { readonly kind: string }[];
}

function movesOf({ movements }: { movements: Moved[] }): string[][] {
  return movements.map(({ customer_id, from, to, causes }) => [
    customer_id,
    from,
    to,
    ...causes.map(({ kind }) => kind),
  ]);
}
