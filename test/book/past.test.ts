import { afterEach, describe, expect, it } from 'vitest';
import { HISTORY_COLUMNS } from '../../src/book/history.ts';
import { readCategoriesSince, readPast, readState } from '../../src/book/past.ts';
import { RUN_COLUMNS } from '../../src/book/runs.ts';
import { InputError } from '../../src/errors.ts';
import { parseDay } from '../../src/fields/day.ts';
import { createTestBook, type TestBook } from './book-folder.ts';

const HEADER = HISTORY_COLUMNS.join(',');
let book: TestBook;
afterEach(() => book.clear());

async function bookWith(...lines: string[]): Promise<TestBook> {
  book = await createTestBook({ 'history.csv': [HEADER, ...lines, ''].join('\n') });
  return book;
}

const day = (text: string): number => parseDay(text)!;

describe('what was known before a day', () => {
  const LINES = [
    '2026-01-31,A,,key,strategic,1,new,,',
    '2026-01-31,B,,normal,otherwise,1,new,,',
    '2026-01-31,C,,undetermined,,1,new,,',
    '2026-02-28,A,key,undetermined,,1,own data,,',
    '2026-02-28,B,normal,gone,,1,gone,,late; quiet',
    '2026-03-31,A,undetermined,lost,closed,2,own data,,',
    '2026-03-31,B,,target,prospect,2,new,,',
  ];

  it.each([
    ['2026-01-31', 'A', null, null],
    ['2026-02-28', 'A', 'key', 'key'],
    ['2026-03-31', 'A', 'key', 'undetermined'],
    ['2026-04-30', 'A', 'lost', 'lost'],
    ['2026-02-28', 'B', 'normal', 'normal'],
    ['2026-03-31', 'B', null, null],
    ['2026-04-30', 'B', 'target', 'target'],
    ['2026-02-28', 'C', null, 'undetermined'],
    ['2026-04-30', 'Z', null, null],
  ])('%s: %s was last seen in %s, and stood at %s', async (asOf, id, previous, standing) => {
    const past = await readPast(await (await bookWith(...LINES)).folder(), day(asOf));
    expect([past.previous(id), past.lastCategory(id)]).toEqual([previous, standing]);
  });

  it.each([
    ['2026-01-31', 0, [], 1],
    ['2026-02-28', 3, ['A', 'B', 'C'], 4],
    ['2026-03-31', 2, ['A', 'C'], 6],
    ['2026-04-30', 3, ['A', 'B', 'C'], Number.POSITIVE_INFINITY],
  ])('%s: %s customers, %j, in so many lines', async (asOf, customers, ids, lines) => {
    const past = await readPast(await (await bookWith(...LINES)).folder(), day(asOf));
    expect([past.customers, [...past.expect().missing()], past.lines]).toEqual([customers, ids, lines]);
    expect(past.lastDay).toBe(day('2026-03-31'));
  });

  it('reads ids as they stand in the export, though no spreadsheet runs them', async () => {
    await bookWith(
      "2026-01-31,'=cmd(),,key,a,1,new,,",
      '2026-01-31,00123,,key,a,1,new,,',
      '2026-01-31,"a,""b",,key,a,1,new,,',
    );
    const past = await readPast(await book.folder(), day('2026-02-01'));
    const expected = past.expect();
    expect([...expected.missing()]).toEqual(['=cmd()', '00123', 'a,"b']);
    expected.see('00123');
    expected.see('123');
    expect([...expected.missing()]).toEqual(['=cmd()', 'a,"b']);
  });
});

