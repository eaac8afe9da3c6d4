import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { runAudit } from '../../src/commands/audit/run.ts';
import { runClassify } from '../../src/commands/classify/run.ts';
import { runDiff } from '../../src/commands/diff/run.ts';
import { runReport } from '../../src/commands/report/run.ts';
import { ALL_READERS, READERS, type ReadSheet } from '../output/formats/read-back.ts';
import { type MemoryIo, memoryIo } from './memory-io.ts';

const [, readWorkbook] = READERS[1]!;

const CRITERIA = `
name: Test
version: "1"
fields:
  customer_id: { type: id }
  customer_name: { type: text, optional: true }
  account_manager: { type: text, optional: true }
  revenue: { type: money, missing: 0, optional: true }
  margin: { type: percent, optional: true }
  last_order: { type: date, optional: true, format: DD.MM.YYYY }
priority: [lost, key, normal]
categories:
  lost: { when: { revenue: { less_than: 0 } } }
  key: { when: { any: [{ id: large, revenue: { at_least: 1m } }, { id: rich, margin: { at_least: 50% } }] } }
  normal: { when: otherwise }
`;

const CUSTOMERS = `customer_id,customer_name,revenue,margin,last_order,note
007,=1+1,"1,234,567.80",12.5%,30.06.2026,0012
C2,"Müller 大客户",$500.00,60%,,-5
00123,plain,12345678901234567890.12,,01.01.1890,1e5
C4,,,,29.02.2024 10:30,true
`;

async function classify(
  customers: string,
  flags: Partial<Parameters<typeof runClassify>[1]> = {},
): Promise<{ readonly io: MemoryIo; readonly bytes: Uint8Array }> {
  const io = memoryIo({ 'c.yaml': CRITERIA, 'c.csv': customers });
  await runClassify(
    'c.csv',
    {
      criteria: 'c.yaml',
      format: 'xlsx',
      output: 'result.xlsx',
      prefix: '',
      lang: 'en',
      asOf: '2026-06-30',
      ...flags,
    },
    io,
  );
  return { io, bytes: io.files.get('result.xlsx') as Uint8Array };
}

describe('classify -o result.xlsx', () => {
  it.each(ALL_READERS)('keeps numbers, days and texts apart, as %s reads it', async (_, read) => {
    const { bytes } = await classify(CUSTOMERS.replace(' 10:30', ''));
    expect(await read(bytes, 0)).toEqual([
      [
        'customer_id',
        'customer_name',
        'revenue',
        'margin',
        'last_order',
        'note',
        'category',
        'criterion',
        'undetermined because',
      ],
      ['007', '=1+1', 1_234_567.8, 0.125, '2026-06-30', '0012', 'key', 'large'],
      ['C2', 'Müller 大客户', 500, 0.6, '', '-5', 'key', 'rich'],
      ['00123', 'plain', '12345678901234567890.12', '', '01.01.1890', '1e5', 'key', 'large'],
      ['C4', '', '', '', '2024-02-29', 'true', 'undetermined', '', 'margin'],
    ]);
  });

  it('says why each key account is key, and which other criteria it meets', async () => {
    const { bytes } = await classify(CUSTOMERS.replace(' 10:30', ''));
    expect((await readWorkbook(bytes, 2)).slice(0, 3)).toEqual([
      ['customer id', 'customer', 'account manager', 'criterion', 'why it is key', 'also meets'],
      ['007', '=1+1', '', 'large', 'revenue is at least 1m (1,234,567.80)'],
      ['C2', 'Müller 大客户', '', 'rich', 'margin is at least 50% (60%)'],
    ]);
  });

  it('has the summary and the criteria in words, in the language of the run', async () => {
    const { bytes } = await classify(CUSTOMERS.replace(' 10:30', ''), { lang: 'zh' });
    const flat = (sheet: ReadSheet): string => sheet.map((row) => row.join(' | ')).join('\n');
    expect(flat(await readWorkbook(bytes, 1))).toContain('大客户 | 维系长期关系，优化利润 | 3');
    expect(flat(await readWorkbook(bytes, 3))).toContain('大客户 | large | 2 | 销售额不低于 100万');
    expect((await readWorkbook(bytes, 0))[0]!.slice(6)).toEqual(['类别', '入选标准', '未定原因']);
  });

  it('says the same as CSV of every customer', async () => {
    const io = memoryIo({});
    const sample = readFileSync(new URL('../../fixtures/customers/sample.csv', import.meta.url), 'utf8');
    const criteria = readFileSync(new URL('../../criteria/default.yaml', import.meta.url), 'utf8');
    const flags = {
      criteria: 'c.yaml',
      prefix: '',
      lang: 'en',
      asOf: '2026-06-30',
      raw: true,
    } as const;
    io.files.set('c.csv', sample);
    io.files.set('c.yaml', criteria);
    await runClassify('c.csv', { ...flags, format: 'xlsx', output: 'r.xlsx' }, io);
    await runClassify('c.csv', { ...flags, format: 'csv', output: 'r.csv' }, io);
    const rows = parse(String(io.files.get('r.csv')), { relax_column_count: true }) as string[][];
    const sheet = await readWorkbook(io.files.get('r.xlsx') as Uint8Array, 0);
    const category = rows[0]!.indexOf('category');
    expect(sheet.length).toBe(rows.length);
    for (const [index, row] of rows.entries()) {
      if (index === 0) continue;
      expect(sheet[index]![0]).toBe(row[0]!.trim());
      expect(sheet[index]![category]).toBe(row[category]);
      expect(sheet[index]![category + 3] ?? '').toEqual(row.at(-1) === '' ? '' : Number(row.at(-1)));
    }
  });

  it('gives the same bytes twice', async () => {
    const [one, other] = [await classify(CUSTOMERS), await classify(CUSTOMERS)];
    expect(Buffer.compare(Buffer.from(one.bytes), Buffer.from(other.bytes))).toBe(0);
  });

  it('says how many cells were too long for Excel', async () => {
    const { io, bytes } = await classify(`customer_id,margin,note\nA,60%,${'x'.repeat(40_000)}\n`);
    expect(io.said()).toContain('1 cell is longer than the 32,767 characters that Excel takes');
    expect(String((await readWorkbook(bytes, 0))[1]![2])).toHaveLength(32_767);
  });

  it('leaves no workbook behind where a row cannot be read', async () => {
    await expect(classify('customer_id,revenue\nA,abc\n')).rejects.toThrow();
    const io = memoryIo({ 'c.yaml': CRITERIA, 'c.csv': 'customer_id,revenue\nA,abc\n' });
    const flags = { criteria: 'c.yaml', format: 'xlsx', output: 'r.xlsx', prefix: '', lang: 'en' } as const;
    await expect(runClassify('c.csv', flags, io)).rejects.toThrow();
    expect(io.files.has('r.xlsx')).toBe(false);
  });

  it('is not written on a terminal', async () => {
    const files = memoryIo({ 'c.yaml': CRITERIA, 'c.csv': CUSTOMERS });
    const io = { ...files, out: { ...files.out, isTTY: true } };
    const flags = { criteria: 'c.yaml', format: 'xlsx', prefix: '', lang: 'en' } as const;
    await expect(runClassify('c.csv', flags, io)).rejects.toThrow(/no text for a terminal/);
  });
});

