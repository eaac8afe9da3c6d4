import { expect, it } from 'vitest';
import { main } from '../../src/cli.ts';
import { memoryIo } from '../commands/memory-io.ts';

// Each derived value names the one before twice: what is not found once doubles 60 times.
const DEEP = 60;
const CHAIN = Array.from({ length: DEEP }, (_, at) => `  d${at + 1}: d${at} + d${at}`)
  .join('\n')
  .replaceAll('d0', 'revenue');
const LINE = (1001n * 2n ** BigInt(DEEP)) / 10n;
const CRITERIA = `fields:
  customer_id: { type: id }
  revenue: { type: money, optional: true }
derived:
${CHAIN}
categories:
  key: { when: { d${DEEP}: { more_than: ${LINE} } } }
  normal: { when: otherwise }
`;
// The line is rounded down: the second is just above it, the first far below.
const CUSTOMERS = 'customer_id,revenue\nbelow,100\nabove,100.1\nblank,\n';

it.each([
  ['classify c.csv --format csv', ['below,100,normal,otherwise,', 'above,100.1,key,key-1,', 'revenue']],
  ['explain c.csv blank', ['what is not known could decide (revenue)']],
  ['explain c.csv --all --changes', ['"undetermined_because":["revenue"]']],
  ['diff c.csv --against-criteria x.yaml', ['']],
])('takes each derived value apart once: %s', async (command, said) => {
  const io = memoryIo({ 'x.yaml': CRITERIA, 'c.csv': CUSTOMERS });
  const code = await main([...command.split(' '), '-c', 'x.yaml', '--lang', 'en'], io);
  expect({ code, said: io.said() }).toEqual({ code: 0, said: expect.not.stringContaining('error') });
  for (const part of said) expect(io.written()).toContain(part);
});

it('keeps the first digits of squares of squares, and rounds to any number of places', async () => {
  const squares = Array.from({ length: DEEP }, (_, at) => `  d${at + 1}: d${at} * d${at}`);
  const criteria = `fields:
  customer_id: { type: id }
  revenue: { type: money }
  prior: { type: money }
derived:
  d0: revenue / prior
${squares.join('\n')}
  last: round(d${DEEP}, 999999999) + round(revenue, -999999999) / prior
categories:
  key: { when: { last: { at_least: 1 } } }
  normal: { when: otherwise }
`;
  const io = memoryIo({
    'x.yaml': criteria,
    'c.csv': 'customer_id,revenue,prior\nA,70,70\nB,7.01,7\nC,7,7.01\n',
  });
  expect(await main('classify c.csv --format csv -c x.yaml'.split(' '), io)).toBe(0);
  expect(io.written()).toMatch(/^A,.*,key,.*\nB,.*,key,.*\nC,.*,normal,/m);
});
