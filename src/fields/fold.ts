import { foldWidth } from '../text/fold-width.ts';

/** Text without white space and invisible characters at its ends; the same string when there are none. */
export function tidy(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlankCode(text.charCodeAt(start))) start++;
  while (end > start && isBlankCode(text.charCodeAt(end - 1))) end--;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

/**
 * What a program wrapped so that a spreadsheet leaves it alone: `="001001"` is 001001, and `'-75.63` is -75.63. Other
 * texts stay as they are.
 */
export function unwrap(text: string): string {
  const code = text.charCodeAt(0);
  if (code === EQUALS || code === WIDE_EQUALS) return WRAPPED.exec(text)?.[1]?.replaceAll('""', '"') ?? text;
  if (code !== APOSTROPHE) return text;
  const rest = tidy(text.slice(1));
  return GUARDED.test(rest) ? unwrap(rest) : text;
}

const EQUALS = 0x3d;
const WIDE_EQUALS = 0xff1d;
const APOSTROPHE = 0x27;
const WRAPPED = /^[=＝]"((?:[^"]|"")*)"$/;
// A formula that an output guarded, or a number that a person did; 'Ndrangheta and '90s stay.
const GUARDED = /^(?:[=+@\-＝＋－＠]|\d[\d.,\s]*$)/;

/** A text that stands for a blank or a zero, as it is compared: without width and case, and trimmed. */
export function blankKey(text: string): string {
  return foldWidth(tidy(text)).toLowerCase();
}

/** A name as it is compared: without width, case, invisible characters and the amount of white space. */
export function foldName(text: string): string {
  return tidy(text.replace(INVISIBLE, '')).normalize('NFKC').toLowerCase().replace(/\s+/g, ' ');
}

/**
 * A spelling of a choice as it is compared: as a name, with Turkish and German letters as people type them without
 * them: İPTAL and ıptal are iptal, GROSSKUNDE is Großkunde.
 */
export function foldChoice(text: string): string {
  return foldName(text).replace(/i̇|ı/g, 'i').replace(/ß/g, 'ss');
}

// White space of every kind, and what shows nothing: zero-width characters, direction marks, byte order marks.
function isBlankCode(code: number): boolean {
  if (code < 0x7f) return code === 0x20 || (code >= 0x09 && code <= 0x0d);
  if (code < 0x1680) return code === 0xa0 || code === 0x85 || code === 0xad;
  if (code < 0x2000) return code === 0x1680 || code === 0x180e;
  if (code <= 0x206f)
    return code <= 0x200f || (code >= 0x2028 && code <= 0x202f) || (code >= 0x205f && code <= 0x2069);
  return code === 0x3000 || code === 0xfeff;
}

const INVISIBLE = /\u00ad|\u180e|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
