import { gzipSync } from 'node:zlib';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/cli.ts';
import type { ClassifyFlags } from '../../src/commands/classify/command.ts';
import { runClassify } from '../../src/commands/classify/run.ts';
import type { DiffFlags } from '../../src/commands/diff/command.ts';
import { runDiff } from '../../src/commands/diff/run.ts';
import { runExplain } from '../../src/commands/explain/run.ts';
import type { ReportFlags } from '../../src/commands/report/command.ts';
import { runReport } from '../../src/commands/report/run.ts';
import { NO_CUSTOMER_FILE } from '../../src/commands/run/no-customer-file.ts';
import { InputError, UserError } from '../../src/errors.ts';
import { type MemoryIo, memoryIo } from './memory-io.ts';

const CRITERIA = `tables:
  orders:
    customer: Customer No
    unique: [order_no]
    fields:
      order_date: { type: date, columns: [Date] }
      order_no: { type: text, columns: [Order] }
      amount: { type: money, columns: [Amount] }
fields:
  customer_id: { type: id, columns: [customer_id, Customer No] }
  revenue: { from: orders, sum: amount, within: 12 months }
  last_order: { from: orders, latest: order_date }
categories:
  key: { when: { revenue: { at_least: 100 }, last_order: { within: 400 days } } }
  normal: { when: otherwise }
`;
const ORDERS = `Customer No,Date,Order,Amount
A,2026-06-01,1,60.10
B,2026-05-01,2,"1,000"
A,2026-01-01,3,39.90
A,2024-01-01,4,5
`;
const TABLELESS =
  'fields: { customer_id: { type: id }, revenue: { type: money } }\ncategories: { key: { when: { revenue: 5 } }, normal: { when: otherwise } }\n';
const CUSTOMERS = 'customer_id,city\nA,Köln\nB,"Bonn, Rhein"\nC,=1+1\n';
const VERDICTS = ['key,key-1,', 'key,key-1,', 'normal,otherwise,'];

interface Ran {
  readonly rows: readonly string[];
  readonly said: string;
  readonly codes: readonly string[];
  readonly file: (name: string) => string;
}

async function classify(
  path: string,
  files: Readonly<Record<string, string | Uint8Array>>,
  flags: Partial<ClassifyFlags> = {},
): Promise<Ran> {
  const io = memoryIo({ 'c.yaml': CRITERIA, 'orders.csv': ORDERS, 'customers.csv': CUSTOMERS, ...files });
  const all: ClassifyFlags = {
    criteria: 'c.yaml',
    format: 'csv',
    prefix: '',
    lang: 'en',
    asOf: '2026-06-30',
    table: ['orders=orders.csv'],
    ...flags,
  };
  const ran = (codes: readonly string[]): Ran => ({
    rows: io.written().trimEnd().split('\n'),
    said: io.said(),
    codes,
    file: (name) => String(io.files.get(name)),
  });
  try {
    await runClassify(path, all, io);
    return ran([...io.said().matchAll(/\[([\w-]+)\]$/gm)].map((match) => match[1]!));
  } catch (error) {
    if (error instanceof InputError)
      return ran(
        error.diagnostics.map(
          ({ code, at }) => `${code}${at.kind === 'cell' ? ` ${at.file}:${at.line}` : ''}`,
        ),
      );
    if (error instanceof UserError) return ran([`${error.message} → ${error.help?.en ?? 'undefined'}`]);
    throw error;
  }
}

