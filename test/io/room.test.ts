import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const TOOL = fileURLToPath(new URL('../../bin/keyaccounts.js', import.meta.url));

// Says at the end of each thread how much room V8 keeps for new objects: 2 or 4 MB after the start, and 8 or more with so
// many rows where nobody asks for little.
const SAY_ROOM = `data:text/javascript,${encodeURIComponent(`
  import { getHeapSpaceStatistics } from 'node:v8';
  process.on('exit', () => {
    console.log(getHeapSpaceStatistics().find((one) => one.space_name === 'new_space').space_size);
  });
`)}`;

const CRITERIA = `fields: { customer_id: { type: id }, revenue: { type: money } }
categories:
  key: { when: { revenue: { at_least: 500 } } }
  normal: { when: otherwise }
`;

it.each([
  ['one thread', '1', 100_000],
  ['two threads', '2', 250_000],
])('keeps little room, however many rows pass, on %s', (_, threads, many) => {
  const folder = mkdtempSync(join(tmpdir(), 'keyaccounts-room-'));
  const [file, criteria, output] = ['in.csv', 'c.yaml', 'out.csv'].map((name) => join(folder, name));
  const run = [TOOL, 'classify', file!, '-c', criteria!, '--as-of', '2026-06-30', '-o', output!, '-q'];
  const row = (_: unknown, at: number): string =>
    `C${at},${at % 977}.25,"Company ${at}",${'x'.repeat(110)}\n`;
  try {
    writeFileSync(criteria!, CRITERIA);
    writeFileSync(file!, `customer_id,revenue,name,notes\n${Array.from({ length: many }, row).join('')}`);
    const args = ['--import', SAY_ROOM, ...run, '--threads', threads];
    const rooms = execFileSync(process.execPath, args).toString().trim().split('\n').map(Number);
    expect(Math.max(...rooms)).toBeLessThan(5_000_000);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
