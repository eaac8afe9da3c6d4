import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReviewFlags } from '../../src/commands/review/command.ts';
import { runReview } from '../../src/commands/review/run.ts';
import { InputError } from '../../src/errors.ts';
import { createTestBook, type TestBook } from '../book/book-folder.ts';
import { memoryIo } from './memory-io.ts';

// A key account is large, and stays one while it is half as large.
const CRITERIA = `
name: Test
version: "1"
fields:
  customer_id: { type: id }
  revenue: { type: money, optional: true }
  status: { type: choice, values: [active, closed], optional: true }
priority: [lost, key, target, normal]
categories:
  lost: { when: { status: closed } }
  key: { when: { id: large, revenue: { at_least: 100 } }, stays_while: { revenue: { at_least: 50 } } }
  target: { when: { revenue: { at_most: 0 } } }
  normal: { when: otherwise }
checks:
  - { id: big-enough, for: [key, normal], duty: profit, expect: { revenue: { at_least: 30 } }, severity: warning }
`;

let book: TestBook;
beforeEach(async () => {
  book = await createTestBook();
});
afterEach(() => book.clear());

interface Told {
  readonly flags?: Partial<ReviewFlags>;
  readonly criteria?: string;
  readonly files?: Readonly<Record<string, string>>;
}

async function review(
  asOf: string,
  rows: string,
  { flags = {}, criteria = CRITERIA, files = {} }: Told = {},
) {
  const io = memoryIo({
    'c.csv': `customer_id,revenue,status\n${rows.replaceAll(' ', '\n')}\n`,
    'c.yaml': criteria,
    ...files,
  });
  const all: ReviewFlags = {
    criteria: 'c.yaml',
    asOf,
    book: book.path,
    maxGone: '100%',
    plans: false,
    format: 'json',
    lang: 'en',
    ...flags,
  };
  const code = await runReview('c.csv', all, io);
  return { code, said: io.said(), result: io.written() === '' ? null : JSON.parse(io.written()) };
}

async function history(): Promise<string[]> {
  const { 'history.csv': text } = await book.tree();
  return text!.trimEnd().split('\n').slice(1);
}

const JAN = 'A,100,active B,70,active C,20,active D,0,active';
const FEB = 'A,60,active B,70,active C,20,closed E,200,active';

