import { UserError } from '../errors.ts';
import type { FileWriter, Io } from '../io.ts';
import { reasonOf } from './inputs.ts';

/** Where results go: standard output, or a file that appears whole or not at all. */
export async function openOutput(io: Io, path: string | undefined): Promise<FileWriter> {
  if (path !== undefined) {
    return io.createFile(path).catch((error: Error) => {
      throw new UserError(
        `cannot write "${path}": ${reasonOf(error)}`,
        'check that the folder is there and that you may write to it',
      );
    });
  }
  return io.holdOutput();
}
