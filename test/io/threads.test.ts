import { setTimeout } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { startThreads } from '../../src/io/threads.ts';

it('says of a thread that has ended that nothing will be answered, whenever it is asked', async () => {
  const threads = startThreads('a-script-that-is-not-there.js', 2);
  threads.tell('something');
  await expect(threads.ask('soon')).rejects.toThrow('a-script-that-is-not-there.js');
  await setTimeout(50);
  await expect(threads.ask('later')).rejects.toThrow('a-script-that-is-not-there.js');
  await threads.end();
});

it('says the same of threads that the system does not give', async () => {
  vi.resetModules();
  vi.doMock('node:worker_threads', () => ({ Worker: NoWorker, parentPort: null }));
  const { startThreads } = await import('../../src/io/threads.ts');
  const threads = startThreads('block-worker.js', 2);
  threads.tell('something');
  await expect(threads.ask('at once')).rejects.toThrow('EAGAIN');
  await threads.end();
});

class NoWorker {
  constructor() {
    throw new Error('EAGAIN');
  }
}
