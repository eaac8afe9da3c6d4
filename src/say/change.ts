import { printCondition } from '../condition/print.ts';
import type { Change, ChangedValue } from '../criteria/changes/change.ts';
import type { DiffWords } from './words/diff.ts';
import type { ExplainWords } from './words/explain.ts';

/** A change in one line: "key › large-and-growing › revenue at_least: 5m → 4m". */
export function printChange(change: Change, say: DiffWords, conditions: ExplainWords['conditions']): string {
  const { kind, from, to, units } = change;
  const path = printPath(change);
  const value = (one: ChangedValue | null): string => printValue(one, conditions);
  const line =
    kind === 'added'
      ? say.added(path, value(to))
      : kind === 'removed'
        ? say.removed(path, value(from))
        : say.changed(path, value(from), value(to));
  return units.length === 0 ? line : `${line} (${say.inUnits(units.join(', '))})`;
}

// An operator stands behind its fact, everything else inside what is before it.
function printPath({ path, decides }: Change): string {
  if (!decides || path.length < 4) return path.join(' › ');
  return [...path.slice(0, -2), path.slice(-2).join(' ')].join(' › ');
}

/** One side of a change in words; empty for what is not there. */
export function printValue(value: ChangedValue | null, conditions: ExplainWords['conditions']): string {
  if (value === null) return '';
  return value.kind === 'text' ? value.text : printCondition(value.condition, value.cohorts, conditions);
}
