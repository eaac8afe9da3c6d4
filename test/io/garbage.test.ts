import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { nodeIo } from '../../src/io.ts';

const flags = vi.hoisted((): string[] => []);
vi.mock('node:v8', () => ({ setFlagsFromString: (flag: string) => flags.push(flag) }));

it.each([
  ['a small file', 1000, []],
  ['a large file', 40_000_000, ['--heap-growing-percent=50']],
])('garbage of %s', (_, bytes, expected) => {
  const folder = mkdtempSync(join(tmpdir(), 'keyaccounts-garbage-'));
  const file = join(folder, 'in.csv');
  try {
    writeFileSync(file, '');
    truncateSync(file, bytes);
    flags.length = 0;
    nodeIo().keepLittleGarbage(file);
    expect(flags).toEqual(expected);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
