import type { Diagnostic } from '../../text/diagnostic.ts';
import { lineAround, positionAt, type Source, startOfLine } from '../../text/source.ts';
import { joined, SEMICOLON } from '../../text/wording.ts';
import { SLIPS, type Slip } from './slips.ts';

/** What is wrong with criteria when these files read otherwise than they stand. */
export type ReadMended = (mended: ReadonlyMap<string, string>) => Promise<readonly Diagnostic[]>;

/**
 * Names the cause where a line is typed as people do and YAML does not. A line is mended only where the whole then reads
 * with fewer mistakes, so whoever pastes it is past this one.
 */
export async function nameSlips(
  found: readonly Diagnostic[],
  read: ReadMended,
): Promise<readonly Diagnostic[]> {
  if (found.length > MOST_MISTAKES) return found;
  const search: Search = { found, files: new Map(), tries: MOST_TRIES, read };
  // What a slip hid is seen once its line is mended.
  for (let before: Search['found'] | null = null; before !== search.found; ) {
    before = search.found;
    for (const file of filesIn(search)) {
      for (const slip of SLIPS) if (slip.together === true) await tryTogether(slip, file, search);
      for (const line of linesWith(file, search.found)) await tryLine(file, line, search);
    }
  }
  const named = [...search.files.values()].flatMap((file) =>
    [...file.slips].map(([line, slips]) => sayLine(file, line, slips)),
  );
  return named.length === 0 ? found : [...named, ...search.found.map((one) => placeIn(search.files, one))];
}

interface Search {
  found: readonly Diagnostic[];
  /** By name: those that have mistakes. */
  readonly files: Map<string, MendedFile>;
  tries: number;
  readonly read: ReadMended;
}

interface MendedFile {
  readonly source: Source;
  text: string;
  /** What was the matter, by line. */
  readonly slips: Map<number, readonly Slip[]>;
}

// Each try reads all files of the criteria again.
const MOST_TRIES = 60;
const MOST_MISTAKES = 200;
const LONGEST_FILE = 100_000;
const LONGEST_LINE = 1000;

async function tryLine(file: MendedFile, line: number, search: Search): Promise<void> {
  const text = linesOf(file.text)[line - 1] ?? '';
  if (text.length > LONGEST_LINE) return;
  const isBroken = search.found.some((one) => one.code === 'yaml-syntax' && standsIn(file, one));
  const slips = SLIPS.filter(({ onlyBroken }) => onlyBroken !== true || isBroken);
  for (const { slips: named, mended } of candidatesFor(text, slips)) {
    const isLayout = named.some(({ onlyBroken }) => onlyBroken);
    if (!(await mend(file, [new Map([[line, mended]])], search, isLayout))) continue;
    file.slips.set(line, [...(file.slips.get(line) ?? []), ...named]);
    return tryLine(file, line, search);
  }
}

// One slip by itself, then all that the line may have.
function candidatesFor(text: string, slips: readonly Slip[]): { slips: readonly Slip[]; mended: string }[] {
  const single = slips.flatMap((slip) => slip.mend(text).map((mended) => ({ slips: [slip], mended })));
  const all: Slip[] = [];
  let together = text;
  for (const slip of slips) {
    if (slip.onlyBroken === true) continue;
    const next = slip.mend(together)[0] ?? together;
    if (next !== together) all.push(slip);
    together = next;
  }
  const candidates = [...single, { slips: all, mended: together }];
  const distinct = new Map(candidates.toReversed().map((candidate) => [candidate.mended, candidate]));
  distinct.delete(text);
  return candidates.filter((candidate) => distinct.get(candidate.mended) === candidate);
}

async function tryTogether(slip: Slip, file: MendedFile, search: Search): Promise<void> {
  const lines = linesOf(file.text);
  const ways = lines.map((line) => slip.mend(line));
  const count = Math.max(...ways.map((way) => way.length));
  const mended = Array.from({ length: count }, (_, way) => {
    const changed = lines.map((line, at) => [at + 1, ways[at]![way] ?? line] as const);
    return new Map(changed.filter(([at, line]) => line !== lines[at - 1]));
  });
  const chosen = await mend(file, mended, search);
  for (const line of chosen?.keys() ?? []) file.slips.set(line, [slip]);
}

type Lines = ReadonlyMap<number, string>;

// Puts the lines in their place in the way that leaves the fewest mistakes; null where none leaves fewer than there are.
async function mend(
  file: MendedFile,
  ways: readonly Lines[],
  search: Search,
  isLayout = false,
): Promise<Lines | null> {
  let best: Lines | null = null;
  const original = linesOf(file.text);
  for (const way of ways) {
    if (way.size === 0 || search.tries === 0) continue;
    search.tries -= 1;
    const text = original.map((line, at) => way.get(at + 1) ?? line).join('\n');
    const others = [...search.files.values()].map((one) => [one.source.name, one.text] as const);
    const found = await search.read(new Map([...others, [file.source.name, text]]));
    if (!isBetter(found, search.found, file, way) || (isLayout && !isYaml(found, file))) continue;
    search.found = found;
    file.text = text;
    best = way;
  }
  return best;
}

