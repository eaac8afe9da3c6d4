import { isAscii } from 'node:buffer';
import type { Code } from '../text/codes.ts';

/** Bytes that cannot be read as text: the code, what was found and how to mend it. */
export class DecodeError extends Error {
  readonly code: Code;
  readonly help: string;
  /** Line ends in the text before the chunk that could not be read, to name a line near it. */
  readonly line: number;

  constructor(code: Code, message: string, help: string, line: number) {
    super(message);
    this.code = code;
    this.help = help;
    this.line = line;
  }
}

/** Decodes bytes strictly: no bad byte ever becomes U+FFFD. The BOM is not part of the text. */
export interface Decoder {
  /** The encoding so far; text that is only ASCII counts as UTF-8. */
  readonly encoding: string;
  decode(chunk: Uint8Array): string;
  end(): string;
}

export function createDecoder(told: string | null, start: Uint8Array): Decoder {
  let encoding = told === null ? sniffEncoding(start) : told.toLowerCase();
  let decoder = strictDecoder(encoding);
  let onlyAscii = true;
  let line = 1;
  const run = (chunk: Uint8Array, stream: boolean): string => {
    let text: string;
    try {
      text = decoder.decode(chunk, { stream });
    } catch {
      const wasAscii = onlyAscii && !/[^\0-\x7f]/.test(validLines(encoding, chunk));
      if (told !== null || encoding !== 'utf-8' || !wasAscii || chunk.length === 0) {
        throw badBytes(encoding, chunk, line, chunk.length === 0);
      }
      weighLegacy(chunk, line);
      encoding = 'gb18030';
      decoder = strictDecoder(encoding);
      text = decoder.decode(chunk, { stream });
    }
    onlyAscii &&= isAscii(chunk);
    if (text.includes('\0')) {
      const help = 'export the file again as CSV UTF-8, or give --encoding utf-16le if it is UTF-16';
      throw new DecodeError(
        'control-character',
        'the file holds a NUL character',
        help,
        line + breaksBefore(text, text.indexOf('\0')),
      );
    }
    line += breaksBefore(text, text.length);
    return text;
  };
  return {
    get encoding() {
      return encoding;
    },
    decode: (chunk) => run(chunk, true),
    end: () => run(new Uint8Array(), false),
  };
}

function strictDecoder(encoding: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch {
    const help =
      'known are: utf-8, utf-16le, utf-16be, gb18030, gbk, big5, windows-1252 and others of the web';
    throw new DecodeError('bad-encoding', `unknown encoding "${encoding}"`, help, 1);
  }
}

function sniffEncoding(start: Uint8Array): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  const pairs = Math.min(start.length >> 1, 512);
  let even = 0;
  let odd = 0;
  for (let index = 0; index < pairs; index += 1) {
    if (start[index * 2] === 0) even += 1;
    if (start[index * 2 + 1] === 0) odd += 1;
  }
  if (pairs >= 4 && odd > pairs * 0.4 && even === 0) return 'utf-16le';
  if (pairs >= 4 && even > pairs * 0.4 && odd === 0) return 'utf-16be';
  return 'utf-8';
}

// Chinese in GB18030 comes in pairs of high bytes; Western text has single high bytes among letters, which GB18030
// would read as rare characters. Only the clear case is taken.
function weighLegacy(chunk: Uint8Array, line: number): void {
  let pairs = 0;
  let singles = 0;
  for (let index = 0; index < chunk.length; index += 1) {
    const lead = chunk[index]!;
    if (lead < 0x80) continue;
    const trail = chunk[index + 1];
    if (trail === undefined) break;
    if (lead >= 0xa1 && lead <= 0xf7 && trail >= 0xa1) pairs += 1;
    else singles += 1;
    if (trail >= 0x40) index += 1;
  }
  if (pairs > 0 && pairs >= singles * 9) return;
  const first = chunk.findIndex((byte) => byte >= 0x80);
  const at = line + breaksBefore(Buffer.from(chunk.subarray(0, first)).toString('latin1'), first);
  const help = 'say which: --encoding gb18030 or --encoding windows-1252';
  throw new DecodeError(
    'ambiguous-encoding',
    'the bytes are not UTF-8 and could be GB18030 or Windows-1252',
    help,
    at,
  );
}

function badBytes(encoding: string, chunk: Uint8Array, line: number, atEnd: boolean): DecodeError {
  const help = 'export the file again as CSV UTF-8, or name its encoding with --encoding';
  if (atEnd) return new DecodeError('bad-encoding', 'the file ends in the middle of a character', help, line);
  const good = validLines(encoding, chunk);
  const at = line + breaksBefore(good, good.length);
  return new DecodeError('bad-encoding', `bytes that are not valid ${encoding}`, help, at);
}

// The text of the lines before the first one that cannot be decoded.
function validLines(encoding: string, chunk: Uint8Array): string {
  const decoder = strictDecoder(encoding);
  let good = '';
  let from = 0;
  for (let to = chunk.indexOf(10); to >= 0; to = chunk.indexOf(10, from)) {
    try {
      good += decoder.decode(chunk.subarray(from, to + 1), { stream: true });
    } catch {
      break;
    }
    from = to + 1;
  }
  return good;
}

/** Physical line ends before an offset: LF, CRLF and CR. */
function breaksBefore(text: string, offset: number): number {
  return (text.slice(0, offset).match(/\r\n|\n|\r/g) ?? []).length;
}