describe('order lines beside a customer file', () => {
  it('are remarked on where they stand, and what they come to by the name of its field', async () => {
    const criteria = CRITERIA.replace(
      'fields:\n  customer',
      '      shipped: { type: date }\nfields:\n  customer',
    )
      .replace('    unique:', '    date: order_date\n    unique:')
      .replace('categories:', '  shipped: { from: orders, latest: shipped }\ncategories:')
      .replace('key: { when: {', 'key: { when: { shipped: { within: 900 days },');
    const { said } = await classify('customers.csv', {
      'c.yaml': criteria,
      'orders.csv': `Customer No,Date,Order,Amount,shipped
A,2026-06-01,1,999999999,2026-08-01
B,2026-05-01,2,7,9999-12-31
`,
    });
    expect(said.split('\n').filter((line) => /column|help/.test(line))).toEqual([
      'customers.csv:2: warning: column "shipped": 1 cell after the as-of date 2026-06-30: "2026-08-01" (line 2) [future-date]',
      'customers.csv:3: warning: column "shipped": 1 cell that programs write for "never" and that count as days: "9999-12-31" (line 3) [sentinel-date]',
      '  help: if they stand for a blank, say so in the criteria: tables: { orders: { input: { blanks: ["9999-12-31"] } } }',
      'orders.csv:2: warning: column "Amount": 1 cell of nines that make 100% of all amount: "999999999" (line 2) [placeholder-amount]',
      '  help: if they stand for a blank, say so in the criteria: tables: { orders: { fields: { amount: { blanks: ["999999999"] } } } }',
    ]);
  });

  it('stand behind its columns, also for customers without any', async () => {
    const { rows, codes } = await classify('customers.csv', {});
    expect(rows).toEqual([
      'customer_id,city,revenue,last_order,category,criterion,undetermined_because',
      'A,Köln,100,2026-06-01,key,key-1,',
      'B,"Bonn, Rhein",1000,2026-05-01,key,key-1,',
      "C,'=1+1,0,,normal,otherwise,",
    ]);
    expect(codes).toEqual([]);
  });

  it('do not take the name of one of its columns', async () => {
    const files = { 'customers.csv': 'customer_id,revenue\nA,7\nB,8\n' };
    expect((await classify('customers.csv', files)).codes).toEqual(['taken-column customers.csv:1']);
    const { rows } = await classify('customers.csv', files, { prefix: 'ka_' });
    expect(rows.slice(0, 2)).toEqual([
      'customer_id,revenue,ka_revenue,ka_last_order,ka_category,ka_criterion,ka_undetermined_because',
      'A,7,100,2026-06-01,key,key-1,',
    ]);
  });

  it('are left out and named where their customers are not there', async () => {
    const files = { 'customers.csv': 'customer_id\nB\n' };
    const { rows, said, codes } = await classify('customers.csv', files);
    expect(rows.length).toBe(2);
    expect(codes).toEqual(['unknown-customer-lines']);
    expect(said).toContain('3 lines of 1 customer who is not in "customers.csv" do not count: "A"');
    expect((await classify('customers.csv', files, { strict: true })).codes).toEqual([
      'unknown-customer-lines orders.csv:2',
    ]);
  });

  it('belong to customers whose rows are set aside', async () => {
    const files = { 'customers.csv': 'customer_id,city\nA,a,too,many\nB,b\n' };
    const { codes } = await classify('customers.csv', files, { rejects: 'bad.csv', strict: true });
    expect(codes).toEqual([]);
  });

  it('are added up by ids that look the same to a reader of ids', async () => {
    const files = {
      'customers.csv': 'customer_id\n  Zoé \n',
      'orders.csv': 'Customer No,Date,Order,Amount\nZoe\u0301,2026-06-01,1,5\n',
    };
    expect((await classify('customers.csv', files)).rows[1]).toBe('  Zoé ,5,2026-06-01,normal,otherwise,');
  });
});

