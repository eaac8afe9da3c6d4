import { expect, it } from 'vitest';
import { csvOf, initAndClassify, sampleRows, tryInit, verdictsOf } from './sample-table.ts';

const { verdicts: clean, text: cleanText } = await initAndClassify(csvOf(sampleRows()));

// This year and the year before, as five languages and several programs call them.
it.each([
  ['Umsatz lfd. Jahr', 'Umsatz Vorjahr'],
  ['Umsatz akt. Jahr', 'Umsatz Vj.'],
  ['Umsatz GJ 2026', 'Umsatz GJ 2025'],
  ['Umsatz [EUR]', 'Umsatz Vorjahr [EUR]'],
  ['Umsatz in TEUR', 'Umsatz Vorjahr in TEUR'],
  ['2026', '2025'],
  ['FY2026', 'FY2025'],
  ['FY26', 'FY25'],
  ['Net Sales FY2026', 'Net Sales FY2025'],
  ['Net Sales FY26', 'Net Sales FY25'],
  ['Sales YTD', 'Sales PY'],
  ['Sales CY', 'Sales PY'],
  ['Sales TY', 'Sales LY'],
  ['Sales YTD', 'Sales LYTD'],
  ['Sales YTD', 'Sales Prior YTD'],
  ['Current Year Sales', 'Prior Year Sales'],
  ['Revenue (current)', 'Revenue (previous)'],
  ['Revenue T12M', 'Revenue Prior T12M'],
  ['Revenue L12M', 'Revenue P12M'],
  ['TTM Revenue', 'Prior TTM Revenue'],
  ['Amount (12M)', 'Amount (Prior 12M)'],
  ['Revenue (in thousands)', 'Prior Revenue (in thousands)'],
  ['Sales (LCY)', 'Prior Sales (LCY)'],
  ['CA N', 'CA N-1'],
  ['Jan - Nov 2026', 'Jan - Nov 2025 (PY)'],
  ['CA HT N', 'CA HT N-1'],
  ["Chiffre d'affaires N", "Chiffre d'affaires N-1"],
  ['CA 2026', 'CA 2025'],
  ['CA année en cours', 'CA année précédente'],
  ['CA exercice', 'CA exercice précédent'],
  ['Ventas año actual', 'Ventas año anterior'],
  ['Facturación 2026', 'Facturación 2025'],
  ['Importe actual', 'Importe anterior'],
  ['本年销售额', '上年销售额'],
  ['今年销售额', '去年销售额'],
  ['本年累计', '上年累计'],
  ['本期金额', '上期金额'],
  ['销售额', '上年同期'],
  ['2026年度', '2025年度'],
  ['30 Jun 26', '30 Jun 25'],
  ["Jul '25 - Jun 26", "Jul '24 - Jun 25"],
  ['Jul 2025 - Jun 2026', 'Jul 2024 - Jun 2025 (PY)'],
  ['CA HT du 01/07/2025 au 30/06/2026', 'CA HT du 01/07/2024 au 30/06/2025'],
  ['Turnover 25/26', 'Turnover 24/25'],
  ['Rev FY26', 'Rev FY25'],
  ['This Year', 'Last Year'],
  ['Sales (This Fiscal Year)', 'Sales (Last Fiscal Year)'],
  ['sales_curr_yr', 'sales_prev_yr'],
  ['SalesCYR', 'SalesPYR'],
  ['Deal value this year', 'Deal value last year'],
  ['Sub Total', 'Sub Total (Previous Period)'],
  ['Net Sales', 'Previous Year'],
  ['Verkauf (MW)', 'Verkauf (MW) Vorjahr'],
  ['Ventas Ejercicio', 'Ventas Ej. Anterior'],
  ['本年度回款金额', '上年度回款金额'],
  ['年度签约额', '上年度签约额'],
  ['净值', '净值(上年)'],
  ['26年销售额', '25年销售额'],
  ['2026年1-6月', '2025年1-6月'],
  ['2026年上半年销售额', '2025年上半年销售额'],
  ['今年赢单金额', '去年赢单金额'],
  ['本期销售额', '同期销售额'],
  ['2026年累计', '2025年同期'],
  ['2026年合同总额', '2025年合同总额'],
  ['Fatturato anno corrente', 'Fatturato anno precedente'],
  ['NETWR_GJ', 'NETWR_VJ'],
])('takes "%s" and "%s" for a pair', async (now, before) => {
  const rows = sampleRows({}, { revenue: now, prior_revenue: before });
  const { text, verdicts } = await initAndClassify(csvOf(rows));
  const columnOf = (name: string): string | undefined =>
    new RegExp(`^  ${name}: #.*\\n.*\\n {4}columns: \\["?(.*?)"?\\]$`, 'm').exec(text)?.[1];
  expect([columnOf('revenue'), columnOf('prior_revenue')]).toEqual([now, before]);
  expect(verdicts).toEqual(clean);
});

