import { positionAt } from '../../text/source.ts';
import type { Lever } from './engine/lever.ts';

/** Where a threshold stands, from the outside in: "key › large-and-growing › revenue at_least". */
export function leverPath({ criterion, fact, operator }: Lever): readonly string[] {
  return ['key', criterion, `${fact} ${operator}`];
}

/** The same path as one text. */
export function leverName(lever: Lever): string {
  return leverPath(lever).join(' › ');
}

/** The line of a threshold in its file. */
export function leverLine({ source, start }: Lever): number {
  return positionAt(source, start).line;
}