describe('order lines alone', () => {
  it('make a customer of everybody who has one', async () => {
    const { rows, codes } = await classify(NO_CUSTOMER_FILE, {});
    expect(rows).toEqual([
      'customer_id,revenue,last_order,category,criterion,undetermined_because',
      `A,100,2026-06-01,${VERDICTS[0]}`,
      `B,1000,2026-05-01,${VERDICTS[1]}`,
    ]);
    expect(codes).toEqual([]);
  });

  it('name a day up to which there are some, where all are later', async () => {
    const io = memoryIo({ 'c.yaml': CRITERIA, 'orders.csv': ORDERS });
    const flags = {
      criteria: 'c.yaml',
      format: 'csv',
      prefix: '',
      lang: 'en',
      table: ['orders=orders.csv'],
    } as const;
    const before = runClassify(NO_CUSTOMER_FILE, { ...flags, asOf: '2023-12-31' }, io);
    const error = (await before.catch((found: unknown) => found)) as InputError;
    const later = error.diagnostics.find(({ code }) => code === 'later-lines');
    expect(later?.help?.en).toContain('--as-of 2026-06-01');
    await runClassify(NO_CUSTOMER_FILE, { ...flags, asOf: '2026-06-01' }, io);
    expect(io.said()).not.toContain('--as-of');
  });

  it('come from the file that the criteria name, beside them', async () => {
    const text = CRITERIA.replace('  orders:\n', '  orders:\n    file: lines.csv\n');
    const { rows } = await classify(NO_CUSTOMER_FILE, { 'c.yaml': text, 'lines.csv': ORDERS }, { table: [] });
    expect(rows.length).toBe(3);
  });

  it.each([
    ['packed', { 'orders.csv': gzipSync(ORDERS) }, 'orders.csv'],
    ['from standard input', { '-': ORDERS }, '-'],
  ])('are read %s', async (_, files, name) => {
    expect((await classify(NO_CUSTOMER_FILE, files, { table: [`orders=${name}`] })).rows.length).toBe(3);
  });

  it('are read from a sheet', async () => {
    const rows = [
      ['Customer No', 'Date', 'Order', 'Amount'],
      ['A', new Date('2026-06-01'), '1', 100.25],
    ];
    const files = {
      'o.xlsx': await writeXlsx({
        sheets: [
          { name: 'Notes', rows: [['none']] },
          { name: 'Lines', rows },
        ],
      }),
    };
    const ran = await classify(NO_CUSTOMER_FILE, files, { table: ['orders=o.xlsx'] });
    expect(ran.rows[1]).toBe('A,100.25,2026-06-01,key,key-1,');
  });

  it('are told by their SHA-256', async () => {
    const { rows } = await classify(NO_CUSTOMER_FILE, {}, { format: 'json' });
    const { createHash } = await import('node:crypto');
    const sha256 = createHash('sha256').update(ORDERS).digest('hex');
    expect(JSON.parse(rows.join('\n'))).toMatchObject({
      data_sha256: sha256,
      data_files: [
        { file: 'orders.csv', table: 'orders', sha256, lines: { read: 4, set_aside: 0, later: 0 } },
      ],
    });
  });
});

describe('lines that cannot be counted', () => {
  const broken = `${ORDERS}A,,5,1\nA,2026-02-01,3,2\nB,2026-02-01,6,many\n,2026-02-01,7,3\nTotal,2026-02-01,8,3\nA,2026-02-01\n`;
  const codes = [
    'ragged-row orders.csv:11',
    'undated-line orders.csv:6',
    'duplicate-line orders.csv:7',
    'bad-cell orders.csv:8',
    'missing-id orders.csv:9',
    'total-row orders.csv:10',
  ];

  it('are told all at once', async () => {
    expect((await classify(NO_CUSTOMER_FILE, { 'orders.csv': broken })).codes.toSorted()).toEqual(
      codes.toSorted(),
    );
  });

  it('are set aside whole, and the others count', async () => {
    const { rows, file } = await classify(NO_CUSTOMER_FILE, { 'orders.csv': broken }, { rejects: 'bad.csv' });
    expect(rows.slice(1).map((row) => row.slice(0, 6))).toEqual(['A,100,', 'B,1000']);
    expect(file('bad.csv').split('\n')).toEqual([
      'line,reason,row',
      '6,"the line has no ""order_date""","A,,5,1"',
      '7,"order_no ""3"" stands in line 4 already","A,2026-02-01,3,2"',
      '8,"column ""Amount"": expected money such as 1,234.50, found ""many""","B,2026-02-01,6,many"',
      '9,the line has no customer,",2026-02-01,7,3"',
      '10,"""Total"" looks like a total, not like a customer","Total,2026-02-01,8,3"',
      expect.stringMatching(/^11,.*,"A,2026-02-01"$/),
      '',
    ]);
  });

  it('are counted in JSON', async () => {
    const files = {
      'orders.csv': `${broken}Z,2026-02-01,9,4\nB,2026-07-01,10,4\n`,
      'customers.csv': 'customer_id,city\nA,x\nB,y\n',
    };
    const { rows } = await classify('customers.csv', files, { format: 'json', rejects: 'bad.csv' });
    expect(JSON.parse(rows.join('\n')).data_files).toMatchObject([
      { table: null },
      { table: 'orders', lines: { read: 12, set_aside: 6, later: 1, of_unknown_customers: 1 } },
    ]);
  });

  it('are set aside beside rows of customers, with the names of the files', async () => {
    const files = { 'orders.csv': broken, 'customers.csv': 'customer_id,city\nA,x\nA,y\nB,z,\n' };
    const { file } = await classify('customers.csv', files, { rejects: 'bad.csv' });
    const places = file('bad.csv')
      .split('\n')
      .map((row) => row.split(',').slice(0, 2).join(' '));
    expect(places.toSorted()).toEqual(
      [
        '',
        'customers.csv 3',
        'customers.csv 4',
        'file line',
        ...[10, 11, 6, 7, 8, 9].map((line) => `orders.csv ${line}`),
      ].toSorted(),
    );
  });
});

