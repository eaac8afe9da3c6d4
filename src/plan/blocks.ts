import { createHash } from 'node:crypto';
import type { Diagnostic } from '../text/diagnostic.ts';
import type { Source, Span } from '../text/source.ts';
import { type Line, markupLines } from './lines.ts';

/** Generated text in a plan: what stands between its two marker lines is the tool's, all else is a person's. */
export interface Block {
  readonly name: string;
  /** The seal of what was written; null where a person has taken it away, which asks for a refresh. */
  readonly seal: string | null;
  readonly open: Line;
  readonly close: Line;
}

/** The blocks of a text, and markers that do not belong together. */
export function findBlocks(source: Source): { blocks: Block[]; diagnostics: Diagnostic[] } {
  const blocks: Block[] = [];
  const diagnostics: Diagnostic[] = [];
  let open: { readonly name: string; readonly seal: string | null; readonly line: Line } | null = null;
  const unmatched = (line: Line, what: string): number =>
    diagnostics.push(broken(what, spanOf(source, line)));
  for (const line of markupLines(source.text)) {
    const [, name, seal] = OPEN.exec(line.text) ?? [];
    if (name !== undefined) {
      if (open !== null) unmatched(open.line, `the block "${open.name}" has no end`);
      open = { name, seal: seal ?? null, line };
    } else if (CLOSE.test(line.text)) {
      if (open === null) unmatched(line, 'the end of a block that does not begin');
      else blocks.push({ name: open.name, seal: open.seal, open: open.line, close: line });
      open = null;
    }
  }
  if (open !== null) unmatched(open.line, `the block "${open.name}" has no end`);
  return { blocks, diagnostics };
}

/** What stands between the markers of a block. */
export function innerText(text: string, { open, close }: Block): string {
  return text.slice(open.next, close.start);
}

/** The marker line of a block with another seal. */
export function sealLine(line: string, seal: string): string {
  return line.replace(OPEN_PARTS, `$1 #${seal}`);
}

/**
 * A short hash of generated text, by which a person's edit is noticed. Blanks and the length of rules do not count:
 * an editor that lines tables up has changed nothing.
 */
export function sealOf(inner: string): string {
  const plain = inner.replace(/\s+/g, '').replace(/-+/g, '-');
  return createHash('sha256').update(plain).digest('hex').slice(0, 8);
}

function spanOf(source: Source, { start, end }: Line): Span {
  return { kind: 'span', source, start, end };
}

const OPEN = /^ {0,3}<!-- keyaccounts:data ([\w-]+)(?: #([0-9a-f]{8}))? -->[ \t]*$/;
const OPEN_PARTS = /(<!-- keyaccounts:data [\w-]+)(?: #[0-9a-f]{8})?/;
const CLOSE = /^ {0,3}<!-- \/keyaccounts:data -->[ \t]*$/;

function broken(message: string, at: Span): Diagnostic {
  const help =
    'a block stands between <!-- keyaccounts:data NAME --> and <!-- /keyaccounts:data -->, each on a line';
  return { code: 'broken-marker', severity: 'warning', message, help, at };
}
