import { spawn, spawnSync } from 'node:child_process';

/**
 * How one run of node went: seconds from start to end, and the most memory it held in megabytes. One that `finds` may end
 * with 1.
 */
export async function measure({ args, memory = false, finds = false }) {
  // What the run before it left to the disk is not to slow this one; a system without this command does without.
  spawnSync('sync');
  const started = performance.now();
  const child = spawn(process.execPath, [...(memory ? ['--import', PRINT_MEMORY] : []), ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1' },
  });
  const [, said, held] = [1, 2, 3].map((descriptor) => collect(child.stdio[descriptor]));
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const seconds = (performance.now() - started) / 1000;
  if (code !== 0 && !(finds && code === 1))
    throw new Error(`"node ${args.join(' ')}" ended with ${code}\n${said()}`);
  return { seconds, megabytes: Number(held()) / 1024 };
}

/**
 * Measures several commands by turns (A B A B …), so that a busy moment of the machine touches all alike, and
 * gives the median of each, by name.
 */
export async function measureByTurns(commands, times) {
  const runs = new Map(Object.keys(commands).map((name) => [name, []]));
  for (let turn = 0; turn < times; turn++) {
    for (const [name, command] of Object.entries(commands)) runs.get(name).push(await measure(command));
  }
  const medians = {};
  for (const [name, measured] of runs) {
    medians[name] = {
      seconds: median(measured.map((run) => run.seconds)),
      megabytes: median(measured.map((run) => run.megabytes)),
    };
  }
  return medians;
}

const PRINT_MEMORY = new URL('print-memory.js', import.meta.url).href;

function collect(stream) {
  const chunks = [];
  stream.on('data', (chunk) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString();
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
