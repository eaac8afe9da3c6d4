/**
 * A text as YAML reads it back: in quotes unless it is words without any meaning to YAML, so that what looks like a
 * number, a date or a word of YAML stays text. What cannot be seen, or would break a line, becomes an escape.
 */
export function quoteYaml(text: string): string {
  if (WORDS.test(text) && !text.endsWith(' ') && !MEANING.test(text)) return text;
  return JSON.stringify(text).replace(HIDDEN, (character) =>
    [...character].map((part) => escapeCode(part.codePointAt(0)!)).join(''),
  );
}

const WORDS = /^\p{L}[\p{L}\p{N} _()/.-]*$/u;
const MEANING = /^(?:yes|no|true|false|null|on|off|y|n|otherwise)$/i;
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u00a0]/gu;

function escapeCode(code: number): string {
  const hex = code.toString(16);
  return code > 0xffff ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`;
}
