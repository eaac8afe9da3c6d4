import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { main } from '../../../src/cli.ts';
import { ROOT } from '../../case-folders.ts';
import { memoryIo } from '../memory-io.ts';

const MONTHS = ['01', '02', '03', '04', '05', '06', '07'];
const DEFAULT = readFileSync(join(ROOT, 'criteria', 'default.yaml'), 'utf8');
const FILES = {
  'criteria/default.yaml': DEFAULT,
  'looser.yaml': DEFAULT.replace('version: "2026.1"', 'version: "2026.2"').replace(
    'revenue: { at_least: 5m }',
    'revenue: { at_least: 4m }',
  ),
  ...Object.fromEntries(
    ['key.en', 'key.zh', 'lost.en', 'lost.zh', 'target.en', 'target.zh'].map((template) => {
      const name = `criteria/plans/${template}.md`;
      return [name, readFileSync(join(ROOT, name), 'utf8')];
    }),
  ),
  ...Object.fromEntries(MONTHS.map((month) => [`${month}.csv`, readMonth(month)])),
};
const scratch = mkdtempSync(join(tmpdir(), 'keyaccounts-report-book-'));
const book = join(scratch, 'book');

async function run(command: string, month: string, ...args: string[]): Promise<string> {
  const io = memoryIo(FILES);
  const day = `2026-${month}-28`;
  const code = await main([command, `${month}.csv`, '--book', book, '--as-of', day, '--quiet', ...args], io);
  // 1 is a duty that the audit of a review finds broken.
  expect(code, io.said()).toBeLessThan(2);
  return io.written();
}

beforeAll(async () => {
  for (const month of MONTHS.slice(0, -1)) await run('review', month, '--max-gone', '50%');
}, 60_000);
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

it('compares with the last run of the book, and tells the same as diff', async () => {
  const { movements } = JSON.parse(await run('report', '07', '--format', 'json', '--section', 'movements'));
  const diff = JSON.parse(await run('diff', '07', '--format', 'json'));
  expect(movements.since).toBe('2026-06-28');
  expect(movements.moved).toBeGreaterThan(0);
  const brief = (list: { customer_id: string; from: string; to: string }[]): string[] =>
    list.map((one) => `${one.customer_id} ${one.from} ${one.to}`).sort();
  expect(brief(movements.movements)).toEqual(brief(diff.movements));
});

it('shows the key portfolio run over run', async () => {
  const { overview } = JSON.parse(await run('report', '07', '--format', 'json', '--section', 'overview'));
  expect(overview.key_portfolio_before.map((one: { as_of: string }) => one.as_of)).toEqual(
    MONTHS.slice(0, -1).map((month) => `2026-${month}-28`),
  );
  const runs = readFileSync(join(book, 'runs.csv'), 'utf8').trimEnd().split('\n');
  const column = runs[0]!.split(',').indexOf('key_revenue');
  expect(overview.key_portfolio_before.at(-1).revenue).toBe(Number(runs.at(-1)!.split(',')[column]));
});

it('says what changed in the criteria', async () => {
  const flags = ['--section', 'criteria', '--format', 'markdown'];
  expect(await run('report', '07', ...flags)).toContain(
    'The criteria are those of the last run (2026-06-28)',
  );
  const changed = await run('report', '07', ...flags, '-c', 'looser.yaml');
  expect(changed).toContain('The criteria differ from those of the last run (2026-06-28, version 2026.1)');
  expect(changed).toMatch(/5m → 4m/);
});

it('holds managers to the same duties as audit, in its words', async () => {
  const { duties } = JSON.parse(await run('report', '07', '--format', 'json', '--section', 'duties'));
  const { lost: _, ...audit } = JSON.parse(await run('audit', '07', '--format', 'json'));
  expect(audit).toMatchObject(duties);
  const findings = duties.accounts.flatMap((one: { findings: object[] }) => one.findings);
  expect(findings.length).toBeGreaterThan(20);
  const page = await run('report', '07', '--format', 'html', '--section', 'duties');
  const text = page.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
  for (const { message, advice } of findings) {
    expect(text).toContain(message);
    expect(text).toContain(advice);
  }
});

