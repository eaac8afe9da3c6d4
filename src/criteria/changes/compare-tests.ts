import type { Condition } from '../../condition/condition.ts';
import type { Change, ChangedValue } from './change.ts';
import { describePart, pathOf } from './describe.ts';
import type { Part, Piece } from './pieces.ts';

type Pieces = ReadonlyMap<string, Piece>;
type TestPart = Extract<Part, { kind: 'test' }>;

/**
 * The changes of criteria and of `stays_while`: test by test where the two have a test in common, else as a whole,
 * since half of such a change would be a criterion that nobody wrote.
 */
export function compareTests(keys: readonly string[], older: Pieces, newer: Pieces): Change[] {
  const groups = new Map<string, string[]>();
  for (const key of keys) {
    const { category, criterion } = partAt(newer.get(key) ?? older.get(key)!);
    const group = JSON.stringify([category, criterion]);
    groups.set(group, [...(groups.get(group) ?? []), key]);
  }
  return [...groups.values()].flatMap((group) => compareGroup(group, older, newer));
}

function compareGroup(group: readonly string[], older: Pieces, newer: Pieces): Change[] {
  const changed = group.filter((key) => older.get(key)?.meaning !== newer.get(key)?.meaning);
  if (changed.length === 0) return [];
  const shared = group.some((key) => older.has(key) && newer.has(key));
  if (!shared) return [whole(group, older, newer)];
  return changed.map((key) => {
    const [before, after] = [older.get(key), newer.get(key)];
    const { from, to } = describePart(before?.part, after?.part);
    return {
      kind: before === undefined ? 'added' : after === undefined ? 'removed' : 'changed',
      path: pathOf((after ?? before)!.part),
      ...{ from, to },
      at: after?.span ?? null,
      ...{ units: [], decides: true, keys: [key] },
    };
  });
}

function whole(group: readonly string[], older: Pieces, newer: Pieces): Change {
  const [before, after] = [older, newer].map((pieces) => group.flatMap((key) => pieces.get(key) ?? []));
  const { category, id } = partAt((after![0] ?? before![0])!);
  return {
    kind: before!.length === 0 ? 'added' : after!.length === 0 ? 'removed' : 'changed',
    path: [category, id ?? 'stays_while'],
    from: joined(before!),
    to: joined(after!),
    at: after![0]?.span ?? null,
    ...{ units: [], decides: true, keys: group },
  };
}

function joined(pieces: readonly Piece[]): ChangedValue | null {
  if (pieces.length === 0) return null;
  const parts = pieces.map(partAt);
  const of = parts.map(({ condition }) => condition);
  const condition: Condition = of.length === 1 ? of[0]! : { kind: 'all', of, span: of[0]!.span };
  return { kind: 'condition', condition, cohorts: parts[0]!.cohorts };
}

function partAt({ part }: Piece): TestPart {
  return part as TestPart;
}
