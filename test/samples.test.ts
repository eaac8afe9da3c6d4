import { readFileSync } from 'node:fs';
import { parse as parseCsv } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
// @ts-expect-error: plain JavaScript without types, so that node runs it as it is
import { makeSamples } from './make-samples.js';

// Places of the columns, the same in both files.
const [ID, NAME, UNIT, MANAGER, STATUS, REVENUE, PRIOR, PROFIT] = [0, 1, 2, 3, 4, 7, 8, 9] as const;
const [POTENTIAL, LAST_ORDER, NEW_MARKET, REASON] = [13, 14, 16, 17] as const;

const made: Record<string, Buffer> = makeSamples();

describe.each([
  { file: 'sample.csv', encoding: 'utf-8', lineEnd: '\n', nobody: 'TBD' },
  { file: 'sample-zh.csv', encoding: 'gb18030', lineEnd: '\r\n', nobody: '待定' },
])('$file', ({ file, encoding, lineEnd, nobody }) => {
  const bytes = readFileSync(new URL(`../fixtures/customers/${file}`, import.meta.url));
  const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  const [header, ...rows]: string[][] = parseCsv(text, { record_delimiter: lineEnd });
  const cell = (id: string, place: number) => rows.find((row) => row[0] === id)?.[place];
  const column = (place: number) => rows.map((row) => row[place]!);

  it('is what the generator writes', () => {
    expect(bytes.equals(made[file]!)).toBe(true);
  });

  it('holds 200 customers with an id and a name of their own, in four units', () => {
    expect(rows).toHaveLength(200);
    expect(new Set(column(ID)).size).toBe(200);
    expect(new Set(column(NAME)).size).toBe(200);
    expect(new Set(column(UNIT)).size).toBe(4);
    expect(column(ID)).toContain('00417');
  });

  it('has the columns that the default criteria read, each once', () => {
    for (const [name, field] of Object.entries(defaultFields())) {
      const aliases = field.columns.map((alias) => alias.toLowerCase());
      const found = (header ?? []).filter((title) => aliases.includes(title.toLowerCase()));
      expect([name, found]).toEqual([name, [expect.any(String)]]);
    }
  });

  it('has twelve managers, one blank and one placeholder', () => {
    expect(new Set(column(MANAGER)).size).toBe(14);
    expect(column(MANAGER).filter((name) => name === '')).toHaveLength(1);
    expect(column(MANAGER).filter((name) => name === nobody)).toHaveLength(1);
  });

  it('has few customers that make most of the revenue', () => {
    const revenues = column(REVENUE).map(amountOf).sort(downwards);
    expect(sum(revenues.slice(0, 40)) / sum(revenues)).toBeCloseTo(0.84, 1);
  });

  it('has equal revenues on ranks 19 to 22 of a unit, and no others beside them', () => {
    const unit = cell('P-41', UNIT);
    const revenues = rows
      .filter((row) => row[UNIT] === unit)
      .map((row) => amountOf(row[REVENUE]!))
      .sort(downwards);
    expect(new Set(revenues.slice(18, 22)).size).toBe(1);
    expect(revenues[17]).toBeGreaterThan(revenues[18]!);
    expect(revenues[21]).toBeGreaterThan(revenues[22]!);
  });

  it.each([
    ['P-05', REVENUE, 5_750_000.46],
    ['P-05', PRIOR, 5_000_000.4],
    ['P-08', REVENUE, 4_999_999.99],
    ['P-09', REVENUE, 5_000_000],
    ['P-12', REVENUE, 499_999.99],
    ['P-23', PRIOR, 0],
    ['P-35', PROFIT, -12_400],
    ['P-36', PROFIT, -1_200.5],
    ['P-38', POTENTIAL, 120_000_000],
  ])('plants %s with %s of %d', (id, place, amount) => {
    expect(amountOf(cell(id, place)!)).toBe(amount);
  });

  it.each([
    ['profit', 'P-18', PROFIT],
    ['status', 'P-20', STATUS],
    ['last order', 'P-21', LAST_ORDER],
    ['manager', 'P-25', MANAGER],
    ['new market', 'P-22', NEW_MARKET],
    ['reason', 'P-28', REASON],
    ['potential', 'P-39', POTENTIAL],
    ['revenue', 'P-24', REVENUE],
  ])('plants a blank %s', (_, id, place) => {
    expect(cell(id, place)).toBe('');
  });
});

describe('what only one sample has', () => {
  const english = made['sample.csv']!.toString();
  const chinese = new TextDecoder('gb18030').decode(made['sample-zh.csv']);

  it.each([
    '"Brask, Ode & Sons"',
    '"The ""Corner"" Fixings Store"',
    '"Merrow Cold Chain\n(formerly',
    '"(12,400.00)"',
  ])('English: %j', (text) => expect(english).toContain(text));

  it.each(['1.2亿', '500万', '"￥499,999.99"', '９０万', ',是,', ',否,', '2026/6/30', '"-12,400.00"'])(
    'Chinese: %s',
    (text) => expect(chinese).toContain(text),
  );

  it('ends every line of the Chinese file as Excel does', () => {
    expect(chinese.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(english).not.toContain('\r');
  });
});

function defaultFields(): Record<string, { columns: string[] }> {
  const text = readFileSync(new URL('../criteria/default.yaml', import.meta.url), 'utf8');
  return parseYaml(text).fields;
}

function amountOf(text: string): number {
  const plain = text.normalize('NFKC').replace(/[¥,()-]/g, '');
  const amount = plain.endsWith('亿')
    ? Number(plain.slice(0, -1)) * 1e8
    : plain.endsWith('万')
      ? Number(plain.slice(0, -1)) * 1e4
      : Number(plain);
  return /^[(-]/.test(text) ? -amount : amount;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function downwards(a: number, b: number): number {
  return b - a;
}