// What is no YAML hides what else is wrong, in other files too, so that more may be seen then, but not on the lines that
// were mended.
function isBetter(
  found: readonly Diagnostic[],
  before: readonly Diagnostic[],
  file: MendedFile,
  lines: Lines,
): boolean {
  const known = new Set(before.map(nameOf));
  const added = found.filter((one) => one.severity === 'error' && !known.has(nameOf(one)));
  const isHere = (one: Diagnostic): boolean => standsIn(file, one);
  for (const hides of HIDING) {
    const count = (all: readonly Diagnostic[]): number =>
      all.filter((one) => isHere(one) && hides(one)).length;
    const fewer = count(found) - count(before);
    if (fewer < 0) return !added.some((one) => isHere(one) && lines.has(lineOf(one)));
    if (fewer > 0) return false;
  }
  return added.length === 0 && countErrors(found) < countErrors(before);
}

// What is found first, and alone: full-width colons, then what is no YAML.
const HIDING: readonly ((one: Diagnostic) => boolean)[] = [
  ({ code }) => code === 'full-width-colon',
  ({ code }) => code.startsWith('yaml-') || code === 'duplicate-key',
];

// Of a wrong indentation a line that is moved may only make another one.
function isYaml(found: readonly Diagnostic[], file: MendedFile): boolean {
  return !found.some((one) => standsIn(file, one) && ['yaml-syntax', 'wrong-shape'].includes(one.code));
}

function standsIn({ source }: MendedFile, { at }: Diagnostic): boolean {
  return at.kind === 'span' && at.source.name === source.name;
}

function nameOf({ code, message }: Diagnostic): string {
  return `${code} ${message.en}`;
}

function lineOf({ at }: Diagnostic): number {
  return at.kind === 'span' ? positionAt(at.source, at.start).line : 0;
}

function countErrors(found: readonly Diagnostic[]): number {
  return found.filter(({ severity }) => severity === 'error').length;
}

function sayLine({ source, text }: MendedFile, line: number, slips: readonly Slip[]): Diagnostic {
  const start = startOfLine(source, line);
  const mended = linesOf(text)[line - 1]!;
  const { from, to } = differenceOf(linesOf(source.text)[line - 1]!, mended);
  return {
    code: slips[0]!.code,
    severity: 'error',
    message: joined([...new Set(slips.map(({ why }) => why))], SEMICOLON),
    help: { en: `write the line as ${mended}`, zh: `请把这一行写成 ${mended}` },
    at: { kind: 'span', source, start: start + from, end: start + Math.max(to, from + 1) },
  };
}

// From the first to the last character that differs.
function differenceOf(typed: string, mended: string): { from: number; to: number } {
  const most = Math.min(typed.length, mended.length);
  let from = 0;
  while (from < most && typed[from] === mended[from]) from += 1;
  let back = 0;
  while (back < most - from && typed.at(-1 - back) === mended.at(-1 - back)) back += 1;
  return { from, to: typed.length - back };
}

// The lines of a file that have mistakes, the one above each of them, since a bracket that is open there is missed here,
// and the one below, which goes on with the line before where it stands too far in.
function linesWith({ source }: MendedFile, found: readonly Diagnostic[]): number[] {
  const own = found.filter(
    ({ at, severity }) => severity === 'error' && at.kind === 'span' && at.source.name === source.name,
  );
  const lines = own.map(lineOf);
  return [...new Set(lines.flatMap((line) => [line, line - 1, line + 1]))].filter((line) => line > 0);
}

function filesIn({ found, files }: Search): readonly MendedFile[] {
  const named = found.flatMap(({ at, severity }) => {
    if (severity !== 'error' || at.kind !== 'span' || at.source.text.length > LONGEST_FILE) return [];
    const known = files.get(at.source.name);
    const file = known ?? { source: at.source, text: at.source.text, slips: new Map() };
    files.set(at.source.name, file);
    return [file];
  });
  return [...new Set(named)];
}

// A mistake of the mended text stands on the same line of the file; where that was mended, the line is meant.
function placeIn(files: ReadonlyMap<string, MendedFile>, diagnostic: Diagnostic): Diagnostic {
  const { at } = diagnostic;
  const file = at.kind === 'span' ? files.get(at.source.name) : undefined;
  if (at.kind !== 'span' || file === undefined || file.slips.size === 0) return diagnostic;
  const { source } = file;
  const line = lineOf(diagnostic);
  const { start, end } = lineAround(source, startOfLine(source, line));
  if (file.slips.has(line)) return { ...diagnostic, at: { ...at, source, start, end } };
  const from = start + at.start - startOfLine(at.source, line);
  return { ...diagnostic, at: { ...at, source, start: from, end: Math.min(from + at.end - at.start, end) } };
}

// Lines as positions count them.
function linesOf(text: string): string[] {
  return text.split(/\r\n|\n|\r/);
}