describe('since when a customer is a key account', () => {
  const LINES = [
    '2026-01-31,A,,key,a,1,new,,',
    '2026-01-31,B,,key,a,1,new,,',
    '2026-02-28,A,key,gone,,1,gone,,',
    '2026-04-30,A,,key,a,1,new,,',
    '2026-04-30,C,,key,a,1,new,,',
  ];
  const RUNS = ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'];

  it.each([
    // As the book says, whatever the plan does, but for the time before the first run and after the last.
    ['2026-01-30', 'A', '2020-01-01', '2020-01-01'],
    ['2026-01-31', 'A', null, '2026-01-31'],
    ['2026-01-31', 'A', '2020-01-01', '2020-01-01'],
    ['2026-01-31', 'A', '2026-02-03', '2026-01-31'],
    ['2026-03-31', 'A', '2026-01-31', null],
    ['2026-03-31', 'A', '2026-03-30', null],
    ['2026-03-31', 'A', '2026-04-01', '2026-04-01'],
    ['2026-04-30', 'A', '2026-01-31', '2026-04-30'],
    ['2026-04-30', 'A', '2020-01-01', '2026-04-30'],
    ['2026-04-30', 'B', '2026-03-01', '2026-01-31'],
    ['2026-03-31', 'C', '2026-02-01', null],
    ['2026-04-30', 'C', '2026-02-01', '2026-04-30'],
  ])('%s: %s, whose plan says %s, since %s', async (asOf, id, stated, since) => {
    const runs = RUNS.map((date) =>
      RUN_COLUMNS.map((column) =>
        column === 'as_of' ? date : /_(?:revenue|profit)$/.test(column) ? '' : '0',
      ).join(),
    );
    book = await createTestBook({
      'history.csv': [HEADER, ...LINES, ''].join('\n'),
      'runs.csv': [RUN_COLUMNS.join(','), ...runs, ''].join('\n'),
    });
    const categories = await readCategoriesSince(await book.folder(), day(asOf));
    const found = categories.since(id, 'key', stated === null ? null : day(stated));
    expect(found).toBe(since === null ? null : day(since));
  });
});

describe('a damaged history is refused, and the line named', () => {
  it.each([
    ['a conflict of git', '<<<<<<< HEAD', 2, null],
    ['a day that is none', '2026-02-30,A,,key,a,1,new,,', 2, 'as_of'],
    ['no id', '2026-01-31,,,key,a,1,new,,', 2, 'customer_id'],
    ['an unknown category', '2026-01-31,A,,vip,a,1,new,,', 2, 'to'],
    ['an unknown category before', '2026-01-31,A,vip,key,a,1,new,,', 2, 'from'],
    ['half a row', '2026-01-31,A,,key', 2, null],
    ['an open quote', '2026-01-31,"A,,key,a,1,new,,', 2, null],
    ['an earlier day', '2026-01-31,A,,key,a,1,new,,\n2026-01-30,B,,key,a,1,new,,', 3, 'as_of'],
  ])('%s', async (_, lines, line, column) => {
    await bookWith(...lines.split('\n'));
    const before = await book.tree();
    const error = await readPast(await book.folder(), day('2026-06-30')).catch((found) => found);
    expect(error).toBeInstanceOf(InputError);
    const at = { kind: 'cell', file: `${book.path}/history.csv`, line, column };
    expect(error.diagnostics[0]).toMatchObject({ code: 'damaged-book', severity: 'error', at });
    expect(await book.tree()).toEqual(before);
  });

  it.each([
    ['other columns', 'as_of,customer_id,to\n'],
    ['nothing at all', ''],
    ['bytes of another encoding', Buffer.from(`${HEADER}\n2026-01-31,\xb4\xf3,,key,a,1,new,,\n`, 'latin1')],
  ])('%s', async (_, text) => {
    book = await createTestBook();
    await book.put('history.csv', text);
    const error = await readPast(await book.folder(), day('2026-06-30')).catch((found) => found);
    expect(error.diagnostics).toMatchObject([{ code: 'damaged-book' }]);
  });

  it('lines of a day of which there is no run', async () => {
    await bookWith('2026-01-31,A,,key,a,1,new,,');
    const error = await readState(await book.folder(), day('2026-06-30')).catch((found) => found);
    expect(error.diagnostics).toMatchObject([
      { code: 'damaged-book', at: { file: `${book.path}/runs.csv` } },
    ]);
  });

  it('no line of the first run', async () => {
    book = await createTestBook();
    const cells = RUN_COLUMNS.map((column) => {
      if (column === 'as_of') return '2026-01-31';
      return /_customers$|^customers$|^key_(entered|left)$/.test(column) ? '1' : '';
    });
    await book.put('runs.csv', `${RUN_COLUMNS.join(',')}\n${cells.join(',')}\n`);
    const error = await readState(await book.folder(), day('2026-06-30')).catch((found) => found);
    expect(error.diagnostics).toMatchObject([
      { code: 'damaged-book', at: { file: `${book.path}/history.csv` } },
    ]);
    // Before it there is none to be expected.
    expect((await readState(await book.folder(), day('2026-01-31'))).runsBefore).toEqual([]);
  });
});
