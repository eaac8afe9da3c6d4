import type { BookFolder } from './files.ts';

/** The book as it will be with some files written: for what comes after them in the same run. */
export function withFiles(book: BookFolder, texts: ReadonlyMap<string, string>): BookFolder {
  return {
    ...book,
    read: async (name) => texts.get(name) ?? book.read(name),
    bytes: async (name) => {
      const text = texts.get(name);
      return text === undefined ? book.bytes(name) : once(Buffer.from(text));
    },
    async list(folder) {
      const own = [...texts.keys()].filter((name) => name.slice(0, name.lastIndexOf('/')) === folder);
      return [...new Set([...(await book.list(folder)), ...own])].sort();
    },
  };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
