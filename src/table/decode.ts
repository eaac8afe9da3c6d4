import { isAscii, isUtf8 } from 'node:buffer';
import { incompleteEnd, linesThat } from './bytes.ts';
import { DecodeError } from './decode-error.ts';
import { encodingNamed, guessEncoding, type OpenEncoding } from './guess-encoding.ts';
import type { Layout } from './layout.ts';

/** Turns bytes into UTF-8 strictly: no bad byte ever becomes U+FFFD. The BOM is not part of the text. */
export interface Decoder {
  /** The encoding so far; text that is only ASCII counts as UTF-8. */
  readonly encoding: string;
  /** The whole lines before the bytes that cannot be read, then the error at the next call. */
  decode(chunk: Uint8Array): Buffer;
  end(): Buffer;
  /** Throws what `end` could not read. */
  close(): void;
}

/** Opens a decoder for the encoding told, else for what `start` looks like. An unknown name throws a DecodeError. */
export function createDecoder(told: string | null, start: Uint8Array, named: Layout['named']): Decoder {
  const encoding = told === null ? sniffEncoding(start) : labelOf(told);
  return encoding === 'utf-8' ? utf8Decoder(told !== null, named) : otherDecoder(encoding);
}

// UTF-8 is checked and passed on; bytes that are not UTF-8 after nothing but ASCII may be of another encoding, unless
// UTF-8 was told.
function utf8Decoder(isTold: boolean, named: Layout['named']): Decoder {
  let rest: Buffer = EMPTY;
  let first = true;
  let onlyAscii = true;
  let failure: DecodeError | null = null;
  let other: Decoder | null = null;
  let doubt: OpenEncoding | null = null;
  const run = (chunk: Uint8Array, last: boolean): Buffer => {
    if (failure !== null) throw failure;
    if (doubt !== null) {
      doubt.feed(chunk);
      return EMPTY;
    }
    if (other !== null) return last ? other.end() : other.decode(chunk);
    let bytes = rest.length === 0 ? asBuffer(chunk) : Buffer.concat([rest, chunk]);
    if (first && (bytes.length >= 3 || last)) {
      first = false;
      if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) bytes = bytes.subarray(3);
    }
    const kept = last ? 0 : incompleteEnd(bytes);
    const body = bytes.subarray(0, bytes.length - kept);
    rest = Buffer.from(bytes.subarray(body.length));
    if (isUtf8(body)) {
      onlyAscii &&= isAscii(body);
      const checked = withoutNul(body);
      failure = checked.failure;
      return checked.text;
    }
    if (!isTold && onlyAscii && !hasUtf8Line(body)) {
      const guess = guessEncoding(bytes, named);
      if (guess.kind === 'taken') {
        other = otherDecoder(guess.encoding);
        const text = other.decode(bytes);
        return last ? Buffer.concat([text, other.end()]) : text;
      }
      doubt = guess.doubt;
    } else failure = badBytes('utf-8', last);
    return linesThat(body, (line) => isUtf8(line));
  };
  return {
    get encoding() {
      return other?.encoding ?? 'utf-8';
    },
    decode: (chunk) => run(chunk, false),
    end: () => run(EMPTY, true),
    close: () => {
      other?.close();
      if (failure !== null) throw failure;
      if (doubt !== null) throw doubt.error();
    },
  };
}

// Text that is not ASCII and reads as UTF-8 is UTF-8: what follows is broken, not another encoding.
function hasUtf8Line(body: Buffer): boolean {
  return !isAscii(linesThat(body, (line) => isUtf8(line)));
}

function otherDecoder(encoding: string): Decoder {
  const decoder = strictDecoder(encoding);
  let failure: DecodeError | null = null;
  let open: Buffer = EMPTY; // the bytes since the last line end, read already
  const run = (chunk: Uint8Array, last: boolean): Buffer => {
    if (failure !== null) throw failure;
    try {
      const checked = withoutNul(Buffer.from(decoder.decode(chunk, { stream: !last })));
      failure = checked.failure;
      open = afterLastLine(open, asBuffer(chunk));
      return checked.text;
    } catch {
      failure = badBytes(encoding, last);
      return goodLines(encoding, open, asBuffer(chunk));
    }
  };
  return {
    encoding,
    decode: (chunk) => run(chunk, false),
    end: () => run(EMPTY, true),
    close: () => {
      if (failure !== null) throw failure;
    },
  };
}

// A line end is a clean place to start decoding again in all encodings but UTF-16, which nearly never fails.
function afterLastLine(open: Buffer, chunk: Buffer): Buffer {
  const at = chunk.lastIndexOf(LF);
  return at < 0 ? Buffer.concat([open, chunk]) : Buffer.from(chunk.subarray(at + 1));
}

// The text of the lines before the one that cannot be read, without what was passed on before.
function goodLines(encoding: string, open: Buffer, chunk: Buffer): Buffer {
  if (encoding.startsWith('utf-16')) return EMPTY;
  const passedOn = strictDecoder(encoding).decode(open, { stream: true }).length;
  const again = strictDecoder(encoding);
  let text = '';
  linesThat(Buffer.concat([open, chunk]), (line) => {
    try {
      text += again.decode(line, { stream: true });
      return true;
    } catch {
      return false;
    }
  });
  return Buffer.from(text.slice(passedOn));
}

function strictDecoder(encoding: string): InstanceType<typeof TextDecoder> {
  return new TextDecoder(encoding, { fatal: true });
}

/** The name of an encoding as the web has it: "UTF8" and "utf-8" are one. */
function labelOf(told: string): string {
  const known = encodingNamed(told);
  if (known !== null) return known;
  const help = {
    en: 'known are: utf-8, utf-16le, utf-16be, gb18030, big5, shift_jis, euc-kr, windows-1252, macintosh and others of the web',
    zh: '可用的有：utf-8、utf-16le、utf-16be、gb18030、big5、shift_jis、euc-kr、windows-1252、macintosh 等网页常用编码',
  };
  throw new DecodeError(
    'bad-encoding',
    { en: `unknown encoding "${told}"`, zh: `未知的编码“${told}”` },
    help,
  );
}

function withoutNul(text: Buffer): { text: Buffer; failure: DecodeError | null } {
  if (!text.includes(0)) return { text, failure: null };
  const help = {
    en: 'export the file again as CSV UTF-8, or give --encoding utf-16le if it is UTF-16',
    zh: '请重新导出为 CSV UTF-8；如果是 UTF-16，请加上 --encoding utf-16le',
  };
  const failure = new DecodeError(
    'control-character',
    { en: 'the file holds a NUL character', zh: '文件中含有 NUL 字符' },
    help,
  );
  return { text: linesThat(text, (line) => !line.includes(0)), failure };
}

function badBytes(encoding: string, cut: boolean): DecodeError {
  const help = {
    en: 'take the encoding out where it was told, and what it can be is said; else export the file again as CSV UTF-8',
    zh: '如果指定过编码，请去掉，程序会列出可能的编码；否则请重新导出为 CSV UTF-8',
  };
  const message = cut
    ? { en: 'the file ends in the middle of a character', zh: '文件在一个字符的中间断开了' }
    : { en: `bytes that are not valid ${encoding}`, zh: `含有不符合 ${encoding} 编码的字节` };
  return new DecodeError('bad-encoding', message, help);
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

const EMPTY = Buffer.alloc(0);
const LF = 0x0a;

// The encoding that a BOM or the zeros of UTF-16 show; UTF-8 where neither does.
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
