import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { main } from '../../../src/cli.ts';
import { sharingIo } from '../threads-here.ts';

// What threads read is what one thread reads: output, what is said, the exit code, and every file, byte for byte.

const FIELDS = `
fields:
  customer_id: { type: id }
  name: { type: text, optional: true }
  unit: { type: text, optional: true, columns: [unit, 事业部] }
  status: { type: choice, values: [active, paused], optional: true }
  revenue: { type: money }
  margin: { type: percent, optional: true }
  first_order: { type: date, optional: true }
  visits: { type: number, optional: true, missing: 0 }
`;
const ABSOLUTE = `${FIELDS}
derived: { profit: revenue * margin }
scores:
  value:
    factors:
      - { fact: revenue, weight: 3, scale: [100k, 1m] }
      - { fact: margin, weight: 2, scale: [0%, 40%] }
categories:
  key:
    when:
      any:
        - { id: large, revenue: { at_least: 900k } }
        - { id: worth, value: { at_least: 80 }, status: active }
        - { id: profitable, profit: { at_least: 120k }, first_order: { before: 2025-01-01 } }
  normal: { when: otherwise }
`;
const RELATIVE = `${FIELDS}
categories:
  key:
    when:
      any:
        - { id: first, revenue: { top: 40, per: unit } }
        - { id: share, revenue: { top_share: 20% } }
        - { id: visited, visits: { top: 5% }, margin: { at_least: 10% } }
  normal: { when: otherwise }
`;

const HEADER = 'customer_id,name,unit,status,revenue,margin,first_order,visits,note';

describe.each([
  ['absolute criteria', ABSOLUTE],
  ['relative criteria', RELATIVE],
])('%s', (_, criteria) => {
  it.each<[string, Change]>([
    ['as they come', (lines) => lines],
    ['with the line ends of Windows', (lines) => lines.map((line) => `${line}\r`)],
    ['with line ends in cells', (lines) => lines.map((line, at) => (at % 3 ? line : broken(line, at)))],
    ['with cells of a hundred lines', (lines) => lines.map((line, at) => (at % 9 ? line : long(line)))],
    ['with every cell in quotes', (lines) => lines.map((line) => `"${line.replaceAll(',', '","')}"`)],
    ['with cells that a spreadsheet runs', (lines) => lines.map((line) => line.replace('Name', '=Name'))],
    ['with signs of a currency', (lines) => put(lines, 5, /,(\d+\.\d\d),/, ',$1 EUR,')],
    [
      'with two currencies',
      (lines) => put(put(lines, 360, /(\d+\.\d\d)/, '$1 USD'), 410, /(\d+\.\d\d)/, '$1 EUR'),
    ],
    ['with days to come', (lines) => put(lines, 7, /20\d\d-/, '2031-')],
    ['with days for never', (lines) => put(lines, 403, /20\d\d-\d\d-\d\d/, '9999-12-31')],
    [
      'with many days to come',
      (lines) => lines.map((line, at) => line.replace(/20\d\d-\d\d/, `20${31 + (at % 60)}-01`)),
    ],
    ['with amounts of nines', (lines) => put(lines, 40, /(\d+\.\d\d)/, '9999999999')],
    ['with percents in two ways', (lines) => put(lines, 371, /,\d+%,/, ',0.11,')],
    ['with a blank row', (lines) => put(lines, 361, /.*/, '')],
    ['with a title again', (lines) => put(lines, 437, /.*/, HEADER)],
    ['with a total at the end', (lines) => [...lines, 'Total,,,,123456,,,,']],
    ['with a row too short', (lines) => put(lines, 363, /,[^,]*$/, '')],
    ['without an id', (lines) => put(lines, 365, /^[^,]*/, '')],
    ['with a cell that cannot be read', (lines) => put(lines, 362, /(\d+\.\d\d)/, 'many')],
    ['with many of them', (lines) => put(lines, 31, /(\d+\.\d\d)/, '1.2.3')],
    [
      'with a help that waits for cells far behind',
      (lines) =>
        lines.map((line, at) =>
          line.replace(/\d+\.\d\d(?=,)/, at === 2 ? '"6.400.000,00"' : at === 430 ? '640.25' : `${at % 9}00`),
        ),
    ],
    ['with a choice that is none', (lines) => put(lines, 377, /active|paused/, 'gone')],
    ['with a stray quote', (lines) => put(lines, 367, /Name/, 'Na"me')],
    ['with an open quote', (lines) => put(lines, 369, /Name/, '"Name')],
    ['with the same id near', (lines) => put(lines, 390, /^[^,]*/, lines[389]!.split(',')[0]!)],
    ['with the same id far', (lines) => put(lines, 440, /^[^,]*/, lines[3]!.split(',')[0]!)],
    [
      'with ids that look alike',
      (lines) => put(lines, 441, /^[^,]*/, lines[4]!.split(',')[0]!.toLowerCase()),
    ],
    ['with ids in no order', (lines) => lines.toReversed()],
    ['with ids of other signs', (lines) => put(lines, 411, /^C/, '客')],
    ['without the last line end', (lines) => [...lines.slice(0, -1), `${lines.at(-1)}`]],
    [
      'with what is missing',
      (lines) => lines.map((line, at) => (at % 11 ? line : line.replace(/,\d+%,/, ',,'))),
    ],
  ])('%s', async (name, change) => {
    const text = `${HEADER}\n${change(customers(450)).join('\n')}${name.startsWith('without the last') ? '' : '\n'}`;
    await expectTheSame({ 'c.yaml': criteria, 'c.csv': text }, ['--format', 'csv']);
  });
});

