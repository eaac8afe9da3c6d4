import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { parse } from 'yaml';
import { main } from '../../src/cli.ts';
import type { CheckFlags } from '../../src/commands/check/command.ts';
import { runCheck } from '../../src/commands/check/run.ts';
import { type MemoryIo, memoryIo } from './memory-io.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

const HOSTILE = `name: "x <script>&\\"'%0A::error::\\u0007"
fields:
  customer_id: { type: id }
  revenue: { type: money }
  share: { type: percent, missing: 0, optional: true }
priority: [key, target, normal]
categories:
  key: { when: { any: [{ id: "a,b:c%]]>", revenue: { at_least: 5m } }, { revenue: { at_least: 6m } }] } }
  target: { when: { all: [{ share: { more_than: 5% } }, { share: { less_than: 2% } }] } }
  normal: { when: { revenue: { less_than: 1m } } }
cases:
  - { name: "<fails> & \\"quotes\\"", customer: { revenue: 10 }, expect: key }
  - { name: passes, customer: { revenue: 10 }, expect: normal }
  - { name: unreadable, customer: { revenue: much }, expect: normal }
`;
const BROKEN = 'fields: { customer_id: { type: id } }\ncategories: { key: { when: { revenu: 1 } } }\n';
const CLEAN = read('criteria/default.yaml');
const FILES = { 'hostile.yaml': HOSTILE, 'broken.yaml': BROKEN, 'clean.yaml': CLEAN };

async function check(
  files: readonly string[],
  flags: Partial<CheckFlags> = {},
  more: Readonly<Record<string, string>> = {},
): Promise<{ code: number; out: string; io: MemoryIo }> {
  const io = memoryIo({ ...FILES, ...more });
  const code = await runCheck(files, { lang: 'en', ...flags }, io);
  return { code, out: io.written(), io };
}

it('says of a file that cannot be read what helps there: it is no flag', async () => {
  await expect(check(['absent.yaml'])).rejects.toMatchObject({
    message: 'cannot read the criteria file "absent.yaml": there is no such file or folder',
    help: { en: 'check the name and whether you may read the file' },
  });
});

describe('exit code', () => {
  it.each([
    [['clean.yaml'], {}, 0],
    [['hostile.yaml'], {}, 1],
    [['hostile.yaml'], { warnOnly: true }, 0],
    [['broken.yaml'], {}, 2],
    [['broken.yaml'], { warnOnly: true }, 2],
    [['clean.yaml', 'hostile.yaml'], {}, 1],
    [['clean.yaml'], { minCoverage: '71' }, 0],
    [['clean.yaml'], { minCoverage: '72%' }, 1],
  ] as const)('%j %j → %i', async (files, flags, code) => {
    expect((await check(files, flags)).code).toBe(code);
  });

  it('refuses a coverage that is no percent', async () => {
    await expect(check(['clean.yaml'], { minCoverage: 'much' })).rejects.toThrow('--min-coverage');
  });
});

describe('SARIF', () => {
  const validate = (() => {
    // Both are CommonJS: their types and what Node gives differ in where the default stands.
    const ajv = new Ajv.default({ strict: false, allErrors: true });
    addFormats.default(ajv);
    return ajv.compile(JSON.parse(read('fixtures/schemas/sarif-2.1.0.json')));
  })();

  it.each([[['clean.yaml']], [['hostile.yaml']], [['broken.yaml', 'hostile.yaml']]])(
    '%j is valid 2.1.0',
    async (files) => {
      const { out } = await check(files, { format: 'sarif' });
      const log = JSON.parse(out);
      expect(validate(log) ? [] : validate.errors).toEqual([]);
      expect(log.runs[0].results.length).toBeGreaterThan(0);
    },
  );

  it('is refused by the schema when a level is wrong', async () => {
    const { out } = await check(['hostile.yaml'], { format: 'sarif' });
    expect(validate(JSON.parse(out.replaceAll('"level": "error"', '"level": "bad"')))).toBe(false);
  });
});

