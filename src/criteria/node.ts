import type { Span } from '../text/source.ts';

/** A criteria file as written: plain data with a span on every node, so that any part of it can be pointed at. */
export type Node = MapNode | ListNode | ScalarNode;

/** Keys with their values, in the order of the file. */
export interface MapNode {
  readonly kind: 'map';
  readonly entries: readonly MapEntry[];
  readonly span: Span;
}

/** A key has a span of its own, so that a misspelt one can be pointed at. */
export interface MapEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Node;
}

/** Values, in the order of the file. */
export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly Node[];
  readonly span: Span;
}

/** A single value; null where nothing stands. */
export interface ScalarNode {
  readonly kind: 'scalar';
  /** As YAML reads it. */
  readonly value: string | number | boolean | null;
  /** As typed, without quotes: `00123` and `5m` stay what they are. */
  readonly text: string;
  readonly span: Span;
}

/** The value under a key; undefined when the node is no map or has no such key. */
export function child(node: Node | undefined, key: string): Node | undefined {
  return entryOf(node, key)?.value;
}

/** The entry of a key; undefined when the node is no map or has no such key. */
export function entryOf(node: Node | undefined, key: string): MapEntry | undefined {
  if (node?.kind !== 'map') return undefined;
  if (node.entries.length < MANY) return node.entries.find((entry) => entry.key === key);
  const known = INDEXES.get(node) ?? new Map(node.entries.toReversed().map((entry) => [entry.key, entry]));
  INDEXES.set(node, known);
  return known.get(key);
}

// Ten thousand mistakes in a map of ten thousand entries are not looked for a hundred million times.
const MANY = 32;
const INDEXES = new WeakMap<MapNode, ReadonlyMap<string, MapEntry>>();

/** The entries of a map; none of anything else. */
export function entriesOf(node: Node | undefined): readonly MapEntry[] {
  return node?.kind === 'map' ? node.entries : [];
}

/** The items of a list; none of anything else. */
export function itemsOf(node: Node | undefined): readonly Node[] {
  return node?.kind === 'list' ? node.items : [];
}

/** The text of a scalar; undefined for anything else and for an empty value. */
export function scalarText(node: Node | undefined): string | undefined {
  return node?.kind === 'scalar' && node.value !== null ? node.text : undefined;
}

/** One text or a list of texts. */
export function textsOf(node: Node | undefined): string[] {
  const nodes = node?.kind === 'list' ? node.items : node === undefined ? [] : [node];
  return nodes.map(scalarText).filter((text) => text !== undefined);
}

/** The node at a path of keys and positions, or the nearest one above it that exists. */
export function nodeAt(root: Node, path: readonly PropertyKey[]): Node {
  let node = root;
  for (const step of path) {
    const next = node.kind === 'list' ? node.items[Number(step)] : child(node, String(step));
    if (next === undefined) return node;
    node = next;
  }
  return node;
}

/**
 * Lays one document over another: maps merge by key, everything else is replaced. A field that is worked out from lines
 * is another than one that is read from a column, and takes its place.
 */
export function overlay(base: Node, over: Node): Node {
  if (base.kind !== 'map' || over.kind !== 'map') return over;
  const has = (node: Node, key: string): boolean => entryOf(node, key) !== undefined;
  if ((has(over, 'from') && has(base, 'type')) || (has(over, 'type') && has(base, 'from'))) return over;
  const entries = new Map(base.entries.map((entry) => [entry.key, entry]));
  for (const entry of over.entries) {
    const below = entries.get(entry.key);
    entries.set(
      entry.key,
      below === undefined ? entry : { ...entry, value: overlay(below.value, entry.value) },
    );
  }
  return { ...over, entries: [...entries.values()] };
}
