import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type BookFolder, openBook } from '../../src/book/files.ts';

/** A book in a folder of its own; `clear` takes it away. */
export interface TestBook {
  readonly path: string;
  folder(): Promise<BookFolder>;
  put(name: string, text: string | Uint8Array): Promise<void>;
  /** All files by name, without .gitignore. */
  tree(): Promise<Record<string, string>>;
  clear(): Promise<void>;
}

export async function createTestBook(files: Readonly<Record<string, string>> = {}): Promise<TestBook> {
  const path = await mkdtemp(join(tmpdir(), 'keyaccounts-book-'));
  const put = async (name: string, text: string | Uint8Array): Promise<void> => {
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), text);
  };
  for (const [name, text] of Object.entries(files)) await put(name, text);
  return {
    path,
    put,
    folder: () => openBook(path, { say: () => {} }),
    async tree() {
      const found: Record<string, string> = {};
      for (const entry of await readdir(path, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || entry.name === '.gitignore') continue;
        const file = join(entry.parentPath, entry.name);
        found[file.slice(path.length + 1)] = await readFile(file, 'utf8');
      }
      return found;
    },
    clear: () => rm(path, { recursive: true, force: true }),
  };
}
