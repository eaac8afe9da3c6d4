import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HISTORY_COLUMNS, type HistoryRow, historyCells } from '../../src/book/history.ts';
import { RUN_COLUMNS } from '../../src/book/runs.ts';
import type { PlanFlags } from '../../src/commands/plan/command.ts';
import { runPlan } from '../../src/commands/plan/run.ts';
import { NO_CUSTOMER_FILE } from '../../src/commands/run/no-customer-file.ts';
import { PLAN_ESCAPES } from '../../src/commands/run/plans/plan-templates.ts';
import { InputError, UserError } from '../../src/errors.ts';
import { formatDay, parseDay } from '../../src/fields/day.ts';
import { holdBack } from '../../src/io/files.ts';
import { type Io, nodeIo } from '../../src/io.ts';
import { findBlocks, innerText } from '../../src/plan/generated.ts';
import { parsePlan } from '../../src/plan/parse-plan.ts';
import { sectionsOf } from '../../src/plan/sections.ts';
import { parseTemplate, SAMPLE_VIEW } from '../../src/plan/template.ts';

const MONTHLY = new URL('../../fixtures/book/monthly/', import.meta.url);
const ENDS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const OUTSIDE = nodeIo();

let folder: string;
let book: string;
let said: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyaccounts-plan-'));
  book = join(folder, 'book');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Listed {
  readonly customer_id: string;
  readonly result: string;
  readonly file: string;
}

async function plan(file: string, flags: Partial<PlanFlags>) {
  const texts = { out: '', err: '' };
  const stream = (name: 'out' | 'err') => ({
    isTTY: false,
    width: 80,
    write: async (text: string | Uint8Array) => {
      texts[name] += String(text);
      return true;
    },
  });
  const out = stream('out');
  const holdOutput: Io['holdOutput'] = () => holdBack(out.write);
  const io: Io = { ...OUTSIDE, out, err: stream('err'), holdOutput };
  const all: PlanFlags = { format: 'json', category: 'key', lang: 'en', book, ...flags };
  const code = await runPlan(file, all, io);
  said = texts.err;
  if (all.format === 'text')
    return { code, out: texts.out, results: {} as Record<string, string>, files: new Map() };
  const { plans, ...rest } = JSON.parse(texts.out);
  const results = Object.fromEntries(plans.map(({ customer_id, result }: Listed) => [customer_id, result]));
  const files = new Map<string, string>(
    plans.map(({ customer_id, file: name }: Listed) => [customer_id, name]),
  );
  return { code, out: texts.out, results, files, rest };
}

/** The export of a month, at its end. */
async function planMonth(month: number, flags: Partial<PlanFlags> = {}) {
  const name = `2026-${String(month).padStart(2, '0')}`;
  return plan(new URL(`${name}.csv`, MONTHLY).pathname, { asOf: `${name}-${ENDS[month - 1]}`, ...flags });
}

async function planOf(id: string, kind = ''): Promise<{ path: string; text: string }> {
  const names = await readdir(join(book, 'plans'));
  const name = names.find((one) => one.startsWith(`${id}-`) && one.endsWith(`${kind}.md`))!;
  const path = join(book, 'plans', name);
  return { path, text: await readFile(path, 'utf8') };
}

