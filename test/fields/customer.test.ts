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
