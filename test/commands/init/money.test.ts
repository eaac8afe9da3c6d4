import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/errors.ts';
import { amounts, csvOf, initAndClassify, sampleRows, tryInit, verdictsOf } from './sample-table.ts';

const clean = (await initAndClassify(csvOf(sampleRows()))).verdicts;
const EURO = amounts((cell) => `${cell} €`);

// Twice as many dollars are worth the same euros where a dollar is half a euro.
const half = (cell: string, row: number): string =>
  row % 3 === 0 ? `USD ${Number(cell) * 2}` : `EUR ${cell}`;

/** A column more, behind the others. */
function withColumn(rows: string[][], header: string, cell: (row: number) => string): string[][] {
  return rows.map((cells, at) => [...cells, at === 0 ? header : cell(at - 1)]);
}

describe('currencies', () => {
  it.each([
    ['a sign in every cell', sampleRows(EURO), 'currency: EUR\n'],
    [
      'a sign in some',
      sampleRows({ revenue: (cell, row) => (row < 3 ? `€${cell}` : cell) }),
      'currency: EUR # CONFIRM',
    ],
    [
      'the header',
      sampleRows({}, { revenue: 'Revenue [EUR]', prior_revenue: 'Prior Revenue (€)' }),
      'currency: EUR\n',
    ],
    [
      'a column of its own',
      withColumn(sampleRows(), 'Currency', () => 'CHF'),
      '    currency_column: Currency\n',
    ],
    [
      'a column with a Chinese header',
      withColumn(sampleRows(), '币种', () => 'CNY'),
      '    currency_column: 币种\n',
    ],
  ])('one, by %s', async (_, rows, line) => {
    const { text, said, verdicts } = await initAndClassify(csvOf(rows));
    expect(text).toContain(line);
    expect(verdicts).toEqual(clean);
    expect(said).not.toContain('warning');
  });

  it('says nothing of a sign that many currencies have', async () => {
    const { text, verdicts } = await initAndClassify(csvOf(sampleRows(amounts((cell) => `$${cell}`))));
    expect(text).not.toContain('currency:');
    expect(verdicts).toEqual(clean);
  });

  it('takes the column that speaks of the amount', async () => {
    const two = withColumn(
      withColumn(sampleRows(), 'prior_revenue Currency', () => 'CHF'),
      'Currency',
      () => 'CHF',
    );
    expect((await tryInit(csvOf(two))).text).toMatch(
      /columns: \[prior_revenue\]\n {4}currency_column: prior_revenue Currency/,
    );
  });

  it.each([
    ['cells', csvOf(sampleRows(amounts(half)))],
    [
      'a column of their own',
      csvOf(
        withColumn(
          sampleRows(amounts((cell, row) => (row % 3 === 0 ? String(Number(cell) * 2) : cell))),
          'Currency',
          (row) => (row % 3 === 0 ? 'USD' : 'EUR'),
        ),
      ),
    ],
  ])('several, in %s, need rates, which nobody invents', async (_, file) => {
    const { text, said } = await tryInit(file);
    expect(text).toContain('  currency: EUR\n');
    expect(text).toContain('  rates: { USD: RATE }\n');
    expect(said).toContain('never added up');
    expect(said).toContain('8 customers as of');
    expect(said).toContain('first: put a number in the place of each RATE in k.yaml');
    const refused = await verdictsOf(file, text).catch((thrown: unknown) => thrown);
    expect(refused).toBeInstanceOf(InputError);
    expect((refused as InputError).diagnostics.map(({ code, help }) => [code, help?.en])).toEqual([
      ['bad-amount', 'put the number here: what one USD is worth in EUR'],
    ]);
    const lines = (await tryInit(csvOf(sampleRows()))).text;
    const rated = text.replace('RATE }', '0.5 }').replace(/^categories:.*?\nduties:/ms, categoriesOf(lines));
    expect((await verdictsOf(file, rated)).verdicts).toEqual(clean);
  });

  it('in the number format of a spreadsheet', async () => {
    const rows = sampleRows().map((cells, at) =>
      at === 0
        ? cells
        : cells.map((cell, column) => (column >= 3 && column <= 5 && cell !== '' ? Number(cell) : cell)),
    );
    const cells = new Map(
      rows.slice(1).map((_, row) => [`${row + 1},3`, { style: { numFmt: '#,##0.00 [$€-407]' } }] as const),
    );
    const { text, verdicts } = await initAndClassify(
      await writeXlsx({ sheets: [{ name: 'A', rows, cells }] }),
    );
    expect(text).toContain('  currency: EUR');
    expect(verdicts).toEqual(clean);
  });
});

// The rules of another starter file, to compare verdicts by the same amounts.
function categoriesOf(text: string): string {
  return /^categories:.*?\nduties:/ms.exec(text)![0].replaceAll('$', '$$$$');
}

describe('units', () => {
  const thousands = (cell: string): string => String(Number(cell) / 1000);
  it.each([
    [
      'in brackets',
      { revenue: 'Revenue (in thousands)', prior_revenue: 'Prior Revenue (€ thousand)' },
      'thousand',
      thousands,
    ],
    [
      'behind "in"',
      { revenue: 'Umsatz in TEUR', prior_revenue: 'Umsatz Vorjahr in TEUR' },
      'thousand',
      thousands,
    ],
    [
      'in Chinese',
      { revenue: '销售额（万元）', prior_revenue: '上年销售额（万元）', gross_profit: '毛利（元）' },
      '万',
      (cell: string) => String(Number(cell) / 10_000),
    ],
  ])('%s', async (_, headers, scale, write) => {
    const rows = sampleRows({ revenue: write, prior_revenue: write }, headers);
    const { text, said, verdicts } = await initAndClassify(csvOf(rows));
    expect(text.match(new RegExp(`^ {4}scale: ${scale}$`, 'gm'))).toHaveLength(2);
    expect(verdicts).toEqual(clean);
    expect(said).not.toContain('warning');
  });

  it('in a row below the header', async () => {
    const [header, ...rows] = sampleRows(amounts(thousands));
    const units = ['', '', '', 'TEUR', 'TEUR', 'TEUR', '', '%'];
    const { text, said, verdicts } = await initAndClassify(csvOf([header!, units, ...rows]));
    expect(text).toContain('- { revenue: [TEUR] } # the row of units');
    expect(text.match(/^ {4}scale: thousand$/gm)).toHaveLength(3);
    expect(said).toContain('12 customers');
    expect(verdicts).toEqual(clean);
  });
});
