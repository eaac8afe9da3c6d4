import type { Source } from '../text/source.ts';

/** A line of a text: where it starts and ends, and where the next one starts. */
export interface TextLine {
  /** Without its line break. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

/** The lines of Markdown that may be a heading or a marker: outside of fenced code, where nothing is markup. */
export function markupLines(text: string): TextLine[] {
  const lines: TextLine[] = [];
  let fence: string | null = null;
  for (const { index: start, 0: line, 1: found, 2: lineBreak } of text.matchAll(MARKUP)) {
    if (fence !== null) {
      if (found?.startsWith(fence) === true && /^\s*[`~]+\s*$/.test(line)) fence = null;
    } else if (found !== undefined) fence = found;
    else {
      const end = start + line.length - lineBreak!.length;
      lines.push({ text: text.slice(start, end), start, end, next: start + line.length });
    }
  }
  return lines;
}

// Found by their beginnings, so that a plan of millions of other lines is gone through in no time.
const MARKUP = /(?<![^\r\n]) {0,3}(?:(`{3,}|~{3,})|#|<!--)[^\r\n]*(\r\n|\n|\r|$)/g;

/**
 * The text with one empty line, or few, in place of several: where nothing stands, nobody has to look. A search that
 * remembers each of millions of lines would run out of room.
 */
export function withoutGaps(text: string): string {
  return text.replace(/(\r\n|\n|\r)(?:[ \t]*(?:\r\n|\n|\r)){2,10000}/g, '$1$1');
}

/** How the lines of a text end: as the first one does, else with a line feed. */
export function lineBreakOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}

/** Where the front matter of a plan stands: offsets of its YAML, and where the body begins. */
interface FrontMatter {
  readonly start: number;
  readonly end: number;
  readonly body: number;
}

/** Finds the front matter between two lines of `---` at the very start of a file; null where there is none. */
export function findFrontMatter({ text }: Source): FrontMatter | null {
  const start = RULE.exec(text)?.[0].length;
  if (start === undefined) return null;
  const [close] = text.slice(start).matchAll(END);
  if (close === undefined) return null;
  const end = start + close.index;
  return { start, end, body: end + close[0].length };
}

const RULE = /^\ufeff?---[ \t]*(?:\r\n|\n|\r)/;
const END = /(?<![^\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|$)/g;
