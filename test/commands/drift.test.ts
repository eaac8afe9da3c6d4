import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runClassify } from '../../src/commands/classify/run.ts';
import { runDiff } from '../../src/commands/diff/run.ts';
import { runHistory } from '../../src/commands/history/run.ts';
import type { ReviewFlags } from '../../src/commands/review/command.ts';
import { runReview } from '../../src/commands/review/run.ts';
import { InputError } from '../../src/errors.ts';
import { createTestBook, type TestBook } from '../book/book-folder.ts';
import { memoryIo } from './memory-io.ts';

const CRITERIA = `
name: Test
version: "1"
fields:
  customer_id: { type: id }
  customer_name: { type: text, optional: true }
  revenue: { type: money, columns: [revenue, net], optional: true }
  share: { type: percent, optional: true }
  status: { type: choice, values: [active, closed, prospect], optional: true }
  segment: { type: text, optional: true }
  last_order: { type: date, optional: true }
  remark: { type: text, optional: true }
priority: [lost, key, target, normal]
categories:
  lost: { when: { status: closed } }
  key: { when: { revenue: { at_least: 100k }, share: { more_than: 0% } } }
  target: { when: { any: [{ status: prospect }, { segment: none }, { last_order: { before: 2000-01-01 } }] } }
  normal: { when: otherwise }
`;

interface Row {
  id: string;
  name: string;
  revenue: string;
  share: string;
  status: string;
  segment: string;
  last_order: string;
}

// Twenty customers of whom each differs a little from the next.
const ROWS: readonly Row[] = Array.from({ length: 20 }, (_, at) => ({
  id: `C${1001 + at}`,
  name: `Customer ${at}`,
  revenue: String(50_000 + at * 7_000),
  share: `${10 + at}%`,
  status: at % 4 === 0 ? 'closed' : 'active',
  segment: at % 2 === 0 ? 'Industrial' : 'Consumer',
  last_order: `2026-01-${10 + at}`,
}));

const HEADER = 'customer_id,customer_name,revenue,share,status,segment,last_order';

function exportOf(rows: readonly Row[], header = HEADER): string {
  return `${header}\n${rows.map((row) => `${Object.values(row).join(',')}\n`).join('')}`;
}

// An export in which each row is changed.
function changed(change: (row: Row, at: number) => Partial<Row>): string {
  return exportOf(ROWS.map((row, at) => ({ ...row, ...change(row, at) })));
}

let book: TestBook;
beforeEach(async () => {
  book = await createTestBook();
});
afterEach(() => book.clear());

async function review(asOf: string, csv: string, flags: Partial<ReviewFlags> = {}, criteria = CRITERIA) {
  const io = memoryIo({ 'c.csv': csv, 'c.yaml': criteria });
  const all: ReviewFlags = {
    criteria: 'c.yaml',
    asOf,
    book: book.path,
    plans: false,
    format: 'json',
    lang: 'en',
    ...flags,
  };
  await runReview('c.csv', all, io);
  return { result: JSON.parse(io.written()), said: io.said() };
}

const found = (drift: { kind: string; stops: boolean; field?: string }[]): string =>
  drift
    .map(({ kind, stops, field }) => `${kind}${field === undefined ? '' : ` ${field}`}${stops ? '!' : ''}`)
    .join(', ');

const BEFORE = exportOf(ROWS);
const without = (column: string): string => {
  const at = HEADER.split(',').indexOf(column);
  return BEFORE.replace(/.*\n/g, (line) => `${line.trimEnd().split(',').toSpliced(at, 1).join(',')}\n`);
};

