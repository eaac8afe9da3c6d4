import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reopenRun } from '../../src/book/reopen.ts';
import { runReview } from '../../src/commands/review/run.ts';
import { InputError } from '../../src/errors.ts';
import { factText } from '../../src/fields/facts.ts';
import { checkCustomers } from '../../src/verdict/classify-table.ts';
import { memoryIo } from '../commands/memory-io.ts';
import { createTestBook, type TestBook } from './book-folder.ts';

const COMPANY = `
name: Company
version: "1"
input: { decimal: ",", delimiter: ";" }
fields:
  customer_id: { type: id, columns: [Kunde] }
  unit: { type: text }
  revenue: { type: money }
priority: [key, lost, target, normal]
categories:
  key: { when: { revenue: { at_least: 100 } }, stays_while: { revenue: { at_least: 50 } } }
  lost: { when: { revenue: { at_most: 0 } } }
  target: { when: { revenue: { less_than: 1 } } }
  normal: { when: otherwise }
`;
const TOP = 'extends: company.yaml\nversion: "2"\nunits: { by: unit, criteria: { North: north.yaml } }\n';
const NORTH = 'categories: { key: { when: { revenue: { at_least: 1000 } } } }\n';
const ROWS = 'Kunde;note;unit;revenue\n"=A;1";x;South;100,50\nB;"y\nz";North;999,99\nC;;North;1.000,00\n';

let book: TestBook;
beforeEach(async () => {
  book = await createTestBook({
    'overrides.csv': 'customer_id,category,reason,author,expires\nB,key,why,Ann,2026-12-31\n',
  });
  const files = { 'company.yaml': COMPANY, 'top.yaml': TOP, 'north.yaml': NORTH, 'c.csv': ROWS };
  const flags = { criteria: 'top.yaml', asOf: '2026-01-31', book: book.path, maxGone: '20%', plans: false };
  await runReview('c.csv', { ...flags, format: 'json', lang: 'en' }, memoryIo(files));
});
afterEach(() => book.clear());

async function verdicts(): Promise<string[]> {
  const run = await reopenRun(await book.folder(), 'last');
  const checked = await checkCustomers(run!.options);
  const found: string[] = [];
  for await (const { facts, verdict, criteria } of checked!.classify())
    found.push(
      `${factText(facts, criteria.idField.slot)} ${verdict.kind === 'decided' ? `${verdict.category} ${verdict.by}` : ''}`,
    );
  return found;
}

it('a run that the book keeps can be made again: units, decimals, quotes, overrides', async () => {
  expect(await verdicts()).toEqual(['=A;1 key when', 'B key override', 'C key when']);
  const { 'last/customers.csv': kept } = await book.tree();
  expect(kept!.split('\n').slice(0, 2)).toEqual([
    'Kunde,unit,revenue,book:category,book:criterion',
    '\'=A;1,South,"100,50",key,key-1',
  ]);
});

it('takes every row for the customer that it was, whatever its id reads like by now', async () => {
  await forgetDigests();
  await book.put('last/customers.csv', 'Kunde,unit,revenue\nTotal,South,"100,50"\n(blank),North,1\n');
  expect(await verdicts()).toEqual(['Total key when', '(blank) normal otherwise']);
});

it('needs nothing of the folder that it was made in', async () => {
  await book.put('overrides.csv', 'customer_id,category,reason,author,expires\n');
  expect(await verdicts()).toEqual(['=A;1 key when', 'B key override', 'C key when']);
});

