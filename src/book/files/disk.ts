import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import { join } from 'node:path';
import { absent, reasonOf, systemCode, UserError } from '../../errors.ts';
import { readChunks } from '../../io/read.ts';
import { writeAll } from '../../io/spool.ts';

/**
 * Where a name of the book stands on the disk, and whether there is a file. No link is followed on the way,
 * so nothing outside the folder is ever read or written: a UserError names the link.
 */
export async function locate(
  root: string,
  path: string,
  name: string,
): Promise<{ file: string; exists: boolean }> {
  const segments = segmentsOf(name);
  let file = root;
  for (const [index, segment] of segments.entries()) {
    file = join(file, segment);
    const found = await lstat(file).catch(absent);
    if (found === null) return { file: join(root, ...segments), exists: false };
    const shown = segments.slice(0, index + 1).join('/');
    if (found.isSymbolicLink()) throw linked(path, shown);
    const last = index === segments.length - 1;
    if (last ? !found.isFile() : !found.isDirectory())
      throw new UserError(
        {
          en: `"${shown}" in the book "${path}" is ${last ? 'no plain file' : 'no folder'}`,
          zh: `台账“${path}”中的“${shown}”不是${last ? '普通文件' : '文件夹'}`,
        },
        {
          en: 'move it out of the book, or name another folder with --book',
          zh: '请把它移出台账，或用 --book 指定其他文件夹',
        },
      );
  }
  return { file, exists: true };
}

/** A link in the book, which nobody follows. */
export function linked(path: string, name: string): UserError {
  return new UserError(
    {
      en: `"${name}" in the book "${path}" is a link: links are not followed, since they can lead out of the book`,
      zh: `台账“${path}”中的“${name}”是链接：链接可能指向台账之外，因此不予读取`,
    },
    { en: 'put the files themselves into the book', zh: '请把文件本身放进台账' },
  );
}

/** The bytes of a file that was located. */
export function readFrom(file: string): AsyncIterable<Uint8Array> {
  return readChunks(file, constants.O_RDONLY | NO_FOLLOW);
}

/** The SHA-256 of a file's bytes; null when there is no such file. */
export async function digestOf(root: string, path: string, name: string): Promise<string | null> {
  const { file, exists } = await locate(root, path, name);
  if (!exists) return null;
  const hash = createHash('sha256');
  for await (const bytes of readFrom(file)) hash.update(bytes);
  return hash.digest('hex');
}

/** Makes what was written or renamed in a folder last through a power cut. */
export async function flushFolder(folder: string): Promise<void> {
  // Windows does not open folders, and keeps its directories by itself.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Writes a new file, to the disk itself. A full disk is an error, never a short file. */
export async function writeFlushed(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    await writeAll(handle, bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** For `catch` while a change is prepared: what the system refused, in words. */
export function nothingWritten(path: string): (error: unknown) => never {
  return (error) => {
    if (systemCode(error) === null) throw error;
    const reason = reasonOf(error);
    throw new UserError({
      en: `cannot write in the book "${path}": ${reason.en}; nothing was written`,
      zh: `无法写入台账“${path}”：${reason.zh}；未写入任何内容`,
    });
  };
}

/** For `catch` once a change was decided: it waits in the journal. `name`: the file that could not be written. */
export function notFinished(path: string, name?: string): (error: unknown) => never {
  return (error) => {
    if (systemCode(error) === null) throw error;
    const reason = reasonOf(error);
    throw new UserError(
      {
        en: `cannot write ${name === undefined ? '' : `"${name}" `}in the book "${path}": ${reason.en}`,
        zh: `无法写入台账“${path}”${name === undefined ? '' : `中的“${name}”`}：${reason.zh}`,
      },
      {
        en: 'nothing is lost: once that is mended, the next command on this book writes what is left',
        zh: '数据没有丢失：问题解决后，下一次使用该台账的命令会写完剩余部分',
      },
    );
  };
}

const NO_FOLLOW = constants.O_NOFOLLOW ?? 0;

/**
 * The parts of a name inside the book, such as "plans/c-0042.md". Throws on a name that could lead out of the
 * folder, that some file system reads otherwise, or that is the book's own (it starts with a dot).
 */
export function segmentsOf(name: string): readonly string[] {
  const segments = name.split('/');
  if (segments.every(isPlain)) return segments;
  throw new Error(`no name for a file in the book: ${JSON.stringify(name)}`);
}

function isPlain(segment: string): boolean {
  return (
    segment !== '' &&
    Buffer.byteLength(segment) <= LONGEST &&
    !UNSAFE.test(segment) &&
    !/^\.|[. ]$/.test(segment) &&
    !DEVICE.test(segment)
  );
}

// What most file systems allow, in bytes.
const LONGEST = 255;
// What Windows forbids, separators of folders and streams among it, and what cannot be seen.
const UNSAFE = /[\\:*?"<>|\p{Cc}\p{Cf}\p{Cs}]/u;
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
