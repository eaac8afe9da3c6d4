import { expect, it } from 'vitest';
import { openRowBlocks } from '../../src/table/row-blocks.ts';

const PLACE = { line: 1, isBetweenRows: true, passLines: () => {}, takeRest: () => Buffer.alloc(0) };

it.each([
  ['before there are blocks', Number.POSITIVE_INFINITY],
  ['in blocks that are read here', 0],
])('closes the file for whoever wants no more of it, %s', async (_, after) => {
  let isOpen = true;
  async function* chunks(): AsyncGenerator<Buffer> {
    try {
      for (;;) yield Buffer.from('a,b\n');
    } finally {
      isOpen = false;
    }
  }
  const { blocks, elsewhere } = openRowBlocks();
  const read = async (): Promise<null> => null;
  blocks.readBy({
    ...{ size: 8, most: 2, after, namesLines: false },
    ...{ read, readHere: read, isFree: () => true, join: async () => {}, resume: () => {} },
  });
  for await (const chunk of elsewhere(chunks(), PLACE)) {
    expect(String(chunk)).toMatch(/^(?:a,b\n)+$/);
    break;
  }
  expect(isOpen).toBe(false);
});
