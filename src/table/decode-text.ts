import { isUtf8 } from 'node:buffer';
import { InputError, UserError } from '../errors.ts';
import { gatherBytes, linesThat } from './bytes.ts';
import { likelyEncoding } from './guess-encoding.ts';

/**
 * Reads a text that people type, such as criteria: UTF-8, or UTF-16 with a byte order mark. Throws an InputError that
 * names the encoding of anything else, and the line.
 */
export async function readTyped(chunks: AsyncIterable<Uint8Array>, file: string): Promise<string> {
  return decodeText(await gatherBytes(atMost(chunks, file)), file);
}

// A device such as /dev/zero has no end.
async function* atMost(chunks: AsyncIterable<Uint8Array>, file: string): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > MOST_TYPED)
      throw new UserError({
        en: `"${file}" has more than 64 MB, which is more than people type`,
        zh: `“${file}”超过 64 MB，不像是人手写的文件`,
      });
    yield chunk;
  }
}

const MOST_TYPED = 64 * 1024 * 1024;

/** The text of such bytes, whose file is named in the error. */
export function decodeText(bytes: Buffer, file: string): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (isUtf8(bytes)) return bytes.toString('utf8');
  const good = linesThat(bytes, (line) => isUtf8(line)).toString('utf8');
  const line = good.split(/\r\n|\n|\r/).length;
  const likely = likelyEncoding(bytes);
  const found = likely === null ? '' : `: it looks like ${likely.encoding} ("${likely.cell}")`;
  const at = { kind: 'cell', file, line, column: null } as const;
  const message = {
    en: `the file is not UTF-8${found}`,
    zh: `文件不是 UTF-8${likely === null ? '' : `：看起来是 ${likely.encoding}（“${likely.cell}”）`}`,
  };
  const help = {
    en: 'open it in the editor and save it with the encoding UTF-8',
    zh: '请在编辑器中打开，并以 UTF-8 编码保存',
  };
  throw new InputError([{ code: 'bad-encoding', severity: 'error', message, help, at }]);
}