describe('a review', () => {
  it('starts a book: everybody is new', async () => {
    const { result } = await review('2026-01-31', JAN);
    expect(result).toMatchObject({ last_run: null, movements: null, portfolio_before: null });
    expect(await history()).toEqual([
      '2026-01-31,A,,key,large,1,new,,',
      '2026-01-31,B,,normal,otherwise,1,new,,',
      '2026-01-31,C,,normal,otherwise,1,new,,',
      '2026-01-31,D,,target,target-1,1,new,,',
    ]);
  });

  it('keeps who moved and why, and the checks that lost customers had failed', async () => {
    await review('2026-01-31', JAN);
    const { result } = await review('2026-02-28', FEB);
    expect((await history()).slice(4)).toEqual([
      '2026-02-28,C,normal,lost,lost-1,1,own data,status active → closed,big-enough',
      '2026-02-28,D,target,gone,,1,gone,,',
      '2026-02-28,E,,key,large,1,new,,',
    ]);
    const moves = result.movements.map(({ customer_id, from, to }: Record<string, string>) => [
      customer_id,
      from,
      to,
    ]);
    expect(moves).toEqual([
      ['E', 'absent', 'key'],
      ['C', 'normal', 'lost'],
      ['D', 'target', 'absent'],
    ]);
    const { 'runs.csv': runs } = await book.tree();
    const [columns, ...lines] = runs!
      .trimEnd()
      .split('\n')
      .map((line) => line.split(','));
    const cell = (line: number, name: string) => lines[line]![columns!.indexOf(name)];
    expect([cell(0, 'key_customers'), cell(0, 'key_revenue'), cell(0, 'key_entered')]).toEqual([
      '1',
      '100.00',
      '',
    ]);
    expect([
      cell(1, 'key_customers'),
      cell(1, 'key_revenue'),
      cell(1, 'key_entered'),
      cell(1, 'key_left'),
    ]).toEqual(['2', '260.00', '1', '0']);
  });

  it('takes an amount that nobody knows for unknown, never for 0', async () => {
    const told = {
      criteria: CRITERIA.replace('  status', '  gross_profit: { type: money, optional: true }\n  status'),
    };
    const recorded = async (asOf: string, profits: readonly string[]): Promise<unknown> => {
      const rows = ['A,100', 'B,120', 'D,0'].map((row, at) => `${row},${profits[at]},active`).join('\n');
      const files = { 'c.csv': `customer_id,revenue,gross_profit,status\n${rows}\n` };
      const { result } = await review(asOf, '', { ...told, files });
      const { 'runs.csv': runs } = await book.tree();
      const [columns, line] = [runs!.split('\n')[0]!, runs!.trimEnd().split('\n').at(-1)!].map((row) =>
        row.split(','),
      );
      return Object.entries(result.portfolio as Record<string, { gross_profit: string | null }>)
        .filter(([of]) => ['key', 'target', 'lost'].includes(of))
        .map(([of, { gross_profit }]) => [of, gross_profit, line![columns!.indexOf(`${of}_profit`)]]);
    };
    expect(await recorded('2026-01-31', ['30', '', ''])).toEqual([
      ['target', null, ''],
      ['lost', '0.00', '0.00'],
      ['key', '30.00', '30.00'],
    ]);
    expect(await recorded('2026-02-28', ['', '', ''])).toEqual([
      ['target', null, ''],
      ['lost', null, ''],
      ['key', null, ''],
    ]);
  });

  it('knows the previous category: a key account stays by the lower line, run after run', async () => {
    await review('2026-01-31', JAN);
    await review('2026-02-28', FEB);
    await review('2026-03-31', FEB.replace('A,60', 'A,50').replace('B,70', 'B,99'));
    await review('2026-04-30', FEB.replace('A,60', 'A,49'));
    expect((await history()).filter((line) => line.includes(',A,')).map((line) => line.slice(0, 30))).toEqual(
      ['2026-01-31,A,,key,large,1,new,', '2026-04-30,A,key,normal,otherw'],
    );
  });

  it('remembers the category through a run in which it could not be decided', async () => {
    await review('2026-01-31', JAN);
    await review('2026-02-28', JAN.replace('A,100', 'A,'));
    await review('2026-03-31', JAN.replace('A,100', 'A,60'));
    expect((await history()).slice(4)).toEqual([
      '2026-02-28,A,key,undetermined,,1,own data,revenue 100 → unknown,',
      '2026-03-31,A,undetermined,key,stays_while,1,own data,revenue unknown → 60,',
    ]);
  });

  it('tells changed criteria from changed data', async () => {
    await review('2026-01-31', JAN);
    const criteria = CRITERIA.replace('version: "1"', 'version: "2"').replace(
      'at_least: 100',
      'at_least: 70',
    );
    await review('2026-02-28', JAN.replace('C,20', 'C,200'), { criteria });
    expect((await history()).slice(4)).toEqual([
      '2026-02-28,B,normal,key,large,2,criteria,key.large.revenue.at_least changed,',
      '2026-02-28,C,normal,key,large,2,own data,revenue 20 → 200,',
    ]);
  });

  it('tells an override, and its end', async () => {
    await review('2026-01-31', JAN);
    const override = 'customer_id,category,reason,author,expires\nC,key,new market,Ann,2026-02-28\n';
    await book.put('overrides.csv', override);
    const { result } = await review('2026-02-28', JAN);
    expect(result.overrides).toMatchObject([
      { customer_id: 'C', computed_category: 'normal', changes_category: true },
    ]);
    const { said } = await review('2026-03-31', JAN);
    expect(said).toContain('[expired-override]');
    expect((await history()).slice(4)).toEqual([
      '2026-02-28,C,normal,key,override,1,override,new market (Ann),',
      '2026-03-31,C,key,normal,otherwise,1,override,ended,',
    ]);
  });
});

