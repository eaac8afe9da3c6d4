import { isUtf8 } from 'node:buffer';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Runs one case folder with a tool (a script for node) and compares. `args` holds an argument a line; `stdin` and `tz` are
 * optional; `files/` is copied to the empty folder that the tool runs in; `stdout`, `stderr`, `code` and
 * `expected/` (files that must be there afterwards) are what should come out. In `args` and in both streams
 * `{root}` stands for the project's folder and `{here}` for the one that the tool runs in.
 *
 * Returns what differs; nothing when the case holds. With `update` the expectations are written instead.
 */
export async function checkCase(folder: string, tool: string, update: boolean): Promise<Difference[]> {
  const here = await realpath(await mkdtemp(join(tmpdir(), 'keyaccounts-case-')));
  try {
    const given = await readTree(join(folder, 'files'));
    await writeTree(here, given);
    const ran = await run(folder, tool, here);
    const after = await readTree(here);
    const actual = new Map([...ran, ...changedFiles(given, after)]);
    if (update) await writeExpectations(folder, actual);
    return compare(await readExpectations(folder, given), actual);
  } finally {
    await rm(here, { recursive: true, force: true });
  }
}

/** One thing that came out otherwise; null is "not there". */
export interface Difference {
  readonly what: string;
  readonly expected: string | null;
  readonly actual: string | null;
}

export const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '');

// Bytes as one character each, so that what is not UTF-8 compares like everything else.
type Files = ReadonlyMap<string, string>;

const STREAMS = ['stdout', 'stderr', 'code'];
const PATIENCE = 30_000;

async function run(folder: string, tool: string, here: string): Promise<Files> {
  const places = { '{root}': ROOT, '{here}': here };
  const lines = (await readFile(join(folder, 'args'), 'utf8')).replace(/\r?\n$/, '').split(/\r?\n/);
  const args = lines.map((line) => replaceAll(line, Object.entries(places)));
  const zone = (await readText(join(folder, 'tz')))?.trim() ?? 'Asia/Shanghai';
  const child = spawn(process.execPath, [tool, ...args], {
    cwd: here,
    env: { PATH: process.env['PATH'] ?? '', NO_COLOR: '1', TZ: zone, LANG: 'C.UTF-8' },
    timeout: PATIENCE,
  });
  // A tool that does not read all of its input is not a failure of the case.
  child.stdin.on('error', () => {});
  child.stdin.end(await readBytes(join(folder, 'stdin')));
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  const code = await new Promise<string>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status, signal) => resolve(status === null ? `${signal}` : `${status}`));
  });
  const back = Object.entries(places).map(([name, path]): [string, string] => [bytesOf(path), name]);
  const shown = (chunks: Buffer[]) => replaceAll(Buffer.concat(chunks).toString('latin1'), back);
  return new Map([
    ['stdout', shown(out)],
    ['stderr', shown(err)],
    ['code', `${code}\n`],
  ]);
}

// What the tool wrote, changed or took away; a file left as it was given is no news.
function changedFiles(given: Files, after: Files): Map<string, string> {
  const changed = new Map<string, string>();
  for (const [name, text] of after) if (given.get(name) !== text) changed.set(`expected/${name}`, text);
  for (const name of given.keys()) if (!after.has(name)) changed.set(`files/${name}`, GONE);
  return changed;
}

const GONE = '(taken away)\n';

async function readExpectations(folder: string, given: Files): Promise<Files> {
  const expected = new Map<string, string>();
  for (const name of STREAMS) {
    const text = await readText(join(folder, name), 'latin1');
    if (text !== null) expected.set(name, text);
  }
  for (const [name, text] of await readTree(join(folder, 'expected'))) {
    if (given.get(name) !== text) expected.set(`expected/${name}`, text);
  }
  return expected;
}

async function writeExpectations(folder: string, actual: Files): Promise<void> {
  await rm(join(folder, 'expected'), { recursive: true, force: true });
  await writeTree(folder, new Map([...actual].filter(([name]) => !name.startsWith('files/'))));
}

function compare(expected: Files, actual: Files): Difference[] {
  const names = new Set([...STREAMS, ...expected.keys(), ...actual.keys()]);
  return [...names]
    .filter((name) => expected.get(name) !== actual.get(name))
    .map((what) => ({ what, expected: shownText(expected.get(what)), actual: shownText(actual.get(what)) }));
}

async function readTree(folder: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (entry.isDirectory()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(path.slice(folder.length + 1).replaceAll(sep, '/'), await readFile(path, 'latin1'));
  }
  return files;
}

async function writeTree(folder: string, files: Files): Promise<void> {
  for (const [name, text] of files) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text, 'latin1');
  }
}

function replaceAll(text: string, pairs: readonly (readonly [string, string])[]): string {
  return pairs.reduce((result, [from, to]) => result.replaceAll(from, () => to), text);
}

function bytesOf(text: string): string {
  return Buffer.from(text).toString('latin1');
}

// For people: as UTF-8 where it is, else byte by byte.
function shownText(bytes: string | undefined): string | null {
  if (bytes === undefined) return null;
  const buffer = Buffer.from(bytes, 'latin1');
  return isUtf8(buffer) ? buffer.toString('utf8') : bytes;
}

async function readBytes(file: string): Promise<Buffer | undefined> {
  return existsSync(file) ? readFile(file) : undefined;
}

async function readText(file: string, encoding: BufferEncoding = 'utf8'): Promise<string | null> {
  return (await readBytes(file))?.toString(encoding) ?? null;
}
