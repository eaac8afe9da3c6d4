import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { startThreads } from '../../src/io/threads.ts';

it('says of a thread that has ended that nothing will be answered, whenever it is asked', async () => {
  const threads = startThreads('a-script-that-is-not-there.js', 2);
  threads.tell('something');
  await expect(threads.ask('soon')).rejects.toThrow('a-script-that-is-not-there.js');
  await setTimeout(50);
  await expect(threads.ask('later')).rejects.toThrow('a-script-that-is-not-there.js');
  await threads.end();
});
