import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parentPort, Worker } from 'node:worker_threads';

/** How many threads run at the same time; from how many bytes on they pay, and how many each gets at a time. */
export interface Sharing {
  readonly cores: number;
  readonly from: number;
  readonly block: number;
}

/** Threads of this program that all do the same. Messages are plain data. */
export interface Threads {
  /** Tells all of them something, before whatever they are asked after it. */
  tell(message: unknown): void;
  /** Asks the one that has least to do. Fails where it ends before it answers, as one does that gets no memory. */
  ask(message: unknown): Promise<unknown>;
  end(): Promise<void>;
}

/** Starts so many threads, each with one of the scripts of the build. */
export function startThreads(script: string, count: number): Threads {
  const file = join(DIST, script);
  const threads = Array.from({ length: count }, () => startThread(file));
  return {
    tell(message) {
      for (const { worker } of threads) worker?.postMessage(message);
    },
    ask(message) {
      const living = threads.filter(({ end }) => end === null);
      const { worker, waiting, end } = (living.length > 0 ? living : threads).reduce((one, other) =>
        other.waiting.length < one.waiting.length ? other : one,
      );
      const answer = new Promise((done, fail) => {
        if (end !== null) return fail(end.error);
        waiting.push({ done, fail });
        worker?.postMessage(message);
      });
      // Whoever waits for it hears of it; others need not.
      answer.catch(() => {});
      return answer;
    },
    async end() {
      await Promise.all(threads.map(({ worker }) => worker?.terminate()));
    },
  };
}

/** The part of a thread: what it makes of each message, one after the other; null is no answer. */
export function answerMessages(make: (message: unknown) => Promise<unknown>): void {
  let last: Promise<void> = Promise.resolve();
  parentPort!.on('message', (message) => {
    last = last.then(async () => {
      const answer = await make(message);
      if (answer !== null) parentPort!.postMessage(answer);
    });
  });
}

const DIST = fileURLToPath(new URL('.', import.meta.url));

interface Thread {
  /** Null where the system gives no further one. */
  readonly worker: Worker | null;
  readonly waiting: { readonly done: (answer: unknown) => void; readonly fail: (error: unknown) => void }[];
  /** Why it ended; null as long as it runs. */
  end: { readonly error: unknown } | null;
}

function startThread(file: string): Thread {
  try {
    return listenTo(new Worker(file));
  } catch (error) {
    return { worker: null, waiting: [], end: { error } };
  }
}

function listenTo(worker: Worker): Thread {
  const thread: Thread = { worker, waiting: [], end: null };
  const lose = (error: unknown): void => {
    thread.end ??= { error };
    for (const { fail } of thread.waiting.splice(0)) fail(error);
  };
  worker.on('message', (answer) => thread.waiting.shift()?.done(answer));
  worker.on('error', lose);
  worker.on('exit', (code) => lose(new Error(`a thread ended with ${code}`)));
  return thread;
}