describe('JUnit', () => {
  const xsd = { fileName: 'junit.xsd', contents: read('fixtures/schemas/junit.xsd') };
  const validate = (text: string) => validateXML({ xml: { fileName: 'x.xml', contents: text }, schema: xsd });

  it.each([[['clean.yaml']], [['hostile.yaml']], [['broken.yaml', 'hostile.yaml']]])(
    '%j is valid',
    async (files) => {
      const { out } = await check(files, { format: 'junit' });
      expect((await validate(out)).errors).toEqual([]);
    },
  );

  it('has a failure for each case that fails, and none for others', async () => {
    const { out } = await check(['hostile.yaml'], { format: 'junit' });
    const suite = out.slice(out.indexOf('hostile.yaml cases'));
    expect(
      [...suite.matchAll(/<testcase name="([^"]*)"[^>]*?(\/?)>/g)].map((one) => [one[1], one[2]]),
    ).toEqual([
      ['&lt;fails&gt; &amp; &quot;quotes&quot;', ''],
      ['passes', '/'],
      ['unreadable', ''],
    ]);
    expect((await validate(out.replace(' tests=', ' wrong='))).valid).toBe(false);
  });

  it('is valid whatever a name holds', async () => {
    const odd = HOSTILE.replace('name: unreadable', String.raw`name: "un\uFFFEread\u0001able"`);
    const { out } = await check(['odd.yaml'], { format: 'junit' }, { 'odd.yaml': odd });
    expect(out).toContain('name="un\ufffdread␁able"');
    expect((await validate(out)).errors).toEqual([]);
  });

  it('says what is wrong in a length that can be read', async () => {
    const long = HOSTILE.replace('name: unreadable', `name: ${'x'.repeat(5000)}`);
    const { out } = await check(['long.yaml'], { format: 'junit' }, { 'long.yaml': long });
    const messages = [...out.matchAll(/<failure message="([^"]*)"/g)].map(([, message]) => message!);
    expect(messages.filter((message) => message.includes('xxx…'))).toHaveLength(1);
    for (const message of messages) expect(message.length).toBeLessThan(400);
  });
});

