import { posix } from 'node:path';
import { type Import, readImports, withoutComments } from './imports.ts';

/** What a source file breaks of the house's rules, one sentence each: the file, what it does, and the rule. */
export function violations(file: string, text: string): string[] {
  const say = (what: string, rule: string) => `${file}: ${what} (${rule})`;
  const code = withoutComments(text);
  const found: string[] = [];
  if (/utils/i.test(file)) found.push(say('is called utils', 'a helper lives with its subject'));
  if (/\bexport\s+default\b|\bas\s+default\b/.test(code))
    found.push(say('has a default export', 'named exports only'));
  for (const entry of readImports(text)) {
    const rule = brokenBy(file, entry);
    if (rule !== null) found.push(say(`imports "${entry.specifier}"`, rule));
  }
  if (file.startsWith('src/sql/') && !file.startsWith('src/sql/dialects/') && ASKS_FOR_DIALECT.test(code))
    found.push(say('asks which dialect it is', 'what differs between databases stands in src/sql/dialects'));
  if (/^(?:export )?const \w+ = new Intl\./m.test(code))
    found.push(say('makes a thing of Intl', 'what takes milliseconds is made when it is first used'));
  if (isPure(file)) {
    for (const [pattern, what] of OUTSIDE) {
      if (pattern.test(code)) found.push(say(`uses ${what}`, 'left of commands nothing touches the outside'));
    }
  }
  return found;
}

// `dialect.name === 'duckdb'`, or a dialect's name as a text.
const ASKS_FOR_DIALECT =
  /\bdialect(?:\.name)?\s*[!=]==|\bcase '(?:duckdb|postgres|spark)'|[!=]== '(?:duckdb|postgres|spark)'/;

/** Names that several files export: one name is for one thing. */
export function namesTwice(sources: ReadonlyMap<string, string>): string[] {
  const places = new Map<string, string[]>();
  for (const [file, text] of sources) {
    for (const [, name] of withoutComments(text).matchAll(EXPORTED))
      places.set(name!, [...(places.get(name!) ?? []), file]);
  }
  return [...places]
    .filter(([, files]) => files.length > 1)
    .map(([name, files]) => `${name}: ${files.join(' and ')}`);
}

const EXPORTED = /^export (?:async )?(?:const|function\*?|type|interface|class) (\w+)/gm;

/** Each folder of src and what its files may import: themselves and everything of a lower rank. */
const RANKS: Readonly<Record<string, number>> = {
  text: 0,
  'version.ts': 0,
  'group-by.ts': 0,
  'once-per.ts': 0,
  'errors.ts': 1,
  io: 2,
  table: 2,
  fields: 3,
  condition: 4,
  criteria: 5,
  lines: 6,
  facts: 6,
  group: 6,
  sql: 7,
  verdict: 7,
  output: 8,
  compare: 8,
  book: 9,
  plan: 9,
  audit: 10,
  warehouse: 10,
  'io.ts': 11,
  'library.ts': 12,
  'index.ts': 13,
  say: 14,
  commands: 15,
  'program.ts': 16,
  'cli.ts': 17,
};

/** Each third-party package and the files, or the one folder, that may import it. */
const OWNERS: Readonly<Record<string, readonly string[]>> = {
  '@duckdb/node-api': ['src/warehouse/duckdb.ts'],
  'postal-mime': ['src/table/read-html.ts'],
  pg: ['src/warehouse/postgres.ts'],
  chalk: ['src/output/style.ts'],
  commander: ['src/program.ts', 'src/commands/run/flags.ts'],
  'csv-stringify': ['src/table/write-csv.ts'],
  'd3-array': ['src/output/formats/html/charts/'],
  'd3-scale': ['src/output/formats/html/charts/'],
  'd3-shape': ['src/output/formats/html/charts/'],
  'fastest-levenshtein': ['src/text/suggest.ts'],
  fflate: ['src/table/unzip.ts', 'src/output/formats/workbook.ts'],
  liquidjs: ['src/plan/template.ts'],
  'ical-generator': ['src/commands/run/briefs/calendar.ts'],
  '@e965/xlsx': ['src/table/read-xls.ts'],
  htmlparser2: ['src/table/read-html.ts', 'src/table/read-xml-spreadsheet.ts'],
  hucre: ['src/table/'],
  yaml: ['src/criteria/read-yaml.ts'],
};

