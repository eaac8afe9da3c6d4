import type { Source } from '../text/source.ts';

/** A line of a text: where it starts and ends, and where the next one starts. */
export interface TextLine {
  /** Without its line break. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

/** The lines of a text, whatever breaks them. */
export function linesOf(text: string): TextLine[] {
  return [...eachLine(text)];
}

function* eachLine(text: string): Generator<TextLine> {
  let start = 0;
  for (const { index, 0: lineBreak } of text.matchAll(/\r\n|\n|\r/g)) {
    const next = index + lineBreak.length;
    yield { text: text.slice(start, index), start, end: index, next };
    start = next;
  }
  if (start < text.length) yield { text: text.slice(start), start, end: text.length, next: text.length };
}

/** The lines of Markdown outside of fenced code, where nothing is markup. */
export function markupLines(text: string): TextLine[] {
  let fence: string | null = null;
  return linesOf(text).filter((line) => {
    const found = /^ {0,3}(`{3,}|~{3,})/.exec(line.text)?.[1];
    if (fence === null) {
      fence = found ?? null;
      return found === undefined;
    }
    if (found?.startsWith(fence) === true && /^\s*[`~]+\s*$/.test(line.text)) fence = null;
    return false;
  });
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
  let start: number | null = null;
  for (const line of eachLine(text)) {
    if (start !== null && END.test(line.text)) return { start, end: line.start, body: line.next };
    if (start === null && !RULE.test(line.text.replace(BOM, ''))) return null;
    start ??= line.next;
  }
  return null;
}

const BOM = /^\ufeff/;
const RULE = /^---[ \t]*$/;
const END = /^(?:---|\.\.\.)[ \t]*$/;
