import type { Threads } from '../../../io/threads.ts';
import type { Io } from '../../../io.ts';
import type { BlockWorkers } from '../../../verdict/block-pass.ts';
import type { Run } from '../open-run.ts';
import { readCount } from '../read-limit.ts';
import {
  type BlockAnswer,
  type BlockMessage,
  type BlockReading,
  type OpenRows,
  readBlocks,
} from './read-blocks.ts';

/** What threads are to make of a customer file. */
export interface Work<R> {
  /** The script of the build that a thread runs. */
  readonly script: string;
  /** How they write rows, and this thread as well; null where none is written. */
  readonly rows: R | null;
  readonly openRows: OpenRows<R>;
  /** Whether their lines stand in the rows that are written. */
  readonly namesLines: boolean;
  /** How many threads are told; null where nothing is. */
  readonly threads: number | null;
}

/** Threads that are to read a customer file together with this one. */
export interface Team<R> extends Pick<Work<R>, 'rows' | 'openRows' | 'namesLines'> {
  readonly count: number;
  /** How many bytes this thread reads first, alone. */
  readonly after: number;
  readonly start: () => Promise<Threads>;
}

/**
 * Gathers the threads for a customer file. They start at once where it is known to be large, else when it turns out to be.
 * Null where this thread reads alone: that was told, or the machine has one core.
 */
export function gatherTeam<R>(path: string, work: Work<R>, io: Io): Team<R> | null {
  const { script, rows, openRows, namesLines, threads: told } = work;
  const { cores, from } = io.sharing;
  const count = told ?? Math.min(cores, MOST_UNTOLD);
  if (count < 2) return null;
  let threads: Promise<Threads> | null = null;
  const start = (): Promise<Threads> => {
    threads ??= io.startThreads(script, count - 1);
    return threads;
  };
  const isLarge = (io.sizeOf(path) ?? 0) >= from;
  if (isLarge) void start();
  return { count, rows, openRows, namesLines, after: isLarge ? 0 : from, start };
}

const MOST_UNTOLD = 4;

/** Reads how many threads are told; null where nothing is. Throws a UserError for what is no such number. */
export function readThreads(told: string | undefined): number | null {
  if (told === undefined) return null;
  const expected = { en: `a whole number from 1 to ${MOST}`, zh: `介于 1 和 ${MOST} 之间的整数` };
  return readCount('--threads', told, expected, [1, MOST]);
}

const MOST = 64;

/**
 * The run with a team that reads blocks of its file; as it is where there is no team, or where a customer is more than a row
 * of the file, by lines or by groups.
 */
export function employTeam<R>(team: Team<R> | null, run: Run, io: Io): Run {
  if (team === null || run.lines !== null || run.criteria.group !== null) return run;
  return { ...run, options: { ...run.options, workers: openWorkers(team, run, io) } };
}

function openWorkers<R>(
  { count, rows, openRows, namesLines, after, start }: Team<R>,
  { criteria, asOf, lock }: Run,
  io: Io,
): BlockWorkers {
  const about: BlockReading<R> = { criteria, asOf, lock: lock?.lock ?? null, rows };
  const spare: Uint8Array[] = [];
  const readBlock = readBlocks(openRows);
  // Told before a block is read, since most files are too short for one.
  const untold: BlockMessage<R>[] = [{ about }];
  const untoldHere: BlockMessage<R>[] = [{ about }];
  const threads = async (): Promise<Threads> => {
    const started = await start();
    for (const message of untold.splice(0)) started.tell(message);
    return started;
  };
  return {
    size: io.sharing.block,
    most: 2 * (count - 1),
    after,
    namesLines,
    begin(task) {
      untold.push({ task });
      untoldHere.push({ task });
    },
    async read(block, line) {
      const message: BlockMessage<R> = { block, firstLine: line, spare: spare.pop() ?? null };
      try {
        const { found } = (await (await threads()).ask(message)) as BlockAnswer;
        return found;
      } catch {
        // The thread has ended, as one does that gets no memory: what it was to read is read here.
        return null;
      }
    },
    async readHere(block, line) {
      for (const message of untoldHere.splice(0)) await readBlock(message);
      const { found } = (await readBlock({ block, firstLine: line, spare: spare.pop() ?? null }))!;
      // What others have read is heard of between two turns.
      await new Promise((done) => setImmediate(done));
      return found;
    },
    release({ decided }) {
      if (decided !== null) spare.push(new Uint8Array(decided.rows.buffer));
    },
  };
}
