import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/cli.ts';
import { runClassify } from '../../src/commands/classify/run.ts';
import { runExplain } from '../../src/commands/explain/run.ts';
import { memoryIo } from './memory-io.ts';

// What is shown is the exact value, rounded once.
const CRITERIA = `fields:
  customer_id: { type: id }
  a: { type: number }
  b: { type: number }
scores:
  s:
    - { fact: a, weight: 3, scale: [0, 7] }
    - { fact: b, weight: 5, scale: [0, 16] }
categories:
  key: { when: { s: { at_least: 70 } } }
  normal: { when: otherwise }
`;
const FLAGS = { criteria: 'c.yaml', asOf: '2026-06-30', prefix: '', lang: 'en' } as const;

/** Thousandths as typed. */
const typed = (thousandths: bigint): string =>
  `${thousandths / 1000n}.${String(thousandths % 1000n).padStart(3, '0')}`;

const rows = fc.array(fc.tuple(fc.bigInt({ min: 0n, max: 7000n }), fc.bigInt({ min: 0n, max: 16_000n })), {
  minLength: 1,
  maxLength: 200,
});

it('shows a score as its exact value, rounded half away from zero', async () => {
  const property = fc.asyncProperty(rows, async (all) => {
    const file = all.map(([a, b], index) => `C${index},${typed(a)},${typed(b)}\n`).join('');
    const io = memoryIo({ 'c.yaml': CRITERIA, 'c.csv': `customer_id,a,b\n${file}` });
    await runClassify('c.csv', { ...FLAGS, format: 'csv' }, io);
    const shown = io
      .written()
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',').at(-1));
    // (3·a/7 + 5·b/16)·100/8 in hundredths, from thousandths, and a half added before the division.
    const expected = all.map(([a, b]) => {
      const hundredths = ((3n * a * 16n + 5n * b * 7n) * 10_000n * 2n + 8n * 112_000n) / (2n * 8n * 112_000n);
      return String(Number(hundredths) / 100);
    });
    expect(shown).toEqual(expected);
  });
  await fc.assert(property, { numRuns: 50, examples: [[[[7000n, 9_467n]]]] });
});

it.each([
  // Just below and above lines, where doubles leave digits of their own.
  ['6.99', '11.1', { value: 80.805803571, distance: -10.805803571 }],
  ['0.1', '0.2', { value: 1.316964286, distance: 68.683035714 }],
  ['0', '0', { value: 0, distance: 70 }],
])('explains %s and %s without the noise of doubles', async (a, b, expected) => {
  const io = memoryIo({ 'c.yaml': CRITERIA, 'c.csv': `customer_id,a,b\nA,${a},${b}\n` });
  await runExplain('c.csv', [], { ...FLAGS, all: true, format: 'json' }, io);
  const line = JSON.parse(io.written());
  expect(line.categories[0].criteria[0]).toMatchObject({ fact: 's', ...expected });
});

it('shows the distance of a cent as a cent', async () => {
  const criteria = `fields:
  customer_id: { type: id }
  revenue: { type: money }
  cost: { type: money }
derived: { profit: revenue - cost, margin: (revenue - cost) / revenue }
categories:
  key: { when: { any: [{ profit: { at_least: 5m } }, { margin: { at_least: 10% } }] } }
  normal: { when: otherwise }
`;
  const io = memoryIo({
    'c.yaml': criteria,
    'c.csv': 'customer_id,revenue,cost\nA,50000000.07,45000000.08\nB,1000000000,900000000.01\n',
  });
  await runExplain('c.csv', [], { ...FLAGS, all: true, format: 'json' }, io);
  const parts = io
    .written()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).categories[0].criteria);
  expect(parts[0][0]).toMatchObject({ value: 4_999_999.99, distance: 0.01 });
  expect(parts[0][1]).toMatchObject({ value: 0.09999999966, distance: 0.00000000034 });
  // What is not on its line is not shown there, however near.
  expect(parts[1][1]).toMatchObject({ value: 0.09999999999, distance: 0.00000000001 });
});

