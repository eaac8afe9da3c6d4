import { findChanges } from '../../criteria/changes/find-changes.ts';
import type { Criteria } from '../../criteria/criteria.ts';
import { readCriteriaSource } from '../../criteria/read-criteria.ts';
import { hasErrors } from '../../text/diagnostic.ts';
import type { Source } from '../../text/source.ts';
import { criteriaIn } from '../../verdict/view.ts';
import type { LoadedCriteria } from '../run/inputs.ts';
import { editCriteria, type HeadEdit } from './edit/edit-criteria.ts';
import { writeAmount } from './edit/write-amount.ts';
import type { Choice } from './engine/choice.ts';
import { findThresholds } from './engine/key-tree.ts';
import { isSameThreshold } from './engine/threshold.ts';

/** The amounts of a choice as the file would write them. */
export function amountTexts({ moves }: Choice): string[] {
  return moves.map(({ threshold, decimal }) => writeAmount(decimal, threshold.text, threshold.unit));
}

/** The criteria with a choice made, and the files that it changes, with their new texts. */
export interface Tried {
  readonly criteria: Criteria;
  readonly files: ReadonlyMap<string, string>;
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
): Promise<Tried | null> {
  const edited = new Map<string, string>();
  for (const { threshold } of choice.moves) {
    const { name } = threshold.source;
    if (edited.has(name)) continue;
    const amounts = choice.moves.flatMap((move, index) =>
      move.threshold.source.name === name
        ? [{ start: move.threshold.start, part: move.threshold.part, text: texts[index]! }]
        : [],
    );
    const text = editCriteria(threshold.source, amounts, heads);
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
  return isOnlyThat(choice, criteria, value) ? { criteria: value, files: edited } : null;
}

// Every amount of key is as it was, but for those that were meant, and nothing else is decided otherwise.
function isOnlyThat({ moves }: Choice, before: Criteria, after: Criteria): boolean {
  const deciding = findChanges(before, after).filter(({ decides }) => decides);
  if (deciding.length === 0 || deciding.some(({ kind, path }) => kind !== 'changed' || path[0] !== 'key'))
    return false;
  const [older, newer] = [before, after].map((company) => criteriaIn(company).flatMap(findThresholds));
  return (
    older!.length === newer!.length &&
    older!.every((threshold, index) => {
      const { fact, operator, decimal } = newer![index]!;
      const wanted =
        moves.find((move) => isSameThreshold(move.threshold, threshold))?.decimal ?? threshold.decimal;
      return fact === threshold.fact && operator === threshold.operator && decimal === wanted;
    })
  );
}
