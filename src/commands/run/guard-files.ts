import { UserError } from '../../errors.ts';
import type { FileWriter } from '../../io/files.ts';
import type { Io } from '../../io.ts';

/**
 * An outside in which a run writes over nothing that it reads, puts no two results into one file, and nothing into a
 * book but what is the book's: customers, criteria, rejected rows or history would be lost. A file that is renewed,
 * such as a lock, may be both read and written.
 */
export function guardFiles(io: Io): Io {
  const read = new Set<string>();
  const written = new Map<string, string>();
  const folders = new Set<string>();
  const see = (path: string): void => {
    // Standard input may be a file, too.
    const file = io.identityOf(path === '-' ? '/dev/stdin' : path);
    if (file === null) return;
    const result = written.get(file);
    if (result !== undefined) throw overwritten(result);
    read.add(file);
  };
  const refuseInside = (file: string, path: string): void => {
    if ([...folders].some((folder) => file.startsWith(folder)))
      throw new UserError(
        { en: `"${path}" is in the folder of the book`, zh: `“${path}”在台账文件夹内` },
        {
          en: 'name a place outside of it: only the book itself is written there',
          zh: '请改到台账之外：台账内只写台账自身的文件',
        },
      );
  };
  const guarded: Io = {
    ...io,
    readBytes(path) {
      see(path);
      return io.readBytes(path);
    },
    async createFile(path, renews): Promise<FileWriter> {
      const file = io.identityOf(path);
      if (file === null) return io.createFile(path);
      if (written.has(file))
        throw new UserError(
          { en: `two results would be written to "${path}"`, zh: `有两个结果都要写入“${path}”` },
          { en: 'name a file of its own for each', zh: '请各指定一个文件' },
        );
      if (read.has(file) && renews !== true) throw overwritten(path);
      refuseInside(file, path);
      written.set(file, path);
      return io.createFile(path);
    },
  };
  GUARDS.set(guarded, (folder) => {
    // With the separator behind it, whichever the system has.
    const file = io.identityOf(`${folder}/${ANY}`);
    if (file !== null) folders.add(file.slice(0, -ANY.length));
    for (const [file, path] of written) refuseInside(file, path);
  });
  return guarded;
}

/** Lets nothing that a run writes stand in a folder; throws where something would already. */
export function guardFolder(io: Io, folder: string): void {
  GUARDS.get(io)?.(folder);
}

const ANY = 'any';
const GUARDS = new WeakMap<Io, (folder: string) => void>();

function overwritten(path: string): UserError {
  return new UserError(
    { en: `"${path}" is read, and would be written over`, zh: `“${path}”正被读取，会被覆盖` },
    { en: 'name another file with --output or --rejects', zh: '请用 --output 或 --rejects 指定其他文件' },
  );
}
