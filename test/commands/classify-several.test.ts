import { describe, expect, it } from 'vitest';
import type { ClassifyFlags } from '../../src/commands/classify/command.ts';
import { runExports } from '../../src/commands/classify/exports.ts';
import { SeveralErrors } from '../../src/errors.ts';
import { createTestBook } from '../book/book-folder.ts';
import { READERS } from '../output/formats/read-back.ts';
import { type MemoryIo, memoryIo } from './memory-io.ts';

const CRITERIA = `
name: Test
version: "1"
fields:
  customer_id: { type: id, columns: [customer_id, 客户编号] }
  revenue: { type: money, columns: [revenue, 销售额], optional: true }
priority: [key, normal]
categories:
  key: { when: { any: [{ id: large, revenue: { top: 1 } }] } }
  normal: { when: otherwise }
`;

const EAST = 'customer_id,name,revenue\nA,=1+1,5\nB,Bob,50\n';
const WEST = '客户编号;销售额;城市\nB;70;上海\nC;7;\n';
const NORTH = 'customer_id,name,revenue\nD,x,5\nE,"a,b",6\n';

const LINES = `
name: Test
version: "1"
tables:
  orders: { customer: { columns: [no] }, fields: { amount: { type: money } } }
fields:
  customer_id: { type: id }
  revenue: { from: orders, sum: amount }
priority: [key, normal]
categories:
  key: { when: { any: [{ id: large, revenue: { at_least: 1 } }] } }
  normal: { when: otherwise }
`;

interface Ran {
  readonly io: MemoryIo;
  readonly code: number;
}

async function classify(
  names: readonly string[],
  flags: Partial<ClassifyFlags>,
  files: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const io = memoryIo({
    'c.yaml': CRITERIA,
    'east.csv': EAST,
    'west.csv': WEST,
    'north.csv': NORTH,
    ...files,
  });
  const code = await runExports(
    names,
    { criteria: 'c.yaml', format: 'text', prefix: '', lang: 'en', ...flags },
    io,
  );
  return { io, code };
}

