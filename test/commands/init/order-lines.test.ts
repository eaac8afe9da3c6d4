import { describe, expect, it } from 'vitest';
import { runClassify } from '../../../src/commands/classify/run.ts';
import { runInit } from '../../../src/commands/init/run.ts';
import { NO_CUSTOMER_FILE } from '../../../src/commands/run/no-customer-file.ts';
import { InputError, UserError } from '../../../src/errors.ts';
// @ts-expect-error: plain JavaScript without types, so that node runs it as it is
import { makeOrders } from '../../make-orders.js';
import { memoryIo } from '../memory-io.ts';

const made: Record<string, Buffer> = makeOrders();

const GERMAN = `Kunde;Bestelldatum;Beleg;Umsatz
A;01.02.2026;1;1.234,50
A;05.03.2026;2;10,00
B;31.12.2025;3;5,5
B;30.04.2025;3;-5,5
Summe;;;1.244,50
`;

const INVOICES = `Belegnummer;Position;Belegart;Belegdatum;Kundennummer;Menge;Nettobetrag
4711;10;Rechnung;01.02.2026;10;4;1234,50
4711;20;Rechnung;01.02.2026;10;1;1,25
4712;10;Gutschrift;05.03.2026;10;-1;51,50-
4713;10;Rechnung;31.12.2025;20;3;500
4714;10;Rechnung;30.01.2026;20;3;5,5
`;

// What init writes of lines, and what comes of it when it is run as it says.
async function initAndClassify(file: string | Uint8Array, lang: 'en' | 'zh' = 'en') {
  const io = memoryIo({ 'orders.csv': file });
  await runInit('orders.csv', { lang, output: 'k.yaml', asOf: '2026-06-30' }, io);
  const criteria = String(io.files.get('k.yaml'));
  const said = io.said();
  const flags = {
    criteria: 'k.yaml',
    format: 'csv',
    prefix: '',
    lang,
    asOf: '2026-06-30',
    quiet: true,
  } as const;
  await runClassify(NO_CUSTOMER_FILE, { ...flags, table: ['orders=orders.csv'] }, io);
  return { criteria, said, rows: io.written().trimEnd().split('\n') };
}

