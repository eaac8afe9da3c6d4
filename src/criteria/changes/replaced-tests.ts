import type { Condition } from '../../condition/condition.ts';
import { leavesOf } from '../../condition/leaves.ts';
import type { Criteria } from '../criteria.ts';
import { deepMeanings } from '../meaning.ts';
import { alignIds } from './align.ts';
import type { Change } from './change.ts';
import { type Part, type Piece, piecesOf } from './pieces.ts';

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
  const isPlain = ({ part }: Piece): boolean =>
    part.kind === 'test' &&
    leavesOf(part.condition).every(
      ({ kind, fact }) => kind !== 'rank' && meaningBefore(fact) === meaningAfter(fact),
    );
  const [criteriaBefore, criteriaAfter] = [criteriaIn(older), criteriaIn(newer)];
  return ({ keys }) => {
    const [from, to] = [older, newer].map((pieces) => keys.flatMap((key) => pieces.get(key) ?? []));
    const [one] = [...from!, ...to!];
    if (one === undefined || ![...from!, ...to!].every(isPlain)) return null;
    // A change of tests stays within one criterion.
    const criterion = criterionOf(one);
    return {
      older: criteriaBefore.has(criterion) ? joined(from!, one) : null,
      newer: criteriaAfter.has(criterion) ? joined(to!, one) : null,
    };
  };
}

function joined(pieces: readonly Piece[], { span }: Piece): Condition {
  return { kind: 'all', of: pieces.map(({ part }) => (part as TestPart).condition), span };
}

type TestPart = Extract<Part, { kind: 'test' }>;

function criteriaIn(pieces: ReadonlyMap<string, Piece>): Set<string> {
  return new Set([...pieces.values()].filter(({ part }) => part.kind === 'test').map(criterionOf));
}

function criterionOf({ part }: Piece): string {
  const { category, criterion } = part as TestPart;
  return JSON.stringify([category, criterion]);
}
