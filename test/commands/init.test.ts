import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { runClassify } from '../../src/commands/classify/run.ts';
import { runInit } from '../../src/commands/init/run.ts';
import { customerFile, loadCriteria } from '../../src/commands/run/inputs.ts';
import { NO_CUSTOMER_FILE } from '../../src/commands/run/no-customer-file.ts';
import { noCustomerOf } from '../../src/criteria/no-customer.ts';
import { InputError, UserError } from '../../src/errors.ts';
import { isProblem } from '../../src/fields/amount.ts';
import { factText } from '../../src/fields/facts.ts';
import { foldName } from '../../src/fields/fold.ts';
import { readText } from '../../src/fields/text-cell.ts';
import { csvRecord } from '../../src/table/write-csv.ts';
import { type Diagnostic, hasErrors } from '../../src/text/diagnostic.ts';
import { checkCustomers } from '../../src/verdict/classify-table.ts';
import { unheardIo } from '../io/unheard.ts';
import { memoryIo } from './memory-io.ts';

/** What init writes for a CSV text, and what it says. */
async function init(
  csv: string | Uint8Array,
  flags: { lang?: 'en' | 'zh'; delimiter?: string; sheet?: string } = {},
) {
  const io = memoryIo({ 'c.csv': csv });
  expect(await runInit('c.csv', { lang: 'en', output: 'k.yaml', ...flags }, io)).toBe(0);
  return { text: String(io.files.get('k.yaml')), said: io.said() };
}

/** Runs criteria on a CSV text: their warnings, and each customer's category (null is undetermined). */
async function classify(csv: string | Uint8Array, criteria: string) {
  const io = memoryIo({ 'c.csv': csv, 'k.yaml': criteria });
  const loaded = await loadCriteria(io, 'k.yaml');
  const found: Diagnostic[] = [...loaded.warnings];
  const refused: Diagnostic[] = [];
  const { encoding, delimiter } = loaded.criteria.input;
  const file = customerFile(io, 'c.csv', { encoding, delimiter }, (diagnostic) => found.push(diagnostic), {});
  const checked = await checkCustomers({
    criteria: loaded.criteria,
    asOf: 20634,
    open: file.open,
    report: (diagnostic) => found.push(diagnostic),
    refuse: (problem) => refused.push(problem),
  });
  const categories: Record<string, string | null> = {};
  for await (const { facts, verdict } of checked!.classify())
    categories[factText(facts, loaded.criteria.idField.slot)!] =
      verdict.kind === 'decided' ? verdict.category : null;
  return { found, refused, categories, criteria: loaded.criteria };
}

/** The fields of a starter file that rules use: name and type. */
async function fieldsOf(csv: string): Promise<Record<string, string>> {
  const marked = withMark(csv);
  const { criteria } = await classify(marked, allFields((await init(marked)).text));
  return Object.fromEntries(
    criteria.fields
      .filter(({ name }) => name !== 'churn')
      .map(({ name, type, formats }) => [name, [type, ...formats].join(' ')]),
  );
}

// The same customers with a flag, so that there is a rule whatever the other columns are.
function withMark(csv: string): string {
  const separator = csv.includes(';') ? ';' : ',';
  return csv
    .trimEnd()
    .split('\n')
    .map((line, index) => `${line}${separator}${index === 0 ? 'Churn' : 'no'}\n`)
    .join('');
}