/** A plan without what its blocks hold: what every run must leave. */
function outside(text: string): string {
  const { blocks } = findBlocks({ name: '', text });
  let left = '';
  let at = 0;
  for (const { open, close } of blocks) {
    left +=
      text.slice(at, open.start) + open.text.replace(/ #[0-9a-f]{8}/, '') + text.slice(open.end, open.next);
    at = close.start;
  }
  return left + text.slice(at);
}

it('says how many rows were set aside, which its report does not', async () => {
  const january = readFileSync(new URL('2026-01.csv', MONTHLY), 'utf8');
  const [file, rejects] = [join(folder, 'c.csv'), join(folder, 'bad.csv')];
  await writeFile(file, january.replace(/"[\d,.]+"/, 'unreadable'));
  await plan(file, { asOf: '2026-01-31', format: 'text', rejects });
  expect(said).toContain(`warning: 1 row could not be read and was written to "${rejects}"\n`);
});

describe('plans of a year', () => {
  it('are written, refreshed, closed and reopened by what the months tell', async () => {
    const first = await planMonth(1);
    expect(first.code).toBe(0);
    expect(new Set(Object.values(first.results))).toEqual(new Set(['written']));
    expect(Object.keys(first.results)).toEqual([
      ...['M-001', 'M-002', 'M-003', 'M-004', 'M-005', 'M-021', 'M-023', 'M-031', 'M-072', 'M-081'],
    ]);
    expect((await planMonth(1)).results['M-001']).toBe('unchanged');
    const may = await planMonth(5);
    expect(may.results).toMatchObject({ 'M-001': 'refreshed', 'M-021': 'closed' });
    // Its profit is not known in May: nothing is said of its plan.
    expect(may.results).not.toHaveProperty('M-081');
    expect(may.rest.undetermined).toEqual(['M-081']);
    const october = await planMonth(10);
    expect(october.results).toMatchObject({ 'M-011': 'written', 'M-031': 'closed', 'M-081': 'refreshed' });
    expect(october.results).not.toHaveProperty('M-021');
    expect(october.rest.not_in_export).toEqual(['M-072']);
    // The same export again, as if it had come true after all.
    expect((await planMonth(3)).results).toMatchObject({ 'M-021': 'reopened', 'M-031': 'reopened' });
    const { text } = await planOf('M-021');
    expect([...text.matchAll(/keyaccounts:(closed|reopened) (\S+)/g)].map((match) => match.slice(1))).toEqual(
      [
        ['closed', '2026-05-31'],
        ['reopened', '2026-03-31'],
      ],
    );
  });

  it('come in the language that was asked for, and stay in it', async () => {
    await planMonth(1, { lang: 'zh', id: ['M-001'] });
    await planMonth(2, { lang: 'en', id: ['M-001'] });
    const { text } = await planOf('M-001');
    expect(text).toContain('数据截至 2026-02-28');
    expect(text).not.toContain('as of');
  });

  it('hold what the data knows', async () => {
    await planMonth(8, { id: ['M-003'] });
    const { text, path } = await planOf('M-003');
    const { value, diagnostics } = await parsePlan(text, path);
    expect(diagnostics).toEqual([]);
    expect([value!.owner?.value, value!.criterion?.value, value!.criteria?.value]).toEqual([
      ...['Sofia Marchetti', 'base-business', '2026.1'],
    ]);
    expect(text).toContain('| Revenue | 11.9m | 10.9m | +9.0% |');
    expect(text).toContain('margin is at least 10% (16%)');
    expect(text).toContain('**37.4%** of Construction');
    expect(text).toContain('- **Delivered on time** not met: on-time rate is at least 95% (94%)');
    expect(sectionsOf(value!).map(({ state }) => state)).toEqual([
      ...[
        'data',
        'empty',
        'data',
        'empty',
        'empty',
        'empty',
        'empty',
        'empty',
        'empty',
        'empty',
        'empty',
        'empty',
      ],
    ]);
  });
});

describe('a plan that a person has written in', () => {
  it.each([
    ['\n', ''],
    ['\r\n', '\ufeff'],
  ])('differs after a run between the markers only (%j)', async (end, bom) => {
    await planMonth(1, { id: ['M-003'] });
    const { text, path } = await planOf('M-003');
    const edited =
      bom +
      text
        .replace('  revenue:\n  profit:', '  revenue: 12.5m\n  profit: 2m')
        .replace('targets: #', 'targets: # ours:')
        .replace('  revenue:\n', '  revenue: 13m\n')
        .replace(/issues:.*\n/, 'issues:\n  - { title: "late | invoices", opened: 2026-01-05, owner: Bo }\n')
        .replace('status: draft', 'status: active   ')
        .replace(/^(## .*)$/gm, '$1  \n\nWritten by hand,\twith care.  ')
        .replace(/<!-- (?!keyaccounts|\/keyaccounts)[\s\S]*?-->/g, '')
        .replace('| | | | |', '| Ring | Bo | 2026-02-01 | open |')
        .replaceAll('\n', end);
    await writeFile(path, edited);
    expect((await planMonth(2, { id: ['M-003'] })).results).toEqual({ 'M-003': 'refreshed' });
    const { text: after } = await planOf('M-003');
    expect(after).not.toBe(edited);
    expect(outside(after)).toBe(outside(edited));
    expect(after).toContain('| late \\| invoices | 54 days | Bo |');
    expect(after).toContain('| Revenue | 11.4m | 13.0m | +1.6m |');
    expect(after).toContain('| 2026-02-01..2027-01-31 | Revenue | 12.5m | 11.4m | -8.6% |');
    expect(
      sectionsOf({ source: { name: path, text: after } }).every(({ state }) => state === 'written'),
    ).toBe(true);
    expect((await planMonth(2, { id: ['M-003'] })).results).toEqual({ 'M-003': 'unchanged' });
  });

  it('is found under another name, and after the customer was renamed', async () => {
    await planMonth(1, { id: ['M-005'] });
    const { path } = await planOf('M-005');
    await rename(path, join(book, 'plans', 'our best customer.md'));
    expect((await planMonth(6, { id: ['M-005'] })).results).toEqual({ 'M-005': 'refreshed' });
    expect(await readdir(join(book, 'plans'))).toEqual(['our best customer.md']);
  });

  it('is found in a folder below, and stays there', async () => {
    await planMonth(1, { id: ['M-005'] });
    const { path } = await planOf('M-005');
    await mkdir(join(book, 'plans', 'North', '2026'), { recursive: true });
    await rename(path, join(book, 'plans', 'North', '2026', 'five.md'));
    expect((await planMonth(6, { id: ['M-005'] })).results).toEqual({ 'M-005': 'refreshed' });
    const found = await readdir(join(book, 'plans'), { recursive: true });
    expect(found.filter((name) => name.endsWith('.md'))).toEqual([join('North', '2026', 'five.md')]);
  });

  it('is left where the generated text was changed, and said', async () => {
    await planMonth(1, { id: ['M-001'] });
    const { text, path } = await planOf('M-001');
    await writeFile(path, text.replace('| Revenue |', '| Revenue (mine) |'));
    expect((await planMonth(2, { id: ['M-001'] })).code).toBe(0);
    expect(said).toMatch(/M-001-\S+\.md:\d+:32: warning: the block "business" was changed by hand/);
    expect((await planOf('M-001')).text).toContain('| Revenue (mine) |');
  });

  it('is told of targets that nothing comes of', async () => {
    await planMonth(1, { id: ['M-001'] });
    const { text, path } = await planOf('M-001');
    await writeFile(path, text.replace('  gross_profit:', '  gross_proft: 2m'));
    expect((await planMonth(2, { id: ['M-001'] })).code).toBe(0);
    expect(said).toContain('unknown fact "gross_proft" [unknown-fact]');
    expect(said).toContain('did you mean "gross_profit"?');
  });

  it('that cannot be read is left, gets no second plan, and is a finding', async () => {
    await planMonth(1, { id: ['M-001', 'M-002'] });
    const { text, path } = await planOf('M-001');
    await writeFile(path, text.replace('owner: ', 'owner: [').replace(/$/, '\nmine'));
    const broken = await readFile(path, 'utf8');
    await rename(path, join(book, 'plans', 'x.md'));
    const { code, results } = await planMonth(2, { missing: true });
    expect([code, results['M-001'], results['M-002']]).toEqual([1, undefined, 'refreshed']);
    expect(await readFile(join(book, 'plans', 'x.md'), 'utf8')).toBe(broken);
    expect(said).toMatch(/x\.md:\d+:\d+: error: .*\[yaml-syntax\]/);
  });

  it('in another encoding is left, and is a finding', async () => {
    await planMonth(1, { id: ['M-001'] });
    const { path } = await planOf('M-001');
    await writeFile(path, Buffer.from([0x2d, 0x2d, 0x2d, 0x0a, 0xc4, 0xfa]));
    expect((await planMonth(2)).code).toBe(1);
    expect(said).toContain('[bad-encoding]');
    expect(await readFile(path)).toEqual(Buffer.from([0x2d, 0x2d, 0x2d, 0x0a, 0xc4, 0xfa]));
  });

  it('in another encoding is told with its customer, who gets no second plan', async () => {
    await planMonth(1, { id: ['M-001'] });
    const { text, path } = await planOf('M-001');
    // 大客户 in GB18030, as an older editor in China saves it.
    const note = Buffer.from([0xb4, 0xf3, 0xbf, 0xcd, 0xbb, 0xa7]);
    const [before, after] = text.split('\n---\n', 2) as [string, string];
    const bytes = Buffer.concat([Buffer.from(`${before}\n# `), note, Buffer.from(`\n---\n${after}`)]);
    await writeFile(path, bytes);
    const { code, rest } = await planMonth(1, { missing: true });
    expect([code, rest.without_plan]).toEqual([1, []]);
    expect(said).toMatch(/M-001.*:25: error: the file is not UTF-8: .*\[bad-encoding\]/);
    expect(said).not.toContain('[two-plans]');
    expect(await readFile(path)).toEqual(bytes);
  });

  it('in UTF-16 is read', async () => {
    await planMonth(1, { id: ['M-001'] });
    const { text, path } = await planOf('M-001');
    await writeFile(path, Buffer.from(`\ufeff${text}`, 'utf16le'));
    const { code, results } = await planMonth(2);
    expect([code, results['M-001']]).toEqual([0, 'refreshed']);
  });

  it('twice for one customer is a finding; neither is touched', async () => {
    await planMonth(1, { id: ['M-001'] });
    const { text } = await planOf('M-001');
    await writeFile(join(book, 'plans', 'copy.md'), text);
    const { code, results } = await planMonth(2);
    expect([code, results['M-001']]).toEqual([1, undefined]);
    expect(said).toContain('[two-plans]');
    expect(await readFile(join(book, 'plans', 'copy.md'), 'utf8')).toBe(text);
  });
});

describe('recapture', () => {
  it('opens when the reason is known, once', async () => {
    expect((await planMonth(8, { category: 'lost', id: ['M-032'] })).rest.waiting_for_reason).toEqual([
      'M-032',
    ]);
    const { text, path } = await planOf('M-032', 'recapture');
    expect(text).not.toContain('The offer');
    expect((await parsePlan(text, path)).value!.loss!.cause!.value).toBe('price');
    const known = text
      .replace('mechanism:', 'mechanism: answered after five weeks')
      .replace('evidence:', 'evidence: their mail of March')
      .replace('preventable:', 'preventable: by a quick answer');
    await writeFile(path, known);
    const opened = await planMonth(8, { category: 'lost', id: ['M-032'] });
    expect([opened.results, opened.rest.waiting_for_reason]).toEqual([{ 'M-032': 'extended' }, []]);
    const { text: after } = await planOf('M-032', 'recapture');
    expect(outside(after).startsWith(outside(known))).toBe(true);
    expect(after).toContain('## 4 The offer');
    expect(after).toContain('- **Evidence**: their mail of March');
    await writeFile(path, after.replace('- What we offer:', '- What we offer: a volume price'));
    expect((await planMonth(8, { category: 'lost', id: ['M-032'] })).results).toEqual({
      'M-032': 'unchanged',
    });
  });

  it.each(['unknown', '待查', ''])('stays closed while the cause is "%s"', async (cause) => {
    await planMonth(8, { category: 'lost', id: ['M-032'] });
    const { text, path } = await planOf('M-032', 'recapture');
    const known = text
      .replace(/(mechanism|evidence|preventable):/g, '$1: x')
      .replace('cause: price', `cause: ${cause}`);
    await writeFile(path, known);
    expect((await planMonth(8, { category: 'lost', id: ['M-032'] })).rest.waiting_for_reason).toEqual([
      'M-032',
    ]);
    expect((await planOf('M-032', 'recapture')).text).not.toContain('The offer');
  });

  it('has its own file beside the account plan', async () => {
    await planMonth(5, { id: ['M-031'] });
    expect((await planMonth(6, { category: 'lost', id: ['M-031'] })).results).toEqual({ 'M-031': 'written' });
    expect(await readdir(join(book, 'plans'))).toHaveLength(2);
  });

  it('ends with the customer won back', async () => {
    await planMonth(8, { category: 'lost' });
    expect((await planMonth(9, { category: 'lost' })).results['M-041']).toBe('closed');
  });
});

describe('pursuit', () => {
  it('ranks targets by potential and says what they lack', async () => {
    await planMonth(1, { category: 'target' });
    expect((await planOf('M-053', 'pursuit')).text).toContain('**rank 1 of 4 targets**');
    const { text } = await planOf('M-051', 'pursuit');
    expect(text).toContain('**rank 2 of 4 targets**');
    expect(text).toContain(
      '| Catalyst for new business | 2 of 4 | revenue is at least 500k (500,000 to go); margin is more than 0% (not known) |',
    );
  });
});

describe('which plans', () => {
  it('writes nothing with --dry-run, and makes no book', async () => {
    const { results } = await planMonth(1, { dryRun: true });
    expect(results['M-001']).toBe('written');
    expect(await readdir(folder)).toEqual([]);
  });

  it('writes plans of key accounts that are not new only when asked', async () => {
    await planMonth(1, { id: ['M-003'] });
    const before = { asOf: parseDay('2025-12-31')!, from: null, to: 'key' } as const;
    await keepHistory([
      { ...before, id: 'M-001' },
      { ...before, id: 'M-003' },
    ]);
    const { results, rest } = await planMonth(1);
    expect([results['M-001'], results['M-002'], results['M-003']]).toEqual([
      undefined,
      'written',
      'refreshed',
    ]);
    expect(rest.without_plan).toEqual(['M-001']);
    expect((await planOf('M-003')).text).toMatch(/since: 2026-01-31[\s\S]*key account since 2025-12-31/);
    expect((await planMonth(1, { missing: true })).results['M-001']).toBe('written');
    expect((await planOf('M-001')).text).toContain('since: 2025-12-31');
    expect((await planOf('M-002')).text).toContain('since: 2026-01-31');
  });

  it('names the command that writes the missing ones, whatever they are for', async () => {
    const before = { asOf: parseDay('2025-12-31')!, from: null } as const;
    await mkdir(book, { recursive: true });
    await keepHistory([
      { ...before, id: 'M-001', to: 'key' },
      { ...before, id: 'M-032', to: 'lost' },
    ]);
    const hint = async (flags: Partial<PlanFlags>): Promise<string> =>
      (await planMonth(8, { format: 'text', dryRun: true, ...flags })).out.replace(/\s+/g, ' ');
    expect(await hint({})).toContain(
      'M-001 is not new and has no plan: "keyaccounts plan --missing" writes it',
    );
    expect(await hint({ category: 'lost' })).toContain(
      '"keyaccounts plan --category lost --missing" writes it',
    );
    expect(await hint({ category: 'lost', lang: 'zh' })).toContain('plan --category lost --missing 补建');
  });

  it('says of a plan that cannot be read to mend it, rather than that there is none', async () => {
    await planMonth(1, { id: ['M-003'] });
    await keepHistory([{ asOf: parseDay('2025-12-31')!, id: 'M-003', from: null, to: 'key' }]);
    const { path } = await planOf('M-003');
    await writeFile(path, Buffer.from([0x2d, 0x2d, 0x2d, 0x0a, 0xc4, 0xfa]));
    const { code, rest } = await planMonth(1);
    expect([code, rest.without_plan]).toEqual([1, []]);
    expect(said).toMatch(/M-003.*\[two-plans\]\n {2}help: mend the file.*\n.*M-003.*\[bad-encoding\]/);
  });

  it('closes the plan of a customer that the book knows to have left', async () => {
    await planMonth(1);
    await keepHistory([
      { asOf: parseDay('2025-12-31')!, id: 'M-072', from: null, to: 'key' },
      { asOf: parseDay('2026-10-31')!, id: 'M-072', from: 'key', to: 'gone' },
    ]);
    const { results, rest } = await planMonth(10);
    expect([results['M-072'], rest.not_in_export]).toEqual(['closed', []]);
    expect((await planOf('M-072')).text).toMatch(/<!-- keyaccounts:closed 2026-10-31 -->\n> .*\n$/);
    expect((await planMonth(11)).results).not.toHaveProperty('M-072');
  });

  it.each<[Partial<PlanFlags>, RegExp]>([
    [{ id: ['M-01'] }, /no customer "M-01"/],
    [{ id: ['M-031'], category: 'lost' }, /customer "M-031" is key, not lost/],
    [{ id: ['M-071'] }, /customer "M-071" is normal, not key/],
    [{ template: 'gone.md' }, /cannot read the template "gone\.md"/],
  ])('refuses %j', async (flags, message) => {
    await expect(planMonth(1, flags)).rejects.toThrow(message);
    await expect(planMonth(1, flags)).rejects.toBeInstanceOf(UserError);
    expect(await readdir(folder)).toEqual([]);
  });

  it('fills a template of the user, and refuses one that is wrong before anything is written', async () => {
    const template = join(folder, 'ours.md');
    await writeFile(template, '---\naccount: {{ id }}\n---\n# {{ name }}\n\n{% if unit %}\n');
    await expect(planMonth(1, { template })).rejects.toBeInstanceOf(InputError);
    // 客户 in GB18030.
    await writeFile(template, Buffer.from('---\naccount: {{ id }}\n---\n# \xbf\xcd\xbb\xa7\n', 'latin1'));
    await expect(planMonth(1, { template })).rejects.toMatchObject({
      diagnostics: [{ code: 'bad-encoding', at: { file: template, line: 4 } }],
    });
    await writeFile(template, '---\naccount: {{ id }}\nours: yes\n---\n# {{ name }} in {{ unit }}\n');
    await planMonth(1, { template, id: ['M-001'] });
    expect((await planOf('M-001')).text).toBe(
      '---\naccount: M-001\nours: yes\n---\n# Halden Turbines AS in Energy\n',
    );
  });
});

// The history as the book keeps it, and a run of which nothing but its day matters here.
async function keepHistory(rows: readonly Pick<HistoryRow, 'asOf' | 'id' | 'from' | 'to'>[]): Promise<void> {
  const lines = rows.map((row) =>
    historyCells({ ...row, criterion: '', criteriaVersion: '', cause: '', detail: '', signs: [] }).join(','),
  );
  await writeFile(join(book, 'history.csv'), `${[HISTORY_COLUMNS.join(','), ...lines].join('\n')}\n`);
  const cells = RUN_COLUMNS.map((column) => {
    if (column === 'as_of') return formatDay(rows.at(-1)!.asOf);
    return /_(?:revenue|profit)$/.test(column) ? '0.00' : '0';
  });
  await writeFile(join(book, 'runs.csv'), `${RUN_COLUMNS.join(',')}\n${cells.join(',')}\n`);
}

describe('hostile names', () => {
  const HOSTILE = [
    ...[
      '../../etc/passwd',
      '@octocat',
      'CON',
      'x'.repeat(300),
      'a\u202e\u2066gpj',
      '<script>alert(1)</script>',
      '---',
      '=cmd()',
    ],
    ...[
      '\u001b[31mred\u001b[0m',
      'line\nbreak',
      '{{ id }}{% raw %}',
      '--> <!-- x',
      'a | b',
      '# head',
      '- item',
      '1. one',
    ],
    ...[
      '![x](http://x)',
      '[x]: http://x',
      '`code',
      '$x$',
      '&lt;b&gt;',
      '~~~',
      '```',
      '===',
      '* * *',
      ': a',
      '> quote',
    ],
    ...[
      '<!-- /keyaccounts:data -->',
      '<!-- keyaccounts:closed 2026-01-01 -->',
      'a: b # c',
      '"quoted"',
      "'",
      '|',
      '\\',
    ],
  ];

  it('come out as text: no heading, front matter, markup, marker, path or terminal code', async () => {
    const header =
      'customer_id,customer_name,business_unit,account_manager,status,revenue,prior_revenue,gross_profit,last_order';
    const rows = ['Plain name', ...HOSTILE].map((name, at) => {
      const cell = `"${name.replaceAll('"', '""')}"`;
      return `H-${at},${cell},${cell},${cell},active,20000000,15000000,4000000,2026-06-01`;
    });
    const customers = join(folder, 'c.csv');
    await writeFile(customers, `${[header, ...rows].join('\r\n')}\r\n`);
    const flags = { asOf: '2026-06-30', encoding: 'utf-8', delimiter: ',' };
    const { out } = await plan(customers, { ...flags, format: 'text', dryRun: true });
    expect(out.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    await plan(customers, flags);
    expect((await readdir(folder)).sort()).toEqual(['book', 'c.csv']);
    expect(await readdir(join(book, 'plans'))).toHaveLength(rows.length);
    const { text: plain } = await planOf('H-0');
    for (const at of HOSTILE.keys()) {
      const { text } = await planOf(`H-${at + 1}`);
      expect(shapeOf(text)).toEqual(shapeOf(plain));
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      const { value, diagnostics } = await parsePlan(text, 'p.md');
      expect(diagnostics).toEqual([]);
      expect([value!.account.value, value!.note, value!.owner]).toMatchObject([
        ...[`H-${at + 1}`, null, { value: value!.name!.value }],
      ]);
    }
  });

  // Every text of every template at once.
  it.each(['key.en.md', 'lost.zh.md', 'target.en.md'])('whatever they are, in %s', async (name) => {
    const text = readFileSync(new URL(`../../criteria/plans/${name}`, import.meta.url), 'utf8');
    const template = parseTemplate({ name, text }, PLAN_ESCAPES).value!;
    const fill = (one: string): string => {
      const view = JSON.parse(JSON.stringify(SAMPLE_VIEW), (_, value) => (value === 'x' ? one : value));
      const days = {
        since: '2026-06-30',
        next_review: '2026-09-28',
        last_order: '2026-06-01',
        next_year: '2027',
      };
      return template.fill({ ...view, ...days }).value!;
    };
    const plain = shapeOf(fill('Plain name'));
    const part = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom(...HOSTILE));
    const texts = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(
        texts.filter((one) => /[^\s\p{C}]/u.test(one)),
        async (one) => {
          const filled = fill(one);
          expect(shapeOf(filled)).toEqual(plain);
          expect(filled.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
          const { value, diagnostics } = await parsePlan(filled, name);
          expect(diagnostics).toEqual([]);
          expect([value!.note, value!.source.text.length > 0]).toEqual([null, true]);
        },
      ),
      { numRuns: 100 },
    );
  });
});

/** Lines, headings, lists, tables, comments and tags of a plan: what names must not change. */
function shapeOf(text: string): object {
  const { blocks, diagnostics } = findBlocks({ name: '', text });
  const split = text.indexOf('\n---\n');
  const body = text.slice(split).split('\n');
  return {
    head: text.slice(0, split).split('\n').length,
    lines: body.map((line) => OPENS.exec(line)?.[0]),
    pipes: body.map((line) => line.replace(/\\\\|\\\|/g, '').split('|').length),
    comments: (text.match(/<!--|-->/g) ?? []).length,
    tags: (text.replace(/<!--[\s\S]*?-->/g, '').match(/[<>]/g) ?? []).length,
    blocks: blocks.map((block) => [block.name, innerText(text, block).split('\n').length]),
    sections: sectionsOf({ source: { name: '', text } }).map(({ title, state }) => [title, state]),
    diagnostics,
  };
}

// What begins a line and makes it something else than text.
const OPENS =
  /^(?: {4}|\t| {0,3}(?:#{1,6}(?=\s|$)|-+$|=+$|[-+*](?=\s|$)|\d{1,9}[.)](?=\s|$)|[|>]|<!--|`{3}|~{3}|\[[^\]]*\]:))/;

describe('the months of a series', () => {
  const CRITERIA = `tables:
  orders:
    customer: customer_id
    fields:
      day: { type: date, columns: [day] }
      amount: { type: money, columns: [amount] }
fields:
  customer_id: { type: id }
  revenue: { from: orders, sum: amount, within: 12 months }
  monthly: { from: orders, sum: amount, every: month, last: 3 }
categories:
  key: { when: { revenue: { at_least: 100 } } }
  normal: { when: otherwise }
`;
  const LINES = 'customer_id,day,amount\nA,2026-06-30,1000\nA,2026-05-31,-2\nB,2026-06-30,5\n';

  async function planLines(lines: string, flags: Partial<PlanFlags>) {
    const [criteria, orders] = [join(folder, 'c.yaml'), join(folder, 'orders.csv')];
    await writeFile(criteria, CRITERIA);
    await writeFile(orders, lines);
    const { results, files } = await plan(NO_CUSTOMER_FILE, {
      criteria,
      table: [`orders=${orders}`],
      asOf: '2026-06-30',
      ...flags,
    });
    return { results, text: await readFile(join(book, files.get('A')!), 'utf8') };
  }

  it.each([
    ['en', '- by month: ▁▁█ (2026-04-01 to 2026-06-30, between -2 and 1,000)'],
    ['zh', '- 按月：▁▁█（2026-04-01 至 2026-06-30，最低 -2，最高 1,000）'],
  ] as const)('stand in the business block, in %s', async (lang, line) => {
    const { text } = await planLines(LINES, { missing: true, lang });
    expect(text.split('\n')).toContain(line);
  });

  it('are brought up to date, and left alone where they are', async () => {
    await planLines(LINES, { missing: true });
    expect((await planLines(LINES, {})).results).toEqual({ A: 'unchanged' });
    const { text } = await planLines(`${LINES}A,2026-04-01,2000\n`, {});
    expect(text.split('\n')).toContain('- by month: █▁▅ (2026-04-01 to 2026-06-30, between -2 and 2,000)');
  });
});
