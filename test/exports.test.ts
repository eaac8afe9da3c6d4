import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { parse, parseDocument } from 'yaml';
import { main } from '../src/cli.ts';
import { customerFile, loadCriteria } from '../src/commands/run/inputs.ts';
import { layoutOf } from '../src/criteria/input.ts';
import { formatDay, parseDay } from '../src/fields/day.ts';
import { factText } from '../src/fields/facts.ts';
import { checkCustomers } from '../src/verdict/classify-table.ts';
import { memoryIo } from './commands/memory-io.ts';

// Every folder is one export: `init` reads it, `classify` runs what init wrote, and what comes out must be what a person who
// knows the customers says in expect.yaml. Criteria, verdicts and what was said are kept beside it: UPDATE_EXPORTS=1
// writes them anew, expect.yaml never.
const FOLDER = fileURLToPath(new URL('../fixtures/exports', import.meta.url));
const AS_OF = '2026-06-30';
const UPDATE = process.env['UPDATE_EXPORTS'] === '1';
const KEPT = ['criteria.yaml', 'result.csv', 'stderr.txt'];

/** What somebody who knows the customers says of them. */
interface Expectation {
  /** The code of the refusal that comes first: of init where `flags` end it, else of classify, where `apply` does. */
  readonly refused?: string;
  /** What people give to init, as the refusal says. */
  readonly flags?: readonly string[];
  /** Lines of criteria that people lay over those that init wrote, as the refusal says. */
  readonly apply?: object;
  readonly customers: number;
  readonly left_out: number;
  readonly currency?: string;
  /** The sums of fields, and the latest of their days; a field is named, or the header of its column. */
  readonly sums?: Readonly<Record<string, number | 'no column'>>;
  readonly latest?: Readonly<Record<string, string>>;
  readonly lost: readonly string[];
  readonly target: readonly string[];
  /** Those that are key accounts at least. */
  readonly key?: readonly string[];
  readonly undetermined?: readonly string[];
}

const folders = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());

it.each(folders.map(({ name }) => name).sort())('%s', async (name) => {
  const folder = join(FOLDER, name);
  const files = readdirSync(folder).filter((file) => file !== 'expect.yaml' && !KEPT.includes(file));
  expect(files).toHaveLength(1);
  const file = files[0]!;
  const expected = parse(readFileSync(join(folder, 'expect.yaml'), 'utf8')) as Expectation;
  const ran = await runExport(file, readFileSync(join(folder, file)), expected);
  for (const kept of KEPT) {
    const text = ran.kept[kept] ?? '';
    if (UPDATE) writeFileSync(join(folder, kept), text);
    expect(text, kept).toBe(readFileSync(join(folder, kept), 'utf8'));
  }
  expect(ran.found).toEqual(expected);
});

interface Ran {
  readonly kept: Readonly<Record<string, string>>;
  /** What came out, in the words of the expectation. */
  readonly found: Expectation;
}

async function runExport(file: string, bytes: Uint8Array, expected: Expectation): Promise<Ran> {
  const io = memoryIo({ [file]: bytes }, AS_OF);
  const said: string[] = [];
  const run = async (...args: string[]): Promise<number> => {
    const [written, before] = [io.written().length, io.said().length];
    const code = await main([args[0]!, file, ...args.slice(1)], io);
    said.push(`$ keyaccounts ${args[0]} ${file} ${args.slice(1).join(' ')}\n${io.said().slice(before)}`);
    if (code === 0) result = io.written().slice(written);
    else refusals.push(/error: .*\[([a-z-]+)\]/.exec(io.said().slice(before))?.[1] ?? 'no code');
    return code;
  };
  const refusals: string[] = [];
  let result = '';
  const { flags, apply } = expected;
  const criteria = 'criteria.yaml';
  if ((await run('init', '-o', criteria)) !== 0 && flags !== undefined)
    await run('init', '-o', criteria, ...flags);
  const drafted = String(io.files.get(criteria) ?? '');
  const classify = ['classify', '-c', criteria, '--as-of', AS_OF, '--format', 'csv'];
  if (drafted !== '' && (await run(...classify)) !== 0 && apply !== undefined) {
    io.files.set(criteria, layOver(drafted, apply));
    await run(...classify);
  }
  const kept = { 'criteria.yaml': drafted, 'result.csv': result, 'stderr.txt': said.join('\n') };
  const refused = refusals.length === 0 ? {} : { refused: refusals.join(', ') };
  const given = { ...(flags && { flags }), ...(apply && { apply }) };
  if (result === '') return { kept, found: { ...NOTHING, ...refused, ...given } };
  return { kept, found: { ...refused, ...given, ...(await readBack(io, file, criteria, expected)) } };
}

