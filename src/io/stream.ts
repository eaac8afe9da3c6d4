import { fstatSync, writeSync } from 'node:fs';
import { couldNot } from '../errors.ts';

/** Where people or other programs read; `width` is in characters, 80 where nobody knows. */
export interface Stream {
  readonly isTTY: boolean;
  readonly width: number;
  /** False when the reader has gone, as with `| head`: nothing more needs to be written. A full disk is a UserError. */
  write(text: string | Uint8Array): Promise<boolean>;
}

/**
 * A standard stream of this process. A full disk is a UserError on standard output; on standard error, where nobody
 * could be told, it is passed over. Nothing is asked of the process before something is written.
 */
export function standardStream(name: 'stdout' | 'stderr'): Stream {
  return {
    get isTTY() {
      return isTerminal(name);
    },
    get width() {
      return process[name].columns ?? 80;
    },
    async write(text) {
      if (ENDED.has(name)) return false;
      const error = await writeTo(name, typeof text === 'string' ? Buffer.from(text) : text);
      if (error === null) return true;
      ENDED.add(name);
      if (name === 'stderr' || GONE.has(error.code ?? '')) return false;
      throw couldNot({ en: 'write to standard output', zh: '写入标准输出' }, error);
    },
  };
}

const FILE = { stdout: 1, stderr: 2 } as const;
const ENDED = new Set<string>();
// The reader has gone, as with `| head`.
const GONE = new Set(['EPIPE', 'EOF', 'ECONNRESET', 'ERR_STREAM_DESTROYED']);
const HEARD = new WeakSet<NodeJS.WriteStream>();

async function writeTo(name: 'stdout' | 'stderr', bytes: Uint8Array): Promise<NodeJS.ErrnoException | null> {
  if (isFile(FILE[name]) && !isTerminal(name)) return writeFully(FILE[name], bytes);
  const stream = process[name];
  // An error that nobody listens to would end the process.
  if (!HEARD.has(stream)) stream.on('error', () => {});
  HEARD.add(stream);
  return new Promise((done) => stream.write(bytes, (error) => done(error ?? null)));
}

// Node loads all of its network for a stream of its own, so it is asked only of what may be a terminal.
function isTerminal(name: 'stdout' | 'stderr'): boolean {
  try {
    if (!fstatSync(FILE[name]).isCharacterDevice()) return false;
  } catch {
    // Some systems tell nothing of a terminal.
  }
  return process[name].isTTY === true;
}

// Node's own stream takes a write that a full disk cut short for a whole one.
function writeFully(file: number, bytes: Uint8Array): NodeJS.ErrnoException | null {
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    return null;
  } catch (error) {
    return error as NodeJS.ErrnoException;
  }
}

function isFile(file: number): boolean {
  try {
    const found = fstatSync(file);
    return found.isFile() || found.isCharacterDevice();
  } catch {
    return false;
  }
}
