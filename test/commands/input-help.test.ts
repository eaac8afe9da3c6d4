import { writeXlsx } from 'hucre/xlsx';
import { expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { main } from '../../src/cli.ts';
import { runClassify } from '../../src/commands/classify/run.ts';
import { NO_CUSTOMER_FILE } from '../../src/commands/run/no-customer-file.ts';
import { InputError } from '../../src/errors.ts';
import { type Diagnostic, hasErrors } from '../../src/text/diagnostic.ts';
import { memoryIo } from './memory-io.ts';

// Every refusal names the line of YAML that ends it: what the help says is written into the criteria as a machine
// would, and the next run must do.
const CRITERIA = `fields:
  customer_id: { type: id }
  customer_name: { type: text, optional: true }
  revenue: { type: money }
  last_order: { type: date, optional: true }
categories:
  key: { when: { revenue: { at_least: 5m } } }
  normal: { when: otherwise }
`;

interface Fault {
  readonly what: string;
  /** What is laid over the criteria before the first run. */
  readonly criteria?: string;
  readonly codes: readonly string[];
  readonly export: string | Uint8Array;
  readonly customers: number;
}

const money = (...cells: string[]): string =>
  `customer_id,revenue\n${cells.map((cell, at) => `C${at},"${cell}"\n`).join('')}`;

const FAULTS: readonly Fault[] = [
  {
    what: 'two currencies by sign and code',
    codes: ['mixed-currencies'],
    export: money('€90000', '$100000', 'EUR 5', '400'),
    customers: 4,
  },
  {
    what: 'a sign beside a code that it may stand for',
    codes: ['mixed-currencies'],
    export: money('$5', 'HK$7', '6'),
    customers: 3,
  },
  {
    what: 'a sign beside one code of several that share it',
    codes: ['mixed-currencies'],
    export: money('kr 5', 'DKK 7', 'DKK 8', '6'),
    customers: 4,
  },
  ...['', 'input: { currency: EUR }\n'].map((input) => ({
    what: `a word for no currency in the column of currencies ${input}`,
    criteria: `fields: { revenue: { currency_column: Currency } }\n${input}`,
    codes: input === '' ? ['mixed-currencies'] : ['bad-cell', 'bad-cell'],
    export: 'customer_id,revenue,Currency\nA,1,EUR\nB,2,n/a\nC,3,N/A\n',
    customers: 3,
  })),
  {
    what: 'currencies that look like codes and are none',
    criteria: 'fields: { revenue: { currency_column: Currency } }\n',
    codes: ['mixed-currencies'],
    export: 'customer_id,revenue,Currency\nA,1,XYZ\nB,2,XYW\n',
    customers: 2,
  },
  {
    what: 'a currency that has no rate',
    criteria: 'input: { currency: EUR }\n',
    codes: ['bad-cell', 'bad-cell'],
    export: money('€90000', 'CNY 5000', '1', '£5'),
    customers: 4,
  },
  {
    what: 'a sign that two rates fit',
    criteria: 'input: { currency: EUR, rates: { USD: 0.9, CAD: 0.7 } }\n',
    codes: ['bad-cell'],
    export: money('$5', 'EUR 5'),
    customers: 2,
  },
  {
    what: 'letters of bookkeepers',
    codes: ['bad-cell', 'bad-cell'],
    export: money('1,200.00 Cr', '5.00 Dr'),
    customers: 2,
  },
  {
    what: 'two notations in one column',
    codes: ['bad-cell', 'bad-cell'],
    export: money('6.400.000,00', '12,500,000.00', '0,00', '5'),
    customers: 4,
  },
  {
    what: 'an amount below min',
    criteria: 'fields: { revenue: { min: 0 } }\n',
    codes: ['bad-cell', 'bad-cell'],
    export: money('-5', '-310000.5'),
    customers: 2,
  },
  { what: 'a word', codes: ['bad-cell'], export: money('soon', '5'), customers: 2 },
  {
    what: 'a sheet that had not loaded',
    codes: ['bad-cell'],
    export: money('Loading...', '5'),
    customers: 2,
  },
  { what: 'a column too narrow', codes: ['bad-cell'], export: money('#####', '5'), customers: 2 },
  { what: 'an error of the spreadsheet', codes: ['bad-cell'], export: money('#REF!', '5'), customers: 2 },
  {
    what: 'percents without a sign',
    criteria: 'fields: { rate: { type: percent } }\n',
    codes: ['bad-cell', 'bad-cell'],
    export: 'customer_id,revenue,rate\nA,1,0.95\nB,1,97\nC,1,5%\n',
    customers: 3,
  },
  {
    what: 'percents written in two ways',
    criteria: 'fields: { rate: { type: percent, format: percent } }\n',
    codes: ['mixed-percents'],
    export: 'customer_id,revenue,rate\nA,1,97\nB,1,0.95\nC,1,0\n',
    customers: 3,
  },
  {
    what: 'headers of two units',
    criteria:
      'fields: { revenue: { columns: ["revenue（万元）"] }, profit: { type: money, columns: ["毛利（元）"] } }\n',
    codes: ['mixed-units'],
    export: 'customer_id,revenue（万元）,毛利（元）\nA,640,1400000\n',
    customers: 1,
  },
  {
    what: 'other spellings of a status',
    criteria: 'fields: { status: { type: choice, values: [active, closed] } }\n',
    codes: ['bad-cell', 'bad-cell', 'bad-cell'],
    export: 'customer_id,revenue,status\nA,1,Aktiv\nB,1,Gesperrt\nC,1,ACTIVE\nD,1,inactive\n',
    customers: 4,
  },
  {
    what: 'currencies in a column of their own',
    criteria: 'fields: { revenue: { currency_column: Currency } }\n',
    codes: ['mixed-currencies'],
    export: 'customer_id,revenue,Currency\nA,1,Taler\nB,1,USD\nC,1,USD\n',
    customers: 3,
  },
  {
    what: 'headers that name two currencies',
    criteria:
      'fields: { revenue: { columns: ["Revenue [EUR]"] }, profit: { type: money, columns: ["Profit [USD]"] } }\n',
    codes: ['mixed-currencies'],
    export: 'customer_id,Revenue [EUR],Profit [USD]\nA,1,2\n',
    customers: 1,
  },
  {
    what: 'a flag that says neither',
    criteria: 'fields: { partner: { type: flag } }\n',
    codes: ['bad-cell'],
    export: 'customer_id,revenue,partner\nA,1,maybe\nB,1,Ja\n',
    customers: 2,
  },
  {
    what: 'a total below the customers',
    codes: ['total-row'],
    export: 'customer_id,revenue\nA,1\nTotal,1\n',
    customers: 1,
  },
  {
    what: 'subtotals between them',
    codes: ['total-row', 'total-row'],
    export: 'customer_id,revenue\nA,1\nSubtotal Industrial,1\nB,1\n小计,1\n',
    customers: 2,
  },
  {
    what: 'a total with fewer cells',
    codes: ['ragged-row'],
    export: 'customer_id,customer_name,revenue\nA,x,1\nGrand Total,1\n',
    customers: 1,
  },
  {
    what: 'a sum that a star marks',
    codes: ['total-row'],
    export: 'customer_id,revenue\nA,1\n*,1\nB,2\n',
    customers: 2,
  },
  {
    what: 'a note beside the customers',
    codes: ['total-row'],
    export: 'customer_id,revenue\nA,1\nPrinted by R. Ansell,\n',
    customers: 1,
  },
  {
    what: 'a total where ids stand in another column',
    codes: ['ragged-row'],
    export: 'customer_name,customer_id,revenue\nx,A,1\nTotal\n',
    customers: 1,
  },
  {
    what: 'a row of one cell',
    codes: ['ragged-row'],
    export: 'customer_id,customer_name,revenue\nA,x,1\n1 row of 20 shown\n',
    customers: 1,
  },
  {
    what: 'a delimiter behind a backslash',
    codes: ['ragged-row'],
    export: 'customer_id,customer_name,revenue\nA,x\\, y,1\n',
    customers: 1,
  },
  {
    what: 'rows without an id',
    codes: ['missing-id'],
    export: 'customer_id,revenue\nA,1\n,5\n',
    customers: 1,
  },
  {
    what: 'words that name nobody in place of ids',
    codes: ['total-row', 'total-row', 'total-row'],
    export: 'customer_id,revenue\nA,1\n(blank),5\nNULL,6\n-,7\n',
    customers: 1,
  },
  {
    what: 'amounts that show their thousands only',
    codes: ['bad-cell'],
    export: money('1.234.567', '5'),
    customers: 2,
  },
  {
    what: 'days of the other format',
    criteria: 'fields: { last_order: { format: DD/MM/YYYY } }\n',
    codes: ['bad-cell', 'bad-cell'],
    export: 'customer_id,revenue,last_order\nA,1,05/01/2026\nB,1,05/13/2026\nC,1,12/31/2025\n',
    customers: 3,
  },
  {
    what: 'a dash in a column of days',
    codes: ['bad-cell'],
    export: 'customer_id,revenue,last_order\nA,1,2026-05-01\nB,1,-\n',
    customers: 2,
  },
  ...[
    ['blank texts in place of ids', 'N/A', '{ blanks: ["N/A"] }'],
    ['errors of a spreadsheet in place of ids that stand for blanks', '#N/A', '{ blanks: ["#N/A"] }'],
    ['blank texts in place of ids, wrapped for spreadsheets', '=""', '{}'],
    ['what cannot be seen in place of ids', '\u200b', '{}'],
  ].map(([what, cell, input]) => ({
    what: what!,
    criteria: `input: ${input}\n`,
    codes: ['missing-id', 'missing-id'],
    export: `customer_id,revenue\nA,1\n${cell},5\n${cell},6\n`,
    customers: 1,
  })),
  {
    what: 'Chinese totals with blanks between the signs',
    codes: ['total-row', 'total-row'],
    export: 'customer_id,revenue\nA,1\n合\u3000计,5\n总 计,6\n',
    customers: 1,
  },
  {
    what: 'a notice below the table',
    codes: ['ragged-row'],
    export: 'customer_id,revenue\nA,1\n\nConfidential: do not distribute\n',
    customers: 1,
  },
  {
    what: 'a total and a notice below the table',
    codes: ['ragged-row', 'ragged-row'],
    export: 'customer_id,customer_name,revenue\nA,x,1\n\nTotal,1\nConfidential: do not distribute\n',
    customers: 1,
  },
  ...[
    ['between customers', 'A,1\n\nB,1\n\nPrinted by Ann\n'],
    ['right below the header', '\nA,1\nB,1\n\n2 rows of 20 shown\n'],
    ['before a notice and a customer', 'A,1\n\nPrinted by Ann\nB,1\n'],
  ].map(([what, rows]) => ({
    what: `a notice in a table with a blank row ${what}`,
    codes: ['ragged-row'],
    export: `customer_id,revenue\n${rows}`,
    customers: 2,
  })),
  {
    what: 'Windows-1252',
    codes: ['ambiguous-encoding'],
    export: Buffer.from('customer_id,customer_name,revenue\nA,M\xfcller,1\n', 'latin1'),
    customers: 1,
  },
  {
    what: 'EUC-KR',
    codes: ['ambiguous-encoding'],
    export: Buffer.concat([
      Buffer.from('customer_id,customer_name,revenue\nA,'),
      Buffer.from([0xb0, 0xc5, 0xb7, 0xa1, 0xc3, 0xb3]),
      Buffer.from(',1\n'),
    ]),
    customers: 1,
  },
  {
    what: 'exports appended to each other',
    codes: ['second-header'],
    export: 'customer_id,revenue\nA,1\ncustomer_id,revenue\nB,2\n',
    customers: 2,
  },
  {
    what: 'exports appended to each other, with the header in other case',
    codes: ['second-header'],
    export: 'customer_id,customer_name,revenue\nA,x,1\nCustomer ID, Customer_Name ,Revenue\nB,y,2\n',
    customers: 2,
  },
  {
    what: 'names of fields under the header',
    codes: ['names-row'],
    export: 'customer_id,revenue\nAccountNumber,AnnualRevenue\nA1,1\nB2,2\n',
    customers: 2,
  },
  {
    what: 'marks of HTML',
    criteria: 'fields: { status: { type: choice, values: [active, closed] } }\n',
    codes: ['bad-cell', 'bad-cell'],
    export: 'customer_id,revenue,status\nA,&euro;1,active\nB,2,active&nbsp;\n',
    customers: 2,
  },
  {
    what: 'how long ago it was',
    criteria: 'fields: { idle_days: { type: number } }\n',
    codes: ['bad-cell', 'bad-cell', 'bad-cell'],
    export: 'customer_id,revenue,idle_days\nA,1,45 days ago\nB,1,2 weeks ago\nC,1,yesterday\n',
    customers: 3,
  },
  {
    what: 'names of columns with a full-width comma between them',
    criteria: 'fields: { revenue: { columns: [Umsatz，revenue] } }\n',
    codes: ['missing-column'],
    export: 'customer_id,revenue\nA,1\n',
    customers: 1,
  },
  ...[
    ['bars', 'Customers\n\n| customer_id | revenue |\n|---|---|\n| A | 1,234.00 |\n-------\n'],
    ['tabs', 'customer_id\trevenue\nA\t1,234.00\n'],
  ].map(([what, rows]) => ({
    what: `${what} between columns where commas are told`,
    criteria: 'input: { delimiter: "," }\n',
    codes: ['missing-column', 'missing-column'],
    export: rows!,
    customers: 1,
  })),
  {
    what: 'a header below the rows in which it is looked for',
    codes: ['missing-column'],
    export: `${'A note\n'.repeat(60)}customer_id,revenue\nA,1\n`,
    customers: 1,
  },
  {
    what: 'a sheet by a wrong name',
    criteria: 'input: { sheet: Custmers }\n',
    codes: ['missing-sheet'],
    export: await writeXlsx({
      sheets: [
        { name: 'Notes', rows: ['a', 'b', 'c'].map((text) => [text, text]) },
        {
          name: 'Export',
          rows: [
            ['customer_id', 'revenue'],
            ['A', 5],
          ],
        },
      ],
    }),
    customers: 1,
  },
  {
    what: 'comments below the table',
    codes: ['ragged-row', 'ragged-row'],
    export: '# exported 2026\ncustomer_id,revenue\nA,1\n# 1 row\n# end\n',
    customers: 1,
  },
  {
    what: 'escaped quotes of a database dump',
    codes: ['broken-quote'],
    export: 'customer_id,customer_name,revenue\nA,"24\\" screen",1\nB,x,2\n',
    customers: 2,
  },
  {
    what: 'a header that stands twice',
    codes: ['duplicate-header'],
    export: 'customer_id,Revenue,revenue,x,x\nA,1,2,3,4\n',
    customers: 1,
  },
  {
    what: 'decimal commas',
    codes: ['bad-cell'],
    export: 'customer_id;revenue\nA;1.234,50\n',
    customers: 1,
  },
  ...[
    ['days first', '30/06/2026,01/02/2026'],
    ['months first', '06/30/2026,01/02/2026'],
    ['two forms of days', '30.06.2026,20260415'],
    ['years of two digits', '12.10.26,02.11.25'],
    ['years of two digits, months first', '10/12/26,9/15/26'],
    ['months without a day', '06/2026,07/2026'],
    ['quarters', '2026-Q2,2026-Q3'],
    ['serial numbers of a spreadsheet', '46203,46204.5'],
    ['seconds since 1970', '1782777600,1782777601'],
    ['years of the Republic of China', '115/06/30,99/12/31'],
    ['zero days and two forms', '00.00.0000,20260415'],
    ['a day that the calendar lacks', '2026-02-30,2026-06-30'],
    ['months by name and short years', '30-Jun-26,01-Feb-25'],
  ].map(([what, cells]) => ({
    what: what!,
    codes: cells!.split(',').flatMap((cell) => (cell === '2026-06-30' ? [] : ['bad-cell'])),
    export: `customer_id,revenue,last_order\n${cells!
      .split(',')
      .map((cell, at) => `C${at},1,${cell}\n`)
      .join('')}`,
    customers: 2,
  })),
];

it.each(FAULTS)('ends $what by the line that its help names', async (fault) => {
  let criteria = mergeInto(parse(CRITERIA), parse(fault.criteria ?? '{}'));
  const first = await classify(fault.export, stringify(criteria));
  expect(first.diagnostics.map(({ code }) => code)).toEqual(fault.codes);
  for (const { help } of first.diagnostics)
    criteria = mergeInto(criteria, parse(yamlIn(help?.en ?? '').replaceAll('RATE', '0.5')));
  const second = await classify(fault.export, stringify(criteria));
  expect(second.diagnostics.map(({ code, message }) => `${code}: ${message.en}`)).toEqual([]);
  expect(second.customers).toBe(fault.customers);
});

it('leaves out totals whatever blanks stand between their Chinese signs', async () => {
  const criteria = `${CRITERIA}input: { leave_out: [{ customer_id: [合计, 总\u3000计, "华东 *"] }] }\n`;
  const file = 'customer_id,revenue\nA,1\n合\u3000计,5\n合 计,5\n总计,6\n华东 小计,6\n';
  expect(await classify(file, criteria)).toEqual({ diagnostics: [], customers: 1 });
});

it('says that a header has two rows, until the criteria say it', async () => {
  const file = 'Customer,,Sales\ncustomer_id,customer_name,revenue\nA,x,1\nB,y,2\n';
  const said = await warningsOf(file, CRITERIA);
  expect(said).toContain('a header of two rows, of which the upper groups the columns ("Customer", "Sales")');
  const line = yamlIn(/help: (.*)/.exec(said)![1]);
  expect(line).toBe('input: { header_row: 2 }');
  expect(await warningsOf(file, `${CRITERIA}${line}\n`)).not.toContain('header-found');
});

it.each([
  ['names that are nearly those', 'Sales report,2026\nCustomerID,Revenues\nA,1\n', 2, '"CustomerID"'],
  ['other names below a title', 'Sales report\n\nKunde,Umsatz,Ort\nA,1,x\n', 3, 'Kunde, Umsatz, Ort'],
  ['other names in the first row', 'Kunde,Umsatz,Ort\nA,1,x\n', 1, 'Kunde, Umsatz, Ort'],
])('shows the row that comes nearest where no row has a column: %s', async (_, file, line, shown) => {
  const { diagnostics } = await classify(file, CRITERIA);
  expect(diagnostics[0]).toMatchObject({ code: 'missing-column', at: { line } });
  expect(diagnostics[0]!.help!.en).toContain(shown);
});

// The same exports as lines of orders: what their helps say belongs into the table.
const OF_LINES = `tables:
  orders:
    customer: customer_id
    fields:
      customer_name: { type: text, optional: true }
      revenue: { type: money }
      last_order: { type: date, optional: true, missing: 2026-01-01 }
fields:
  customer_id: { type: id }
categories:
  key: { when: { seen_revenue: { at_least: 5 } } }
  normal: { when: otherwise }
`;

// Every field is read for something.
function readAll(criteria: { tables: { orders: { fields: object } } }): object {
  const names = Object.keys(criteria.tables.orders.fields).filter((name) => name !== 'customer_id');
  const fields = names.map((name) => [`seen_${name}`, { from: 'orders', distinct: name }]);
  return mergeInto(criteria, { fields: Object.fromEntries(fields) }) as object;
}

it.each(FAULTS)('ends $what in a file of lines by the line that its help names', async (fault) => {
  const own = parse(fault.criteria ?? '{}');
  let criteria = readAll(mergeInto(parse(OF_LINES), { tables: { orders: own } }) as never);
  const first = await classify(fault.export, stringify(criteria), true);
  expect(first.diagnostics.map(({ code }) => code)).toEqual(fault.codes);
  for (const { help } of first.diagnostics)
    criteria = mergeInto(
      criteria,
      parse(yamlIn(help?.en ?? '', 'tables').replaceAll('RATE', '0.5')),
    ) as object;
  const second = await classify(fault.export, stringify(criteria), true);
  expect(second.diagnostics.map(({ code, message }) => `${code}: ${message.en}`)).toEqual([]);
  expect(second.customers).toBe(fault.customers);
});

// Warnings, too, name the line that ends them.
it.each([
  {
    code: 'future-date',
    file: 'customer_id,revenue,last_order\nA,1,2026-07-01\nB,1,2026-08-01\nC,1,2026-06-30\nD,1,2027-01-01\nE,1,2026-07-01\nF,1,2026-07-09\n',
    words: ['5 cells', '(line 2)', '(line 3)', '(line 5)', 'max: 2027-01-01'],
  },
  {
    code: 'sentinel-date',
    file: 'customer_id,revenue,last_order\nA,1,1900-01-01\nB,1,9999-12-31\nC,1,1970-01-01 00:00\nD,1,1900-01-02\n',
    words: ['3 cells', '"1900-01-01" (line 2)', '"9999-12-31" (line 3)'],
  },
  {
    code: 'placeholder-amount',
    file: 'customer_id,revenue\nA,5000\nB,999999999\nC,999999999\n',
    words: ['2 cells', '100%'],
  },
  {
    code: 'header-unit',
    file: 'customer_id,Revenue (in thousands)\nA,640\n',
    criteria: 'fields: { revenue: { columns: ["Revenue (in thousands)"] } }\n',
    words: ['scale: thousand'],
  },
])('ends the warning $code by the line that its help names', async ({ code, file, criteria, words }) => {
  const base = mergeInto(parse(CRITERIA), parse(criteria ?? '{}'));
  const said = await warningsOf(file, stringify(base));
  expect(said).toContain(`[${code}]`);
  for (const word of words) expect(said).toContain(word);
  const help = /help: (.*)/.exec(said)![1];
  expect(await warningsOf(file, stringify(mergeInto(base, parse(yamlIn(help)))))).toBe('');
});

it('says nothing of nines that are few', async () => {
  expect(await warningsOf('customer_id,revenue\nA,5000000\nB,9999999\nC,8000000\n', CRITERIA)).toBe('');
});

// Where a margin is a bound of a band, doubles leave the points open, and a customer is read once more.
it('adds up each customer once, beside nines', async () => {
  const bands = 'fields: { profit: { type: money } }, derived: { margin: profit / revenue }';
  const scores = 'scores: { worth: [{ fact: margin, weight: 1, bands: { 0%: 0, 10%: 50 }, missing: 0 }] }';
  const categories = 'categories: { key: { when: { worth: { at_least: 60 } } } }';
  const criteria = stringify(mergeInto(parse(CRITERIA), parse(`{ ${bands}, ${scores}, ${categories} }`)));
  const rows = Array.from({ length: 600 }, (_, at) => `C${at},10000,1000\n`).join('');
  const said = await warningsOf(`customer_id,revenue,profit\n${rows}Z,9999999.99,1\n`, criteria);
  expect(said).toContain('1 cell of nines that make 63% of all revenue');
});

it('shows the currency with the totals', async () => {
  const shown = async (file: string, criteria = '{}'): Promise<string> => {
    const io = memoryIo({ 'c.csv': file, 'k.yaml': stringify(mergeInto(parse(CRITERIA), parse(criteria))) });
    await runClassify('c.csv', { criteria: 'k.yaml', format: 'text', prefix: '', lang: 'en' }, io);
    return /currency\s+(.*)/.exec(io.written())?.[1]?.trim() ?? '';
  };
  expect(await shown('customer_id,revenue\nA,$5\nB,USD 6\nC,7\n')).toBe('USD');
  expect(await shown('customer_id,revenue\nA,5\n')).toBe('');
  expect(await shown('customer_id,revenue\nA,5 TL\n')).toBe('TRY');
  expect(await shown('customer_id,revenue\nA,Rs. 5\n')).toBe('Rs.');
  expect(await shown('customer_id,revenue\nA,$5\n', 'input: { currency: EUR, rates: { USD: 0.92 } }')).toBe(
    'EUR (1 USD = 0.92)',
  );
});

async function warningsOf(file: string, criteria: string): Promise<string> {
  const io = memoryIo({ 'c.csv': file, 'k.yaml': criteria });
  await runClassify('c.csv', { criteria: 'k.yaml', format: 'ndjson', prefix: '', lang: 'en' }, io);
  return io.said();
}

// What stands behind the last colon and blank that begins a line of criteria.
function yamlIn(help: string | undefined, key = '(?:input|fields)'): string {
  const found = new RegExp(`criteria: (${key}: \\{.*\\})$`).exec(help ?? '');
  expect(found, `a line of criteria in "${help}"`).not.toBeNull();
  return found![1]!;
}

function mergeInto(base: unknown, over: unknown): unknown {
  if (Array.isArray(base) && Array.isArray(over)) return [...base, ...over];
  if (!isMap(base) || !isMap(over)) return over;
  const keys = new Set([...Object.keys(base), ...Object.keys(over)]);
  return Object.fromEntries(
    [...keys].map((key) => [key, key in over ? mergeInto(base[key], over[key]) : base[key]]),
  );
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

async function classify(
  file: string | Uint8Array,
  criteria: string,
  asLines = false,
): Promise<{ diagnostics: readonly Diagnostic[]; customers: number }> {
  const io = memoryIo({ 'c.csv': file, 'k.yaml': criteria });
  try {
    const flags = { criteria: 'k.yaml', format: 'ndjson', prefix: '', lang: 'en' } as const;
    if (asLines)
      await runClassify(NO_CUSTOMER_FILE, { ...flags, table: ['orders=c.csv'], asOf: '2027-12-31' }, io);
    else await runClassify('c.csv', flags, io);
    const customers = io.written().trim().split('\n').length;
    return { diagnostics: [], customers };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { diagnostics: error.diagnostics.filter((one) => hasErrors([one])), customers: 0 };
  }
}

it('advises no end of the table where what stands below a blank row holds figures', async () => {
  const io = memoryIo({
    'c.csv': 'customer_id,revenue,note\nA,1,a\n\nC,11\nD,12\n',
    'k.yaml':
      'name: x\nfields: { customer_id: { type: id }, revenue: { type: money } }\ncategories: { normal: { when: otherwise } }\n',
  });
  await main(['classify', 'c.csv', '-c', 'k.yaml', '--lang', 'en'], io);
  expect(io.said()).toContain('the row has 2 cells');
  expect(io.said()).not.toContain('ends_at');
});

it.each([
  ['by a flag', ['--delimiter', ';'], ''],
  ['by the criteria', [], 'input: { delimiter: ";" }\n'],
])('advises to leave out a delimiter that was told %s', async (_, flag, input) => {
  const io = memoryIo({ 'c.csv': 'customer_id,revenue\nA,1\n', 'k.yaml': `${CRITERIA}${input}` });
  const run = (...args: string[]) => main(['classify', 'c.csv', '-c', 'k.yaml', '--lang', 'en', ...args], io);
  expect(await run(...flag)).toBe(2);
  expect(io.said()).toContain(
    'leave --delimiter out where it was given, and say so in the criteria: input: { delimiter: "," }',
  );
  io.files.set('k.yaml', `${CRITERIA}input: { delimiter: "," }\n`);
  expect(await run()).toBe(0);
});