describe('GitHub', () => {
  it('writes annotations that data cannot break out of', async () => {
    const { out } = await check(['hostile.yaml', 'broken.yaml'], { format: 'github' });
    const lines = out.trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(4);
    for (const line of lines)
      expect(line).toMatch(
        /^::(error|warning|notice) file=[^,:]+,line=\d+,endLine=\d+(,col=\d+,endColumn=\d+)?,title=[a-z-]+::[^\r\n]+$/,
      );
    expect(lines.some((line) => line.startsWith('::error file=broken.yaml,line=2,endLine=2,col=30,'))).toBe(
      true,
    );
  });

  it('is chosen on GitHub Actions, with a summary of the step', async () => {
    const io = memoryIo({ ...FILES, summary: 'before\n' });
    Object.assign(io, { env: { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: 'summary' } });
    await runCheck(['hostile.yaml'], { lang: 'en' }, io);
    expect(io.written()).toMatch(/^::/);
    expect(String(io.files.get('summary'))).toMatch(/^before\n# Check: hostile.yaml\n/);
    expect(String(io.files.get('summary'))).not.toContain('<fails>');
  });
});

describe('GitLab', () => {
  const validate = new Ajv.default({ allErrors: true }).compile(
    JSON.parse(read('fixtures/schemas/gitlab-code-quality.json')),
  );

  it.each([[['clean.yaml']], [['hostile.yaml']], [['broken.yaml', 'hostile.yaml']]])(
    '%j is a valid report in which no fingerprint comes twice',
    async (files) => {
      const { out } = await check(files, { format: 'gitlab' });
      const report = JSON.parse(out) as { fingerprint: string }[];
      expect(validate(report) ? [] : validate.errors).toEqual([]);
      expect(new Set(report.map(({ fingerprint }) => fingerprint)).size).toBe(report.length);
      expect(report.length).toBeGreaterThan(0);
    },
  );

  it('keeps fingerprints when a line is put in above', async () => {
    const reportOf = async (text: string) =>
      JSON.parse((await check(['./own.yaml'], { format: 'gitlab' }, { './own.yaml': text })).out);
    const before = await reportOf(HOSTILE);
    const after = await reportOf(`# a comment\n${HOSTILE}`);
    const printsOf = (report: { fingerprint: string }[]) => report.map(({ fingerprint }) => fingerprint);
    expect(printsOf(after)).toEqual(printsOf(before));
    expect(after[0].location).toEqual({
      path: 'own.yaml',
      lines: { begin: before[0].location.lines.begin + 1 },
    });
  });

  it('has an example of a pipeline whose job writes the report that it names', () => {
    const [, example] = /```yaml\n(# \.gitlab-ci\.yml\n[^`]*)```/.exec(read('criteria/commands/check.md'))!;
    const { criteria } = parse(example!);
    expect(criteria.script.at(-1)).toContain(`--format gitlab -o ${criteria.artifacts.reports.codequality}`);
    expect(criteria.artifacts.when).toBe('always');
  });
});

describe('customers', () => {
  const CRITERIA = `fields:
  customer_id: { type: id }
  revenue: { type: money, missing: 0 }
  gp: { type: money, missing: 0 }
derived: { margin: gp / revenue }
scores:
  s: [{ fact: revenue, weight: 3, scale: [0, 1000] }, { fact: margin, weight: 2, scale: [0%, 50%], missing: 0 }]
priority: [lost, key, target, normal]
categories:
  lost: { when: { revenue: { at_most: 50 } } }
  key: { when: { any: [{ s: { at_least: 60 } }, { margin: { between: [10%, 40%] }, revenue: { at_least: 500 } }] } }
  target: { when: { revenue: { top: 10 } } }
  normal: { when: otherwise }
`;
  const rows = Array.from({ length: 300 }, (_, index) => {
    const revenue = (index * 37) % 1009;
    return `C${index},${revenue},${(revenue * ((index * 13) % 61)) / 100}`;
  });
  const customers = `customer_id,revenue,gp\n${rows.join('\n')}\n`;

  async function shifts(criteria: string) {
    const { out } = await check(
      ['c.yaml'],
      { format: 'json', customers: 'c.csv' },
      { 'c.yaml': criteria, 'c.csv': customers },
    );
    return JSON.parse(out).files[0].customers;
  }

  // Each edit by hand must give the key accounts that the table promises for it.
  it.each([
    ['s: { at_least: 60 }', 's: { at_least: 54 }', 'key › key-1', 's', 'minus_10_percent'],
    ['s: { at_least: 60 }', 's: { at_least: 66 }', 'key › key-1', 's', 'plus_10_percent'],
    ['[10%, 40%]', '[9%, 40%]', 'key › key-2', 'margin', 'minus_10_percent'],
    ['weight: 3', 'weight: 3.3', 's', 'revenue', 'plus_10_percent'],
    ['weight: 2', 'weight: 1.8', 's', 'margin', 'minus_10_percent'],
    ['top: 10', 'top: 11', 'target › target-1', 'revenue', 'plus_10_percent'],
    ['at_most: 50', 'at_most: 45', 'lost › lost-1', 'revenue', 'minus_10_percent'],
  ])('%s → %s moves as many as promised', async (from, to, within, fact, side) => {
    const { runClassify } = await import('../../src/commands/classify/run.ts');
    const verdicts = async (criteria: string): Promise<string[]> => {
      const io = memoryIo({ 'c.yaml': criteria, 'c.csv': customers });
      await runClassify('c.csv', { lang: 'en', format: 'json', criteria: 'c.yaml', prefix: '' }, io);
      return JSON.parse(io.written()).customers.map(({ category }: { category: string }) => category);
    };
    const before = await verdicts(CRITERIA);
    const after = await verdicts(CRITERIA.replace(from, to));
    const promised = (await shifts(CRITERIA)).shifts.find(
      (one: { within: string; fact: string }) => one.within === within && one.fact === fact,
    )[side];
    expect(promised).toEqual({
      flips: after.filter((category, index) => category !== before[index]).length,
      key: after.filter((category) => category === 'key').length,
    });
  });

  it('counts who shows a finding', async () => {
    const { out } = await check(
      ['c.yaml'],
      { format: 'json', customers: 'c.csv' },
      { 'c.yaml': CRITERIA, 'c.csv': customers },
    );
    const notes = JSON.parse(out).files[0].findings.flatMap(
      ({ code, notes }: { code: string; notes: string[] }) => (code === 'overlap' ? notes.slice(1) : []),
    );
    expect(notes.join('\n')).toMatch(
      /\d+ of the 300 customers show it: C\d+|none of the 300 customers shows it/,
    );
  });

  it('holds rows to their expected_category', async () => {
    const own = 'customer_id,revenue,gp,expected_category\nA,10,0,lost\nB,900,500,lost\nC,60,1,\n';
    const { code, out } = await check(
      ['c.yaml'],
      { format: 'json', customers: 'c.csv' },
      { 'c.yaml': CRITERIA, 'c.csv': own },
    );
    expect(code).toBe(1);
    const { expected, unexpected } = JSON.parse(out).files[0].customers;
    expect([expected, unexpected]).toEqual([2, [{ line: 3, id: 'B', expected: 'lost', found: 'key' }]]);
  });
});

describe('JSON', () => {
  const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
  const CUSTOMERS = 'customer_id,revenue,share\nA,10,1%\n';

  it('names the criteria and the customers by the SHA-256 of what was read', async () => {
    const { out } = await check(
      ['hostile.yaml', 'broken.yaml'],
      { format: 'json', customers: 'c.csv' },
      { 'c.csv': CUSTOMERS },
    );
    const [readable, broken] = JSON.parse(out).files;
    expect(readable.criteria).toMatchObject({ file: 'hostile.yaml', version: '', sha256: sha256(HOSTILE) });
    expect(readable.customers).toMatchObject({ data_sha256: sha256(CUSTOMERS), cut_points: null });
    expect(broken.criteria).toBeNull();
  });
});

it('says of a case that fails which conditions do not hold', async () => {
  const { out } = await check(['hostile.yaml'], { format: 'json' });
  const failed = JSON.parse(out).files[0].findings.find(
    ({ code }: { code: string }) => code === 'failed-case',
  );
  expect(failed.notes).toEqual([
    'key › a,b:c%]]>: revenue is below 5m (10)',
    'key › key-2: revenue is below 6m (10)',
  ]);
});

it('says of a case that hangs on a relative test that it needs customers', async () => {
  const ranked =
    'fields: { customer_id: { type: id }, r: { type: money } }\ncategories: { key: { when: { r: { top: 10 } } }, normal: { when: otherwise } }\ncases: [{ name: a, customer: { r: 5 }, expect: key }]\n';
  const { out, code } = await check(['r.yaml'], { format: 'json' }, { 'r.yaml': ranked });
  const failed = JSON.parse(out).files[0].findings.find(
    (one: { code: string }) => one.code === 'failed-case',
  );
  expect([code, failed.notes]).toEqual([
    1,
    ['key › key-1: r is among the 10 largest: known only with --customers'],
  ]);
  const customers = 'customer_id,r\nA,5\nB,4\n';
  const again = await check(['r.yaml'], { customers: 'c.csv' }, { 'r.yaml': ranked, 'c.csv': customers });
  expect(again.code).toBe(0);
});

it('lets a layer say only what it changes', async () => {
  const layered = 'extends: clean.yaml\ncategories: { key: { capacity: 99 } }\n';
  expect((await check(['l.yaml'], {}, { 'l.yaml': layered })).code).toBe(0);
});

it.each(['field', 'Fields', 'fileds'])(
  'takes a file with "%s" for a misspelt one, and no layer',
  async (key) => {
    const { code, out } = await check(['c.yaml'], {}, { 'c.yaml': CLEAN.replace('\nfields:', `\n${key}:`) });
    expect([code, out.match(/: error:/g)?.length]).toEqual([2, 1]);
    expect(out).toContain('did you mean "fields"?');
  },
);

describe('a layer', () => {
  const COMPANY = `extends: base.yaml
fields: { unit: { type: text } }
units: { by: unit, criteria: { North: north.yaml } }
`;
  const BASE = `fields:
  customer_id: { type: id }
  revenue: { type: money }
categories:
  key: { when: { revenue: { at_least: 5m } } }
  normal: { when: otherwise }
`;
  const NORTH = 'extends: lines.yaml\nname: North\n';
  const LINES = 'categories: { key: { when: { revenue: { at_least: 6m } } } }\n';
  const LAYERS = { 'base.yaml': BASE, 'company.yaml': COMPANY, 'north.yaml': NORTH, 'lines.yaml': LINES };
  const filesOf = (out: string) => JSON.parse(out).files as { file: string; findings: { code: string }[] }[];

  it.each([
    ['a unit’s file', ['north.yaml'], {}, ['company.yaml']],
    ['what a unit’s file extends', ['lines.yaml'], {}, ['company.yaml']],
    ['with the file that is told', ['north.yaml'], { criteria: 'company.yaml' }, ['company.yaml']],
    ['once, beside the file that uses it', ['company.yaml', 'north.yaml'], {}, ['company.yaml']],
    ['not, when it is whole', ['base.yaml'], {}, ['base.yaml']],
    ['the file of -c alone', [], { criteria: 'company.yaml' }, ['company.yaml']],
  ])('is checked: %s', async (_, files, flags, checked) => {
    const { code, out } = await check(files, { format: 'json', ...flags }, LAYERS);
    expect(filesOf(out).map(({ file }) => file)).toEqual(checked);
    expect(code).toBe(0);
  });

  it('says with which file, unless it is to be quiet', async () => {
    const { io } = await check(['north.yaml'], {}, LAYERS);
    expect(io.said()).toMatch(/^north\.yaml .*company\.yaml\n$/);
    expect((await check(['north.yaml'], { quiet: true }, LAYERS)).io.said()).toBe('');
    expect((await check(['base.yaml'], {}, LAYERS)).io.said()).toBe('');
  });

  it('is checked with every file that uses it, the default one first', async () => {
    const more = { 'a.yaml': COMPANY, 'default.yaml': COMPANY };
    const { out } = await check(['north.yaml'], { format: 'json' }, { ...LAYERS, ...more });
    expect(filesOf(out).map(({ file }) => file)).toEqual(['default.yaml', 'a.yaml', 'company.yaml']);
  });

  it('has its mistakes where it is, told by the file that uses it', async () => {
    const wrong = { ...LAYERS, 'lines.yaml': LINES.replace('revenue', 'revenu') };
    const { code, out } = await check(['north.yaml'], { format: 'json' }, wrong);
    expect(code).toBe(2);
    expect(filesOf(out)[0]!.findings).toMatchObject([{ code: 'unknown-fact', file: 'lines.yaml' }]);
  });

  it.each([
    ['nothing uses it', 'alone.yaml', LINES, {}, ['missing-key']],
    ['the file that is told does not', 'north.yaml', NORTH, { criteria: 'base.yaml' }, ['missing-key']],
    ['it is wrong beside', 'alone.yaml', `${LINES}nam: x\n`, {}, ['missing-key', 'unknown-key']],
    [
      'it lacks categories',
      'alone.yaml',
      'fields: { a: { type: id } }\n',
      {},
      ['missing-key', 'missing-key'],
    ],
  ])('is refused where %s', async (_, file, text, flags, codes) => {
    const { code, out } = await check([file], { format: 'json', ...flags }, { ...LAYERS, [file]: text });
    expect(code).toBe(2);
    const [found] = filesOf(out);
    expect(found!.file).toBe(file);
    expect(found!.findings.map((one) => one.code)).toEqual(codes);
    expect(JSON.stringify(found!.findings[0])).toContain(`keyaccounts check ${file} -c FILE`);
  });

  it('is told by a file that cannot be read', async () => {
    await expect(check(['north.yaml'], { criteria: 'gone.yaml' }, LAYERS)).rejects.toThrow('gone.yaml');
  });
});

it('heads the findings of Markdown in words of people', async () => {
  const io = memoryIo({ 'c.yaml': HOSTILE });
  await main(['check', 'c.yaml', '--format', 'markdown', '--lang', 'en'], io);
  expect(io.written()).toContain('| severity | place | finding |');
});
