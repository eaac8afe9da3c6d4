import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv-draft-04';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { main } from '../../src/cli.ts';
import type { AuditFlags } from '../../src/commands/audit/command.ts';
import { runAudit } from '../../src/commands/audit/run.ts';
import { NO_CUSTOMER_FILE } from '../../src/commands/run/no-customer-file.ts';
import { UserError } from '../../src/errors.ts';
import { type Io, nodeIo } from '../../src/io.ts';

const CRITERIA = `
name: Test
version: "2"
fields:
  customer_id: { type: id }
  customer_name: { type: text, optional: true }
  account_manager: { type: text, optional: true }
  status: { type: choice, values: [key, normal, lost], optional: true }
  revenue: { type: money, optional: true }
  prior_revenue: { type: money, optional: true }
  margin: { type: percent, optional: true }
  lost_reason: { type: text, optional: true }
priority: [lost, key, normal]
categories:
  lost: { when: { status: lost } }
  key: { when: { status: key } }
  normal: { when: { status: normal } }
duties: { manager: account_manager, plan: required, review_every: 90 days, max_key_accounts_per_manager: 1 }
checks:
  - { id: profitable, for: key, duty: profit, expect: { margin: { more_than: 0% } }, severity: error }
  - { id: "</failure>%0A::error::x", for: [key, normal], expect: { margin: { at_least: 5% } }, severity: warning }
`;

const HEAD = 'customer_id,customer_name,account_manager,status,revenue,prior_revenue,margin,lost_reason';
const EVIL = '"<script>alert(1)</script>|\u001b[31m ::error::\u202e =cmd() """';
const ROWS = [
  'A,Alpha,Anna Meyer,key,5000000,,10%,',
  `B,${EVIL},"TBD ]]></failure><x> & co",key,3000000,,-1%,`,
  'C,Gamma,Anna Meyer,key,1000000,,10%,',
  `D,${EVIL},Anna Meyer,normal,9000000,9500000,1%,`,
  `E,${EVIL},Anna Meyer,lost,0,9500000,-1%,${EVIL}`,
  `F,${EVIL},Anna Meyer,lost,0,9500000,-1%,${EVIL}`,
  `G,${EVIL},Anna Meyer,lost,0,9500000,-1%,`,
];
const GOOD = `---
account: A
owner: Anna Meyer
status: active
criteria: "2"
next_review: 2026-07-31
forecast: { period: 2026, revenue: 5m }
---

## Profile

Pumps.
`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyaccounts-audit-'));
  await mkdir(join(folder, 'book', 'plans'), { recursive: true });
  await write('c.yaml', CRITERIA);
  await write('c.csv', `${HEAD}\n${ROWS.join('\n')}\n`);
  await write('book/plans/a.md', GOOD);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(name: string, text: string): Promise<void> {
  await writeFile(join(folder, name), text);
}

async function audit(flags: Partial<AuditFlags> = {}, env: Io['env'] = {}, path = join(folder, 'c.csv')) {
  const texts = { out: '', err: '' };
  const stream = (name: 'out' | 'err') => ({
    isTTY: false,
    width: 80,
    write: async (text: string | Uint8Array) => {
      texts[name] += String(text);
      return true;
    },
  });
  const outside = nodeIo();
  const out = stream('out');
  const holdOutput = (): ReturnType<Io['holdOutput']> => {
    let held = '';
    return {
      write: async (text) => {
        held += String(text);
      },
      restart: async () => {
        held = '';
      },
      prepare: async () => {},
      commit: async () => void (await out.write(held)),
      release: async () => {},
      discard: async () => {},
    };
  };
  const io: Io = { ...outside, env, out, err: stream('err'), holdOutput };
  const all = { criteria: join(folder, 'c.yaml'), asOf: '2026-06-30', lang: 'en', ...flags } as const;
  const code = await runAudit(path, all, io);
  return { code, ...texts };
}

const book = (): string => join(folder, 'book');

it('names the command that writes plans with all that it takes to read the same customers', async () => {
  await write(
    'lines.yaml',
    `tables: { orders: { customer: Account, fields: { amount: { type: money, columns: [Amount] } } } }
fields: { customer_id: { type: id, columns: [Account] }, revenue: { from: orders, sum: amount } }
categories: { key: { when: { revenue: 5 } }, normal: { when: otherwise } }
duties: { plan: required }
`,
  );
  await write('o.csv', 'Account,Amount\nB,5\n');
  const [criteria, orders] = [join(folder, 'lines.yaml'), `orders=${join(folder, 'o.csv')}`];
  const flags = { criteria, table: [orders], book: book(), format: 'markdown' } as const;
  const { out } = await audit(flags, {}, NO_CUSTOMER_FILE);
  expect(out).toContain(
    `keyaccounts plan -c ${criteria} --as-of 2026-06-30 --table ${orders} --book ${book()} --missing`,
  );
});