describe('what is wrong with the command line', () => {
  it.each([
    [
      'no name',
      ['orders.csv'],
      '--table: expected NAME=FILE, found "orders.csv" → --table orders=orders.csv',
    ],
    [
      'a name that the criteria do not have',
      ['order=orders.csv'],
      '--table: the criteria have no table "order" → did you mean "orders"?',
    ],
    [
      'a table twice',
      ['orders=a.csv', 'orders=b.csv'],
      '--table: "orders" is given twice → give one file for each table',
    ],
    [
      'a file that is not there',
      ['orders=order.csv'],
      'cannot read "order.csv": there is no such file or folder → say where it is: --table orders=FILE',
    ],
    [
      'no file',
      [],
      'the criteria work fields out from the table "orders", and no file of it is given → give it: --table orders=orders.csv',
    ],
  ])('is told: %s', async (_, table, message) => {
    expect((await classify('customers.csv', {}, { table })).codes).toEqual([message]);
  });

  it('is told: neither customers nor lines', async () => {
    const io = memoryIo({ 'criteria/default.yaml': TABLELESS });
    expect(await main(['classify'], io)).toBe(2);
    expect(io.said()).toBe(
      'error: no customer file is given\n  help: name one, or - for standard input: customers.csv\n',
    );
  });

  it.each([
    ['classify'],
    ['report'],
    ['explain', 'A', '--lines'],
    ['explain', 'customers.csv', '--near', '5%'],
  ])('is told: lines for criteria without tables, by %s', async (...args) => {
    const io = memoryIo({ 'customers.csv': 'customer_id\nA\n', 'criteria/default.yaml': TABLELESS });
    expect(await main([...args, '--table', 'orders=May orders.csv'], io)).toBe(2);
    expect(io.said()).toBe(
      'error: --table: the criteria have no table "orders"\n  help: declare it under tables in the criteria, or begin with criteria that do: keyaccounts init --table \'orders=May orders.csv\' -o criteria.yaml\n',
    );
  });

  it('is told: lines alone, and a field that only a customer file has', async () => {
    const text = CRITERIA.replace('fields:\n  customer_id', 'fields:\n  city: { type: text }\n  customer_id');
    const { codes, said } = await classify(NO_CUSTOMER_FILE, { 'c.yaml': text });
    expect(codes).toEqual(['missing-column orders.csv:1']);
    expect(said).toBe('');
  });
});