describe('a review of a day that was reviewed', () => {
  beforeEach(async () => {
    await review('2026-01-31', JAN);
    await review('2026-02-28', FEB);
  });

  it('changes nothing with the same inputs, and says the same', async () => {
    const before = await book.tree();
    const first = await review('2026-02-28', FEB);
    expect(await book.tree()).toEqual(before);
    expect((await review('2026-02-28', FEB)).result).toEqual(first.result);
  });

  it('puts other data in the place of the first', async () => {
    const other = FEB.replace('E,200,active', 'D,0,active');
    await review('2026-02-28', other);
    const replaced = await book.tree();
    const fresh = book;
    book = await createTestBook();
    await review('2026-01-31', JAN);
    await review('2026-02-28', other);
    expect(replaced).toEqual(await book.tree());
    await fresh.clear();
  });

  it('may be the first of the book', async () => {
    const fresh = book;
    book = await createTestBook();
    await review('2026-01-31', FEB);
    await review('2026-01-31', JAN);
    const again = await book.tree();
    await book.clear();
    book = await createTestBook();
    await review('2026-01-31', JAN);
    expect(again).toEqual(await book.tree());
    await fresh.clear();
  });

  it('is refused when a later day was reviewed', async () => {
    const before = await book.tree();
    await expect(review('2026-01-31', JAN)).rejects.toThrow(/has a run of 2026-02-28/);
    expect(await book.tree()).toEqual(before);
  });

  it('keeps the same whatever the order of the rows, but for the customers as they came', async () => {
    const { 'last/customers.csv': _, 'last/run.json': __, 'runs.csv': ___, ...before } = await book.tree();
    await review('2026-02-28', FEB.split(' ').reverse().join(' '));
    expect(await book.tree()).toMatchObject(before);
  });

  it('leaves what people made of the line ends and the BOM', async () => {
    const { 'history.csv': text } = await book.tree();
    await book.put('history.csv', `\ufeff${text!.replaceAll('\n', '\r\n')}`);
    await review('2026-03-31', FEB.replace('B,70', 'B,100'));
    const added = '2026-03-31,B,normal,key,large,1,own data,revenue 70 → 100,\r\n';
    expect((await book.tree())['history.csv']).toBe(`\ufeff${text!.replaceAll('\n', '\r\n')}${added}`);
  });

  it('does without the run before when nobody kept it', async () => {
    await rm(join(book.path, 'last'), { recursive: true });
    const { result } = await review('2026-03-31', FEB.replace('B,70', 'B,100'));
    expect(result.movements).toBeNull();
    expect((await history()).at(-1)).toBe('2026-03-31,B,normal,key,large,1,,,');
  });
});

describe('an export that lost too many customers', () => {
  const ROWS = Array.from({ length: 10 }, (_, at) => `C${at},10,active`);

  it.each([
    ['20%', 8, true],
    ['20%', 7, false],
    ['29%', 8, true],
    ['30%', 7, true],
    ['0%', 10, true],
    ['0%', 9, false],
  ])('with a limit of %s: %i of 10 are left', async (maxGone, left, passes) => {
    await review('2026-01-31', ROWS.join(' '));
    const before = await book.tree();
    const run = review('2026-02-28', ROWS.slice(0, left).join(' '), { flags: { maxGone } });
    if (passes) return void expect((await run).code).toBe(0);
    const error = await run.catch((found) => found);
    expect(error).toBeInstanceOf(InputError);
    expect(error.diagnostics[0]).toMatchObject({ code: 'drift', severity: 'error' });
    expect(error.diagnostics[0].message.en).toContain(`${10 - left} of the 10 customers`);
    expect(await book.tree()).toEqual(before);
  });

  it.each(['0.2', '-1%', '120%', 'much'])('refuses the limit %j', async (maxGone) => {
    await expect(review('2026-01-31', JAN, { flags: { maxGone } })).rejects.toThrow(
      /--max-gone: expected a percent/,
    );
  });
});