it('names a command that writes plans of the same customers and day when it is followed to the letter', async () => {
  await write(
    'c.yaml',
    CRITERIA.replace('revenue: { type: money, optional: true }', 'revenue: { type: money }'),
  );
  const rows = [HEAD, ROWS[0], ROWS[2], 'D,Delta,Anna Meyer,key,much,,10%,'];
  await write('c.csv', `${rows.join('\n').replaceAll(',', ';')}\n`);
  const { out } = await audit({
    book: book(),
    delimiter: ';',
    rejects: join(folder, 'rejects.csv'),
    asOf: '2026-03-31',
    format: 'markdown',
  });
  const [, command] = /"(keyaccounts plan [^"]*)"/.exec(out)!;
  const [, ...argv] = command!.split(' ').map((word) => word.replaceAll("'", ''));
  const silent = { isTTY: false, width: 80, write: async () => true };
  const io = nodeIo();
  const holdOutput = () => ({ ...io.holdOutput(), commit: async () => {} });
  expect(await main(argv, { ...io, env: {}, out: silent, err: silent, holdOutput })).toBe(0);
  expect(argv).toContain('2026-03-31');
  expect(await readFile(join(folder, 'rejects.csv'), 'utf8')).toContain('much');
});

describe('the exit code', () => {
  const KEEPS = ['A,Alpha,Anna Meyer,key,5000000,,10%,'];

  it.each<[string, string[], boolean, boolean, number]>([
    ['all green', KEEPS, true, false, 0],
    ['all green, strictly', KEEPS, true, true, 0],
    ['a broken error', ['A,Alpha,Anna Meyer,key,5000000,,-1%,'], true, false, 1],
    ['a broken warning', ['A,Alpha,Anna Meyer,key,5000000,,1%,'], true, false, 0],
    ['a broken warning, strictly', ['A,Alpha,Anna Meyer,key,5000000,,1%,'], true, true, 1],
    ['an unknown error', ['A,Alpha,Anna Meyer,key,5000000,,,'], true, false, 0],
    ['an unknown error, strictly', ['A,Alpha,Anna Meyer,key,5000000,,,'], true, true, 1],
    [
      'a plan that is missing',
      ['B,Beta,Anna Meyer,key,5000000,,10%,', 'A,Alpha,Anna Meyer,normal,1,,10%,'],
      true,
      false,
      1,
    ],
    ['plans that are not looked at', ['B,Beta,Anna Meyer,key,5000000,,10%,'], false, false, 0],
    ['a warning of another customer, strictly', [...KEEPS, 'B,Beta,,normal,1,,1%,'], true, true, 1],
    ['nobody', ['N,Nu,,normal,1,,10%,', 'A,Alpha,,,1,,10%,'], false, true, 0],
  ])('of %s', async (_, rows, withBook, strict, expected) => {
    await write('c.csv', `${HEAD}\n${rows.join('\n')}\n`);
    const flags = { ...(withBook ? { book: book() } : {}), strict };
    expect((await audit(flags)).code).toBe(expected);
  });
});

describe('JSON', () => {
  it('has every finding with its duty, requirement, place, and what to do', async () => {
    const { out } = await audit({ format: 'json', book: book() });
    const found = JSON.parse(out);
    expect(
      found.accounts.map((one: { customer_id: string; status: string }) => [one.customer_id, one.status]),
    ).toEqual([
      ['B', 'red'],
      ['C', 'red'],
      ['A', 'green'],
    ]);
    expect(found.accounts[1].findings).toEqual([
      {
        kind: 'duty',
        id: 'plan',
        requirements: ['account-plan'],
        severity: 'error',
        state: 'broken',
        code: 'no-plan',
        message: 'no account plan',
        advice: 'have one written',
        file: join(folder, 'c.csv'),
        line: 4,
      },
    ]);
    expect(found.accounts[0].findings[0]).toMatchObject({
      id: 'manager',
      code: 'no-person',
      requirements: ['account-manager', 'one-individual'],
    });
    expect(found.accounts[2].held).toContain('review');
    expect(found.managers[1]).toMatchObject({
      manager: 'Anna Meyer',
      accounts: 2,
      most_accounts: 1,
      over_load: true,
    });
    expect(found.lost).toMatchObject({ customers: 3, without_reason: { customers: 1 } });
  });

  it('is English in every language, and says what was not looked at', async () => {
    const { out } = await audit({ format: 'json', lang: 'zh' });
    const found = JSON.parse(out);
    expect(found.plans).toBe(null);
    expect(out).not.toMatch(/\p{sc=Han}/u);
  });
});

describe('JUnit', () => {
  const xsd = {
    fileName: 'junit.xsd',
    contents: readFileSync(new URL('../../fixtures/schemas/junit.xsd', import.meta.url), 'utf8'),
  };

  it.each([
    ['with a book', true, false],
    ['without', false, false],
    ['strictly', true, true],
  ])('is valid %s', async (_, withBook, strict) => {
    await write('book/plans/x.md', 'of nobody </failure>');
    await write('book/plans/y.md', GOOD.replace('account: A', 'account: gone'));
    const { out } = await audit({ format: 'junit', strict, ...(withBook ? { book: book() } : {}) });
    const { errors } = await validateXML({ xml: { fileName: 'x.xml', contents: out }, schema: xsd });
    expect(errors).toEqual([]);
    expect(out).toContain('<failure');
    expect(out.includes('<skipped')).toBe(!strict);
  });
});

