import { couldNot, UserError } from '../../errors.ts';
import type { FileWriter } from '../../io/files.ts';
import type { Io } from '../../io.ts';

/**
 * Where results go: standard output, also as "-", or a file that appears whole or not at all. `renews`: a file that the
 * run may have read.
 */
export async function openOutput(io: Io, path: string | undefined, renews = false): Promise<FileWriter> {
  if (path === undefined || path === '-') return io.holdOutput();
  if (path.trim() === '') throw new UserError('the name of the file to write is empty');
  if (/[\\/]$/.test(path)) throw new UserError(`"${path}" is the name of a folder`, 'name a file in it');
  return io.createFile(path, renews).catch((error) => {
    throw couldNot(`write "${path}"`, error, 'check that the folder is there and that you may write to it');
  });
}
