import { describe, expect, it } from 'vitest';
import { runClassify } from '../../../src/commands/classify/run.ts';
import { runInit } from '../../../src/commands/init/run.ts';
import { NO_CUSTOMER_FILE } from '../../../src/commands/run/no-customer-file.ts';
import { UserError } from '../../../src/errors.ts';
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

  it('asks for the day where all lines are older', async () => {
    const io = memoryIo({ 'orders.csv': GERMAN });
    const error = await runInit('orders.csv', { lang: 'en', asOf: '2029-01-01' }, io).catch(
      (thrown) => thrown,
    );
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).help).toBe('look at it on that day: --as-of 2026-03-05');
  });
});