describe('whatever is asked for', () => {
  const text = `${HEADER}\n${customers(450).join('\n')}\n`;
  const bad = `${HEADER}\n${put(put(customers(450), 303, /(\d+\.\d\d)/, 'x'), 366, /(\d+\.\d\d)/, 'y').join('\n')}\n`;
  it.each<[string, readonly string[]]>([
    ['a summary', []],
    ['Chinese', ['--lang', 'zh', '--format', 'markdown']],
    ['JSON', ['--format', 'json']],
    ['a line of JSON each', ['--format', 'ndjson', '--verbose']],
    ['another look of the columns', ['--format', 'csv', '--prefix', 'ka_', '--excel', '--raw']],
    ['a file', ['-o', 'out.csv']],
    ['the rejected rows apart', ['--format', 'csv', '--rejects', 'bad.csv']],
    ['the end with 1', ['--strict', '--format', 'json', '--rejects', 'bad.csv']],
  ])('%s', async (_, args) => {
    await expectTheSame({ 'c.yaml': RELATIVE, 'c.csv': text }, args);
    await expectTheSame({ 'c.yaml': ABSOLUTE, 'c.csv': bad }, args);
  });
});

describe('however the file is written', () => {
  const lines = customers(450);
  const text = `${HEADER}\n${lines.join('\n')}\n`;
  const named = text.replaceAll('Name', 'Zoë Müller');
  const chinese = Buffer.from(text.replaceAll('Name', '\xbf\xcd\xbb\xa7'), 'latin1');
  const cut = Buffer.from(text);
  cut[cut.length - 2000] = 0xff;
  it.each<[string, string | Uint8Array, readonly string[]]>([
    ['with a BOM', `\ufeff${named}`, []],
    ['in UTF-16', Buffer.from(`\ufeff${named}`, 'utf16le'), []],
    ['in the encoding of Western Europe', Buffer.from(named, 'latin1'), ['--encoding', 'windows-1252']],
    ['in GB18030', chinese, []],
    ['in GB18030 as it is told', chinese, ['--encoding', 'gb18030']],
    ['with bytes that are no text', cut, []],
    ['with semicolons', text.replaceAll(',', ';'), []],
    ['with tabs', text.replaceAll(',', '\t'), []],
    ['with a delimiter of two signs', text.replaceAll(',', '||'), ['--delimiter', '||']],
    ['with the delimiter said in it', `sep=;\n${text.replaceAll(',', ';')}`, []],
    ['packed', gzipSync(text), []],
    ['with a title above', `Customers of June\n\n${text}`, []],
    ['with a delimiter too many', text.replaceAll('\n', ',\n'), []],
    ['with old line ends', text.replaceAll('\n', '\r'), []],
    ['with rows in quotes', text.replaceAll(/^.*$/gm, (line) => (line === '' ? '' : `"${line}"`)), []],
  ])('%s', async (_, bytes, args) => {
    await expectTheSame({ 'c.yaml': ABSOLUTE, 'c.csv': bytes }, ['--format', 'csv', ...args]);
    await expectTheSame({ 'c.yaml': RELATIVE, 'c.csv': bytes }, ['--format', 'ndjson', ...args]);
  });

  it('with a line longer than is read', async () => {
    const long = text.replace(lines[430]!, `${lines[430]}${'x'.repeat(2 ** 20)}`);
    await expectTheSame({ 'c.yaml': ABSOLUTE, 'c.csv': long }, ['--rejects', 'bad.csv'], [9000]);
  });
});