describe('is refused when it is damaged, and the file is named', () => {
  it.each([
    ['run.json', 'no JSON', '{'],
    ['run.json', 'another format', '{"format_version":2,"as_of":"2026-01-31","criteria":{"files":[{}]}}'],
    ['run.json', 'no day', '{"format_version":1,"as_of":"2026-01-32","criteria":{"files":[{}]}}'],
    ['run.json', 'no criteria', '{"format_version":1,"as_of":"2026-01-31","criteria":{"files":[]}}'],
    [
      'run.json',
      'a file elsewhere',
      '{"format_version":1,"as_of":"2026-01-31","criteria":{"files":[{"file":"../../x.yaml"}]}}',
    ],
    ['run.json', 'no file', '{"format_version":1,"as_of":"2026-01-31","criteria":{"files":[null]}}'],
    ['customers.csv', 'nothing', null],
    ['criteria/2.yaml', 'nothing', null],
  ])('%s: %s', async (name, _, text) => {
    if (text === null) await rm(join(book.path, 'last', name));
    else await book.put(`last/${name}`, text);
    const error = await verdicts().catch((found) => found);
    expect(error).toBeInstanceOf(InputError);
    const at = { kind: 'cell', file: `${book.path}/last/run.json`, line: 1, column: null };
    expect(error.diagnostics).toMatchObject([{ code: 'damaged-book', at }]);
  });

  it.each([
    ['a row that is no row', 'Kunde,unit,revenue\nA,South,1,2\n', 2],
    ['a cell that cannot be read', 'Kunde,unit,revenue\nA,South,much\n', 2],
    ['a customer twice', 'Kunde,unit,revenue\nA,South,1\nA,South,1\n', 3],
    ['a column that is not there', 'Kunde,revenue\nA,1\n', 1],
  ])('customers.csv: %s', async (_, text, line) => {
    await forgetDigests();
    await book.put('last/customers.csv', text);
    const error = await verdicts().catch((found) => found);
    const at = { file: `${book.path}/last/customers.csv`, line };
    expect(error.diagnostics).toMatchObject([{ code: 'damaged-book', at }]);
  });
});

it('says what to do where criteria of then are refused today', async () => {
  await forgetDigests();
  await book.put('last/criteria/1.yaml', `${TOP}duties: { plans: required }\n`);
  const error = await verdicts().catch((found) => found);
  const [folder, file] = [`${book.path}/last`, `${book.path}/last/criteria/1.yaml`];
  expect(error.diagnostics).toMatchObject([
    { code: 'damaged-book', help: { en: expect.stringContaining(`delete the folder "${folder}"`) } },
    { severity: 'error', at: { source: { name: file } } },
  ]);
});

describe('knows what it wrote', () => {
  const kept = ['customers.csv', 'criteria/1.yaml', 'criteria/2.yaml', 'criteria/3.yaml', 'overrides.csv'];

  it('by a SHA-256 of each file that only it writes', async () => {
    const { 'last/run.json': run, ...tree } = await book.tree();
    const { sha256 } = JSON.parse(run!);
    expect(Object.keys(sha256).sort()).toEqual([...kept].sort());
    for (const [name, digest] of Object.entries(sha256))
      expect(digest).toBe(createHash('sha256').update(tree[`last/${name}`]!).digest('hex'));
  });

  it.each(kept)('a bit of %s that flipped is damage, and named', async (name) => {
    const file = join(book.path, 'last', name);
    const bytes = await readFile(file);
    for (const at of [0, bytes.length >> 1, bytes.length - 2]) {
      for (const bit of [1, 0x80]) {
        const flipped = Buffer.from(bytes);
        flipped[at]! ^= bit;
        await writeFile(file, flipped);
        const error = await verdicts().catch((found) => found);
        expect(error).toBeInstanceOf(InputError);
        expect(error.diagnostics).toMatchObject([
          { code: 'damaged-book', at: { file: `${book.path}/last/${name}`, line: 1 } },
        ]);
      }
    }
    await writeFile(file, bytes);
    expect(await verdicts()).toHaveLength(3);
  });

  it('and one that is gone, too', async () => {
    await rm(join(book.path, 'last', 'overrides.csv'));
    const error = await verdicts().catch((found) => found);
    expect(error.diagnostics).toMatchObject([
      { code: 'damaged-book', at: { file: `${book.path}/last/run.json` } },
    ]);
  });

  it('whatever git does to the ends of lines', async () => {
    for (const name of kept) {
      const file = join(book.path, 'last', name);
      await writeFile(file, (await readFile(file, 'utf8')).replaceAll('\n', '\r\n'));
    }
    expect(await verdicts()).toHaveLength(3);
  });

  it('and reads a book of an earlier version, which has none', async () => {
    await forgetDigests();
    expect(await verdicts()).toHaveLength(3);
  });
});

async function forgetDigests(): Promise<void> {
  const { 'last/run.json': text } = await book.tree();
  const { sha256: _, ...run } = JSON.parse(text!);
  await book.put('last/run.json', JSON.stringify(run));
}