describe('a dry run', () => {
  it('writes nothing, and names what it would write', async () => {
    const home = await mkdtemp(join(tmpdir(), 'keyaccounts-dry-'));
    const path = join(home, 'book');
    const { result } = await review('2026-01-31', JAN, { flags: { dryRun: true, book: path } });
    expect(existsSync(path)).toBe(false);
    await rm(home, { recursive: true });
    const names = result.would_write.map(({ name, kind }: Record<string, string>) => `${name} ${kind}`);
    expect(names).toEqual([
      'history.csv new',
      'last/criteria/1.yaml new',
      'last/customers.csv new',
      'last/run.json new',
      'runs.csv new',
    ]);
  });

  it('says of a book what a run then writes', async () => {
    await review('2026-01-31', JAN);
    const before = await book.tree();
    const { result } = await review('2026-02-28', FEB, { flags: { dryRun: true } });
    expect(await book.tree()).toEqual(before);
    await review('2026-02-28', FEB);
    const after = await book.tree();
    const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
    expect(result.would_write.map(({ name }: { name: string }) => name)).toEqual(changed.sort());
    expect((await review('2026-02-28', FEB, { flags: { dryRun: true } })).result.would_write).toEqual([]);
  });
});

it('leaves the book alone when the customers or the overrides have mistakes', async () => {
  await review('2026-01-31', JAN);
  const before = await book.tree();
  await expect(review('2026-02-28', 'A,much,active')).rejects.toMatchObject({
    diagnostics: [{ code: 'bad-cell' }],
  });
  expect(await book.tree()).toEqual(before);
  await book.put('overrides.csv', 'customer_id,category,reason,author,expires\nA,key,,Ann,2026-12-31\n');
  await expect(review('2026-02-28', FEB)).rejects.toMatchObject({ diagnostics: [{ code: 'bad-override' }] });
  expect(await book.tree()).toMatchObject(before);
});

describe('rows that are set aside', () => {
  const rejects = { rejects: 'bad.csv' };

  it('make nobody leave, be undetermined, or come again', async () => {
    await review('2026-01-31', JAN);
    const { result } = await review('2026-02-28', JAN.replace('A,100', 'A,much').replace('D,0', 'D,no'), {
      flags: { ...rejects, maxGone: '0%' },
    });
    expect(result.movements).toEqual([]);
    await review('2026-03-31', JAN.replace('A,100', 'A,60'));
    expect((await history()).slice(4)).toEqual([]);
    await review('2026-04-30', JAN.replace('A,100', 'A,40'));
    expect((await history()).slice(4)).toEqual([
      '2026-04-30,A,key,normal,otherwise,1,own data,revenue 60 → 40,',
    ]);
  });

  it('leave the cause open of who moved meanwhile', async () => {
    await review('2026-01-31', JAN);
    await review('2026-02-28', JAN.replace('A,100', 'A,much'), { flags: rejects });
    await review('2026-03-31', JAN.replace('A,100', 'A,40'));
    expect((await history()).slice(4)).toEqual(['2026-03-31,A,key,normal,otherwise,1,,,']);
  });
});

describe('the audit of a review', () => {
  const DUTIES = `${CRITERIA}duties: { plan: required }\n`;
  const templates = Object.fromEntries(
    ['key.en', 'key.zh'].map((name) => {
      const file = `criteria/plans/${name}.md`;
      return [file, readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')];
    }),
  );

  it('sees the plans that the same run writes', async () => {
    const told = { criteria: DUTIES, files: templates, flags: { plans: true } };
    const { result } = await review('2026-01-31', JAN, told);
    expect(result.plans).toMatchObject([{ customer_id: 'A', result: 'written' }]);
    const [account] = result.audit.accounts;
    expect(account).toMatchObject({ customer_id: 'A', plan: `${book.path}/${result.plans[0].file}` });
    expect(account.held).toContain('plan');
    expect((await review('2026-01-31', JAN, told)).result.audit).toEqual(result.audit);
  });

  it('ends with 1 when a duty is broken, and the run is recorded all the same', async () => {
    const { code, result } = await review('2026-01-31', JAN, { criteria: DUTIES });
    expect([code, result.audit.totals.red]).toEqual([1, 1]);
    expect(await history()).toHaveLength(4);
  });
});
