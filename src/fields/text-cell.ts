import type { Wording } from '../text/wording.ts';
import type { Problem } from './amount.ts';
import { tidy, unwrap } from './fold.ts';
import { isSpreadsheetError, SPREADSHEET_ERROR_HELP } from './unknown-cell.ts';

/** Reads text as it stands, trimmed and in Unicode NFC; blank is null. */
export function readText(text: string): string | null | Problem {
  const plain = unwrap(composeText(tidy(text)));
  if (plain === '') return null;
  return isSpreadsheetError(plain) ? problem({ en: 'text', zh: '文本' }, SPREADSHEET_ERROR_HELP) : plain;
}

/** Reads an id: text that a spreadsheet must not have turned into a number. */
export function readId(text: string): string | null | Problem {
  const id = readText(text);
  if (typeof id !== 'string' || !id.includes('+') || !SHORTENED.test(id)) return id;
  return problem(
    { en: 'an id', zh: '编号' },
    {
      en: 'the spreadsheet shortened a long id: export the column as text',
      zh: '电子表格把长编号截短了：请把该列按文本导出',
    },
  );
}

/** A long id as a spreadsheet shortens it, 1.2E+11, as a pattern that databases know, too. */
export const SHORTENED_ID = '[0-9](?:[.,][0-9]+)?[eE][+][0-9]+';
const SHORTENED = new RegExp(`^${SHORTENED_ID}$`);

/** Whether text is read as it stands, as most ids are: ASCII without blanks at its ends, and no sign that may mean more. */
export function isPlainText(bytes: Uint8Array, start: number, end: number): boolean {
  if (!isLetterOrDigit(bytes[start]!) || bytes[end - 1] === SPACE) return false;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at]!;
    if (byte < SPACE || byte > 0x7e || byte === PLUS || byte === QUOTE) return false;
  }
  return true;
}

/** Whether a text cannot be an error of a spreadsheet, the only text that is none: it begins otherwise, as nearly all do. */
export function beginsAsText(bytes: Uint8Array, start: number): boolean {
  const byte = bytes[start]!;
  return isLetterOrDigit(byte) || (byte >= 0xe4 && byte <= 0xe9);
}

function isLetterOrDigit(byte: number): boolean {
  const lower = byte | 0x20;
  return (byte >= 0x30 && byte <= 0x39) || (lower >= 0x61 && lower <= 0x7a);
}

const SPACE = 0x20;
const PLUS = 0x2b;
const QUOTE = 0x22;

function problem(expected: Wording, help: Wording): Problem {
  return { kind: 'problem', expected, help };
}

/** A text in Unicode NFC. Below U+0300 and in the CJK blocks nothing composes, so most cells need no normalizing. */
export function composeText(text: string): string {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 0x300 && (code < 0x3400 || code > 0x9fff)) return text.normalize('NFC');
  }
  return text;
}
