import type { Io } from '../../io.ts';

/** Shows on a terminal how much of a long file has been read; nothing in a pipe. */
export interface Progress {
  read(bytes: number): void;
  end(): void;
}

const SILENT: Progress = { read: () => {}, end: () => {} };

/** `total` is the size of the file in bytes; null when nobody knows it. Short files show nothing. */
export function showProgress(io: Io, total: number | null, quiet: boolean): Progress {
  if (quiet || !io.err.isTTY || total === null || total < WORTH_SHOWING) return SILENT;
  let done = 0;
  let shown = -1;
  return {
    read(bytes) {
      done += bytes;
      // Some looks at the file follow each other; each starts anew.
      if (done > total) done = bytes;
      const percent = Math.floor((done / total) * 100);
      if (percent === shown) return;
      shown = percent;
      const full = Math.floor(percent / 5);
      void io.err.write(`\r${'#'.repeat(full)}${'-'.repeat(20 - full)} ${String(percent).padStart(3)} %`);
    },
    end() {
      if (shown >= 0) void io.err.write(`\r${' '.repeat(26)}\r`);
      shown = -1;
    },
  };
}

const WORTH_SHOWING = 16 * 1024 * 1024;
