import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkCase, ROOT } from './case-folders.ts';

// fixtures/cases/<command>/<case>/; UPDATE_CASES=1 writes what comes out as what is expected.
const CASES = join(ROOT, 'fixtures', 'cases');
const TOOL = join(ROOT, 'bin', 'keyaccounts.js');
const UPDATE = process.env['UPDATE_CASES'] === '1';

it('has a built tool to run: npm run build', () => {
  expect(existsSync(join(ROOT, 'dist', 'cli.js'))).toBe(true);
});

for (const command of foldersIn(CASES)) {
  describe.concurrent(command, () => {
    for (const name of foldersIn(join(CASES, command))) {
      it(name, async ({ expect }) => {
        const differences = await inTurn(() => checkCase(join(CASES, command, name), TOOL, UPDATE));
        expect(differences.map(actualOf)).toEqual(differences.map(expectedOf));
      });
    }
  });
}

function actualOf({ what, actual }: { what: string; actual: string | null }) {
  return { what, text: actual };
}

function expectedOf({ what, expected }: { what: string; expected: string | null }) {
  return { what, text: expected };
}

// Each case starts a process: a few at once keep small machines from timing out.
const AT_ONCE = 3;
let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
