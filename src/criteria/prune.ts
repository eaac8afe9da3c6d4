import type { Code } from '../text/codes.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import type { Span } from '../text/source.ts';
import { checkShape } from './check-shape.ts';
import { compileCriteria } from './compile.ts';
import type { Node } from './node.ts';

/**
 * What else is wrong in a document whose shape is: the parts of the wrong shape are left out, and what remains
 * is compiled, so that one run reports everything. What may only follow from a part that is left out is not said,
 * nor what is wrong with a whole that it was taken out of.
 */
export function mistakesBeside(root: Node): Diagnostic[] {
  let pruned = root;
  const removed: Span[] = [];
  let namesLost = false;
  for (let round = 0; round < ROUNDS; round += 1) {
    const issues = checkShape(pruned);
    if (issues.length === 0) {
      const follows = namesLost ? [...CONSEQUENCES, ...OF_NAMES] : CONSEQUENCES;
      return compileCriteria(pruned).diagnostics.filter(
        ({ code, at }) =>
          !follows.includes(code) && !(at.kind === 'span' && removed.some((span) => holds(at, at, span))),
      );
    }
    if (issues.length > MOST_REMOVED) return [];
    for (const { at } of issues) {
      if (at.kind !== 'span') return [];
      namesLost ||= !isBelow(pruned, at, ['categories', 'checks', 'cases', 'duties']);
      const without = removeAt(pruned, at);
      if (without === null) return [];
      pruned = without;
      removed.push(at);
    }
  }
  return [];
}

// A mistake deeper down may empty what is around it, a few levels up.
const ROUNDS = 6;
// Where so much is wrong, what else is can wait for the next run.
const MOST_REMOVED = 500;

const CONSEQUENCES: readonly Code[] = ['missing-key', 'bad-priority', 'misplaced-otherwise', 'unused-name'];
const OF_NAMES: readonly Code[] = [
  'unknown-fact',
  'unknown-field',
  'unknown-table',
  'no-id-field',
  'wrong-type',
  'wrong-unit',
];

function isBelow(root: Node, span: Span, keys: readonly string[]): boolean {
  return (
    root.kind === 'map' &&
    root.entries.some(({ key, value, keySpan }) => keys.includes(key) && holds(keySpan, value.span, span))
  );
}

// Without the innermost entry or item that holds the span, and without what that leaves empty; null when none does.
function removeAt(node: Node, span: Span): Node | null {
  switch (node.kind) {
    case 'scalar':
      return null;
    case 'list': {
      const index = node.items.findIndex((item) => holds(item.span, item.span, span));
      if (index < 0) return null;
      const inner = removeAt(node.items[index]!, span);
      const items = isEmpty(inner) ? node.items.toSpliced(index, 1) : node.items.with(index, inner);
      return { ...node, items };
    }
    case 'map': {
      const index = node.entries.findIndex(({ keySpan, value }) => holds(keySpan, value.span, span));
      if (index < 0) return null;
      const entry = node.entries[index]!;
      const inner = removeAt(entry.value, span);
      const entries = isEmpty(inner)
        ? node.entries.toSpliced(index, 1)
        : node.entries.with(index, { ...entry, value: inner });
      return { ...node, entries };
    }
  }
}

function isEmpty(node: Node | null): node is null {
  if (node === null || node.kind === 'scalar') return node === null;
  return node.kind === 'map' ? node.entries.length === 0 : node.items.length === 0;
}

function holds(from: Span, to: Span, span: Span): boolean {
  return from.source === span.source && from.start <= span.start && span.end <= Math.max(from.end, to.end);
}
