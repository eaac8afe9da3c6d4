import { positionAt } from '../../text/source.ts';
import type { Threshold } from './engine/threshold.ts';

/** Where a threshold stands, from the outside in: "key › large-and-growing › revenue at_least". */
export function thresholdPath({ criterion, fact, operator }: Threshold): readonly string[] {
  return ['key', criterion, `${fact} ${operator}`];
}

/** The same path as one text. */
export function thresholdName(threshold: Threshold): string {
  return thresholdPath(threshold).join(' › ');
}

/** The line of a threshold in its file. */
export function thresholdLine({ source, start }: Threshold): number {
  return positionAt(source, start).line;
}
