import { shortenText } from '../text/shorten.ts';

/**
 * Makes a string from data safe to show: what could move the cursor, change colours, turn the reading
 * direction round, break a line or hide becomes visible, and nobody has to scroll past more than a page of it.
 * The one place where data enters rendering; cleaning twice changes nothing.
 */
export function cleanText(text: string): string {
  const start = shortenText(text, LONGEST);
  if (PLAIN.test(start)) return start;
  return shortenText(start.replace(LINE_BREAKS, '⏎').replace(UNSAFE, showCharacter), LONGEST);
}

/** Makes each line of a text from data safe to show; its line breaks stay. */
export function cleanLines(text: string): string {
  return text.split('\n').map(cleanText).join('\n');
}

/** CSV or JSON as a terminal may have it: no cell can drive it. Nothing is cut, and lines end as they did. */
export function cleanRows(text: string): string {
  return text.replace(CONTROLS, showCharacter);
}

const LONGEST = 2000;
const PLAIN = /^[\x20-\x7e]*$/;
const LINE_BREAKS = /\r\n|[\n\r\v\f\x85\u2028\u2029]/g;
const CONTROLS = /(?!\r\n|[\t\n])\p{Cc}/gu;
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;

function showCharacter(character: string): string {
  const code = character.codePointAt(0)!;
  if (code === 0x09) return ' ';
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '␡';
  // Joiners and variation selectors only choose between glyphs; showing them would spell out every emoji.
  if (GLYPH_CHOICE.test(character)) return '';
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
}

const GLYPH_CHOICE = /\p{Join_Control}|\p{Variation_Selector}/u;