describe('amounts of more than 15 digits are shown to the last one', () => {
  const criteria = `name: Long
version: "1"
fields:
  customer_id: { type: id }
  business_unit: { type: text }
  revenue: { type: money }
  gross_profit: { type: money }
categories:
  key: { when: { revenue: { at_least: 5m } } }
  normal: { when: otherwise }
`;
  const rows = [
    'A,N,9007199254740993,90071992547409.93',
    'B,N,9007199254740993.01,90071992547409.97',
    'C,S,1234567890123.45,-1.01',
    'D,S,0.01,0.01',
  ];
  const fileOf = (all: readonly string[]): string =>
    `customer_id,business_unit,revenue,gross_profit\n${all.join('\n')}\n`;
  const run = async (...args: string[]): Promise<string> => {
    const io = memoryIo({
      'c.yaml': criteria,
      'c.csv': fileOf(rows),
      'd.csv': fileOf([rows[2]!, rows[0]!, rows[3]!, rows[1]!]),
    });
    await main([...args, '-c', 'c.yaml', '--as-of', '2026-06-30'], io);
    return io.written();
  };

  it.each(['c.csv', 'd.csv'])('in the JSON of report: %s', async (file) => {
    const json = await run('report', file, '--format', 'json');
    const amounts = new Set([...json.matchAll(/(?<=: )-?\d{13,}(?:\.\d+)?(?=[,\n])/g)].map(([one]) => one));
    expect([...amounts].sort()).toEqual([
      '1234567890123.45',
      '1234567890123.46',
      '180143985094818.89',
      '180143985094818.9',
      '180143985094819.9',
      '18014398509481986.01',
      '18015633077372109.46',
      '18015633077372109.47',
      '90071992547409.93',
      '90071992547409.97',
      '9007199254740993',
      '9007199254740993.01',
    ]);
  });

  it('in its page', async () => {
    const page = await run('report', 'c.csv', '--format', 'html');
    expect(page).toContain('data-v="18015633077372109.47"');
    expect(page).toContain('data-v="9007199254740993.01"');
    expect(page).not.toMatch(/data-v="(?:18015633077372108|900719925474099[24])/);
  });

  it('in explain and classify', async () => {
    expect(await run('explain', 'c.csv', 'A')).toContain('9,007,199,254,740,993');
    expect(await run('explain', 'c.csv', 'B', '--format', 'json')).toContain('"value": 9007199254740993.01,');
    expect(await run('classify', 'c.csv', '--format', 'json')).toContain('"revenue":18015633077372109.47');
  });

  describe('and so are their sums', () => {
    const CRITERIA = `name: Sums
version: "1"
fields:
  customer_id: { type: id }
  lost_reason: { type: text }
  revenue: { type: money }
  margin: { type: percent }
categories:
  lost: { when: { lost_reason: { present: yes } } }
  key: { when: { revenue: { at_least: 1bn }, margin: { at_least: 10% } } }
  normal: { when: otherwise }
`;
    const TWO = ['A,,9007199254740993.01,11%', 'B,,9007199254740993.01,12%'];
    const GONE = [
      'L,price,9007199254740993.01,1%',
      'M,price,9007199254740993.01,1%',
      'N,,9007199254740995.02,9.9%',
    ];
    const sumsIn = async (
      args: readonly string[],
      now: readonly string[],
      before: readonly string[] = [],
    ) => {
      const head = 'customer_id,lost_reason,revenue,margin\n';
      const io = memoryIo({
        'c.yaml': CRITERIA,
        'c.csv': `${head}${now.join('\n')}\n`,
        'old.csv': `${head}${before.join('\n')}\n`,
      });
      await main([...args, '--format', 'json', '-c', 'c.yaml', '--as-of', '2026-06-30'], io);
      return io.written();
    };

    it('in calibrate', async () => {
      const json = await sumsIn(['calibrate', 'c.csv', '--key-accounts', '1'], TWO);
      expect(json).toContain('"revenue": 18014398509481986.02,');
      expect(json).toContain('"revenue_of_all": 18014398509481986.02');
      expect(json).toContain('"key_revenue": 9007199254740993.01,');
      expect(json).toContain('"revenue_moved": 9007199254740993.01,');
      expect(json).toContain('"revenue": 9007199254740993.01,');
    });

    it('in calibrate, where the last digit decides', async () => {
      const now = ['A,,9007199254740993.01,12%', 'B,,9007199254740993.02,5%'];
      const met = async (share: string): Promise<unknown> =>
        /"met": (true|false)/.exec(await sumsIn(['calibrate', 'c.csv', '--revenue-share', share], now))![1];
      expect(await met('49.99999999999999997%')).toBe('true');
      expect(await met('50%')).toBe('false');
    });

    it('of what was lost, in report and audit', async () => {
      expect(await sumsIn(['report', 'c.csv'], GONE)).toContain('"worth": 18014398509481986.02');
      expect(await sumsIn(['audit', 'c.csv'], GONE)).toContain('"revenue": 18014398509481986.02');
    });

    it('of who is newly near, in diff', async () => {
      const json = await sumsIn(
        ['diff', 'c.csv', '--against', 'old.csv'],
        [GONE[2]!],
        ['N,,9007199254740995.02,1%'],
      );
      expect(json).toMatch(
        /"near_misses": \[\s*\{\s*"customer_id": "N",\s*"customer_name": null,\s*"revenue": 9007199254740995\.02,/,
      );
    });
  });
});
