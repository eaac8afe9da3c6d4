import { expect, it } from 'vitest';
import { main } from '../../src/cli.ts';
import { memoryIo } from './memory-io.ts';

// Each value is made of the two before it: followed along every way there are more steps than any run could take.
const CHAIN = Array.from({ length: 78 }, (_, at) => `  d${at + 2}: d${at + 1} + d${at}`).join('\n');

function criteria(test: string): string {
  return `fields:
  customer_id: { type: id }
  revenue: { type: money }
  prior_revenue: { type: money }
  lost_reason: { type: text }
derived:
  d0: revenue / 2
  d1: prior_revenue / 2
${CHAIN}
categories:
  lost: { when: { revenue: 0 } }
  key: { when: { d79: ${test} } }
  normal: { when: otherwise }
checks:
  - { id: grows, for: [key, normal], expect: { d79: { at_least: 1 } }, severity: warning }
`;
}

it.each([
  ['classify', '{ top: 1 }'],
  ['report', '{ at_least: 100 }'],
])('%s follows each derived value once, however often others name it', async (command, test) => {
  const rows = 'A,100,50,\nB,20,10,\nC,0,30,price\nD,0,40,price\n';
  const io = memoryIo({
    'c.csv': `customer_id,revenue,prior_revenue,lost_reason\n${rows}`,
    'c.yaml': criteria(test),
  });
  expect(await main([command, 'c.csv', '-c', 'c.yaml', '--as-of', '2026-06-30'], io)).toBe(0);
});