/** Parts of Node that only compute: allowed anywhere. */
const PURE_NODE = [
  'assert',
  'buffer',
  'crypto',
  'events',
  'path',
  'stream',
  'string_decoder',
  'url',
  'util',
  'zlib',
];

/** Files left of commands that may touch the outside. */
const DOORS = ['src/io.ts', 'src/io/', 'src/book/files.ts', 'src/book/files/', 'src/warehouse/'];

const OUTSIDE: readonly (readonly [RegExp, string])[] = [
  [/\bprocess\s*[.[]/, 'process'],
  [/\bconsole\s*[.[]/, 'console'],
  [/\bDate\.now\b|\bnew Date\b|\bDate\(\)|\bperformance\b/, 'the clock'],
  [/\bMath\.random\b|\brandomUUID\b|\brandomBytes\b/, 'chance'],
  [/\.(?:toLocale\w*|localeCompare)\b/, "the machine's locale"],
];

function brokenBy(file: string, { specifier, typeOnly }: Import): string | null {
  if (specifier.startsWith('.'))
    return brokenByOwn(file, posix.join(posix.dirname(file), specifier), typeOnly);
  if (specifier.startsWith('node:')) {
    const part = specifier.slice('node:'.length).split('/')[0]!;
    return typeOnly || PURE_NODE.includes(part) || !isPure(file)
      ? null
      : 'left of commands nothing touches the outside';
  }
  const name = packageOf(specifier);
  const owners = OWNERS[name];
  if (owners === undefined) return `"${name}" has no owner in test/architecture/rules.ts`;
  if (owners.some((owner) => owner === file || (owner.endsWith('/') && file.startsWith(owner)))) return null;
  if (name === 'commander' && typeOnly && file.startsWith('src/commands/')) return null;
  return `only ${owners.join(' and ')} imports "${name}"`;
}

function brokenByOwn(file: string, target: string, typeOnly: boolean): string | null {
  if (!target.endsWith('.ts')) return 'relative imports end in .ts';
  const [from, to] = [partOf(file), partOf(target)];
  const [rank, wanted] = [RANKS[from], RANKS[to]];
  if (rank === undefined) return `"${from}" has no rank in test/architecture/rules.ts`;
  if (wanted === undefined) return 'nothing outside the folders of src is imported';
  if (from === 'io.ts' || from === 'io')
    return typeOnly || to === 'io' || to === 'errors.ts' || (from === 'io.ts' && to === 'warehouse')
      ? null
      : 'io.ts imports only types, errors and the warehouse of ours';
  if (to === 'io' && !typeOnly && isPure(file)) return 'left of commands nothing touches the outside';
  if (from === 'errors.ts' && to !== 'text') return 'errors.ts imports only text';
  if (from === 'sql' && (to === 'facts' || to === 'verdict'))
    return 'sql reads the criteria by itself: two readings of them are compared';
  if (file.startsWith('src/output/formats/') && to === 'verdict') return 'formats know Report only';
  const [command, other] = [commandOf(file), commandOf(target)];
  if (command !== null && other !== null && other !== command && other !== 'run')
    return 'no command knows another: what two need lives below both';
  if (from === to || wanted < rank) return null;
  return `imports point left: ${from} may not know ${to}`;
}

// "src/table/x.ts" belongs to "table", "src/io.ts" to itself.
function partOf(file: string): string {
  const [top, part] = file.split('/');
  return top === 'src' && part !== undefined ? part : file;
}

// "src/commands/diff/x.ts" belongs to "diff".
function commandOf(file: string): string | null {
  return /^src\/commands\/([^/]+)\//.exec(file)?.[1] ?? null;
}

function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]!;
}

function isPure(file: string): boolean {
  return (RANKS[partOf(file)] ?? 0) < RANKS['commands']! && !DOORS.some((door) => file.startsWith(door));
}