describe('whatever the criteria say', () => {
  const lines = customers(450);
  const text = `${HEADER}\n${put(lines, 410, /Name/, 'Test').join('\n')}\n`;
  const ranks = (more: string): string => `${RELATIVE}${more}`;
  it.each<[string, string, string]>([
    ['rows to leave out', ranks('input: { leave_out: [{ name: ["Test*"] }] }\n'), text],
    ['an end', ranks('input: { ends_at: blank_row }\n'), text.replace(lines[420]!, '')],
    ['a blank that has a name', `${ABSOLUTE}input: { blanks: ["Name 7"] }\n`, text],
    ['a sign that escapes', `${ABSOLUTE}input: { escape: "\\\\" }\n`, text.replace('Name', 'Na\\"me')],
    ['scores with ranks of scores', QUANTILES, text],
    ['groups', `${ABSOLUTE}group: { by: name }\n`, text],
  ])('%s', async (_, criteria, customers) => {
    await expectTheSame({ 'c.yaml': criteria, 'c.csv': customers }, ['--format', 'csv']);
  });

  it('a lock, with a group that it does not know', async () => {
    const files = { 'c.yaml': RELATIVE, 'c.csv': text };
    const io = sharingIo(files, 4096, Number.POSITIVE_INFINITY);
    expect(await main(['lock', 'c.csv', '-c', 'c.yaml', '--as-of', '2026-06-30'], io)).toBe(0);
    const locked = { ...files, 'c.lock.json': io.files.get('c.lock.json')! };
    await expectTheSame(locked, ['--format', 'csv']);
    const others = text.replace(/North(?=[^\n]*\n[^\n]*\n$)/, 'Moon');
    await expectTheSame({ ...locked, 'c.csv': others }, ['--format', 'csv']);
  });
});

it('gives blocks away, and takes back only those in which something is odd', async () => {
  const clean = await run(
    { 'c.yaml': RELATIVE, 'c.csv': `${HEADER}\n${customers(900).join('\n')}\n` },
    [],
    4096,
  );
  expect(clean.blocks.read).toBeGreaterThan(20);
  expect(clean.blocks.odd).toBe(0);
  const bad = put(customers(1800), 1500, /(\d+\.\d\d)/, 'x').join('\n');
  const odd = await run(
    { 'c.yaml': ABSOLUTE, 'c.csv': `${HEADER}\n${bad}\n` },
    ['--rejects', 'bad.csv'],
    4096,
  );
  expect(odd.blocks.read).toBeGreaterThan(20);
  expect(odd.blocks.odd).toBe(1);
});

