import type { Threads } from '../../io/threads.ts';
import type { Io } from '../../io.ts';
import type { BlockWorkers } from '../../verdict/block-pass.ts';
import type { Run } from '../run/open-run.ts';
import { readCount } from '../run/read-limit.ts';
import type { SettledFlags } from './command.ts';
import {
  type BlockAnswer,
  type BlockMessage,
  type BlockReading,
  type RowFormat,
  readBlocks,
} from './read-blocks.ts';

/** Threads that are to read a customer file together with this one. */
export interface Team {
  readonly count: number;
  readonly rows: RowFormat | null;
  /** How many bytes this thread reads first, alone. */
  readonly after: number;
  readonly start: () => Promise<Threads>;
}

/**
 * Gathers the threads for a customer file. They start at once where it is known to be large, else when it turns out to be.
 * Null where this thread reads alone: that was told, the machine has one core, or there is more to a row than the file, or a database decides.
 */
export function gatherTeam(path: string, flags: SettledFlags, io: Io): Team | null {
  const { cores, from } = io.sharing;
  const count = readThreads(flags.threads) ?? Math.min(cores, MOST_UNTOLD);
  const rows = rowFormatOf(flags);
  if (count < 2 || flags.book !== undefined || flags.engine === 'sql' || rows === undefined) return null;
  let threads: Promise<Threads> | null = null;
  const start = (): Promise<Threads> => {
    threads ??= io.startThreads('block-worker.js', count - 1);
    return threads;
  };
  const isLarge = (io.sizeOf(path) ?? 0) >= from;
  if (isLarge) void start();
  return { count, rows, after: isLarge ? 0 : from, start };
}

const MOST_UNTOLD = 4;

/** Reads how many threads are told; null where nothing is. Throws a UserError for what is no such number. */
export function readThreads(told: string | undefined): number | null {
  if (told === undefined) return null;
  const expected = { en: `a whole number from 1 to ${MOST}`, zh: `介于 1 和 ${MOST} 之间的整数` };
  return readCount('--threads', told, expected, [1, MOST]);
}

const MOST = 64;

// Null where no rows are written; undefined where these need all that stands before them.
function rowFormatOf({
  format,
  prefix,
  raw = false,
  excel = false,
}: SettledFlags): RowFormat | null | undefined {
  switch (format) {
    case 'csv':
      return { format, prefix, raw, excel };
    case 'json':
    case 'ndjson':
      return { format };
    case 'text':
    case 'markdown':
      return null;
    case 'xlsx':
      return undefined;
  }
}

/** Lets a team read blocks of the file of a run; null where a customer is more than a row of it, by lines or by groups. */
export function employTeam(
  { count, rows, after, start }: Team,
  { criteria, asOf, lock, lines }: Run,
  io: Io,
): BlockWorkers | null {
  if (lines !== null || criteria.group !== null) return null;
  const about: BlockReading = { criteria, asOf, lock: lock?.lock ?? null, rows };
  const spare: Uint8Array[] = [];
  const readBlock = readBlocks();
  // Told before a block is read, since most files are too short for one.
  const untold: BlockMessage[] = [{ about }];
  const untoldHere: BlockMessage[] = [{ about }];
  const threads = async (): Promise<Threads> => {
    const started = await start();
    for (const message of untold.splice(0)) started.tell(message);
    return started;
  };
  return {
    size: io.sharing.block,
    most: 2 * (count - 1),
    after,
    begin(task) {
      untold.push({ task });
      untoldHere.push({ task });
    },
    async read(block) {
      const message: BlockMessage = { block, spare: spare.pop() ?? null };
      try {
        const { found } = (await (await threads()).ask(message)) as BlockAnswer;
        return found;
      } catch {
        // The thread has ended, as one does that gets no memory: what it was to read is read here.
        return null;
      }
    },
    async readHere(block) {
      for (const message of untoldHere.splice(0)) await readBlock(message);
      const { found } = (await readBlock({ block, spare: spare.pop() ?? null }))!;
      // What others have read is heard of between two turns.
      await new Promise((done) => setImmediate(done));
      return found;
    },
    release({ decided }) {
      if (decided !== null) spare.push(new Uint8Array(decided.rows.buffer));
    },
  };
}