const CASES: readonly [what: string, csv: string, expected: string][] = [
  ['nothing new', changed((row, at) => (at === 3 ? { revenue: '72000' } : row)), ''],
  ['rows in another order', exportOf([...ROWS].reverse()), ''],
  ['the same bytes', BEFORE, 'same_export'],
  ['a column that decides is gone', without('revenue'), 'column_gone revenue!'],
  ['a column that only names is gone', without('customer_name'), 'column_gone customer_name'],
  ['a column is renamed to another that is known', BEFORE.replace('revenue', 'net'), 'column_other revenue'],
  ['columns that no field reads', BEFORE.replace(/(.*)\n/g, '$1,x\n'), 'other_columns'],
  [
    'a field gets its column',
    BEFORE.replace(/(.*)\n/, '$1,remark\n').replace(/(\d\d)\n/g, '$1,x\n'),
    'column_new remark',
  ],
  ['thousands', changed(({ revenue }) => ({ revenue: String(Number(revenue) / 1000) })), 'unit revenue!'],
  ['cents', changed(({ revenue }) => ({ revenue: `${revenue}00` })), 'unit revenue!'],
  ['percents without their sign', changed(({ share }) => ({ share: `0.${share}` })), 'unit share!'],
  ['a third of it', changed(({ revenue }) => ({ revenue: String(Number(revenue) / 3) })), 'amount revenue!'],
  [
    'the largest is ten times the rest',
    changed((row, at) => (at === 19 ? { revenue: '30000000' } : row)),
    'amount revenue!',
  ],
  ['nothing but zeros', changed(() => ({ revenue: '0' })), 'amount revenue!'],
  ['half blank', changed((row, at) => (at < 10 ? { revenue: '' } : row)), 'blanks revenue!'],
  [
    'another spelling of a text',
    changed(({ segment }) => ({ segment: segment.toUpperCase() })),
    'new_values segment!',
  ],
  ['nearly all closed', changed(() => ({ status: 'closed' })), 'value status!'],
  ['an older export', changed(() => ({ last_order: '2026-01-09' })), 'older last_order'],
  ['ids with a sign', changed(({ id }) => ({ id: id.replace('C', 'C-') })), 'ids!'],
  ['ids of another system', changed((_, at) => ({ id: `9${at}X` })), 'ids!'],
  ['one id written otherwise', changed((row, at) => (at === 0 ? { id: 'c-1001' } : row)), 'ids'],
  ['a quarter is gone', exportOf(ROWS.slice(5)), 'gone!'],
  [
    'many are new',
    exportOf([...ROWS, ...ROWS.map((row) => ({ ...row, id: `N${row.id}`, name: `New ${row.id}` }))]),
    'customers',
  ],
];

describe('an export is held against the one before it', () => {
  it.each(CASES)('by diff: %s', async (_, csv, expected) => {
    const io = memoryIo({ 'a.csv': BEFORE, 'b.csv': csv, 'c.yaml': CRITERIA });
    const flags = { criteria: 'c.yaml', against: 'a.csv', format: 'json', lang: 'en' } as const;
    await runDiff('b.csv', flags, io);
    // How many may be gone is a limit of review.
    expect(found(JSON.parse(io.written()).drift)).toBe(expected.replace(/^gone!/, 'customers'));
  });

  it('by diff, on the page of a pull request', async () => {
    const io = memoryIo({ 'a.csv': BEFORE, 'b.csv': without('revenue'), 'c.yaml': CRITERIA });
    await runDiff('b.csv', { criteria: 'c.yaml', against: 'a.csv', format: 'github', lang: 'en' }, io);
    expect(io.written()).toMatch(/^::warning file=b\.csv,title=[^:]*::the column "revenue" is gone%0A/m);
    expect(io.said()).not.toContain('[drift]');
  });

  it.each(CASES)('by review: %s', async (_, csv, expected) => {
    await review('2026-01-31', BEFORE);
    const before = await book.tree();
    if (expected.includes('!')) {
      const error = await review('2026-02-28', csv).catch((thrown) => thrown);
      expect(error).toBeInstanceOf(InputError);
      expect(error.diagnostics.map(({ code }: { code: string }) => code)).toContain('drift');
      expect(await book.tree()).toEqual(before);
      await review('2026-02-28', csv, { accept: 'it is so' }).then(({ result }) => {
        expect(found(result.drift)).toBe(expected);
        expect(result.accepted).toBe('it is so');
      });
      expect((await book.tree())['runs.csv']).toMatch(/,accepted\n.*,\n.*,it is so\n$/);
      return;
    }
    const { result } = await review('2026-02-28', csv, { accept: 'nothing to accept' });
    expect([found(result.drift), result.accepted]).toEqual([expected, null]);
    expect((await book.tree())['runs.csv']).not.toContain('accept');
  });

  it('also where an earlier version recorded the last run', async () => {
    await review('2026-01-31', BEFORE);
    const run = JSON.parse((await book.tree())['last/run.json']!);
    await book.put('last/run.json', JSON.stringify({ ...run, data: { sha256: run.data.sha256 } }));
    const { result } = await review('2026-02-28', without('revenue'), { accept: 'it is so' });
    expect(found(result.drift)).toBe('column_gone revenue!');
  });

  it('by classify, which says it and goes on', async () => {
    await review('2026-01-31', BEFORE);
    const io = memoryIo({ 'c.csv': without('revenue'), 'c.yaml': CRITERIA });
    const flags = { criteria: 'c.yaml', book: book.path, format: 'csv', prefix: '', lang: 'en' } as const;
    expect(await runClassify('c.csv', { ...flags, asOf: '2026-02-28' }, io)).toBe(0);
    expect(io.said()).toMatch(/warning: .*"revenue".*\[drift\]/);
  });

  it('by the limits of the criteria, and by those of the flags before them', async () => {
    const strict = `${CRITERIA}drift: { max_gone: 0%, max_moves: 1, max_key_change: 0% }\n`;
    await review('2026-01-31', BEFORE, {}, strict);
    const next = exportOf(ROWS.slice(0, 19));
    expect(await stopsOf(review('2026-02-28', next, {}, strict))).toBe(2);
    await review('2026-02-28', next, { maxGone: '10%', maxKeyChange: '5' }, strict);
    const fewer = review('2026-03-31', exportOf(ROWS.slice(0, 17)), { maxGone: '50%' }, strict);
    expect(await stopsOf(fewer)).toBe(2);
  });
});

