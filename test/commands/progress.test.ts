import { expect, it } from 'vitest';
import { customerFile } from '../../src/commands/run/inputs.ts';
import { showProgress } from '../../src/commands/run/progress.ts';
import { LANGUAGES } from '../../src/text/locales.ts';
import { memoryIo } from './memory-io.ts';

const MB = 1_000_000;

/** What a terminal shows of a file of 100 MB, of which 10 MB come every so many milliseconds. */
function shownEach(pause: number, { isTTY = true, quiet = false, lang = LANGUAGES[0] } = {}): string[] {
  const io = memoryIo({});
  let now = 0;
  const progress = showProgress({ ...io, err: { ...io.err, isTTY }, elapsed: () => now }, 100 * MB, {
    quiet,
    lang,
  });
  for (let part = 1; part <= 10; part++) {
    now += pause;
    progress.read(10 * MB);
  }
  void progress.end();
  return io
    .said()
    .split('\r')
    .filter((line) => line.trim() !== '')
    .map((line) => line.trimEnd());
}

it('says how fast a file is read and how long it will take, once a second is over', () => {
  const lines = shownEach(500);
  expect(lines[0]).toBe('####----------------  20%  20 MB/s, 4 s left');
  expect(lines.at(-1)).toBe('#################### 100%  20 MB/s, 0 s left');
  expect(lines).toHaveLength(9);
});

it('says it in Chinese, and in minutes where it takes long', () => {
  expect(shownEach(500, { lang: 'zh' })[0]).toContain('20 MB/s，剩余 4 秒');
  expect(shownEach(60_000)[0]).toBe('##------------------  10%  0.2 MB/s, 9 min left');
});

it.each([
  ['what is done within a second', shownEach(50)],
  ['a pipe', shownEach(500, { isTTY: false })],
  ['--quiet', shownEach(500, { quiet: true })],
])('shows nothing for %s', (_, lines) => {
  expect(lines).toEqual([]);
});

it('measures each look at a file by itself', () => {
  const io = memoryIo({});
  let now = 0;
  const progress = showProgress({ ...io, err: { ...io.err, isTTY: true }, elapsed: () => now }, 2 * MB, {});
  for (const part of [1, 1, 1, 1]) {
    now += 1000;
    progress.read(part * MB);
  }
  expect(io.said().split('\r').at(-1)!.trimEnd()).toBe('#################### 100%  1.0 MB/s, 0 s left');
});

it('takes the bar away when a signal ends the run, and leaves signals alone when none is shown', async () => {
  const io = memoryIo({});
  let now = 0;
  const undone = new Set<() => void>();
  const undoAtSignal = (undo: () => void) => {
    undone.add(undo);
    return () => void undone.delete(undo);
  };
  const terminal = { ...io, err: { ...io.err, isTTY: true }, elapsed: () => now, undoAtSignal };
  const progress = showProgress(terminal, 100 * MB, {});
  progress.read(MB);
  expect(undone.size).toBe(0);
  for (let part = 0; part < 2; part++) {
    now += 2000;
    progress.read(10 * MB);
  }
  const [undo, ...others] = undone;
  expect(others).toEqual([]);
  undo!();
  const [bar, blank, rest] = io.said().split('\r').slice(-3);
  expect(blank).toBe(' '.repeat(bar!.length + '^C'.length));
  expect(rest).toBe('');
  await progress.end();
  expect(undone.size).toBe(0);
});

it('takes the bar away at the end of each look, so that what follows stands alone', async () => {
  const files = memoryIo({ 'c.csv': 'id\n1\n' });
  let now = 0;
  const elapsed = (): number => {
    now += 1000;
    return now;
  };
  const io = { ...files, err: { ...files.err, isTTY: true }, elapsed, sizeOf: () => 5 };
  const file = customerFile(io, 'c.csv', { encoding: 'utf-8', delimiter: ',' }, () => {}, {});
  for (let look = 1; look <= 2; look++) {
    const table = await file.open(() => {});
    for await (const _ of table!.records);
    const shown = io.said().split('\r');
    expect(shown.filter((line) => line.startsWith('#'))).toHaveLength(look);
    expect(shown.slice(-2).map((line) => line.trim())).toEqual(['', '']);
  }
});