it.each([
  ['one year', 'id,Name,2026\na,A,5\nb,B,7\n'],
  ['years beside a revenue', 'id,Revenue,2026,2025\na,5,1,1\nb,7,1,1\n'],
  ['quarters', 'id,Q1 2026,Q2 2026,Q1 2025,Q2 2025\na,5,1,1,1\nb,7,1,1,1\n'],
  [
    'a target of sales',
    'id,Revenue goal this year,Revenue goal last year,Last Order\na,5,1,2026-01-02\nb,7,1,2026-01-03\n',
  ],
  ['orders', 'id,Orders this year,Orders last year\na,5,1\nb,7,1\n'],
  ['a year beside something else', 'id,Revenue,Visits,Prior Year\na,5,1,1\nb,7,1,2\n'],
  ['years of something else', 'id,Wallet,2026,2025\na,5,good,bad\nb,7,bad,good\n'],
])('takes for no pair %s', async (_, csv) => {
  expect((await tryInit(csv)).text).not.toMatch(/^ {2}prior_revenue:/m);
});

// The sample, its revenue spread over months: a twelfth in each, the rest in the last.
function monthly(headers: readonly string[], years: readonly ('revenue' | 'prior_revenue')[]): string {
  const [header, ...rows] = sampleRows();
  const at = { revenue: header!.indexOf('revenue'), prior_revenue: header!.indexOf('prior_revenue') };
  const others = (cells: readonly string[]): string[] =>
    cells.filter((_, index) => index !== at.revenue && index !== at.prior_revenue);
  const spread = (amount: string): string[] => {
    const twelfth = Math.floor(Number(amount) / 12);
    return Array.from({ length: 12 }, (_, month) =>
      month < 11 ? String(twelfth) : String(Number(amount) - 11 * twelfth),
    );
  };
  return csvOf([
    [...others(header!), ...headers],
    ...rows.map((cells) => [...others(cells), ...years.flatMap((year) => spread(cells[at[year]]!))]),
  ]);
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const NUMBERS = MONTHS.map((_, at) => String(at + 1).padStart(2, '0'));
const both = (write: (month: number, year: number) => string): string[] =>
  [2025, 2026].flatMap((year) => MONTHS.map((_, month) => write(month, year)));

it.each([
  ['2026-01', both((month, year) => `${year}-${NUMBERS[month]}`)],
  ['Jan 2026', both((month, year) => `${MONTHS[month]} ${year}`)],
  ['Jan-26', both((month, year) => `${MONTHS[month]}-${year - 2000}`)],
  ['Sales 01/2026', both((month, year) => `Sales ${NUMBERS[month]}/${year}`)],
  ['2026年1月', both((month, year) => `${year}年${month + 1}月`)],
])('adds up months side by side, called %s', async (_, headers) => {
  const { text, said, verdicts } = await initAndClassify(monthly(headers, ['prior_revenue', 'revenue']));
  expect(text).toMatch(/^ {2}revenue: month_2026_01 \+ .* \+ month_2026_12$/m);
  expect(text).toMatch(/^ {2}prior_revenue: month_2025_01 \+ .* \+ month_2025_12$/m);
  expect(said).toContain('the 12 months from');
  expect(said).not.toContain('warning');
  expect(verdicts).toEqual(clean);
});

it.each([
  ['English', MONTHS],
  ['German', 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(' ')],
  ['Chinese', MONTHS.map((_, at) => `${at + 1}月`)],
])('adds up months without a year in %s', async (_, headers) => {
  const file = monthly(headers, ['revenue']);
  const { text } = await tryInit(file);
  expect(text).toMatch(/^ {2}revenue: month_01 \+ .* \+ month_12$/m);
  const { verdicts } = await verdictsOf(file, text);
  expect([verdicts['C1002'], verdicts['C1010'], verdicts['C1007']]).toEqual(['key', 'lost', 'target']);
});

it('says which month is blank in every row, and that its blanks count as 0', async () => {
  const headers = both((month, year) => `${year}-${NUMBERS[month]}`);
  const [first, ...lines] = monthly(headers, ['prior_revenue', 'revenue']).trimEnd().split('\n');
  const file = `${[first, ...lines.map((line) => line.replace(/,[^,]*$/, ','))].join('\n')}\n`;
  const { text, said } = await initAndClassify(file);
  expect(said).toContain('"2026-12" is blank in every row');
  expect(text).toMatch(/month_2026_12: # every cell is blank\n.*\n.*\n {4}missing: 0/);
});

it('leaves a few months alone', async () => {
  expect((await tryInit('id,Jan,Feb,Mar\na,1,2,3\nb,4,5,6\n')).text).not.toContain('month_');
  expect(cleanText).not.toContain('month_');
});

it('takes neither a period for an id, nor a change of sales for sales', async () => {
  const { text } = await tryInit(
    'Name,This Year,Last Year,$ Change\nAldwick,5000.10,4000.10,1000.00\nBrennan,7000.20,9000.20,-2000.00\n',
  );
  expect(text).toMatch(/^ {2}customer_id: #.*\n.*\n {4}columns: \[Name\]$/m);
  expect(text).toMatch(/^ {2}revenue: #.*\n.*\n {4}columns: \[This Year\]$/m);
});

it('takes of several revenues the one with the year before, and an amount of margin for gross profit', async () => {
  const rows = [
    'C1,累计九百万,9000000,5000000,4000000,40000.50',
    'C2,累计七百万,7000000,3000000,4000000,70000.50',
  ];
  const { text } = await tryInit(
    `客户编码,客户名称,累计成交金额,本年成交金额,上年成交金额,Margin\n${rows.join('\n')}\n`,
  );
  expect(text).toMatch(/^ {2}revenue: #.*\n.*\n {4}columns: \[本年成交金额\]$/m);
  expect(text).toMatch(/^ {2}gross_profit: #.*\n.*\n {4}columns: \[Margin\]$/m);
});

// Kingdee and pivot reports group columns by a row above their names; merged cells leave gaps in either row.
it.each([
  ['merged cells', ',', ''],
  ['names in both rows', '客户代码,客户名称', '增长率'],
])('reads years from groups above the names of columns: %s', async (_, first, last) => {
  const rows = [
    '客户代码,客户名称,本期,,上年同期,,增长率',
    `${first},数量,销售收入,数量,销售收入,${last}`,
    '01.001,上海宏远机械,51,"190,615.76",47,"174,823.80",9.03%',
    '01.002,苏州华信电子,7,"20,000.50",9,"30,000.00",-33.33%',
    '01.003,宁波海通贸易,0,0.00,3,"9,000.00",-100.00%',
  ];
  const { text, said, verdicts } = await initAndClassify(`${rows.join('\n')}\n`);
  expect(text).toMatch(/^ {2}revenue: #.*\n.*\n {4}columns: \["销售收入#1"\]$/m);
  expect(text).toMatch(/^ {2}prior_revenue: #.*\n.*\n {4}columns: \["销售收入#2"\]$/m);
  expect(verdicts).toEqual({ '01.001': 'key', '01.002': 'normal', '01.003': 'lost' });
  expect(said).toContain('3 customers as of');
});

it('takes whole years for the years, not the quarters beside them', async () => {
  const header = 'Customer #,Q1 26,Q2 26,Q1 25,FY25/26,FY24/25';
  const { text } = await tryInit(`${header}\nC-1,5,6,7,5000.10,4000\nC-2,1,2,3,7000,9000\n`);
  expect(text).toMatch(/^ {2}revenue: #.*\n.*\n {4}columns: \[FY25\/26\]$/m);
  expect(text).toMatch(/^ {2}prior_revenue: #.*\n.*\n {4}columns: \[FY24\/25\]$/m);
});