// Takes away the "# " before the columns that no rule uses.
function allFields(text: string): string {
  const lines = text.split('\n');
  const from = lines.findIndex((line) => /^# (Columns that no rule|还没有规则)/.test(line));
  const to =
    from < 0 ? -1 : lines.findIndex((line, index) => index > from && (line === '' || /^# /.test(line)));
  return lines
    .map((line, index) => (index > from && index < to ? line.replace(/^ {2}# /, '  ') : line))
    .join('\n');
}

describe('guesses', () => {
  it.each([
    [
      'Salesforce',
      'Account ID 18,Account Name,Annual Revenue\na1,Acme,"$1,234.00"\nb2,Bolt,"(1,200)"\n',
      { customer_id: 'id', customer_name: 'text', revenue: 'money' },
    ],
    [
      'SAP',
      'Kunnr;Name 1;Umsatz\n007;Weiß;1.234,50\n008;Groß;45,00-\n',
      { customer_id: 'id', customer_name: 'text', revenue: 'money' },
    ],
    [
      'days first',
      'id,Last Order\na,31/12/2025\nb,01/02/2025\n',
      { customer_id: 'id', last_order: 'date DD/MM/YYYY' },
    ],
    [
      'months first',
      'id,Last Order\na,12/31/2025\nb,01/02/2025\n',
      { customer_id: 'id', last_order: 'date MM/DD/YYYY' },
    ],
    [
      'doubtful dates by another column',
      'id,Last Order,Created\na,12/11/2025,12/31/2025\nb,01/02/2025,1/30/2024\n',
      { customer_id: 'id', last_order: 'date MM/DD/YYYY', created: 'date MM/DD/YYYY' },
    ],
    [
      'serial numbers where the header says date',
      'id,Last Order Date,Size\na,45000,45000\n',
      { customer_id: 'id', last_order: 'date excel', size: 'number' },
    ],
    [
      'years of revenue',
      'id,Revenue 2023,Revenue 2025,Revenue 2024\na,1,3,2\n',
      { customer_id: 'id', revenue_2023: 'money', revenue: 'money', prior_revenue: 'money' },
    ],
    [
      'no year between',
      'id,2025年销售额,2023年销售额\na,1,3\n',
      { customer_id: 'id', revenue: 'money', column_3: 'money' },
    ],
    [
      'percents',
      'id,Margin,Share %,Discount Rate\na,12%,0.5,12\nb,8%,0.25,40\n',
      { customer_id: 'id', margin: 'percent', share: 'percent fraction', discount_rate: 'percent percent' },
    ],
    ['a margin that is an amount', 'id,Margin\na,12000\n', { customer_id: 'id', gross_profit: 'money' }],
    [
      'flags, and counts of 0 and 1',
      'id,Is Partner,Visits,Paid\na,1,1,yes\nb,0,0,no\n',
      { customer_id: 'id', is_partner: 'flag', visits: 'number', paid: 'flag' },
    ],
    [
      'codes that look like numbers',
      'id,ZIP,Phone,Cost Center\na,01234,55512,007\nb,99999,55513,008\n',
      { customer_id: 'id', zip: 'text', phone: 'text', cost_center: 'text' },
    ],
    [
      'codes that look like liras',
      'id,Route,Sales,Deposit\na,TL 1,TL 1,TL 1000\nb,TL 2,TL 2,TL 20\n',
      { customer_id: 'id', route: 'text', revenue: 'money', deposit: 'money' },
    ],
    [
      'the status that tells who has left',
      'id,Type,Account Status\na,Reseller,Active\nb,OEM,Inactive\nc,OEM,Lead\n',
      { customer_id: 'id', type: 'text', status: 'choice' },
    ],
    [
      'words of YAML and of the language',
      'id,yes,null,any,"a: b",# x,=cmd,__proto__\na,u,v,w,x,q,z,p\n',
      {
        customer_id: 'id',
        yes_column: 'text',
        null_column: 'text',
        any_column: 'text',
        a_b: 'text',
        column_6: 'text',
        cmd: 'text',
        proto: 'text',
      },
    ],
    [
      'this year and the year before',
      '客户编码,本年累计销售额,上年累计销售额\n01,5,4\n02,6,5\n',
      { customer_id: 'id', revenue: 'money', prior_revenue: 'money' },
    ],
    [
      'an id by its values',
      'Region,Ref,Amount\nN,x1,5\nN,x2,6\nS,x3,5\n',
      { region: 'text', customer_id: 'id', revenue: 'money' },
    ],
  ])('%s', async (_, csv, expected) => {
    expect(await fieldsOf(csv)).toEqual(expected);
  });

  it.each([
    ['a known header', 'Ref,Account ID\na,1\nb,2\n', 'Account ID'],
    ['the known header that does not repeat', 'Account ID,Client ID\na,x\na,y\n', 'Client ID'],
    ['codes before names', 'Customer,Ref No\nAcme,1\nBolt,2\n', 'Ref No'],
    ['names before other texts', 'Address,Customer\nElm 1,Acme\nOak 2,Bolt\n', 'Customer'],
    ['texts before numbers', 'Amount,Key Word\n5,x\n6,y\n', 'Key Word'],
    [
      'a known header with a blank',
      `Customer,Account ID\n${'abcdefghijkl'.replace(/./g, '$&,$&1\n')}x,\n`,
      'Account ID',
    ],
  ])('take for the id %s', async (_, csv, expected) => {
    const { text } = await init(withMark(csv));
    expect(/customer_id:.*\n.*\n {4}columns: \[(.*)\]/.exec(text)?.[1]).toBe(expected);
  });

  it.each([
    ['a cost', 'id,Claims,Premium\na,90,5\nb,80,9\nc,1,7\n', 'Premium'],
    ['the same for all', 'id,VKORG,Stück\na,1000,5\nb,1000,9\nc,1000,7\n', 'Stück'],
    ['no and yes', 'id,Senior,Visits\na,1,5\nb,0,9\nc,1,7\n', 'Visits'],
    ['a year', 'id,Opened,Visits\na,1999,5\nb,2003,9\nc,2003,7\n', 'Visits'],
    ['an id', 'id,Reference,Visits\na,74001,5\nb,10203,9\nc,55003,7\n', 'Visits'],
    ['a postcode', 'id,PLZ,Visits\na,74001,5\nb,10203,9\nc,55003,7\n', 'Visits'],
    ['a phone', 'id,Reached at,Visits\na,+4930123456,1\nb,498998765,2\nc,498998765,1\n', 'Visits'],
    ['an age', 'id,Age,Number of Policies\na,74,1\nb,33,2\nc,55,1\n', 'Number of Policies'],
    ['a sales organisation', 'id,Sales Org,Visits\na,1000,5\nb,2000,9\nc,1000,7\n', 'Visits'],
  ])('take for the size no column that is %s', async (_, csv, size) => {
    const { said } = await init(csv);
    expect(said).toContain(`no column is known as revenue, so size is measured by "${size}"`);
  });

  it.each([
    ['a postcode', 'Postcode,Company,Revenue\n10001,Acme,5\n10002,Bolt,7\n', 'Company'],
    ['an order', 'Opportunity Number,Account Name,Amount\nO1,Acme,5\nO2,Bolt,7\n', 'Account Name'],
    ['a row', 'Row ID,Name,Revenue\n1,Acme,5\n2,Bolt,7\n3,Cy,9\n', 'Name'],
    ['an amount', 'Customer,Value\nX1,20.50\nX2,30.25\n,41.75\n', 'Customer'],
    ['a number that counts rows', 'Nr,Kundenname,Umsatz\n1,Acme,5\n2,Bolt,7\n3,Cy,9\n', 'Kundenname'],
  ])('take for the id no number of %s', async (_, csv, id) => {
    const { text } = await init(csv);
    expect(/customer_id:.*\n.*\n {4}columns: \[(.*)\]/.exec(text)?.[1]).toBe(id);
  });

  it.each([
    ['CustomerKey', 'AccountNumber2'],
    [' ID', 'Company'],
    ['Record ID', 'Company name'],
    ['KUNNR', 'NAME1'],
    ['Account_Number__c', 'Name'],
  ])('find the id under the header %j', async (header, other) => {
    const csv = `${other},${header},AnnualRevenue\nAcme,K1,5\nBolt,K2,7\n`;
    const { text } = await init(csv);
    expect((await classify(csv, text)).categories).toEqual({ K1: 'normal', K2: 'key' });
  });

  it('say what technical headers are taken for', async () => {
    const head = 'KUNNR,NAME1,UMSAV,UMSA1,LAST_FKDAT';
    const { said } = await init(`${head}\n01,Acme,5,4,20260630\n02,Bolt,7,6,00000000\n`);
    expect(said).toContain('"UMSAV" is taken for revenue, "UMSA1" is taken for prior_revenue');
  });

  it('read a column without a header', async () => {
    const csv = ',Revenue,Prior Revenue\nAcme,5,5\nBolt,7,7\n';
    const { text } = await init(csv);
    expect((await classify(csv, text)).categories).toEqual({ Acme: 'normal', Bolt: 'key' });
  });

  it('leaves a column that holds too many other cells, and says why', async () => {
    const rows = Array.from(
      { length: 30 },
      (_, index) => `c${index},${index % 5 === 0 ? `later ${index}` : index}`,
    );
    const { said, text } = await init(`id,Revenue,Status\n${rows.join(',closed\n')},active\n`);
    expect(said).toContain('c.csv:2: warning: column "Revenue": expected money, found "later 0"');
    expect(said).toContain('warning: no column for amounts');
    expect(text).toContain('key: no column has amounts');
  });

  it('takes a few other cells of a column as blanks, to be confirmed', async () => {
    const rows = Array.from({ length: 30 }, (_, index) => `c${index},${index === 7 ? '-x' : index}`);
    const { said, text } = await init(`id,Revenue\n${rows.join('\n')}\n`);
    expect(text).toContain('blanks: ["-x"] # CONFIRM');
    expect(said).toContain('c.csv:9: warning: column "Revenue": "-x" is read as a blank, in 1 cell');
    expect(said).toMatch(/^30 customers .* 1 undetermined$/m);
  });

  it('takes words for "no value" as blanks of the field, to be confirmed', async () => {
    const rows = Array.from({ length: 30 }, (_, index) => `c${index},${index % 5 === 0 ? 'N/A' : index}`);
    const { said, text } = await init(`id,Revenue\n${rows.join('\n')}\n`);
    expect(text).toContain('blanks: [N/A] # CONFIRM');
    expect(said).toContain('column "Revenue": "N/A" is read as a blank, in 6 cells');
    expect(said).toMatch(/^30 customers .* 6 undetermined$/m);
  });
});

it('counts what programs write for a blank as no sales, as a blank cell is', async () => {
  const csv =
    'id,Status,Revenue,Prior Revenue\na,Active,5,4\nb,Active,9,9\nc,Prospect,NULL,NULL\nd,Active,nan,7\n';
  const { text, said } = await init(csv);
  expect(text).toContain('missing: 0 # 2 blank cells count as 0');
  expect(said).toMatch(/^4 customers .* 1 lost, 1 key, 1 target, 1 normal$/m);
});

it('finds that a backslash stands before delimiters and quotes', async () => {
  const rows = 'a\tAcme\\\tNorth\t5\nb\tBolt\t\\N\nc\tCrux\t7\n';
  const { text, said } = await init(`id\tName\tRevenue\n${rows}`);
  expect(text).toContain('escape: "\\\\" # a backslash');
  expect(said).toMatch(/^3 customers/m);
});

it('asks for the encoding, and says nothing of a table in bytes that it cannot read', async () => {
  const bytes = Buffer.from('"EXTF";700;16;"x"\nKonto;Firma;Umsatz\n1;M\xfcller;5\n2;B;6\n', 'latin1');
  const io = memoryIo({ 'c.csv': bytes });
  const error = await runInit('c.csv', { lang: 'en' }, io).catch((thrown: InputError) => thrown);
  expect((error as InputError).diagnostics.map(({ code }) => code)).toEqual(['ambiguous-encoding']);
});

describe('exports with more than customers', () => {
  const TABLE = 'id,Name,Revenue\na,Ann,500\nb,Bob,7\nc,Cy,80\n';
  it.each([
    ['a title', `Revenue report\nMade in June\n\n${TABLE}`, [], 2],
    ['ids that name nobody', `${TABLE}(blank),x,5\n-,y,6\n`, ['- { customer_id: ["(blank)", "-"] }'], 0],
    ['a total', `${TABLE}Grand Total,,587\n`, ['leave_out:', '- { customer_id: [Grand Total] }'], 1],
    ['months', 'Sales\n\nid,2026-01,2026-02\na,5,6\nb,7,8\nc,9,9\n', [], 1],
    ['subtotals', `${TABLE}小计,,587\nd,Di,9\nSubtotal B,,9\n`, ['[小计, Subtotal B]'], 2],
    ['a footer', `${TABLE}\nConfidential\nPage 1\n`, ['ends_at: blank_row'], 2],
    ['a blank row below the header', 'customer_id,x,y,z,revenue\n\nA,,,,5\nB,,,,6\nC,,,,7\n', [], 0],
    ['pages', `Sales,,Page 1\n${TABLE}Sales,,Page 2\nid,Name,Revenue\n`, ['[Sales, id] } # titles'], 3],
    [
      'a header without a name above them',
      'Sales by Customer,\nMay 2026,\n,Total\nAnn,$500\nBob,7\nCy,80\nTOTAL,587\n',
      ['columns: ["#1"]', '[TOTAL]', 'type: money'],
      3,
    ],
    ['a note of one cell', `${TABLE}rows 1 to 3\n`, ['["rows * to *"]'], 1],
    ['comments', `# made 1 July\n${TABLE}# 3 rows\n`, ['["#*"]'], 2],
    [
      'a total beside blank ids',
      `Note,id,Revenue\nAnn,a,5\nBob,b,7\nCy,c,8\nTotal,,20\n`,
      ['- { customer_id: blank } # totals'],
      1,
    ],
    ['a row without an id', `${TABLE},,9\n`, ['- { customer_id: blank }'], 0],
  ])('finds the customers beside %s', async (_, csv, lines, leftOut) => {
    const { said, text } = await init(csv);
    for (const line of lines) expect(text).toContain(line);
    expect(said).toMatch(csv.includes('d,Di') ? /^4 customers/m : /^3 customers/m);
    if (leftOut > 0) expect(said).toMatch(new RegExp(`${leftOut} rows? left out`));
  });
});

describe('doubts', () => {
  it.each([
    ['day or month', 'id,Last Order\na,01/02/2025\n', 'format: MM/DD/YYYY'],
    ['decimal or thousand', 'id,Revenue\na,"1,234"\n', 'decimal: ","'],
    ['percent or fraction', 'id,Margin,Revenue\na,0.5,9\n', 'format: percent'],
  ])('says and marks %s', async (_, csv, other) => {
    const { said, text } = await init(csv);
    expect(said).toMatch(/warning: .* is taken \[ambiguous-column\]/);
    expect(text).toMatch(new RegExp(`CONFIRM: .*${other.replace(/[."]/g, '\\$&')}`));
  });

  it('leaves a total at the end out, and says so', async () => {
    const { said, text } = await init('id,Revenue\na,5\nb,7\nTotal,12\n');
    expect(said).toContain('c.csv: 1 row left out: 1 that leave_out names');
    expect(text).toContain('reached by 1 of the 2 customers');
  });

  it('reads days that stand for never as blanks, to be confirmed', async () => {
    const csv = 'id,Last Order,Revenue\na,1900-01-01,5\nb,2025-01-30,7\nc,9999-12-31,9\n';
    const { said, text } = await init(csv);
    expect(text).toContain('blanks: ["1900-01-01", "9999-12-31"] # CONFIRM');
    expect(said).toContain(
      '"1900-01-01", "9999-12-31", which programs write for "never", are read as blanks, in 2 cells',
    );
    expect((await classify(csv, text)).categories).toEqual({ a: 'normal', b: 'lost', c: 'key' });
  });

  it('says once which columns have a text that stands for a blank', async () => {
    const { said } = await init(
      'id,Revenue,Prior Revenue,Last Order\na,-,-,-\nb,7,6,2026-01-30\nc,9,8,2026-01-30\n',
    );
    expect(said).toContain(
      'columns "Revenue", "Prior Revenue", "Last Order": "-" is read as a blank, in 3 cells',
    );
    expect(said).toContain('zeros: ["-"]');
  });

  it('sets rows aside that cannot be read in what to run next', async () => {
    const { said } = await init('id,Revenue\na,5\nb,7,8\nc,9\n');
    expect(said).toContain('next: keyaccounts classify c.csv --rejects rejected.csv -c k.yaml');
  });

  it('says which columns name groups of companies', async () => {
    const csv = 'id,Parent Account ID,Ultimate Parent,Revenue\na,,Acme,5\nb,a,Acme,7\n';
    const { said, text } = await init(csv);
    expect(said).toContain('"Parent Account ID" and "Ultimate Parent" name groups');
    const grouped = allFields(text).replace('# group: ', 'group: ');
    expect((await classify(csv, grouped)).criteria.group?.by.name).toBe('parent_id');
  });

  it('groups by names where no column has the id of the parent', async () => {
    const { text } = await init('id,Name,Konzern,Revenue\na,Acme,Acme,5\nb,Bolt,Acme,7\n');
    expect(text).toContain('# group: { by: ultimate_parent, matches: customer_name }');
  });

  it('says when no column names each customer once', async () => {
    const others = Array.from({ length: 20 }, (_, index) => `c${index},${index}\n`).join('');
    const { said } = await init(`customer,Revenue\na,5\na,7\n${others}`);
    expect(said).toMatch(/"customer" comes nearest, but repeats/);
    expect(said).toMatch(/warning: customer "a" stands in line 2 already/);
  });

  it('finds a header with a number by the name of its ids', async () => {
    const { text } = await init('Customer ID,36,Revenue\nK0,5,6\nK1,7,8\n');
    expect(text).toContain('columns: [Revenue]');
  });

  it('takes the code that stands on the first row of each customer', async () => {
    const rows = 'C_1,Acme,5,Ann\n,,,Bo\n,,,Cy\nC_2,Bolt,7,\n';
    const { said, text } = await init(`id,name,Revenue,contact\n${rows}`);
    expect(said).toMatch(/"id" comes nearest, but is blank in 2 of 4 rows/);
    expect(text).toContain('{ customer_id: blank }');
  });
});

describe('rules', () => {
  const HEAD = 'id,Status,Revenue,Prior Revenue';
  it('put customers where their data says', async () => {
    const rows = Array.from({ length: 20 }, (_, index) => `c${index},Active,${1000 + index * 10},1000`);
    const csv = `${HEAD}\n${rows.join('\n')}\nbig,Active,9870,9000\ngone,Closed - lost,50,60\nnew,Prospect,,\nquit,Active,0,500\n`;
    const { text } = await init(csv);
    const { categories, refused, found } = await classify(csv, text);
    expect({ refused, found }).toEqual({ refused: [], found: [] });
    expect([
      categories['big'],
      categories['gone'],
      categories['new'],
      categories['quit'],
      categories['c3'],
    ]).toEqual(['key', 'lost', 'target', 'lost', 'normal']);
  });

  it.each([
    ['a class', 'id,Tier\na,A\nb,B\n', { a: 'key', b: 'normal' }],
    ['a mark', 'id,Strategic\na,yes\nb,no\n', { a: 'key', b: 'normal' }],
    ['any amount', 'id,Wert\na,10\nb,20\n', { a: 'normal', b: 'key' }],
    ['a status', 'id,Status\na,Active\nb,Closed\n', { a: 'normal', b: 'lost' }],
    ['no one above zero', 'id,Revenue\na,0\nb,-5\n', { a: 'target', b: 'target' }],
  ])('make do with %s', async (_, csv, expected) => {
    const { text } = await init(csv);
    expect((await classify(csv, text)).categories).toEqual(expected);
  });
});

describe('flags that say what they say', () => {
  it.each([
    ['Churn', 'Yes', 'No'],
    ['churn_flag', 'TRUE', 'FALSE'],
    ['Inactive', '1', '0'],
    ['Is Closed', 'X', ''],
    ['Gesperrt', 'Ja', 'Nein'],
    ['LOEVM', 'X', ''],
    ['已流失', '是', '否'],
    ['停用', '√', ''],
    ['Active', 'No', 'Yes'],
    ['是否启用', '否', '是'],
  ])('%s: %s is lost', async (header, lost, not) => {
    const csv = `id,${header},Revenue\na,${lost},5\nb,${not},7\nc,${not},9\n`;
    const { said, text } = await init(csv);
    expect(said).toMatch(/info: column ".*": "(yes|no)" is taken for lost \[guessed-column\]/);
    expect((await classify(csv, text)).categories).toEqual({ a: 'lost', b: 'normal', c: 'key' });
  });

  it.each([
    ['is_trial', 'TRUE', 'FALSE'],
    ['潜在', '是', '否'],
  ])('%s: %s is a target', async (header, target, not) => {
    const csv = `id,${header},Revenue\na,${target},5\nb,${not},7\nc,${not},9\n`;
    const { said, text } = await init(csv, { lang: 'zh' });
    expect(said).toContain(`列“${header}”：“yes”视为目标客户`);
    expect((await classify(csv, text)).categories).toEqual({ a: 'target', b: 'normal', c: 'key' });
  });

  it('takes statuses from any column whose texts say so, and several of one kind', async () => {
    const rows = Array.from({ length: 12 }, (_, index) => `c${index},Existing Customer,Customer,${index}`);
    const more =
      'x,Attrited Customer,Customer,9\ny,Existing Customer,Prospect,9\nz,Existing Customer,Former,9';
    const csv = `id,Attrition_Flag,Type,Revenue\n${rows.join('\n')}\n${more}\n`;
    const { said, text } = await init(csv);
    expect(said).toContain('column "Attrition_Flag": "Attrited Customer" is taken for lost');
    const { categories } = await classify(csv, text);
    expect([categories['x'], categories['y'], categories['z'], categories['c1']]).toEqual([
      'lost',
      'target',
      'lost',
      'normal',
    ]);
  });

  it.each(['Closed Orders', 'Churn Risk', 'Active Contracts'])('%s says nothing of it', async (header) => {
    const { text } = await init(`id,${header},Revenue\na,1,5\nb,0,7\nc,1,9\n`);
    expect(text).not.toContain('marked-');
  });
});

describe('samples', () => {
  it.each(['sample.csv', 'sample-zh.csv'])(
    '%s comes out in every category, with no row refused',
    async (name) => {
      const bytes = readFileSync(new URL(`../../fixtures/customers/${name}`, import.meta.url));
      const { text, said } = await init(bytes);
      expect(said).not.toContain('warning');
      const { categories, refused, found } = await classify(bytes, text);
      expect({ refused, found }).toEqual({ refused: [], found: [] });
      expect(new Set(Object.values(categories))).toEqual(new Set(['target', 'normal', 'lost', 'key']));
    },
  );

  it('a spreadsheet says its sheet in what to run next', async () => {
    const rows = [
      ['id', 'Revenue'],
      ['a', 5],
    ];
    const bytes = await writeXlsx({
      sheets: [
        { name: 'My Data', rows },
        { name: 'Other', rows },
      ],
    });
    const { said, text } = await init(bytes, { sheet: 'My Data' });
    expect(text).toContain('revenue: { at_least: 5 }');
    expect(said).toContain("next: keyaccounts classify c.csv --sheet 'My Data' -c k.yaml");
  });
});

it.each([
  [
    'en',
    '1 filled cell: id like "C1"',
    '# the largest tenth: reached by the only customer with revenue above 0',
  ],
  ['zh', '全部 1 个是编号', '# 最大的十分之一：revenue 大于 0 的只有一个客户，已达到'],
] as const)('speaks of one customer as of one: %s', async (lang, ...said) => {
  const { text } = await init('Customer ID,Revenue\nC1,5\n', { lang });
  for (const one of said) expect(text).toContain(one);
});

it('takes the pipeline of a deal for no status', async () => {
  const { text } = await init(
    'Record ID,Company,Pipeline,Amount\n1,Acme,Sales Pipeline,5\n2,Bo,Sales Pipeline,6\n3,Cy,Sales Pipeline,7\n',
  );
  expect(text).toContain('# target: no column tells prospects from customers');
});

it('reads marks of HTML as their signs', async () => {
  const { text, said } = await init(
    'Account No,Name,Revenue\nC1,M&uuml;ller &amp; Co,&euro;5000000\nC2,Bo,&euro;400\n',
  );
  expect(text).toContain('html: yes');
  expect(text).toContain('money like "€5000000"');
  expect(said).not.toContain('html-entities');
});

it('takes columns that share a name by their number', async () => {
  const file = 'Account No,Name,Revenue,Name,Revenue\nC1,Ann,5000000,x,4\nC2,Bo,400,y,3\nC3,Cy,40,z,3\n';
  const { text } = await init(file);
  expect(text).toContain('columns: ["Name#1"]');
  expect(text).toContain('columns: ["Revenue#1"]');
});

describe('refusals', () => {
  it.each([
    ['a header alone', 'id,revenue\n', 'no-customers'],
    ['an open quote', 'id,revenue\n"a,5\n', 'open-quote'],
    ['no text at all', '', 'empty-file'],
    ['most rows broken', 'id,Revenue\na,5\nb,6,6\nc,7,7\n', 'ragged-row'],
    ['no header', 'C1,5,6\nC2,7,8\n', 'no-table'],
    ['no header below a comment', '# made 1 July\nC1,5,6\nC2,7,8\n', 'no-table'],
    ['no header, and more names than numbers', 'C1,Acme,5000\nC2,Bolt,7000\n', 'no-table'],
    ['a title above rows of no one shape', 'Report,,\n5,,\n,6,\n', 'no-table'],
    ['one column of names', 'name\nfoo\nbar\n', 'no-criteria'],
    ['addresses', 'Customer Id,Company,City,Phone\nC1,Acme,Leeds,+44 1\nC2,Bolt,York,+44 2\n', 'no-criteria'],
    [
      'order lines without amounts',
      'Customer ID,Order Date,Note\nA,2026-01-05,x\nA,2026-02-06,y\n',
      'not-customers',
    ],
    ['ids that repeat beside a row number', 'Row No,Account ID,Revenue\n1,a,5\n2,a,6\n', 'not-customers'],
    ['nothing that could be an id', 'Kind,Size\na,5\na,5\n', 'not-customers'],
    [
      'amounts alone',
      'R&D,Profit\n165349.2,192261.8\n162597.7,191792.1\n153441.5,191050.4\n',
      'not-customers',
    ],
    [
      'lines of orders alone',
      'order_id,quantity,list_price\n1,1,599.99\n1,2,1799.99\n2,1,449\n',
      'not-customers',
    ],
    [
      'sales of days',
      'Datum,Umsatz\n2013-07-01,148.8\n2013-07-02,159.8\n2013-07-03,111.9\n',
      'not-customers',
    ],
    ['orders of names', 'Row ID,Customer,Invoice No,Net\n1,A,X1,5\n2,A,X2,7\n', 'not-customers'],
    [
      'customers above their lines',
      ',Date,Num,Amount\nAcme,,,\n,2026-01-05,11,5\n,2026-02-06,12,6\nBolt,,,\n,2026-02-07,13,7\nTotal for Bolt,,,7\n',
      'not-customers',
    ],
    [
      'customers beside the first of their lines',
      'Customer,Date,Num,Amount\nAcme,2026-01-05,11,5\n,2026-02-06,12,6\n,2026-02-07,13,7\nBolt,2026-02-08,14,5\n',
      'not-customers',
    ],
    [
      'one row for each business unit',
      'Customer ID,Division,Revenue\nA,North,1\nA,South,2\nB,North,3\n',
      'not-customers',
    ],
  ])('%s', async (_, csv, code) => {
    const io = memoryIo({ 'c.csv': csv });
    const error = await runInit('c.csv', { lang: 'en', output: 'k.yaml' }, io).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(InputError);
    expect([...new Set((error as InputError).diagnostics.map((found) => found.code))]).toEqual([code]);
    expect(io.files.has('k.yaml')).toBe(false);
  });

  it('says what is wrong with rows that cannot be read where the others tell nothing', async () => {
    const io = memoryIo({ 'c.csv': 'Customer,Note\na"b,x\nb,y\n' });
    const error = await runInit('c.csv', { lang: 'en' }, io).catch((thrown) => thrown);
    expect((error as InputError).diagnostics.map(({ code }) => code)).toEqual([
      'no-criteria',
      'broken-quote',
    ]);
  });

  it.each([
    [
      'Order Date,Customer ID,Note\n2026-01-05,A,x\n2026-02-06,A,y\n2026-03-07,B,z\n',
      'these are order lines, not customers: 2 customers ("Customer ID") in 3 rows, each with "Order Date", and no column with a name that says it has the amounts',
      '这是订单明细，不是客户：3 行中只有 2 个客户（“Customer ID”），每行有 "Order Date"，但没有一列的列名表明是金额',
    ],
    [
      'Customer ID,Division,Revenue\nA,North,1\nA,South,2\nB,North,3\n',
      'the rows are not customers but customers by "Division": 2 customers ("Customer ID") in 3 rows',
      '每行不是一个客户，而是客户的一个“Division”：3 行中只有 2 个客户（“Customer ID”）',
    ],
    [
      ',Date,Num,Amount\nAcme,,,\n,2026-01-05,11,5\n,2026-02-06,12,6\n',
      'a report in groups: "Acme" stands in a row of its own above its lines, and the lines below do not say whose they are',
      '这是分组报表：“Acme”单独占一行，下面是它的明细，明细行没有写明属于哪个客户',
    ],
    [
      'Customer,Date,Num,Amount\nAcme,2026-01-05,11,5\n,2026-02-06,12,6\n,2026-02-07,13,7\n',
      'a report in groups: "Acme" stands in the first of its lines alone, and the lines below do not say whose they are',
      '这是分组报表：“Acme”只写在第一条明细上，其余明细行没有写明属于哪个客户',
    ],
  ])('say what the rows are, in both languages: %j', async (csv, en, zh) => {
    const refusal = async (lang: 'en' | 'zh') => {
      const error = await runInit('c.csv', { lang }, memoryIo({ 'c.csv': csv })).catch((thrown) => thrown);
      return (error as InputError).diagnostics[0]!.message[lang];
    };
    expect([await refusal('en'), await refusal('zh')]).toEqual([en, zh]);
  });

  it.each([
    ['Customer ID,Division,Revenue\nA,North,1\nA,South,2\nB,North,3\n', 'A,3,key,'],
    ['Customer ID,Division,Note\nA,North,x\nA,South,y\nB,North,z\n', 'A,2,key,'],
  ])('with tables that add up the rows of units: %j', async (csv, expected) => {
    for (const lang of ['en', 'zh'] as const) {
      const error = await runInit('c.csv', { lang }, memoryIo({ 'c.csv': csv })).catch((thrown) => thrown);
      const [note] = (error as InputError).diagnostics[0]!.notes!;
      const line = /\{ tables: .*$/.exec(note![lang])![0];
      const amount = line.includes('revenue') ? 'revenue' : 'units';
      const rules = { key: { when: { [amount]: { at_least: 2 } } }, normal: { when: 'otherwise' } };
      const criteria = stringify({ ...parse(line), categories: rules });
      const io = memoryIo({ 'c.csv': csv, 'k.yaml': criteria });
      const flags = { criteria: 'k.yaml', format: 'csv', prefix: '', quiet: true, lang } as const;
      await runClassify(NO_CUSTOMER_FILE, { ...flags, asOf: '2026-06-30', table: ['sales=c.csv'] }, io);
      expect(io.written()).toContain(expected);
    }
  });

  it('a file that is there already, unless forced', async () => {
    const io = memoryIo({ 'c.csv': 'id,Revenue\na,5\n', 'k.yaml': 'mine' });
    await expect(runInit('c.csv', { lang: 'en', output: 'k.yaml' }, io)).rejects.toBeInstanceOf(UserError);
    expect(io.files.get('k.yaml')).toBe('mine');
    await runInit('c.csv', { lang: 'en', output: 'k.yaml', force: true }, io);
    expect(io.files.get('k.yaml')).toMatch(/^# Which customers/);
  });
});

// Neither an error of a spreadsheet nor what names no customer, such as Σ and N/A.
const plainText = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .filter((text) => !/[\0\r]/.test(text) && text.trim() !== '' && !isProblem(readText(text)))
  .filter((text) => noCustomerOf(text) === null);
const number = fc.integer({ min: -3_000_000, max: 90_000_000 }).map((value) => value / 100);
const day = fc.tuple(
  fc.integer({ min: 2019, max: 2026 }),
  fc.integer({ min: 1, max: 12 }),
  fc.integer({ min: 1, max: 28 }),
);
const two = (value: number): string => String(value).padStart(2, '0');
const grouped = (value: number, comma: boolean): string => {
  const [whole, part] = Math.abs(value).toFixed(2).split('.') as [string, string];
  const text = `${whole.replace(/\B(?=(\d{3})+$)/g, comma ? '.' : ',')}${comma ? ',' : '.'}${part}`;
  return value < 0 ? `(${text})` : text;
};
const cellsOf = (comma: boolean): fc.Arbitrary<string>[] => [
  number.map((value) => `€${grouped(value, comma)}`),
  number.map((value) => grouped(value, comma)),
  number.map((value) => `${String(value).replace('.', comma ? ',' : '.')}%`),
  fc.integer({ min: 0, max: 9000 }).map(String),
  day.map(([y, m, d]) => `${y}-${two(m)}-${two(d)}`),
  day.map(([y, m, d]) => `${d}/${m}/${y}`),
  day.map(([y, m, d]) => `${two(m)}.${two(d)}.${y} 12:30`),
  fc.constantFrom('yes', 'no', 'Y', '否'),
  fc.constantFrom('Active', 'Prospect', 'closed', '潜在', 'a: b', '- x', '"q"'),
  plainText,
];
const HEADERS = [
  ...[
    'Revenue',
    'Prior Revenue',
    '毛利',
    'Status',
    'Last Order Date',
    'Margin',
    '客户名称',
    'Units Sold',
    'Prior Units',
  ],
  ...[
    'Strategic',
    'Tier',
    'On-Time Rate',
    'Account Manager',
    'Revenue 2024',
    'Potential',
    'yes',
    'null',
    'a: b',
    '#',
  ],
  ...['multi\nline', '=cmd', '😀', '__proto__', 'top', 'Growth', 'Created Date', '- x', '客户：', 'toString'],
];
const table = fc.boolean().chain((comma) =>
  fc
    .record({
      headers: fc.uniqueArray(
        fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...HEADERS) }, { weight: 1, arbitrary: plainText }),
        {
          minLength: 1,
          maxLength: 8,
          selector: foldName,
        },
      ),
      rows: fc.integer({ min: 1, max: 40 }),
      idAt: fc.nat(8),
      lang: fc.constantFrom('en' as const, 'zh' as const),
    })
    .filter(({ headers }) => !headers.some((header) => ['', 'customer id'].includes(foldName(header))))
    .chain(({ headers, rows, idAt, lang }) =>
      fc
        .tuple(
          ...headers.map(() =>
            fc.constantFrom(...cellsOf(comma)).chain((cell) =>
              fc.array(fc.oneof({ weight: 6, arbitrary: cell }, fc.constant('')), {
                minLength: rows,
                maxLength: rows,
              }),
            ),
          ),
        )
        .map((columns) => {
          const at = idAt % (headers.length + 1);
          const lines = [headers.toSpliced(at, 0, 'Customer ID')];
          for (let row = 0; row < rows; row += 1)
            lines.push(columns.map((cells) => cells[row]!).toSpliced(at, 0, `K${row}`));
          return { csv: `${lines.map((cells) => csvRecord(cells, ',')).join('\n')}\n`, lang };
        }),
    ),
);

it('writes what compiles without a word, and classifies every row of any table', async () => {
  await fc.assert(
    fc.asyncProperty(table, async ({ csv, lang }) => {
      const written = await init(csv, { lang, delimiter: ',' }).catch((thrown) => thrown);
      // Where nothing tells who is large, gone or yet to be won, that is said instead.
      if (written instanceof InputError) {
        expect(written.diagnostics.at(-1)!.code).toBe('no-criteria');
        return;
      }
      const { text } = written;
      const { found, refused, categories } = await classify(csv, text);
      expect(hasErrors(found)).toBe(false);
      const remarks = ['blank-rows', 'old-dates', 'future-date', 'sentinel-date', 'placeholder-amount'];
      expect(found.filter(({ code }) => !remarks.includes(code))).toEqual([]);
      // A few odd cells in a column that its header says all about: the file says so.
      if (refused.length > 0) expect(text).toMatch(/such rows are refused|这些行会被拒绝/);
      else expect(Object.keys(categories).length).toBeGreaterThan(0);
      const whole = await classify(csv, allFields(text));
      expect(whole.refused).toEqual(refused);
      expect(whole.categories).toEqual(categories);
    }),
    { numRuns: 60 },
  );
});

// One of them says how large a customer is.
it('lists the first columns of thousands that no rule uses', async () => {
  const columns = Array.from({ length: 3000 }, (_, index) => `${'?'.repeat(40)} size ${index}`);
  const row = (id: string) => `${[id, 'no', ...columns.map((_, index) => index)].join(',')}\n`;
  const { text } = await init(`id,Churn,${columns.join(',')}\n${row('A')}${row('B')}`);
  expect(text.match(/^ {2}# {3}columns: /gm)).toHaveLength(2000);
  expect(text).toContain('\n  # and 999 more columns\n');
});

it('makes the folder of its output, and leaves none where it writes nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'keyaccounts-init-'));
  const io = unheardIo(() => {});
  const at = (name: string): string => join(folder, name);
  writeFileSync(at('c.csv'), 'customer_id,revenue\nA,10\nB,20\nC,30\n');
  expect(await runInit(at('c.csv'), { lang: 'en', output: at('a/criteria/default.yaml') }, io)).toBe(0);
  expect(existsSync(at('a/criteria/default.yaml'))).toBe(true);
  await expect(
    runInit(at('c.csv'), { lang: 'en', output: at('b/criteria/default.yaml/') }, io),
  ).rejects.toThrow(UserError);
  await io.end();
  expect(existsSync(at('b'))).toBe(false);
  rmSync(folder, { recursive: true });
});

it('leaves out what a pivot table adds up for nobody, and no customer without a manager', async () => {
  const pivot =
    'Row Labels,2025,2026\nAldwick,5000.10,4000\nBrennan,7000.20,9000\n(blank),,3\nGrand Total,1,2\n';
  const { text, said } = await init(pivot);
  expect(text).toContain('- { customer_id: ["(blank)", Grand Total] }');
  expect(said).toContain('2 customers as of');
  expect(said).not.toContain('only counts the rows');
  const owners = 'Owner,Customer,Revenue\n(blank),Aldwick,5000\nRuth,Brennan,7000\n';
  expect((await init(owners)).said).toContain('2 customers as of');
});

it.each([
  ['成交状态', '已流失'],
  ['status_label', 'Churned'],
  ['Current Status', 'Lost'],
])('takes "%s" for the status where its texts tell who has left', async (header, text) => {
  const rows = (lost: string) =>
    `id,审核状态,订单状态,${header},Revenue\na,通过,已关闭,ok,5\nb,通过,ok,${lost},7\n`;
  const { text: criteria } = await init(rows(text));
  expect(criteria).toMatch(new RegExp(`^ {2}status: #.*\\n.*\\n {4}columns: \\[${header}\\]$`, 'm'));
  expect((await init(rows('fine'))).text).not.toMatch(/^ {2}status:/m);
});
