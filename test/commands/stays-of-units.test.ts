import { expect, it } from 'vitest';
import { main } from '../../src/cli.ts';
import { memoryIo } from './memory-io.ts';

// Only a business unit has a line by which key accounts stay.
const FILES = {
  'c.csv': 'customer_id,unit,revenue\nA,North,150\nB,South,90\n',
  'c.yaml': `fields:
  customer_id: { type: id }
  unit: { type: text }
  revenue: { type: money }
categories:
  key: { when: { revenue: { at_least: 100 } } }
  normal: { when: otherwise }
units: { by: unit, criteria: { South: south.yaml } }
`,
  'south.yaml': 'categories: { key: { stays_while: { revenue: { at_least: 80 } } } }\n',
};

it.each([
  ['classify', 'c.csv', '-c', 'c.yaml', '--format', 'text'],
  ['diff', 'c.csv', '-c', 'c.yaml', '--against-criteria', 'c.yaml'],
  ['sql', '-c', 'c.yaml'],
])('%s says that stays_while plays no part, also where only a unit has it', async (...words) => {
  const io = memoryIo(FILES);
  expect(await main([...words, '--as-of', '2026-06-30', '--lang', 'en'], io)).toBe(0);
  expect(io.written() + io.said()).toContain('stays_while plays no part');
});