const NOTHING = { customers: 0, left_out: 0, lost: [], target: [] };

// Reads the customers once more, to add up what the expectation names.
async function readBack(
  io: ReturnType<typeof memoryIo>,
  path: string,
  criteriaPath: string,
  expected: Expectation,
): Promise<Expectation> {
  const { criteria } = await loadCriteria(io, criteriaPath);
  const layout = layoutOf(criteria.input, criteria.fields);
  const file = customerFile(io, path, { ...criteria.input, layout }, () => {}, { quiet: true });
  let leftOut = 0;
  const checked = await checkCustomers({
    criteria,
    asOf: parseDay(AS_OF)!,
    open: (refuse) => {
      leftOut = 0;
      return file.open(refuse, layout, () => (leftOut += 1));
    },
    report: () => {},
    refuse: () => {},
  });
  const ids: Record<string, string[]> = { lost: [], target: [], key: [], normal: [], undetermined: [] };
  const slotOf = (name: string): number | undefined =>
    criteria.fields.find((field) => field.name === name || field.columns.includes(name))?.slot ??
    criteria.computed.find(({ fact }) => fact.name === name)?.fact.slot;
  const seen = [...Object.keys(expected.sums ?? {}), ...Object.keys(expected.latest ?? {})].map((name) => ({
    name,
    slot: slotOf(name),
    values: [] as number[],
  }));
  let customers = 0;
  for await (const { facts, verdict } of checked!.classify()) {
    customers += 1;
    ids[verdict.kind === 'decided' ? verdict.category : 'undetermined']!.push(
      factText(facts, criteria.idField.slot)!,
    );
    for (const { slot = -1, values } of seen)
      if (!Number.isNaN(facts.numbers[slot] ?? Number.NaN)) values.push(facts.numbers[slot]!);
  }
  const of = <T>(names: object, reckon: (values: readonly number[]) => T): Record<string, T | 'no column'> =>
    Object.fromEntries(
      seen
        .filter(({ name }) => name in names)
        .map(({ name, slot, values }) => [name, slot === undefined ? 'no column' : reckon(values)]),
    );
  const { currency } = checked!;
  return {
    customers,
    left_out: leftOut,
    ...(expected.currency === undefined ? {} : { currency: currency?.name ?? 'none' }),
    ...(expected.sums && {
      sums: of(expected.sums, (all) => Math.round(all.reduce((sum, one) => sum + one, 0) * 100) / 100),
    }),
    ...(expected.latest && { latest: of(expected.latest, (all) => formatDay(Math.max(...all))) }),
    lost: ids['lost']!,
    target: ids['target']!,
    ...(expected.key && { key: expected.key.filter((id) => ids['key']!.includes(id)) }),
    ...(ids['undetermined']!.length > 0 && { undetermined: ids['undetermined']! }),
  };
}

// Lays maps over each other by key, as a person types what a refusal says into the draft; lists replace.
function layOver(text: string, lines: object): string {
  const document = parseDocument(text);
  const set = (value: unknown, path: string[]): void => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      for (const [key, inner] of Object.entries(value)) set(inner, [...path, key]);
    else document.setIn(path, document.createNode(value));
  };
  set(lines, []);
  return String(document);
}
