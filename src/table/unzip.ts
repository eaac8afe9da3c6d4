import { inflateRawSync } from 'node:zlib';

/** A file inside a zip archive. */
export interface ZipEntry {
  /** Its path, with slashes, whichever the archive has. */
  readonly name: string;
  /** Its bytes, unpacked; throws when they are damaged, or more than a file may have. */
  read(): Buffer;
}

/** The files in a zip archive, in its order, without folders; null when it is damaged. */
export function zipEntries(archive: Buffer): readonly ZipEntry[] | null {
  try {
    const entries: ZipEntry[] = [];
    for (const { at, name } of directory(archive)) {
      if (!name.endsWith('/')) entries.push({ name, read: () => readEntry(archive, at) });
    }
    return entries;
  } catch {
    return null;
  }
}

/** A copy of an archive whose paths have slashes, as some programs of Windows write backslashes; itself otherwise. */
export function withSlashes(archive: Buffer): Buffer {
  const places = [...directory(archive)].filter(({ raw }) => raw.includes('\\'));
  if (places.length === 0) return archive;
  const mended = Buffer.from(archive);
  for (const { at } of places) {
    mendName(mended, at + DIRECTORY_NAME, mended.readUInt16LE(at + 28));
    const local = mended.readUInt32LE(at + 42);
    mendName(mended, local + LOCAL_NAME, mended.readUInt16LE(local + 26));
  }
  return mended;
}

/** A copy of an archive in which a file has other bytes; throws when one of its files is damaged. */
export async function withFile(archive: Buffer, path: string, bytes: Buffer): Promise<Buffer> {
  const { zipSync } = await import('fflate');
  const files = (zipEntries(archive) ?? []).map(({ name, read }) => [name, name === path ? bytes : read()]);
  return Buffer.from(zipSync(Object.fromEntries(files), { level: 0 }));
}

// The records of the central directory, which stands at the end.
function* directory(archive: Buffer): Generator<{ at: number; raw: string; name: string }> {
  const end = archive.lastIndexOf(END);
  if (end < 0) throw new Error('damaged');
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (archive.readUInt32LE(at) !== DIRECTORY_RECORD) throw new Error('damaged');
    const length = archive.readUInt16LE(at + 28);
    const raw = archive.toString('utf8', at + DIRECTORY_NAME, at + DIRECTORY_NAME + length);
    yield { at, raw, name: raw.replaceAll('\\', '/') };
    at += DIRECTORY_NAME + length + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
}

function readEntry(archive: Buffer, at: number): Buffer {
  const packed = archive.readUInt32LE(at + 20);
  const local = archive.readUInt32LE(at + 42);
  const from = local + LOCAL_NAME + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const bytes = archive.subarray(from, from + packed);
  return archive.readUInt16LE(at + 10) === 0 ? bytes : inflateRawSync(bytes, { maxOutputLength: MOST });
}

function mendName(archive: Buffer, from: number, length: number): void {
  for (let at = from; at < from + length; at += 1) if (archive[at] === BACKSLASH) archive[at] = SLASH;
}

const END = Buffer.from('PK\x05\x06', 'latin1');
const DIRECTORY_RECORD = 0x02014b50;
const DIRECTORY_NAME = 46;
const LOCAL_NAME = 30;
const BACKSLASH = 0x5c;
const SLASH = 0x2f;
const MOST = 2 ** 30;