describe('why customers move between two exports of lines', () => {
  const MAY = `Customer No,Date,Order,Amount
grows,2026-05-01,1,60
falls,2025-06-15,2,70
falls,2026-05-01,3,50
swaps,2025-06-15,4,110
mended,2026-05-01,5,10
`;
  const JUNE = `${MAY.replace('5,10', '5,100')}grows,2026-06-10,6,40
swaps,2026-06-10,7,50
swaps,2026-06-11,8,60
stays,2026-06-12,9,5
`;
  const rules = CRITERIA.replace(
    'normal: {',
    'target: { when: { revenue: { at_least: 200 } } }\n  normal: {',
  ).replace('categories:', 'priority: [target, key, normal]\ncategories:');

  async function moves(flags: Partial<DiffFlags>): Promise<string[]> {
    const io = memoryIo({ 'c.yaml': rules, 'june.csv': JUNE, 'may.csv': MAY });
    const all: DiffFlags = {
      criteria: 'c.yaml',
      format: 'json',
      lang: 'en',
      keyLost: true,
      quiet: true,
      asOf: '2026-06-30',
      againstAsOf: '2026-05-31',
      table: ['orders=june.csv'],
      ...flags,
    };
    await runDiff(NO_CUSTOMER_FILE, all, io);
    const { movements } = JSON.parse(io.written()) as {
      movements: { customer_id: string; from: string; to: string; causes: Cause[] }[];
    };
    return movements.map(({ customer_id, from, to, causes }) => {
      const why = causes.map(({ kind, fields = [] }) =>
        [kind, ...fields.map((one) => `${one.field} ${one.from} ${one.to}`)].join(' '),
      );
      return `${customer_id} ${from} ${to}: ${why.join(', ')}`;
    });
  }

  interface Cause {
    readonly kind: string;
    readonly fields?: readonly { readonly field: string; readonly from: unknown; readonly to: unknown }[];
  }

  it('tells new lines from lines that the window has left behind', async () => {
    expect((await moves({ againstTable: ['orders=may.csv'] })).toSorted()).toEqual([
      'falls key normal: calendar',
      'grows normal key: data revenue 60 100',
      'mended normal key: data revenue 10 100',
      'stays absent normal: new',
    ]);
  });

  it('tells them in one export on two days', async () => {
    expect((await moves({})).toSorted()).toEqual([
      'falls key normal: calendar',
      'grows normal key: data revenue 60 100',
      'stays absent normal: new',
    ]);
  });
});

describe('criteria that read lines otherwise', () => {
  const LINES = `Customer No,Date,Due,Order,Amount,Payer
A,2026-06-01,2024-06-01,1,100,B
B,2026-06-01,2026-06-01,2,50,B
`;
  const OLDER = CRITERIA.replace(
    '      order_no:',
    '      due: { type: date, columns: [Due] }\n      order_no:',
  ).replace('    unique:', '    date: order_date\n    unique:');

  it.each([
    ['another day', 'date: order_date', 'date: due', 'A key normal'],
    ['another customer', 'customer: Customer No', 'customer: Payer', 'B normal key'],
    [
      'lines that are left out',
      '    unique:',
      '    input: { leave_out: [{ customer: [A] }] }\n    unique:',
      'A key normal',
    ],
    ['another column', 'columns: [Amount]', 'columns: [Order]', 'A key normal'],
    ['another scale', 'columns: [Amount] }', 'columns: [Amount], scale: thousand }', 'B normal key'],
    [
      'another currency',
      'tables:',
      'input: { currency: EUR, rates: { USD: 2 } }\ntables:',
      'B normal key',
      '    unique:',
      '    input: { currency: USD }\n    unique:',
    ],
    [
      'a currency of its own no longer',
      'input: { currency: EUR, rates: { USD: 2 } }\n',
      '',
      'B key normal',
      '    input: { currency: USD }\n',
      '',
      OLDER.replace('tables:', 'input: { currency: EUR, rates: { USD: 2 } }\ntables:').replace(
        '    unique:',
        '    input: { currency: USD }\n    unique:',
      ),
    ],
  ])('move customers: %s', async (_, before, after, expected, ...more) => {
    const [start = '', end = '', older = OLDER] = more;
    const newer = older.replace(before, after).replace(start, end);
    const files = { 'old.yaml': older, 'new.yaml': newer, 'o.csv': LINES, 'c.csv': 'customer_id\nA\nB\n' };
    const io = memoryIo(files);
    const flags = { criteria: 'new.yaml', againstCriteria: 'old.yaml', table: ['orders=o.csv'] };
    await runDiff(
      'c.csv',
      { ...flags, format: 'json', lang: 'en', keyLost: false, quiet: true, asOf: '2026-06-30' },
      io,
    );
    const { movements } = JSON.parse(io.written());
    const moved = movements.map((one: Record<'customer_id' | 'from' | 'to', string>) =>
      [one.customer_id, one.from, one.to].join(' '),
    );
    expect(moved).toContain(expected);
    expect(movements[0].causes).toMatchObject([{ kind: 'criteria' }]);
  });
});