describe('classify of several exports', () => {
  it('puts columns of the same field side by side, whatever each export calls them', async () => {
    const { io } = await classify(['east.csv', 'west.csv', 'north.csv'], { format: 'csv' });
    expect(io.written().trimEnd().split('\n')).toEqual([
      'customer_id,name,revenue,城市,source,category,criterion,undetermined_because',
      "A,'=1+1,5,,east.csv,normal,otherwise,",
      'B,Bob,50,,east.csv,key,large,',
      'B,,70,上海,west.csv,key,large,',
      'C,,7,,west.csv,normal,otherwise,',
      'D,x,5,,north.csv,normal,otherwise,',
      'E,"a,b",6,,north.csv,key,large,',
    ]);
  });

  it('leaves rows of the same columns as they stand', async () => {
    const { io } = await classify(['north.csv', 'east.csv'], { format: 'csv', raw: true });
    expect(io.written()).toContain('\nE,"a,b",6,north.csv,key,');
    expect(io.written()).toContain('\nA,=1+1,5,east.csv,normal,');
  });

  it('decides each export as it is decided alone', async () => {
    const names = ['east.csv', 'west.csv', 'north.csv'];
    const { io } = await classify(names, { format: 'json', asOf: '2026-06-30' });
    const { exports, ...head } = JSON.parse(io.written());
    for (const [at, name] of names.entries()) {
      const alone = JSON.parse((await classify([name], { format: 'json', asOf: '2026-06-30' })).io.written());
      expect({ ...head, ...exports[at] }).toEqual({ ...alone, source: name });
    }
  });

  it('names the export on every line', async () => {
    const { io } = await classify(['east.csv', 'west.csv'], { format: 'ndjson' });
    const lines = io
      .written()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ source, customer_id }) => [source, customer_id])).toEqual([
      ['east.csv', 'A'],
      ['east.csv', 'B'],
      ['west.csv', 'B'],
      ['west.csv', 'C'],
    ]);
  });

  it.each(READERS)('fills one workbook, as %s reads it', async (_, read) => {
    const { io } = await classify(['east.csv', 'west.csv'], { format: 'xlsx', output: 'all.xlsx' });
    const bytes = io.files.get('all.xlsx') as Uint8Array;
    const [header, ...rows] = await read(bytes, 0);
    const at = header!.indexOf('source');
    expect(rows.map((row) => [row[0], row[at], row[at + 1]])).toEqual([
      ['A', 'east.csv', 'normal'],
      ['B', 'east.csv', 'key'],
      ['B', 'west.csv', 'key'],
      ['C', 'west.csv', 'normal'],
    ]);
    const why = await read(bytes, 2);
    expect(why.map((row) => row.slice(0, 2))).toEqual([
      ['source', 'customer id'],
      ['east.csv', 'B'],
      ['west.csv', 'B'],
    ]);
  });

  it('says how many customers stand in an earlier export, too', async () => {
    const { io } = await classify(['east.csv', 'west.csv', 'north.csv'], { format: 'csv' });
    expect(io.said()).toMatch(/1 row of customers who stand in an earlier export too, such as "B"/);
    expect((await classify(['east.csv', 'north.csv'], { format: 'csv' })).io.said()).not.toMatch(/earlier/);
  });

  it('says of each export what is wrong with it, and writes nothing', async () => {
    const bad = {
      'many.csv': `customer_id,revenue\n${Array.from({ length: 900 }, (_, at) => `${at},x`).join('\n')}\n`,
      'other.csv': 'a,b\n1,2\n',
    };
    const names = ['many.csv', 'east.csv', 'nowhere.csv', 'other.csv'];
    const found = await classify(names, { output: 'all.csv' }, bad).catch((error) => error);
    expect(found).toBeInstanceOf(SeveralErrors);
    expect((found as SeveralErrors).errors.map((one) => one.constructor.name)).toEqual([
      'InputError',
      'UserError',
      'InputError',
    ]);
  });

  it('sets rows aside with the name of their file', async () => {
    const files = { 'bad.csv': 'customer_id,revenue\nX,much\nY,1\n' };
    const { io } = await classify(['east.csv', 'bad.csv'], { format: 'csv', rejects: 'r.csv' }, files);
    expect(String(io.files.get('r.csv'))).toMatch(/^file,line,reason,row\nbad\.csv,2,/);
    expect(io.written()).toContain('Y,,1,bad.csv,key,');
  });

  it('exits as with one export', async () => {
    const files = { 'gap.csv': 'customer_id,revenue\nX,\nY,1\n' };
    expect((await classify(['east.csv', 'gap.csv'], { strict: true, format: 'csv' }, files)).code).toBe(1);
    expect((await classify(['east.csv', 'gap.csv'], { format: 'csv' }, files)).code).toBe(0);
    expect((await classify(['east.csv', 'west.csv'], { strict: true, format: 'csv' }, files)).code).toBe(0);
  });

  it('knows one book for all of them, and tells of overrides that none of them needs', async () => {
    const book = await createTestBook({
      'overrides.csv':
        'customer_id,category,reason,author,expires\nA,key,x,y,2027-01-01\nC,key,x,y,2027-01-01\nZ,key,x,y,2027-01-01\n',
    });
    const flags = { format: 'csv', book: book.path, asOf: '2026-06-30' } as const;
    const { io } = await classify(['east.csv', 'west.csv'], flags);
    await book.clear();
    expect(io.written()).toMatch(/^A,.*,east\.csv,key,,override,/m);
    expect(io.written()).toMatch(/^C,.*,west\.csv,key,,override,/m);
    expect(io.said().match(/\[[a-z-]+\]/g)).toEqual(['[unknown-override]']);
  });

  it('reads order lines once for all of them', async () => {
    const files = {
      'lines.yaml': LINES,
      'one.csv': 'customer_id\nA\nB\n',
      'two.csv': 'customer_id\nC\n',
      'orders.csv': 'no,amount\nA,1\nC,5\nC,2\nZ,9\n',
    };
    const flags = { criteria: 'lines.yaml', table: ['orders=orders.csv'], format: 'csv' } as const;
    const { io } = await classify(['one.csv', 'two.csv'], flags, files);
    expect(io.written().trimEnd().split('\n')).toEqual([
      'customer_id,revenue,source,category,criterion,undetermined_because',
      'A,1,one.csv,key,large,',
      'B,0,one.csv,normal,otherwise,',
      'C,7,two.csv,key,large,',
    ]);
    expect(io.said().match(/\d lines? of .*\[[a-z-]+\]/g)).toEqual([
      '1 line of 1 customer who is not in "one.csv, two.csv" does not count: "Z" [unknown-customer-lines]',
    ]);
    await expect(classify(['one.csv', 'two.csv'], { ...flags, strict: true }, files)).rejects.toThrow();
    const { io: json } = await classify(['one.csv', 'two.csv'], { ...flags, format: 'json' }, files);
    const { exports } = JSON.parse(json.written());
    expect(exports[1].data_files[1]).toMatchObject({
      file: 'orders.csv',
      lines: { of_unknown_customers: 1 },
    });
  });

  it('names the group of each row', async () => {
    const files = {
      'groups.yaml': CRITERIA.replace(
        'fields:',
        'group: { by: parent }\nfields:\n  parent: { type: text, optional: true }',
      ),
      'one.csv': 'customer_id,parent,revenue\nA,,1\nB,A,2\n',
      'two.csv': 'customer_id,parent,revenue\nA,,4\n',
    };
    const { io } = await classify(['one.csv', 'two.csv'], { criteria: 'groups.yaml', format: 'csv' }, files);
    expect(io.written().trimEnd().split('\n').slice(1)).toEqual([
      'A,,1,one.csv,key,large,,A',
      'B,A,2,one.csv,key,large,,A',
      'A,,4,two.csv,key,large,,A',
    ]);
    expect((await classify(['one.csv', 'two.csv'], { criteria: 'groups.yaml' }, files)).io.written()).toMatch(
      /one\.csv +1 +1 +0 +3/,
    );
  });

  it.each([
    [['east.csv', 'east.csv'], /"east.csv" is named twice/],
    [['-', '-'], /standard input is named twice/],
    [['*.ods'], /there is no file "\*\.ods"/],
  ])('refuses %s', async (names, message) => {
    await expect(classify(names, {})).rejects.toThrow(message);
  });

  it('finds what an asterisk stands for where the shell does not', async () => {
    const files = { 'in/2.csv': EAST, 'in/1.CSV': NORTH, 'in/.3.csv': EAST, 'in/x.txt': '' };
    const { io } = await classify(['in/*.csv'], { format: 'ndjson' }, files);
    const sources = io
      .written()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).source);
    expect([...new Set(sources)]).toEqual(['in/1.CSV', 'in/2.csv']);
  });

  it('refuses a column that one of the exports has already', async () => {
    const files = { 'own.csv': 'customer_id,revenue,source\nX,1,web\n' };
    await expect(classify(['east.csv', 'own.csv'], { format: 'csv' }, files)).rejects.toThrow();
    const { io } = await classify(['east.csv', 'own.csv'], { format: 'csv', prefix: 'ka_' }, files);
    expect(io.written()).toContain('source,ka_source,ka_category');
  });
});
