import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { DecodeError } from './decode-error.ts';
import { type ZipEntry, zipEntries } from './unzip.ts';

/** The bytes inside a gzip file. Damage throws a DecodeError where it is come upon. */
export async function* gunzip(
  start: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  async function* packed(): AsyncGenerator<Uint8Array> {
    yield start;
    // The stream keeps some of them.
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield Buffer.from(next.value);
  }
  const source = Readable.from(packed(), { objectMode: false });
  const unpacked = createGunzip({ chunkSize: CHUNK });
  source.on('error', (error) => unpacked.destroy(error));
  try {
    yield* source.pipe(unpacked);
  } catch (error) {
    if (!String((error as NodeJS.ErrnoException).code).startsWith('Z_')) throw error;
    throw new DecodeError(
      'not-csv',
      { en: 'the gzip archive is damaged or breaks off', zh: 'gzip 压缩文件已损坏或不完整' },
      { en: 'copy or export it again', zh: '请重新复制或导出' },
    );
  }
}

const CHUNK = 1 << 18;

/** What a zip archive is: a workbook, one that is not read (.xlsb), one file that can be read in its place, or neither. */
export type ZipContent =
  | { readonly kind: 'workbook'; readonly form: 'xlsx' | 'ods' }
  | { readonly kind: 'binary-workbook' }
  | { readonly kind: 'file'; readonly name: string; readonly bytes: Buffer }
  | { readonly kind: 'files'; readonly names: readonly string[] };

/** Looks into a zip archive. What cannot be listed is for the reader of workbooks to name. */
export function lookIntoZip(archive: Buffer): ZipContent {
  const entries = zipEntries(archive);
  if (entries !== null && has(entries, 'xl/workbook.bin')) return { kind: 'binary-workbook' };
  if (entries === null || has(entries, '[Content_Types].xml')) return { kind: 'workbook', form: 'xlsx' };
  if (has(entries, 'content.xml') && has(entries, 'mimetype')) return { kind: 'workbook', form: 'ods' };
  // What systems add for themselves is no content.
  const files = entries.filter(({ name }) => !/^__MACOSX\/|(?:^|\/)(?:\.[^/]*|Thumbs\.db)$/.test(name));
  const tables = files.filter(({ name }) => /\.(?:csv|txt|tsv|xlsx?|ods)$/i.test(name));
  const [only] = tables.length === 1 ? tables : files;
  if (only === undefined || (tables.length !== 1 && files.length !== 1))
    return { kind: 'files', names: files.map(({ name }) => name) };
  try {
    return { kind: 'file', name: only.name, bytes: only.read() };
  } catch {
    return { kind: 'files', names: [only.name] };
  }
}

function has(entries: readonly ZipEntry[], wanted: string): boolean {
  return entries.some(({ name }) => name === wanted);
}
