import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { main } from '../../src/cli.ts';
import type { FileWriter } from '../../src/io/files.ts';
import { type Io, nodeIo } from '../../src/io.ts';

// A text of 1 MB in each place where people put one: the command ends, says what it has to say, and does not give the
// megabyte back. Where time grows with the square of the length, it would run for minutes, and the test ends before.
const SIZE = 1_000_000;
const WORD = 'x'.repeat(SIZE);
// A row of more is refused as one whose quote is never closed.
const MOST_OF_A_ROW = 900_000;
const CELL = 'y'.repeat(MOST_OF_A_ROW);
const MOST_SAID = 60_000;

const DEFAULT = readFileSync(new URL('../../criteria/default.yaml', import.meta.url), 'utf8');
const [HEADER, ...ROWS] = readFileSync(
  new URL('../../fixtures/customers/sample.csv', import.meta.url),
  'utf8',
)
  .split('\n')
  .slice(0, 20) as [string, ...string[]];
const SAMPLE = `${[HEADER, ...ROWS].join('\n')}\n`;
const AS_OF = ['--as-of', '2026-06-30'];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyaccounts-long-'));
  mkdirSync(join(folder, 'book'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs a command on files of the folder; whatever it says or writes counts, on standard output or beside it. */
async function run(args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' };
  const stream = (name: 'out' | 'err') => ({
    isTTY: false,
    width: 80,
    write: async (text: string | Uint8Array) => {
      said[name] += Buffer.from(text as Uint8Array).toString();
      return true;
    },
  });
  const io: Io = { ...nodeIo(), env: {}, out: stream('out'), err: stream('err'), holdOutput };
  const place = (word: string): string => (/^(\w\.(csv|yaml)|book)$/.test(word) ? join(folder, word) : word);
  return { code: await main(args.map(place), io), ...said };

  function holdOutput(): FileWriter {
    const held: string[] = [];
    return {
      write: async (text) => void held.push(Buffer.from(text as Uint8Array).toString()),
      restart: async () => void held.splice(0),
      prepare: async () => {},
      release: async () => {},
      commit: () =>
        stream('out')
          .write(held.join(''))
          .then(() => {}),
      discard: async () => {},
    };
  }
}

function put(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
}

/** The shipped criteria with one part in place of another. */
function criteriaWith(part: string, other: string): string {
  expect(DEFAULT).toContain(part);
  return DEFAULT.replace(part, () => other);
}

async function expectShort(args: readonly string[], code: number): Promise<string> {
  const ran = await run(args);
  expect({ args: args.map((word) => word.slice(0, 40)), code: ran.code }).toEqual({
    args: args.map((word) => word.slice(0, 40)),
    code,
  });
  expect(ran.err).not.toContain('bug in keyaccounts');
  expect(ran.out.length + ran.err.length).toBeLessThan(MOST_SAID);
  return ran.out + ran.err;
}

const SMALL = `fields:
  customer_id: { type: id }
priority: [key, normal]
categories:
  key: { when: { customer_id: B } }
  normal: { when: otherwise }
`;

describe('in a criteria file that can be used', () => {
  it.each([
    ['a name', 'name: Company key-account criteria', `name: ${WORD}`],
    ['a name in Chinese', 'name: Company key-account criteria', `name: ${'客户'.repeat(SIZE / 6)}`],
    ['a version', 'version: "2026.1"', `version: ${WORD}`],
    ['a reason of words', 'reason: First', `reason: First ${'so it goes '.repeat(SIZE / 11)}`],
    ['a reason behind blanks', 'reason: First', `reason: First ${' '.repeat(SIZE)} and last`],
    ['a column', 'columns: [customer_name,', `columns: [${WORD}, customer_name,`],
    ['another spelling of a value', 'closed: [inactive', `closed: [${WORD}, inactive`],
    ['the id of a criterion', 'id: large-and-growing', `id: ${WORD}`],
    ['the id of a criterion, of blanks', 'id: large-and-growing', `id: "a${' '.repeat(SIZE)}b"`],
    ['the id of a check', 'id: profitable', `id: ${WORD}`],
    ['a remark', 'name: Company', `# ${WORD}\nname: Company`],
    ['a remark of signs', 'name: Company', `${'  # a: [b, c]\n'.repeat(20_000)}name: Company`],
  ])('%s', async (_, part, other) => {
    put({ 'c.yaml': criteriaWith(part, other), 'd.yaml': DEFAULT, 's.csv': SAMPLE });
    await expectShort(['check', 'c.yaml'], 0);
    for (const args of [
      ['classify', 's.csv'],
      ['explain', 's.csv', 'C-1509'],
      ['report', 's.csv'],
      ['diff', 's.csv', '--against-criteria', 'd.yaml'],
      ['calibrate', 's.csv', '--key-accounts', '3'],
      ['plan', 's.csv', '--book', 'book'],
    ])
      await expectShort([...args, '-c', 'c.yaml', ...AS_OF], 0);
  });
});

describe('in a criteria file that cannot be used', () => {
  it.each([
    ['a key', 'name: Company', `${WORD}: 1\nname: Company`],
    ['a name of a field', '  customer_name:\n', `  ${WORD}:\n    colour: red\n  customer_name:\n`],
    ['a type', 'type: text', `type: ${WORD}`],
    ['a value of a choice', 'status: closed', `status: ${WORD}`],
    ['an amount', 'revenue: { at_least: 5m }', `revenue: { at_least: ${WORD} }`],
    ['an amount in digits', 'revenue: { at_least: 5m }', `revenue: { at_least: "${'9'.repeat(SIZE)}" }`],
    ['a number', 'capacity: 30', `capacity: ${WORD}`],
    ['a day', 'last_order: { present: yes }', `last_order: { since: ${WORD} }`],
    ['an operator', 'revenue: { at_least: 5m }', `revenue: { ${WORD}: 5m }`],
    ['a fact', 'revenue: { at_least: 5m }', `${WORD}: { at_least: 5m }`],
    ['a fact of a score', 'fact: revenue, weight: 30', `fact: ${WORD}, weight: 30`],
    ['a category', 'priority: [lost,', `priority: [${WORD}, lost,`],
    ['a formula of one word', 'margin: gross_profit / revenue', `margin: ${WORD}`],
    ['a formula of one call', 'margin: gross_profit / revenue', `margin: ${WORD}(revenue)`],
    ['a sum', 'margin: gross_profit / revenue', `margin: revenue${' + revenue'.repeat(SIZE / 10)}`],
    ['signs', 'margin: gross_profit / revenue', `margin: ${'-'.repeat(SIZE)}revenue`],
    ['brackets', 'margin: gross_profit / revenue', `margin: ${'('.repeat(SIZE)}revenue`],
    ['a format of dates', '    type: date\n', `    type: date\n    format: ${WORD}\n`],
    ['the file that it extends', 'name: Company', `extends: ${WORD}\nname: Company`],
    ['a tag', 'reason: First', `reason: !${WORD} First`],
    ['an anchor', 'reason: First', `reason: &${WORD} First`],
    ['a line with a mistake at its end', 'reason: First', `reason: First ${' '.repeat(SIZE)} edition: x`],
    ['an open quote', 'name: Company', `name: "${WORD}`],
  ])('%s', async (_, part, other) => {
    put({ 'c.yaml': criteriaWith(part, other) });
    await expectShort(['check', 'c.yaml'], 2);
    await expectShort(['check', 'c.yaml', '--format', 'sarif'], 2);
  });

  it.each([
    [
      'a case that fails',
      'name: one cent under the revenue line\n    customer: { status: active',
      `name: ${WORD}\n    customer: { status: prospect`,
    ],
    ['a value of a case', 'status: active, revenue: 4999999.99', `status: ${WORD}, revenue: 4999999.99`],
  ])('by %s', async (_, part, other) => {
    put({ 'c.yaml': criteriaWith(part, other) });
    for (const format of ['text', 'github', 'sarif'])
      await expectShort(['check', 'c.yaml', '--format', format], 1);
  });

  it.each([
    ['one word', WORD],
    ['blanks', ' '.repeat(SIZE)],
    ['tabs', '\t'.repeat(SIZE)],
    ['empty lines', '\n'.repeat(SIZE)],
    ['open brackets', '['.repeat(SIZE)],
    ['open braces', '{'.repeat(SIZE)],
    ['a list', `[${'a,'.repeat(SIZE / 2)}]`],
    ['hyphens', '- '.repeat(SIZE / 2)],
    ['colons', ': '.repeat(SIZE / 2)],
    ['blanks before a full-width colon', `${' '.repeat(SIZE)}名称：x`],
    ['braces before a full-width colon', `- ${'{ '.repeat(40_000)}名称：x`],
  ])('that is nothing but %s', async (_, text) => {
    put({ 'c.yaml': text });
    await expectShort(['check', 'c.yaml'], 2);
  });

  const many = (lineOf: (index: number) => string): string =>
    Array.from({ length: 10_000 }, (_, index) => lineOf(index)).join('\n');
  it.each([
    ['unknown keys', 'name: Company', `${many((index) => `unknown_${index}: 1`)}\nname: Company`],
    ['keys that stand twice', 'name: Company', `${many(() => 'owner: me')}\nname: Company`],
    ['fields of no type', 'fields:\n', `fields:\n${many((index) => `  f${index}: {}`)}\n`],
    ['unknown facts', 'derived:\n', `derived:\n${many((index) => `  d${index}: nothing_${index}`)}\n`],
    [
      'amounts on one line',
      'when: { status: prospect }',
      `when: { any: [${many((index) => `{ revenue: { at_least: bad${index} } }`).replaceAll('\n', ',')}] }`,
    ],
    ['full-width colons', 'name: Company', `${many(() => '名称：x')}\nname: Company`],
  ])('with ten thousand %s', async (_, part, other) => {
    put({ 'c.yaml': criteriaWith(part, other), 's.csv': SAMPLE });
    const said = await expectShort(['classify', 's.csv', '-c', 'c.yaml', ...AS_OF], 2);
    expect(said).toMatch(/\n(?:9,?98\d|10,?000|1\d,?\d{3}) errors|\n10\d{3} errors/);
  });
});

describe('in a customer file', () => {
  const cellsOf = (row: string): string[] =>
    row.match(/(?:"(?:[^"]|"")*"|[^,]*)(?:,|$)/g)!.map((cell) => cell.replace(/,$/, ''));
  const rowWith = (row: string, column: number, text: string): string =>
    cellsOf(row)
      .with(column, `"${text}"`)
      .slice(0, cellsOf(HEADER).length - 1)
      .join(',');
  const NUMBERS =
    '"8,000,000","6,000,000","2,800,000","1,800,000",13597,12121,"11,580,000.00",2026-06-23,95.9%,no,';
  const KEY = `K-1,Key,Industrial,Tom Barraclough,Active,UK,30 days,${NUMBERS}`;
  const ALL = [
    ['init', 's.csv', '-o', 'n.yaml'],
    ['classify', 's.csv'],
    ['explain', 's.csv', 'K-1'],
    ['report', 's.csv'],
    ['report', 's.csv', '--format', 'markdown'],
    ['check', '--customers', 's.csv'],
    ['diff', 's.csv', '--against', 't.csv'],
    ['diff', 't.csv', '--against', 's.csv'],
    ['calibrate', 's.csv', '--key-accounts', '1'],
    ['calibrate', 's.csv', '--per', 'account_manager'],
    ['plan', 's.csv', '--book', 'book', '--dry-run'],
    ['audit', 's.csv'],
    ['lock', 's.csv'],
    ['review', 's.csv', '--book', 'book', '--no-plans'],
    ['history', '--book', 'book'],
  ];

  it.each([
    ['id', 0, CELL],
    ['name', 1, CELL],
    ['name in Chinese', 1, '客户'.repeat(MOST_OF_A_ROW / 6)],
    ['name of words', 1, 'key account '.repeat(MOST_OF_A_ROW / 12)],
    ['name of blanks and emoji', 1, '👍🏽 '.repeat(MOST_OF_A_ROW / 9)],
    ['unit', 2, CELL],
    ['manager', 3, CELL],
    ['manager of words', 3, 'Anna, '.repeat(MOST_OF_A_ROW / 6)],
    ['column that nobody reads', 5, CELL],
  ])('the %s of a key account', async (_, column, text) => {
    put({ 's.csv': `${SAMPLE}${rowWith(KEY, column, text)}\n`, 't.csv': SAMPLE });
    for (const args of ALL) {
      const own = args[2] === 'K-1' && column === 0 ? [args[0]!, args[1]!, text] : args;
      const { code, out, err } = await run(
        args[0] === 'init' || args[0] === 'history' ? own : [...own, ...AS_OF],
      );
      expect([args.join(' '), code, err.includes('bug in keyaccounts')]).toEqual([
        args.join(' '),
        code < 2 ? code : 0,
        false,
      ]);
      expect([args.join(' '), out.length + err.length < MOST_SAID]).toEqual([args.join(' '), true]);
    }
    const page = await run(['report', 's.csv', '--format', 'html', ...AS_OF]);
    expect(page.code).toBe(0);
    expect(page.out.length).toBeLessThan(400_000);
  });

  it.each([
    ['status', 4, CELL],
    ['amount', 7, CELL],
    ['amount of digits', 7, '9'.repeat(MOST_OF_A_ROW)],
    ['amount of groups', 7, '1,234'.repeat(MOST_OF_A_ROW / 5)],
    ['amount of blanks', 7, `1${' '.repeat(MOST_OF_A_ROW)}x`],
    ['amount in brackets', 7, `(${'1'.repeat(MOST_OF_A_ROW)}`],
    ['day', 14, CELL],
    ['day of blanks', 14, `2026-06-30${' '.repeat(MOST_OF_A_ROW)}x`],
    ['percent', 15, `${'9'.repeat(MOST_OF_A_ROW)}%`],
    ['flag', 16, CELL],
  ])('an %s that cannot be read', async (_, column, text) => {
    put({ 's.csv': `${SAMPLE}${rowWith(KEY, column, text)}\n` });
    await expectShort(['classify', 's.csv', ...AS_OF], 2);
    await expectShort(['init', 's.csv', '-o', 'n.yaml'], 0);
  });

  it.each([
    ['header', `${HEADER},${CELL}\n`, 0],
    ['header of commas and letters', `${HEADER},"${'a,'.repeat(MOST_OF_A_ROW / 2)}"\n`, 0],
    ['header that is needed', `${HEADER.replace('Status', CELL)}\n`, 2],
    ['header that is all', `${CELL}\n`, 2],
    ['header of commas', `${','.repeat(MOST_OF_A_ROW)}\n`, 2],
    ['row of commas', `${SAMPLE}${','.repeat(MOST_OF_A_ROW)}\n`, 0],
    ['quote that is not closed', `${SAMPLE}"${CELL}\n`, 2],
    ['row of megabytes', `${SAMPLE}${WORD}${WORD}\n`, 2],
  ])('a %s', async (name, text, code) => {
    put({
      's.csv':
        code === 0 && name.startsWith('header') ? text + ROWS.map((row) => `${row},1`).join('\n') : text,
    });
    await expectShort(['classify', 's.csv', ...AS_OF], code);
    const { out, err } = await run(['init', 's.csv']);
    expect([out.length + err.length < MOST_SAID, err.includes('bug in keyaccounts')]).toEqual([true, false]);
  });
});

describe('in a plan', () => {
  it.each([
    ['one word', WORD],
    ['empty lines', '\n'.repeat(SIZE)],
    ['lines of blanks', ' \n'.repeat(SIZE / 2)],
    ['blanks', `${' '.repeat(SIZE)}x`],
    ['short lines', 'x\n'.repeat(SIZE / 2)],
    ['open comments', '<!-- '.repeat(SIZE / 5)],
  ])('%s', async (_, text) => {
    put({ 's.csv': SAMPLE });
    const plans = join(folder, 'book', 'plans');
    await expectShort(['plan', 's.csv', '--book', 'book', ...AS_OF], 0);
    const plan = join(plans, readdirSync(plans).sort()[0]!);
    writeFileSync(plan, `${readFileSync(plan, 'utf8')}${text}\n`);
    for (const args of [['audit'], ['plan'], ['review'], ['report']]) {
      const { code, out, err } = await run([...args, 's.csv', '--book', 'book', ...AS_OF]);
      expect([args[0], code < 2, err.includes('bug in keyaccounts')]).toEqual([args[0], true, false]);
      expect([args[0], out.length + err.length < MOST_SAID]).toEqual([args[0], true]);
    }
  });
});

it('a cell that begins as a number does goes on whole', async () => {
  const cell = `-1${' '.repeat(MOST_OF_A_ROW)}x`;
  put({ 's.csv': `customer_id,note\nA,${cell}\n`, 'c.yaml': SMALL });
  const { code, out } = await run(['classify', 's.csv', '-c', 'c.yaml', '--format', 'csv', ...AS_OF]);
  expect(code).toBe(0);
  expect(out).toContain(`,'${cell},`);
});

it('ten thousand cells that are none of ten thousand values', async () => {
  const values = Array.from({ length: 10_000 }, (_, index) => `value ${index}`);
  const rows = values.map((value, index) => `C-${index},${value.replace('v', 'w')}`);
  put({
    'c.yaml': `fields:
  customer_id: { type: id }
  status: { type: choice, values: [${values.join(', ')}] }
priority: [key, normal]
categories:
  key: { when: { status: value 1 } }
  normal: { when: otherwise }
`,
    's.csv': `customer_id,status\n${rows.join('\n')}\n`,
  });
  const said = await expectShort(['classify', 's.csv', '-c', 'c.yaml', ...AS_OF], 2);
  expect(said).toMatch(/\n10,000 errors/);
});

it('ten thousand overrides for customers that are not there', async () => {
  const rows = ROWS.filter((row) => row !== '');
  const ids = Array.from({ length: 60_000 }, (_, index) => `${'K'.repeat(9)}-${index}`);
  const overrides = ids.slice(0, 10_000).map((id) => `${id.replace('K', 'L')},normal,gone,Ann,2026-12-31`);
  const others = ids.map((id) => rows[0]!.replace(/^[^,]*/, id));
  put({ 's.csv': `${HEADER}\n${others.join('\n')}\n` });
  writeFileSync(
    join(folder, 'book', 'overrides.csv'),
    `customer_id,category,reason,author,expires\n${overrides.join('\n')}\n`,
  );
  const said = await expectShort(['classify', 's.csv', '--book', 'book', ...AS_OF], 0);
  expect(said).toMatch(/\[unknown-override\]/);
});

it.each([
  [['classify', 's.csv', '--as-of', WORD]],
  [['classify', 's.csv', '-c', WORD]],
  [['classify', WORD]],
  [['classify', 's.csv', `--${WORD}`]],
  [['classify', 's.csv', '--format', WORD]],
  [['classify', 's.csv', '--encoding', WORD]],
  [['classify', 's.csv', '--delimiter', WORD]],
  [['classify', 's.csv', '-o', WORD]],
  [['classify', 's.csv', '--book', WORD]],
  [[WORD]],
  [['explain', 's.csv', WORD, ...AS_OF]],
  [['report', 's.csv', '--section', WORD]],
  [['calibrate', 's.csv', '--key-accounts', WORD]],
  [['calibrate', 's.csv', '--per', WORD]],
  [['audit', 's.csv', '--manager', WORD, ...AS_OF]],
  [['plan', 's.csv', '--book', 'book', '--id', WORD, ...AS_OF]],
  [['history', WORD, '--book', 'book']],
  [['diff', 's.csv', '--against', 's.csv', '--max-moves', WORD]],
  [['check', WORD]],
])('a flag: %#', async (args) => {
  put({ 's.csv': SAMPLE });
  await expectShort(args, 2);
});