describe('the months of a series', () => {
  const MONTHS = `Customer No,Date,Order,Amount
A,2026-06-30,1,5
A,2026-06-01,2,7.5
A,2026-05-31,3,-2
A,2026-04-30,4,1
A,2026-03-31,5,100
A,2026-07-01,6,100
`;
  it.each([
    ['sum: amount', '2026-06-30', [1, -2, 12.5], '2026-04-01'],
    ['count: yes', '2026-06-30', [1, 1, 2], '2026-04-01'],
    ['sum: amount', '2026-06-15', [100, 1, 5.5], '2026-03-16'],
    ['sum: amount, where: { amount: { more_than: 0 } }', '2026-06-30', [1, 0, 12.5], '2026-04-01'],
  ])('of %s on %s', async (how, asOf, months, from) => {
    const text = CRITERIA.replace(
      'categories:',
      `  monthly: { from: orders, ${how}, every: month, last: 3 }\ncategories:`,
    );
    const io = memoryIo({ 'c.yaml': text, 'orders.csv': MONTHS });
    const flags = { criteria: 'c.yaml', format: 'json', lang: 'en', asOf, quiet: true } as const;
    await runExplain('A', [], { ...flags, table: ['orders=orders.csv'] }, io);
    const [explained] = JSON.parse(io.written()).explanations;
    expect(explained.months).toEqual([{ field: 'monthly', from, to: asOf, months }]);
  });

  const SERIES = CRITERIA.replace(
    'categories:',
    '  monthly: { from: orders, sum: amount, every: month, last: 3 }\ncategories:',
  );
  const SMALL = `${MONTHS}B,2026-06-30,7,5\n`;

  async function report(format: NonNullable<ReportFlags['format']>): Promise<string> {
    const io = memoryIo({ 'c.yaml': SERIES, 'orders.csv': SMALL });
    const flags = { criteria: 'c.yaml', format, lang: 'en', asOf: '2026-06-30', quiet: true } as const;
    await runReport(
      NO_CUSTOMER_FILE,
      [],
      { ...flags, section: ['customers'], table: ['orders=orders.csv'] },
      io,
    );
    return io.written();
  }

  it('stand beside each key account of a report, and beside no other customer', async () => {
    const { listed } = JSON.parse(await report('json')).customers;
    const own = { field: 'monthly', from: '2026-04-01', to: '2026-06-30', months: [1, -2, 12.5] };
    expect(listed.map((row: { months?: object }) => row.months)).toEqual([[own], undefined]);
    expect((await report('markdown')).match(/[▁-█]+/g)).toEqual(['▂▁█']);
    expect((await report('text')).match(/[▁-█]+/g)).toEqual(['▂▁█']);
  });

  it('are a line on a page, which says what it shows', async () => {
    const page = await report('html');
    const label = 'monthly: 3 months from 2026-04-01 to 2026-06-30, between -2 and 12.5';
    const [svg, ...others] = page.match(/<svg class="months".*?<\/svg>/g)!;
    expect(others).toEqual([]);
    expect(svg).toContain(`role="img" aria-label="${label}"`);
    // The scale is from the month of returns at the foot to the largest at the top.
    expect(svg).toContain('<polyline points="1,14.1 48,17 95,3"/>');
  });
});

