import type { Condition, Leaf } from '../../condition/condition.ts';
import { joinAll, leavesOf, mapLeaves } from '../../condition/leaves.ts';
import { meaningOfCondition } from '../meaning.ts';
import { type Change, type ChangedValue, kindOfChange } from './change.ts';
import { changeOfPiece, describePart, pathOf } from './describe.ts';
import { criterionKey, type Piece, type TestPart } from './pieces.ts';

type Pieces = ReadonlyMap<string, Piece>;

/**
 * The changes of criteria and of `stays_while`: test by test where the two have a test in common, else as a whole,
 * since half of such a change would be a criterion that nobody wrote.
 */
export function compareTests(keys: readonly string[], older: Pieces, newer: Pieces): Change[] {
  const groups = new Map<string, string[]>();
  for (const key of keys) {
    const group = criterionKey(partAt(newer.get(key) ?? older.get(key)!));
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
    const inside =
      before === undefined || after === undefined ? null : insideOf(partAt(before), partAt(after));
    return { ...changeOfPiece(before, after), ...inside };
  });
}

// Where two lists of conditions differ in the amount of a single test, that test is what changed.
function insideOf(before: TestPart, after: TestPart): Pick<Change, 'path' | 'from' | 'to' | 'at'> | null {
  const [older, newer] = [before, after].map(({ condition }) => leavesOf(condition));
  if (older!.length !== newer!.length || older!.length < 2) return null;
  const leaf = (part: TestPart, condition: Condition): TestPart => ({ ...part, condition });
  const meaning = ({ condition, cohorts }: TestPart): string => meaningOfCondition(condition, cohorts);
  const pairs = newer!.map((one, index) => [leaf(before, older![index]!), leaf(after, one)] as const);
  const different = pairs.filter(([one, other]) => meaning(one) !== meaning(other));
  const [pair] = different;
  if (pair === undefined || different.length > 1) return null;
  const path = pathOf(pair[1]);
  if (path.join() !== pathOf(pair[0]).join()) return null;
  // All else the same: without the one test, each with its own lines, the two must mean the same.
  const { fact, span } = newer![pairs.indexOf(pair)]!;
  const mark: Leaf = { kind: 'present', fact, expected: true, span };
  const rest = (part: TestPart, test: TestPart): string =>
    meaning(
      leaf(
        part,
        mapLeaves(part.condition, (one) => (one === test.condition ? mark : one)),
      ),
    );
  if (rest(before, pair[0]) !== rest(after, pair[1])) return null;
  return { path, ...describePart(pair[0], pair[1]), at: pair[1].condition.span };
}

function whole(group: readonly string[], older: Pieces, newer: Pieces): Change {
  const [before, after] = [older, newer].map((pieces) => group.flatMap((key) => pieces.get(key) ?? []));
  const { category, id } = partAt((after![0] ?? before![0])!);
  return {
    kind: kindOfChange(before![0], after![0]),
    path: [category, id ?? 'stays_while'],
    from: joined(before!),
    to: joined(after!),
    at: after![0]?.span ?? null,
    units: [],
    decides: true,
    keys: group,
  };
}

function joined(pieces: readonly Piece[]): ChangedValue | null {
  if (pieces.length === 0) return null;
  const parts = pieces.map(partAt);
  const of = parts.map(({ condition }) => condition);
  return { kind: 'condition', condition: joinAll(of, of[0]!.span), cohorts: parts[0]!.cohorts };
}

function partAt({ part }: Piece): TestPart {
  return part as TestPart;
}
