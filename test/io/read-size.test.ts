import { expect, it, vi } from 'vitest';
import { readChunks } from '../../src/io/read.ts';

const GIGABYTE = 2 ** 30;
const asked: number[] = [];

// A file of which each read is said to be half a gigabyte more.
vi.mock('node:fs/promises', async (original) => ({
  ...(await original<object>()),
  open: async () => ({
    read: async (buffer: Buffer, _: number, size: number) => {
      asked.push(size);
      return { buffer, bytesRead: asked.length > 12 ? 0 : GIGABYTE / 2 };
    },
    close: async () => {},
  }),
}));

it('reads as much at a time behind two and four gigabytes as before', async () => {
  for await (const _ of readChunks('large.csv'));
  expect(asked).toEqual([16 * 1024, ...Array.from({ length: 12 }, () => 512 * 1024)]);
});
