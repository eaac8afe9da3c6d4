import type { FileWriter } from '../../src/io/files.ts';
import { type Io, nodeIo } from '../../src/io.ts';

/** The machine itself, but nobody hears what is written to standard output; `hear` takes what is said. */
export function unheardIo(hear: (text: string) => void): Io {
  const out = { isTTY: false, width: 80, write: async () => true };
  const write = async (text: string | Uint8Array): Promise<boolean> => {
    hear(String(text));
    return true;
  };
  return { ...nodeIo(), out, holdOutput: () => UNHEARD, err: { ...out, write } };
}

const nothing = async (): Promise<void> => {};
const UNHEARD: FileWriter = {
  write: nothing,
  restart: nothing,
  prepare: nothing,
  commit: nothing,
  release: nothing,
  discard: nothing,
};
