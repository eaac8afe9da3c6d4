import type { Io } from '../../io.ts';
import { defineWords, type Language } from '../../output/language.ts';
import { displayWidth } from '../../output/width.ts';

/** Shows on a terminal how much of a long file has been read, how fast, and how long it will take; nothing in a pipe. */
export interface Progress {
  read(bytes: number): void;
  end(): Promise<void>;
}

const SILENT: Progress = { read: () => {}, end: async () => {} };

/** `total` is the size of the file in bytes; null when nobody knows it. What is done within a second shows nothing. */
export function showProgress(
  io: Io,
  total: number | null,
  { quiet = false, lang = 'en' }: { readonly quiet?: boolean | undefined; readonly lang?: Language },
): Progress {
  if (quiet || !io.err.isTTY || total === null) return SILENT;
  const words = progressWords(lang);
  const begun = io.elapsed();
  let since = begun;
  let now = begun;
  let done = 0;
  let shown = -1;
  let width = 0;
  let unhear: (() => void) | null = null;
  const blank = (columns: number): Promise<boolean> => io.err.write(`\r${' '.repeat(columns)}\r`);
  return {
    read(bytes) {
      const before = now;
      now = io.elapsed();
      done += bytes;
      // Some looks at the file follow each other; each starts anew.
      if (done > total) {
        done = bytes;
        since = before;
      }
      const percent = Math.floor((done / total) * 100);
      if (percent === shown) return;
      if (now - begun < WORTH_SHOWING) return;
      shown = percent;
      const full = Math.floor(percent / 5);
      const speed = done / Math.max(now - since, 1);
      const left = Math.ceil((total - done) / speed / 1000);
      const bar = `${'#'.repeat(full)}${'-'.repeat(20 - full)} ${String(percent).padStart(3)}%`;
      const line = `${bar}  ${words.pace((speed / 1000).toFixed(speed < 10_000 ? 1 : 0), left)}`;
      const rest = ' '.repeat(Math.max(0, width - displayWidth(line)));
      width = displayWidth(line);
      // The terminal shows the key that was pressed behind the bar.
      unhear ??= io.undoAtSignal(() => void blank(width + displayWidth('^C')));
      void io.err.write(`\r${line}${rest}`);
    },
    async end() {
      const wasShown = shown >= 0;
      shown = -1;
      unhear?.();
      unhear = null;
      if (wasShown) await blank(width);
    },
  };
}

// In milliseconds.
const WORTH_SHOWING = 1000;

const progressWords = defineWords({
  pace: {
    en: (speed: string, left: number) =>
      `${speed} MB/s, ${left < 100 ? `${left} s` : `${Math.ceil(left / 60)} min`} left`,
    zh: (speed: string, left: number) =>
      `${speed} MB/s，剩余 ${left < 100 ? `${left} 秒` : `${Math.ceil(left / 60)} 分钟`}`,
  },
});
