import type { Diagnostic } from '../text/diagnostic.ts';
import type { Source, Span } from '../text/source.ts';
import { type Block, findBlocks, innerText, sealLine, sealOf } from './blocks.ts';
import { findFrontMatter } from './front-matter.ts';
import { lineBreakOf } from './lines.ts';

/** A plan with its blocks as they are now. Every byte outside of them is as it was. */
export interface Refreshed {
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Puts the blocks of a freshly written plan into one that is there, each where it stands. A block that a person has
 * changed is left, and so is a plan that has lost a block: both are said.
 */
export function refreshPlan(old: Source, fresh: string): Refreshed {
  const wanted = new Map(
    findBlocks({ name: '', text: fresh }).blocks.map((block) => [block.name, innerText(fresh, block)]),
  );
  const { blocks, diagnostics } = findBlocks(old);
  const end = lineBreakOf(old.text);
  let text = '';
  let at = 0;
  for (const block of blocks) {
    const inner = wanted.get(block.name);
    if (inner === undefined) continue;
    const seal = sealOf(innerText(old.text, block));
    const next = sealOf(inner);
    if (block.seal !== null && block.seal !== seal) diagnostics.push(edited(old, block));
    else if (block.seal === null || seal !== next) {
      text += old.text.slice(at, block.open.start) + sealLine(block.open.text, next);
      text += old.text.slice(block.open.end, block.open.next) + inner.replace(/\r\n|\n|\r/g, end);
      at = block.close.start;
    }
  }
  // A marker without its other half was told of.
  const lost = [...wanted.keys()].filter((name) => !old.text.includes(`<!-- keyaccounts:data ${name} `));
  if (lost.length > 0) diagnostics.push(withoutBlocks(old, lost));
  return { text: text + old.text.slice(at), diagnostics };
}

/** A freshly written plan with the seal of each of its blocks. */
export function sealPlan(text: string): string {
  let sealed = '';
  let at = 0;
  for (const block of findBlocks({ name: '', text }).blocks) {
    sealed += text.slice(at, block.open.start) + sealLine(block.open.text, sealOf(innerText(text, block)));
    at = block.open.end;
  }
  return sealed + text.slice(at);
}

function edited(source: Source, block: Block): Diagnostic {
  return {
    code: 'edited-block',
    severity: 'warning',
    message: `the block "${block.name}" was changed by hand: it is left as it is`,
    help: `move what was written out of the block, and remove "#${block.seal}" from this line: the next run refreshes it`,
    at: sealSpan(source, block),
  };
}

// Where the code stands that is to be removed.
function sealSpan(source: Source, { open, seal }: Block): Span {
  const start = open.start + open.text.indexOf(`#${seal}`);
  return { kind: 'span', source, start, end: start + `#${seal}`.length };
}

function withoutBlocks(source: Source, names: readonly string[]): Diagnostic {
  const found = findFrontMatter(source);
  const list = names.map((name) => `"${name}"`).join(', ');
  return {
    code: 'missing-block',
    severity: 'info',
    message: `the plan is without the generated ${names.length === 1 ? 'block' : 'blocks'} ${list}`,
    help: 'to have them back, write <!-- keyaccounts:data NAME --> and <!-- /keyaccounts:data --> on two lines',
    at: { kind: 'span', source, start: found?.start ?? 0, end: found?.start ?? 0 },
  };
}
