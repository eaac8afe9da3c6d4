import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { writeAll } from '../../io/spool.ts';
import { nothingWritten } from './disk.ts';

/** Writes a long file as it comes. */
export interface BookWriter {
  write(text: string | Uint8Array): Promise<void>;
  /** Forgets what was written so far. */
  restart(): Promise<void>;
  end(): Promise<void>;
}

/** A writer that can be given up. */
export interface OpenWriter extends BookWriter {
  close(): Promise<void>;
}

/** Opens a new file; `ended` takes the SHA-256 of its bytes once they are on the disk. */
export async function openWriter(
  file: string,
  path: string,
  ended: (digest: string) => void,
): Promise<OpenWriter> {
  // Appending: a file that was cut to nothing is written from its start again.
  const handle = await open(file, 'ax').catch(nothingWritten(path));
  let hash = createHash('sha256');
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    await handle.close();
  };
  return {
    async write(text) {
      const bytes = typeof text === 'string' ? Buffer.from(text) : text;
      hash.update(bytes);
      await writeAll(handle, bytes).catch(nothingWritten(path));
    },
    async restart() {
      hash = createHash('sha256');
      await handle.truncate(0).catch(nothingWritten(path));
    },
    async end() {
      await handle.sync().catch(nothingWritten(path));
      await close().catch(nothingWritten(path));
      ended(hash.digest('hex'));
    },
    close,
  };
}
