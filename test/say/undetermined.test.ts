import { expect, it } from 'vitest';
import { main } from '../../src/cli.ts';
import { memoryIo } from '../commands/memory-io.ts';

// What is not blank cannot be filled: the lack is named, and what ends it.

function criteria(when: string): string {
  return `fields:
  customer_id: { type: id }
  unit: { type: text }
  revenue: { type: money }
  cost: { type: money, optional: true }
derived: { yield: revenue / cost, twice: yield * 2 }
categories:
  key: { when: { any: [{ id: base, all: [${when}] }] } }
  normal: { when: otherwise }
`;
}

const HEADER = 'customer_id,unit,revenue,cost\n';
const DIVIDED = `${HEADER}A,North,100,0\nB,West,50,\n`;
const TWICE = '{ twice: { at_least: 3 } }';

async function run(files: Record<string, string>, ...commands: string[]): Promise<string> {
  const io = memoryIo(files);
  for (const command of commands) await main([...command.split(' '), '-c', 'x.yaml', '--lang', 'en'], io);
  return io.written().replace(/\s+/g, ' ');
}

it('names the group that a lock has no cut points for', async () => {
  const io = memoryIo({
    'x.yaml': criteria('{ revenue: { top: 1, per: unit } }'),
    'c.csv': `${HEADER}A,North,100,1\n`,
  });
  await main(['lock', 'c.csv', '-c', 'x.yaml'], io);
  io.files.set('c.csv', `${HEADER}A,North,100,1\nB,West,50,1\n`);
  let before = io.written().length;
  await main(['explain', 'c.csv', 'B', '-c', 'x.yaml', '--lang', 'en'], io);
  await main(['classify', 'c.csv', '-c', 'x.yaml', '--lang', 'en'], io);
  const said = (): string => io.written().slice(before).replace(/\s+/g, ' ');
  const unlocked = 'note: the lock has no cut points for the groups of some: write them anew';
  expect(said()).toContain('undetermined: the lock has no cut points of revenue for unit "West"');
  expect(said()).toContain(unlocked);
  expect(said()).not.toMatch(/no category applies|fill the values/);
  await main(['classify', 'c.csv', '-c', 'x.yaml', '--format', 'csv'], io);
  expect(io.written()).toContain('B,West,50,1,undetermined,,no cut points');
  for (const [rows, isUnlocked] of [
    ['B,West,50,1\nC,North,,1\n', true],
    ['C,North,,1\n', false],
  ] as const)
    for (const command of [
      ['classify', 'c.csv'],
      ['report', 'c.csv'],
      ['classify', 'a.csv', 'c.csv'],
    ]) {
      io.files.set('a.csv', `${HEADER}A,North,100,1\n`);
      io.files.set('c.csv', `${HEADER}A,North,100,1\n${rows}`);
      before = io.written().length;
      await main([...command, '-c', 'x.yaml', '--lang', 'en'], io);
      expect(said()).toContain('fill the values');
      expect(said().includes(unlocked), said()).toBe(isUnlocked);
    }
});

it('names the formula that divides by zero, and what is zero', async () => {
  const files = { 'x.yaml': criteria(TWICE), 'c.csv': DIVIDED };
  expect(await run(files, 'explain c.csv A')).toContain('(yield, whose formula divides by zero: cost)');
  expect(await run(files, 'explain c.csv B')).toContain('what is not known could decide (cost)');
  const said = await run(files, 'classify c.csv');
  expect(said).toContain('the formula of "yield" divides by zero (cost)');
  expect(said).toContain('fill the values in the export');
});

it('advises a derived value where the divisor is more than a fact, and that ends it', async () => {
  const two = criteria('{ yield: { at_least: 3 } }').replace('revenue / cost', 'revenue / (revenue - cost)');
  const file = `${HEADER}A,North,100,100\n`;
  const said = await run({ 'x.yaml': two, 'c.csv': file }, 'classify c.csv');
  expect(said).toContain(
    '"yield" divides by zero, which no filled cell mends: make its divisor a derived value',
  );
  const asked = two
    .replace('revenue / (revenue - cost)', 'revenue / divisor, divisor: revenue - cost')
    .replace('all: [', 'all: [{ divisor: { is_not: 0 } }, ');
  const ended = await run({ 'x.yaml': asked, 'c.csv': file }, 'classify c.csv --format csv');
  expect(ended).toContain('A,North,100,100,normal,otherwise,');
});

it('advises a wider category where nothing is missing and none applies', async () => {
  const gap = criteria('{ revenue: { at_least: 500 } }').replace('when: otherwise', 'when: { revenue: 1 }');
  const file = `${HEADER}A,North,100,1\n`;
  const said = await run({ 'x.yaml': gap, 'c.csv': file }, 'classify c.csv', 'report c.csv');
  expect(said).toContain('nothing is blank: no category applies to them');
  expect(said).not.toMatch(/fill the values|fill in what/i);
});

it('advises filling cells only where some are blank, and what it advises of a division ends it', async () => {
  const file = DIVIDED.replace('B,West,50,', 'B,West,50,1');
  const said = await run({ 'x.yaml': criteria(TWICE), 'c.csv': file }, 'classify c.csv', 'report c.csv');
  expect(said).not.toMatch(/fill the values|fill in what/i);
  expect(said).toContain('See below why 1 customer cannot be given a category: yield (1)');
  const advised = said.match(/all: \[(\{ cost: .*? \}), \{ yield: … \}\]/)![1]!;
  const files = { 'x.yaml': criteria(`${advised}, ${TWICE}`), 'c.csv': file };
  expect(await run(files, 'classify c.csv --format csv')).toContain('A,North,100,0,normal,otherwise,');
});