describe('lines are held against those before them', () => {
  const LINES_OF = `
fields:
  customer_id: { type: id }
  revenue: { from: orders, sum: amount }
  returns: { from: orders, count: yes, where: { kind: return } }
tables:
  orders:
    customer: Customer
    fields:
      amount: { type: money, columns: [Amount, Net] }
      kind: { type: text, columns: [Kind], optional: true }
categories:
  key: { when: { revenue: { at_least: 1 }, returns: { at_most: 2 } } }
  normal: { when: otherwise }
`;
  const customers = `customer_id\n${ROWS.map(({ id }) => `${id}\n`).join('')}`;
  const lines = (times: number, header = 'Customer,Amount,Kind,Note'): string =>
    `${header}\n${ROWS.flatMap(({ id }) => Array.from({ length: times }, () => `${id},${100 / times},sale,\n`)).join('')}`;

  async function reviewLines(asOf: string, csv: string, flags: Partial<ReviewFlags> = {}, text = LINES_OF) {
    const io = memoryIo({ 'c.csv': customers, 'o.csv': csv, 'c.yaml': text });
    const told = {
      criteria: 'c.yaml',
      asOf,
      book: book.path,
      plans: false,
      format: 'json',
      lang: 'en',
    } as const;
    await runReview('c.csv', { ...told, table: ['orders=o.csv'], ...flags }, io);
    return JSON.parse(io.written());
  }

  it.each([
    ['nothing else than an amount', lines(4).replace(',25,', ',26,'), []],
    ['half as many', lines(2), [{ kind: 'lines', stops: false, table: 'orders', from: 80, to: 40 }]],
    ['more of them', lines(8), [{ kind: 'lines', stops: false, table: 'orders', from: 80, to: 160 }]],
    [
      'a column that criteria need is gone',
      lines(4, 'Customer,Amount,Sort,Note'),
      [
        { kind: 'column_gone', stops: true, field: 'orders.kind', column: 'Kind' },
        { kind: 'other_line_columns', stops: false, table: 'orders', gone: [], come: ['Sort'] },
      ],
    ],
    [
      'a column has another name',
      lines(4, 'Customer,Net,Kind,Note'),
      [{ kind: 'column_other', stops: false, field: 'orders.amount', from: 'Amount', to: 'Net' }],
    ],
    [
      'columns that nothing reads',
      lines(4, 'Customer,Amount,Kind,Memo'),
      [{ kind: 'other_line_columns', stops: false, table: 'orders', gone: ['Note'], come: ['Memo'] }],
    ],
  ])('%s', async (_, csv, expected) => {
    await reviewLines('2026-01-31', lines(4));
    const { drift } = await reviewLines('2026-02-28', csv, { accept: 'it is so' });
    expect(drift).toEqual(expected);
    const io = memoryIo({ 'c.csv': customers, 'a.csv': lines(4), 'b.csv': csv, 'c.yaml': LINES_OF });
    const told = { criteria: 'c.yaml', format: 'json', lang: 'en', asOf: '2026-06-30' } as const;
    await runDiff('c.csv', { ...told, table: ['orders=b.csv'], againstTable: ['orders=a.csv'] }, io);
    expect(JSON.parse(io.written()).drift).toEqual(expected);
  });

  it('says in words what is other', async () => {
    await reviewLines('2026-01-31', lines(4));
    const said = async (lang: 'en' | 'zh'): Promise<string> => {
      const io = memoryIo({
        'c.csv': customers,
        'o.csv': lines(2, 'Customer,Amount,Kind,Memo'),
        'c.yaml': LINES_OF,
      });
      const flags = { criteria: 'c.yaml', book: book.path, format: 'csv', prefix: '', lang } as const;
      await runClassify('c.csv', { ...flags, asOf: '2026-02-28', table: ['orders=o.csv'] }, io);
      return io.said();
    };
    expect(await said('en')).toMatch(/40 lines of "orders", and before there were 80/);
    expect(await said('en')).toMatch(/"orders": columns that no field reads: "Note" gone; "Memo" new/);
    expect(await said('zh')).toMatch(/明细表“orders”共 40 行，上次为 80 行/);
  });

  it('says nothing of another rate, nor of how an earlier version called what is worked out', async () => {
    await reviewLines('2026-01-31', lines(4));
    const tree = await book.tree();
    const kept = tree['last/customers.csv']!.replace(/revenue = [^,]*/, 'revenue = sum of old');
    const run = JSON.parse(tree['last/run.json']!);
    run.sha256['customers.csv'] = createHash('sha256').update(kept).digest('hex');
    await book.put('last/customers.csv', kept);
    await book.put('last/run.json', JSON.stringify(run));
    const { drift, movements } = await reviewLines(
      '2026-02-28',
      lines(4),
      {},
      LINES_OF.replace(
        'customer: Customer',
        'customer: Customer\n    input: { currency: EUR, rates: { USD: 0.9 } }',
      ),
    );
    expect([found(drift), movements]).toEqual(['same_export', []]);
  });
});

