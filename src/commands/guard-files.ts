import { UserError } from '../errors.ts';
import type { FileWriter, Io } from '../io.ts';

/**
 * An outside in which a run writes over nothing that it reads, and writes no two results to one file: customers,
 * criteria or rejected rows would be lost. A file that is renewed, such as a lock, may be both.
 */
export function guardFiles(io: Io): Io {
  const read = new Set<string>();
  const written = new Set<string>();
  const see = (path: string): void => {
    const file = path === '-' ? null : io.identityOf(path);
    if (file === null) return;
    if (written.has(file)) throw overwritten(path);
    read.add(file);
  };
  return {
    ...io,
    readText(path) {
      see(path);
      return io.readText(path);
    },
    readBytes(path) {
      see(path);
      return io.readBytes(path);
    },
    async createFile(path, renews): Promise<FileWriter> {
      const file = io.identityOf(path);
      if (file === null) return io.createFile(path);
      if (written.has(file))
        throw new UserError(`two results would be written to "${path}"`, 'name a file of its own for each');
      if (read.has(file) && renews !== true) throw overwritten(path);
      written.add(file);
      return io.createFile(path);
    },
  };
}

function overwritten(path: string): UserError {
  return new UserError(
    `"${path}" is read, and would be written over`,
    'name another file with --output or --rejects',
  );
}