describe('lines of groups of companies', () => {
  const GROUPS = `${CRITERIA.replace(
    '      amount:',
    '      product_line: { type: text, columns: [Line] }\n      amount:',
  ).replace(
    'categories:',
    '  parent: { type: text, optional: true }\n  monthly: { from: orders, sum: amount, every: month, last: 3 }\ncategories:',
  )}group: { by: parent }
`;
  const files = {
    'c.yaml': GROUPS,
    'customers.csv': 'customer_id,parent\nA,\nA1,A\nA2,A\nB,\n',
    'orders.csv': `Customer No,Date,Order,Amount,Line
A,2026-06-30,1,60.1,Pumps
A1,2026-06-01,2,0.2,Pumps
A2,2026-05-31,3,50,Seals
B,2026-04-30,4,70,Pumps
`,
  };
  const flags = { criteria: 'c.yaml', lang: 'en', asOf: '2026-06-30', quiet: true } as const;
  const MONTHS = { field: 'monthly', from: '2026-04-01', to: '2026-06-30', months: [0, 50, 60.3] };

  async function report(criteria: string) {
    const io = memoryIo({ ...files, 'c.yaml': criteria });
    const more = { section: ['customers', 'units'], table: ['orders=orders.csv'], format: 'json' } as const;
    await runReport('customers.csv', [], { ...flags, ...more }, io);
    return JSON.parse(io.written());
  }

  it('are added up month by month, and by product line', async () => {
    const { customers, units } = await report(GROUPS);
    expect(customers.listed[0]).toMatchObject({ customer_id: 'A', months: [MONTHS] });
    expect(units.product_lines).toEqual([
      { name: 'Pumps', customers: 2, revenue: 130.3, key_accounts: 1, key_revenue: 60.3 },
      { name: 'Seals', customers: 1, revenue: 50, key_accounts: 1, key_revenue: 50 },
    ]);
  });

  it('have no product lines that would not add up to revenue', async () => {
    const { units } = await report(
      GROUPS.replace('sum: amount, within', 'sum: amount, in_group: largest, within'),
    );
    expect(units).not.toHaveProperty('product_lines');
  });

  it('are added up where a site is explained', async () => {
    const io = memoryIo(files);
    await runExplain('customers.csv', ['A1'], { ...flags, table: ['orders=orders.csv'], format: 'json' }, io);
    expect(JSON.parse(io.written()).explanations).toMatchObject([{ customer_id: 'A', months: [MONTHS] }]);
  });
});

it('reads a table from which only a series is worked out', async () => {
  const text = CRITERIA.replace(
    'fields:\n  customer_id',
    '  visits: { customer: Customer No, fields: { day: { type: date, columns: [Date] } } }\nfields:\n  visited: { from: visits, count: yes, every: month, last: 2 }\n  customer_id',
  );
  const io = memoryIo({
    'c.yaml': text,
    'orders.csv': ORDERS,
    'customers.csv': CUSTOMERS,
    'v.csv': 'Customer No,Date\nA,2026-06-01\nA,2026-06-02\n',
  });
  const flags = { criteria: 'c.yaml', format: 'json', lang: 'en', asOf: '2026-06-30', quiet: true } as const;
  await runExplain('customers.csv', ['A'], { ...flags, table: ['orders=orders.csv', 'visits=v.csv'] }, io);
  const [explained] = JSON.parse(io.written()).explanations;
  expect(explained.months).toMatchObject([{ field: 'visited', months: [0, 2] }]);
});

it('says how each file of lines was read, and which of its lines are none', async () => {
  const text = CRITERIA.replace(
    '    fields:\n',
    '    input: { leave_out: [{ customer: ["Sum*"] }] }\n    fields:\n',
  );
  const lines = `${ORDERS.replaceAll(',"1,000"', ',1000').replaceAll(',', ';')}Sum;;;1\n`;
  const files = { 'c.yaml': text, 'orders.csv': lines };
  const alone = await classify(NO_CUSTOMER_FILE, files, { verbose: true });
  expect(alone.said).toBe(
    'orders.csv: 1 row left out: 1 that leave_out names\n  orders.csv:6: Sum;;;1\norders.csv: read as utf-8, columns separated by semicolon\n',
  );
  expect(alone.rows[1]).toBe('A;100;2026-06-01;key;key-1;');
  const beside = await classify('customers.csv', files, { verbose: true });
  expect(beside.said).toBe(`customers.csv: read as utf-8, columns separated by comma\n${alone.said}`);
});

