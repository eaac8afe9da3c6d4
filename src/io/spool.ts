import { type FileHandle, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { couldNot } from '../errors.ts';

/** Keeps bytes until they are asked for: in memory at first, in a temporary file beyond that. */
export interface Spool {
  add(bytes: Uint8Array): Promise<void>;
  /** Everything that was added, in order. */
  read(): AsyncIterable<Uint8Array>;
  /** Forgets all of it; what is added then is kept anew. */
  clear(): Promise<void>;
}

let spools = 0;

/** Opens an empty spool. Beyond 4 MiB the bytes go to a temporary file that only the user can read. */
export function createSpool(): Spool {
  let kept: Uint8Array[] = [];
  let size = 0;
  let file: FileHandle | null = null;
  let path = '';
  const spill = async (): Promise<void> => {
    if (file === null) {
      spools += 1;
      path = join(tmpdir(), `keyaccounts-${process.pid}-${Date.now()}-${spools}`);
      file = await open(path, 'wx+', 0o600);
      // Nothing is left behind, however the run ends: an open file lives on without its name.
      if (process.platform !== 'win32') await rm(path);
    }
    for (const bytes of kept) await writeAll(file, bytes);
    kept = [];
    size = 0;
  };
  return {
    async add(bytes) {
      kept.push(Buffer.from(bytes));
      size += bytes.length;
      if (size > IN_MEMORY) await spill().catch(blameScratch('write'));
    },
    async *read() {
      if (file !== null) {
        const chunk = Buffer.allocUnsafe(CHUNK);
        let at = 0;
        for (;;) {
          const { bytesRead } = await file.read(chunk, 0, CHUNK, at).catch(blameScratch('read'));
          if (bytesRead === 0) break;
          at += bytesRead;
          yield Buffer.from(chunk.subarray(0, bytesRead));
        }
      }
      yield* kept;
    },
    async clear() {
      kept = [];
      size = 0;
      const ended = file;
      file = null;
      await ended?.close().catch(() => undefined);
      if (ended !== null && process.platform === 'win32') await rm(path, { force: true });
    },
  };
}

/** Writes all of the bytes; a full disk is an error, never a short file. */
export async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  let at = 0;
  while (at < bytes.length) {
    const { bytesWritten } = await file.write(bytes, at, bytes.length - at);
    at += bytesWritten;
  }
}

// The user named no such file: its folder is what can be freed or chosen.
function blameScratch(deed: 'read' | 'write'): (error: unknown) => never {
  return (error) => {
    throw couldNot(
      {
        en: `${deed} a temporary file in "${tmpdir()}"`,
        zh: `${deed === 'read' ? '读取' : '写入'}“${tmpdir()}”中的临时文件`,
      },
      error,
      {
        en: 'the environment variable TMPDIR names another folder',
        zh: '可用环境变量 TMPDIR 指定其他文件夹',
      },
    );
  };
}

const CHUNK = 256 * 1024;
const IN_MEMORY = 4 * 1024 * 1024;
