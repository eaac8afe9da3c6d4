import { openBlockRows } from '../../src/commands/classify/block-rows.ts';
import { openLines } from '../../src/commands/explain/block-lines.ts';
import { readBlocks } from '../../src/commands/run/blocks/read-blocks.ts';
import type { Io } from '../../src/io.ts';
import { type MemoryIo, memoryIo } from './memory-io.ts';

/** An outside in memory whose files come in small chunks, and whose threads are functions of this one. */
export interface SharingIo extends MemoryIo {
  /** What became of the blocks that were given away. */
  readonly blocks: { read: number; odd: number };
}

export function sharingIo(
  files: Readonly<Record<string, string | Uint8Array>>,
  block: number,
  from = 0,
): SharingIo {
  const io = memoryIo(files);
  const blocks = { read: 0, odd: 0 };
  const startThreads: Io['startThreads'] = async (script, count) => {
    const threads = Array.from({ length: count }, () => {
      const answer = script === 'block-worker.js' ? readBlocks(openBlockRows) : readBlocks(openLines);
      let last: Promise<unknown> = Promise.resolve();
      return (message: unknown): Promise<unknown> => {
        const told = structuredClone(message);
        const next = last.then(() => answer(told));
        last = next;
        return next;
      };
    });
    let turn = 0;
    return {
      tell: (message) => threads.forEach((thread) => void thread(message)),
      async ask(message) {
        turn += 1;
        const found = structuredClone(await threads[turn % count]!(message)) as { found: unknown };
        blocks.read += 1;
        if (found.found === null) blocks.odd += 1;
        return found;
      },
      end: async () => {},
    };
  };
  return {
    ...io,
    blocks,
    sharing: { cores: 2, from, block },
    startThreads,
    async *readBytes(path) {
      for await (const bytes of io.readBytes(path))
        for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
    },
  };
}

const CHUNK = 5003;