describe('revenue by product line', () => {
  const LINES = `Customer No,Date,Order,Amount,Line
A,2026-06-01,1,100.1,Pumps
A,2026-06-02,2,0.2,Pumps
A,2026-06-03,3,7,
B,2026-06-04,4,0.000001,Pumps
B,2026-06-05,5,-3,Valves
B,2024-06-05,6,500,Valves
C,2024-06-05,7,500,Seals
`;

  async function units(type: string, lines: string, format: 'json' | 'markdown' = 'json') {
    const text = CRITERIA.replace('      amount:', `      product_line: ${type}\n      amount:`);
    const io = memoryIo({ 'c.yaml': text, 'orders.csv': lines });
    const flags = { criteria: 'c.yaml', lang: 'en', asOf: '2026-06-30', quiet: true } as const;
    const more = { section: ['units'], table: ['orders=orders.csv'], format };
    await runReport(NO_CUSTOMER_FILE, [], { ...flags, ...more }, io);
    return io.written();
  }
  const TEXT = '{ type: text, columns: [Line] }';

  it('adds up the lines that count for revenue, to the last digit', async () => {
    expect(JSON.parse(await units(TEXT, LINES)).units.product_lines).toEqual([
      { name: 'Pumps', customers: 2, revenue: 100.300001, key_accounts: 1, key_revenue: 100.3 },
      { name: null, customers: 1, revenue: 7, key_accounts: 1, key_revenue: 7 },
      { name: 'Valves', customers: 1, revenue: -3, key_accounts: 0, key_revenue: 0 },
    ]);
    const table = await units(TEXT, LINES, 'markdown');
    expect(table).toContain('Product lines');
    expect(table).toMatch(/\| Pumps +\| +2 \| +1 \| +100 \| 96\.2% \|/);
    expect(table).toMatch(/\| no product line +\| +1 \| +1 \| +7 \|/);
  });

  it('adds up by the fields that the criteria name, of customers and of lines', async () => {
    const criteria = CRITERIA.replace(
      '      amount:',
      `      product_line: ${TEXT}\n      channel: { type: choice, columns: [Order], values: { shop: ["1", "4"], post: ["2", "3", "5", "6", "7"] } }\n      amount:`,
    ).replace(
      'categories:',
      '  city: { from: orders, last_value: order_no }\nreport: { base_by: [city, channel, product_line] }\ncategories:',
    );
    const io = (): MemoryIo => memoryIo({ 'c.yaml': criteria, 'orders.csv': LINES });
    const report = async (format: 'json' | 'markdown' | 'html' | 'text', lang: 'en' | 'zh' = 'en') => {
      const made = io();
      const flags = { criteria: 'c.yaml', lang, asOf: '2026-06-30', quiet: true, format } as const;
      const more = { section: ['concentration', 'units'], table: ['orders=orders.csv'] };
      await runReport(NO_CUSTOMER_FILE, [], { ...flags, ...more }, made);
      return made.written();
    };
    const { units, concentration } = JSON.parse(await report('json'));
    expect(units.business_units).toEqual([]);
    expect(units.base_by.map(({ field, table }: { field: string; table: string }) => [field, table])).toEqual(
      [
        ['city', null],
        ['channel', 'orders'],
        ['product_line', 'orders'],
      ],
    );
    expect(units.base_by[0].values[0]).toMatchObject({ name: '3', customers: 1, revenue: 107.3 });
    expect(units.base_by[1].values).toEqual([
      { name: 'shop', customers: 2, revenue: 100.100001, key_accounts: 1, key_revenue: 100.1 },
      { name: 'post', customers: 2, revenue: 4.2, key_accounts: 1, key_revenue: 7.2 },
    ]);
    expect(units.base_by[2].values).toEqual(units.product_lines);
    expect(concentration.base_by[1].values[0]).toMatchObject({
      name: 'shop',
      revenue: { total: 100.100001 },
    });
    const page = await report('markdown');
    for (const text of [
      'By channel',
      'Base business by channel',
      '3 values of city, 2 values of channel and 2 product lines',
    ])
      expect(page).toContain(text);
    expect(await report('text', 'zh')).toContain('各channel的基础业务');
    expect(await report('html')).toContain('Base business by product line');
  });

  it.each([
    ['there is no such column', TEXT, LINES.replace('Line\n', 'Other\n')],
    ['nothing else reads a choice', '{ type: choice, columns: [Line], values: { Seals: [S] } }', LINES],
  ])('refuses no line where %s', async (_, type, lines) => {
    expect(JSON.parse(await units(type, lines)).units).not.toHaveProperty('product_lines');
  });
});
