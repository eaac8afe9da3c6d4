import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/cli.ts';
import type { DriftFound } from '../../src/compare/compare-fingerprints.ts';
import { COMMANDS } from '../../src/program.ts';
import { driftJson } from '../../src/say/drift.ts';
import { ROOT } from '../case-folders.ts';
import { memoryIo } from '../commands/memory-io.ts';
import { DOCUMENTS } from './documents.ts';

// The schemas of what programs read, in the package: `npm run schemas` writes them. They know every field, and every
// output that the tests have is held against them, so that no field goes or comes unseen.
const FOLDER = join(ROOT, 'criteria', 'schemas');
const CASES = join(ROOT, 'fixtures', 'cases');
const UPDATE = process.env['UPDATE_SCHEMAS'] === '1';

const ajv = new Ajv.default({ allErrors: true, strict: true, allowUnionTypes: true });
formats.default(ajv);
const validators = new Map(Object.entries(DOCUMENTS).map(([name, one]) => [name, ajv.compile(one)]));

function faultsOf(name: string, one: unknown): unknown[] {
  const validate = validators.get(name);
  if (validate === undefined) return [`there is no schema "${name}"`];
  return validate(one)
    ? []
    : validate
        .errors!.slice(0, 5)
        .map(({ instancePath, message, params }) => ({ instancePath, message, params }));
}