it('begins when so many bytes were read, where nobody knows how many there are', async () => {
  const text = `${HEADER}\n${customers(900).join('\n')}\n`;
  const io = sharingIo({ 'c.yaml': ABSOLUTE, 'c.csv': text }, 4096, 100_000);
  await main(['classify', 'c.csv', '-c', 'c.yaml', '--as-of', '2026-06-30'], io);
  expect(io.blocks.read).toBeGreaterThan(0);
  expect(io.blocks.read).toBeLessThan(40);
});

it('reads alone what threads leave that end before their time', async () => {
  const files = { 'c.yaml': RELATIVE, 'c.csv': `${HEADER}\n${customers(900).join('\n')}\n` };
  const args = ['classify', 'c.csv', '-c', 'c.yaml', '--as-of', '2026-06-30', '--format', 'csv', '--threads'];
  const alone = sharingIo(files, 4096);
  await main([...args, '1'], alone);
  const io = sharingIo(files, 4096);
  let asked = 0;
  const startThreads: typeof io.startThreads = async (script, count) => {
    const threads = await io.startThreads(script, count);
    const ask: typeof threads.ask = (message) => {
      asked += 1;
      return asked > 5 ? Promise.reject(new Error('out of memory')) : threads.ask(message);
    };
    return { ...threads, ask };
  };
  expect(await main([...args, '3'], { ...io, startThreads })).toBe(0);
  expect(asked).toBeGreaterThan(5);
  expect([io.written(), io.said()]).toEqual([alone.written(), alone.said()]);
});

// In doubles, the order in which cents are added up would decide whether they are more than half.
it('says the same of nines that make half of all revenue', async () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const random = randomFrom(seed);
    const cuts = Array.from({ length: 899 }, () => Math.floor(random() * NINES)).sort(
      (one, other) => one - other,
    );
    const cents = [...cuts, NINES].map((cut, at) => cut - (cuts[at - 1] ?? 0));
    const rows = customers(901).map((line, at) =>
      line.replace(/\d+\.\d\d/, ([...cents, NINES][at]! / 100).toFixed(2)),
    );
    const text = `${HEADER}\n${rows.join('\n')}\n`;
    await expectTheSame({ 'c.yaml': ABSOLUTE, 'c.csv': text }, ['--format', 'csv'], [9000]);
  }
});

const NINES = 999_999_999;

it.each(['0', '1.5', 'many', '-2', '65', ''])('asks for another number of threads than %j', async (told) => {
  const io = sharingIo({ 'c.yaml': ABSOLUTE, 'c.csv': `${HEADER}\n` }, 4096);
  expect(await main(['classify', 'c.csv', '-c', 'c.yaml', '--threads', told], io)).toBe(2);
  expect(io.said()).toContain(`--threads: expected a whole number from 1 to 64, found "${told}"`);
});

it('runs in threads of the built program, which end with it', { timeout: 60_000 }, async () => {
  const here = await mkdtemp(join(tmpdir(), 'keyaccounts-threads-'));
  try {
    // 66 MB.
    const lines = customers(1000).map((line) => `${line.slice(line.indexOf(','))}${NOTE.repeat(4)}`);
    const rows = Array.from({ length: 72_000 }, (_, at) => `C${at}${lines[at % lines.length]}`);
    await writeFile(join(here, 'c.csv'), `${HEADER}\n${rows.join('\n')}\n`);
    await writeFile(join(here, 'c.yaml'), RELATIVE);
    const classify = async (threads: string, output: string) => {
      const args = [
        'classify',
        'c.csv',
        '-c',
        'c.yaml',
        '--as-of',
        '2026-06-30',
        '-o',
        output,
        '--threads',
        threads,
      ];
      const { stdout, stderr } = await promisify(execFile)(process.execPath, [TOOL, ...args], { cwd: here });
      return { stdout, stderr, bytes: await readFile(join(here, output)) };
    };
    const alone = await classify('1', 'alone.csv');
    const shared = await classify('2', 'shared.csv');
    expect(alone.bytes.length).toBeGreaterThan(64_000_000);
    expect(shared.bytes.equals(alone.bytes)).toBe(true);
    expect([shared.stdout, shared.stderr]).toEqual([alone.stdout, alone.stderr]);
  } finally {
    await rm(here, { recursive: true });
  }
});

