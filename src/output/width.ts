import { charactersOf } from '../text/characters.ts';

/** How many cells of a terminal a cleaned text takes: Chinese and emoji take two. */
export function displayWidth(text: string): number {
  if (ASCII.test(text)) return text.length;
  // Only emoji are narrower than their parts.
  if (!EMOJI.test(text)) return pieceWidth(text);
  let width = 0;
  for (const piece of piecesOf(text)) width += pieceWidth(piece);
  return width;
}

/** How many cells the widest of some texts takes. */
export function widestOf(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, displayWidth(text)), 0);
}

/** The beginning of a text in at most so many cells, with the ellipsis where something is left out. */
export function cutText(text: string, width: number, ellipsis = '…'): string {
  if (displayWidth(text) <= width) return text;
  return startOf(text, width - displayWidth(ellipsis)).trimEnd() + startOf(ellipsis, width);
}

/** The end of a text in at most so many cells, with the ellipsis where something is left out. */
export function cutTextStart(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let rest = '';
  let left = width - displayWidth('…');
  for (const piece of [...piecesOf(text)].reverse()) {
    left -= pieceWidth(piece);
    if (left < 0) break;
    rest = piece + rest;
  }
  return `…${rest}`;
}

/** A text as lines of at most so many cells: broken between words, between Chinese characters, else anywhere. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let taken = 0;
  for (const atom of text.trim() === '' ? [] : (text.match(ATOMS) ?? [])) {
    const word = atom.trimEnd();
    if (taken + displayWidth(word) <= width) {
      line += atom;
      taken += displayWidth(atom);
      continue;
    }
    if (line !== '') lines.push(line.trimEnd());
    const parts = cutWord(word, width);
    const last = parts.pop() ?? '';
    for (const part of parts) lines.push(part);
    line = last + atom.slice(word.length);
    taken = displayWidth(line);
  }
  lines.push(line.trimEnd());
  return lines;
}

// What stays on one line, with the blanks after it: a Chinese character with the punctuation that may not
// start or end a line beside it, or else a run of anything; a number with the character that counts in it (1 个, 5万).
const HAN = '[\\u2e80-\\u2fdf\\u3040-\\ua4cf\\uac00-\\ud7a3\\uf900-\\ufaff\\u{20000}-\\u{3fffd}]';
const OPENING = '[（「『《〈【〔“‘]';
const CLOSING = '[，。、；：？！）」』》〉】〕”’％%…]';
const ATOMS = new RegExp(
  `\\s*${OPENING}*(?:${HAN}|(?:(?!${HAN}|${OPENING})\\S)+(?:(?<=\\d)\\s?${HAN})?|${OPENING})${CLOSING}*\\s*`,
  'gu',
);

// A word in parts of at most so many cells; a character that is wider stands alone.
function cutWord(word: string, width: number): string[] {
  if (displayWidth(word) <= width) return [word];
  const parts: string[] = [];
  let part = '';
  let left = width;
  for (const piece of piecesOf(word)) {
    left -= pieceWidth(piece);
    if (left < 0 && part !== '') {
      parts.push(part);
      part = '';
      left = width - pieceWidth(piece);
    }
    part += piece;
  }
  return [...parts, part];
}

function startOf(text: string, width: number): string {
  if (ASCII.test(text)) return text.slice(0, Math.max(width, 0));
  let end = 0;
  let left = width;
  for (const piece of piecesOf(text)) {
    left -= pieceWidth(piece);
    if (left < 0) break;
    end += piece.length;
  }
  return text.slice(0, end);
}

// Whole characters as people see them, so that no cut leaves half of one. The segmenter takes time that grows with the
// square of what it is given, so it gets a little at a time; what stands last there may go on behind it.
function* piecesOf(text: string): Generator<string> {
  for (let from = 0; from < text.length; ) {
    const some = text.slice(from, from + MOST_SEGMENTED).replace(HALF, '');
    const pieces = [...charactersOf(some)];
    if (from + some.length < text.length && pieces.length > 1) pieces.pop();
    for (const piece of pieces) {
      from += piece.length;
      yield piece;
    }
  }
}

const MOST_SEGMENTED = 256;
// The first half of a character whose second half is not there yet.
const HALF = /(?<=[\s\S])[\ud800-\udbff]$/;
const ASCII = /^[\x20-\x7e]*$/;
const EMOJI = /\p{Emoji_Presentation}/u;
const ACCENT = /[\u0300-\u036f]/;

// Marks of other scripts count as a cell each.
function pieceWidth(piece: string): number {
  if (EMOJI.test(piece)) return 2;
  let width = 0;
  for (const character of piece) {
    if (WIDE.test(character)) width += 2;
    else if (!ACCENT.test(character)) width += 1;
  }
  return width;
}

// Unicode's East Asian Width, classes W and F.
const WIDE =
  /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3040-\u3247\u3250-\u4dbf\u4e00-\ua4c6\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6\u{1b000}\u{1b001}\u{1f200}-\u{1f251}\u{20000}-\u{3fffd}]/u;