// What JSON a run wrote, and the schema that it has to fit; SARIF has one of its own.
function documentsIn(command: string, written: string): { readonly name: string; readonly one: unknown }[] {
  if (!/^[{[]/.test(written)) return [];
  const lines = written.trimEnd().split('\n');
  if (lines.every((line) => /^\{.*\}$/.test(line)))
    return lines.map((line) => ({ name: `${command}-line`, one: JSON.parse(line) }));
  const one = JSON.parse(written);
  if (Object.hasOwn(one, '$schema')) return [];
  return [{ name: Array.isArray(one) ? 'code-quality' : command, one }];
}

function faultsIn(command: string, written: string): unknown[] {
  return documentsIn(command, written).flatMap(({ name, one }) => faultsOf(name, one));
}

describe('the schemas', () => {
  it.each(Object.keys(DOCUMENTS))('%s is what the package has', (name) => {
    const path = join(FOLDER, `${name}.schema.json`);
    if (UPDATE) writeFileSync(path, JSON.stringify(DOCUMENTS[name], null, 2));
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(DOCUMENTS[name]);
  });

  it('are all that the folder has, and the page names each', () => {
    const files = Object.keys(DOCUMENTS).map((name) => `${name}.schema.json`);
    expect(readdirSync(FOLDER).sort()).toEqual([...files, 'README.md'].sort());
    const page = readFileSync(join(FOLDER, 'README.md'), 'utf8');
    expect(files.filter((name) => !page.includes(`](${name})`))).toEqual([]);
  });

  it('are there for every format that programs read', () => {
    const wanted = COMMANDS.flatMap(({ declaration: { name, flags } }) => {
      const choices = flags['format']?.option.argChoices ?? [];
      return [
        ...(choices.includes('json') ? [name] : []),
        ...(choices.includes('ndjson') ? [`${name}-line`] : []),
        ...(choices.includes('gitlab') ? ['code-quality'] : []),
      ];
    });
    expect(wanted.filter((name) => !Object.hasOwn(DOCUMENTS, name))).toEqual([]);
  });

  it('refuse a field that they do not know', () => {
    const one = JSON.parse(readFileSync(join(CASES, 'classify', 'several-json', 'stdout'), 'utf8'));
    expect(faultsOf('classify', one)).toEqual([]);
    expect(faultsOf('classify', { ...one, more: 1 })).not.toEqual([]);
    expect(faultsOf('classify', { ...one, as_of: undefined })).not.toEqual([]);
  });
});

const RUNS = readdirSync(CASES).flatMap((command) =>
  readdirSync(join(CASES, command)).map((name) => [command, name] as const),
);

describe('the cases', () => {
  it.each(RUNS)('%s %s', (command, name) => {
    const folder = join(CASES, command, name);
    const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
    expect(faultsIn(command, read('stdout'))).toEqual([]);
    const written = existsSync(join(folder, 'expected')) ? readdirSync(join(folder, 'expected')) : [];
    const named = read('args').split('\n');
    const isOutput = (file: string): boolean =>
      file.endsWith('.lock.json') || (file.endsWith('json') && named.includes(file));
    for (const file of written.filter(isOutput))
      expect(faultsIn(command, read(`expected/${file}`))).toEqual([]);
    const { definitions } = DOCUMENTS['exit-codes'] as {
      readonly definitions: Record<string, { anyOf: { const: number }[] }>;
    };
    expect(definitions[command]?.anyOf.map((one) => one.const) ?? [0, 2]).toContain(Number(read('code')));
  });
});

// Criteria with much in them, on customers that they fit.
const FILES = Object.fromEntries(
  [
    ['sample.csv', 'fixtures/customers/sample.csv'],
    ['orders.csv', 'fixtures/orders/orders.csv'],
    ['default.yaml', 'criteria/default.yaml'],
    ['relative.yaml', 'criteria/relative.yaml'],
    ['with-units.yaml', 'criteria/with-units.yaml'],
    ['industrial.yaml', 'criteria/industrial.yaml'],
    ['orders.yaml', 'criteria/orders.yaml'],
    ['groups.csv', 'fixtures/cases/classify/groups/files/customers.csv'],
    ['groups.yaml', 'fixtures/cases/classify/groups/files/criteria.yaml'],
  ].map(([name, path]) => [name!, readFileSync(join(ROOT, path!), 'utf8')]),
);

const FROM_TO = { from: 1, to: 2 };
const AMOUNT = { field: 'revenue', type: 'money', sum: FROM_TO, median: FROM_TO } as const;
const COLUMNS = { gone: ['a'], come: ['b'] };
const DRIFTS: readonly DriftFound[] = [
  { kind: 'same-export', asOf: 20000 },
  { kind: 'customers', ...FROM_TO },
  { kind: 'lines', table: 'orders', ...FROM_TO },
  { kind: 'column-gone', field: 'revenue', column: 'Revenue' },
  { kind: 'column-new', field: 'revenue', column: 'Revenue' },
  { kind: 'column-other', field: 'revenue', from: 'a', to: 'b' },
  { kind: 'other-columns', ...COLUMNS },
  { kind: 'other-line-columns', table: 'orders', ...COLUMNS },
  { kind: 'unit', ...AMOUNT, factor: 0.001 },
  { kind: 'amount', ...AMOUNT, of: 'sum' },
  { kind: 'blanks', field: 'revenue', ...FROM_TO },
  { kind: 'new-values', field: 'status', share: 0.5, ...COLUMNS },
  { kind: 'value', field: 'status', value: 'open', ...FROM_TO },
  { kind: 'older', field: 'last_order', from: 20000, to: 19000 },
  { kind: 'ids', by: 'name', count: 1, of: 2, pairs: [{ from: 'A', to: 'B', name: null }] },
  { kind: 'id-shape', from: 'A1', to: '1', share: 0.9 },
  { kind: 'gone', count: 1, of: 2, limit: { kind: 'ratio', value: 0.2 } },
];

describe('more runs', () => {
  it.each([
    'classify -c orders.yaml --table orders=orders.csv --format json',
    'classify groups.csv -c groups.yaml --format json',
    'classify sample.csv sample.zh.csv -c default.yaml --format ndjson',
    'explain groups.csv -c groups.yaml --all --changes',
    'explain sample.csv -c relative.yaml --all',
    'explain sample.csv -c with-units.yaml C-1509 P-38 --format json',
    'explain groups.csv 0010 -c groups.yaml --format json',
    'explain C1082 --lines -c orders.yaml --table orders=orders.csv --format json',
    'explain sample.csv -c default.yaml --near 2% --format json',
    'report sample.csv -c default.yaml --format json',
    'report -c orders.yaml --table orders=orders.csv --format json',
    'report groups.csv -c groups.yaml --format json',
    'audit sample.csv -c with-units.yaml --format json',
    'audit sample.csv -c default.yaml --format gitlab',
    'check relative.yaml industrial.yaml --format json',
    'check relative.yaml --customers less.csv --format json',
    'check broken.yaml --format json',
    'check broken.yaml --format gitlab',
    'diff sample.csv -c default.yaml --against-criteria with-units.yaml --max-key 1 --format json',
    'diff sample.csv --against less.csv -c default.yaml --format json',
    'calibrate sample.csv -c default.yaml --key-accounts 12 --format json',
    'calibrate sample.csv -c default.yaml --revenue-share 40% --format json',
    'calibrate sample.csv -c default.yaml --per account_manager --at-most 3 --format json',
    'backtest less.csv@2025-06-30 sample.csv@2026-06-30 -c default.yaml --against-criteria with-units.yaml --format json',
  ])('%s', async (line) => {
    await expectValid([
      ...line.split(' '),
      ...(line.includes('@') || line.startsWith('check') ? [] : ['--as-of', '2026-06-30']),
    ]);
  });

  it('lock', async () => {
    const io = memoryIo(FILES);
    await main(['lock', 'sample.csv', '-c', 'relative.yaml', '--as-of', '2026-06-30', '--quiet'], io);
    const written = String(io.files.get('relative.lock.json'));
    expect(JSON.parse(written).cut_points.length).toBeGreaterThan(0);
    expect(faultsIn('lock', written)).toEqual([]);
  });

  it.each(DRIFTS)('drift of the kind $kind', (found) => {
    const { one } = documentsIn(
      'review',
      readFileSync(join(CASES, 'review', 'json', 'stdout'), 'utf8'),
    )[0] as { one: object };
    expect(faultsOf('review', { ...one, drift: [driftJson({ ...found, severity: 'stop' })] })).toEqual([]);
  });

  async function expectValid(args: readonly string[]): Promise<void> {
    const sample = FILES['sample.csv']!;
    const io = memoryIo({
      ...FILES,
      'sample.zh.csv': sample,
      'less.csv': sample.split('\n').slice(0, 120).join('\n').replaceAll(',0,', ',17,'),
      'broken.yaml': 'name: x\nfields:\n  customer_id: { type: idd }\n',
    });
    await main(args, io);
    expect(io.written(), io.said()).toMatch(/^[{[]/);
    expect(faultsIn(args[0]!, io.written())).toEqual([]);
  }
});