it('knows from the book what customers had shown before they were lost', async () => {
  const folder = join(scratch, 'signs');
  const closed = { Status: 'Closed', 'Lost Reason': 'price', 'Last Order Date': '2026-06-27' };
  const files = {
    ...FILES,
    '06.csv': edit(readMonth('06'), { 'Last Order Date': '2026-01-05' }),
    '07.csv': edit(readMonth('07'), closed),
  };
  const show = async (...args: string[]): Promise<string> => {
    const io = memoryIo(files);
    const code = await main([...args, '--format', 'json', '--quiet'], io);
    expect(code, io.said()).toBeLessThan(2);
    return io.written();
  };
  const quiet = async (...args: string[]): Promise<object | undefined> => {
    const { lost } = JSON.parse(await show('report', '07.csv', '--section', 'lost', ...args));
    const reasons = lost.reasons as { reason: string; signs: { sign: string; lost: object }[] }[];
    const price = reasons.find(({ reason }) => reason === 'price')!;
    return price.signs.find(({ sign }) => sign === 'check going-quiet')?.lost;
  };
  expect(await quiet('--as-of', '2026-07-28')).toBeUndefined();
  await show('review', '06.csv', '--as-of', '2026-06-28', '--book', folder);
  // Lost since the last run: the book keeps what that run saw.
  expect(await quiet('--as-of', '2026-07-28', '--book', folder)).toEqual({ shown: 4, known: 4 });
  await show('review', '07.csv', '--as-of', '2026-07-28', '--book', folder);
  // On the day of the run itself, and after it, when the history says it.
  expect(await quiet('--as-of', '2026-07-28', '--book', folder)).toEqual({ shown: 4, known: 4 });
  expect(await quiet('--as-of', '2026-08-28', '--book', folder)).toEqual({ shown: 4, known: 4 });
});

function readMonth(month: string): string {
  return readFileSync(join(ROOT, 'fixtures', 'book', 'monthly', `2026-${month}.csv`), 'utf8');
}

it('does not say of a customer whose row was set aside that it is gone', async () => {
  const broken = readMonth('07').replace(/^(C-0242,.*?)"945,[^"]*"/m, '$1much');
  expect(broken).not.toBe(readMonth('07'));
  const io = memoryIo({ ...FILES, '07.csv': broken });
  const flags = ['--rejects', 'bad.csv', '--format', 'json', '--section', 'movements', '--quiet'];
  await main(['report', '07.csv', '--book', book, '--as-of', '2026-07-28', ...flags], io);
  const { movements } = JSON.parse(io.written()).movements as { movements: { customer_id: string }[] };
  expect(String(io.files.get('bad.csv'))).toContain('C-0242');
  expect(movements.length).toBeGreaterThan(0);
  expect(movements.filter(({ customer_id: id }) => id === 'C-0242')).toEqual([]);
});

// Three normal customers, by other cells.
function edit(csv: string, cells: Readonly<Record<string, string>>): string {
  const [header, ...rows] = csv
    .trimEnd()
    .split('\n')
    .map((line) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/));
  const changed = rows.map((row) =>
    ['C-0242', 'C-0350', 'C-0326'].includes(row[0]!)
      ? row.map((cell, at) => cells[header![at]!] ?? cell)
      : row,
  );
  return `${[header!, ...changed].map((row) => row.join(',')).join('\n')}\n`;
}

it('only reads the book, and draws the same again', async () => {
  const before = readFileSync(join(book, 'history.csv'), 'utf8');
  const page = await run('report', '07', '--format', 'html');
  expect(page).toContain('id="chart-flow"');
  expect(page).toContain('id="chart-trend"');
  expect(await run('report', '07', '--format', 'html')).toBe(page);
  expect(readFileSync(join(book, 'history.csv'), 'utf8')).toBe(before);
});

it('has nothing to compare with on a day before the runs that the book keeps', async () => {
  const { movements } = JSON.parse(await run('report', '02', '--format', 'json', '--section', 'movements'));
  expect(movements).toBeNull();
});
