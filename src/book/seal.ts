import { createHash } from 'node:crypto';
import type { Wording } from '../text/wording.ts';
import type { BookFolder } from './files.ts';
import { blameIn } from './rows.ts';

/** The SHA-256 of a text as it comes, carriage returns left out: git may change the ends of lines. */
export interface TextDigest {
  add(text: string | Uint8Array): void;
  hex(): string;
}

/** Opens a digest of a text. */
export function openDigest(): TextDigest {
  const hash = createHash('sha256');
  return {
    add(text) {
      const bytes = typeof text === 'string' ? Buffer.from(text) : text;
      let from = 0;
      for (let end = bytes.indexOf(CR); end >= 0; end = bytes.indexOf(CR, from)) {
        hash.update(bytes.subarray(from, end));
        from = end + 1;
      }
      hash.update(bytes.subarray(from));
    },
    hex: () => hash.digest('hex'),
  };
}

/**
 * A book in which some files are known by their digest: one that is another, or is not there, is not read but told by
 * an InputError that names it. `keptIn` is the file with the digests.
 */
export function sealedFolder(
  book: BookFolder,
  digests: ReadonlyMap<string, string>,
  keptIn: string,
  help: Wording,
): BookFolder {
  const checked = new Set<string>();
  // Before anything of it is used, not while it passes: what is damaged may end early.
  const check = async (name: string): Promise<void> => {
    const expected = digests.get(name);
    if (expected === undefined || checked.has(name)) return;
    const bytes = await book.bytes(name);
    if (bytes === null) throw blameIn(book, keptIn, help)(notBeside(name), 1);
    const digest = openDigest();
    for await (const chunk of bytes) digest.add(chunk);
    const found = digest.hex();
    if (found !== expected) {
      const changed = {
        en: `is not what was written: expected the SHA-256 in "${keptIn}", ${expected.slice(0, 8)}…, found ${found.slice(0, 8)}…`,
        zh: `与当初写入的内容不符：“${keptIn}”中的 SHA-256 为 ${expected.slice(0, 8)}…，实际为 ${found.slice(0, 8)}…`,
      };
      throw blameIn(book, name, help)(changed, 1);
    }
    checked.add(name);
  };
  return {
    ...book,
    async read(name) {
      await check(name);
      return book.read(name);
    },
    async bytes(name) {
      await check(name);
      return book.bytes(name);
    },
  };
}

/** Says that a file which belongs to another one of the book is not there. */
export function notBeside(name: string): Wording {
  return { en: `there is no "${name}" beside it`, zh: `缺少与它一起保存的“${name}”` };
}

const CR = 0x0d;
