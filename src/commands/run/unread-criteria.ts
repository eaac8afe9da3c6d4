import type { Io } from '../../io.ts';
import type { Diagnostic } from '../../text/diagnostic.ts';
import { shellWord } from '../../text/shell-word.ts';

/**
 * Points at a criteria file that somebody may have meant where none was named and the shipped one is used: one with
 * nearly the default's name, the only ones in its folder, or the default of a folder further up.
 */
export async function findUnread(io: Io, byDefault: string): Promise<Diagnostic[]> {
  const [file] = [...(await nearNames(io)), ...above(io, byDefault)];
  if (file === undefined) return [];
  return [
    {
      code: 'unread-criteria',
      severity: 'warning',
      message: {
        en: 'it is there and was not read: no criteria were named, and those that are shipped decide',
        zh: '该文件存在，但没有读取：未指定标准文件，因此使用自带的标准',
      },
      help: {
        en: `name it with --criteria ${shellWord(file)}${file.includes('..') ? '' : `, or call it ${byDefault}`}`,
        zh: `请用 --criteria ${shellWord(file)} 指定${file.includes('..') ? '' : `，或改名为 ${byDefault}`}`,
      },
      at: { kind: 'file', file },
    },
  ];
}

// In the order in which they are likely to be meant.
async function nearNames(io: Io): Promise<string[]> {
  const inFolder = (await io.list('criteria')).filter((name) => YAML.test(name)).sort();
  const here = (await io.list('.')).filter((name) => NEAR.test(name)).sort();
  const near = inFolder.filter((name) => NEAR.test(name));
  return [...near, ...inFolder].map((name) => `criteria/${name}`).concat(here);
}

const YAML = /\.ya?ml$/i;
const NEAR = /^(?:default|criteria|keyaccounts)\.ya?ml$/i;

function above(io: Io, byDefault: string): string[] {
  const levels = Array.from({ length: MOST_LEVELS }, (_, at) => '../'.repeat(at + 1));
  return levels.map((up) => `${up}${byDefault}`).filter((path) => io.exists(path));
}

const MOST_LEVELS = 8;