describe('init of order lines', () => {
  it('writes how they are added up, and criteria that run on them', async () => {
    const { criteria, said, rows } = await initAndClassify(made['orders.csv']!);
    expect(criteria).toContain('    customer: { columns: [Customer No] }\n');
    for (const line of [
      'customer_name: { from: orders, last_value: customer_name }',
      'account_manager: { from: orders, last_value: account_manager }',
      'revenue: { from: orders, sum: amount, within: 12 months }',
      'prior_revenue: { from: orders, sum: amount, within: [24 months, 12 months] }',
      'quantity: { from: orders, sum: quantity, within: 12 months }',
      'last_order: { from: orders, latest: order_date }',
      '# orders_12m: { from: orders, distinct: order_no, within: 12 months }',
      'growth: (revenue - prior_revenue) / prior_revenue',
    ])
      expect(criteria).toContain(`  ${line}\n`);
    expect(rows).toHaveLength(401);
    expect(said).toContain(
      'next: keyaccounts classify --table orders=orders.csv --as-of 2026-06-30 -c k.yaml',
    );
  });

  it('gives the same customers the same categories in Chinese', async () => {
    const [english, chinese] = await Promise.all([
      initAndClassify(made['orders.csv']!),
      initAndClassify(made['orders-zh.csv']!, 'zh'),
    ]);
    const verdicts = ({ rows }: { rows: readonly string[] }) =>
      rows.slice(1).map((row) => [row.split(',')[0], row.split(',').at(-3)]);
    expect(verdicts(chinese)).toEqual(verdicts(english));
  });

  it('says in the table how its file is written', async () => {
    const { criteria, rows } = await initAndClassify(GERMAN);
    expect(criteria).toMatch(/^ {4}input:\n {6}decimal: ","/m);
    expect(criteria).toMatch(/^ {8}- \{ customer: \[Summe\] \}/m);
    expect(criteria).toMatch(/^ {8}format: DD\.MM\.YYYY/m);
    expect(rows.slice(1).map((row) => row.split(';').slice(0, 4).join(' '))).toEqual([
      'A 1244.5 0 2026-03-05',
      'B 5.5 -5.5 2025-12-31',
    ]);
  });

  it('takes the amount of an invoice for revenue, and the number of it as a text', async () => {
    const { criteria, rows } = await initAndClassify(INVOICES);
    expect(criteria).toMatch(/^ {6}order_no: .*\n {8}type: text\n {8}columns: \[Belegnummer\]/m);
    expect(criteria).toMatch(/^ {6}amount: .*\n {8}type: money\n {8}columns: \[Nettobetrag\]/m);
    expect(criteria).toContain('  quantity: { from: orders, sum: quantity, within: 12 months }\n');
    expect(rows.slice(1).map((row) => row.split(';').slice(0, 2).join(' '))).toEqual([
      '10 1184.25',
      '20 505.5',
    ]);
  });

  it.each([
    ['Customer No,Order Date,Order No,Amount', 'A,2026-02-01,1,50\nA,2026-03-05,2,10\nB,2025-12-31,3,5\n'],
    ['客户编号,发票日期,发票金额', 'A,2026-02-01,50\nA,2026-03-05,10\nB,2025-12-31,5\n'],
  ])('takes the day of an order for no number of it: %s', async (header, lines) => {
    const { criteria, rows } = await initAndClassify(`${header}\n${lines}`);
    expect(criteria).toContain('last_order: { from: orders, latest: order_date }');
    expect(rows.slice(1).map((row) => row.split(',').slice(0, 2))).toEqual([
      ['A', '60'],
      ['B', '5'],
    ]);
  });

  it('takes the kind of a document for no number of it', async () => {
    const file =
      'Customer,Date,Transaction Type,Amount\nA,2026-02-01,Invoice,5\nA,2026-03-05,Credit Memo,6\n';
    expect((await initAndClassify(file)).criteria).not.toContain('order_no');
  });

  it('does not take quantities for amounts', async () => {
    const io = memoryIo({
      'orders.csv': INVOICES.replaceAll('Nettobetrag', 'Sonstiges').replaceAll(/[\d,-]+$/gm, ''),
    });
    const error = await runInit('orders.csv', { lang: 'en', asOf: '2026-06-30' }, io).catch(
      (thrown) => thrown,
    );
    expect(error).toMatchObject({ diagnostics: [{ code: 'not-customers' }] });
  });

  it.each(['Num', 'Ref No', 'Doc'])('takes the %s of an invoice for no customer', async (header) => {
    const file = `Date,${header},Name,Amount\n2026-02-01,X1,Acme,50\n2026-03-05,X2,Acme,10\n2026-03-31,X3,Bo,5\n2026-04-01,X4,Bo,6\n`;
    const { rows } = await initAndClassify(file);
    expect(rows.slice(1).map((row) => row.split(',').slice(0, 2))).toEqual([
      ['Acme', '60'],
      ['Bo', '11'],
    ]);
  });

  it.each([
    ['Boni', '5', '17', true],
    ['Profit', '5.50', '17.25', true],
    ['Amount', '5.50', '17.25', false],
  ])('warns where the lines of %s may be no amounts', async (header, one, other, warns) => {
    const file = `Customer,Order Date,${header}\nA,2026-02-01,${one}\nA,2026-03-05,${other}\nB,2026-04-05,${one}\n`;
    const { said } = await initAndClassify(file);
    const warning = `warning: no column is known as the amounts of the lines, so revenue adds up "${header}"`;
    expect(said.includes(warning)).toBe(warns);
  });

  it.each([
    ['one day that is none among a few', '2026-06-0', 4],
    ['no day at all', 'CW 12', 2],
  ])('names %s', async (_, text, line) => {
    const day = line === 2 ? text : '2026-06-01';
    const file = `Customer No,Order Date,Amount\nA,${day},5\nA,${day},6\nB,${text},7\nB,${day},8\n`;
    const io = memoryIo({
      'orders.csv': file,
      'good.csv': LINES,
      'customers.csv': 'Customer No,Name\nC1,x\n',
    });
    const flags = { lang: 'en', asOf: '2026-06-30' } as const;
    const alone = await runInit('orders.csv', flags, io).catch((thrown) => thrown);
    expect(alone).toMatchObject({ diagnostics: [{ code: 'bad-cell', at: { line } }] });
    const table = ['orders=good.csv', 'tickets=orders.csv'];
    await expect(runInit('customers.csv', { ...flags, table }, io)).rejects.toMatchObject({
      diagnostics: [{ code: 'bad-cell', at: { file: 'orders.csv', line } }],
    });
  });

  it('asks for the day where all lines are older', async () => {
    const io = memoryIo({ 'orders.csv': GERMAN });
    const error = await runInit('orders.csv', { lang: 'en', asOf: '2029-01-01' }, io).catch(
      (thrown) => thrown,
    );
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).help?.en).toBe('look at it on that day: --as-of 2026-03-05');
  });
});

