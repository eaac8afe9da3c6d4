import { distance } from 'fastest-levenshtein';
import type { Wording } from './wording.ts';

/** The known name that a misspelt one most likely means, or null when none is near; a long text is no misspelt name. */
export function nearestName(name: string, known: Iterable<string>): string | null {
  if (name.length > LONGEST) return null;
  const wanted = fold(name);
  const limit = Math.max(1, Math.floor([...wanted].length / 3));
  let nearest: string | null = null;
  let least = limit + 1;
  for (const candidate of known) {
    if (candidate.length > LONGEST) continue;
    const steps = stepsBetween(wanted, fold(candidate));
    if (steps < least) {
      nearest = candidate;
      least = steps;
    }
  }
  return nearest;
}

const LONGEST = 200;

// Two letters that changed places are one slip of the fingers.
function stepsBetween(one: string, other: string): number {
  const at = [...one].findIndex((letter, place) => letter !== other[place]);
  const isSwap = at >= 0 && one === other.slice(0, at) + other[at + 1] + other[at] + other.slice(at + 2);
  return isSwap ? 1 : distance(one, other);
}

/** `did you mean "x"?` */
export function meant(name: string): Wording {
  return { en: `did you mean "${name}"?`, zh: `是不是“${name}”？` };
}

/** `did you mean "x"?`, or the list of what there is when nothing is near. */
export function didYouMean(name: string, known: Iterable<string>): Wording | undefined {
  const names = [...known];
  const nearest = nearestName(name, names);
  if (nearest !== null) return meant(nearest);
  if (names.length === 0) return undefined;
  const shown = names.slice(0, 12).join(', ');
  return names.length > 12
    ? {
        en: `known here: ${shown} and ${names.length - 12} more`,
        zh: `可用的有：${names.slice(0, 12).join('、')} 等 ${names.length} 项`,
      }
    : { en: `known here: ${shown}`, zh: `可用的有：${names.join('、')}` };
}

// Spelling habits, not meaning: case, width, and how words are joined.
function fold(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]+/g, '_');
}