async function stopsOf(run: Promise<unknown>): Promise<number> {
  const thrown = await run.catch((error) => error);
  return thrown instanceof InputError
    ? thrown.diagnostics.filter(({ severity }) => severity === 'error').length
    : 0;
}

describe('a run that was accepted', () => {
  it('keeps its reason while others come, and loses it with itself', async () => {
    await review('2026-01-31', BEFORE);
    const plain = (await book.tree())['runs.csv'];
    await review('2026-02-28', exportOf(ROWS.slice(0, 10)), { accept: 'half of them, sold' });
    await review('2026-03-31', exportOf(ROWS.slice(0, 10)));
    const io = memoryIo({});
    await runHistory([], { book: book.path, format: 'json', lang: 'en' }, io);
    const { runs } = JSON.parse(io.written());
    expect(runs.map(({ accepted }: { accepted?: string }) => accepted ?? null)).toEqual([
      null,
      'half of them, sold',
      null,
    ]);
    const other = await createTestBook({ ...(await book.tree()) });
    await book.clear();
    book = other;
    await book.put('runs.csv', plain!);
    await expect(review('2026-02-28', BEFORE)).rejects.toMatchObject({
      diagnostics: [{ code: 'damaged-book' }],
    });
  });

  it('is run again without it: the column goes', async () => {
    await review('2026-01-31', BEFORE);
    await review('2026-02-28', exportOf(ROWS.slice(0, 10)), { accept: 'half of them' });
    await review(
      '2026-02-28',
      changed((row, at) => (at === 0 ? { revenue: '51000' } : row)),
    );
    expect((await book.tree())['runs.csv']).not.toContain('accepted');
  });

  it('needs a reason', async () => {
    await expect(review('2026-01-31', BEFORE, { accept: ' ' })).rejects.toThrow(/--accept/);
  });
});