const LINES = `Customer No,Order No,Order Date,Amount
C1,1,2026-06-01,100
C1,2,2025-03-01,90
C2,3,2026-05-01,200
C2,4,2026-05-02,300
C9,5,2026-05-02,7
`;

const CUSTOMERS = `Customer No;Name;Status;Revenue;Potential
C1;Ann;active;1,5;1.000,50
C2;Bob;active;2,5;2.000,00
C3;Cy;closed;3,5;10,25
`;

const RUN = { lang: 'en', asOf: '2026-06-30', table: ['sales=o.csv'] } as const;
const FLAGS = { ...RUN, output: 'k.yaml' };

async function initBeside(customers: string, lines: string) {
  const io = memoryIo({ 'c.csv': customers, 'o.csv': lines });
  const error = await runInit('c.csv', FLAGS, io).then(
    () => null,
    (thrown: Error) => thrown,
  );
  return { io, error, criteria: String(io.files.get('k.yaml')) };
}

describe('init of a customer file beside order lines', () => {
  it('takes sales from the lines and the rest from the customer file, and what it writes runs', async () => {
    const { io, error, criteria } = await initBeside(CUSTOMERS, LINES);
    expect(error).toBeNull();
    for (const line of [
      '  sales:',
      '  decimal: "," # decimals are written with a comma, such as 1.234,50',
      '  revenue: { from: sales, sum: amount, within: 12 months }',
      '  last_order: { from: sales, latest: order_date }',
      '          status: closed',
    ])
      expect(criteria).toContain(`${line}\n`);
    // The revenue of the customer file is not read beside that of the lines.
    expect(criteria.match(/^ {2}(# )?revenue:/gm)).toHaveLength(1);
    expect(io.said()).toContain(
      'columns that are not read, since "sales" says the same: "Revenue" (revenue)',
    );
    expect(io.said()).toContain('1 line of 1 customer who is not in "c.csv" does not count: "C9"');
    expect(io.said()).toContain(
      'next: keyaccounts classify c.csv --table sales=o.csv --as-of 2026-06-30 -c k.yaml',
    );
    const flags = { criteria: 'k.yaml', format: 'csv', prefix: '', quiet: true, ...RUN } as const;
    await runClassify('c.csv', flags, io);
    expect(io.written().trimEnd().split('\n').slice(1)).toEqual([
      'C1;Ann;active;1,5;1.000,50;100;90;2026-06-01;normal;otherwise;',
      'C2;Bob;active;2,5;2.000,00;500;0;2026-05-02;key;large;',
      'C3;Cy;closed;3,5;10,25;0;0;;lost;closed;',
    ]);
  });

  it('says what could be worked out from other tables, ready to be used', async () => {
    const io = memoryIo({
      'c.csv': CUSTOMERS,
      'o.csv': LINES,
      't.csv': 'Ticket,Customer No,Opened on\n1,C1,2026-06-02\n2,C1,2026-06-03\n3,C2,2024-06-03\n',
      'v.csv': 'Customer No;Visit Cost\nC1;1.000,50\nC1;2.000,50\nC2;5,25\n',
    });
    const table = ['sales=o.csv', 'tickets=t.csv', 'visits=v.csv'];
    await runInit('c.csv', { ...FLAGS, table }, io);
    const criteria = String(io.files.get('k.yaml'));
    expect(io.said()).toContain('next: keyaccounts classify c.csv --table sales=o.csv --as-of');
    const classified = async (text: string, files: string[]) => {
      const made = memoryIo({ ...Object.fromEntries(io.files), 'k.yaml': text });
      const flags = {
        criteria: 'k.yaml',
        format: 'csv',
        prefix: '',
        lang: 'en',
        asOf: '2026-06-30',
      } as const;
      await runClassify('c.csv', { ...flags, table: files }, made);
      return { rows: made.written().trimEnd().split('\n').slice(1), said: made.said() };
    };
    const { said } = await classified(criteria, ['sales=o.csv']);
    expect(said).not.toContain('unused-name');
    const [head, tables, ...rest] = criteria.split(/^(?=tables:|# What the columns)/m);
    const used = [
      head,
      tables!.replace(/^ {2}# (?!No rule|under )/gm, '  '),
      ...rest.map((part) => part.replace(/^ {2}# (?=(tickets|last_tickets|visits)\w*: \{)/gm, '  ')),
    ].join('');
    const rule =
      '  key:\n    when:\n      any:\n        - { tickets_12m: { at_least: 2 }, visits_lines: 2 }\n';
    const { rows } = await classified(used.replace(/ {2}key:\n {4}when:\n {6}any:\n/, rule), table);
    expect(rows[0]).toContain(';key;');
  });

  it('calls the lines what --table calls them, without a customer file', async () => {
    const io = memoryIo({ 'o.csv': LINES });
    await runInit(NO_CUSTOMER_FILE, FLAGS, io);
    expect(String(io.files.get('k.yaml'))).toContain(
      '  revenue: { from: sales, sum: amount, within: 12 months }\n',
    );
    expect(io.said()).toContain(
      'next: keyaccounts classify --table sales=o.csv --as-of 2026-06-30 -c k.yaml',
    );
  });

  it.each([
    [
      'lines of other customers',
      CUSTOMERS,
      LINES.replaceAll(/^C/gm, 'K'),
      'no line of "o.csv" is of a customer in "c.csv"',
    ],
    [
      'another currency',
      CUSTOMERS.replace('Potential', 'Potential USD'),
      LINES.replace('Amount', 'Amount EUR'),
      'are never compared',
    ],
    [
      'lines without an amount',
      CUSTOMERS,
      'Customer No,Order Date\nC1,2026-06-01\nC1,2026-06-02\n',
      'no column has an amount',
    ],
    ['a customer file of lines', LINES, LINES, 'these are order lines, not customers'],
  ])('refuses %s', async (_, customers, lines, message) => {
    const { error, io } = await initBeside(customers, lines);
    expect(error instanceof InputError ? error.diagnostics[0]!.message.en : error?.message).toContain(
      message,
    );
    expect(io.files.has('k.yaml')).toBe(false);
  });

  it('writes rates for lines in several currencies, to be filled in', async () => {
    const lines = LINES.replace('2025-03-01,90', '2025-03-01,USD 90').replace(/(\d\d),(\d+)$/gm, '$1,EUR $2');
    const { error, criteria, io } = await initBeside(CUSTOMERS, lines);
    expect(error).toBeNull();
    expect(criteria).toMatch(/^ {6}currency: EUR$/m);
    expect(criteria).toMatch(/^ {6}rates: \{ USD: RATE \}$/m);
    expect(io.said()).toContain('RATE');
    const flags = { criteria: 'k.yaml', format: 'csv', prefix: '', quiet: true, ...RUN } as const;
    await expect(runClassify('c.csv', flags, io)).rejects.toBeInstanceOf(InputError);
  });
});