describe('the workbooks of other commands', () => {
  const BEFORE = `customer_id,customer_name,account_manager,revenue,margin
A,Alpha,Ann,900000,10%
B,Beta,,2000000,20%
`;
  const NOW = `customer_id,customer_name,account_manager,revenue,margin
A,Alpha,Ann,1000000,10%
B,Beta,,2000000,20%
`;
  const FLAGS = {
    criteria: 'c.yaml',
    format: 'xlsx',
    output: 'r.xlsx',
    prefix: '',
    lang: 'en',
    asOf: '2026-06-30',
  } as const;
  const io = (): MemoryIo =>
    memoryIo({
      'c.yaml': `${CRITERIA}duties: { manager: account_manager }\n`,
      'now.csv': NOW,
      'before.csv': BEFORE,
    });
  const sheetsOf = async (outside: MemoryIo): Promise<ReadSheet[]> => {
    const bytes = outside.files.get('r.xlsx') as Uint8Array;
    return Promise.all([0, 1, 2, 3].map((sheet) => readWorkbook(bytes, sheet)));
  };
  const WHY = ['A', 'Alpha', 'Ann', 'large', 'revenue is at least 1m (1,000,000)'];

  it('report: every customer, and the sections as a page', async () => {
    const outside = io();
    await runReport('now.csv', [], FLAGS, outside);
    const [customers, summary, why, criteria] = await sheetsOf(outside);
    expect(customers!.slice(1)).toEqual([
      ['A', 'Alpha', 'Ann', 1_000_000, 0.1, 'key', 'large'],
      ['B', 'Beta', '', 2_000_000, 0.2, 'key', 'large'],
    ]);
    expect(summary!.map(([first]) => first)).toContain('Concentration');
    expect(summary!.map(([first]) => first)).not.toContain('Criteria');
    expect(why![1]).toEqual(WHY);
    expect(criteria![0]).toEqual(['Criteria']);
  });

  it('diff: every customer that moves, with its cause', async () => {
    const outside = io();
    await runDiff('now.csv', { ...FLAGS, against: 'before.csv' }, outside);
    const [customers, , why] = await sheetsOf(outside);
    expect(customers!.slice(1).map((row) => row.slice(0, 7))).toEqual([
      ['A', 'Alpha', 'normal', 'key', 'no other category applies', 'large', 1_000_000],
    ]);
    expect(why!.slice(1).map(([id]) => id)).toEqual(['A', 'B']);
  });

  it('audit: a row for everything that is wrong, and one for whom nothing is', async () => {
    const outside = io();
    await runAudit('now.csv', FLAGS, outside);
    const [customers, , why] = await sheetsOf(outside);
    expect(customers!.slice(1).map((row) => [row[0], row[4], row[5]])).toEqual([
      ['B', 'red', 'manager named'],
      ['A', 'green', undefined],
    ]);
    expect(why!.slice(1).map(([id]) => id)).toEqual(['A', 'B']);
  });

  it('audit of one manager: only what is theirs', async () => {
    const outside = io();
    await runAudit('now.csv', { ...FLAGS, manager: 'ann' }, outside);
    const [customers, , why] = await sheetsOf(outside);
    expect([customers!.length, why!.length]).toEqual([2, 2]);
  });

  it('gives the same bytes twice', async () => {
    const [one, other] = [io(), io()];
    for (const outside of [one, other]) await runReport('now.csv', [], FLAGS, outside);
    expect(one.files.get('r.xlsx')).toEqual(other.files.get('r.xlsx'));
  });
});
