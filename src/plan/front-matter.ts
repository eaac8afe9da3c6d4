import type { Source } from '../text/source.ts';
import { linesOf } from './lines.ts';

/** Where the front matter of a plan stands: offsets of its YAML, and where the body begins. */
export interface FrontMatter {
  readonly start: number;
  readonly end: number;
  readonly body: number;
}

/** Finds the front matter between two lines of `---` at the very start of a file; null where there is none. */
export function findFrontMatter({ text }: Source): FrontMatter | null {
  const lines = linesOf(text);
  const [first] = lines;
  if (first === undefined || !RULE.test(first.text.replace(BOM, ''))) return null;
  const last = lines.slice(1).find((line) => END.test(line.text));
  return last === undefined ? null : { start: first.next, end: last.start, body: last.next };
}

const BOM = /^\ufeff/;
const RULE = /^---[ \t]*$/;
const END = /^(?:---|\.\.\.)[ \t]*$/;
