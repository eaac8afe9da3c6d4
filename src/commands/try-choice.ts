import { findChanges } from '../criteria/changes/find-changes.ts';
import type { Criteria } from '../criteria/criteria.ts';
import { editCriteria, type HeadEdit } from '../criteria/edit/edit-criteria.ts';
import { writeAmount } from '../criteria/edit/write-amount.ts';
import { readCriteriaSource } from '../criteria/read-criteria.ts';
import { hasErrors } from '../text/diagnostic.ts';
import type { Source } from '../text/source.ts';
import type { Choice } from '../verdict/calibrate/choice.ts';
import type { LoadedCriteria } from './inputs.ts';

/** The amounts of a choice as the file would write them. */
export function amountTexts({ moves }: Choice): string[] {
  return moves.map(({ lever, decimal }) => writeAmount(decimal, lever.text, lever.unit));
}

/**
 * The files that a choice changes, with their new texts; null when it cannot be written there: the criteria are
 * read again from the new texts, and must be those of before but for these amounts.
 */
export async function tryChoice(
  choice: Choice,
  texts: readonly string[],
  { criteria, sources }: LoadedCriteria,
  heads: readonly HeadEdit[],
): Promise<ReadonlyMap<string, string> | null> {
  const edited = new Map<string, string>();
  for (const { lever } of choice.moves) {
    const { name } = lever.source;
    if (edited.has(name)) continue;
    const amounts = choice.moves.flatMap((move, index) =>
      move.lever.source.name === name
        ? [{ start: move.lever.start, part: move.lever.part, text: texts[index]! }]
        : [],
    );
    const text = editCriteria(lever.source, amounts, heads);
    if (text === null) return null;
    edited.set(name, text);
  }
  const newer = (source: Source): Source => ({ ...source, text: edited.get(source.name) ?? source.text });
  const open = async (reference: string, from: Source): Promise<Source | null> => {
    const found = sources.find((one) => one.from?.name === from.name && one.reference === reference);
    return found === undefined ? null : newer(found.source);
  };
  const { value, diagnostics } = await readCriteriaSource(newer(sources[0]!.source), open);
  if (value === null || hasErrors(diagnostics)) return null;
  return isOnlyThat(choice, criteria, value) ? edited : null;
}

// Only tests of the criteria that were meant have other amounts; none came or went.
function isOnlyThat({ moves }: Choice, before: Criteria, after: Criteria): boolean {
  const deciding = findChanges(before, after).filter(({ decides }) => decides);
  return (
    deciding.length > 0 &&
    deciding.length <= moves.length &&
    deciding.every(
      ({ kind, path }) =>
        kind === 'changed' &&
        path[0] === 'key' &&
        moves.some(({ lever }) => lever.criterion === path[1] && lever.fact === path[2]),
    )
  );
}
