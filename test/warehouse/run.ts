import { main } from '../../src/cli.ts';
import { nodeIo } from '../../src/io.ts';

/** What a command prints and says, and its exit code; nothing of the environment is seen but what is given. */
export async function runMain(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  let out = '';
  let said = '';
  const stream = { isTTY: false, width: 80 };
  const io = {
    ...nodeIo(),
    env,
    out: stream,
    err: {
      ...stream,
      write: async (text: string | Uint8Array) => {
        said += String(text);
        return true;
      },
    },
    holdOutput: () => ({
      write: async (text: string | Uint8Array) => {
        out += String(text);
      },
      restart: async () => {
        out = '';
      },
      prepare: async () => {},
      commit: async () => {},
      release: async () => {},
      discard: async () => {},
    }),
  };
  const code = await main(args, { ...io, out: { ...stream, write: async () => true } });
  return { code, out, said };
}