const TOOL = fileURLToPath(new URL('../../../bin/keyaccounts.js', import.meta.url));

// FUZZ_THREADS=2000 for a long run.
it('reads files with chance mistakes as one thread does', { timeout: 600_000 }, async () => {
  const random = randomFrom(20260630);
  for (let round = 0; round < Number(process.env['FUZZ_THREADS'] ?? 12); round += 1) {
    const signs = [...`${HEADER}\n${customers(420).join('\n')}\n`];
    const chance = (): number => Math.floor(random() * signs.length);
    for (let mistake = Math.floor(random() * 6); mistake >= 0; mistake -= 1)
      signs[chance()] = ['"', '\n', '', ',', '\r', '""', '\n\n', '€', ',"x\n', '9999-12-31', ' '][
        chance() % 11
      ]!;
    const files = { 'c.yaml': random() < 0.5 ? RELATIVE : ABSOLUTE, 'c.csv': signs.join('') };
    const apart = random() < 0.6 ? ['--rejects', 'bad.csv'] : [];
    await expectTheSame(
      files,
      ['--format', random() < 0.5 ? 'csv' : 'json', ...apart],
      [200 + (chance() % 9000)],
    );
  }
});

const QUANTILES = `${FIELDS}
scores:
  worth:
    factors:
      - { fact: revenue, weight: 1, quantiles: 5 }
      - { fact: visits, weight: 1, quantiles: 5 }
categories:
  key: { when: { worth: { top: 10% } } }
  normal: { when: otherwise }
`;

type Files = Readonly<Record<string, string | Uint8Array>>;
type Change = (lines: readonly string[]) => readonly string[];

async function expectTheSame(files: Files, args: readonly string[], blocks = [700, 9000]): Promise<void> {
  const { blocks: none, ...alone } = await run(files, [...args, '--threads', '1'], 4096);
  expect(none.read).toBe(0);
  expect(alone.err).not.toMatch(/c\.yaml:\S+ error/);
  for (const block of blocks) {
    const { blocks: _, ...shared } = await run(files, [...args, '--threads', '3'], block);
    expect(shared).toEqual(alone);
  }
}

async function run(files: Files, args: readonly string[], block: number) {
  const io = sharingIo(files, block);
  const code = await main(['classify', 'c.csv', '-c', 'c.yaml', '--as-of', '2026-06-30', ...args], io);
  const written = [...io.files].filter(([name]) => !(name in files));
  return { code, out: io.written(), err: io.said(), written, blocks: io.blocks };
}

function customers(count: number): string[] {
  const random = randomFrom(7);
  return Array.from({ length: count }, (_, at) => {
    const whole = (most: number): number => Math.floor(random() * most);
    const day = `20${10 + whole(16)}-0${1 + whole(9)}-1${whole(9)}`;
    const unit = ['North', 'South', '"East, far"'][whole(3)];
    const status = ['active', 'paused'][whole(2)];
    return `C${10_000 + at},Name ${whole(50)},${unit},${status},${whole(1_000_000)}.${10 + whole(90)},${2 + whole(40)}%,${day},${whole(30)},${NOTE}`;
  });
}

// Of no interest, so that few rows fill blocks.
const NOTE = 'met at the fair, wants a call '.repeat(6).replaceAll(',', ';');

function put(lines: readonly string[], at: number, what: RegExp, instead: string): string[] {
  return lines.map((line, index) => (index % at === at - 1 ? line.replace(what, instead) : line));
}

function broken(line: string, at: number): string {
  return line.replace(/Name \d+/, `"two\n${'""'.repeat(at % 3)}\r\n${'lines\n'.repeat(at % 5)}"`);
}

// So long that a block may be cut in it.
function long(line: string): string {
  return line.replace(/Name \d+/, `"${'line\n'.repeat(100)}"`);
}

// A linear congruential generator: the same numbers on each machine.
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
