import type { Condition } from '../../condition/condition.ts';
import { leavesOf } from '../../condition/leaves.ts';
import type { Criteria } from '../criteria.ts';
import { deepMeanings } from '../meaning.ts';
import { alignIds } from './align.ts';
import type { Change } from './change.ts';
import { criterionKey, type Piece, piecesOf, type TestPart } from './pieces.ts';

/**
 * What a change replaces in a criterion, or in `stays_while`: it holds where this does, and all else that it asks for. Null
 * where that side has no such criterion.
 */
export interface ReplacedTests {
  readonly older: Condition | null;
  readonly newer: Condition | null;
}

/**
 * Opens what changes between two criteria side by side replace. It is null for a change that is more than tests of facts
 * that both read and calculate alike, and where customers are ranked.
 */
export function openReplacedTests(
  before: Criteria,
  after: Criteria,
): (change: Change) => ReplacedTests | null {
  const older = piecesOf(before);
  const newer = piecesOf(after, alignIds(before, after));
  const [meaningBefore, meaningAfter] = [deepMeanings(before), deepMeanings(after)];
  const isPlain = ({ condition }: TestPart): boolean =>
    leavesOf(condition).every(
      ({ kind, fact }) => kind !== 'rank' && meaningBefore(fact) === meaningAfter(fact),
    );
  const [criteriaBefore, criteriaAfter] = [older, newer].map(
    (pieces) => new Set(testsIn([...pieces.values()]).map(criterionKey)),
  );
  return ({ keys }) => {
    const [from, to] = [older, newer].map((pieces) => keys.flatMap((key) => pieces.get(key) ?? []));
    const tests = testsIn([...from!, ...to!]);
    const [one] = tests;
    if (one === undefined || tests.length < from!.length + to!.length || !tests.every(isPlain)) return null;
    const all = (pieces: readonly Piece[]): Condition => ({
      kind: 'all',
      of: testsIn(pieces).map(({ condition }) => condition),
      span: one.condition.span,
    });
    // A change of tests stays within one criterion.
    const criterion = criterionKey(one);
    return {
      older: criteriaBefore!.has(criterion) ? all(from!) : null,
      newer: criteriaAfter!.has(criterion) ? all(to!) : null,
    };
  };
}

function testsIn(pieces: readonly Piece[]): TestPart[] {
  return pieces.flatMap(({ part }) => (part.kind === 'test' ? [part] : []));
}