describe('GitHub', () => {
  it('has a line for every finding, which data cannot break out of', async () => {
    const { out } = await audit({ format: 'github', book: book() });
    const lines = out.trimEnd().split('\n');
    for (const line of lines) expect(line).toMatch(/^::(error|warning|notice) [^:]*::[^\r\n]+$/);
    expect(lines.filter((line) => line.startsWith('::error'))).toHaveLength(4);
    expect(out).not.toContain('\u001b');
  });

  it('points at the line of the plan', async () => {
    await write('book/plans/a.md', GOOD.replace('2026-07-31', '2026-05-31'));
    const { out } = await audit({ format: 'github', book: book() });
    expect(out).toContain(`file=${join(folder, 'book/plans/a.md')},line=6,title=review in date::A Alpha`);
  });

  it('is chosen on GitHub Actions, with a summary of the step', async () => {
    await write('summary.md', 'before\n');
    const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(folder, 'summary.md') };
    const { out } = await audit({ book: book() }, env);
    expect(out).toMatch(/^::notice/);
    const summary = readFileSync(join(folder, 'summary.md'), 'utf8');
    expect(summary).toMatch(/^before\n# Audit of key accounts\n/);
    expect(summary).not.toContain('<script>');
  });
});

describe('GitLab', () => {
  it('has a valid report with every finding, as GitHub has them', async () => {
    await write('book/plans/a.md', GOOD.replace('2026-07-31', '2026-05-31'));
    const schema = readFileSync(
      new URL('../../fixtures/schemas/gitlab-code-quality.json', import.meta.url),
      'utf8',
    );
    const { out } = await audit({ format: 'gitlab', book: book() });
    const report = JSON.parse(out);
    expect(new Ajv.default().validate(JSON.parse(schema), report)).toBe(true);
    const { out: github } = await audit({ format: 'github', book: book() });
    // Its first line is the headline.
    expect(report).toHaveLength(github.trimEnd().split('\n').length - 1);
    const [found] = report.filter((one: { check_name: string }) => one.check_name === 'review in date');
    expect(found.location).toEqual({ path: join(folder, 'book/plans/a.md'), lines: { begin: 6 } });
    expect(found.description).toMatch(/^A Alpha: /);
  });
});

describe.each(['text', 'markdown'] as const)('%s', (format) => {
  it.each(['en', 'zh'] as const)('in %s keeps customers text', async (lang) => {
    const { out } = await audit({ format, lang, book: book(), verbose: true });
    expect(out).toContain('alert(1)');
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    if (format === 'markdown') expect(out).not.toMatch(/<script>|^(?!#+ [^#<]+$)#/m);
  });
});

describe('--manager', () => {
  it('finds a name as people spell it', async () => {
    const { out, code } = await audit({ format: 'json', manager: ' anna  MEYER' });
    expect(JSON.parse(out).accounts.map((one: { customer_id: string }) => one.customer_id)).toEqual([
      'A',
      'C',
    ]);
    expect(code).toBe(0);
  });

  it.each([
    ['Ana Meyer', /no customer of .* has the account manager "Ana Meyer"/, /did you mean "Anna Meyer"/],
    ['TBD', /"TBD" is not the name of a person/, /nobody answers by name/],
    ['', /is not the name of a person/, /./],
  ])('%j is told', async (manager, message, help) => {
    const error = await audit({ manager }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).message).toMatch(message);
    expect((error as UserError).help?.en).toMatch(help);
  });
});

describe('plans of the book', () => {
  it('that are two, or cannot be read, are told with the account', async () => {
    await write('book/plans/b.md', GOOD);
    await write('book/plans/c.md', '---\naccount: C\n  owner: [\n---\n');
    const { out } = await audit({ format: 'json', book: book(), quiet: true });
    const found = JSON.parse(out);
    const codes = Object.fromEntries(
      found.accounts.map(
        (one: { customer_id: string; findings: { id: string; code: string; file: string }[] }) => [
          one.customer_id,
          one.findings
            .filter(({ id }) => id === 'plan')
            .map(({ code, file }) => [code, file.slice(folder.length + 1)]),
        ],
      ),
    );
    expect(codes).toEqual({
      A: [['plan-unreadable', 'book/plans/b.md']],
      B: [['no-plan', 'c.csv']],
      C: [['plan-unreadable', 'book/plans/c.md']],
    });
    expect(found.plans.problems).toEqual([]);
  });

  it('of customers that are gone are not accused when rows were set aside', async () => {
    await write('book/plans/x.md', GOOD.replace('account: A', 'account: X'));
    await write('c.csv', `${HEAD}\n${ROWS.join('\n')}\nX,,,key,many,,,\n`);
    const flags = { format: 'json', book: book(), rejects: join(folder, 'r.csv') } as const;
    const found = JSON.parse((await audit(flags)).out);
    expect(found.plans.orphans.map((one: { code: string; state: string }) => [one.code, one.state])).toEqual([
      ['maybe-orphan', 'unknown'],
    ]);
  });
});
