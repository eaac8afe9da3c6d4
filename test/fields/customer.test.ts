import { expect, it } from 'vitest';
import { main } from '../../src/cli.ts';
import { memoryIo } from '../commands/memory-io.ts';

const CRITERIA = `fields: { customer_id: { type: id }, revenue: { type: money } }
categories: { key: { when: { revenue: { at_least: 5m } } }, normal: { when: otherwise } }
`;

it.each([
  ['much', '"much"'],
  ['x'.repeat(60), `"${'x'.repeat(60)}"`],
  ['x'.repeat(61), `"${'x'.repeat(59)}…"`],
  // Never half a sign.
  [`x${'😀'.repeat(40)}`, `"x${'😀'.repeat(29)}…"`],
])('quotes no more of a cell than can be read: %s', async (cell, quoted) => {
  const io = memoryIo({ 'c.yaml': CRITERIA, 'c.csv': `customer_id,revenue\nA,${cell}\n` });
  expect(await main(['classify', 'c.csv', '-c', 'c.yaml', '--as-of', '2026-06-30'], io)).toBe(2);
  expect(io.said()).toContain(`found ${quoted}`);
  expect(Buffer.from(io.said()).toString()).toBe(io.said());
});

it('compares a cell that does not fit with the one of the row before, however far above that stands', async () => {
  const filler = Array.from({ length: 12_000 }, (_, at) => `F${at},${at}`);
  const rows = [...filler, 'A,1234.56', ...Array.from({ length: 50_000 }, () => ','), 'B,"6.400,50"'];
  const bytes = Buffer.from(`customer_id,revenue\n${rows.join('\n')}\n`);
  const memory = memoryIo({ 'c.yaml': CRITERIA });
  const readBytes = (path: string) => (path === 'c.csv' ? inTwoBuffers(bytes) : memory.readBytes(path));
  const io = { ...memory, readBytes };
  expect(await main(['classify', 'c.csv', '-c', 'c.yaml', '--as-of', '2026-06-30'], io)).toBe(2);
  expect(io.said()).toContain('the column also writes "1234.56"');
});

// Chunks are good until the next but one is asked for.
async function* inTwoBuffers(bytes: Buffer): AsyncGenerator<Uint8Array> {
  const rooms = [Buffer.alloc(1 << 14), Buffer.alloc(1 << 14)];
  for (let at = 0, turn = 0; at < bytes.length; turn = 1 - turn) {
    const size = bytes.copy(rooms[turn]!, 0, at);
    at += size;
    yield rooms[turn]!.subarray(0, size);
  }
}
