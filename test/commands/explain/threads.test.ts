import { expect, it } from 'vitest';
import { main } from '../../../src/cli.ts';
import { sharingIo } from '../threads-here.ts';

const CRITERIA = `
fields:
  customer_id: { type: id }
  name: { type: text, columns: [name], optional: true }
  line: { type: number, missing: 0 }
  revenue: { type: money }
categories:
  key:
    when:
      any:
        - { id: large, revenue: { at_least: 900k } }
        - { id: first, revenue: { top: 3 }, line: { at_least: 2 } }
  normal: { when: otherwise }
`;

// Of no interest, so that few rows fill blocks.
const NOTE = 'met at the fair '.repeat(12);

// Ids that look like what is written of them, line ends and blank lines in cells, a blank row, and one where a block cannot
// be right.
const ROWS = Array.from({ length: 1500 }, (_, at) => {
  const id = at % 7 === 0 ? `"C${at}"",""line"":9,"` : `C${at}`;
  const name = at % 5 === 0 ? '"a name\n\nin two parts"' : 'Name';
  return `${id},${name},${at % 4},${at * 5000}.25,${NOTE}${at === 350 ? '\n' : ''}`;
});
const FILES = { 'c.yaml': CRITERIA, 'c.csv': `customer_id,name,line,revenue,note\n${ROWS.join('\n')}\n` };

it.each([['--all'], ['--all --changes']])('explain %s says the same on several threads', async (flags) => {
  const explain = async (block: number, from: number) => {
    const io = sharingIo(FILES, block, from);
    const args = ['explain', 'c.csv', '-c', 'c.yaml', '--as-of', '2026-06-30', ...flags.split(' ')];
    return { code: await main(args, io), out: io.written(), err: io.said(), read: io.blocks.read };
  };
  const { read: none, ...alone } = await explain(700, Number.POSITIVE_INFINITY);
  expect([alone.code, none]).toEqual([0, 0]);
  for (const block of [700, 9000]) {
    const { read, ...shared } = await explain(block, 0);
    expect(read).toBeGreaterThan(0);
    expect(shared).toEqual(alone);
  }
});
